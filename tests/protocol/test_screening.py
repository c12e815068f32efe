"""Screening: classes in the order written, then the required marks; doubt beside the answer, never instead."""

from __future__ import annotations

import pytest
from tests.protocol.building import DAY, facts_in, rules_of

from concordat.protocol.rules import Rules
from concordat.protocol.screening import Screened, screen

A = "arrangement"
MARKS = f"""
marks:
- {{id: goal, clause: "1", ask: A common goal?, about: {A}.common_goal}}
- {{id: bodies, clause: "1", ask: Independent bodies?, about: {A}.independent_bodies}}
- {{id: structure, clause: "1", ask: A new structure?, weight: indicative}}
"""
CLASSES = f"""
classes:
- {{id: paid, clause: "2", words: Paid to deliver., when: {A}.council_pays_third_party_to_deliver, unless: {{all: [mark.controls, mark.decides]}}, verdict: is_not}}
- {{id: company, clause: "2", words: A company., when: {A}.limited_company, verdict: between}}
- {{id: by_pool, clause: "2", words: Pooled by statute., when: mark.pooled, verdict: refer, by: legal}}
- {{id: by_statute, clause: "2", words: Statutory., when: mark.statutory, verdict: is}}
"""
MORE = "".join(
    f'- {{id: {i}, clause: "1", ask: {i}?, weight: indicative}}\n'
    for i in ("controls", "decides", "pooled", "statutory")
)
TREAT = "treat: {between: is, undetermined: refer}\n"
HEAD = 'clause: "1"\ndefinition: Bodies that act together.\n'
BOTH = f"{A}.common_goal: yes\n{A}.independent_bodies: yes\n"
NONE = f"{A}.council_pays_third_party_to_deliver: no\n{A}.limited_company: no\nmark.pooled: no\nmark.statutory: no\n"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(screening=HEAD + TREAT + MARKS + MORE + CLASSES)


def found(rules: Rules, facts: str) -> Screened:
    return screen(rules, facts_in(rules, facts, screened=False), DAY)


def told(screened: Screened) -> tuple[str, str | None, tuple[str, ...]]:
    return screened.answer, screened.treated_as, screened.decided_by


