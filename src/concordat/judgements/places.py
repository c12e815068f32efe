"""On which page a fact of this room is answered or found."""

from __future__ import annotations

from concordat.judgements.answering import CRITERION, TEXTS
from concordat.judgements.facts import AIMS, SERVED
from concordat.protocol.edition import Edition
from concordat.register.places import Place

JUDGED = "judged."
_SCREENED = Place("screening", words="Is it a partnership?")
_ASSESSED = Place("significance", words="How significant is it?")
_SERVED = Place("aims_served", words="Which of the council’s aims does it serve?")


def place_of(fact: str, edition: Edition | None = None) -> Place | None:
    """The page for a fact; None where the fact is another room's, or an edition is given that has no such rules."""
    if edition is not None and _has_nothing(fact, edition):
        return None
    if fact in (AIMS, SERVED):
        return _SERVED
    if fact.startswith(("arrangement.", "mark.")) or fact in TEXTS:
        return Place("screening_answers", several=True, title="The arrangement")
    if fact.startswith("screening."):
        return _SCREENED
    if fact.startswith("significance."):
        return _ASSESSED
    if fact.startswith(CRITERION):
        return Place("significance_question", (fact.removeprefix(CRITERION),))
    if fact.startswith(JUDGED):
        # "judged.name", and "judged.name.by", ".on" and ".reason" beside it.
        return Place("judgement", (fact.split(".")[1],), open_to_all=True)
    return None


def _has_nothing(fact: str, edition: Edition) -> bool:
    """Whether a fact is a result that this edition never comes to."""
    if fact.startswith("screening."):
        return edition.screening is None
    return fact.startswith("significance.") and (edition.significance is None or edition.significance.method == "none")
