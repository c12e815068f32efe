"""A section of a form: each question with its answer, where it is answered, what stands beside it, what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concordat.accounts.next_page import with_next
from concordat.answers import permissions, queries
from concordat.answers.models import Query
from concordat.answers.places import Link, Places, to
from concordat.answers.presenters import Params
from concordat.answers.presenters_sharing import came_back, held, name_of
from concordat.answers.queries import Filled
from concordat.answers.words import Told
from concordat.councils.guidance import Guidance, guidance_of_forms
from concordat.councils.scope import Scope
from concordat.evidence.presenters import panel as files_panel
from concordat.judgements.presenters_differing import by_fact
from concordat.protocol.ask import Question, Section
from concordat.protocol.edition import NamedList
from concordat.protocol.forms import lineage
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.tree import names_read
from concordat.protocol.values import Rows
from concordat.register import ownership, sections
from concordat.register.models import Involvement
from concordat.register.places import Field, addresses_of_fields
from concordat.ui.tables import Table

# Of the question that somebody comes back to: what was saved is said beside it, and not out of sight above.
AT = "at"


@dataclass(frozen=True)
class QueryShown:
    """A question about an answer, with names; ``reply_url`` is empty where it was replied to, or not for the reader."""

    row: Query
    by: str
    replied_by: str
    reply_url: str


@dataclass(frozen=True)
class Asked:
    """A question as a section shows it."""

    id: str
    ask: str
    required: bool
    clause: str
    guidance: str
    by: str
    depends_on: Sequence[Link]
    answer: str
    to_find_out: bool
    table: Table | None
    links: Sequence[Link]
    offers: NamedList | None
    queries: Sequence[QueryShown]
    ask_url: str
    differs: Sequence[str]


def section_page(scope: Scope, involvement: Involvement, found: Filled, section: Section, at: str = "") -> Params:
    """What the page of a section shows; ``at`` is the question that the reader comes back to."""
    form = found.known.rules.edition.forms[found.form]
    here = to(scope, involvement, "form_section", found.form, section.id)
    handed = [row for row in queries.handed(involvement, found.form) if row.section == section.id]
    files = files_panel(scope, ownership.INVOLVEMENT, str(involvement.pk))
    after = _next(found, section)
    places = Places(scope, involvement, found.known.rules.edition)
    questions = _questions(scope, involvement, found, section, places)
    return {
        "title": section.title,
        "caption": f"{involvement.partnership.name}: {form.title}",
        "back": {"href": to(scope, involvement, "form", found.form), "text": form.title},
        "section": section,
        "guidance": _Beside(found).section(section),
        "by": title_of(found.known.rules.edition, section.by) if section.by else "",
        "questions": questions,
        "together": _together(found, section, places, here),
        "at": at if any(question.id == at for question in questions) else "",
        "came_back": came_back(scope, handed, section.id),
        "with_whom": [one for one in held(scope, involvement, found, handed) if one.row.done_on is None],
        "hand_url": to(scope, involvement, "section_hand", found.form, section.id)
        if permissions.can_submit(scope, involvement)
        else "",
        "files": replace(files, add=with_next(files.add, here) if files.add else ""),
        "after": Link(after.title, to(scope, involvement, "form_section", found.form, after.id)) if after else None,
    }


def _next(found: Filled, section: Section) -> Section | None:
    listed = list(found.sections)
    at = listed.index(section) + 1
    return listed[at] if at < len(listed) else None


class _Beside:
    """What the protocol says beside sections and questions of a form, or of one that it takes over."""

    def __init__(self, found: Filled) -> None:
        self._forms = [form.id for form in lineage(found.known.rules.edition, found.form)]
        self._read: Guidance = guidance_of_forms(found.known.adoption)

    def section(self, section: Section) -> str:
        """The guidance of a section; empty where there is none."""
        return self._of(section.id)

    def question(self, section: Section, question: Question) -> str:
        """The guidance of a question likewise."""
        return self._of(section.id, question.id)

    def _of(self, *path: str) -> str:
        return next((self._read[form, *path] for form in self._forms if (form, *path) in self._read), "")


def _questions(scope: Scope, involvement: Involvement, found: Filled, section: Section, places: Places) -> list[Asked]:
    here = to(scope, involvement, "form_section", found.form, section.id)
    rules, facts = found.known.rules, found.known.facts
    asked = found.asked(section)
    told = Told(scope, rules, {question.about: facts.get(question.about) for question in asked})
    beside = _Beside(found)
    about = _queries(scope, involvement, found)
    may_ask = permissions.can_ask(scope, involvement)
    differs = by_fact(found.known, involvement)
    rows = {one.id: _rows(scope, involvement, found, one.about, _back(here, one)) for one in asked}
    return [
        Asked(
            id=question.id,
            ask=question.ask,
            required=question.required,
            clause=question.clause or "",
            guidance=beside.question(section, question),
            by=title_of(rules.edition, question.by) if question.by else "",
            depends_on=_depends_on(rules, question, places, here) if question.id in found.state.unsettled else (),
            answer=told.line(question.about, facts),
            to_find_out=found.is_not_known(question),
            table=told.table(question.about, facts.get(question.about), rows.get(question.id)),
            links=_links(found, question, places, _back(here, question)),
            offers=rules.edition.lists.get(question.offers) if question.offers else None,
            queries=about.get(question.id, ()),
            ask_url=to(scope, involvement, "query_ask", found.form, question.id) if may_ask else "",
            differs=differs.get(question.about, ()),
        )
        for question in asked
    ]


def _back(here: str, question: Question) -> str:
    """A question of the section at ``here``, for whoever comes back to it."""
    return f"{here}?{AT}={question.id}#question-{question.id}"


def _rows(scope: Scope, involvement: Involvement, found: Filled, about: str, back: str) -> dict[str, str]:
    """Where the rows of one of the register's lists are changed by this reader, by their marks; the page that adds to
    such a list does not show them."""
    value = found.known.facts.get(about)
    if about not in sections.COMPLETE or not isinstance(value, Rows):
        return {}
    cell = next(name for name in found.known.rules.table[about].row if name != "id")
    asked = [Field(about, str(row["id"]), cell) for row in value.rows]
    return {one.row: with_next(href, back) for one, href in addresses_of_fields(scope, involvement, asked).items()}


def _together(found: Filled, section: Section, places: Places, here: str) -> list[Link]:
    """Where several of a section's questions are answered on one page, in its order: one link a page."""
    asked = [one for one in section.questions if one.id in found.state.asked]
    table = found.known.rules.table
    answered = {one.about for one in asked if found.answered([one])}
    return places.together([(one.about, table[one.about]) for one in asked], here, answered)