PAID = f"{A}.council_pays_third_party_to_deliver"
ANSWERS = {
    "nothing answered": ("", ("not_screened", None, ())),
    "something said not to be known": (f"{A}.common_goal: not_known", ("undetermined", "refer", ())),
    "all marks and no class": (NONE + BOTH, ("is", "is", ("goal", "bodies"))),
    "a mark denied": (f"{NONE}{A}.common_goal: no", ("is_not", "is_not", ("goal",))),
    "both marks denied": (NONE + BOTH.replace("yes", "no"), ("is_not", "is_not", ("goal", "bodies"))),
    "a mark left blank": (f"{NONE}{A}.common_goal: yes", ("undetermined", "refer", ())),
    "a mark that does not apply": (
        f"{NONE}{A}.common_goal: yes\n{A}.independent_bodies: {{na: one body}}",
        ("is", "is", ("goal",)),
    ),
    "no mark applies": (NONE + BOTH.replace("yes", "{na: x}"), ("undetermined", "refer", ())),
    "indicative marks decide nothing": (f"{NONE}{BOTH}mark.structure: no", ("is", "is", ("goal", "bodies"))),
    "a class goes before the marks": (
        f"{BOTH}{PAID}: no\n{A}.limited_company: yes",
        ("between", "is", ("company",)),
    ),
    "the first class that holds decides": (
        f"{PAID}: no\n{A}.limited_company: yes\nmark.pooled: yes",
        ("between", "is", ("company",)),
    ),
    "a class that refers": (
        f"{PAID}: no\n{A}.limited_company: no\nmark.pooled: yes",
        ("refer", "refer", ("by_pool",)),
    ),
    "an earlier class that may hold leaves it open": (f"{A}.limited_company: yes", ("undetermined", "refer", ())),
    "a class that may hold leaves the marks open": (
        f"{PAID}: no\n{A}.limited_company: no\nmark.statutory: no\n{BOTH}",
        ("undetermined", "refer", ()),
    ),
    "a class that may hold and says the same leaves nothing open": (
        f"{PAID}: no\n{A}.limited_company: no\nmark.pooled: no\n{BOTH}",
        ("is", "is", ("goal", "bodies")),
    ),
    "trial 11: paid, and control is not known": (
        f"{PAID}: yes\n{NONE.split(chr(10), 1)[1]}{BOTH}",
        ("undetermined", "refer", ()),
    ),
    "trial 11: paid, and the council controls both": (
        f"{PAID}: yes\n{NONE.split(chr(10), 1)[1]}{BOTH}mark.controls: yes\nmark.decides: yes",
        ("is", "is", ("goal", "bodies")),
    ),
    "trial 11: paid, and decisions are not controlled": (
        f"{PAID}: yes\nmark.decides: no",
        ("is_not", "is_not", ("paid",)),
    ),
    "a class that does not apply does not hold": (
        f"{PAID}: {{na: x}}\n{A}.limited_company: yes",
        ("between", "is", ("company",)),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_what_an_arrangement_is(rules: Rules, facts: str, expected: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert told(found(rules, facts)) == expected


def test_who_is_referred_to(rules: Rules) -> None:
    referred = found(rules, f"{PAID}: no\n{A}.limited_company: no\nmark.pooled: yes")
    assert referred.referred_to == "legal"
    assert found(rules, NONE + BOTH).referred_to is None


def test_the_marks_that_speak_for_it_are_kept_whatever_decides(rules: Rules) -> None:
    assert found(rules, f"{PAID}: yes\nmark.decides: no\nmark.structure: yes\n{A}.common_goal: yes").agreeing == (
        "goal",
        "structure",
    )


DOUBT = {
    "treat: {between: is, undetermined: is_not}\n": ("is", "is_not"),
    "treat: {between: is_not, undetermined: is}\n": ("is_not", "is"),
    "treat: {between: refer, undetermined: refer}\n": ("refer", "refer"),
    "": ("refer", "refer"),
}


@pytest.mark.parametrize(("treat", "expected"), DOUBT.items(), ids=[d or "nothing said" for d in DOUBT])
def test_doubt_is_treated_as_the_edition_says_beside_the_answer(treat: str, expected: tuple[str, str]) -> None:
    rules = rules_of(screening=HEAD + treat + MARKS + MORE + CLASSES)
    between = found(rules, f"{PAID}: no\n{A}.limited_company: yes")
    undetermined = found(rules, f"{A}.common_goal: yes")
    assert (between.answer, undetermined.answer) == ("between", "undetermined")
    assert (between.treated_as, undetermined.treated_as) == expected


def test_each_blank_says_what_its_answer_would_change(rules: Rules) -> None:
    screened = found(rules, f"{NONE}{A}.common_goal: yes")
    changes = {change.fact: change.becomes for change in screened.would_change}
    assert changes == {f"{A}.independent_bodies": {"yes": "is", "no": "is_not"}}


def test_blanks_that_change_nothing_are_not_named(rules: Rules) -> None:
    assert found(rules, NONE + BOTH).would_change == ()


def test_a_class_may_read_a_choice_a_number_or_a_list() -> None:
    classes = """
classes:
- {id: trading, clause: "2", words: A trading company., when: {fact: partnership.legal_form, in: [local_authority_trading_company]}, verdict: is_not}
- {id: big, clause: "2", words: Much money., when: {fact: commitment.cash, more_than: 100}, verdict: is}
- {id: funded, clause: "2", words: Funded., when: {some: grants, where: this.spent_within_conditions}, verdict: is}
"""
    rules = rules_of(screening=HEAD + classes)
    assert told(found(rules, "")) == ("not_screened", None, ())
    assert told(found(rules, "partnership.legal_form: local_authority_trading_company")) == (
        "is_not",
        "is_not",
        ("trading",),
    )
    other = "partnership.legal_form: informal\n"
    assert told(found(rules, f"{other}commitment.cash: 101")) == ("is", "is", ("big",))
    assert told(found(rules, f"{other}commitment.cash: 5\ngrants: [{{spent_within_conditions: yes}}]")) == (
        "is",
        "is",
        ("funded",),
    )
    assert found(rules, f"{other}grants: [{{funder: A}}]").would_change == ()


def test_a_setting_alone_screens_nothing() -> None:
    classes = 'classes: [{id: big, clause: "2", words: Big., when: {fact: commitment.cash, at_least: setting.big}, verdict: is}]\n'
    rules = rules_of(head="settings: {big: {type: money, words: Big, default: 5}}\n", screening=HEAD + classes)
    assert told(found(rules, "")) == ("not_screened", None, ())
    assert told(found(rules, "commitment.cash: 5")) == ("is", "is", ("big",))


def test_an_edition_without_screening_says_so() -> None:
    with pytest.raises(ValueError, match="nothing of what counts as a partnership"):
        found(rules_of(), "")
