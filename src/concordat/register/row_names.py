"""The words of rows in the place of the references by which facts know them, in what is found of a partnership."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from concordat.history.references import WITHIN
from concordat.protocol.explain import Account, Point, explain
from concordat.protocol.explain.called import called
from concordat.protocol.explain.duty import in_its_words
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, Rows
from concordat.ui.labels import within


def row_namer(rules: Rules, facts: Facts) -> Callable[[str], str]:
    """What puts the words of rows into sentences such as these. A row without any is told by its list."""
    known: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        if not known:
            known.update(_names(rules, facts))
        return known.get(found[0], found[0])

    return lambda text: WITHIN.sub(name, text)


def _names(rules: Rules, facts: Facts) -> dict[str, str]:
    names = {"": ""}
    for group, value in facts.items():
        fact = rules.table.get(group)
        if isinstance(value, Rows) and fact is not None:
            nameless = f"one without a description ({within(fact.words.rstrip('.'))})"
            names |= {str(row.get("id")): called(rules.edition, row, fact.row) or nameless for row in value.rows}
    return names


def explain_named(rules: Rules, duty: str, facts: Facts, on: date) -> tuple[Account, ...]:
    """The full account of a duty on a day, with rows by their words."""
    named = row_namer(rules, facts)

    def told(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(replace(point, says=named(point.says)) if WITHIN.search(point.says) else point for point in points)

    return tuple(
        replace(
            account,
            about=named(in_its_words(account)),
            because=told(account.because),
            would_change=told(account.would_change),
        )
        for account in explain(rules, duty, facts, on)
    )
