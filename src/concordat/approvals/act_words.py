"""How each act reads on pages: what is asked, how each outcome is called, what the link and the button say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concordat.protocol.vocabulary import OUTCOMES_OF_AN_ACT


@dataclass(frozen=True)
class ActWords:
    """The words of an act. ``given`` and the others are its outcomes; ``recorded`` asks of a body's act."""

    given: str
    with_conditions: str
    asked: str = "What do you decide?"
    recorded: str = "What did they decide?"
    sent_back: str = "Sent back"
    refused: str = "Refused"
    link: str = "Look at the papers and decide"
    button: str = "Decide"

    def outcomes(self) -> Mapping[str, str]:
        """The words of each outcome, by its code."""
        words = (self.given, self.with_conditions, self.sent_back, self.refused, "Put off to a day")
        return dict(zip(OUTCOMES_OF_AN_ACT, words, strict=True))


_MISSING = "Something is missing, sent back"
_GIVEN, _WITH = (OUTCOMES_OF_AN_ACT[code] for code in ("given", "given_with_conditions"))
_ANY = ActWords(_GIVEN, _WITH)
_BY_ACT = {
    "sign": ActWords("Signed off", "Signed off with conditions"),
    "approve": ActWords("Approved", "Approved with conditions"),
    "decide": ActWords("Decided in favour", "Decided in favour with conditions", refused="Decided against it"),
    "endorse": ActWords("Supported", "Supported with conditions", refused="Not supported"),
    "agree": ActWords("Agreed", "Agreed with conditions", refused="Not agreed"),
    "rule": ActWords("Ruled", "Ruled with conditions", refused="No ruling"),
    "assure": ActWords(
        "Assurance given", "Assurance given with conditions", "Can you give this assurance?", "Did they assure it?",
        refused="Assurance refused", link="Look at the papers and give your assurance", button="Record it",
    ),
    "receive": ActWords(
        "Received", "Received, with something still to come", "Is everything there?", "Was everything there?",
        _MISSING, "Not accepted", "Look at the papers and receive them", "Record it",
    ),
    "consult": ActWords(
        "View given", "View given with conditions", "What is your view?", "What was their view?", _MISSING,
        "Against it", "Look at the papers and give your view", "Give your view",
    ),
    "advise": ActWords(
        "Advice given", "Advice given with conditions", "What do you advise?", "What did they advise?", _MISSING,
        "Advised against it", "Look at the papers and give your advice", "Give your advice",
    ),
}  # fmt: skip


def words_of(act: str) -> ActWords:
    """The words of an act; the plain ones of one that has none of its own."""
    return _BY_ACT.get(act, _ANY)


def outcome_words(act: str, outcome: str) -> str:
    """What an outcome of an act is called."""
    return words_of(act).outcomes().get(outcome, outcome)


def within(title: str) -> str:
    """A title within a sentence; what is a name keeps its capitals."""
    first, *rest = title.split(" ")
    plain = rest and all(word == word.lower() for word in rest)
    return " ".join((first.lower() if plain else first, *rest))


def the(title: str) -> str:
    """The same with its article."""
    return f"the {within(title.removeprefix('The '))}"
