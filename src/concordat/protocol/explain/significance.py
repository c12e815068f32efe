"""The account of significance: the sum line by line, the share, the band, and what is missing or hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.protocol.ask import Band, Criterion, Significance
from concordat.protocol.rules import Rules
from concordat.protocol.significance import (
    Proposal,
    Scored,
    levels_of,
    number,
    percent_shown,
    propose,
    scorable,
    score,
    shown_label,
)
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts
from concordat.protocol.vocabulary import METHODS


@dataclass(frozen=True)
class Line:
    """A criterion with its answer. ``score`` is None where it is missing or not applicable (then ``na`` says why);
    ``proposal`` is a level read from a fact, ``blocked`` why it cannot be scored with the council's settings."""

    criterion: Criterion
    label: str
    score: int | None
    most: int
    words: str
    na: str | None
    proposal: Proposal | None
    blocked: str | None


@dataclass(frozen=True)
class SignificanceAccount:
    """All there is to say of an assessment. Criteria are named by their labels; bands by their words."""

    found: Scored
    clause: str
    method: str
    lines: tuple[Line, ...]
    share: str
    band: str
    bands: tuple[tuple[str, str], ...]
    possible: tuple[str, ...]
    missing: tuple[str, ...]
    hangs_on_na: tuple[str, ...]
    must_agree: str


def explain_significance(rules: Rules, facts: Facts) -> SignificanceAccount:
    """Score an assessment and say how. Raises ValueError where the edition has no significance to assess."""
    found = score(rules, facts)
    significance = rules.edition.significance
    if significance is None:
        raise ValueError("This edition does not grade partnerships.")
    labels = {criterion.id: shown_label(criterion) for criterion in significance.criteria}
    bands = {band.id: band.label for band in significance.bands}
    proposals = {proposal.criterion: proposal for proposal in propose(rules, facts)}
    return SignificanceAccount(
        found,
        significance.clause,
        significance.words or METHODS[significance.method],
        tuple(_line(c, found, facts, proposals.get(c.id)) for c in significance.criteria),
        percent_shown(found, significance.bands, facts),
        bands.get(found.band or "", ""),
        tuple((band.label, _limit(significance, band, facts)) for band in significance.bands),
        tuple(bands[name] for name in found.possible),
        tuple(labels[name] for name in found.missing),
        tuple(labels[name] for name in found.hangs_on_na),
        _must_agree(rules, significance, found),
    )


def _line(criterion: Criterion, found: Scored, facts: Facts, proposal: Proposal | None) -> Line:
    levels = levels_of(criterion)
    answered = found.answered.get(criterion.id)
    words = next((level.words for level in levels if level.score == answered), "")
    return Line(
        criterion,
        shown_label(criterion),
        answered,
        max(level.score for level in levels),
        words,
        found.not_applicable.get(criterion.id),
        proposal,
        scorable(criterion, facts),
    )


def _limit(significance: Significance, band: Band, facts: Facts) -> str:
    """Where a band begins, in words; empty where the method has no limits."""
    limit = number(band.from_, facts)
    if band.from_ is None:
        return ""
    if limit is None:
        return "from a setting not given"
    unit = "%" if significance.method == "share_of_maximum" else ""
    return f"from {float(limit):g}{unit}"


def _must_agree(rules: Rules, significance: Significance, found: Scored) -> str:
    """Who has to agree that what the band hangs on does not apply."""
    named = {c.agreed_by: None for c in significance.criteria if c.id in found.hangs_on_na and c.agreed_by}
    return " and ".join(title_of(rules.edition, str(actor)) for actor in named)
