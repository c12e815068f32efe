"""One page with everything the kit has, in every state: what the tests in a browser look at."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.backends.django import DjangoTemplates
from django.urls import path
from django.utils.safestring import mark_safe

from concordat.protocol.values import NotApplicable
from concordat.ui import charts, summaries
from concordat.ui.answers import BLANK
from concordat.ui.forms import (
    AnswerField,
    DayField,
    FigureField,
    Hinted,
    MoneyField,
    SeveralField,
    YesNoField,
)
from concordat.ui.sub_navigation import SubNavigation, SubPage
from concordat.ui.tables import Cell, Column, Sort, Table

# An engine of the kit's own: no session, no user, no council.
ENGINE = DjangoTemplates(
    {
        "NAME": "kit",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
            ],
            "builtins": ["concordat.ui.templatetags.kit"],
        },
    }
)
MENU: dict[str, Any] = {
    "council": {"name": "Northwick City Council", "url": "/"},
    "items": [
        {"text": "Home", "href": "/", "active": True},
        {"text": "Register", "href": "/register", "active": False},
        {"text": "Administration", "href": "/administration", "active": False},
    ],
    "person": {"name": "Alex Example", "url": "/account"},
    "sign_out": "/out",
    "training": True,
    "footer": [{"text": "Accessibility statement", "href": "/accessibility"}, {"text": "Privacy", "href": "/privacy"}],
}
COLOURS = {"red": "Red", "green": "Green", "blue": "Blue"}


class EveryField(forms.Form):
    """Each kind of field once."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    name = forms.CharField(label="Name of the partnership", help_text="As its members call it", max_length=40)
    email = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    count = forms.IntegerField(label="Number of partners", required=False)
    about = forms.CharField(label="What it is for", widget=forms.Textarea)
    colour = forms.ChoiceField(
        label="Band",
        widget=forms.RadioSelect,
        choices=[("a", Hinted("Limited", hint="Little money, little risk")), ("b", "Major")],
    )
    place = forms.ChoiceField(label="Service", choices=[("", "---------"), ("x", "Housing"), ("y", "Leisure")])
    tags = forms.MultipleChoiceField(label="Aims", widget=forms.CheckboxSelectMultiple, choices=list(COLOURS.items()))
    agreed = forms.BooleanField(label="I have read the protocol")
    paper = forms.FileField(label="Agreement")
    start = DayField(label="Start date", help_text="For example, 27 3 2026")
    joint = YesNoField(label="Is it a joint committee?")
    cost = MoneyField(label="Cost a year")
    staff = FigureField(label="Staff", unit="people")
    aims = SeveralField(COLOURS, label="What it is about")


class EveryAnswer(forms.Form):
    """Each kind of field that may be answered "not known" or "does not apply"."""

    blank = AnswerField(forms.CharField(label="Left blank", widget=forms.Textarea), initial=BLANK)
    unknown = AnswerField(YesNoField(label="Is the end known?"), initial=None)
    not_here = AnswerField(DayField(label="End date"), initial=NotApplicable("It has no end"))
    given = AnswerField(MoneyField(label="Budget"), initial=123450)
    must = AnswerField(SeveralField(COLOURS, label="Benefits"), allow_na=False, required=True)


class Narrow(forms.Form):
    """A filter."""

    mark_optional = False
    words = forms.CharField(label="Name", required=False)
    band = forms.ChoiceField(label="Band", required=False, choices=[("", "Any"), ("major", "Major")])


WRONG = {
    "email": "nobody",
    "count": "many",
    "name": "x" * 50,
    "start_day": "31",
    "start_month": "feb",
    "start_year": "2026",
    "cost": "lots",
    "staff": "few",
    "aims": ["red", "__none__"],
}
WRONG_ANSWERS = {
    "blank_unknown": "na",
    "unknown": "yes",
    "unknown_unknown": "na",
    "not_here_day": "3",
    "given": "-1",
}
COUNTS = [
    ("Met", "met", 12, "?status=met"),
    ("Due by", "due by", 4, "?status=due"),
    ("Overdue", "overdue", 2, "?status=overdue"),
    ("Deviation until", "deviation until", 1, "?status=deviation"),
    ("Advised, not in place", "advised, not in place", 3, ""),
    ("Not met", "not met", 2, ""),
    ("Not known", "not known", 6, "?status=unknown"),
    ("Not applicable", "not applicable", 5, ""),
]
SPANS = [
    charts.Span("Annual review", date(2026, 4, 1), date(2027, 3, 31), "due", "/review", "due-by"),
    charts.Span(
        "Partnership agreement with every one of its signatories", date(2024, 6, 1), None, "in force", "", "met"
    ),
    charts.Span("Insurance", date(2026, 1, 1), date(2026, 10, 1), "overdue", "", "overdue"),
]
PAGES = SubNavigation(
    "This partnership",
    (SubPage("Overview", "/", current=True), *(SubPage(f"Another page {n}", f"/{n}") for n in range(1, 6))),
)
SUMMARY = summaries.summary(
    [
        summaries.Row("Name", "Riverside <Forum>", "/change"),
        summaries.Row("End", BLANK, "/end", clause="4.2"),
        summaries.Row("Lead officer", None, "/lead"),
        summaries.Row("Risk", NotApplicable("No money moves"), "/risk"),
        summaries.Row("Partners", 0),
    ],
    title="The partnership",
    actions=[summaries.Action("Open", "/open")],
)


