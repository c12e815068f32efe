"""The joint record of a partnership: what its steward keeps for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.councils.services import required, reread
from concordat.history import clock
from concordat.history.acts import act
from concordat.history.ordering import sort_key
from concordat.register import permissions
from concordat.register.checking import checked, had_answer
from concordat.register.columns import FACTS, JOINT
from concordat.register.entering import check_name_is_free
from concordat.register.joint import Joint
from concordat.register.models import Involvement, OpenTo, Partnership
from concordat.register.rows import check_reason, check_told, who
from concordat.ui.answers import is_unknown
from concordat.ui.refusals import CannotDo

NAME = "partnership.name"
NOBODY, NAMED, ALL = "nobody", "named", "all"


def answer(
    opened: Scope | Joint,
    *,
    partnership: Partnership,
    answers: Mapping[str, Any],
    version: int,
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> Partnership:
    """Answer joint facts, by the dictionary's names; those not named stay as they are. The steward's people only.

    Raises ValueError for a fact that is none of these, CannotDo at the fact's name where the answer does not fit.
    ``lead_authority.organisation`` takes an Organisation.
    """
    permissions.check_can_keep_joint(opened, partnership)
    columns = {JOINT[name]: checked(name, FACTS[name], said) for name, said in answers.items() if _is_joint(name)}
    actor, chain = who(opened)
    verb = "Joint record corrected" if correction else "Joint record changed"
    with act(actor, verb, chain, reason, correction=correction, since=since):
        row = reread(partnership, version)
        had = had_answer(row, columns)
        check_told(had_answer=had, correction=correction, since=since, reason=reason, today=clock.today())
        for column, fits in columns.items():
            if column == "name":
                _rename(opened, row, fits)
            else:
                row.set_answer(column, fits)
        row.save()
    return row


def open_to(
    scope: Scope,
    *,
    partnership: Partnership,
    version: int,
    whom: str,
    councils: Collection[Council] = (),
    reason: str = "",
) -> Partnership:
    """Say which councils may find the partnership: ``nobody``, ``named`` (these councils) or ``all`` of them here."""
    permissions.check_can_decide_joint(scope, partnership)
    if whom not in (NOBODY, NAMED, ALL):
        raise CannotDo("Choose who may find this partnership.", "open_to")
    wanted = {council.pk: council for council in councils if council.pk != scope.council.pk} if whom == NAMED else {}
    if whom == NAMED and not wanted:
        raise CannotDo("Choose at least one council, or nobody.", "councils")
    with act(scope.actor, "Said who may find the partnership", scope.council.scope, reason):
        row = reread(partnership, version)
        row.open_to = whom
        row.save()
        for there in OpenTo.objects.filter(partnership=row):
            if wanted.pop(there.council_id, None) is None:
                there.delete()
        for council in wanted.values():
            OpenTo(partnership=row, council=council).save()
    return row


def hand_stewardship(
    scope: Scope, *, partnership: Partnership, version: int, to_council: Council, reason: str
) -> Partnership:
    """Hand the joint record over to another council that is in the partnership. It needs a reason: both read it."""
    permissions.check_can_decide_joint(scope, partnership)
    check_reason(reason, "Say why the joint record is handed over.")
    if to_council.pk == scope.council.pk:
        raise CannotDo("Your council keeps the joint record already. Choose another council.", "to_council")
    there = Involvement.objects.filter(partnership=partnership, council=to_council, withdrawn_at=None)
    if not there.exists():
        raise CannotDo(f"{to_council} has not entered this partnership. It has to do so first.", "to_council")
    with act(scope.actor, "Joint record handed over", scope.council.scope, reason):
        row = reread(partnership, version)
        row.steward = to_council
        row.save()
    return row


def _rename(opened: Scope | Joint, row: Partnership, name: Any) -> None:
    if is_unknown(name):
        raise CannotDo("Enter the partnership's name.", NAME)
    name = required(name, NAME, "the partnership's name", 200)
    scope = opened if isinstance(opened, Scope) else opened.scope
    if scope is not None:
        check_name_is_free(scope, name, but=row.pk, field=NAME)
    row.name, row.sort_name = name, sort_key(name)


def _is_joint(name: str) -> bool:
    if name not in JOINT:
        raise ValueError(f"“{name}” is no fact of the joint record.")
    return True
