"""Deviations: a must is set aside by whom the protocol names, any other duty by a reason alone; always for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.compliance.models import Deviation
from concordat.councils.permissions import asks
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.judgements.permissions import check_can_act_as, role_in
from concordat.protocol.duties import DutyBase
from concordat.protocol.edition import Edition
from concordat.protocol.values import Row, Rows, Value
from concordat.register.known import known_of, who
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_keep_involvement
from concordat.register.rows import check_reason
from concordat.ui.refusals import CannotDo

DEVIATIONS = "deviations"


@dataclass(frozen=True)
class Why:
    """What is said of a deviation: the reason; guidance and whose it was, where the protocol asks for it."""

    reason: str
    guidance: str = ""
    guidance_by: str = ""


def check_can_deviate(scope: Scope, involvement: Involvement, edition: Edition, duty: DutyBase) -> None:
    """Set a duty aside: a must, in a role that the protocol names for it; any other, those who keep the record."""
    if duty.strength != "must":
        check_can_keep_involvement(scope, involvement)
        return
    if edition.deviations is None:
        raise CannotDo("The text requires this, and knows no deviation from it.")
    check_can_act_as(scope, involvement, edition, edition.deviations.allowed_by)


def check_can_end(scope: Scope, deviation: Deviation) -> None:
    """End a deviation: as who may set the duty aside."""
    edition = known_of(scope, deviation.involvement).rules.edition
    if deviation.allowed_by and edition.deviations is not None:
        check_can_act_as(scope, deviation.involvement, edition, edition.deviations.allowed_by)
    else:
        check_can_keep_involvement(scope, deviation.involvement)


can_end = asks(check_can_end)


def allow(
    scope: Scope, *, involvement: Involvement, duty: str, why: Why, about: str = "", until: date | None = None
) -> Deviation:
    """Set a duty of a partnership aside from today, up to, not with, a day or until it is ended.

    Raises CannotDo where the edition asks no such duty or knows no deviation, and at ``reason``, ``guidance`` or
    ``until`` where what is said does not do.
    """
    known = known_of(scope, involvement)
    edition = known.rules.edition
    ready = known.rules.duties.get(duty)
    if ready is None or ready.duty.of == "council":
        raise CannotDo("The protocol in force asks no such duty of a partnership.")
    check_can_deviate(scope, involvement, edition, ready.duty)
    check_reason(why.reason, "Say why it is not followed.")
    must = ready.duty.strength == "must" and edition.deviations is not None
    for needed in edition.deviations.needs if must and edition.deviations else ():
        if not getattr(why, needed, "x").strip():
            raise CannotDo(_NEEDED.get(needed, "Say what the protocol asks for."), needed)
    if until is not None and until <= scope.on:
        raise CannotDo("This day is not in the future. Enter the day on which it is followed again.", "until")
    row = Deviation(
        involvement=involvement,
        duty=duty,
        about=about,
        reason=why.reason.strip(),
        allowed_by=role_in(scope, edition, edition.deviations.allowed_by) or "" if must and edition.deviations else "",
        guidance=why.guidance.strip(),
        guidance_by=why.guidance_by.strip(),
        by=who(scope),
        from_day=scope.on,
        until=until,
    )
    with act(scope.actor, "Duty set aside", scope.council.scope, why.reason):
        row.save()
    return row


_NEEDED = {"guidance": "Enter the guidance that was asked for and given.", "guidance_by": "Say who gave the guidance."}


def end(scope: Scope, *, deviation: Deviation, version: int, until: date, reason: str = "") -> Deviation:
    """End a deviation: it counts up to, not with, this day. Raises CannotDo where it has ended by then."""
    check_can_end(scope, deviation)
    if until < deviation.from_day:
        raise CannotDo("This day is before it was allowed.", "until")
    with act(scope.actor, "Duty followed again", scope.council.scope, reason, since=until):
        row = reread(deviation, version)
        if row.until is not None and row.until <= until:
            raise CannotDo("It has ended by that day already.", "until")
        row.until = until
        row.save()
    return row


def of_involvement(involvement: Involvement, duty: str = "") -> list[Deviation]:
    """What was allowed of one duty or all, the last one first."""
    rows = Deviation.objects.filter(involvement=involvement).select_related("by").order_by("-pk")
    return list(rows.filter(duty=duty) if duty else rows)


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """The deviations of many involvements, {id: {"deviations": rows}}, in one query. They can only arise here."""
    found: dict[int, list[Row]] = {}
    for row in Deviation.objects.filter(involvement__in=involvements).order_by("pk"):
        found.setdefault(row.involvement_id, []).append(_row(row))
    return {pk: {DEVIATIONS: Rows(tuple(rows), complete=True)} for pk, rows in found.items()}


def _row(row: Deviation) -> Row:
    said: dict[str, Value] = {
        "about": row.about or None,
        "allowed_by": row.allowed_by or None,
        "guidance": row.guidance or None,
        "guidance_by": row.guidance_by or None,
        "until": row.until,
    }
    always: dict[str, Value] = {"id": str(row.pk), "duty": row.duty, "reason": row.reason, "from": row.from_day}
    return always | {name: value for name, value in said.items() if value is not None}
