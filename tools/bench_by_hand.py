"""The duties of bench_edition in Python, as one would write them for exactly these: the yardstick of `make bench`.

Each is a closure that takes facts and a day. A duty on the whole answers with an outcome, one on rows (or told to
several) with pairs of name and outcome. They share the core's values and its calendar, and nothing that decides.
Here is what all share, and the duties on single facts; those on rows, papers and people are in their own modules.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from concordat.protocol.values import NotApplicable, Rows

Facts: TypeAlias = Mapping[str, Any]
Row: TypeAlias = Mapping[str, Any]
Answer: TypeAlias = str | list[tuple[str, str]]
Hand: TypeAlias = Callable[[Facts, date], Answer]
When: TypeAlias = Callable[[Facts], bool | None]

MET, NOT_MET, NOT_KNOWN, NOT_APPLICABLE = "met", "not_met", "not_known", "not_applicable"


def outside(facts: Facts) -> str | None:
    """What every duty answers where this is no partnership, or nobody has said; None where it is one."""
    if facts.get("involvement.applied_by_choice") is True:
        return None
    treated = facts.get("screening.treated_as")
    if treated == "is":
        return None
    return NOT_APPLICABLE if treated == "is_not" else NOT_KNOWN


def only(when: When, duty: Hand) -> Hand:
    """A duty that applies in some circumstances only."""

    def check(facts: Facts, on: date) -> Answer:
        out = outside(facts)
        if out == NOT_APPLICABLE:
            return NOT_APPLICABLE
        fits = when(facts)
        if fits is False:
            return NOT_APPLICABLE
        return NOT_KNOWN if out or fits is None else duty(facts, on)

    return check


def outcome(value: object) -> str:
    if value is True:
        return MET
    if value is False:
        return NOT_MET
    return NOT_KNOWN if value is None else NOT_APPLICABLE


def rows_in(facts: Facts, group: str) -> tuple[tuple[Row, ...], bool]:
    """The rows of a list that the world fills, and whether these are all."""
    value = facts.get(group)
    return (value.rows, value.complete) if type(value) is Rows else ((), False)


def ticked(checklist: Any) -> dict[str, Any]:
    """The answers of a checklist; none where it is blank or does not apply."""
    return checklist if type(checklist) is dict else {}


def kept(facts: Facts, group: str) -> tuple[Row, ...]:
    """The rows of a list that can only arise here."""
    value = facts.get(group)
    return value.rows if type(value) is Rows else ()


def known(*names: str) -> Hand:
    def check(facts: Facts, _on: date) -> Answer:
        if out := outside(facts):
            return out
        for name in names:
            if facts.get(name) is None:
                return NOT_KNOWN
        return MET

    return check


def listed(group: str) -> Hand:
    def check(facts: Facts, _on: date) -> Answer:
        if out := outside(facts):
            return out
        value = facts.get(group)
        if type(value) is NotApplicable:
            return MET
        return MET if value is not None and value.complete else NOT_KNOWN

    return check


def so(name: str) -> Hand:
    def check(facts: Facts, _on: date) -> Answer:
        return outside(facts) or outcome(facts.get(name))

    return check


def both(values: Collection[object]) -> object:
    """Whether all are so, those that do not apply left out."""
    if False in values:
        return False
    if None in values:
        return None
    return True if True in values else NotApplicable("")


def all_so(*names: str, but: str = "") -> Hand:
    def check(facts: Facts, _on: date) -> Answer:
        if out := outside(facts):
            return out
        values = [facts.get(name) for name in names]
        if but:
            value = facts.get(but)
            values.append(not value if value is True or value is False else value)
        return outcome(both(values))

    return check


def one_or_both(one: str, this: str, that: str) -> Hand:
    def check(facts: Facts, _on: date) -> Answer:
        if out := outside(facts):
            return out
        values = (facts.get(one), both((facts.get(this), facts.get(that))))
        if True in values:
            return MET
        if None in values:
            return NOT_KNOWN
        return NOT_MET if False in values else NOT_APPLICABLE

    return check


def limit(name: str, least: int | str) -> When:
    """Whether an amount reaches a limit or the council's setting."""

    def check(facts: Facts) -> bool | None:
        value, needed = facts.get(name), facts.get(least) if isinstance(least, str) else least
        if value is None or needed is None:
            return None if type(value) is not NotApplicable else False
        return type(value) is not NotApplicable and value >= needed

    return check


def enough(name: str, least: int) -> Hand:
    def check(facts: Facts, _on: date) -> Answer:
        value = facts.get(name)
        return outside(facts) or outcome(value >= least if isinstance(value, int | Decimal) else value)

    return check
