"""Where the reader may answer what a question is about: the page of the room in which the fact is at home."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from concordat.accounts.next_page import with_next
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.facts import Fact
from concordat.protocol.values import Rows, Value
from concordat.register import permissions, sections
from concordat.register.models import Involvement
from concordat.register.places import Place, address_of, place_of, questions_about


def to(scope: Scope, involvement: Involvement, name: str, *more: str | int) -> str:
    """An address below a partnership's page."""
    return reverse(name, args=[scope.council.slug, involvement.reference, *more])


@dataclass(frozen=True)
class Link:
    """Where something is answered: words, and an address."""

    text: str
    href: str


class Places:
    """The addresses at which a reader may answer facts of an involvement, each leading back to where they came from."""

    def __init__(self, scope: Scope, involvement: Involvement, edition: Edition) -> None:
        self._edition = edition
        self._args = (scope.council.slug, involvement.reference)
        self._may = {
            True: permissions.can_keep_joint(scope, involvement.partnership),
            False: permissions.can_keep_involvement(scope, involvement),
        }

    def of(self, name: str, fact: Fact, back: str) -> str:
        """Where a fact is answered; empty where no room has a page for it, or the reader may not answer there."""
        place = place_of(name, self._edition)
        if place is None or not (place.open_to_all or self._may_answer(fact)):
            return ""
        return with_next(address_of(place, name, *self._args), back)

    def together(self, asked: Iterable[tuple[str, Fact]], back: str, answered: Collection[str] = ()) -> list[Link]:
        """Where facts are answered that can be asked together: one link for each page that asks two or more.

        Its words say what is left to do there; ``answered`` are those of which nothing is left.
        """
        found: dict[str, dict[str, Place]] = {}
        for name, fact in asked:
            place = place_of(name, self._edition)
            if place is not None and place.several and self._may_answer(fact):
                found.setdefault(place.name, {})[name] = place
        return [self._link(listed, back, answered) for listed in found.values() if len(listed) > 1]

    def _link(self, listed: dict[str, Place], back: str, answered: Collection[str]) -> Link:
        (first, place), *_ = listed.items()
        done = sum(name in answered for name in listed)
        words = questions_about(len(listed), (one.title for one in listed.values()))
        words = f"Go through {words}" if done == len(listed) else f"Answer {words}"
        words += f" ({done} of them answered)" if 0 < done < len(listed) else ""
        return Link(words, with_next(address_of(place, first, *self._args, *list(listed)[1:]), back))

    def of_complete(self, name: str, fact: Fact, value: Value, back: str) -> str:
        """Where it is said of a list that there are no others; empty where that is said already, or elsewhere."""
        listed = isinstance(value, Rows) and bool(value.rows) and not value.complete
        if not listed or name not in sections.COMPLETE or not self._may_answer(fact):
            return ""
        return with_next(reverse(sections.COMPLETE[name], args=self._args), back)

    def _may_answer(self, fact: Fact) -> bool:
        # One that may be either is the council's own.
        return self._may["involvement" not in fact.level and "partnership" in fact.level]
