"""The council's own record of a partnership: its answers, and the protocol that it is judged under."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from concordat.councils.models import Adoption
from concordat.councils.queries import adoption_on
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.register import gates, passings, permissions
from concordat.register.checking import SERVICE, check_service, checked, edition_of, had_answer
from concordat.register.columns import FACTS, OWN, RESPONSIBILITIES
from concordat.register.models import Involvement, JudgedUnder
from concordat.register.rows import check_told
from concordat.register.sections import GATE_FACTS
from concordat.ui.refusals import CannotDo

ENTERED_ON, ALREADY_RUNNING = "involvement.entered_on", "involvement.already_running"


def answer(
    scope: Scope,
    *,
    involvement: Involvement,
    answers: Mapping[str, Any],
    version: int,
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> Involvement:
    """Answer facts of the council's own part, by the dictionary's names; those not named stay as they are.

    Raises ValueError for a fact that is none of these, CannotDo at the fact's name where the answer does not fit.
    The day of a gate is put down here while it is planned, also when that day has come and nobody has said that it
    happened; what has happened goes through ``gates.pass_gate``, and its correction through ``gates.put_right``.
    """
    permissions.check_can_keep_involvement(scope, involvement)
    edition = edition_of(involvement, scope.on)
    fitting = {name: checked(name, FACTS[name], said, edition) for name, said in answers.items() if _is_own(name)}
    if SERVICE in fitting:
        check_service(scope.council.pk, fitting[SERVICE], scope.on)
    columns = {OWN[name]: fits for name, fits in fitting.items()}
    verb = "Council's record corrected" if correction else "Council's record changed"
    with act(scope.actor, verb, scope.council.scope, reason, correction=correction, since=since):
        row = reread(involvement, version)
        had = had_answer(row, columns)
        check_told(had_answer=had, correction=correction, since=since, reason=reason, today=scope.on)
        _settle_gates(scope, row, fitting, correction)
        if ENTERED_ON in fitting:
            _move_entry(scope, row, fitting[ENTERED_ON], correction)
        was, before = (row.entered_on, row.already_running), passings.before_entry(row)
        for column, fits in columns.items():
            row.set_answer(column, fits)
        if was != (row.entered_on, row.already_running):
            gates.check_entry(row, before, ENTERED_ON if row.entered_on != was[0] else ALREADY_RUNNING)
        row.save()
    return row


def say_complete(
    scope: Scope, *, involvement: Involvement, version: int, complete: bool, reason: str = ""
) -> Involvement:
    """Say that nobody else holds a responsibility for the council's part, or take that back."""
    permissions.check_can_keep_involvement(scope, involvement)
    verb = "Said that there are no other responsibilities" if complete else "Took back that there are no others"
    with act(scope.actor, verb, scope.council.scope, reason):
        row = reread(involvement, version)
        row.set_complete(RESPONSIBILITIES, complete, scope.on, scope.actor.id)
        row.save()
    return row


def follow_adoption(scope: Scope, adoption: Adoption) -> None:
    """Judge every entry of the council under a newly adopted edition from its first day; a step of the adoption."""
    rows = JudgedUnder.objects.filter(involvement__council=scope.council, involvement__withdrawn_at=None)
    under: dict[int, list[JudgedUnder]] = {}
    for row in rows.select_related("involvement").order_by("from_day"):
        under.setdefault(row.involvement_id, []).append(row)
    for found in under.values():
        _judge_under(found, adoption)


def _judge_under(found: list[JudgedUnder], adoption: Adoption) -> None:
    """Put a newly adopted edition in its place in the dated list of one entry."""
    begun = [row for row in found if row.from_day < adoption.from_day]
    if begun:
        split = begun[-1]
        until, split.until = split.until, adoption.from_day
        split.save()
        JudgedUnder(involvement=split.involvement, adoption=adoption, from_day=adoption.from_day, until=until).save()
    elif adoption.until is None or adoption.until > found[0].from_day:
        found[0].adoption = adoption
        found[0].save()


def let_go_of_adoption(scope: Scope, adoption: Adoption) -> None:
    """Judge every entry on under what it is judged under before a planned adoption; a step of taking that back."""
    rows = JudgedUnder.objects.filter(involvement__council=scope.council).select_related("involvement")
    # Every entry has begun, so one that is judged under what is still to come is judged under something before.
    before = {row.involvement_id: row for row in rows.filter(until=adoption.from_day)}
    for row in rows.filter(adoption=adoption):
        goes_on = before[row.involvement_id]
        goes_on.until = row.until
        goes_on.save()
        row.delete()


def _is_own(name: str) -> bool:
    if name not in OWN:
        raise ValueError(f"“{name}” is no fact of the council's own part.")
    return True


def _settle_gates(scope: Scope, row: Involvement, fitting: Mapping[str, Any], correction: bool) -> None:
    """What happened came about by passing the gate; its day can then be corrected, and nothing more."""
    for gate, name in GATE_FACTS.items():
        if name not in fitting or fitting[name] == row.answer(OWN[name]):
            continue
        if gate not in passings.passed(row):
            if isinstance(fitting[name], date) and fitting[name] <= scope.on:
                raise CannotDo("This day is not in the future. If it has happened, pass the gate.", name)
        elif correction:
            gates.put_right(scope, row, gate, fitting[name])
        else:
            raise CannotDo("This has happened. If the day is wrong, correct it and say why.", name)


def _move_entry(scope: Scope, row: Involvement, day: Any, correction: bool) -> None:
    """Correct the day of entry, and with it the first day under the protocol then in force."""
    if not isinstance(day, date):
        raise CannotDo("Enter the day on which the council entered the partnership.", ENTERED_ON)
    if day == row.entered_on:
        return
    if not correction:
        raise CannotDo("The day of entry does not change. If it is wrong, correct it and say why.", ENTERED_ON)
    if day > scope.on:
        raise CannotDo("This day has not come. Enter today or an earlier day.", ENTERED_ON)
    adoption = adoption_on(scope.council, day)
    if adoption is None:
        raise CannotDo(f"{scope.council} had adopted no protocol on that day. Enter a later day.", ENTERED_ON)
    under = list(row.judged_under.order_by("from_day"))
    if len(under) > 1 and day >= under[1].from_day:
        raise CannotDo("From that day another protocol was in force already. Enter an earlier day.", ENTERED_ON)
    under[0].from_day, under[0].adoption = day, adoption
    under[0].save()
