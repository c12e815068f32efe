"""Who may keep what. The rights are the register's: the joint record's, and those of a council's own part."""

from __future__ import annotations

from concordat.councils.permissions import asks
from concordat.councils.scope import Scope
from concordat.records.queries import Side
from concordat.register.permissions import check_can_keep_involvement, check_can_keep_joint


def check_can_keep(scope: Scope, side: Side) -> None:
    """Answer facts and keep rows: of the joint record, or of the council's own part."""
    if side.joint:
        check_can_keep_joint(scope, side.involvement.partnership)
    else:
        check_can_keep_involvement(scope, side.involvement)


can_keep = asks(check_can_keep)
