"""Strict YAML: what is read, and everything that is refused, with its line and what to write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from concordat.protocol.strict_yaml import DEEPEST, MOST_BYTES, MOST_NODES, PLACE, line_of, read, without_places


def data(text: str) -> object:
    document = read("a.yaml", text.encode())
    assert document.faults == []
    return without_places(document.data)


SCALARS = {
    "plain": "plain",
    "two words": "two words",
    "yes": "yes",
    "no": "no",
    "on": "on",
    "Yes": "Yes",
    "true": True,
    "false": False,
    "True": "True",
    "0": 0,
    "-3": -3,
    "+3": 3,
    "12000": 12000,
    "012": "012",
    "1_000": "1_000",
    "1,000": "1,000",
    "1e3": "1e3",
    "0x1F": "0x1F",
    "0o17": "0o17",
    ".5": ".5",
    "5.10": Decimal("5.10"),
    "-0.5": Decimal("-0.5"),
    "1.2.3": "1.2.3",
    "2026-03-01": date(2026, 3, 1),
    "2024-02-29": date(2024, 2, 29),
    "2026-3-1": "2026-3-1",
    "12:30": "12:30",
    "'5'": "5",
    '"true"': "true",
    '"2026-03-01"': "2026-03-01",
    "": None,
    "123456789012345678901234567890": "123456789012345678901234567890",
    ".inf": ".inf",
    "=": "=",
    "<<": "<<",
}


@pytest.mark.parametrize(("written", "meant"), SCALARS.items(), ids=[s or "nothing" for s in SCALARS])
def test_scalars_are_those_of_yaml_1_2(written: str, meant: object) -> None:
    found = data(f"it: {written}\n")
    assert found == {"it": meant}
    assert isinstance(found, dict)
    assert type(found["it"]) is type(meant)


def test_every_table_knows_its_line() -> None:
    document = read("a.yaml", b"# a comment\na:\n  b: {c: 1}\nd:\n- e: 1\n- {f: 2}\n")
    assert document.data[PLACE] == ("a.yaml", 2)
    assert document.data["a"][PLACE].line == 3
    assert document.data["a"]["b"][PLACE].line == 3
    assert [item[PLACE].line for item in document.data["d"]] == [5, 6]


def test_an_empty_file_holds_nothing() -> None:
    for text in ("", "# only a comment\n", "---\n"):
        assert data(text) is None


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_read() -> None:
    document = read("a.yaml", b"\xef\xbb\xbfa: 1\r\nb:\r\n- c: 2\r\n")
    assert document.faults == []
    assert without_places(document.data) == {"a": 1, "b": [{"c": 2}]}
    assert document.data["b"][0][PLACE].line == 3


REFUSED = {
    "a key twice": ("a: 1\nb: 2\na: 3\n", 3, "“a” is written twice; the first is on line 1. Keep one of them."),
    "a key twice below": ("a:\n  b: 1\n  b: 2\n", 3, "“b” is written twice; the first is on line 2."),
    "a key twice in one line": ("a: {b: 1, b: 2}\n", 1, "“b” is written twice"),
    "an anchor": ("a: &here 1\n", 1, "“&here” is an anchor. Remove it"),
    "an anchor on a table": ("a: &here\n  b: 1\n", 1, "“&here” is an anchor."),
    "an anchor on a key": ("&here a: 1\n", 1, "“&here” is an anchor."),
    "an alias": ("a: &here 1\nb: *here\n", 2, "“*here” is an alias. Write the thing itself out again."),
    "a merge": ("a: &here {b: 1}\nc:\n  <<: *here\n", 3, "“*here” is an alias."),
    "a tag": ("a: !!python/object:os.system x\n", 1, "is a tag. Remove it"),
    "a tag of ours": ("a: !secret x\n", 1, "“!secret” is a tag."),
    "a tab to indent": ("a:\n\tb: 1\n", 2, "The line is indented with a tab. Use spaces."),
    "a tab after spaces": ("a:\n  \tb: 1\n", 2, "indented with a tab"),
    "a second document": ("a: 1\n---\nb: 2\n", 2, "A second document starts here. Remove the line “---”."),
    "no such day": ("a: 1\nb: 2026-02-30\n", 2, "There is no day 2026-02-30. Write a day of the calendar"),
    "no leap year": ("a: 2026-02-29\n", 1, "There is no day 2026-02-29."),
    "no such month": ("a: 2026-13-01\n", 1, "There is no day 2026-13-01."),
    "null": ("a: null\n", 1, "“null” is not used here. For a blank, write nothing; for not known, write not_known."),
    "a tilde": ("a: ~\n", 1, "“~” is not used here."),
    "a list as a key": ("[a, b]: 1\n", 1, "A key has to be a plain word."),
    "a table as a key": ("{a: 1}: 2\n", 1, "A key has to be a plain word."),
    "the reader's own key": ('"@": 1\n', 1, "A key has to be a plain word."),
    "text cut off at a comma": ("a: {b: one, two and three}\n", 1, "“two and three” was cut off from its text."),
    "a colon in text": ("a: one: two\n", 1, "The file cannot be read here"),
    "an open bracket": ("a: [1, 2\nb: 3\n", 2, "The file cannot be read here"),
    "an open quote": ('a: "one\n', 2, "The file cannot be read here"),
    "a wrong indentation": ("a:\n    b: 1\n  c: 2\n", 3, "The file cannot be read here"),
    "a sign that starts nothing": ("a: @home\n", 1, "The file cannot be read here"),
    "a bell": ("a: 1\nb: \x07\n", 2, "There is a control character here."),
    "a nought byte": ("a: 1\nb: \x00\n", 2, "There is a control character here."),
    "an escape": ("a: \x1b[31mred\n", 1, "There is a control character here."),
    "a lone carriage return": ("a: 1\rb: 2\n", 1, "There is a control character here."),
    "a line end of another kind": ("a: 1\nb: one\u2028two\nc: 1\n", 2, "There is a control character here."),
    "a next line": ("a: 1\nb: one\u0085two\nc: 1\n", 2, "There is a control character here."),
    "a decimal too long to keep": ("a: 0.12345678901234567890\n", 1, "has more digits than can be kept"),
}


@pytest.mark.parametrize(("text", "line", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(text: str, line: int, sentence: str) -> None:
    faults = read("a.yaml", text.encode()).faults
    assert faults, "nothing was refused"
    assert any(fault.line == line and sentence in str(fault) for fault in faults), [str(fault) for fault in faults]


ENCODINGS = {
    "UTF-16": "a: é\n".encode("utf-16"),
    "UTF-16 without a mark": "a: 1\n".encode("utf-16-le"),
    "UTF-32": "a: 1\n".encode("utf-32"),
    "Latin-1": "a: é\n".encode("latin-1"),
    "Windows-1252": "a: “x”\n".encode("cp1252"),
    "half a sign": "a: é".encode()[:-1],
    "a surrogate": b"a: \xed\xa0\x80\n",
    "an overlong slash": b"a: \xc0\xaf\n",
}


@pytest.mark.parametrize("raw", ENCODINGS.values(), ids=ENCODINGS)
def test_other_encodings_are_refused(raw: bytes) -> None:
    (fault,) = read("a.yaml", raw).faults
    assert "not UTF-8" in fault.what or "control character" in fault.what


def test_a_fault_of_encoding_names_its_line() -> None:
    (fault,) = read("a.yaml", b"a: 1\nb: 2\nc: \xff\n").faults
    assert fault.line == 3


def test_all_faults_of_a_file_that_can_be_read_are_told() -> None:
    faults = read("a.yaml", b"a: null\nb: 2026-02-30\nc: &x 1\na: 2\n").faults
    assert [fault.line for fault in faults] == [1, 2, 3, 4]


def test_nesting_has_an_end() -> None:
    inside = read("a.yaml", ("[" * DEEPEST + "]" * DEEPEST).encode())
    beyond = read("a.yaml", ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)).encode())
    assert inside.faults == []
    assert [fault.what for fault in beyond.faults] == [f"This is nested more than {DEEPEST} deep."]


def test_a_file_has_so_many_values_and_bytes_at_most() -> None:
    many = read("a.yaml", ("[" + "1," * MOST_NODES + "]").encode())
    large = read("a.yaml", b"a: " + b"x" * MOST_BYTES)
    assert [fault.what for fault in many.faults] == [f"The file holds more than {MOST_NODES:,} values."]
    assert [fault.what for fault in large.faults] == [f"The file is larger than {MOST_BYTES:,} bytes."]


@pytest.mark.parametrize(("word", "line"), [("kind", 3), ("act", 5), ("nowhere", 2), ("in", 2), ("x.kind", 4)], ids=str)
def test_a_word_is_found_on_the_line_where_it_stands_whole(word: str, line: int) -> None:
    lines = ["act: 1", "- id: inside", "  kind: holds", "  x.kind: 1", "  act: react"]
    assert line_of(lines, 2, word) == line
