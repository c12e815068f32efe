"""What has been chosen in a filter: each choice as a link that takes it away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.forms import BaseForm, BoundField, ChoiceField

from concordat.ui.pagination import PAGE
from concordat.ui.queries import Pair, Query, link, pairs


class Chosen(NamedTuple):
    """One choice: the question, the answer, and the page without it."""

    label: str
    words: str
    href: str


def chosen(form: BaseForm, query: Query) -> list[Chosen]:
    """The choices of a filter form that are in the query, in the order of the form.

    Names the form does not know, such as the sort, stay in the links; the page number does not.
    """
    given = pairs(query)
    return [
        Chosen(str(bound.label), _words(bound, pair[1]), link(p for p in given if p != pair and p[0] != PAGE))
        for bound in form
        for pair in given
        if pair[0] == bound.html_name and pair[1].strip()
    ]


def kept(form: BaseForm, query: Query) -> list[Pair]:
    """The pairs that sending the form again must keep: what it does not ask itself, but for the page number."""
    asked = {bound.html_name for bound in form} | {PAGE}
    return [pair for pair in pairs(query) if pair[0] not in asked]


def _words(bound: BoundField, value: str) -> str:
    if not isinstance(bound.field, ChoiceField):
        return value
    choices: Iterable[tuple[Any, Any]] = bound.field.widget.choices
    for code, words in choices:
        if isinstance(words, list | tuple):
            for inner, inner_words in words:
                if str(inner) == value:
                    return str(inner_words)
        elif str(code) == value:
            return str(words)
    return value
