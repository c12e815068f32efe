"""The forms of a partnership, and one of them: what each asks for, how far it is, and who has which section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from concordat.answers import permissions, queries
from concordat.answers.behind import otherwise, since_words
from concordat.answers.models import Handed, Submitted
from concordat.answers.places import Places, to
from concordat.answers.presenters_sharing import came_back, held, name_of, with_words
from concordat.answers.queries import Filled, Overview
from concordat.answers.wanted import Why
from concordat.councils.scope import Scope
from concordat.judgements.presenters_differing import by_fact
from concordat.protocol.ask import Question
from concordat.protocol.table import title_of
from concordat.register.models import Involvement
from concordat.ui.refusals import NotAllowed
from concordat.ui.words import day

Params = dict[str, Any]
COMPLETE, NOT_STARTED, AGAIN = "Complete", "Not started", "Submit it again"
# So many gaps are shown one by one at once.
FEW = 5
ANSWERED_NOT_KNOWN = "answered: not known"
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
        whys = list(dict.fromkeys(why_words(why, again=form in found.last) for why in found.whys.get(form, ())))
        last = [f"Last submitted on {day(found.last[form])}."] if form in found.last else []
        again = form in found.last and any(is_open(why) for why in found.whys.get(form, ()))
        items.append(
            {
                "title": {"text": found.known.rules.edition.forms[form].title},
                "hint": {"html": _lines([*whys, *last])},
                "href": to(scope, involvement, "form", form),
                "status": _status(found.forms[form], found.forms[form].asks, again=again),
            }
        )
    return {"idPrefix": id_, "items": items} if items else {}


def is_open(why: Why) -> bool:
    """Whether a form is asked for, and what was submitted so far does not count for it."""
    return why.certain and not why.done


def why_words(why: Why, *, again: bool = False) -> str:
    """ "A limited partnership has its registration (clause 4), by 3 March 2026."; where it was submitted before, and
    that does not count for this (``again``), that it has to be submitted once more."""
    by = f", by {day(why.due_on)}" if why.due_on and not why.done else ""
    words = f"{why.words.rstrip('.')} (clause {why.clause}){by}."
    return f"{AGAIN}: {words}" if again and is_open(why) else words


def _lines(words: Sequence[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in words))


def _status(found: Filled, asked: Sequence[Question], *, again: bool = False) -> Params:
    """How far some questions of a form are, as a task list shows it; ``again``: they are to be submitted once more."""
    answered, left = found.answered(asked), found.open(asked)
    if not asked:
        return {"text": NOTHING_ASKED}
    if not left and again:
        return {"tag": {"text": AGAIN, "classes": "govuk-tag--yellow"}}
    if not left:
        return {"text": COMPLETE if answered else NOTHING_REQUIRED}
    if not answered:
        return {"tag": {"text": NOT_STARTED, "classes": "govuk-tag--blue"}}
    return {"text": f"{answered} of {len(asked)} answered"}


@dataclass(frozen=True)
class Gap:
    """A question that keeps a form from being submitted, and where it is answered or at least shown.

    ``said`` is what stands there already: empty where that is nothing.
    """

    ask: str
    href: str
    said: str = ""


@dataclass(frozen=True)
class GapsOf:
    """Those of a section, and where the section is."""

    section: str
    href: str
    gaps: Sequence[Gap]

    @property
    def number(self) -> str:
        """ "1 question"."""
        return f"{len(self.gaps)} question{'' if len(self.gaps) == 1 else 's'}"


def form_page(scope: Scope, involvement: Involvement, found: Filled) -> Params:
    """What the page of a form shows, but for its button."""
    edition = found.known.rules.edition
    form = edition.forms[found.form]
    handed = queries.handed(involvement, found.form)
    whys, rows = queries.why_asked(scope, involvement, found), queries.submitted(involvement, found.form)
    here = to(scope, involvement, "form", found.form)
    return {
        "title": form.title,
        "caption": involvement.partnership.name,
        "back": {"href": to(scope, involvement, "forms"), "text": "Forms"},
        "shown": form,
        "filled_by": title_of(edition, form.filled_by),
        "whys": [(why, why_words(why)) for why in whys],
        # Several matters may ask for it in the same words: each is said once.
        "asked_for": list(dict.fromkeys((why.certain, why_words(why)) for why in whys)),
        "again": bool(rows) and any(is_open(why) for why in whys),
        "behind": since_words(changed) if (changed := _changed(found, rows)) else "",
        "differs": _differing(found, involvement),
        "tasks": _sections(scope, involvement, found, handed),
        "gaps": gaps(scope, involvement, found, here),
        "gaps_number": len(found.gaps),
        "gaps_few": len(found.gaps) <= FEW,
        "why_not": _why_not(scope, involvement),
        "with_whom": [one for one in held(scope, involvement, found, handed) if one.row.done_on is None],
        "given_back": [one for one in held(scope, involvement, found, handed) if one.row.done_on is not None],
        "earlier": earlier(scope, involvement, rows),
        "submit": to(scope, involvement, "form_submit", found.form),
    }


def _changed(found: Filled, rows: Sequence[Submitted]) -> int:
    """How many answers are not as they were submitted last."""
    return len(list(otherwise(rows[0], found.known.facts))) if rows else 0


def _differing(found: Filled, involvement: Involvement) -> list[str]:
    """The levels, among what the form asks or rests on, that are not those which the figures suggest: in sentences."""
    told = by_fact(found.known, involvement)
    return list(dict.fromkeys(words for question in found.asks for words in told.get(question.about, ())))


def _why_not(scope: Scope, involvement: Involvement) -> str:
    try:
        permissions.check_can_submit(scope, involvement)
    except NotAllowed as refused:
        return refused.reason
    return ""


def gaps(scope: Scope, involvement: Involvement, found: Filled, back: str) -> list[GapsOf]:
    """What keeps a form from being submitted, by section, in its order."""
    rules = found.known.rules
    places, table = Places(scope, involvement, rules.edition), rules.table

    def gap(question: Question, page: str) -> Gap:
        # Whether one is asked at all is settled by another answer: its section says by which.
        asked = question.id not in found.state.unsettled
        place = places.of(question.about, table[question.about], back) if asked else ""
        said = ANSWERED_NOT_KNOWN if found.is_not_known(question) else ""
        return Gap(question.ask, place or f"{page}#question-{question.id}", said)

    listed = []
    for section in found.sections:
        page = to(scope, involvement, "form_section", found.form, section.id)
        if left := found.open(found.asked(section)):
            listed.append(GapsOf(section.title, page, [gap(question, page) for question in left]))
    return listed


def _sections(scope: Scope, involvement: Involvement, found: Filled, handed: Sequence[Handed]) -> Params:
    items = []
    for section in found.sections:
        with_ = [with_words(scope, row) for row in handed if row.section == section.id and row.done_on is None]
        back = filter(None, [came_back(scope, handed, section.id)])
        clause = [f"Clause {section.clause}"] if section.clause else []
        items.append(
            {
                "title": {"text": section.title},
                "hint": {"html": _lines([*clause, *with_, *back])},
                "href": to(scope, involvement, "form_section", found.form, section.id),
                "status": _status(found, found.asked(section)),
            }
        )
    return {"idPrefix": "section", "items": items}


def earlier(scope: Scope, involvement: Involvement, rows: Iterable[Submitted]) -> list[tuple[date, str, str]]:
    """What was submitted: day, by whom, and where it is shown."""
    return [(row.day, name_of(row.by), to(scope, involvement, "submitted", row.pk)) for row in rows]
