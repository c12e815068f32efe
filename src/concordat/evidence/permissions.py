"""Who may do what with files. Each ``check_can_x`` raises NotAllowed with the reason; ``can_x`` asks the same."""

from __future__ import annotations

from concordat.councils.permissions import asks
from concordat.councils.scope import Scope
from concordat.evidence import owners
from concordat.evidence.models import StoredFile
from concordat.ui.refusals import NotAllowed


def check_can_see(scope: Scope, kind: str, owner: str) -> None:
    """See the files attached to a thing: those who may see the thing."""
    asked = owners.owner_of(kind)
    try:
        seen = asked.can_see(scope, owner)
    except ValueError:  # what stands in the address is no id of that kind
        seen = False
    if not seen:
        raise NotAllowed("You may see only the files of what you may see.")


def check_can_add(scope: Scope, kind: str, owner: str) -> None:
    """Attach a file to a thing, or withdraw one."""
    check_can_see(scope, kind, owner)
    scope.check("add_file")
    if not owners.owner_of(kind).can_add(scope, owner):
        raise NotAllowed("You may attach and withdraw files only where the record is yours to keep.")


def check_can_withdraw(scope: Scope, file: StoredFile) -> None:
    """Withdraw a file: those who may attach one there."""
    check_can_add(scope, file.owner_kind, file.owner)


can_see = asks(check_can_see)
can_add = asks(check_can_add)
can_withdraw = asks(check_can_withdraw)