def register(request: HttpRequest) -> Table:
    """A register of forty rows' shape."""
    columns = [
        Column("Name", "name"),
        Column("Stage", "stage"),
        Column("Standing"),
        Column("Cost", "cost", numeric=True),
    ]
    rows: list[list[Any]] = [
        [
            Cell(f"Partnership {n}", href=f"/p/{n}", hint="PA-0001"),
            "In operation",
            Cell("Overdue", tag="orange"),
            f"£{n}",
        ]
        for n in range(1, 6)
    ]
    sort = Sort.read(request.GET, columns, Sort("name"))
    return Table(columns, rows, "Partnerships", "There are no partnerships yet.", sort, dense=True)


def sent(data: dict[str, Any]) -> QueryDict:
    """Data as a browser sends it."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return HttpResponse(ENGINE.get_template(template).render({"menu": MENU, **context}, request))


def kit(request: HttpRequest) -> HttpResponse:
    """Components, tables and charts."""
    return HttpResponse(
        ENGINE.from_string(KIT).render(
            {
                "menu": MENU,
                "title": "The page kit",
                "caption": "Concordat",
                "back": {"href": "/"},
                "subnav": PAGES,
                "messages": ["The partnership was saved."],
                "table": register(request),
                "empty": Table([Column("Name")], [], "Reviews", "There are no reviews yet."),
                "list": Paginator(range(200), 10).page(7),
                "narrow": Narrow(request.GET),
                "summary_card": SUMMARY,
                "bar": charts.stacked_bar(COUNTS, title="Standing"),
                "line": charts.timeline(SPANS, title="What is due when", today=date(2026, 11, 21)),
                "values": [BLANK, None, NotApplicable("It ended"), 0, 3, True, "Words", ("a", "b"), date(2026, 3, 3)],
                "html": mark_safe("<p class='govuk-body'>Two words</p>"),
            },
            request,
        )
    )


def fields(request: HttpRequest, state: str) -> HttpResponse:
    """Every field: `empty`, `filled` or `wrong`."""
    first = {"name": "Riverside", "colour": "b", "start": date(2026, 3, 3), "joint": False, "cost": 0, "aims": ()}
    form = EveryField(sent(WRONG)) if state == "wrong" else EveryField(initial=first if state == "filled" else {})
    answers = EveryAnswer(sent(WRONG_ANSWERS)) if state == "wrong" else EveryAnswer()
    return HttpResponse(
        ENGINE.from_string(FIELDS).render(
            {"menu": MENU, "title": "Every field", "form": form, "forms": [answers], "answers": answers}, request
        )
    )


def one(request: HttpRequest) -> HttpResponse:
    """One question on a page, its label the heading."""
    form = EveryField({} if request.GET else None)
    return HttpResponse(ENGINE.from_string(ONE).render({"menu": MENU, "form": form}, request))


def conflict(request: HttpRequest) -> HttpResponse:
    """Two people at once."""
    rows = [
        {"label": "Name", "original": "Riverside", "saved": "Riverside Forum", "own": "Riverside Board"},
        {"label": "End date", "original": None, "saved": None, "own": date(2027, 3, 31)},
    ]
    saved_at = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    form = EveryAnswer({"blank": "What I typed\nover two lines"})
    return _page(request, "ui/conflict.html", rows=rows, form=form, saved_by="Sam Example", saved_at=saved_at)


def error(request: HttpRequest, status: int) -> HttpResponse:
    """A page for what went wrong."""
    return _page(request, f"ui/errors/{status}.html", reason="Only a lead officer may sign this off.")


KIT = """{% extends "ui/base.html" %}
{% block width %}govuk-grid-column-full{% endblock %}{% block body_class %}concordat-wide{% endblock %}
{% block content %}
{% govuk "tag" text="In operation" %} {% govuk "tag" text="Major" classes="govuk-tag--purple" %}
{% govuk "inset-text" html=html %}
{% govuk "warning-text" text="You cannot undo this" iconFallbackText="Warning" %}
{% govuk "details" summaryText="Why" text="Because clause 4.2 says so" %}
<div class="govuk-button-group">{% govuk "button" text="Save" %}{% govuk "button" text="Leave" classes="govuk-button--secondary" %}{% govuk "button" text="Delete" classes="govuk-button--warning" %}</div>
{{ bar }}
{{ line }}
{% govuk "summary-list" summary_card %}
{% filter_panel narrow %}
{% table table %}
{% pages list %}
{% table empty %}
<ul class="govuk-list">{% for value in values %}<li>{% answer value %}</li>{% endfor %}<li>{% money 123450 %}</li></ul>
{% endblock %}"""
FIELDS = """{% extends "ui/base.html" %}{% block content %}
<form method="post" action="" novalidate>{{ form }}{{ answers }}{% govuk "button" text="Save" %}</form>{% endblock %}"""
ONE = """{% extends "ui/base.html" %}{% block title %}Start date{% endblock %}{% block content %}
<form method="post" action="" novalidate>{% field form.start heading=True %}{% govuk "button" text="Continue" %}</form>
{% endblock %}"""

urlpatterns = [
    path("", kit),
    path("fields/<str:state>", fields),
    path("one", one),
    path("conflict", conflict),
    path("error/<int:status>", error),
]
