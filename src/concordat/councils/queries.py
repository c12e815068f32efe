"""What is known of councils and their people. The scope, or the user it is made for, comes first."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from concordat.accounts.models import User
from concordat.councils.models import (
    Absence,
    AdoptedFile,
    Adoption,
    Aim,
    AssessmentQuestion,
    Council,
    Deputy,
    KeptEdition,
    Membership,
    RoleHeld,
    Service,
    SettingGiven,
)
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.models import Detail, Event
from concordat.history.recorded import Recorded
from concordat.ui.once import once

Found = TypeVar("Found", bound=Model)
# A database takes so many values in one query without complaint; of more, whoever asks asks for the whole council.
MOST_NAMED = 900


def on_day(day: date) -> Q:
    """Rows that count on a day: from ``from_day`` up to, not with, ``until``."""
    return Q(from_day__lte=day) & (Q(until=None) | Q(until__gt=day))


def scope_of(user: User, slug: str) -> Scope | None:
    """The scope of a user in a council today; None where they work in none of that name."""
    today = clock.today()
    membership = (
        Membership.objects.filter(on_day(today), user=user, council__slug=slug).select_related("council").first()
    )
    if membership is None:
        return None
    deputising = list(Deputy.objects.filter(on_day(today), deputy=membership).select_related("membership"))
    roles = frozenset(held.role for held in _roles(membership, deputising, today))
    for_ = frozenset((row.membership.user_id, row.role) for row in deputising)
    return Scope(user.actor, membership.council, roles, today, membership, user.pk, for_)


def _roles(membership: Membership, deputising: list[Deputy], today: date) -> list[RoleHeld]:
    """The roles a member holds, and those of the members they act for."""
    wanted = Q(membership=membership)
    for row in deputising:
        wanted |= Q(membership=row.membership_id, **({"role": row.role} if row.role else {}))
    return list(RoleHeld.objects.filter(wanted, on_day(today)))


def councils_of(user: User) -> QuerySet[Council]:
    """The councils in which a user works today, by name."""
    members = Membership.objects.filter(on_day(clock.today()), user=user)
    return Council.objects.filter(pk__in=members.values("council")).order_by("name")


def adoption_on(council: Council, day: date) -> Adoption | None:
    """The edition in force for a council on a day, without its text."""
    return Adoption.objects.filter(on_day(day), council=council).defer("canonical").order_by("-from_day").first()


def first_adoption(council: Council) -> Adoption | None:
    """The edition that a council adopted first, whenever it counts."""
    return Adoption.objects.filter(council=council).order_by("from_day").first()


def given_on(council: Council, day: date) -> dict[str, Any]:
    """What a council gave for its settings, as it counts on a day: the plain value by setting."""
    rows = SettingGiven.objects.filter(council=council).order_by("from_day").values_list("from_day", "setting", "value")
    given = once(("given", council.pk), lambda: list(rows))
    return {setting: value for from_, setting, value in given if from_ <= day}


def adoptions(scope: Scope) -> list[Adoption]:
    """Every edition that the council adopted, the latest first, without the texts."""
    return list(Adoption.objects.filter(council=scope.council).defer("canonical").order_by("-from_day"))


def adoption(scope: Scope, pk: int) -> Adoption | None:
    """One of the council's adopted editions."""
    return Adoption.objects.filter(council=scope.council, pk=pk).first()


def kept_edition(scope: Scope, key: str) -> KeptEdition | None:
    """An edition that was uploaded for this council and not adopted yet."""
    return KeptEdition.objects.filter(council=scope.council, key=key).first()


def members(scope: Scope) -> list[Membership]:
    """Who works for the council today or soon, by name, each with ``current_roles``. Two queries."""
    rows = Membership.objects.filter(_not_over(scope.on), council=scope.council).select_related("user")
    roles = Prefetch("roles", RoleHeld.objects.filter(_not_over(scope.on)).order_by("pk"), to_attr="current_roles")
    return list(rows.prefetch_related(roles).order_by("user__name", "pk"))


def former_members(scope: Scope) -> list[Membership]:
    """Who no longer works for the council, the last to go first."""
    rows = Membership.objects.filter(council=scope.council, until__lte=scope.on).select_related("user")
    return list(rows.order_by("-until", "pk"))


def member(scope: Scope, pk: int) -> Membership | None:
    """One of the council's people, gone or not."""
    return Membership.objects.filter(council=scope.council, pk=pk).select_related("user", "council").first()


def roles_of(membership: Membership) -> list[RoleHeld]:
    """Every role that a member holds, held or will hold."""
    return list(RoleHeld.objects.filter(membership=membership).order_by("from_day", "pk"))


def role_held(membership: Membership, pk: int) -> RoleHeld | None:
    """One of a member's roles."""
    return RoleHeld.objects.filter(membership=membership, pk=pk).select_related("membership").first()


def deputies_of(membership: Membership, day: date) -> list[Deputy]:
    """Who acts for a member, now or later."""
    rows = Deputy.objects.filter(_not_over(day), membership=membership)
    return list(rows.select_related("membership", "deputy__user").order_by("from_day", "pk"))


