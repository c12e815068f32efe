"""The page of one duty of a partnership: its findings of today with why, and its time line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from concordat.approvals import duty_acts
from concordat.approvals.presenters_duty import sent_words
from concordat.compliance import deviations, presenters, ready, segments
from concordat.compliance.pieces import Read, adoptions_in, pieces_of, read_on
from concordat.compliance.places import places
from concordat.compliance.presenters import edition_words
from concordat.compliance.segments import Found
from concordat.councils.scope import Scope
from concordat.protocol.duties import DutyBase
from concordat.protocol.edition import Edition
from concordat.protocol.explain.duty import row_and_recipient
from concordat.protocol.table import title_of
from concordat.protocol.vocabulary import GATES, STRENGTHS
from concordat.register import gates
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_see_register
from concordat.register.person_names import namer
from concordat.register.row_names import explain_named, row_namer
from concordat.register.views_common import page_of
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
    accounts = explain_named(read.rules, duty, read.facts, scope.on)
    found = read.rules.duties[duty].duty
    here = reverse("duty", args=[scope.council.slug, involvement.reference, duty])
    rows = segments.found(involvement, pieces, rules, segments.horizon(scope.on), only=duty)
    return {
        "title": found.words.rstrip("."),
        "clause": found.clause,
        "caption": _caption(scope, involvement),
        "strength": STRENGTHS[found.strength],
        "gate": GATES[found.before] if found.before and not gates.passed(found.before, involvement, scope.on) else "",
        "edition": edition_words(read.rules.edition),
        **_act(scope, involvement, duty),
        "over_all_url": reverse("duty_over_all", args=[scope.council.slug, duty]),
        "past_url": reverse("standing_on", args=[scope.council.slug, involvement.reference]),
        "lines": presenters.shown(
            scope, accounts, places(scope, involvement, accounts, here), scope.on, involvement.entered_on
        ),
        "timeline": _timeline(scope, list(rows), _called(read, duty)),
        **_aside(scope, involvement, read.rules.edition, found),
    }


def _caption(scope: Scope, involvement: Involvement) -> SafeString:
    """Of which partnership, with the way back to it."""
    name, href = involvement.partnership.name, page_of(scope, involvement)
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, name)


def _act(scope: Scope, involvement: Involvement, duty: str) -> dict[str, str]:
    """Where the reader does what the duty asks: empty where it asks no act by itself, or nothing more of them. And what
    they sent in themselves, which is for somebody else."""
    asked = duty_acts.asked_of(scope, involvement, duty)
    if asked is None:
        return {}
    try:
        share = duty_acts.share_of(scope, asked, involvement)
    except NotAllowed:
        return {}
    url = reverse("duty_act", args=[scope.council.slug, involvement.reference, duty]) if share.rows else ""
    return {"act_url": url, "sent": sent_words(scope, involvement, asked, share)}


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


def _called(read: Read, duty: str) -> Callable[[str], str]:
    """What puts the words of a row, and of to whom it is given, for its mark."""
    named, ready_ = row_namer(read.rules, read.facts), read.rules.duties[duty]

    def called(mark: str) -> str:
        row, to = row_and_recipient(read.rules.edition, ready_, mark)
        return ", ".join(words for words in (named(row), to) if words)

    return called


def _timeline(scope: Scope, rows: list[Found], called: Callable[[str], str]) -> Any:
    """From when to when each finding has which status word. ``called`` puts the words of a row for its mark."""
    words_of = {row.row: called(row.row) for row in rows}
    person = namer(scope, words_of.values())
    spans: list[charts.Span] = []
    for row in sorted(rows, key=lambda row: (row.row, row.from_day)):
        name, words = person(words_of[row.row]), presenters.in_words(row.status)
        name = {"?": "whether there are others", "-": ""}.get(name, name)
        label = f"{words}: {name}" if name else words
        before = spans[-1] if spans else None
        if before is not None and (before.label, before.until) == (label, row.from_day):
            spans[-1] = replace(before, until=row.until)
        else:
            mark = row.status.replace(",", "").replace(" ", "-")
            spans.append(charts.Span(label, row.from_day, row.until, "", "", mark))
    return charts.timeline(spans, title="Time line", today=scope.on)
