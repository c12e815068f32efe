"""Conditions, at most three deep, read from plain data into a tree.

``all`` · ``any`` · ``not`` · ``fact`` (is yes) · ``fact … in`` · ``fact … includes`` ·
``fact … at_least | more_than | less_than`` · ``some | every | count``. A bare name means “is yes”.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from concordat.protocol.facts import DESCRIBED, FITTING, Cell, Fact, FactTable
from concordat.protocol.faults import Place, nearest, said
from concordat.protocol.strict_yaml import PLACE
from concordat.protocol.tree import All, AnyOf, Includes, Is, Limit, Not, OneOf, Quantified, Ref, Tree, depth

DEEPEST = 3
LIMITS = ("at_least", "more_than", "less_than")
QUANTIFIERS = ("some", "every", "count")

Report: TypeAlias = Callable[[Place, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads conditions against a table of facts; what is wrong goes to ``report``."""

    table: FactTable
    report: Report
    codes: Callable[[Cell], set[str] | None] = lambda _cell: None

    def read(self, raw: Any, place: Place, group: str | None = None) -> Tree | None:
        """The tree of a condition, or None where it cannot be read (then something was reported)."""
        tree = self._node(raw, place, group)
        if tree is not None and depth(tree) > DEEPEST:
            what = f"This condition is {depth(tree)} deep; {DEEPEST} is the most."
            self.report(place, "", what, "Split it into several duties, or let a judgement say it.")
            return None
        return tree

    def ref(self, name: Any, place: Place, group: str | None) -> Ref | None:
        """The fact of that name, or the field of the row in hand."""
        if not isinstance(name, str):
            self.report(place, str(name), f"{said(name)} is no name of a fact.", "Write the fact's name.")
            return None
        if name.startswith("this."):
            return self._field(name, place, group)
        fact = self.table.get(name)
        if fact is None:
            self.report(place, name, f"There is no fact “{name}”.", nearest(name, self.table))
            return None
        return Ref(name, fact)

    def _field(self, name: str, place: Place, group: str | None) -> Ref | None:
        if group is None:
            self.report(
                place,
                name,
                f"“{name}” stands outside a row.",
                "Use it under each, where or holds only; elsewhere name the fact.",
            )
            return None
        row = self.table[group].row
        field = name.removeprefix("this.")
        if field not in row:
            self.report(place, name, f"The rows of “{group}” have no field “{field}”.", nearest(field, row))
            return None
        return Ref(field, row[field], of_row=True)

    def _node(self, raw: Any, place: Place, group: str | None) -> Tree | None:
        if isinstance(raw, str):
            return self._is(raw, place, group)
        if not isinstance(raw, dict):
            self.report(
                place,
                "",
                "A condition is expected here.",
                "Write a fact's name, or one of all, any, not, fact, some, every, count.",
            )
            return None
        place = raw.get(PLACE, place)
        keys = {key for key in raw if key != PLACE}
        for form, shape, make in _FORMS:
            if form in keys:
                extra = keys - shape
                if extra:
                    key = min(extra)
                    self.report(place, key, f"“{key}” has no place beside “{form}”.", nearest(key, shape))
                    return None
                return make(self, raw, place, group)
        key = min(keys, default="")
        self.report(
            place, key, f"“{key}” is no form of condition.", "Write one of: all, any, not, fact, some, every, count."
        )
        return None

    def _is(self, raw: str, place: Place, group: str | None) -> Tree | None:
        ref = self.ref(raw, place, group)
        if ref is not None and ref.cell.type != "yes_no":
            self.report(
                place,
                raw,
                f"“{raw}” is no yes or no but {DESCRIBED[ref.cell.type]}.",
                f"Write {{fact: {raw}, …}} with {FITTING[ref.cell.type]}.",
            )
            return None
        return Is(ref) if ref else None

    def _members(self, raw: Any, place: Place, group: str | None) -> tuple[Tree, ...] | None:
        if not isinstance(raw, list) or not raw:
            self.report(
                place,
                "",
                "A list of conditions is expected here.",
                "Write them between [ and ], or one a line after “- ”.",
            )
            return None
        members = [self._node(member, place, group) for member in raw]
        return None if None in members else tuple(m for m in members if m is not None)

    def all_(self, raw: Any, place: Place, group: str | None) -> Tree | None:
        members = self._members(raw["all"], place, group)
        return All(members) if members else None

    def any_(self, raw: Any, place: Place, group: str | None) -> Tree | None:
        members = self._members(raw["any"], place, group)
        return AnyOf(members) if members else None

    def not_(self, raw: Any, place: Place, group: str | None) -> Tree | None:
        member = self._node(raw["not"], place, group)
        return Not(member) if member else None

    def fact_(self, raw: Any, place: Place, group: str | None) -> Tree | None:
        how = [key for key in raw if key not in ("fact", PLACE)]
        if not how:
            return self._is(raw["fact"], place, group)
        if len(how) > 1:
            self.report(
                place,
                how[1],
                f"“{how[0]}” and “{how[1]}” stand side by side.",
                "Write two conditions under all or any.",
            )
            return None
        ref = self.ref(raw["fact"], place, group)
        if ref is None or not self._fits(ref, how[0], place):
            return None
        value = raw[how[0]]
        if how[0] in LIMITS:
            return self._limit(ref, how[0], value, place)
        codes = self._codes(ref, value, place)
        if codes is None:
            return None
        return OneOf(ref, codes) if how[0] == "in" else Includes(ref, codes)

    def _limit(self, ref: Ref, how: str, value: Any, place: Place) -> Tree | None:
        if not self._number(value, place):
            return None
        if isinstance(ref.cell, Fact) and ref.cell.type == "rows":
            return Quantified("count", ref.name, ref.cell, limit=how, number=value)
        return Limit(ref, how, value)

    def _fits(self, ref: Ref, how: str, place: Place) -> bool:
        if ref.cell.type in _TYPES_OF[how]:
            return True
        fitting = FITTING[ref.cell.type]
        self.report(
            place,
            ref.shown,
            f"“{how}” does not fit “{ref.shown}”, which is {DESCRIBED[ref.cell.type]}.",
            f"Use {fitting}.",
        )
        return False

    def _number(self, value: Any, place: Place) -> bool:
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return True
        if isinstance(value, str) and value.startswith("setting."):
            numbers = [name for name, cell in self.table.items() if name.startswith("setting.") and cell.is_number]
            if value in numbers:
                return True
            what = f"There is no setting “{value.removeprefix('setting.')}”."
            if value in self.table:
                what = f"“{value}” is no number but {DESCRIBED[self.table[value].type]}."
            self.report(place, value, what, nearest(value, numbers))
            return False
        self.report(place, str(value), f"{said(value)} is no number.", "Write a number, or setting.<id>.")
        return False

    def _codes(self, ref: Ref, value: Any, place: Place) -> tuple[str, ...] | None:
        if not isinstance(value, list) or not value or not all(isinstance(code, str) for code in value):
            self.report(
                place,
                ref.shown,
                f"“{ref.shown}” is compared with no list of codes.",
                "Write the codes between [ and ].",
            )
            return None
        known = self.codes(ref.cell)
        for code in value:
            if known is not None and code not in known:
                self.report(place, code, f"“{ref.shown}” never takes the value “{code}”.", nearest(code, known))
                return None
        return tuple(value)

    def quantified(self, raw: Any, place: Place, group: str | None) -> Tree | None:
        how = next(key for key in QUANTIFIERS if key in raw)
        ref = self.ref(raw[how], place, group)
        if ref is None:
            return None
        if not isinstance(ref.cell, Fact) or ref.cell.type != "rows":
            self.report(place, ref.shown, f"“{ref.shown}” is no list of rows.", f"After “{how}” name a list.")
            return None
        where = self._node(raw["where"], place, ref.name) if "where" in raw else None
        holds = self._node(raw["holds"], place, ref.name) if "holds" in raw else None
        if ("where" in raw and where is None) or ("holds" in raw and holds is None):
            return None
        if how == "every" and holds is None:
            self.report(
                place, "every", "“every” says nothing of its rows.", "Add holds: what has to be so of each row."
            )
            return None
        limits = [key for key in LIMITS if key in raw]
        if how == "count":
            if len(limits) != 1 or not self._number(raw[limits[0]], place):
                self.report(
                    place, "count", "“count” needs one limit.", "Add at_least, more_than or less_than with a number."
                )
                return None
            return Quantified(how, ref.name, ref.cell, where, None, limits[0], raw[limits[0]])
        return Quantified(how, ref.name, ref.cell, where, holds)


_TYPES_OF = {
    "in": ("choice",),
    "includes": ("choices",),
    **dict.fromkeys(LIMITS, ("number", "money", "choices", "rows")),
}
_FORMS: tuple[tuple[str, frozenset[str], Callable[..., Tree | None]], ...] = (
    ("all", frozenset({"all"}), Reader.all_),
    ("any", frozenset({"any"}), Reader.any_),
    ("not", frozenset({"not"}), Reader.not_),
    ("fact", frozenset({"fact", "in", "includes", *LIMITS}), Reader.fact_),
    ("some", frozenset({"some", "where"}), Reader.quantified),
    ("every", frozenset({"every", "where", "holds"}), Reader.quantified),
    ("count", frozenset({"count", "where", *LIMITS}), Reader.quantified),
)
