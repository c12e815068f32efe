"""Every score falls in exactly one band, whatever the method, the levels and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.protocol import strategies as some

from concordat.protocol.ask import Significance
from concordat.protocol.check import Checker
from concordat.protocol.check_significance import check_significance
from concordat.protocol.edition import Edition
from concordat.protocol.faults import NOWHERE
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.shaping import shaped
from concordat.protocol.significance import band_of, levels_of, propose, score
from concordat.protocol.values import NotApplicable, Value

METHODS = ("share_of_maximum", "sum", "count_met", "any_of")


@st.composite
def significances(draw: st.DrawFn) -> dict[str, Any]:
    """An assessment of any method that counts, with random levels and bands; some of them are unsound."""
    method = draw(st.sampled_from(METHODS))
    counted = method in ("count_met", "any_of")
    scores = st.just([0, 1]) if counted else st.lists(st.integers(-2, 6), min_size=1, max_size=4, unique=True)
    criteria = []
    for n in range(draw(st.integers(1, 4))):
        levels = [{"score": points, "words": "so"} for points in draw(scores)]
        never = draw(st.integers(0, 3)) == 0
        criteria.append(
            {"id": f"c{n}", "clause": "1", "ask": "?", "levels": levels, "na": "never" if never else "with_reason"}
        )
    limits = draw(
        st.lists(st.integers(-6, 80 if method == "share_of_maximum" else 12), min_size=2, max_size=4, unique=True)
    )
    limits = sorted(limits, reverse=draw(st.booleans()))[: 2 if method == "any_of" else 4]
    bands = [
        {"id": f"b{n}", "label": "B", "from": None if method == "any_of" else limit} for n, limit in enumerate(limits)
    ]
    return {"clause": "1", "method": method, "bands": bands, "criteria": criteria, "least": draw(st.integers(1, 3))}


def _edition(raw: Mapping[str, Any]) -> Edition:
    return some.edition().model_copy(update={"significance": shaped(Significance, dict(raw), NOWHERE, some.refuse)})


def _sound(edition: Edition) -> bool:
    faults: list[str] = []
    check_significance(Checker(edition, lambda *_args, **_kw: faults.append("")))
    return not faults


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Rules, dict[str, Value]]:
    """A sound assessment with answers: each a level, not applicable, or blank."""
    edition = _edition(draw(significances()))
    assume(_sound(edition))
    facts: dict[str, Value] = {}
    for criterion in edition.significance.criteria if edition.significance else []:
        answers: list[Value] = [level.score for level in levels_of(criterion)]
        choice = draw(st.integers(-2 if criterion.na == "with_reason" else -1, len(answers) - 1))
        if choice == -2:
            facts[f"criterion.{criterion.id}"] = NotApplicable("x")
        elif choice >= 0:
            facts[f"criterion.{criterion.id}"] = answers[choice]
    return prepare(edition), facts


def _completions(rules: Rules, facts: Mapping[str, Value], *, na_too: bool) -> list[dict[str, Value]]:
    """The facts with every way of answering what is missing; and what is not applicable, where asked."""
    assert rules.edition.significance
    free = {
        f"criterion.{c.id}": [level.score for level in levels_of(c)]
        for c in rules.edition.significance.criteria
        if (value := facts.get(f"criterion.{c.id}")) is None or (na_too and isinstance(value, NotApplicable))
    }
    return [{**facts, **dict(zip(free, answers, strict=True))} for answers in product(*free.values())]


@given(assessments())
def test_every_score_falls_in_exactly_one_band(assessed: tuple[Rules, dict[str, Value]]) -> None:
    rules, facts = assessed
    bands = rules.edition.significance.bands if rules.edition.significance else []
    for whole in _completions(rules, facts, na_too=False):
        found = score(rules, whole)
        assert found.band in {band.id for band in bands} or not found.assessed
        assert not found.undetermined
        if found.assessed and found.percent is not None:
            assert 0 <= found.percent <= 100
            assert found.percent == Fraction(100 * found.total, found.maximum)


@given(assessments())
def test_the_band_is_that_of_every_completion_and_else_those_of_all_are_named(
    assessed: tuple[Rules, dict[str, Value]],
) -> None:
    rules, facts = assessed
    found = score(rules, facts)
    assume(found.assessed)
    reachable = {score(rules, whole).band for whole in _completions(rules, facts, na_too=False)}
    if found.undetermined:
        assert (found.band, set(found.possible)) == (None, reachable)
        assert len(reachable) > 1
    else:
        assert {found.band} == reachable


@given(assessments())
def test_a_band_hangs_on_what_does_not_apply_where_some_answers_to_all_of_it_differ(
    assessed: tuple[Rules, dict[str, Value]],
) -> None:
    rules, facts = assessed
    found = score(rules, facts)
    assume(found.assessed)
    without = {score(rules, whole).band for whole in _completions(rules, facts, na_too=False)}
    with_them = {score(rules, whole).band for whole in _completions(rules, facts, na_too=True)}
    assert found.hangs_on_na == (tuple(found.not_applicable) if without != with_them else ())


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=4, unique=True),
    st.lists(st.booleans(), min_size=4, max_size=4),
    st.integers(0, 42),
)
def test_a_value_is_proposed_exactly_one_level(ends: list[int], inclusive: list[bool], value: int) -> None:
    edges = list(zip(sorted(ends), inclusive, strict=False))
    levels: list[dict[str, Any]] = [{"score": n, "words": "so"} for n in range(len(edges) + 1)]
    for n, (end, included) in enumerate(edges):
        levels[n]["through" if included else "upto"] = end
        levels[n + 1]["above" if included else "from"] = end
    criterion = {"id": "c", "clause": "1", "ask": "?", "propose": "commitment.cash", "levels": levels}
    bands = [{"id": "b", "label": "B", "from": 0}]
    edition = _edition({"clause": "1", "method": "sum", "bands": bands, "criteria": [criterion]})
    assert _sound(edition)
    (proposal,) = propose(prepare(edition), {"commitment.cash": value})
    assert proposal.score == sum(value > end or (value == end and not included) for end, included in edges)


@given(assessments(), st.integers(-10, 60))
def test_a_limit_not_known_gives_no_band(assessed: tuple[Rules, dict[str, Value]], total: int) -> None:
    significance = assessed[0].edition.significance
    assert significance
    assume(significance.method != "any_of")
    first = significance.bands[0].model_copy(update={"from_": "setting.limit"})
    unset = significance.model_copy(update={"bands": [first, *significance.bands[1:]]})
    assert band_of(unset, {}, total, 100) is None
