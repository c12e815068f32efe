"""Where a fact is put right, for somebody who may do so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from concordat.accounts.next_page import with_next
from concordat.compliance.questions import Question, levels_of, may_answer
from concordat.councils.scope import Scope
from concordat.protocol.explain import Account, Point
from concordat.protocol.facts import dictionary
from concordat.register.models import Involvement
from concordat.register.places import Field, Place, address_of, addresses_of_fields, place_of

# Pages that are read, and lead on by themselves.
_SHOWN = ("screening", "significance", "subject")


@dataclass(frozen=True)
class Places:
    """The addresses at which this reader may answer facts of an involvement, and change ``fields`` of rows.

    ``back``: the page to which they lead back; "" where each stays with its own.
    """

    council: str
    reference: str
    levels: frozenset[str]
    fields: Mapping[Field, str] = field(default_factory=dict)
    back: str = ""

    def of_point(self, point: Point) -> str:
        """The address for what is said of a fact, or of a field of a row; empty as :meth:`of`."""
        href = self.fields.get(_field(point), "") if point.row else self.of(point.fact)
        place = None if point.row else place_of(point.fact)
        leads_on = place is not None and place.name in _SHOWN
        return href if not href or leads_on else with_next(href, self.back)

    def of(self, fact: str) -> str:
        """The address for a fact; empty where no room has a page for it, or not for this reader."""
        place = place_of(fact)
        if place is None or not (place.open_to_all or may_answer(dictionary().get(fact), self.levels)):
            return ""
        return address_of(place, fact, self.council, self.reference)

    def of_question(self, question: Question) -> str:
        """The address that a question names."""
        place = Place(question.place, question.args, several=question.alone)
        page = address_of(place, question.fact, self.council, self.reference)
        return page if place.name in _SHOWN else with_next(page, f"{self._home}#next")

    @property
    def _home(self) -> str:
        return reverse("partnership", args=[self.council, self.reference])

    def of_form(self, form: str) -> str:
        """The page of a form of this involvement, which says who fills it in."""
        return reverse("form", args=[self.council, self.reference, form])

    def of_duty(self, duty: str) -> str:
        """The page of a duty of this involvement."""
        return reverse("duty", args=[self.council, self.reference, duty])


def places(scope: Scope, involvement: Involvement, accounts: Iterable[Account] = (), back: str = "") -> Places:
    """The places of an involvement for a reader, with those of the rows that these accounts speak of."""
    levels = frozenset(levels_of(scope, involvement))
    asked = {_field(point) for account in accounts for point in account.would_change if point.row}
    fields = addresses_of_fields(scope, involvement, asked) if asked else {}
    return Places(scope.council.slug, involvement.reference, levels, fields, back)


def _field(point: Point) -> Field:
    return Field(point.group, point.row, point.fact.removeprefix("this."))
