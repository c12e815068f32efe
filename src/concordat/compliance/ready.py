"""The rules of adopted editions, ready to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.councils import adopted_rules
from concordat.councils.models import Adoption
from concordat.protocol.rules import ReadyDuty, Rules
from concordat.ui.once import once

REGISTER = "involvements"


def rules_of(adoptions: Iterable[int]) -> dict[int, Rules]:
    """The rules of each adoption by its id; one query."""
    ids = frozenset(adoptions)
    found = Adoption.objects.filter(pk__in=ids).defer("canonical")
    rows = once(("adoptions of these ids", ids), lambda: list(found))
    return {row.pk: adopted_rules.rules_of(row) for row in rows}


def of_involvement(rules: Rules) -> Iterator[tuple[int, ReadyDuty]]:
    """The duties that are asked of each involvement, with their place in the edition; those of the council left out."""
    for place, ready in enumerate(rules.duties.values()):
        if ready.duty.of != "council":
            yield place, ready


def of_council(rules: Rules) -> Iterator[ReadyDuty]:
    """The duties that are the council's own."""
    return (ready for ready in rules.duties.values() if ready.duty.of == "council")


def asks_of_register(rules: Rules) -> bool:
    """Whether a duty that is asked of an involvement, or kept at one's gate, reads the whole register."""
    return any(REGISTER in ready.reads and _of_one(ready) for ready in rules.duties.values())


def _of_one(ready: ReadyDuty) -> bool:
    return ready.duty.of != "council" or ready.duty.before is not None
