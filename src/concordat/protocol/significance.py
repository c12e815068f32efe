"""How significant is it? Scores as whole numbers, shares as exact fractions; rounded for display only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import ge, gt, le, lt

from concordat.protocol.ask import Band, Criterion, Level, Significance
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable

_YES_NO = [Level(score=0, words="no"), Level(score=1, words="yes")]


@dataclass(frozen=True)
class Scored:
    """The result of an assessment.

    ``total`` and ``maximum`` are of the criteria answered; ``percent`` is exact, and None for methods without a
    share. ``band`` is None while ``undetermined`` (missing answers leave several bands possible), where nothing
    is answered (``assessed`` false), and where the edition has no bands. ``hangs_on_na`` names the criteria that
    do not apply, where some answers to them together would give another band.
    """

    assessed: bool
    total: int
    maximum: int
    percent: Fraction | None
    band: str | None
    undetermined: bool
    possible: tuple[str, ...]
    hangs_on_na: tuple[str, ...]
    answered: Mapping[str, int]
    missing: tuple[str, ...]
    not_applicable: Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """A level read from a fact, for a person to confirm or overrule."""

    criterion: str
    score: int
    words: str
    value: int | Decimal


def levels_of(criterion: Criterion) -> list[Level]:
    """The levels of a criterion; one without levels is answered no (0) or yes (1)."""
    return criterion.levels or _YES_NO


def shown_label(criterion: Criterion) -> str:
    """The number that the text prints beside a criterion, or its id."""
    return criterion.label or criterion.id


def scorable(criterion: Criterion, facts: Facts) -> str | None:
    """Why a criterion cannot be scored with the council's settings; None where it can."""
    for setting, wanted in criterion.needs_setting.items():
        found = facts.get(f"setting.{setting}")
        if found != wanted:
            shown = "not given" if found is None else found
            return f"its levels are made for {setting} = {wanted}, and the council's is {shown}"
    return None


def graded(rules: Rules) -> bool:
    """Whether the edition grades partnerships at all."""
    significance = rules.edition.significance
    return significance is not None and significance.method != "none"


def score(rules: Rules, facts: Facts) -> Scored:
    """Score an assessment. Raises ValueError where the edition has no significance to assess."""
    significance = rules.edition.significance
    if significance is None or significance.method == "none":
        raise ValueError("This edition does not grade partnerships.")
    if significance.method == "judgement":
        return _judged(significance, facts)
    answered, missing, na = _answers(significance, facts)
    tops = {c.id: max(level.score for level in levels_of(c)) for c in significance.criteria}
    total, maximum = sum(answered.values()), sum(tops[name] for name in answered)
    share = Fraction(total * 100, maximum) if maximum and significance.method == "share_of_maximum" else None
    if not answered:
        return Scored(False, 0, 0, None, None, False, (), (), {}, tuple(missing), na)
    possible = _reachable(significance, facts, answered, missing)
    band = possible[0] if len(possible) == 1 else None
    beyond = _reachable(significance, facts, answered, [*missing, *na]) if na else possible
    hangs = tuple(na) if set(beyond) != set(possible) else ()
    return Scored(
        True,
        total,
        maximum,
        share,
        band,
        len(possible) > 1,
        tuple(possible) if len(possible) > 1 else (),
        hangs,
        answered,
        tuple(missing),
        na,
    )


def _answers(significance: Significance, facts: Facts) -> tuple[dict[str, int], list[str], dict[str, str]]:
    answered: dict[str, int] = {}
    missing: list[str] = []
    na: dict[str, str] = {}
    for criterion in significance.criteria:
        value = facts.get(f"criterion.{criterion.id}")
        if isinstance(value, NotApplicable):
            na[criterion.id] = value.reason
        elif isinstance(value, int) and scorable(criterion, facts) is None:
            answered[criterion.id] = int(value)
        else:
            missing.append(criterion.id)
    return answered, missing, na


def _reachable(significance: Significance, facts: Facts, answered: Mapping[str, int], free: Iterable[str]) -> list[str]:
    """The bands that some answers to the free criteria together give, in the order of the bands."""
    by_id = {criterion.id: criterion for criterion in significance.criteria}
    open_ = [levels_of(by_id[name]) for name in free]
    totals = _totals(sum(answered.values()), [[level.score for level in levels] for levels in open_])
    maximum = sum(max(level.score for level in levels_of(by_id[name])) for name in answered)
    maximum += sum(max(level.score for level in levels) for levels in open_)
    found = {band_of(significance, facts, total, maximum) for total in totals}
    return [band.id for band in significance.bands if band.id in found]


