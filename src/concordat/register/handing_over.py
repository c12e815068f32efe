"""What a person does in partnerships, so that it can be handed over with the rest of their work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from concordat.councils import handover
from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.history.ordering import sort_key
from concordat.register.models import Person, Representative, Responsibility
from concordat.register.permissions import holding

Row: TypeAlias = Responsibility | Representative


def register_all() -> None:
    """Say what there is to hand over: responsibilities, and seats for the council."""
    for model, kind, words in (
        (Responsibility, "responsibilities", "Responsibilities for partnerships"),
        (Representative, "representatives", "Representing the council in partnerships"),
    ):
        handover.add(kind, words, list_=_lister(model), move=_mover(model))


def _lister(model: type[Row]) -> handover.List:
    def list_(scope: Scope, member: Membership) -> Sequence[str]:
        return [f"{row.involvement.partnership} ({_as_what(row)})" for row in _held(model, scope, member)]

    return list_


def _mover(model: type[Row]) -> handover.Move:
    def move(scope: Scope, leaver: Membership, receiver: Membership) -> int:
        rows = _held(model, scope, leaver)
        if rows:
            person = _person(receiver)
            for row in rows:
                _pass_on(row, person, scope.on)
        return len(rows)

    return move


def _held(model: type[Row], scope: Scope, member: Membership) -> Sequence[Row]:
    """What is held today, and what is to begin later."""
    rows = model._default_manager.filter(
        holding(scope.on) | holding(date.max),
        person__user=member.user_id,
        involvement__council=scope.council,
        involvement__withdrawn_at=None,
    )
    return list(rows.select_related("involvement__partnership").order_by("pk"))


def _as_what(row: Row) -> str:
    code = row.role if isinstance(row, Responsibility) else row.capacity
    return code.replace("_", " ")


def _person(member: Membership) -> Person:
    """The receiver on the council's record of people, put there where they are not yet."""
    row = Person.objects.filter(council=member.council_id, user=member.user_id).first()
    if row is None:
        row = Person(council=member.council, name=member.user.name, sort_name=sort_key(member.user.name))
        row.email, row.user = member.user.email, member.user
        row.save()
    return row


def _pass_on(row: Row, person: Person, day: date) -> None:
    """From today another holds it; what had not begun, or begins today, is theirs alone."""
    if row.from_day is not None and row.from_day >= day:
        row.person = person
        row.save()
        return
    until, row.until = row.until, day
    row.save()
    new: Row
    if isinstance(row, Responsibility):
        new = Responsibility(role=row.role, organisation=row.organisation)
        new.set_answer("post", row.answer("post"))
    else:
        new = Representative(capacity=row.capacity)
    new.involvement, new.person, new.from_day, new.until = row.involvement, person, day, until
    new.save()
