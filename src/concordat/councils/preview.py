"""What adopting an edition would mean, before it is adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.councils import adoption
from concordat.councils.adopted_rules import rules_of
from concordat.councils.facts import settings_under
from concordat.councils.models import Adoption, RoleHeld
from concordat.councils.permissions import check_can_see_settings
from concordat.councils.queries import adoption_on, given_on, on_day
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.protocol import compare
from concordat.protocol.edition import Edition, Setting
from concordat.protocol.portrait import Counted, portrait
from concordat.protocol.rules import Rules
from concordat.protocol.vocabulary import ROLES as GENERIC


@dataclass(frozen=True)
class OfSetting:
    """A setting that the edition declares; ``has_value`` where the council gave one, or the edition has a default."""

    id: str
    setting: Setting
    has_value: bool


@dataclass(frozen=True)
class OfRole:
    """A title of the edition, the role here that stands for it ("" where none does), and how many hold that."""

    title: str
    role: str
    holders: int


@dataclass(frozen=True)
class Preview:
    """``before`` is what is in force on the day; ``changes`` is None where there is none, or it is another council's.

    ``partnerships`` are the rows of the hooks: name, reference, now and then as {status: count}.
    """

    edition: Edition
    from_: date
    before: Adoption | None
    settings: tuple[OfSetting, ...]
    roles: tuple[OfRole, ...]
    duties: Counted
    principles: tuple[tuple[str, int], ...]
    changes: tuple[compare.Change, ...] | None
    partnerships: tuple[Mapping[str, Any], ...]


def preview(scope: Scope, *, rules: Rules, from_: date) -> Preview:
    """What it would mean for a council to adopt an edition from a day on. Writes nothing."""
    check_can_see_settings(scope)
    edition, before = rules.edition, adoption_on(scope.council, from_)
    known = settings_under(rules, given_on(scope.council, from_))
    return Preview(
        edition=edition,
        from_=from_,
        before=before,
        settings=tuple(OfSetting(id_, setting, f"setting.{id_}" in known) for id_, setting in edition.settings.items()),
        roles=_roles(scope, edition),
        duties=portrait(edition).duties,
        principles=_principles(edition),
        changes=_changes(rules_of(before).edition, edition) if before else None,
        partnerships=_hooked(scope, rules, from_),
    )


def _hooked(scope: Scope, rules: Rules, from_: date) -> tuple[Mapping[str, Any], ...]:
    found: list[Sequence[Mapping[str, Any]]] = [hook(scope, rules, from_) for hook in adoption.preview_hooks]
    return tuple(row for rows in found for row in rows)


def _changes(one: Edition, other: Edition) -> tuple[compare.Change, ...] | None:
    found = compare.compare_editions(one, other)
    return found.changes if isinstance(found, compare.Differences) else None


def _roles(scope: Scope, edition: Edition) -> tuple[OfRole, ...]:
    held = RoleHeld.objects.filter(on_day(scope.on), membership__council=scope.council).values_list("role", flat=True)
    counts = list(held)
    named = [OfRole(title.title, title.generic, counts.count(title.generic)) for title in edition.roles.values()]
    mapped = {title.generic for title in edition.roles.values()} | {duty.owner for duty in edition.duties}
    bare = [
        role for role in GENERIC if role in mapped and role not in {title.generic for title in edition.roles.values()}
    ]
    both = [*named, *(OfRole(ROLES[role], role, counts.count(role)) for role in bare if role in ROLES)]
    return tuple(role for role in both if role.role in ROLES)


def _principles(edition: Edition) -> tuple[tuple[str, int], ...]:
    """Each principle in its words, and how many duties serve it."""
    serve = [principle for duty in edition.duties for principle in duty.principles]
    return tuple((entry.words, serve.count(entry.id)) for entry in edition.principles)
