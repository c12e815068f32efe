"""Answers given on the command line as ``name=value``, read into typed facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.cli.refusals import Complaints, refusal
from concordat.protocol.faults import NOWHERE, nearest
from concordat.protocol.given import FactsReader, settings_of
from concordat.protocol.rules import Rules
from concordat.protocol.values import Value

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_EXACT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
LONGEST = 20
_NOT_HERE = ("rows", "checklist")


def pairs(written: list[str]) -> list[tuple[str, str]]:
    """Names and values. Raises Refused where one is not of the form name=value."""
    found = []
    for word in written:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise refusal(f"“{word}” is no answer.", "Write name=value, without spaces around the sign.")
        if not value.strip():
            raise refusal(
                f"“{name.strip()}=” has no value.", "Leave it out for a blank, or write not_known, or na:reason."
            )
        found.append((name.strip(), value.strip()))
    return found


def _as_typed(write: str) -> str:
    """What to write, as it is written on a command line."""
    return write.replace("{na: why}", "na:reason")


def scalar(text: str) -> Any:
    """A value as it would be read from a file: ``na:reason``, a number, a day's text, a word."""
    if text == "na" or text.startswith("na:"):
        return {"na": text.partition(":")[2].strip()}
    if _WHOLE.fullmatch(text) and len(text) < LONGEST:
        return int(text)
    return Decimal(text) if _EXACT.fullmatch(text) and len(text) < LONGEST else text


def facts_of(rules: Rules, written: list[str], resolve: Callable[[str], str]) -> dict[str, Value]:
    """The facts that were given; ``resolve`` finds the name of a fact from what was typed. Raises Refused."""
    complaints = Complaints(_as_typed)
    reader = FactsReader(rules.edition, rules.table, complaints.report)
    raw: dict[str, Any] = {}
    typed: dict[str, str] = {}
    for name, text in pairs(written):
        fact = resolve(name)
        if fact in raw:
            first = typed[fact]
            also = f", as “{first}”" if first != name else ""
            raise refusal(f"“{name}” is answered twice{also}.", "Keep one of the answers.")
        typed[fact] = name
        raw[fact] = _value(rules, name, fact, text)
    found = reader.read(raw, NOWHERE)
    complaints.refuse_any()
    return found


def _value(rules: Rules, name: str, fact: str, text: str) -> Any:
    kind = rules.table[fact].type
    if kind in _NOT_HERE:
        what = "a list of rows" if kind == "rows" else "a checklist"
        raise refusal(
            f"“{name}” is {what}, too much for a command line.", "Write it in a file, for “concordat standing”."
        )
    value = scalar(text)
    if value == {"na": ""}:
        raise refusal(f"“{name}={text}” gives no reason.", f"Write {name}=na:reason, in quotes where it has spaces.")
    if isinstance(value, dict) or text == "not_known":
        return value
    if kind == "choices":
        return text.split(",")
    if kind == "text":
        return text
    return _day(text) if kind == "date" else value


def _day(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def settings_given(rules: Rules, written: list[str]) -> dict[str, Value]:
    """The edition's settings: their defaults, and what was given with ``--setting``. Raises Refused."""
    declared = rules.edition.settings

    def resolve(name: str) -> str:
        bare = name.removeprefix("setting.")
        if bare not in declared:
            hint = nearest(bare, declared) if declared else "This edition declares no settings."
            raise refusal(f"There is no setting “{name}”.", hint)
        return f"setting.{bare}"

    return {**settings_of(rules.edition), **facts_of(rules, written, resolve)}
