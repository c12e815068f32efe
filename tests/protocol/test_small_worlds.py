"""The monotone law tried on everything there is in a few small worlds, where chance would seldom come by the corner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from tests.protocol.building import DAY, duty

from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable, Rows

PAST, FUTURE = DAY - timedelta(days=400), DAY + timedelta(days=30)
BLANK = object()
NA = NotApplicable("x")
JUDGED = 'judged: {q: {ask: Q?, clause: "1", by: [finance]}}\n'


def worlds(domain: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every way to fill these names, blank ones left out."""
    for values in product(*([BLANK, *found] for found in domain.values())):
        yield {name: value for name, value in zip(domain, values, strict=True) if value is not BLANK}


def more_known(before: dict[str, Any], domain: dict[str, list[Any]], known_blank: set[str]) -> Iterator[dict[str, Any]]:
    """The same world with one more thing known; what is known while blank is not learned."""
    for name, values in domain.items():
        if name not in before and name not in known_blank:
            for value in values:
                yield {**before, name: value}


def outcomes(rules: Rules, facts: Facts) -> dict[str, str]:
    return {finding.row: finding.outcome for finding in rules.duties["d"].decide(facts, DAY)}


def keeps(rules: Rules, before: Facts, after: Facts) -> None:
    """A settled finding stays."""
    was, now = outcomes(rules, before), outcomes(rules, after)
    for row, found in was.items():
        if found != "not_known":
            assert now.get(row) == found, (before, after)


JUDGEMENT: dict[str, list[Any]] = {
    "judged.q": [True, False, NA],
    "judged.q.by": ["finance", "legal"],
    "judged.q.on": [PAST, DAY, FUTURE],
    "judged.q.reason": ["So."],
    "screening.treated_as": ["is", "is_not", "refer"],
    "exit.review_months": [1, 24, NA],
}


@pytest.mark.parametrize("every", ["", "every: {months: 12}", "every: {fact: exit.review_months}"])
def test_no_judgement_is_unsettled_by_learning_more(every: str) -> None:
    rules = duty(f"kind: judgement\nquestion: q\nby: [finance]\n{every}", head=JUDGED)
    for before in worlds(JUDGEMENT):
        for after in more_known(before, JUDGEMENT, {"judged.q.on"}):
            keeps(rules, before, after)


RECURS: dict[str, list[Any]] = {
    "involvement.entered_on": [PAST, DAY, FUTURE],
    "partnership.started_on": [PAST, DAY, FUTURE, NA],
    "exit.review_months": [1, 24, NA],
    "setting.month": [3, 12],
}


@pytest.mark.parametrize("held", [[], [PAST], [DAY], [PAST, FUTURE]])
@pytest.mark.parametrize(
    "more",
    [
        "every: {fact: exit.review_months}",
        "every: {months: 12}\nfirst_from: partnership.started_on",
        "every: {fact: exit.review_months}\nfirst_from: partnership.started_on\nmonth: setting.month",
    ],
)
def test_no_round_is_unsettled_by_learning_more(more: str, held: list[date]) -> None:
    rules = duty(
        f"kind: recurs\nevent: review\nsubject: s\n{more}", head="settings: {month: {type: month, words: M}}\n"
    )
    events = Rows(tuple({"event": "review", "subject": "s", "held_on": day} for day in held), complete=True)
    for before in worlds(RECURS):
        for after in more_known(before, RECURS, {"involvement.entered_on", "setting.month"}):
            keeps(
                rules,
                {**before, "events": events, "screening.treated_as": "is"},
                {**after, "events": events, "screening.treated_as": "is"},
            )


ROWS: dict[str, tuple[str, str, dict[str, list[Any]]]] = {
    "closed": ("kind: closed\neach: closing", "closing", {"due_on": [PAST, DAY, FUTURE, NA], "closed_on": [PAST, DAY, FUTURE, NA]}),
    "seat": (
        "kind: seat\nseat: chair\ncapacity: officer",
        "seats",
        {"role": ["chair", "other"], "capacity": ["officer", NA], "ours": [True, False], "from": [PAST, FUTURE, NA], "until": [DAY, FUTURE]},
    ),
    "document": (
        "kind: document\ntypes: [contract]\nagreed_by: all_partners\nsigned_by: all_partners",
        "documents",
        {
            "type": ["contract", "other", NA], "from": [PAST, FUTURE, NA], "until": [DAY, FUTURE],
            "agreed_by_all_partners": [True, False, NA], "signed_by_all_partners": [True, False],
        },
    ),
    "holds": (
        "kind: holds\nholds: {every: documents, where: {fact: this.type, in: [contract]}, holds: this.on_file}",
        "documents",
        {"type": ["contract", "other", NA], "from": [PAST, FUTURE, NA], "until": [DAY, FUTURE], "on_file": [True, False, NA]},
    ),
    "each": (
        "kind: holds\neach: documents\nwhere: {fact: this.type, in: [contract]}\nholds: this.on_file",
        "documents",
        {"type": ["contract", "other", NA], "from": [PAST, FUTURE, NA], "until": [DAY, FUTURE], "on_file": [True, False, NA]},
    ),
}  # fmt: skip
OTHER: dict[str, Any] = {
    "id": "b",
    "type": "contract",
    "from": PAST,
    "on_file": True,
    "role": "chair",
    "due_on": FUTURE,
}


@pytest.mark.parametrize(("text", "group", "fields"), ROWS.values(), ids=ROWS)
def test_no_list_is_unsettled_by_learning_more(text: str, group: str, fields: dict[str, list[Any]]) -> None:
    rules = duty(text)

    def with_rows(*rows: dict[str, Any], complete: bool) -> Facts:
        return {"screening.treated_as": "is", group: Rows(rows, complete)}

    for world in worlds(fields):
        row = {"id": "a", **world}
        for complete in (False, True):
            before = with_rows(row, complete=complete)
            for more in more_known(world, fields, {"until", "closed_on"}):
                keeps(rules, before, with_rows({"id": "a", **more}, complete=complete))
        before = with_rows(row, complete=False)
        keeps(rules, before, with_rows(row, complete=True))
        keeps(rules, before, with_rows(row, OTHER, complete=False))
        keeps(rules, {"screening.treated_as": "is"}, before)
