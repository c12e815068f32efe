"""Where a fact is put right, for somebody who may do so."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from concordat.compliance.questions import Question, levels_of, may_answer
from concordat.councils.scope import Scope
from concordat.protocol.facts import dictionary
from concordat.register.models import Involvement
from concordat.register.places import place_of


@dataclass(frozen=True)
class Places:
    """The addresses at which this reader may answer facts of an involvement."""

    council: str
    reference: str
    levels: frozenset[str]

    def of(self, fact: str) -> str:
        """The address for a fact; empty where no room has a page for it, or not for this reader."""
        place = place_of(fact)
        if place is None or not (place.open_to_all or may_answer(dictionary().get(fact), self.levels)):
            return ""
        return reverse(place.name, args=[self.council, self.reference, *place.args])

    def of_question(self, question: Question) -> str:
        """The address that a question names."""
        return reverse(question.place, args=[self.council, self.reference, *question.args])

    def of_duty(self, duty: str) -> str:
        """The page of a duty of this involvement."""
        return reverse("duty", args=[self.council, self.reference, duty])


def places(scope: Scope, involvement: Involvement) -> Places:
    """The places of an involvement for a reader."""
    return Places(scope.council.slug, involvement.reference, frozenset(levels_of(scope, involvement)))
