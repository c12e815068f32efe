"""The eight forms of a condition, each against yes, no, not known and not applicable."""

from __future__ import annotations

import pytest
from tests.protocol import plainly
from tests.protocol.building import DAY, facts_in, rules_of, tree_of

from concordat.protocol.compiled import EMPTY_ROW, compile_tree
from concordat.protocol.rules import Rules
from concordat.protocol.traced import trace

OWN = """
settings:
  enough: {type: number, words: What is enough}
own:
  a: {type: yes_no, words: A}
  b: {type: yes_no, words: B}
  here: {type: yes_no, words: Arises only here, blank: no}
  sum: {type: money, words: Sum}
  spent: {type: money, words: Spent here, blank: no}
  kind: {type: choice, words: Kind, options: {red: Red, blue: Blue}}
  kinds: {type: choices, words: Kinds, options: {red: Red, blue: Blue, green: Green}}
  rows:
    type: rows
    words: Rows
    row: {ok: {type: yes_no, words: Ok}, sum: {type: money, words: Sum}, kind: {type: choice, words: Kind, options: {red: Red, blue: Blue}}}
  made: {type: rows, words: Made here, blank: no, row: {ok: {type: yes_no, words: Ok}}}
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(head=OWN)


def truth(rules: Rules, condition: str, facts: str) -> str:
    """The truth in a word; the trace has to say the same, and something."""
    tree, given = tree_of(rules, condition), facts_in(rules, facts)
    found = plainly.word(compile_tree(tree)(given, EMPTY_ROW, DAY))
    told = trace(tree, given, DAY)
    assert plainly.word(told.truth) == found
    assert told.says
    return found


LEAVES = {
    "a bare name": ("own.a", {"own.a: yes": "yes", "own.a: no": "no"}, "own.a"),
    "fact alone": ("{fact: own.a}", {"own.a: yes": "yes", "own.a: no": "no"}, "own.a"),
    "not": ("{not: own.a}", {"own.a: yes": "no", "own.a: no": "yes"}, "own.a"),
    "in": (
        "{fact: own.kind, in: [red]}",
        {"own.kind: red": "yes", "own.kind: blue": "no"},
        "own.kind",
    ),
    "in several": ("{fact: own.kind, in: [red, blue]}", {"own.kind: blue": "yes"}, "own.kind"),
    "includes": (
        "{fact: own.kinds, includes: [red, blue]}",
        {"own.kinds: [blue, green]": "yes", "own.kinds: [green]": "no", "own.kinds: []": "no"},
        "own.kinds",
    ),
    "at least": (
        "{fact: own.sum, at_least: 100}",
        {"own.sum: 100": "yes", "own.sum: 99.99": "no", "own.sum: 101": "yes", "own.sum: 0": "no"},
        "own.sum",
    ),
    "more than": ("{fact: own.sum, more_than: 0}", {"own.sum: 0": "no", "own.sum: 0.01": "yes"}, "own.sum"),
    "less than": ("{fact: own.sum, less_than: 100}", {"own.sum: 100": "no", "own.sum: 99": "yes"}, "own.sum"),
    "how many choices": (
        "{fact: own.kinds, at_least: 2}",
        {"own.kinds: [red, blue]": "yes", "own.kinds: [red]": "no", "own.kinds: []": "no"},
        "own.kinds",
    ),
}


@pytest.mark.parametrize(("condition", "vectors", "name"), LEAVES.values(), ids=LEAVES)
def test_a_condition_on_one_fact(rules: Rules, condition: str, vectors: dict[str, str], name: str) -> None:
    for facts, expected in vectors.items():
        assert truth(rules, condition, facts) == expected
    assert truth(rules, condition, "") == "unknown"
    assert truth(rules, condition, f"{name}: not_known") == "unknown"
    assert truth(rules, condition, f"{name}: {{na: no such thing}}") == "left out"


def test_silence_means_no_where_a_fact_can_only_arise_here(rules: Rules) -> None:
    assert truth(rules, "own.here", "") == "no"
    assert truth(rules, "{not: own.here}", "") == "yes"
    assert truth(rules, "own.here", "own.here: not_known") == "unknown"


def test_an_amount_that_nobody_gave_is_never_nought(rules: Rules) -> None:
    assert truth(rules, "{fact: setting.enough, less_than: 5}", "") == "unknown"
    assert truth(rules, "{fact: own.spent, less_than: 5}", "") == "unknown"
    assert truth(rules, "{fact: matter.changed, less_than: 1}", "") == "yes"


def test_a_limit_may_be_a_setting_and_is_not_known_without_it(rules: Rules) -> None:
    condition = "{fact: own.sum, at_least: setting.enough}"
    assert truth(rules, condition, "own.sum: 5") == "unknown"
    assert truth(rules, condition, "own.sum: 5\nsetting.enough: 5") == "yes"
    assert truth(rules, condition, "own.sum: 5\nsetting.enough: 6") == "no"
    assert truth(rules, condition, "own.sum: 5\nsetting.enough: {na: no limit is set}") == "left out"
    assert truth(rules, condition, "setting.enough: 5") == "unknown"


A = {"yes": "own.a: yes", "no": "own.a: no", "unknown": "", "left out": "own.a: {na: x}"}
B = {word: text.replace("own.a", "own.b") for word, text in A.items()}

ALL = {
    ("yes", "yes"): "yes",
    ("yes", "no"): "no",
    ("yes", "unknown"): "unknown",
    ("yes", "left out"): "yes",
    ("no", "no"): "no",
    ("no", "unknown"): "no",
    ("no", "left out"): "no",
    ("unknown", "unknown"): "unknown",
    ("unknown", "left out"): "unknown",
    ("left out", "left out"): "left out",
}
ANY = {
    ("yes", "yes"): "yes",
    ("yes", "no"): "yes",
    ("yes", "unknown"): "yes",
    ("yes", "left out"): "yes",
    ("no", "no"): "no",
    ("no", "unknown"): "unknown",
    ("no", "left out"): "no",
    ("unknown", "unknown"): "unknown",
    ("unknown", "left out"): "unknown",
    ("left out", "left out"): "left out",
}


@pytest.mark.parametrize(("pair", "expected"), ALL.items(), ids=map(str, ALL))
def test_all_of_two_leaves_out_what_does_not_apply(rules: Rules, pair: tuple[str, str], expected: str) -> None:
    facts = f"{A[pair[0]]}\n{B[pair[1]]}"
    assert truth(rules, "{all: [own.a, own.b]}", facts) == expected
    assert truth(rules, "{all: [own.b, own.a]}", facts) == expected


@pytest.mark.parametrize(("pair", "expected"), ANY.items(), ids=map(str, ANY))
def test_any_of_two_leaves_out_what_does_not_apply(rules: Rules, pair: tuple[str, str], expected: str) -> None:
    facts = f"{A[pair[0]]}\n{B[pair[1]]}"
    assert truth(rules, "{any: [own.a, own.b]}", facts) == expected
    assert truth(rules, "{any: [own.b, own.a]}", facts) == expected


def rows(*written: str, complete: bool = False) -> str:
    body = f"[{', '.join(written)}]"
    return f"own.rows: {{complete: yes, rows: {body}}}" if complete else f"own.rows: {body}"


OK, BAD, DOUBT, OUT = "{ok: yes}", "{ok: no}", "{sum: 1}", "{ok: {na: x}}"

SOME = {
    "nothing on record": ("", "unknown"),
    "empty so far": (rows(), "unknown"),
    "empty and complete": (rows(complete=True), "no"),
    "the list does not apply": ("own.rows: {na: there can be none}", "left out"),
    "one fits": (rows(BAD, OK), "yes"),
    "none fits so far": (rows(BAD, BAD), "unknown"),
    "none fits and there are no others": (rows(BAD, BAD, complete=True), "no"),
    "one may fit": (rows(BAD, DOUBT, complete=True), "unknown"),
    "one does not apply and there are no others": (rows(OUT, complete=True), "no"),
}
EVERY = {
    "nothing on record": ("", "unknown"),
    "empty so far": (rows(), "unknown"),
    "empty and complete": (rows(complete=True), "left out"),
    "the list does not apply": ("own.rows: {na: there can be none}", "left out"),
    "all hold so far": (rows(OK, OK), "unknown"),
    "all hold and there are no others": (rows(OK, OK, complete=True), "yes"),
    "one breaks it in an incomplete list": (rows(OK, BAD), "no"),
    "one is not known": (rows(OK, DOUBT, complete=True), "unknown"),
    "one breaks it and another is not known": (rows(DOUBT, BAD), "no"),
    "one does not apply": (rows(OK, OUT, complete=True), "yes"),
    "none applies": (rows(OUT, OUT, complete=True), "left out"),
}
TWO = {
    "nothing on record": ("", "unknown"),
    "one so far": (rows(OK), "unknown"),
    "one and no others": (rows(OK, BAD, complete=True), "no"),
    "two so far": (rows(OK, OK), "yes"),
    "one and one in doubt": (rows(OK, DOUBT, complete=True), "unknown"),
    "the list does not apply": ("own.rows: {na: there can be none}", "left out"),
}


@pytest.mark.parametrize(("facts", "expected"), SOME.values(), ids=SOME)
def test_some_row_fits(rules: Rules, facts: str, expected: str) -> None:
    assert truth(rules, "{some: own.rows, where: this.ok}", facts) == expected


@pytest.mark.parametrize(("facts", "expected"), EVERY.values(), ids=EVERY)
def test_every_row_holds(rules: Rules, facts: str, expected: str) -> None:
    assert truth(rules, "{every: own.rows, holds: this.ok}", facts) == expected


@pytest.mark.parametrize(("facts", "expected"), TWO.values(), ids=TWO)
def test_so_many_rows_fit(rules: Rules, facts: str, expected: str) -> None:
    assert truth(rules, "{count: own.rows, where: this.ok, at_least: 2}", facts) == expected


def test_fewer_than_so_many_is_known_only_of_a_complete_list(rules: Rules) -> None:
    condition = "{count: own.rows, where: this.ok, less_than: 2}"
    assert truth(rules, condition, rows(OK)) == "unknown"
    assert truth(rules, condition, rows(OK, complete=True)) == "yes"
    assert truth(rules, condition, rows(OK, OK)) == "no"


def test_the_length_of_a_list_is_a_count(rules: Rules) -> None:
    assert truth(rules, "{fact: own.rows, more_than: 1}", rows(OK, BAD)) == "yes"
    assert truth(rules, "{fact: own.rows, more_than: 1}", rows(OK)) == "unknown"
    assert truth(rules, "{fact: own.rows, more_than: 1}", rows(OK, complete=True)) == "no"


def test_a_blank_list_may_yet_not_apply_so_that_even_none_or_more_is_not_known(rules: Rules) -> None:
    assert truth(rules, "{count: own.rows, at_least: 0}", "") == "unknown"
    assert truth(rules, "{count: own.rows, at_least: 0}", rows()) == "yes"


def test_where_chooses_the_rows_that_every_asks(rules: Rules) -> None:
    condition = "{every: own.rows, where: {fact: this.kind, in: [red]}, holds: this.ok}"
    assert truth(rules, condition, rows("{kind: red, ok: yes}", "{kind: blue, ok: no}", complete=True)) == "yes"
    assert truth(rules, condition, rows("{kind: red, ok: no}")) == "no"
    # The row may be red, and then breaks it.
    assert truth(rules, condition, rows("{ok: no}", "{kind: red, ok: yes}", complete=True)) == "unknown"
    # The row may be red, and then holds.
    assert truth(rules, condition, rows("{ok: yes}", "{kind: red, ok: yes}", complete=True)) == "yes"
    # The one row may be red and hold, or be another and leave nothing to ask.
    assert truth(rules, condition, rows("{ok: yes}", complete=True)) == "unknown"
    assert truth(rules, condition, rows("{kind: {na: x}, ok: no}", complete=True)) == "left out"


def test_a_condition_on_a_row_may_read_a_fact_beside_it(rules: Rules) -> None:
    condition = "{some: own.rows, where: {all: [this.ok, own.a]}}"
    assert truth(rules, condition, f"own.a: yes\n{rows(OK)}") == "yes"
    assert truth(rules, condition, f"own.a: no\n{rows(OK, complete=True)}") == "no"
    assert truth(rules, condition, rows(OK, complete=True)) == "unknown"


def test_a_list_that_can_only_arise_here_is_complete_and_empty_while_blank(rules: Rules) -> None:
    assert truth(rules, "{some: own.made}", "") == "no"
    assert truth(rules, "{some: own.made, where: this.ok}", "own.made: [{ok: no}]") == "no"
    assert truth(rules, "{some: own.made, where: this.ok}", "own.made: [{}]") == "unknown"
    assert truth(rules, "{count: own.made, less_than: 1}", "") == "yes"
