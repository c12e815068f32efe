"""Where the reader may answer what a question is about: the page of the room in which the fact is at home."""

from __future__ import annotations

from django.urls import reverse

from concordat.accounts.next_page import with_next
from concordat.councils.scope import Scope
from concordat.protocol.facts import Fact
from concordat.protocol.values import Rows, Value
from concordat.register import permissions, sections
from concordat.register.models import Involvement
from concordat.register.places import place_of


def to(scope: Scope, involvement: Involvement, name: str, *more: str | int) -> str:
    """An address below a partnership's page."""
    return reverse(name, args=[scope.council.slug, involvement.reference, *more])


class Places:
    """The addresses at which a reader may answer facts of an involvement, each leading back to where they came from."""

    def __init__(self, scope: Scope, involvement: Involvement) -> None:
        self._args = [scope.council.slug, involvement.reference]
        self._may = {
            True: permissions.can_keep_joint(scope, involvement.partnership),
            False: permissions.can_keep_involvement(scope, involvement),
        }

    def of(self, name: str, fact: Fact, back: str) -> str:
        """Where a fact is answered; empty where no room has a page for it, or the reader may not answer there."""
        place = place_of(name)
        if place is None or not (place.open_to_all or self._may_answer(fact)):
            return ""
        return with_next(reverse(place.name, args=[*self._args, *place.args]), back)

    def of_complete(self, name: str, fact: Fact, value: Value, back: str) -> str:
        """Where it is said of a list that there are no others; empty where that is said already, or elsewhere."""
        listed = isinstance(value, Rows) and bool(value.rows) and not value.complete
        if not listed or name not in sections.COMPLETE or not self._may_answer(fact):
            return ""
        return with_next(reverse(sections.COMPLETE[name], args=self._args), back)

    def _may_answer(self, fact: Fact) -> bool:
        # One that may be either is the council's own.
        return self._may["involvement" not in fact.level and "partnership" in fact.level]
