"""Which rules a partnership's answers are typed by, and whether an answer fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.facts import Fact
from concordat.protocol.rules import Rules
from concordat.records.catalogue import is_joint, is_kept_here, sides
from concordat.register.checking import checked
from concordat.register.known import adopted_for
from concordat.register.models import Involvement
from concordat.register.rows import check_days
from concordat.ui.answers import BLANK, is_unknown
from concordat.ui.refusals import CannotDo


def rules_for(scope: Scope, involvement: Involvement) -> Rules:
    """The rules that an involvement is judged by today. Raises CannotDo where there are none."""
    return rules_of(adopted_for(scope, involvement))


def scalar(rules: Rules, name: str, *, joint: bool) -> Fact:
    """A fact of this side that is no list. Raises ValueError where it is none: a mistake in our code."""
    fact = rules.table.get(name)
    if fact is None or fact.type == "rows" or not is_kept_here(name, rules.table) or is_joint(fact) != joint:
        raise ValueError(f"“{name}” is not answered here.")
    return fact


def listed(rules: Rules, group: str, *, joint: bool) -> Fact:
    """A list that may have rows on this side. Raises ValueError where it is none."""
    fact = rules.table.get(group)
    if fact is None or fact.type != "rows" or not is_kept_here(group, rules.table) or joint not in sides(fact):
        raise ValueError(f"“{group}” is no list that is kept here.")
    return fact


def fitting(rules: Rules, group: str, fact: Fact, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A row's answers by cell, as they are kept, those that were left out blank. Raises CannotDo at ``group.cell``."""
    unknown = set(answers) - set(fact.row)
    if unknown or "id" in answers:
        raise ValueError(f"“{group}” has no “{min(unknown or {'id'})}” to answer.")
    found = {
        name: checked(f"{group}.{name}", cell, answers.get(name, BLANK), rules.edition)
        for name, cell in fact.row.items()
        if name != "id"
    }
    for name, cell in fact.row.items():
        if cell.required and is_unknown(found.get(name, BLANK)):
            raise CannotDo(f"“{cell.words}” is needed: without it the row would count for nothing.", f"{group}.{name}")
    if all(answer is BLANK for answer in found.values()):
        raise CannotDo("Nothing was answered. Answer at least one question.")
    _check_days(group, found)
    return found


def _check_days(group: str, found: Mapping[str, Any]) -> None:
    first, last = (None if is_unknown(found.get(end, BLANK)) else found[end] for end in ("from", "until"))
    try:
        check_days(first, last)
    except CannotDo as refused:
        raise CannotDo(refused.message, f"{group}.until") from refused
