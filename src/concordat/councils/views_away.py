"""Deputies, absences and handing over: a member's own, and anybody's for those who keep members."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import away, handover, permissions, presenters, queries
from concordat.councils.forms import AbsenceForm, DeputyForm, HandOverForm, UntilForm
from concordat.councils.models import Absence, Deputy, Membership
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, scope_of
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.councils.views_members import away_of
from concordat.ui.refusals import CannotDo


def absence(request: HttpRequest, council: str) -> HttpResponse:
    """One's own absences and deputies."""
    scope = scope_of(request)
    own = or_404(scope.membership)
    return render(request, "councils/absence.html", {"member": own, "may_tell": True, **away_of(scope, own)})


def absence_tell(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Tell of an absence."""
    scope = scope_of(request)
    row = _member(scope, pk)

    def save(form: Any) -> str:
        away.tell_absence(scope, membership=row, **form.cleaned_data)
        return _to(scope, row)[0]

    lead = "Tell the days only. Why somebody is away is not asked and not kept."
    page = EditPage("Tell of an absence", *_to(scope, row), row.user.name, lead=lead, done="Absence recorded")
    return edit_new(request, page, AbsenceForm, save)


def absence_take_back(request: HttpRequest, council: str, pk: int, row: int) -> HttpResponse:
    """Take an absence back."""
    scope = scope_of(request)
    member = _member(scope, pk)

    def read() -> Absence:
        found = [one for one in queries.absences_of(member, scope.on) if one.pk == row]
        return or_404(found[0] if found else None)

    def save(_form: Any, version: int) -> str:
        away.take_back_absence(scope, absence=read(), version=version)
        return _to(scope, member)[0]

    told = read()
    lead = f"{presenters.between(told.from_day, told.until)}."
    page = EditPage(
        "Take an absence back",
        *_to(scope, member),
        member.user.name,
        lead=lead,
        button="Take back",
        done="Absence taken back",
    )
    return edit_row(request, page, read, lambda _row, data: Form(data), save)


def deputy_set(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Name a deputy."""
    scope = scope_of(request)
    row = _member(scope, pk)
    others = {str(one.pk): one for one in queries.members(scope) if one.pk != row.pk}
    roles = list(dict.fromkeys(held.role for held in queries.roles_of(row) if _goes_on(held.until, scope)))

    def make(data: Any) -> BaseForm:
        return DeputyForm(data, others=list(others.values()), roles=roles, initial={"from_": scope.on})

    def save(form: Any) -> str:
        told = dict(form.cleaned_data)
        away.set_deputy(scope, membership=row, deputy=others[told.pop("deputy")], **told)
        return _to(scope, row)[0]

    page = EditPage(
        "Name a deputy",
        *_to(scope, row),
        row.user.name,
        lead="While they deputise, they may do what the person may. It is recorded under their own name.",
        done="Deputy named",
    )
    return edit_new(request, page, make, save)


def deputy_end(request: HttpRequest, council: str, pk: int, row: int) -> HttpResponse:
    """Let a deputy act no longer."""
    scope = scope_of(request)
    member = _member(scope, pk)

    def read() -> Deputy:
        found = [one for one in queries.deputies_of(member, scope.on) if one.pk == row]
        return or_404(found[0] if found else None)

    def save(form: Any, version: int) -> str:
        away.end_deputy(scope, row=read(), version=version, **form.cleaned_data)
        return _to(scope, member)[0]

    title = f"End deputising by {read().deputy.user.name}"
    page = EditPage(title, *_to(scope, member), member.user.name, button="End deputising", done="Deputising ended")
    return edit_row(request, page, read, lambda one, data: UntilForm(data, initial=_until(one, scope)), save)


def hand_over(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """Hand over a person's work, with the list of it before."""
    scope = scope_of(request)
    row = or_404(queries.member(scope, pk))
    held = handover.held_by(scope, row)
    others = {str(one.pk): one for one in queries.members(scope) if one.pk != row.pk}
    kinds = [(one.kind, f"{one.words} ({len(one.things)})") for one in held]

    def make(data: Any) -> BaseForm:
        return HandOverForm(data, others=list(others.values()), kinds=kinds, initial={"kinds": [k for k, _ in kinds]})

    def save(form: Any) -> str:
        told = form.cleaned_data
        receiver = others.get(told["receiver"])
        if receiver is None:
            raise CannotDo("Choose somebody else to take over the work.", "receiver")
        handover.hand_over(scope, leaver=row, receiver=receiver, kinds=told["kinds"], reason=told["reason"])
        return address(scope, "member", pk)

    page = EditPage(
        f"Hand over the work of {row.user.name}",
        address(scope, "member", pk),
        row.user.name,
        button="Hand over",
        done="Work handed over",
        template="councils/hand_over.html",
        more={"held": held},
    )
    return edit_new(request, page, make, save)


def _member(scope: Scope, pk: int) -> Membership:
    """The member, where the reader may tell of their absence. Raises Http404 and NotAllowed."""
    row = or_404(queries.member(scope, pk))
    permissions.check_can_tell_absence(scope, row)
    return row


def _to(scope: Scope, row: Membership) -> tuple[str, str]:
    """Back to one's own page, or to the member's."""
    if scope.membership is not None and scope.membership.pk == row.pk:
        return address(scope, "absence"), "Your absences and deputies"
    return address(scope, "member", row.pk), row.user.name


def _goes_on(until: Any, scope: Scope) -> bool:
    return until is None or until > scope.on


def _until(row: Deputy, scope: Scope) -> dict[str, Any]:
    return {"until": row.until or scope.on}
