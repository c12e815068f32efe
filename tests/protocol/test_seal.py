"""The seal: the same rules have the same digest, however they are written; a changed word has another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.protocol.building import edition_of, write
from tests.protocol.whole_edition import WHOLE

from concordat.protocol.edition import Edition
from concordat.protocol.examine import examine, sealed_revisions
from concordat.protocol.load import load
from concordat.protocol.rules import prepare
from concordat.protocol.seal import canonical, digest, from_canonical


@pytest.fixture(scope="module")
def whole() -> Edition:
    return edition_of(WHOLE)


def without(name: str, old: str, new: str) -> Edition:
    assert old in WHOLE[name]
    return edition_of({**WHOLE, name: WHOLE[name].replace(old, new)})


def test_loading_the_canonical_form_gives_the_same_rules(whole: Edition) -> None:
    again = from_canonical(canonical(whole))
    assert canonical(again) == canonical(whole)
    assert {name: (ready.when, ready.where, ready.holds) for name, ready in prepare(again).duties.items()} == {
        name: (ready.when, ready.where, ready.holds) for name, ready in prepare(whole).duties.items()
    }


def test_the_canonical_form_is_compact_json_with_sorted_keys_and_no_places(whole: Edition) -> None:
    text = canonical(whole)
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert "@" not in text
    assert "\n" not in text


SAME = {
    "a comment": ("duties.yaml", "- {id: known", "# see the text\n- {id: known"),
    "an empty line": ("duties.yaml", "- {id: known", "\n\n- {id: known"),
    "the order of keys": ("duties.yaml", 'id: known, clause: "5"', 'clause: "5", id: known'),
    "quotes": (
        "duties.yaml",
        "words: So., strength: must, kind: complete",
        'words: "So.", strength: must, kind: complete',
    ),
    "a default written out": ("duties.yaml", "{id: known,", "{id: known, of: involvement,"),
    "guidance on a duty": ("duties.yaml", "{id: known,", "{id: known, guidance: Ask the clerk.,"),
    "guidance on a question": ("forms/start.yaml", "{id: cash,", "{id: cash, guidance: A year.,"),
    "guidance on a step": ("routes.yaml", "{id: head,", "{id: head, guidance: By letter.,"),
    "guidance on a mark": ("screening.yaml", "{id: goal,", "{id: goal, guidance: Think.,"),
    "cases": ("cases/all.yaml", "Nothing is", "Nothing at all is"),
}


@pytest.mark.parametrize(("name", "old", "new"), SAME.values(), ids=SAME)
def test_what_is_no_rule_changes_no_digest(whole: Edition, name: str, old: str, new: str) -> None:
    assert digest(without(name, old, new)) == digest(whole)


OTHER = {
    "a word": ("duties.yaml", 'id: known, clause: "5", words: So.', 'id: known, clause: "5", words: Sooner.'),
    "a strength": ("duties.yaml", "words: So., strength: seek", "words: So., strength: should"),
    "a clause": ("duties.yaml", 'id: known, clause: "5"', 'id: known, clause: "5.1"'),
    "a limit": ("significance.yaml", "from: 50.5", "from: 50.6"),
    "the order of bands' words": ("significance.yaml", "label: Major", "label: Large"),
    "a setting's default": ("edition.yaml", "default: 1000", "default: 1001"),
    "another role": ("edition.yaml", "roles: {lead:", "roles: {second: {title: Second, generic: finance}, lead:"),
    "the revision": ("edition.yaml", "revision: 1", "revision: 2"),
    "a condition": ("prompts.yaml", "at_least", "more_than"),
    "the order of steps": ("routes.yaml", "by: [cabinet, full_council]", "by: [full_council, cabinet]"),
}


@pytest.mark.parametrize(("name", "old", "new"), OTHER.values(), ids=OTHER)
def test_a_changed_rule_changes_the_digest(whole: Edition, name: str, old: str, new: str) -> None:
    assert digest(without(name, old, new)) != digest(whole)


def test_what_the_author_calls_guidance_is_a_rule_all_the_same(whole: Edition) -> None:
    named = without(
        "lists.yaml", "terms: {words", 'guidance: {words: G, clause: "5", items: [{id: a, words: A}]}\nterms: {words'
    )
    assert digest(named) != digest(whole)
    assert "guidance" in from_canonical(canonical(named)).lists
    assert digest(without("edition.yaml", "{fair: Fair,", "{guidance: Guided, fair: Fair,")) != digest(whole)


def test_a_sealed_revision_that_says_the_same_is_sound(tmp_path: Path, whole: Edition) -> None:
    folder = write(tmp_path / "aldmoor" / "2020", {**WHOLE, "sealed/1.json": canonical(whole) + "\n"})
    assert examine(folder).sound
    assert [canonical(edition) for edition in sealed_revisions(folder)] == [canonical(whole)]
    assert digest(load(folder).edition) == digest(whole)


def test_a_sealed_revision_that_says_something_else_is_told(tmp_path: Path, whole: Edition) -> None:
    changed = {**WHOLE, "prompts.yaml": WHOLE["prompts.yaml"].replace("Think again.", "Think twice.")}
    found = examine(write(tmp_path / "aldmoor" / "2020", {**changed, "sealed/1.json": canonical(whole)}))
    (fault,) = found.faults
    assert (fault.file, fault.line) == ("edition.yaml", 5)
    assert fault.what == "Revision 1 is sealed, and its rules have changed: prompts."
    assert fault.write == "Write revision: 2, or undo the change."


BROKEN = {
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe{}",
    "a list": b"[]",
    "nothing": b"",
    "very deep": b"[" * 100_000,
    "a large number": b"1e999999999",
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_a_seal_that_cannot_be_read_is_told(tmp_path: Path, raw: bytes) -> None:
    folder = write(tmp_path / "aldmoor" / "2020", WHOLE)
    (folder / "sealed").mkdir()
    (folder / "sealed" / "1.json").write_bytes(raw)
    found = examine(folder)
    assert not found.sound
    assert re.search(r"sealed", str(found.faults[0]))
