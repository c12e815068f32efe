"""What was measured in councils of several sizes, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GOAL = 1.3


@dataclass(frozen=True)
class Measure:
    """What one thing asked and took in a council of each size: queries, and the median in milliseconds."""

    what: str
    queries: Mapping[int, int]
    milliseconds: Mapping[int, float]

    @property
    def ratio(self) -> float:
        """The largest against the smallest."""
        return self.milliseconds[max(self.milliseconds)] / self.milliseconds[min(self.milliseconds)]


def growing(found: Sequence[Measure]) -> list[str]:
    """What asks more queries in a larger council."""
    return [f"{one.what}: {list(one.queries.values())}" for one in found if len(set(one.queries.values())) > 1]


def table(found: Sequence[Measure]) -> list[str]:
    """The measures as Markdown."""
    sizes = list(found[0].milliseconds)
    head = " | ".join(f"{size:,}, ms" for size in sizes)
    return [
        f"| | queries | {head} | {sizes[-1]:,} against {sizes[0]:,} |",
        f"|---|---:|{'---:|' * len(sizes)}---:|",
        *(_row(one) for one in found),
    ]


def _row(one: Measure) -> str:
    times = " | ".join(f"{taken:.1f}" for taken in one.milliseconds.values())
    missed = "" if one.ratio <= GOAL else " !"
    return f"| {one.what} | {max(one.queries.values())} | {times} | {one.ratio:.2f}{missed} |"
