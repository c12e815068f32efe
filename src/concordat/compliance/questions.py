"""What to answer next: facts that nobody has answered yet, for which a duty waits, and that the reader can answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from concordat.compliance.pieces import Read
from concordat.compliance.standing import Standing, standing_on
from concordat.councils.scope import Scope
from concordat.protocol.explain import Account
from concordat.protocol.facts import Fact
from concordat.protocol.values import Facts, Rows
from concordat.protocol.vocabulary import GATES, MET, NOT_APPLICABLE
from concordat.register import passings, permissions, sections
from concordat.register.models import Involvement
from concordat.register.places import Place, place_of

_GATES = list(GATES)
_DAYS_OF_GATES = frozenset(sections.GATE_FACTS.values())
# Where it is said that a list that has rows is whole.
_COMPLETE = sections.COMPLETE


@dataclass(frozen=True)
class Question:
    """A question with the clauses that ask it and the gate, in words, that waits for it (empty where none does).

    ``place`` names the address at which it is answered; ``args`` follow the council and the involvement in it.
    ``alone`` says that the page asks several, and this one alone if it is told to.
    """

    fact: str
    words: str
    clauses: tuple[str, ...]
    gate: str
    place: str
    args: tuple[str, ...]
    alone: bool = False


def questions(scope: Scope, involvement: Involvement, most: int = 5) -> list[Question]:
    """The questions that come first today, those of the nearest gate before others, a must before a should.

    None for somebody who may not answer them.
    """
    standing = standing_on(scope, involvement, scope.on)
    if standing is None:
        return []
    return questions_of(standing, levels_of(scope, involvement), passings.passed(involvement), most)


def questions_of(standing: Standing, levels: Collection[str], passed: Collection[str], most: int = 5) -> list[Question]:
    """The questions of a standing, for somebody who may answer facts of these levels; ``passed`` are the gates that
    were."""
    open_ = [line for line in standing.lines if line.outcome not in (MET, NOT_APPLICABLE)]
    asked: dict[str, list[Account]] = {}
    for line in sorted(open_, key=_order):
        for fact in sorted(_unanswered(standing.read, line)):
            asked.setdefault(fact, []).append(line)
    table = standing.read.rules.table
    # What most duties wait for comes first; the day of a gate is read by each duty before it, and is put down last.
    mine = (fact for fact in asked if may_answer(table[fact], levels))
    facts = sorted(mine, key=lambda fact: (fact in _DAYS_OF_GATES, len(asked[fact]) * 2 < len(open_)))
    found: dict[str, Question] = {}
    for question in (_question(fact, asked[fact], standing.read, passed) for fact in facts):
        # Several facts may be found by one page, which asks one question.
        found.setdefault(question.words, question)
    return list(found.values())[:most]


def levels_of(scope: Scope, involvement: Involvement) -> set[str]:
    """The levels of facts that this reader may answer: the joint record's, and the council's own."""
    may = {
        "partnership": permissions.can_keep_joint(scope, involvement.partnership),
        "involvement": permissions.can_keep_involvement(scope, involvement),
    }
    return {level for level, can in may.items() if can}


def may_answer(fact: Fact | None, levels: Collection[str]) -> bool:
    """Whether who may answer facts of these levels may answer this one. A list may be added to on any of its sides; a
    scalar that may be either is the council's own, and so is one that the dictionary does not know."""
    if fact is None:
        return "involvement" in levels
    of: list[str] = list(fact.level)
    if fact.type != "rows" and "involvement" in of:
        of = ["involvement"]
    return any(level in levels for level in of)


def _order(line: Account) -> tuple[int, bool, date]:
    gate = _GATES.index(line.duty.before) if line.duty.before else len(_GATES)
    return gate, line.duty.strength != "must", line.due_on or date.max


def _unanswered(read: Read, line: Account) -> Iterator[str]:
    """The facts that a duty reads, of which nobody has said anything, and for which there is a page.

    What only the holder of a role may answer is left out: it is asked of them, and not of whoever keeps the record.
    """
    for name in read.rules.duties[line.duty.id].reads:
        fact, place = read.rules.table.get(name), place_of(name, read.rules.edition)
        if fact is None or place is None or place.open_to_all:
            continue
        if fact.blank == "unknown" and _is_blank(fact, read.facts, name):
            yield name


def _is_blank(fact: Fact, facts: Facts, name: str) -> bool:
    """Not a word on it; or a list of which nobody has said that there are no others."""
    if fact.type != "rows":
        return name not in facts
    value = facts.get(name)
    return value is None or (isinstance(value, Rows) and not value.complete)


def _question(fact: str, lines: list[Account], read: Read, passed: Collection[str]) -> Question:
    place = place_of(fact, read.rules.edition) or Place("")
    entry, listed = read.rules.table[fact], read.facts.get(fact)
    name, args, alone = place.name, place.args, place.several
    if isinstance(listed, Rows) and listed.rows and fact in _COMPLETE:
        name, args = _COMPLETE[fact], ()
    words = place.words or (f"{entry.words}: are these all?" if isinstance(listed, Rows) else entry.words)
    # A gate that was passed waits for nothing any more.
    before = next((gate for line in lines if (gate := line.duty.before) and gate not in passed), None)
    clauses = tuple(dict.fromkeys(line.duty.clause for line in lines))
    return Question(fact, words, clauses, GATES[before] if before else "", name, args, alone)