def _links(found: Filled, question: Question, places: Places, back: str) -> list[Link]:
    name, value = question.about, found.known.facts.get(question.about)
    fact = found.known.rules.table[name]
    has_answer = name in found.known.facts and value is not None
    words = "Add to these" if isinstance(value, Rows) and value.rows else "Change" if has_answer else "Answer"
    links = [Link(words, places.of(name, fact, back))]
    links.append(Link("Say whether these are all", places.of_complete(name, fact, value, back)))
    return [link for link in links if link.href]


def _depends_on(rules: Rules, question: Question, places: Places, here: str) -> list[Link]:
    """What has to be answered before it is known whether a question is asked. The address is empty where nobody can
    answer it on a page."""
    tree = rules.tree(question.when)
    names = sorted(names_read(tree)) if tree is not None else []
    known = [name for name in names if name in rules.table]
    return [Link(rules.table[name].words, places.of(name, rules.table[name], here)) for name in known]


def _queries(scope: Scope, involvement: Involvement, found: Filled) -> Mapping[str, list[QueryShown]]:
    may = permissions.can_ask(scope, involvement)
    listed: dict[str, list[QueryShown]] = {}
    for row in queries.queries(involvement, found.form):
        url = to(scope, involvement, "query_reply", row.pk) if may and row.replied_on is None else ""
        listed.setdefault(row.question, []).append(QueryShown(row, name_of(row.asked_by), name_of(row.replied_by), url))
    return listed


def answer_now(scope: Scope, found: Filled, question: Question) -> tuple[str, Table | None]:
    """What a question is answered with today: a line, and the first rows where it is a list."""
    value = found.known.facts.get(question.about)
    told = Told(scope, found.known.rules, {question.about: value})
    return told.line(question.about, found.known.facts), told.table(question.about, value)


def find(found: Filled, section: str) -> Section | None:
    """A section of a form; None where it has no such one."""
    return next((one for one in found.sections if one.id == section), None)


def find_question(found: Filled, question: str) -> tuple[Section, Question] | None:
    """A question of a form with its section, asked now or not; None where it has no such one."""
    every: Any = ((section, one) for section in found.sections for one in section.questions)
    return next(((section, one) for section, one in every if one.id == question), None)
