"""What to answer next: facts that nobody has answered yet, for which a duty waits, and that the reader can answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from concordat.compliance.pieces import Read
from concordat.compliance.standing import Standing, standing_on
from concordat.councils.scope import Scope
from concordat.protocol.explain import Account
from concordat.protocol.facts import Fact, dictionary
from concordat.protocol.values import Facts, Rows
from concordat.protocol.vocabulary import GATES, MET, NOT_APPLICABLE
from concordat.register import permissions, sections
from concordat.register.models import Involvement

_GATES = list(GATES)
_DAYS_OF_GATES = frozenset(sections.GATE_FACTS.values())
# Where it is said that a list that has rows is whole.
_COMPLETE = sections.COMPLETE


@dataclass(frozen=True)
class Question:
    """A question with the clauses that ask it and the gate, in words, that waits for it (empty where none does).

    ``place`` names the address at which it is answered; ``args`` follow the council and the involvement in it.
    """

    fact: str
    words: str
    clauses: tuple[str, ...]
    gate: str
    place: str
    args: tuple[str, ...]


def questions(scope: Scope, involvement: Involvement, most: int = 5) -> list[Question]:
    """The questions that come first today, those of the nearest gate before others, a must before a should.

    None for somebody who may not answer them.
    """
    standing = standing_on(scope, involvement, scope.on)
    return questions_of(standing, levels_of(scope, involvement), most) if standing else []


def questions_of(standing: Standing, levels: Collection[str], most: int = 5) -> list[Question]:
    """The questions of a standing, for somebody who may answer facts of these levels."""
    open_ = [line for line in standing.lines if line.outcome not in (MET, NOT_APPLICABLE)]
    asked: dict[str, list[Account]] = {}
    for line in sorted(open_, key=_order):
        for fact in sorted(_unanswered(standing.read, line)):
            asked.setdefault(fact, []).append(line)
    # The day of a gate is read by each duty before it, and is put down last.
    facts = sorted((fact for fact in asked if level_of(fact) in levels), key=lambda fact: fact in _DAYS_OF_GATES)
    found = (_question(fact, asked[fact], standing.read.facts) for fact in facts)
    return [question for question in found if question is not None][:most]


def levels_of(scope: Scope, involvement: Involvement) -> set[str]:
    """The levels of facts that this reader may answer: the joint record's, and the council's own."""
    may = {
        "partnership": permissions.can_keep_joint(scope, involvement.partnership),
        "involvement": permissions.can_keep_involvement(scope, involvement),
    }
    return {level for level, can in may.items() if can}


def level_of(fact: str) -> str:
    """Whether a fact is the joint record's (``partnership``) or the council's own (``involvement``)."""
    return "partnership" if "partnership" in dictionary()[fact].level else "involvement"


def _order(line: Account) -> tuple[int, bool, date]:
    gate = _GATES.index(line.duty.before) if line.duty.before else len(_GATES)
    return gate, line.duty.strength != "must", line.due_on or date.max


def _unanswered(read: Read, line: Account) -> Iterator[str]:
    """The register's facts that a duty reads and of which nobody has said anything."""
    for name in read.rules.duties[line.duty.id].reads:
        fact = dictionary().get(name)
        if fact and fact.home == "register" and fact.blank == "unknown" and _is_blank(fact, read.facts, name):
            yield name


def _is_blank(fact: Fact, facts: Facts, name: str) -> bool:
    """Not a word on it; or a list of which nobody has said that there are no others."""
    if fact.type != "rows":
        return name not in facts
    value = facts.get(name)
    return value is None or (isinstance(value, Rows) and not value.complete)


def _question(fact: str, lines: list[Account], facts: Facts) -> Question | None:
    place = sections.place_of(fact)
    if place is None:
        return None
    entry, listed = dictionary()[fact], facts.get(fact)
    if isinstance(listed, Rows) and listed.rows and fact in _COMPLETE:
        place = _COMPLETE[fact], ()
    words = f"{entry.words}: are these all?" if isinstance(listed, Rows) else entry.words
    before = lines[0].duty.before
    clauses = tuple(dict.fromkeys(line.duty.clause for line in lines))
    return Question(fact, words, clauses, GATES[before] if before else "", *place)
