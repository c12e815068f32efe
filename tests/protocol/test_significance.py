"""Significance: six methods, exact shares, and what is undetermined, not assessed or hangs on what does not apply."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.protocol.building import facts_in, rules_of

from concordat.protocol.rules import Rules
from concordat.protocol.significance import Scored, percent_shown, score, share_shown

ONE_TO_FIVE = "levels: [" + ", ".join(f"{{score: {n}, words: level {n}}}" for n in range(1, 6)) + "]"


def criteria(*ids: str, levels: str = ONE_TO_FIVE) -> str:
    tail = f", {levels}" if levels else ""
    return "criteria:\n" + "".join(f'- {{id: {i}, label: "{i}", clause: "3", ask: "{i}?"{tail}}}\n' for i in ids)


def significance(method: str, bands: str, rest: str) -> Rules:
    return rules_of(significance=f'clause: "3"\nmethod: {method}\nbands: [{bands}]\n{rest}', head=HEAD)


HEAD = "settings: {line: {type: number, words: The line}, few: {type: number, words: How few}}\n"
SHARE_BANDS = "{id: limited, label: Limited, from: 0}, {id: moderate, label: Moderate, from: 50}, {id: major, label: Major, from: 70}"
TWO_BANDS = "{id: ordinary, label: Ordinary}, {id: significant, label: Significant}"


def scored(rules: Rules, answers: str, settings: str = "") -> Scored:
    given = "\n".join(f"criterion.{part.strip()}" for part in answers.split(";") if part.strip())
    return score(rules, facts_in(rules, f"{given}\n{settings}"))


@pytest.fixture(scope="module")
def share() -> Rules:
    return significance("share_of_maximum", SHARE_BANDS, criteria(*"123456789"))


SHARES = {
    "the text's own example": ("1: 5; 2: 4; 3: 5; 4: 5; 5: 2; 6: 5; 7: {na: x}; 8: {na: x}; 9: 1", 27, 35, "major"),
    "half is moderate": (
        "1: 5; 2: 5; 3: 1; 4: 1; 5: 3; 6: {na: x}; 7: {na: x}; 8: {na: x}; 9: {na: x}",
        15,
        25,
        "moderate",
    ),
    "all at the lowest": ("; ".join(f"{n}: 1" for n in range(1, 10)), 9, 45, "limited"),
    "all at the highest": ("; ".join(f"{n}: 5" for n in range(1, 10)), 45, 45, "major"),
}


@pytest.mark.parametrize(("answers", "total", "maximum", "band"), SHARES.values(), ids=SHARES)
def test_a_share_of_the_highest_total_that_was_answered(
    share: Rules, answers: str, total: int, maximum: int, band: str
) -> None:
    found = scored(share, answers)
    assert (found.total, found.maximum, found.band) == (total, maximum, band)
    assert found.percent == Fraction(total * 100, maximum)
    assert found.assessed
    assert not found.undetermined


def test_27_of_55_is_below_half_and_28_is_above() -> None:
    rules = significance("share_of_maximum", SHARE_BANDS, criteria(*"abcdefghijk"))
    low = "; ".join([*(f"{c}: 3" for c in "abcdefgh"), "i: 1", "j: 1", "k: 1"])
    assert (scored(rules, low).total, scored(rules, low).band) == (27, "limited")
    assert scored(rules, low.replace("k: 1", "k: 2")).band == "moderate"


def test_a_share_that_rounds_to_a_band_does_not_reach_it() -> None:
    bands = "{id: low, label: Low, from: 0}, {id: high, label: High, from: 50}"
    levels = "levels: [{score: 0, words: none}, {score: 499, words: nearly}, {score: 1000, words: all}]"
    rules = significance("share_of_maximum", bands, criteria("a", levels=levels))
    found = scored(rules, "a: 499")
    assert found.percent == Fraction(499, 10)
    assert found.band == "low"
    assert percent_shown(found, rules.edition.significance.bands, {}) == "49.9%"  # type: ignore[union-attr]


def test_a_share_that_is_rounded_does_not_fall_out_of_its_band() -> None:
    bands = "{id: low, label: Low, from: 0}, {id: high, label: High, from: 49.5}"
    rules = significance("share_of_maximum", bands, criteria("a"))
    graded = rules.edition.significance
    assert graded is not None
    assert share_shown(Fraction(497, 10), graded.bands, {}) == "50%"
    assert share_shown(Fraction(494, 10), graded.bands, {}) == "49%"
    assert share_shown(Fraction(4951, 100), graded.bands, {}) == "50%"
    assert share_shown(Fraction(4949, 100), graded.bands, {}) == "49%"


SHOWN = {
    (27, 35): "77%",
    (27, 55): "49%",
    (17, 25): "68%",
    (17, 35): "49%",
    (349, 500): "69.8%",  # 70% would be the next band
    (1, 2): "50%",
    (99, 200): "49.5%",  # would round to 50
    (999, 2000): "49.95%",
    (101, 200): "51%",
}


@pytest.mark.parametrize(("part", "shown"), SHOWN.items(), ids=[f"{t} of {m}" for t, m in SHOWN])
def test_a_share_is_shown_so_that_it_reaches_no_other_band(share: Rules, part: tuple[int, int], shown: str) -> None:
    exact = Fraction(part[0] * 100, part[1])
    found = Scored(True, *part, exact, None, False, (), (), {}, (), {})
    bands = share.edition.significance.bands if share.edition.significance else []
    words = percent_shown(found, bands, {})
    read = Fraction(words.removesuffix("%"))
    assert abs(read - exact) < 1
    assert [read >= band.from_ for band in bands] == [exact >= band.from_ for band in bands]  # type: ignore[operator]
    assert words == shown


def test_with_only_some_answered_the_bands_still_possible_are_named(share: Rules) -> None:
    found = scored(share, "1: 5; 2: 4")
    assert (found.band, found.undetermined) == (None, True)
    assert found.possible == ("limited", "moderate", "major")
    assert found.missing == tuple("3456789")


def test_missing_answers_that_cannot_change_the_band_leave_it_determined(share: Rules) -> None:
    found = scored(share, "; ".join(f"{n}: 5" for n in range(1, 9)))
    assert (found.band, found.undetermined, found.possible) == ("major", False, ())


def test_not_known_is_missing(share: Rules) -> None:
    assert scored(share, "1: not_known; 2: 5").missing == tuple("13456789")


def test_nothing_answered_is_not_assessed(share: Rules) -> None:
    found = scored(share, "")
    assert (found.assessed, found.band, found.undetermined, found.percent) == (False, None, False, None)
    assert not scored(share, "; ".join(f"{n}: {{na: x}}" for n in range(1, 10))).assessed


HANGS = "1: 5; 2: 4; 3: {three}; 4: {na: x}; 5: 2; 6: {na: x}; 7: {na: x}; 8: {na: x}; 9: 1"


def test_a_band_hangs_on_what_does_not_apply_where_answers_to_it_would_give_another(share: Rules) -> None:
    found = scored(share, "1: 5; 2: 4; 3: 5; 4: {na: x}; 5: 2; 6: {na: y}; 7: {na: z}; 8: {na: z}; 9: 1")
    assert (found.total, found.maximum, found.band) == (17, 25, "moderate")
    assert found.hangs_on_na == ("4", "6", "7", "8")
    assert found.not_applicable["6"] == "y"


def test_a_band_hangs_on_nothing_where_no_answers_would_change_it(share: Rules) -> None:
    answers = "; ".join(f"{n}: 5" for n in range(1, 9)) + "; 9: {na: x}"
    assert scored(share, answers).hangs_on_na == ()
    assert scored(share, answers).band == "major"


def test_answers_together_may_change_a_band_that_none_changes_alone() -> None:
    bands = "{id: low, label: Low, from: 0}, {id: high, label: High, from: 75}"
    rules = significance("share_of_maximum", bands, criteria("a", "b", "c", "d"))
    # 5 and 4 of 10 is 90; with one more at 1 it is 10 of 15, 66: already one alone. With 5 and 5: 11 of 15 is 73.
    assert scored(rules, "a: 5; b: 5; c: {na: x}; d: {na: x}").hangs_on_na == ("c", "d")
    levels = "levels: [{score: 2, words: some}, {score: 3, words: all}]"
    rules = significance("share_of_maximum", bands, criteria("a", "b", "c", levels=levels))
    # 3 of 3; with one at 2: 5 of 6 is 83; with both at 2: 7 of 9 is 78: never below 75.
    assert scored(rules, "a: 3; b: {na: x}; c: {na: x}").hangs_on_na == ()
    rules = significance("share_of_maximum", bands.replace("75", "80"), criteria("a", "b", "c", levels=levels))
    # One alone at 2 leaves 83; both together give 78.
    assert scored(rules, "a: 3; b: {na: x}; c: {na: x}").hangs_on_na == ("b", "c")


def test_the_sum_of_the_scores() -> None:
    bands = "{id: low, label: Low, from: 1}, {id: high, label: High, from: 6}"
    rules = significance("sum", bands, criteria("a", "b"))
    assert scored(rules, "a: 1; b: 1").band == "low"
    assert scored(rules, "a: 3; b: 2").band == "low"
    assert scored(rules, "a: 3; b: 3").band == "high"
    assert scored(rules, "a: 1; b: {na: x}").band == "low"
    assert scored(rules, "a: 3").possible == ("low", "high")
    assert scored(rules, "a: 3; b: 3").percent is None


def test_how_many_criteria_are_met() -> None:
    bands = "{id: none, label: None, from: 0}, {id: some, label: Some, from: 1}, {id: many, label: Many, from: 3}"
    rules = significance("count_met", bands, criteria("a", "b", "c", levels=""))
    assert scored(rules, "a: no; b: no; c: no").band == "none"
    assert scored(rules, "a: yes; b: no; c: no").band == "some"
    assert scored(rules, "a: yes; b: yes; c: yes").band == "many"
    assert scored(rules, "a: yes; b: yes").possible == ("some", "many")
    assert scored(rules, "a: yes; b: no").band == "some"


def test_any_of_so_many_criteria() -> None:
    rules = significance("any_of", TWO_BANDS, criteria("a", "b", "c", levels=""))
    assert scored(rules, "a: no; b: no; c: no").band == "ordinary"
    assert scored(rules, "b: yes").band == "significant"
    assert scored(rules, "a: no; b: no").possible == ("ordinary", "significant")
    assert scored(rules, "a: no; b: no; c: {na: x}").hangs_on_na == ("c",)


def test_how_few_are_enough_may_be_a_setting() -> None:
    rules = significance("any_of", TWO_BANDS, "least: setting.few\n" + criteria("a", "b", levels=""))
    assert scored(rules, "a: yes; b: no", "setting.few: 2").band == "ordinary"
    assert scored(rules, "a: yes; b: yes", "setting.few: 2").band == "significant"
    unset = scored(rules, "a: yes; b: yes")
    assert (unset.band, unset.assessed) == (None, True)


def test_a_band_that_begins_at_a_setting_is_not_known_without_it() -> None:
    bands = "{id: low, label: Low, from: 0}, {id: high, label: High, from: setting.line}"
    rules = significance("sum", bands, criteria("a"))
    assert scored(rules, "a: 3", "setting.line: 3").band == "high"
    assert scored(rules, "a: 3", "setting.line: 4").band == "low"
    assert scored(rules, "a: 3").band is None


def test_a_person_chooses_the_band() -> None:
    rules = significance("judgement", TWO_BANDS, "")
    assert not score(rules, facts_in(rules, "")).assessed
    assert score(rules, facts_in(rules, "significance.band: significant")).band == "significant"


def test_an_edition_that_grades_nothing_says_so() -> None:
    rules = rules_of(significance='clause: "3"\nmethod: none\nwords: The text does not grade.\n')
    with pytest.raises(ValueError, match="does not grade partnerships"):
        score(rules, {})


def test_low_scores_may_carry_the_most_controls() -> None:
    bands = (
        "{id: light, label: Light, from: 4}, {id: middle, label: Middle, from: 3}, {id: heavy, label: Heavy, from: 1}"
    )
    rules = significance("sum", bands, criteria("a"))
    assert [scored(rules, f"a: {n}").band for n in range(1, 6)] == ["heavy", "heavy", "middle", "light", "light"]


def test_levels_that_rest_on_a_setting_cannot_be_scored_with_another() -> None:
    head = "settings: {aims: {type: number, words: Aims, default: 6}}\n"
    needs = criteria("a", "b").replace("{id: a,", "{id: a, needs_setting: {aims: 6},")
    text = f'clause: "3"\nmethod: sum\nbands: [{{id: low, label: Low, from: 1}}, {{id: high, label: High, from: 6}}]\n{needs}'
    rules = rules_of(significance=text, head=head)
    assert scored(rules, "a: 5; b: 1").band == "high"
    other = scored(rules, "a: 5; b: 1", "setting.aims: 5")
    assert (other.answered, other.missing, other.undetermined) == ({"b": 1}, ("a",), True)
    assert scored(rules, "a: 5; b: 1", "setting.aims: not_known").missing == ("a",)


def test_what_always_applies_cannot_be_left_out() -> None:
    rules = significance(
        "sum", "{id: low, label: Low, from: 0}", criteria("a").replace("{id: a,", "{id: a, na: never,")
    )
    with pytest.raises(Exception, match="“a” always applies"):
        scored(rules, "a: {na: x}")


def test_a_limit_may_be_a_decimal() -> None:
    bands = "{id: low, label: Low, from: 0}, {id: high, label: High, from: 66.6}"
    rules = significance(
        "share_of_maximum",
        bands,
        criteria("a", "b", "c", levels="levels: [{score: 0, words: no}, {score: 1, words: yes}]"),
    )
    assert scored(rules, "a: 1; b: 1; c: 0").band == "high"
    assert Fraction(200, 3) > Fraction(Decimal("66.6"))
