"""What a row of a list is called: by its words, since a mark that a machine gave it says nothing to anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import shorten

from concordat.protocol.edition import Edition
from concordat.protocol.explain.points import code_words, day_words, first_up
from concordat.protocol.facts import Cell
from concordat.protocol.table import title_of
from concordat.protocol.values import Row

WIDEST = 48
# The fields that name a row by themselves; where it has none of them, its first answers do.
NAMING = ("words", "title", "name", "who", "organisation")
_MOST = 3
# What stands in these is the mark of something else.
_MARKS = ("id", "matter", "of", "about")


def called(edition: Edition, row: Row, fields: Mapping[str, Cell]) -> str:
    """What a row is called; "" where nothing in it says."""
    form = next((row.get(field) for field, cell in fields.items() if cell.options == "forms"), None)
    if isinstance(form, str) and form in edition.forms:
        days = (row.get(field) for field, cell in fields.items() if cell.type == "date")
        on = next((f", {day_words(day)}" for day in days if isinstance(day, date)), "")
        return f"{edition.forms[form].title}{on}"
    naming = (row.get(field) for field in NAMING if field in fields)
    words = next((said for said in naming if isinstance(said, str) and said), "")
    words = words or first_up(", ".join([*_answers(edition, row, fields)][:_MOST]))
    return shorten(words, WIDEST, placeholder=" …")


def _answers(edition: Edition, row: Row, fields: Mapping[str, Cell]) -> Iterator[str]:
    """Its texts, choices and days in words, in the order of its fields."""
    for name, cell in fields.items():
        said = row.get(name)
        if name in _MARKS or cell.options == "tasks":
            continue
        if cell.type == "choice" and isinstance(said, str):
            words = cell.options.get(said) if isinstance(cell.options, dict) else None
            yield words or (title_of(edition, said) if cell.options != "any" else code_words(said))
        elif cell.type == "text" and isinstance(said, str) and said:
            yield said
        elif isinstance(said, date):
            yield day_words(said)
