"""Facts that are worked out from others, and so answered by nobody: a fact has one home."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK

# Each sum, and its parts. What passes through the accounts counts as well as what is given.
SUMS: Mapping[str, tuple[str, ...]] = {
    "commitment.total_a_year": (
        "commitment.cash",
        "commitment.staff_cost",
        "commitment.in_kind_value",
        "commitment.through_accounts",
    )
}


def first_part(name: str) -> str:
    """The first part of a sum, beside which it is shown; of any other fact, itself."""
    return SUMS.get(name, (name,))[0]


def summed(answer: Callable[[str], Any], name: str) -> Any:
    """A sum from what ``answer`` gives for each part: blank while a part is blank, not known while one is not known.

    A part that does not apply counts for nothing; where none applies, neither does the sum, for the first one's reason.
    """
    said: Sequence[Any] = [answer(part) for part in SUMS[name]]
    if any(one is BLANK for one in said):
        return BLANK
    if any(one is None for one in said):
        return None
    known = [one for one in said if not isinstance(one, NotApplicable)]
    return sum(known) if known else said[0]
