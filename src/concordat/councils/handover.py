"""Handing over one person's work to another, in one act. Rooms above say what there is to hand over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q

from concordat.councils.models import Membership, RoleHeld
from concordat.councils.permissions import can_keep_members, check_can_hand_over, check_can_keep_members
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.ui.refusals import CannotDo

# What a member has of a kind, in words; and moving it within an act under way, answering how many were moved.
List: TypeAlias = Callable[[Scope, Membership], Sequence[str]]
Move: TypeAlias = Callable[[Scope, Membership, Membership], int]


@dataclass(frozen=True)
class Kind:
    """A kind of work that can be handed over."""

    words: str
    list_: List
    move: Move


@dataclass(frozen=True)
class Held:
    """What somebody holds of a kind: its code, its words, and each thing in words."""

    kind: str
    words: str
    things: tuple[str, ...]


@dataclass(frozen=True)
class HandedOver:
    """What was handed over: how many of each kind."""

    leaver: Membership
    receiver: Membership
    counts: Mapping[str, int]


_kinds: dict[str, Kind] = {}


def add(kind: str, words: str, *, list_: List, move: Move) -> None:
    """Register a kind of work. ``move`` runs inside the act and may not begin another."""
    _kinds[kind] = Kind(words, list_, move)


def counted(counts: Mapping[str, int]) -> str:
    """How much of each kind was handed over, in words; a kind of which there was nothing is left out."""
    words = {code: kind.words for code, kind in _kinds.items()}
    return "; ".join(f"{words.get(code, code)}: {number}" for code, number in counts.items() if number)


def held_by(scope: Scope, member: Membership) -> list[Held]:
    """All that a member has to hand over, kind by kind; a kind of which they have nothing is left out."""
    check_can_hand_over(scope, member)
    found = [Held(code, kind.words, tuple(kind.list_(scope, member))) for code, kind in _kinds.items()]
    return [held for held in found if held.things]


def hand_over(scope: Scope, *, leaver: Membership, receiver: Membership, kinds: list[str], reason: str) -> HandedOver:
    """Hand over all that a member has of these kinds to another, in one act.

    Raises CannotDo without a reason or a kind, or where the receiver does not work here today.
    """
    check_can_hand_over(scope, leaver, receiver)
    _check_can_receive(scope, leaver, receiver)
    if not kinds or any(kind not in _kinds for kind in kinds):
        raise CannotDo("Choose what is handed over.", "kinds")
    if not reason.strip():
        raise CannotDo("Say why the work is handed over.", "reason")
    with act(scope.actor, "Work handed over", scope.council.scope, reason) as done:
        counts = {kind: _kinds[kind].move(scope, leaver, receiver) for kind in kinds}
        if not any(counts.values()):
            raise CannotDo(f"{leaver.user.name} has none of this to hand over.", "kinds")
        done.say("councils.membership", str(leaver.pk), handed_over_to=receiver.pk, counts=counts)
    return HandedOver(leaver, receiver, counts)


def _check_can_receive(scope: Scope, leaver: Membership, receiver: Membership) -> None:
    if leaver.pk == receiver.pk:
        raise CannotDo("Choose somebody else to take over the work.", "receiver")
    here = receiver.from_day <= scope.on and (receiver.until is None or receiver.until > scope.on)
    if not (here and receiver.user.is_active):
        raise CannotDo(f"{receiver.user.name} does not work for your council today.", "receiver")


def _roles(scope: Scope, member: Membership) -> list[RoleHeld]:
    rows = RoleHeld.objects.filter(Q(until=None) | Q(until__gt=scope.on), membership=member)
    return list(rows.order_by("role", "local", "pk"))


def _list_roles(scope: Scope, member: Membership) -> list[str]:
    """Who may hand over work, and not give roles, hands over none: else they could give themselves any."""
    if not can_keep_members(scope, member):
        return []
    return [ROLES.get(held.role, held.role) for held in _roles(scope, member)]


def _move_roles(scope: Scope, leaver: Membership, receiver: Membership) -> int:
    """End the leaver's roles today, and give the receiver those that they do not hold for good."""
    check_can_keep_members(scope, leaver, receiver)
    own = {(held.role, held.local) for held in _roles(scope, receiver) if held.until is None}
    theirs = _roles(scope, leaver)
    for held in theirs:
        day = max(held.from_day, scope.on)
        if (held.role, held.local) not in own:
            RoleHeld(membership=receiver, role=held.role, local=held.local, from_day=day, until=held.until).save()
        held.until = day
        held.save()
    return len(theirs)


add("roles", "Roles", list_=_list_roles, move=_move_roles)
