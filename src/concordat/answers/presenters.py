"""The forms of a partnership, and one of them: what each asks for, how far it is, and who has which section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from concordat.accounts.models import User
from concordat.answers import permissions, queries
from concordat.answers.models import Handed, Submitted
from concordat.answers.places import Places, to
from concordat.answers.queries import Filled, Overview
from concordat.answers.wanted import Why
from concordat.councils.scope import Scope
from concordat.protocol.ask import Question, Section
from concordat.protocol.table import title_of
from concordat.register.models import Involvement
from concordat.ui.refusals import NotAllowed
from concordat.ui.words import day

Params = dict[str, Any]
SOMEBODY = "The system"
COMPLETE, NOT_STARTED = "Complete", "Not started"
NOTHING_ASKED, NOTHING_REQUIRED = "Nothing is asked now", "Nothing is required"


def forms_page(scope: Scope, involvement: Involvement, found: Overview) -> Params:
    """What the page of all forms shows: those asked for, those of which that is not known, and the rest."""
    asked = [form for form, whys in found.whys.items() if any(why.certain for why in whys)]
    unsure = [form for form in found.whys if form not in asked]
    rest = [form for form in found.forms if form not in found.whys]
    return {
        "asked": task_list(scope, involvement, found, asked, "asked"),
        "unsure": task_list(scope, involvement, found, unsure, "unsure"),
        "rest": task_list(scope, involvement, found, rest, "rest"),
        "rest_number": len(rest),
    }


def task_list(scope: Scope, involvement: Involvement, found: Overview, forms: Iterable[str], id_: str) -> Params:
    """Some forms as a task list: each with why it is asked for, how far it is and when it was last submitted."""
    items = []
    for form in forms:
        whys = [f"{why_words(why)}" for why in found.whys.get(form, ())]
        last = [f"Last submitted on {day(found.last[form])}."] if form in found.last else []
        items.append(
            {
                "title": {"text": found.known.rules.edition.forms[form].title},
                "hint": {"html": _lines([*whys, *last])},
                "href": to(scope, involvement, "form", form),
                "status": _status(found.forms[form], found.forms[form].asks),
            }
        )
    return {"idPrefix": id_, "items": items} if items else {}


def why_words(why: Why) -> str:
    """ "A limited partnership has its registration (clause 4), by 3 March 2026."."""
    by = f", by {day(why.due_on)}" if why.due_on and not why.done else ""
    return f"{why.words.rstrip('.')} (clause {why.clause}){by}."


def _lines(words: Sequence[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in words))


def _status(found: Filled, asked: Sequence[Question]) -> Params:
    """How far some questions of a form are, as a task list shows it."""
    answered, left = found.answered(asked), found.open(asked)
    if not asked:
        return {"text": NOTHING_ASKED}
    if not left:
        return {"text": COMPLETE if answered else NOTHING_REQUIRED}
    if not answered:
        return {"tag": {"text": NOT_STARTED, "classes": "govuk-tag--blue"}}
    return {"text": f"{answered} of {len(asked)} answered"}


@dataclass(frozen=True)
class With:
    """A section that is or was in somebody's hands. ``done`` and ``take_back`` are addresses, empty for a reader who
    may not."""

    section: str
    name: str
    row: Handed
    by: str
    done: str = ""
    take_back: str = ""


@dataclass(frozen=True)
class Gap:
    """A question that keeps a form from being submitted, and where it is answered or at least shown."""

    ask: str
    href: str
    section: str


def form_page(scope: Scope, involvement: Involvement, found: Filled) -> Params:
    """What the page of a form shows, but for its button."""
    edition = found.known.rules.edition
    form = edition.forms[found.form]
    handed = queries.handed(involvement, found.form)
    here = to(scope, involvement, "form", found.form)
    return {
        "title": form.title,
        "caption": involvement.partnership.name,
        "back": {"href": to(scope, involvement, "forms"), "text": "Forms"},
        "shown": form,
        "filled_by": title_of(edition, form.filled_by),
        "whys": [(why, why_words(why)) for why in queries.why_asked(scope, involvement, found)],
        "tasks": _sections(scope, involvement, found, handed),
        "gaps": gaps(scope, involvement, found, here),
        "why_not": _why_not(scope, involvement),
        "with_whom": [one for one in held(scope, involvement, found, handed) if one.row.done_on is None],
        "given_back": [one for one in held(scope, involvement, found, handed) if one.row.done_on is not None],
        "earlier": earlier(scope, involvement, queries.submitted(involvement, found.form)),
        "submit": to(scope, involvement, "form_submit", found.form),
    }


def _why_not(scope: Scope, involvement: Involvement) -> str:
    try:
        permissions.check_can_submit(scope, involvement)
    except NotAllowed as refused:
        return refused.reason
    return ""


def gaps(scope: Scope, involvement: Involvement, found: Filled, back: str) -> list[Gap]:
    """What keeps a form from being submitted, in its order."""
    places, table = Places(scope, involvement), found.known.rules.table
    listed = []
    for section in found.sections:
        page = to(scope, involvement, "form_section", found.form, section.id)
        for question in found.open(found.asked(section)):
            # Whether one is asked at all is settled by another answer: its section says by which.
            asked = question.id not in found.state.unsettled
            place = places.of(question.about, table[question.about], back) if asked else ""
            listed.append(Gap(question.ask, place or f"{page}#question-{question.id}", section.title))
    return listed


def _sections(scope: Scope, involvement: Involvement, found: Filled, handed: Sequence[Handed]) -> Params:
    items = []
    for section in found.sections:
        with_ = [_with_words(row) for row in handed if row.section == section.id and row.done_on is None]
        clause = [f"Clause {section.clause}"] if section.clause else []
        items.append(
            {
                "title": {"text": section.title},
                "hint": {"html": _lines([*clause, *with_])},
                "href": to(scope, involvement, "form_section", found.form, section.id),
                "status": _status(found, found.asked(section)),
            }
        )
    return {"idPrefix": "section", "items": items}


def _with_words(row: Handed) -> str:
    until = f" until {day(row.due_on)}" if row.due_on else ""
    return f"With {row.to.user.name}{until}"


def held(scope: Scope, involvement: Involvement, found: Filled, handed: Iterable[Handed]) -> list[With]:
    """Who has or had which section, with what the reader may do about it."""
    titles = titles_of(found.sections)
    may_take_back = permissions.can_submit(scope, involvement)
    return [
        With(
            titles.get(row.section, row.section),
            row.to.user.name,
            row,
            name_of(row.handed_by),
            to(scope, involvement, "section_done", row.pk)
            if row.done_on is None and row.to.user_id in scope.people
            else "",
            to(scope, involvement, "section_take_back", row.pk) if row.done_on is None and may_take_back else "",
        )
        for row in handed
    ]


def titles_of(sections: Iterable[Section]) -> Mapping[str, str]:
    """The titles of sections by their ids."""
    return {section.id: section.title for section in sections}


def name_of(user: User | None) -> str:
    """Who did something; the system where nobody is named."""
    return user.name if user is not None else SOMEBODY


def earlier(scope: Scope, involvement: Involvement, rows: Iterable[Submitted]) -> list[tuple[date, str, str]]:
    """What was submitted: day, by whom, and where it is shown."""
    return [(row.day, name_of(row.by), to(scope, involvement, "submitted", row.pk)) for row in rows]
