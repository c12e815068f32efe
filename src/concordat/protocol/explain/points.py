"""What an account is made of: points, each a sentence of one fact; and which parts of a condition decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.traced import Trace, trace
from concordat.protocol.tree import All, AnyOf, Includes, Is, Limit, Not, OneOf, Quantified, Tree
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Truth

MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Point:
    """One thing said, and the fact that it is said of (empty where it is said of none).

    ``group`` and ``row``: the list, and the mark of the row in it, of which ``fact`` is a field.
    """

    says: str
    fact: str = ""
    group: str = ""
    row: str = ""


class Why(NamedTuple):
    """Why something was found, and what would change it."""

    because: tuple[Point, ...]
    would_change: tuple[Point, ...] = ()


class _Within(NamedTuple):
    """Where a part of a condition stands: the last three of a leaf."""

    row: str = ""
    of: tuple[str, str] = ("", "")
    wanted: bool = True


class _Leaf(NamedTuple):
    """A part of a condition that reads a fact, what was found of it, and in which row: as a sentence begins with it,
    and by list and mark. ``wanted``: it would have to be so (not where it must not be, or how many decides)."""

    tree: Is | OneOf | Includes | Limit | Quantified
    found: Trace
    row: str
    of: tuple[str, str] = ("", "")
    wanted: bool = True


def day_words(day: date) -> str:
    """A day as it is said: 1 March 2026."""
    return f"{day.day} {day:%B %Y}"


def code_words(code: str) -> str:
    """A code as words, where nobody has given it any."""
    return code.replace("_", " ").replace("-", " ")


def row_words(name: str) -> str:
    """A row by its mark; one without a mark of its own is known by its number."""
    return f"row {name}" if name[:1].isdecimal() and name.rstrip(": ").isdecimal() else name


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: a, b and c."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def conditions_why(trees: list[Tree], facts: Facts, on: date, row: Row = EMPTY_ROW) -> Why:
    """The facts that decide conditions as they stand, and those whose change would tell."""
    leaves = [leaf for tree in trees for leaf in _deciding(tree, trace(tree, facts, on, row), _Within())]
    changes = dict.fromkeys(point for leaf in leaves for point in _change(leaf, facts))
    return Why(tuple(_said(leaves)), tuple(changes))


def _said(leaves: list[_Leaf]) -> Iterator[Point]:
    """One point a leaf; what is said of one row stands in one."""
    of_row: dict[str, list[_Leaf]] = {}
    for number, leaf in enumerate(leaves):
        of_row.setdefault(leaf.row or str(number), []).append(leaf)
    seen = set()
    for together in of_row.values():
        says = "; ".join(dict.fromkeys(_plain(leaf.found) for leaf in together))
        point = Point(f"{together[0].row}{says}", together[0].found.fact)
        if point not in seen:
            seen.add(point)
            yield point


def _plain(found: Trace) -> str:
    """A question and its answer, without the colon between them; what was asked only where it was not so."""
    says = found.says.replace("?: ", "? ")
    return says.partition(" (asked: ")[0] if found.truth is True else says


def first_up(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def _deciding(tree: Tree, found: Trace, within: _Within) -> Iterator[_Leaf]:
    """The leaves that make a condition what it is: of several parts those of the same truth as the whole."""
    if isinstance(tree, Not):
        yield from _deciding(tree.member, found.parts[0], within._replace(wanted=not within.wanted))
    elif isinstance(tree, All | AnyOf):
        pairs = list(zip(tree.members, found.parts, strict=True))
        for member, part in [pair for pair in pairs if _same(pair[1].truth, found.truth)] or pairs:
            yield from _deciding(member, part, within)
    elif isinstance(tree, Quantified):
        yield _Leaf(tree, found, *within)
        yield from _rows(tree, found, within)
    else:
        yield _Leaf(tree, found, *within)


def _same(one: Truth, other: Truth) -> bool:
    return one is other or (isinstance(one, NotApplicable) and isinstance(other, NotApplicable))


def _rows(tree: Quantified, found: Trace, within: _Within) -> Iterator[_Leaf]:
    """The rows that decide: those that fit, break, or leave open what is asked of the list."""
    asked = [part for part in (tree.where, tree.holds) if part is not None]
    shown = 0
    for start in range(0, len(found.parts), len(asked) or 1):
        parts = list(zip(asked, found.parts[start : start + len(asked)], strict=True))
        meant = parts[0][1].truth if tree.where is not None else True
        if meant is not True and not (meant is None and found.truth is None):
            continue
        telling = [(part, one) for part, one in parts if one.truth is found.truth]
        if not telling or shown == MOST_ROWS or (tree.how == "every" and found.truth is True):
            continue
        shown += 1
        part, one = telling[-1] if found.truth is not None else telling[0]
        inner = one.parts[0]
        label = one.says.removesuffix(inner.says)
        of_row = _Within(
            row_words(label), (tree.group, label.removesuffix(": ")), within.wanted and tree.how != "count"
        )
        yield from _deciding(part, inner, of_row)


def _change(leaf: _Leaf, facts: Facts) -> Iterator[Point]:
    """What would have to be answered, or answered otherwise."""
    if isinstance(leaf.tree, Quantified):
        value, words = facts.get(leaf.tree.group), leaf.tree.fact.words.rstrip(".")
        complete = isinstance(value, Rows) and value.complete
        if leaf.found.truth is None and not complete and leaf.tree.fact.blank != "no":
            yield Point(f"Any others added, and the list marked complete: {words}", leaf.tree.group)
        elif leaf.found.truth is not None:
            yield Point(f"Other entries: {words}", leaf.tree.group)
        return
    words = leaf.tree.ref.cell.words.rstrip(".")
    start = "An answer" if leaf.found.truth is None else "Another answer"
    wanted = _wanted(leaf) if leaf.found.truth is False else ""
    yield Point(f"{leaf.row}{start}: {words}{wanted}", leaf.found.fact, *leaf.of)


def _wanted(leaf: _Leaf) -> str:
    """Which answer a part asks for that is not so, as its sentence says it: " (asked: Service plan)"."""
    says, mark, asked = leaf.found.says.rpartition(" (asked: ")
    return f"{mark}{asked}" if leaf.wanted and says else ""