def _totals(start: int, open_: list[list[int]]) -> list[int]:
    """Every total that some answers give: a bit a total, so that many criteria cost no more than a few."""
    lowest, reached = start, 1
    for scores in open_:
        low = min(scores)
        lowest, before, reached = lowest + low, reached, 0
        for score_ in set(scores):
            reached |= before << (score_ - low)
    return [lowest + place for place, bit in enumerate(reversed(f"{reached:b}")) if bit == "1"]


def band_of(significance: Significance, facts: Facts, total: int, maximum: int) -> str | None:
    """The band of a total: the one with the highest lower limit that it reaches; None while a limit is not known."""
    if significance.method == "any_of":
        least = number(significance.least, facts)
        return None if least is None else significance.bands[1 if total >= least else 0].id
    reached: Fraction | int = total
    if significance.method == "share_of_maximum":
        if not maximum:
            return None
        reached = Fraction(total * 100, maximum)
    fitting: list[tuple[Fraction, Band]] = []
    for band in significance.bands:
        limit = number(band.from_, facts)
        if limit is None:
            return None
        if reached >= limit:
            fitting.append((limit, band))
    return max(fitting, key=lambda pair: pair[0])[1].id if fitting else None


def number(limit: int | Decimal | str | None, facts: Facts) -> Fraction | None:
    """A limit as a number; a setting's where it names one; None where that is not given."""
    found = facts.get(limit) if isinstance(limit, str) else limit
    return Fraction(found) if isinstance(found, int | Decimal) else None


def _judged(significance: Significance, facts: Facts) -> Scored:
    chosen = facts.get("significance.band")
    band = chosen if isinstance(chosen, str) and chosen in {b.id for b in significance.bands} else None
    return Scored(band is not None, 0, 0, None, band, False, (), (), {}, (), {})


def propose(rules: Rules, facts: Facts) -> list[Proposal]:
    """The levels that facts suggest, where a criterion says which fact."""
    significance = rules.edition.significance
    found = []
    for criterion in significance.criteria if significance else []:
        value = facts.get(criterion.propose) if criterion.propose else None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or scorable(criterion, facts):
            continue
        level = next((level for level in levels_of(criterion) if fits(level, value, facts)), None)
        if level is not None:
            found.append(Proposal(criterion.id, level.score, level.words, value))
    return found


def fits(level: Level, value: int | Decimal, facts: Facts) -> bool:
    """Whether a value lies within a level's limits; a limit that is not known holds nothing."""
    limits = ((level.from_, ge), (level.above, gt), (level.upto, lt), (level.through, le))
    given = [(number(limit, facts), holds) for limit, holds in limits if limit is not None]
    return bool(given) and all(limit is not None and holds(Fraction(value), limit) for limit, holds in given)


def with_proposals(rules: Rules, facts: Facts) -> Facts:
    """The facts with each unanswered criterion answered by its proposal: a first look, before a person confirms."""
    proposed = {f"criterion.{p.criterion}": p.score for p in propose(rules, facts)}
    return {**proposed, **facts}


def percent_shown(scored: Scored, bands: Iterable[Band], facts: Facts) -> str:
    """The share in words, see :func:`share_shown`; "" for a method without one."""
    return "" if scored.percent is None else share_shown(scored.percent, bands, facts)


def share_shown(percent: Fraction | Decimal, bands: Iterable[Band], facts: Facts) -> str:
    """A percentage in words, the same wherever it stands: rounded to whole percents, half up; with as many decimals as
    it takes not to read as in another band, since the exact fraction decides."""
    exact = Fraction(percent)
    limits = [limit for band in bands if (limit := number(band.from_, facts)) is not None]
    places, shown = 0, round_half_up(exact, 0)
    while any((exact >= limit) != (shown >= limit) for limit in limits):
        places += 1
        shown = round_half_up(exact, places)
    return f"{shown}%"


def round_half_up(value: Fraction, places: int) -> Decimal:
    """An exact fraction rounded for display."""
    scale = 10**places
    whole = (value.numerator * scale * 2 + value.denominator) // (value.denominator * 2)
    return Decimal(whole).scaleb(-places)
