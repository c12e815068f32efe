"""People and their roles."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts.services import has_accepted
from concordat.councils import members as service
from concordat.councils import permissions, presenters, queries
from concordat.councils.forms import AS_EVERYBODY, GiveRoleForm, InviteForm, UntilForm, WaysForm
from concordat.councils.models import Membership, RoleHeld
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, rules_now, scope_of
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.ui.tables import Cell, Column, Content, Table


def members(request: HttpRequest, council: str) -> HttpResponse:
    """Who works for the council, and in which roles."""
    scope = scope_of(request)
    rules = rules_now(scope)
    edition = rules.edition if rules else None
    rows: list[list[Content]] = [
        [
            Cell(row.user.name, address(scope, "member", row.pk)),
            ", ".join(presenters.role_words(held.role, held.local, edition) for held in _current(row)) or "No role",
            _state(row),
        ]
        for row in queries.members(scope)
    ]
    context = {
        "table": Table(
            [Column("Name"), Column("Roles"), Column("Signing in")],
            rows,
            "People who work for the council",
            "Nobody works for the council yet.",
            caption_hidden=True,
        ),
        "former": [(row, presenters.between(row.from_day, row.until)) for row in queries.former_members(scope)],
        "may": permissions.can_keep_members(scope),
    }
    return render(request, "councils/members.html", context)


def _current(row: Membership) -> list[RoleHeld]:
    held: list[RoleHeld] = row.current_roles  # type: ignore[attr-defined]
    return held


def _state(row: Membership) -> Cell:
    if not row.user.is_active:
        return Cell("Sign-in ended", tag="grey")
    return Cell("Can sign in") if has_accepted(row.user) else Cell("Invited", tag="blue")


def invite(request: HttpRequest, council: str) -> HttpResponse:
    """Invite somebody."""
    scope = scope_of(request)
    permissions.check_can_keep_members(scope)

    def save(form: Any) -> str:
        return address(scope, "member", service.invite(scope, **form.cleaned_data).pk)

    lead = "Somebody who signs in here for another council keeps the account they have."
    page = EditPage("Invite somebody", *_list(scope), lead=lead, button="Send invitation", done="Invitation sent")
    return edit_new(request, page, lambda data: InviteForm(data, initial={"from_": scope.on}), save)


def member(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """One person: their roles, deputies and absences."""
    scope = scope_of(request)
    row = or_404(queries.member(scope, pk))
    rules = rules_now(scope)
    edition = rules.edition if rules else None
    here = row.until is None or row.until > scope.on
    held = queries.roles_of(row)
    context = {
        "member": row,
        "between": presenters.between(row.from_day, row.until),
        "roles": [
            (one, presenters.role_words(one.role, one.local, edition), presenters.between(one.from_day, one.until))
            for one in held
            if one.until is None or one.until > scope.on
        ],
        "past": [
            (presenters.role_words(one.role, one.local, edition), presenters.between(one.from_day, one.until))
            for one in held
            if one.until is not None and one.until <= scope.on
        ],
        "ways": ", ".join(service.WAYS[way] for way in row.ways) or "As the council asks of everybody",
        "is_invited": here and row.user.is_active and not has_accepted(row.user),
        "may": here and permissions.can_keep_members(scope, row),
        "may_tell": here and permissions.can_tell_absence(scope, row),
        "may_hand_over": permissions.can_hand_over(scope, row),
        **away_of(scope, row),
    }
    return render(request, "councils/member.html", context)


def away_of(scope: Scope, row: Membership) -> dict[str, Any]:
    """Deputies and absences of a member, for the templates that show them."""
    return {
        "deputies": [
            (one, ROLES.get(one.role, ""), presenters.between(one.from_day, one.until))
            for one in queries.deputies_of(row, scope.on)
        ],
        "acting_for": [
            (one, ROLES.get(one.role, ""), presenters.between(one.from_day, one.until))
            for one in queries.acting_for(row, scope.on)
        ],
        "absences": [(one, presenters.between(one.from_day, one.until)) for one in queries.absences_of(row, scope.on)],
    }


def invite_again(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Send an invitation once more."""
    scope = scope_of(request)
    row = or_404(queries.member(scope, pk))
    permissions.check_can_keep_members(scope, row)

    def save(_form: Any) -> str:
        service.invite_again(scope, membership=row)
        return address(scope, "member", pk)

    page = EditPage(
        "Send the invitation again",
        *_page(scope, row),
        lead=f"{row.user.name} gets a new link at {row.user.email}. The one sent before stops working.",
        button="Send invitation",
        done="Invitation sent",
    )
    return edit_new(request, page, Form, save)


