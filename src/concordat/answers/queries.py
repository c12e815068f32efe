"""What the pages show of forms: what each asks now, what is answered and missing, who has a section, what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concordat.answers.facts import FORMS
from concordat.answers.models import Handed, Query, Submitted
from concordat.answers.wanted import Why, matter_of, under_way, wanted
from concordat.councils.scope import Scope
from concordat.protocol.ask import Question, Section
from concordat.protocol.forms import Completeness, completeness, sections
from concordat.protocol.values import Facts, Rows
from concordat.register.known import Known, known_of
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo


@dataclass(frozen=True)
class Filled:
    """A form of an involvement: by what it is read, what it asks now, and what of that is answered."""

    known: Known
    form: str
    sections: Sequence[Section]
    state: Completeness

    def asked(self, section: Section) -> list[Question]:
        """The questions of a section that are asked now, and those of which that is not yet known."""
        shown = {*self.state.asked, *self.state.unsettled}
        return [question for question in section.questions if question.id in shown]

    def answered(self, asked: Sequence[Question]) -> int:
        """How many of some questions are answered, or do not apply."""
        done = {*self.state.answered, *self.state.not_applicable}
        return sum(question.id in done for question in asked)

    def open(self, asked: Sequence[Question]) -> list[Question]:
        """Those of some questions that keep it from being submitted."""
        left = {*self.state.missing, *self.state.unsettled}
        return [question for question in asked if question.id in left]

    def is_not_known(self, question: Question) -> bool:
        """Whether somebody answered that it is not known, and that keeps the form from being submitted."""
        facts = self.known.facts
        return question.id in self.state.missing and question.about in facts and facts[question.about] is None

    @property
    def asks(self) -> list[Question]:
        """Every question that is asked now, or of which that is not yet known."""
        return [question for section in self.sections for question in self.asked(section)]

    @property
    def required(self) -> list[Question]:
        """Those that have to be answered before it can be submitted, and those of which that is not yet known."""
        return [question for question in self.asks if question.required or question.id in self.state.unsettled]

    @property
    def gaps(self) -> list[Question]:
        """The required questions that keep it from being submitted."""
        return self.open(self.asks)


@dataclass(frozen=True)
class Overview:
    """The forms of the edition in force: each as it stands, why those that are asked for are, and when each was last
    submitted."""

    known: Known
    forms: Mapping[str, Filled]
    whys: Mapping[str, Sequence[Why]]
    last: Mapping[str, date]


def overview(scope: Scope, involvement: Involvement) -> Overview:
    """Every form of an involvement. Raises CannotDo where no edition is in force for it."""
    known = known_of(scope, involvement)
    matters = under_way(involvement, known)
    whys = wanted(known, matters, scope.on)
    forms = {
        form: _filled(_in_hand(known, matters, whys.get(form, ())), form, scope.on)
        for form in known.rules.edition.forms
    }
    return Overview(known, forms, whys, _last(known))


def _in_hand(known: Known, matters: Sequence[Facts], whys: Sequence[Why]) -> Known:
    """What is known, with the facts of the business that asks for a form: a form may ask what started it, and why."""
    asking = matter_of(whys)
    facts = next((one for one in matters if asking and one.get("matter.id") == asking), {})
    return replace(known, facts={**known.facts, **facts}) if facts else known


def _last(known: Known) -> dict[str, date]:
    rows = known.facts.get(FORMS)
    found: dict[str, date] = {}
    for row in rows.rows if isinstance(rows, Rows) else ():
        day = row.get("submitted_on")
        if isinstance(day, date):
            found[str(row.get("form"))] = day
    return found


def why_asked(scope: Scope, involvement: Involvement, found: Filled) -> Sequence[Why]:
    """Why a form is asked for now; empty where nothing asks for it."""
    return wanted(found.known, under_way(involvement, found.known), scope.on).get(found.form, ())


def filled(scope: Scope, involvement: Involvement, form: str) -> Filled:
    """A form as it stands today. Raises CannotDo where the edition in force has no such form."""
    known = known_of(scope, involvement)
    if form not in known.rules.edition.forms:
        raise CannotDo("The protocol in force has no such form.")
    matters = under_way(involvement, known)
    whys = wanted(known, matters, scope.on).get(form, ())
    return _filled(_in_hand(known, matters, whys), form, scope.on)


def _filled(known: Known, form: str, on: date) -> Filled:
    rules = known.rules
    return Filled(known, form, sections(rules.edition, form), completeness(rules, form, known.facts, on))


def submitted(involvement: Involvement, form: str = "") -> list[Submitted]:
    """What was submitted, of one form or all, the last one first."""
    rows = Submitted.objects.filter(involvement=involvement).select_related("by", "adoption").order_by("-pk")
    return list(rows.filter(form=form) if form else rows)


def handed(involvement: Involvement, form: str) -> list[Handed]:
    """Who has or had sections of a form, what is open first, then the latest."""
    rows = Handed.objects.filter(involvement=involvement, form=form).select_related("to__user", "handed_by")
    return sorted(rows, key=lambda row: (row.done_on is not None, -row.pk))


def handed_to(scope: Scope) -> list[Handed]:
    """The sections that wait for the reader, or for somebody they act for; what is due first."""
    rows = Handed.objects.filter(
        to__user__in=scope.people, to__council=scope.council, done_on=None, involvement__withdrawn_at=None
    )
    found = rows.select_related("involvement__partnership", "handed_by")
    return sorted(found, key=lambda row: (row.due_on is None, row.due_on or row.handed_on, row.pk))


def one_submitted(involvement: Involvement, pk: int) -> Submitted | None:
    """One submission of an involvement."""
    rows = Submitted.objects.filter(involvement=involvement, pk=pk)
    return rows.select_related("by", "adoption").first()


def one_handed(involvement: Involvement, pk: int) -> Handed | None:
    """One section of an involvement's forms that is or was with somebody."""
    rows = Handed.objects.filter(involvement=involvement, pk=pk)
    return rows.select_related("to__user", "handed_by", "involvement__council", "involvement__partnership").first()


def one_query(involvement: Involvement, pk: int) -> Query | None:
    """One question about an answer."""
    rows = Query.objects.filter(involvement=involvement, pk=pk)
    return rows.select_related("asked_by", "involvement__council", "involvement__partnership").first()


def queries(involvement: Involvement, form: str) -> list[Query]:
    """The questions about answers of a form, in the order in which they were asked."""
    rows = Query.objects.filter(involvement=involvement, form=form)
    return list(rows.select_related("asked_by", "replied_by").order_by("pk"))
