"""The facts that an edition can read: the dictionary's, its settings, and its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from concordat.protocol import strict_yaml
from concordat.protocol.faults import Refused
from concordat.protocol.shape import FactTableOf, Shape, Table, Text, YesNo, no_place

FactType: TypeAlias = Literal["yes_no", "text", "number", "money", "date", "choice", "choices", "checklist", "rows"]
Level: TypeAlias = Literal["involvement", "matter", "partnership", "council"]
Levels: TypeAlias = Annotated[list[Level], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)]
Options: TypeAlias = Annotated[dict[str, Text] | str, BeforeValidator(no_place)]

DESCRIBED = {
    "yes_no": "a yes or no",
    "text": "text",
    "number": "a number",
    "money": "money",
    "date": "a day",
    "choice": "one choice",
    "choices": "several choices",
    "checklist": "a checklist",
    "rows": "a list of rows",
}
FITTING = {
    "yes_no": "its bare name",
    "text": "“complete”, which asks only that it is known",
    "number": "at_least, more_than or less_than",
    "money": "at_least, more_than or less_than",
    "date": "“complete”, which asks only that it is known",
    "choice": "in: [codes]",
    "choices": "includes: [codes]",
    "checklist": "“document” or “act”, which read it",
    "rows": "some, every or count",
}


def _of_involvement() -> list[Level]:
    return ["involvement"]


class Cell(Shape):
    """A scalar fact without its place: what a row's field and a fact have in common.

    ``blank`` says what silence means: ``unknown`` where the world decides, ``no`` where it can only arise here.
    ``options`` are code and words, or the name of a source: ``any`` (free codes), ``bands``, ``types``,
    ``forms``, ``roles``, ``bodies``, ``actors`` (both), ``stages``, ``tasks`` (duties and steps).
    ``required`` is for fields: a row without it would count for nothing.
    """

    type: FactType
    words: Text
    unit: Text | None = None
    blank: Literal["unknown", "no"] = "unknown"
    options: Options | None = None
    required: YesNo = False

    @property
    def is_number(self) -> bool:
        """Whether it can be held against a limit, or be one."""
        return self.type in ("number", "money")


class Fact(Cell):
    """A fact, or a group of rows with its fields."""

    level: Levels = Field(default_factory=_of_involvement)
    row: Table[Cell] = Field(default_factory=dict)
    home: Text = "form"

    @property
    def timed(self) -> bool:
        """Whether its rows count only on the days between their ``from`` and ``until``."""
        return "from" in self.row and "until" in self.row


class _File(Shape):
    home: Text
    facts: FactTableOf[Any] = Field(default_factory=dict)
    rows: FactTableOf[Any] = Field(default_factory=dict)


FactTable: TypeAlias = dict[str, Fact]

_ID = Cell(type="text", words="Its own mark within the list", blank="unknown")


def as_fact(raw: dict[str, Any], home: str, *, rows: bool = False) -> Fact:
    """A fact from its plain form. Raises pydantic's ValidationError on a wrong shape."""
    data = {**raw, "home": home}
    if rows:
        data["type"] = "rows"
        data["row"] = {"id": _ID, **{k: v for k, v in raw.get("row", {}).items() if k != strict_yaml.PLACE}}
    return Fact.model_validate(data)


@cache
def dictionary() -> FactTable:
    """The facts that rooms record, by name. Raises Refused where the dictionary itself is wrong."""
    table: FactTable = {}
    for name, raw in _sources():
        document = strict_yaml.read(f"dictionary/{name}", raw)
        if document.faults:
            raise Refused(document.faults)
        shaped = _File.model_validate(document.data)
        for fact_name, fact in _facts_of(shaped):
            if fact_name in table:
                raise ValueError(f"{fact_name} has two homes: {table[fact_name].home} and {shaped.home}")
            table[fact_name] = fact
    return table


def _sources() -> Iterator[tuple[str, bytes]]:
    folder = files("concordat.protocol") / "dictionary"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            yield entry.name, entry.read_bytes()


def _facts_of(shaped: _File) -> Iterator[tuple[str, Fact]]:
    for name, raw in shaped.facts.items():
        yield name, as_fact(raw, shaped.home)
    for name, raw in shaped.rows.items():
        yield name, as_fact(raw, shaped.home, rows=True)