def member_ways(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Say how somebody has to sign in."""
    scope = scope_of(request)
    permissions.check_can_keep_members(scope)

    def read() -> Membership:
        return or_404(queries.member(scope, pk))

    def form_of(row: Membership, data: Any) -> BaseForm:
        return WaysForm(data, ways=list(service.WAYS.items()), initial={"ways": next(iter(row.ways), AS_EVERYBODY)})

    def save(form: Any, version: int) -> str:
        reason = form.cleaned_data["reason"]
        service.set_ways(scope, membership=read(), version=version, ways=form.named(), reason=reason)
        return address(scope, "member", pk)

    asked = "a second factor" if scope.council.second_factor else "a password"
    row = read()
    page = EditPage("Signing in", *_page(scope, row), row.user.name, lead=f"The council asks everybody for {asked}.")
    return edit_row(request, page, read, form_of, save)


def role_give(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Give a role."""
    scope = scope_of(request)
    row = or_404(queries.member(scope, pk))
    permissions.check_can_keep_members(scope, row)
    rules = rules_now(scope)
    titles: dict[str, list[tuple[str, str]]] = {}
    for code, title in rules.edition.roles.items() if rules else ():
        titles.setdefault(title.generic, []).append((code, title.title))

    def make(data: Any) -> BaseForm:
        return GiveRoleForm(data, titles=titles, initial={"from_": scope.on})

    def save(form: Any) -> str:
        role, local = form.parts()
        told = form.cleaned_data
        service.give_role(scope, membership=row, role=role, local=local, from_=told["from_"], reason=told["reason"])
        return address(scope, "member", pk)

    return edit_new(request, EditPage("Give a role", *_page(scope, row), row.user.name, done="Role given"), make, save)


def role_end(request: HttpRequest, council: str, pk: int, role: int) -> HttpResponse:
    """Take a role away."""
    scope = scope_of(request)
    row = or_404(queries.member(scope, pk))
    permissions.check_can_keep_members(scope, row)

    def read() -> RoleHeld:
        return or_404(queries.role_held(row, role))

    def save(form: Any, version: int) -> str:
        service.end_role(scope, held=read(), version=version, **form.cleaned_data)
        return address(scope, "member", pk)

    words = presenters.role_words(read().role, "", None).lower()
    page = EditPage(
        f"End the role of {words}",
        *_page(scope, row),
        row.user.name,
        button="End role",
        warning=True,
        done="Role ended",
    )
    return edit_row(request, page, read, lambda held, data: UntilForm(data, initial=_until(held, scope)), save)


def member_end(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Somebody leaves."""
    scope = scope_of(request)
    permissions.check_can_keep_members(scope)

    def read() -> Membership:
        return or_404(queries.member(scope, pk))

    def save(form: Any, version: int) -> str:
        service.end_membership(scope, membership=read(), version=version, **form.cleaned_data)
        return address(scope, "member", pk)

    row = read()
    page = EditPage(
        f"{row.user.name} leaves",
        *_page(scope, row),
        lead="Their roles and deputies end with it. Hand over their work first, so that nothing is left behind.",
        button="End their work here",
        warning=True,
        done=f"The leaving of {row.user.name} is recorded",
    )
    return edit_row(request, page, read, lambda one, data: UntilForm(data, initial=_until(one, scope)), save)


def _until(row: RoleHeld | Membership, scope: Scope) -> dict[str, Any]:
    return {"until": row.until or scope.on}


def _list(scope: Scope) -> tuple[str, str]:
    return address(scope, "members"), "People and roles"


def _page(scope: Scope, row: Membership) -> tuple[str, str]:
    return address(scope, "member", row.pk), row.user.name
