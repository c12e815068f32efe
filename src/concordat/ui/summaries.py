"""Summary lists and cards: what is known, row by row, each with the link that changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from concordat.protocol.facts import Cell
from concordat.ui.answers import is_unknown
from concordat.ui.words import in_words


@dataclass(frozen=True)
class Row:
    """A row: what it is, its value (any answer, or safe HTML), and the address at which it is changed, if it can be.

    ``fact`` and ``options`` turn the value into words; ``clause`` stands beside it where a duty reads it.
    """

    key: str
    value: Any
    change: str = ""
    fact: Cell | None = None
    options: dict[str, str] | None = None
    clause: str = ""


@dataclass(frozen=True)
class Action:
    """A link that belongs to a whole card."""

    text: str
    href: str


def summary(rows: Iterable[Row], title: str = "", actions: Sequence[Action] = ()) -> dict[str, Any]:
    """The options of govuk's summary list; a card where it has a title.

    A value that is not there is itself the link to give it, where the reader can change it.
    """
    params: dict[str, Any] = {"rows": [_row(row, title) for row in rows]}
    if title:
        items = [{"text": action.text, "href": action.href} for action in actions]
        params["card"] = {"title": {"text": title, "headingLevel": 2}, "actions": {"items": items}}
    return params


def _row(row: Row, title: str) -> dict[str, Any]:
    shown = {"key": {"text": row.key}, "value": {"html": _value(row)}}
    if row.change and not _missing(row):
        # A card's title is already added to its actions by the component itself.
        hidden = row.key.lower() if title else row.key
        shown["actions"] = {"items": [{"text": "Change", "href": row.change, "visuallyHiddenText": hidden}]}
    return shown


def _missing(row: Row) -> bool:
    return is_unknown(row.value) or row.value == ""


def _value(row: Row) -> SafeString:
    if isinstance(row.value, SafeString):
        html = row.value
    else:
        words = in_words(row.value, row.fact, row.options)
        html = conditional_escape(words) if "\n" not in words else mark_safe(linebreaks(words, autoescape=True))  # noqa: S308
    if row.change and _missing(row):
        hidden = format_html('<span class="govuk-visually-hidden">: {}</span>', row.key)
        html = format_html('<a class="govuk-link" href="{}">{}{}</a>', row.change, html, hidden)
    if row.clause:
        html = format_html('{} <span class="govuk-body-s concordat-quiet">{}</span>', html, row.clause)
    return html
