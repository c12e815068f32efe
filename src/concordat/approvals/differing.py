"""In which facts two readings of a partnership differ."""

from __future__ import annotations

from collections.abc import Sequence

from concordat.approvals.facts import NOT_IN_PAPERS
from concordat.protocol.values import Facts


def differing(before: Facts, now: Facts, only: Sequence[str] = ()) -> list[str]:
    """The names of the facts in which two readings differ, of some or of all."""
    names = only or sorted({*before, *now})
    return [name for name in names if name not in NOT_IN_PAPERS and before.get(name) != now.get(name)]
