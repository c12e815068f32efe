"""Who can sign in to a demonstration: shown where it is started, and on its start page."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from concordat.councils.models import Membership
from concordat.councils.roles import ROLES
from concordat.register.models import PartyMember
from concordat.ui.tables import Column, Content, Table


@dataclass(frozen=True)
class SignIn:
    """Somebody who can sign in to the demonstration."""

    council: str
    name: str
    role: str
    email: str
    secret: str


def sign_ins() -> list[SignIn]:
    """Who can sign in, council by council; ``secret`` is that of a second factor, where there is one."""
    secrets = {row.user_id: row.data["secret"] for row in Authenticator.objects.filter(type=Authenticator.Type.TOTP)}
    rows = (
        Membership.objects.select_related("council", "user").prefetch_related("roles").order_by("council__name", "pk")
    )
    return [
        SignIn(
            row.council.name,
            row.user.name,
            ", ".join(ROLES[held.role] for held in row.roles.all()),
            row.user.email,
            secrets.get(row.user_id, ""),
        )
        for row in rows
    ] + [
        SignIn(str(row.party), row.user.name, "A partner’s person", row.user.email, "")
        for row in PartyMember.objects.select_related("user", "party__organisation")
    ]


def table() -> Table:
    """The same as a table for the start page. The secret is printed where the demonstration was started, not here."""
    rows: list[list[Content]] = [[one.name, one.council, one.role, one.email] for one in sign_ins()]
    columns = [Column("Name"), Column("Works for"), Column("As"), Column("Signs in as")]
    return Table(columns, rows, "People of the demonstration", "There is nobody yet.", dense=True, caption_hidden=True)
