"""Answers as plain data, for ``--json``: exact names, days as year-month-day, shares rounded to two places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from concordat.protocol.explain import (
    Account,
    Point,
    RouteAccount,
    ScreeningAccount,
    SignificanceAccount,
    StepAccount,
)
from concordat.protocol.faults import Fault
from concordat.protocol.significance import round_half_up
from concordat.protocol.values import NotApplicable, Rows, Value


def dumped(data: Any) -> str:
    """Plain data as JSON text, in the order in which it was made."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


def value(found: Value) -> Any:
    """A fact's value: null for not known, ``{"na": reason}`` for what does not apply."""
    if isinstance(found, NotApplicable):
        return {"na": found.reason}
    if isinstance(found, Rows):
        return {"complete": found.complete, "rows": [facts(row) for row in found.rows]}
    if isinstance(found, tuple):
        return list(found)
    return facts(found) if isinstance(found, Mapping) else found


def facts(given: Mapping[str, Value]) -> dict[str, Any]:
    """Facts by name."""
    return {name: value(found) for name, found in given.items()}


def percent(share: Fraction | None) -> float | None:
    """A share in percent, rounded to two places."""
    return None if share is None else float(round_half_up(share, 2))


def fault(found: Fault) -> dict[str, Any]:
    """A fault and where it is."""
    kind = "warning" if found.warning else "fault"
    return {"kind": kind, "file": found.file, "line": found.line, "what": found.what, "write": found.write}


def points(said: tuple[Point, ...]) -> list[dict[str, str]]:
    """What is said, and of which fact."""
    return [{"says": point.says, "fact": point.fact} for point in said]


def account(found: Account) -> dict[str, Any]:
    """A finding with its reasons."""
    duty = found.duty
    return {
        "duty": duty.id,
        "row": found.row,
        "clause": duty.clause,
        "words": duty.words,
        "strength": duty.strength,
        "of": duty.of,
        "stage": duty.stage,
        "before": duty.before,
        "outcome": found.outcome,
        "status": found.status,
        "due_on": found.due_on,
        "until": found.until,
        "owner": found.owner,
        "because": points(found.because),
        "would_change": points(found.would_change),
    }


def screening(found: ScreeningAccount) -> dict[str, Any]:
    """A screening with its reasons."""
    return {
        "answer": found.found.answer,
        "treated_as": found.found.treated_as,
        "decided_by": list(found.found.decided_by),
        "agreeing": list(found.found.agreeing),
        "referred_to": found.found.referred_to,
        "says": found.answer,
        "doubt": found.doubt,
        "marks": [
            {
                "id": mark.mark.id,
                "clause": mark.mark.clause,
                "ask": mark.mark.ask,
                "weight": mark.mark.weight,
                "fact": mark.fact,
                "answer": mark.answer,
                "decided": mark.decided,
            }
            for mark in found.marks
        ],
        "classes": [
            {
                "id": group.group.id,
                "clause": group.group.clause,
                "words": group.group.words,
                "verdict": group.group.verdict,
                "holds": group.holds,
                "decided": group.decided,
                "because": points(group.because),
            }
            for group in found.classes
        ],
        "would_change": [
            {"fact": blank.fact, "words": blank.words, "becomes": blank.becomes} for blank in found.would_change
        ],
    }


def significance(found: SignificanceAccount) -> dict[str, Any]:
    """An assessment with its sum. Criteria are named as a person types them; beside those names stand their ids."""
    scored = found.found
    return {
        "assessed": scored.assessed,
        "total": scored.total,
        "maximum": scored.maximum,
        "percent": percent(scored.percent),
        "band": scored.band,
        "band_label": found.band or None,
        "undetermined": scored.undetermined,
        "possible": list(scored.possible),
        "hangs_on_na": list(found.hangs_on_na),
        "hangs_on_na_ids": list(scored.hangs_on_na),
        "must_agree": found.must_agree or None,
        "missing": list(found.missing),
        "missing_ids": list(scored.missing),
        "criteria": [
            {
                "id": line.criterion.id,
                "label": line.label,
                "clause": line.criterion.clause,
                "ask": line.criterion.ask,
                "score": line.score,
                "of": line.most,
                "words": line.words,
                "na": line.na,
                "proposed": line.proposal.score if line.proposal else None,
                "cannot_be_scored": line.blocked,
            }
            for line in found.lines
        ],
        "bands": [{"label": label, "limit": limit} for label, limit in found.bands],
    }


def route(found: RouteAccount) -> dict[str, Any]:
    """A route that is opened, with its steps."""
    return {
        "route": found.route.id,
        "clause": found.route.clause,
        "words": found.route.words,
        "needed": found.needed,
        "because": points(found.because),
        "steps": [_step(step) for step in found.steps],
    }


def _step(found: StepAccount) -> dict[str, Any]:
    return {
        "step": found.key,
        "clause": found.step.clause,
        "state": found.state,
        "act": found.step.act,
        "words": found.words,
        "by": list(found.step.by),
        "by_titles": found.by,
        "how": found.step.how,
        "because": points(found.because),
        "waits_for": list(found.waits_for),
        "gates": list(found.gates),
    }
