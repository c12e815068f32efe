"""Does the significance of an edition hold together? Bands in order, levels without gap or overlap."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from concordat.protocol.ask import Band, Criterion, Level, Significance
from concordat.protocol.given import FactsReader
from concordat.protocol.significance import levels_of

if TYPE_CHECKING:
    from concordat.protocol.check import Checker

Edge: TypeAlias = tuple[int | Decimal | str, bool]


def check_significance(c: Checker) -> None:
    """Report all that does not hold together in the assessment of significance."""
    significance = c.edition.significance
    if significance is None or significance.method == "none":
        return
    c.unique(significance.bands, "bands")
    c.unique(significance.criteria, "criteria")
    if not significance.bands:
        c.report(significance.at, "method", "There are no bands.", "Add bands, from the fewest controls to the most.")
    if not significance.criteria and significance.method != "judgement":
        c.report(significance.at, "method", "There are no criteria.", "Add criteria: the questions that are scored.")
    if significance.dispute:
        c.actors_named([significance.dispute.first, significance.dispute.then], significance.dispute.at)
    c.setting(significance.least, significance.at)
    _bands(c, significance)
    for criterion in significance.criteria:
        _scores(c, significance, criterion)
        _criterion(c, criterion)


def _bands(c: Checker, significance: Significance) -> None:
    bands = significance.bands
    if significance.method in ("any_of", "judgement"):
        if significance.method == "any_of" and len(bands) != 2:
            c.report(
                significance.at,
                "bands",
                f"“any_of” has two bands, and {len(bands)} are here.",
                "Write the ordinary one first, then the significant one.",
            )
        return
    for band in bands:
        c.setting(band.from_, band.at)
        if band.from_ is None:
            c.report(
                band.at,
                band.id,
                f"The band “{band.id}” has no “from”.",
                "Add from: the lowest score that belongs to it.",
            )
    _ordered(c, significance, [(band, Fraction(band.from_)) for band in bands if isinstance(band.from_, int | Decimal)])


def _ordered(c: Checker, significance: Significance, limits: list[tuple[Band, Fraction]]) -> None:
    """Limits rise, or fall where the lowest scores carry the most controls; the lowest score has a band."""
    values = [limit for _band, limit in limits]
    if len(values) > 1:
        rising = values[1] > values[0]
        for (_one, before), (band, after) in pairwise(limits):
            if after == before or (after > before) is not rising:
                c.report(
                    band.at,
                    band.id,
                    f"The band “{band.id}” is out of order.",
                    "List the bands from the fewest controls to the most, their limits rising or falling throughout.",
                )
    reached = 0 if significance.method == "share_of_maximum" else _lowest(significance)
    if len(values) == len(significance.bands) and values and min(values) > reached:
        band = min(limits, key=lambda pair: pair[1])[0]
        c.report(
            band.at,
            band.id,
            f"A score below {min(values)} falls in no band.",
            f"Let the lowest band start at {reached} or below.",
        )


def _lowest(significance: Significance) -> int:
    """The lowest total that can come out: what may be left out counts only where it lowers it."""
    lows = [(min(level.score for level in levels_of(one)), one.na == "never") for one in significance.criteria]
    needed = [low for low, always in lows if always or low < 0]
    return sum(needed) if needed else min((low for low, _always in lows), default=0)


def _scores(c: Checker, significance: Significance, criterion: Criterion) -> None:
    """Scores that the method can count: a share of something, or met and not met."""
    scores = [level.score for level in levels_of(criterion)]
    if significance.method == "share_of_maximum" and (min(scores) < 0 or max(scores) == 0):
        c.report(
            criterion.at,
            "levels",
            f"A share cannot be taken of the scores of “{criterion.id}”.",
            "Let no score be below 0, and the highest be above it.",
        )
    if significance.method in ("count_met", "any_of") and set(scores) != {0, 1}:
        c.report(
            criterion.at,
            "levels",
            f"“{criterion.id}” is met or not: its levels score 0 and 1.",
            "Write those two levels, or leave levels out for a plain yes or no.",
        )


def _criterion(c: Checker, criterion: Criterion) -> None:
    c.named(criterion.agreed_by, c.actors, "role or body", criterion.at)
    for setting, wanted in criterion.needs_setting.items():
        if c.named(setting, c.edition.settings, "setting", criterion.at):
            FactsReader(c.edition, c.table, c.report).read({f"setting.{setting}": wanted}, criterion.at)
    if criterion.propose and c.named(criterion.propose, c.table, "fact", criterion.at):
        if c.table[criterion.propose].type not in ("number", "money"):
            c.report(
                criterion.at,
                criterion.propose,
                f"“{criterion.propose}” is no number.",
                "A proposal is read from a number or from money.",
            )
        if not any(_edges(level) != (None, None) for level in criterion.levels):
            c.report(
                criterion.at, criterion.id, "A proposal needs limits.", "Give each level from, above, upto or through."
            )
    scores = [level.score for level in criterion.levels]
    for level in criterion.levels:
        if scores.count(level.score) > 1:
            c.report(level.at, str(level.score), f"Two levels score {level.score}.", "Give each level its own score.")
        for limit in (level.from_, level.above, level.upto, level.through):
            c.setting(limit, level.at)
    _tiled(c, criterion)


def _tiled(c: Checker, criterion: Criterion) -> None:
    """Levels with limits follow on without gap or overlap, whichever way the scores run."""
    limited = [level for level in criterion.levels if _edges(level) != (None, None)]
    if limited and len(limited) < len(criterion.levels):
        bare = next(level for level in criterion.levels if level not in limited)
        c.report(
            bare.at,
            str(bare.score),
            "Some levels have limits and this one has none.",
            "Give it from, above, upto or through.",
        )
        return
    for level, after in pairwise(_in_order(limited)):
        end, start = _edges(level)[1], _edges(after)[0]
        if end is None or start is None:
            c.report(
                after.at,
                str(after.score),
                "Two levels of this criterion overlap.",
                "Let each level start where the one before it ends.",
            )
        elif not _meets(end, start):
            gap = "leave a gap" if _below(end, start) else "overlap"
            c.report(
                after.at,
                str(after.score),
                f"The levels scored {level.score} and {after.score} {gap}.",
                "Let upto meet from, or through meet above, at the same number.",
            )


def _in_order(levels: list[Level]) -> list[Level]:
    """The levels from the lowest values up: by their numbers, or as written where a setting is among them."""
    edges = [edge[0] for level in levels for edge in _edges(level) if edge is not None]
    if not any(isinstance(edge, str) for edge in edges):
        return sorted(levels, key=_sort_key)
    return levels[::-1] if levels and _edges(levels[-1])[0] is None else levels


def _edges(level: Level) -> tuple[Edge | None, Edge | None]:
    """The lower and the upper edge, each with whether the number itself belongs to the level."""
    low = (level.from_, True) if level.from_ is not None else (level.above, False) if level.above is not None else None
    high = (
        (level.through, True) if level.through is not None else (level.upto, False) if level.upto is not None else None
    )
    return low, high


def _sort_key(level: Level) -> tuple[int, Fraction, int]:
    low, high = _edges(level)
    edge = low or high
    number = edge[0] if edge else 0
    return (0 if low is None else 1, Fraction(number), level.score)


def _meets(end: Edge, start: Edge) -> bool:
    """An end that is not included meets a start that is, and the other way about."""
    return end[0] == start[0] and end[1] is not start[1]


def _below(end: Edge, start: Edge) -> bool:
    if isinstance(end[0], str) or isinstance(start[0], str):
        return True
    return end[0] < start[0] or (end[0] == start[0] and not end[1] and not start[1])
