"""The compiled closure, the trace and the plain telling of a condition say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.protocol import plainly
from tests.protocol import strategies as some

from concordat.protocol.compiled import EMPTY_ROW, compile_tree
from concordat.protocol.conditions import Reader
from concordat.protocol.faults import NOWHERE
from concordat.protocol.traced import Trace, trace
from concordat.protocol.tree import All, AnyOf, Not, Tree, depth, names_read
from concordat.protocol.values import Facts


def _read(raw: object) -> Tree:
    tree = Reader(some.table(), some.refuse).read(raw, NOWHERE)
    assert tree is not None
    assert depth(tree) <= 3
    return tree


@given(st.data(), some.conditions(), some.any_day)
def test_compiled_agrees_with_the_plain_telling(data: st.DataObject, raw: object, on: date) -> None:
    tree = _read(raw)
    facts: Facts = data.draw(some.facts(names_read(tree)))
    assert plainly.word(compile_tree(tree)(facts, EMPTY_ROW, on)) == plainly.decide(tree, facts, EMPTY_ROW, on)


def _pairs(tree: Tree, found: Trace) -> Iterator[tuple[Tree, Trace]]:
    """Each part of a condition beside its trace, rows left out."""
    yield tree, found
    members = (tree.member,) if isinstance(tree, Not) else tree.members if isinstance(tree, All | AnyOf) else ()
    for member, part in zip(members, found.parts if members else (), strict=True):
        yield from _pairs(member, part)


@given(st.data(), some.conditions(), some.any_day)
def test_traced_agrees_with_compiled_part_by_part(data: st.DataObject, raw: object, on: date) -> None:
    tree = _read(raw)
    facts: Facts = data.draw(some.facts(names_read(tree)))
    for part, told in _pairs(tree, trace(tree, facts, on)):
        assert plainly.word(told.truth) == plainly.word(compile_tree(part)(facts, EMPTY_ROW, on))
        assert told.says
