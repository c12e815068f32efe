"""Tables: the shape in which a page gives one, and what its template needs besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from concordat.ui.pagination import PAGE
from concordat.ui.queries import Query, with_one

SORT = "sort"
_CLOSING = SafeString("</td>\n")


@dataclass(frozen=True)
class Column:
    """A column: its heading, the name to sort by ("" where it does not sort), and whether it holds figures."""

    text: str
    sort: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that is more than text: a link, a tag in one of govuk's colours ("" or "grey", "red", …), a hint below."""

    text: str
    href: str = ""
    tag: str | None = None
    hint: str = ""


Content: TypeAlias = str | int | Cell


@dataclass(frozen=True)
class Sort:
    """How the rows are sorted: a column's ``sort`` name, and whether from the greatest down."""

    name: str
    descending: bool = False

    @classmethod
    def read(cls, query: Query, columns: Sequence[Column], default: Sort) -> Sort:
        """The sort that a query asks for (``sort=name`` or ``sort=-name``); the default where it names no column."""
        asked = str(query.get(SORT, ""))
        name = asked.removeprefix("-")
        known = {column.sort for column in columns if column.sort}
        return cls(name, asked.startswith("-")) if name in known else default


@dataclass(frozen=True)
class Table:
    """A table. Each row has one content a column; the first of a row is its heading.

    ``empty`` is the sentence to show where there are no rows, ``note`` one to show beneath the rows. ``dense`` is for
    registers, which are scanned.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Content]]
    caption: str
    empty: str
    sort: Sort | None = None
    dense: bool = False
    caption_hidden: bool = False
    note: str = ""


@dataclass(frozen=True)
class Heading:
    """A column's heading as the template shows it; ``aria_sort`` is "" where the column does not sort."""

    column: Column
    href: str
    aria_sort: Literal["", "none", "ascending", "descending"]


def for_template(table: Table, query: Query) -> dict[str, Any]:
    """The context of ``ui/table.html``: each row is its heading, and every other cell with its tags as one text."""
    headings = [_heading(column, table.sort, query) for column in table.columns]
    openings = [_opening(column) for column in table.columns[1:]]
    rows = [_row(openings, [html_of(content) for content in row]) for row in table.rows]
    return {"table": table, "headings": headings, "rows": rows}


def _row(openings: Sequence[SafeString], cells: Sequence[SafeString]) -> tuple[SafeString, SafeString]:
    others = (opening + cell + _CLOSING for opening, cell in zip(openings, cells[1:], strict=True))
    return cells[0], SafeString("".join(others))


def _opening(column: Column) -> SafeString:
    """How each cell of a column begins. Made once a column, since a template takes longest over the smallest parts."""
    numeric = " govuk-table__cell--numeric" if column.numeric else ""
    return format_html('<td role="cell" class="govuk-table__cell{}" data-label="{}">', numeric, column.text)


def html_of(content: Content) -> SafeString:
    """What stands in a cell. Made here and not in a template: a register has hundreds of them on a page."""
    if not isinstance(content, Cell):
        return escape(content)
    html = escape(content.text)
    if content.href:
        html = format_html('<a class="govuk-link" href="{}">{}</a>', content.href, html)
    elif content.tag is not None:
        colour = f" govuk-tag--{content.tag}" if content.tag else ""
        html = format_html('<strong class="govuk-tag{}">{}</strong>', colour, html)
    return format_html('{}<span class="concordat-table__hint">{}</span>', html, content.hint) if content.hint else html


def _heading(column: Column, sort: Sort | None, query: Query) -> Heading:
    if sort is None or not column.sort:
        return Heading(column, "", "")
    is_sorted = sort.name == column.sort
    wanted = f"-{column.sort}" if is_sorted and not sort.descending else column.sort
    direction: Literal["none", "ascending", "descending"] = "none"
    if is_sorted:
        direction = "descending" if sort.descending else "ascending"
    return Heading(column, with_one(query, SORT, wanted, without=[PAGE]), direction)
