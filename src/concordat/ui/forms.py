"""What the rooms' forms need: the renderer, our fields, the summary of errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from concordat.ui import messages, rendering
from concordat.ui.answer_field import ABOVE, DOES_NOT_APPLY, NOT_KNOWN, AnswerField
from concordat.ui.components import component
from concordat.ui.controls import error_of
from concordat.ui.day_field import DayField
from concordat.ui.fields import FigureField, Hinted, MoneyField, SeveralField, YesNoField
from concordat.ui.messages import add_refusal

__all__ = [
    "AnswerField",
    "DayField",
    "FigureField",
    "Hinted",
    "MoneyField",
    "Renderer",
    "SeveralField",
    "YesNoField",
    "add_refusal",
    "error_summary",
    "field_html",
]

SUMMARY_TITLE = "There is a problem"
LOST = "The page did not send what it should (“{}”). Reload it and try again."
CANNOT = "Not known, or does not apply"
CANNOT_BUT_KNOWN = "Not known"
WHY = "Why does it not apply?"
WHY_HINT = "Only if you chose “Does not apply”. It is shown with the answer."
Faulty = BaseForm | BaseFormSet[Any]


class Renderer(DjangoTemplates):
    """Django's form renderer: each field through the component that fits it, errors in the page's summary."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def field_html(bound: BoundField, *, heading: bool = False) -> SafeString:
    """The HTML of a field with its label, hint and errors. With ``heading`` its label is the page's h1."""
    item = rendering.shown(bound, heading=heading)
    return _answer_html(item) if isinstance(item.field, AnswerField) else rendering.html_of(item)


def _answer_html(item: rendering.Shown) -> SafeString:
    assert isinstance(item.field, AnswerField)  # noqa: S101 - for the type checker: the caller has looked
    at_how = [error for error in item.errors if error[1] == "how"]
    at_reason = [error for error in item.errors if error[1] == "reason"]
    context = {
        "inner": rendering.html_of(rendering.inner_of(item)),
        "others": component("radios", _others(item, at_how, allow_na=item.field.allow_na)),
        "reason": component("textarea", _reason(item, at_reason)) if item.field.allow_na else "",
        "summary": CANNOT if item.field.allow_na else CANNOT_BUT_KNOWN,
        "open": bool(item.value.how or item.value.reason or at_how or at_reason),
        "failed": bool(at_how or at_reason),
    }
    return render_to_string("ui/answer.html", context)


def _others(item: rendering.Shown, at_how: list[tuple[str, str]], *, allow_na: bool) -> dict[str, Any]:
    # The words are hidden, not the legend: a hidden legend is as wide as its words and widens a narrow page.
    legend = format_html('<span class="govuk-visually-hidden">If you cannot answer: {}</span>', item.label)
    offered = [("", ABOVE), (NOT_KNOWN, "Not known")]
    offered += [(DOES_NOT_APPLY, "Does not apply")] if allow_na else []
    return {
        "idPrefix": f"{item.id}_unknown",
        "name": f"{item.name}_unknown",
        "classes": "govuk-radios--small",
        "fieldset": {"legend": {"html": legend}},
        "errorMessage": error_of(at_how),
        "items": [{"value": code, "text": words, "checked": code == item.value.how} for code, words in offered],
    }


def _reason(item: rendering.Shown, at_reason: list[tuple[str, str]]) -> dict[str, Any]:
    # Always in sight, not revealed by the choice: a radio that opens something has no sound ARIA to say so.
    return {
        "id": f"{item.id}_reason",
        "name": f"{item.name}_reason",
        "label": {"text": WHY},
        "hint": {"text": WHY_HINT},
        "rows": 2,
        "value": item.value.reason,
        "errorMessage": error_of(at_reason),
    }


def error_summary(*forms: Faulty | None) -> dict[str, Any]:
    """The options of govuk's error summary for forms and formsets; empty where nothing is wrong.

    What concerns a whole form comes first, without a link; the rest in the order of the fields, each a link to the
    control at fault, in the words that stand beside it.
    """
    found = [line for form in _each(forms) for line in _lines_of(form)]
    return {"titleText": SUMMARY_TITLE, "errorList": found} if found else {}


def _each(forms: Iterable[Faulty | None]) -> Iterator[Faulty]:
    for form in forms:
        if isinstance(form, BaseFormSet):
            yield form
            yield from form.forms
        elif isinstance(form, BaseForm):
            yield form


def _lines_of(form: Faulty) -> Iterator[dict[str, str]]:
    if isinstance(form, BaseFormSet):
        yield from ({"text": str(error)} for error in (form.non_form_errors() if form.is_bound else ()))
        return
    if not form.errors:
        return
    yield from ({"text": str(error)} for error in form.non_field_errors())
    for bound in form:
        for message, code in messages.of_field(bound):
            yield {"text": LOST.format(bound.name)} if bound.is_hidden else _line(bound, message, code)


def _line(bound: BoundField, message: str, code: str) -> dict[str, str]:
    return {"text": message, "href": f"#{_target(bound, code)}"}


def _target(bound: BoundField, code: str) -> str:
    item = rendering.shown(bound)
    if not isinstance(item.field, AnswerField):
        return rendering.anchor(item, code)
    if code in ("how", "reason"):
        return f"{item.id}_{'unknown' if code == 'how' else 'reason'}"
    return rendering.anchor(rendering.inner_of(item), code)