def acting_for(membership: Membership, day: date) -> list[Deputy]:
    """For whom a member acts, now or later."""
    rows = Deputy.objects.filter(_not_over(day), deputy=membership)
    return list(rows.select_related("membership__user").order_by("from_day", "pk"))


def absences_of(membership: Membership, day: date) -> list[Absence]:
    """A member's absences that are not over."""
    rows = Absence.objects.filter(membership=membership, until__gt=day)
    return list(rows.select_related("membership").order_by("from_day"))


def in_place(council: Council, users: Collection[int], day: date) -> set[int]:
    """Who sees on a day to what waits for some users: of those who are away, who acts for them, where anybody does.
    Nobody who does not work for the council on that day."""
    rows = Deputy.objects.filter(on_day(day), membership__council=council, membership__user__in=users)
    away = Absence.objects.filter(on_day(day), membership__council=council, membership__user__in=users)
    acting = list(rows.filter(membership__in=away.values("membership")).values_list("membership__user", "deputy__user"))
    found = set(users) - {user for user, _ in acting} | {deputy for _, deputy in acting}
    here = Membership.objects.filter(on_day(day), council=council, user__in=found)
    return set(here.values_list("user", flat=True))


def services(scope: Scope) -> list[Service]:
    """Every service the council has, had or will have, by name."""
    rows = Service.objects.filter(council=scope.council).select_related("became")
    return list(rows.order_by("sort_name", "pk"))


def service(scope: Scope, code: str) -> Service | None:
    """One of the council's services."""
    return Service.objects.filter(council=scope.council, code=code).first()


def aims(scope: Scope) -> list[Aim]:
    """Every aim of the council's plan, past ones too, in the order in which they were added."""
    return list(Aim.objects.filter(council=scope.council).order_by("from_day", "pk"))


def aim(scope: Scope, code: str) -> Aim | None:
    """One of the council's aims."""
    return Aim.objects.filter(council=scope.council, code=code).first()


def questions(scope: Scope) -> list[AssessmentQuestion]:
    """The questions of outside assessments, in the order in which they were added."""
    return list(AssessmentQuestion.objects.filter(council=scope.council).order_by("pk"))


def question(scope: Scope, pk: int) -> AssessmentQuestion | None:
    """One of these questions."""
    return AssessmentQuestion.objects.filter(council=scope.council, pk=pk).first()


def settings_given(scope: Scope, setting: str = "") -> list[SettingGiven]:
    """What the council gave for its settings, or for one, the earliest day first."""
    rows = SettingGiven.objects.filter(council=scope.council, **({"setting": setting} if setting else {}))
    return list(rows.order_by("from_day"))


def as_seen(scope: Scope, setting: str) -> SettingGiven:
    """What the council gave last for a setting; unsaved and without a value where it gave nothing.

    To look at, not to save: its ``version`` stands for all that was ever given for the setting, so that whoever gives
    another value hears of anybody who was faster.
    """
    rows = settings_given(scope, setting)
    seen = rows[-1] if rows else SettingGiven(council=scope.council, setting=setting, value="")
    seen.version = sum(row.pk + row.version for row in rows)
    return seen


def setting_given(scope: Scope, setting: str, pk: int) -> SettingGiven | None:
    """One value that the council gave."""
    return SettingGiven.objects.filter(council=scope.council, setting=setting, pk=pk).first()


def last_saved_by(scope: Scope, model: str, rows: Sequence[Recorded]) -> dict[int, tuple[str, datetime]]:
    """Who saved each of some rows of a model last, and when; "" where the name was erased. Three queries."""
    if not rows:
        return {}
    chain = Detail.objects.filter(scope=scope.council.scope)
    changes = chain.filter(model=model, object__in=[str(row.pk) for row in rows])
    last = {int(pk): number for pk, number in changes.order_by("number").values_list("object", "number")}
    said = dict(chain.filter(item=0, number__in=last.values()).values_list("number", "values"))
    events = Event.objects.filter(scope=scope.council.scope, number__in=last.values())
    at = dict(events.values_list("number", "at"))
    return {pk: (_name_in(said[number]), at[number]) for pk, number in last.items()}


def _name_in(values: str) -> str:
    actor = json.loads(values).get("actor")
    return str(actor[2]) if actor else ""


def _not_over(day: date) -> Q:
    return Q(until=None) | Q(until__gt=day)


def file_names(adopted: Adoption) -> list[str]:
    """The names of an adopted edition's files, in order."""
    return list(AdoptedFile.objects.filter(adoption=adopted).order_by("name").values_list("name", flat=True))


def adopted_file(adopted: Adoption, name: str) -> AdoptedFile | None:
    """One file of an adopted edition."""
    return AdoptedFile.objects.filter(adoption=adopted, name=name).first()


def with_adoption(rows: QuerySet[Found], *more: str) -> QuerySet[Found]:
    """Rows with what was adopted, and whatever ``more``; without its whole text, which lies ready once it was read."""
    return rows.select_related("adoption", *more).defer("adoption__canonical")
