"""The page of one duty of a partnership: its findings of today with why, and its time line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse

from concordat.compliance import deviations, presenters, ready, segments
from concordat.compliance.pieces import adoptions_in, pieces_of, read_on
from concordat.compliance.places import places
from concordat.compliance.presenters import edition_words
from concordat.compliance.segments import Found
from concordat.councils.scope import Scope
from concordat.protocol.duties import DutyBase
from concordat.protocol.edition import Edition
from concordat.protocol.explain import explain
from concordat.protocol.table import title_of
from concordat.protocol.vocabulary import GATES, STRENGTHS
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_see_register
from concordat.register.person_names import namer
from concordat.ui import charts
from concordat.ui.refusals import CannotDo, NotAllowed


def page(scope: Scope, involvement: Involvement, duty: str) -> dict[str, Any] | None:
    """What the page shows; None where the edition in force asks no such duty of a partnership."""
    check_can_see_register(scope, involvement)
    pieces = pieces_of([involvement], scope.on)[involvement.pk]
    rules = ready.rules_of(adoptions_in({involvement.pk: pieces}))
    read = read_on(pieces, scope.on, rules)
    if read is None or duty not in read.rules.duties or read.rules.duties[duty].duty.of == "council":
        return None
    accounts = explain(read.rules, duty, read.facts, scope.on)
    found = read.rules.duties[duty].duty
    rows = segments.found(involvement, pieces, rules, segments.horizon(scope.on), only=duty)
    return {
        "title": found.words.rstrip("."),
        "caption": f"Clause {found.clause}",
        "strength": STRENGTHS[found.strength],
        "gate": GATES[found.before] if found.before else "",
        "edition": edition_words(read.rules.edition),
        "past_url": reverse("standing_on", args=[scope.council.slug, involvement.reference]),
        "lines": presenters.shown(scope, accounts, places(scope, involvement), scope.on),
        "timeline": _timeline(scope, list(rows)),
        **_aside(scope, involvement, read.rules.edition, found),
    }


def _aside(scope: Scope, involvement: Involvement, edition: Edition, duty: DutyBase) -> dict[str, Any]:
    """What was allowed of the duty, and where the reader may allow or end it; else why they may not."""
    args, must = [scope.council.slug, involvement.reference], duty.strength == "must"
    allowed = [
        {
            "reason": row.reason,
            "who": title_of(edition, row.allowed_by) if row.allowed_by else "",
            "guidance": row.guidance,
            "from_": row.from_day,
            "until": row.until,
            "end": reverse("deviation_end" if row.allowed_by else "set_aside_end", args=[*args, row.pk])
            if (row.until is None or row.until > scope.on) and deviations.can_end(scope, row)
            else "",
        }
        for row in deviations.of_involvement(involvement, duty.id)
    ]
    try:
        deviations.check_can_deviate(scope, involvement, edition, duty)
    except (NotAllowed, CannotDo) as refused:
        return {"allowed": allowed, "set_aside_url": "", "not_aside": str(refused), "must": must}
    url = reverse("duty_deviate" if must else "duty_set_aside", args=[*args, duty.id])
    return {"allowed": allowed, "set_aside_url": url, "not_aside": "", "must": must}


def _timeline(scope: Scope, rows: list[Found]) -> Any:
    """From when to when each finding has which status word."""
    named = namer(scope, [row.row for row in rows])
    spans: list[charts.Span] = []
    for row in sorted(rows, key=lambda row: (row.row, row.from_day)):
        name, words = named(row.row), presenters.in_words(row.status)
        label = f"{words}: {name}" if name not in ("", "?", "-") else words
        before = spans[-1] if spans else None
        if before is not None and (before.label, before.until) == (label, row.from_day):
            spans[-1] = replace(before, until=row.until)
        else:
            mark = row.status.replace(",", "").replace(" ", "-")
            spans.append(charts.Span(label, row.from_day, row.until, "", "", mark))
    return charts.timeline(spans, title="Time line", today=scope.on)
