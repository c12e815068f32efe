"""What the pages show of forms: what each asks now, what is answered and missing, who has a section, what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.answers.models import Handed, Query, Submitted
from concordat.councils.scope import Scope
from concordat.protocol.ask import Question, Section
from concordat.protocol.forms import Completeness, completeness, sections
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

    @property
    def gaps(self) -> list[Question]:
        """The required questions that keep it from being submitted."""
        open_ = {*self.state.missing, *self.state.unsettled}
        return [question for section in self.sections for question in section.questions if question.id in open_]


def filled(scope: Scope, involvement: Involvement, form: str) -> Filled:
    """A form as it stands today. Raises CannotDo where the edition in force has no such form."""
    known = known_of(scope, involvement)
    edition = known.rules.edition
    if form not in edition.forms:
        raise CannotDo("The protocol in force has no such form.")
    return Filled(known, form, sections(edition, form), completeness(known.rules, form, known.facts, scope.on))


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


def queries(involvement: Involvement, form: str) -> list[Query]:
    """The questions about answers of a form, in the order in which they were asked."""
    rows = Query.objects.filter(involvement=involvement, form=form)
    return list(rows.select_related("asked_by", "replied_by").order_by("pk"))
