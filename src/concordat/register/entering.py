"""Entering a partnership in a council's register, joining one that is on record, and taking a wrong entry out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Adoption
from concordat.councils.queries import adoption_on
from concordat.councils.scope import Scope
from concordat.councils.services import in_turn, required, reread
from concordat.history import clock
from concordat.history.acts import act
from concordat.history.ordering import sort_key
from concordat.register import organisations, permissions
from concordat.register.checking import SERVICE, check_service, checked
from concordat.register.columns import FACTS, JOINT, OWN
from concordat.register.models import Involvement, JudgedUnder, Partnership, Party, Person, Responsibility
from concordat.register.queries_core import next_own_reference, of_same_name
from concordat.register.rows import check_reason
from concordat.ui.refusals import CannotDo

LEAD = "lead_officer"
_SAID_OTHERWISE = frozenset({"partnership.name", "involvement.entered_on"})
Answers = Mapping[str, Any]


def enter(
    scope: Scope,
    *,
    name: str,
    entered_on: date,
    answers: Answers | None = None,
    lead_officer: Person | None = None,
    own_reference: str = "",
) -> Involvement:
    """Enter a partnership that nobody here has on record; the council keeps its joint record.

    ``answers`` are by the dictionary's names, joint and own. Without ``own_reference`` it gets the next free one.
    No reason is asked: the act stands in the joint record too, where every party would read what the council said.
    Raises NotAllowed, or CannotDo with the field: ``name``, ``entered_on``, ``own_reference``, or a fact's name.
    """
    permissions.check_can_enter(scope)
    with act(scope.actor, "Partnership entered", scope.council.scope):
        return put_in(
            scope,
            name=name,
            entered_on=entered_on,
            answers=answers or {},
            lead_officer=lead_officer,
            own_reference=own_reference,
        )


def put_in(
    scope: Scope, *, name: str, entered_on: date, answers: Answers, lead_officer: Person | None, own_reference: str
) -> Involvement:
    """The step of an act that enters a new partnership: for rooms above, whose acts do more at once."""
    name = required(name, "name", "the partnership's name", 200)
    in_turn(scope.council)
    adoption = _adoption(scope, entered_on)
    joint, own = _split(scope, adoption, answers, entered_on)
    check_name_is_free(scope, name)
    partnership = Partnership(steward=scope.council, name=name, sort_name=sort_key(name))
    for column, answer in joint.items():
        partnership.set_answer(column, answer)
    partnership.save()
    Party(partnership=partnership, organisation=organisations.of_council(scope.council)).save()
    return _involvement(scope, partnership, adoption, entered_on, own, lead_officer, own_reference)


def join(
    scope: Scope,
    *,
    partnership: Partnership,
    entered_on: date,
    answers: Answers | None = None,
    lead_officer: Person | None = None,
    own_reference: str = "",
) -> Involvement:
    """Enter the council's own part in a partnership on record, of which it is a party or which is open to it.

    No reason is asked, as in :func:`enter`.
    """
    permissions.check_can_join(scope, partnership)
    with act(scope.actor, "Partnership joined", scope.council.scope):
        in_turn(scope.council)
        adoption = _adoption(scope, entered_on)
        joint, own = _split(scope, adoption, answers or {}, entered_on)
        if joint:
            at = next(fact for fact in answers or {} if fact in JOINT)
            raise CannotDo("The council that keeps the joint record answers this.", at)
        check_name_is_free(scope, partnership.name)
        organisation = organisations.of_council(scope.council)
        if not Party.objects.filter(partnership=partnership, organisation=organisation).exists():
            Party(partnership=partnership, organisation=organisation).save()
        return _involvement(scope, partnership, adoption, entered_on, own, lead_officer, own_reference)


def withdraw_entry(scope: Scope, *, involvement: Involvement, version: int, reason: str) -> Involvement:
    """Take out an entry that should never have been made; what was recorded of it stays in the record."""
    permissions.check_can_withdraw_entry(scope, involvement)
    check_reason(reason, "Say why this entry should never have been made.")
    others = Involvement.objects.filter(partnership=involvement.partnership_id, withdrawn_at=None).exclude(
        pk=involvement.pk
    )
    if involvement.partnership.steward_id == scope.council.pk and others.exists():
        raise CannotDo("Other councils are in this partnership. Hand the joint record over to one of them first.")
    with act(scope.actor, "Entry taken out of the register", scope.council.scope, reason):
        row = reread(involvement, version)
        row.withdrawn_at = clock.now()
        row.save()
    return row


def name_own_reference(
    scope: Scope, *, involvement: Involvement, version: int, own_reference: str, reason: str = ""
) -> Involvement:
    """Change what the council calls the partnership in its own numbering; empty takes it away."""
    permissions.check_can_keep_involvement(scope, involvement)
    with act(scope.actor, "Own reference changed", scope.council.scope, reason):
        in_turn(scope.council)
        row = reread(involvement, version)
        row.own_reference = _free_reference(scope, own_reference, but=row.pk)
        row.save()
    return row


def check_name_is_free(scope: Scope, name: str, *, but: int = 0, field: str = "name") -> None:
    """Raises CannotDo where the council has another partnership of this name."""
    same = of_same_name(scope, name, but=but)
    if same is not None:
        number = f" ({same.own_reference})" if same.own_reference else ""
        raise CannotDo(f"“{same.partnership.name}”{number} is in the register already. Choose another name.", field)


def _adoption(scope: Scope, entered_on: date) -> Adoption:
    if entered_on > scope.on:
        raise CannotDo("This day has not come. Enter today or an earlier day.", "entered_on")
    adoption = adoption_on(scope.council, entered_on)
    if adoption is None:
        raise CannotDo(
            f"{scope.council} had adopted no protocol on that day. Adopt one first, or enter a later day.", "entered_on"
        )
    return adoption


def _split(
    scope: Scope, adoption: Adoption, answers: Answers, entered_on: date
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers by column, joint and own. Raises CannotDo where one does not fit."""
    edition = rules_of(adoption).edition
    joint: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for name, answer in answers.items():
        if name in _SAID_OTHERWISE or name not in (*JOINT, *OWN):
            raise ValueError(f"“{name}” is not among the answers of a new entry.")
        fits = checked(name, FACTS[name], answer, edition)
        if name in JOINT:
            joint[JOINT[name]] = fits
        else:
            own[OWN[name]] = fits
        if name == SERVICE:
            check_service(scope.council.pk, fits, entered_on)
        if name.startswith("gates.") and isinstance(fits, date) and fits <= scope.on:
            _check_ran_before(name, fits, answers, entered_on)
    return joint, own


def _check_ran_before(name: str, day: date, answers: Answers, entered_on: date) -> None:
    """What was already running has passed gates before the protocol asked anything of it; all else passes them here."""
    if answers.get("involvement.already_running") is not True:
        raise CannotDo("Enter the partnership first, then pass its gates.", name)
    if day >= entered_on:
        raise CannotDo(
            "What was running already has a day before that of its entry. "
            "Check both days; or leave this one out, enter the partnership, then pass the gate.",
            name,
        )


def _involvement(
    scope: Scope,
    partnership: Partnership,
    adoption: Adoption,
    entered_on: date,
    own: Mapping[str, Any],
    lead_officer: Person | None,
    own_reference: str,
) -> Involvement:
    number = _free_reference(scope, own_reference) or next_own_reference(scope)
    row = Involvement(council=scope.council, partnership=partnership, own_reference=number, entered_on=entered_on)
    for column, answer in own.items():
        row.set_answer(column, answer)
    row.save()
    JudgedUnder(involvement=row, adoption=adoption, from_day=entered_on, until=adoption.until).save()
    for later in Adoption.objects.filter(council=scope.council, from_day__gt=adoption.from_day).order_by("from_day"):
        JudgedUnder(involvement=row, adoption=later, from_day=later.from_day, until=later.until).save()
    if lead_officer is not None:
        if lead_officer.council_id != scope.council.pk:
            raise CannotDo("Choose one of the council's own people.", LEAD)
        Responsibility(involvement=row, role=LEAD, person=lead_officer, from_day=entered_on).save()
    return row


def _free_reference(scope: Scope, own_reference: str, *, but: int = 0) -> str:
    number = " ".join(own_reference.split())
    if len(number) > 40:
        raise CannotDo("The reference has to be 40 characters or fewer.", "own_reference")
    taken = Involvement.objects.filter(council=scope.council, withdrawn_at=None, own_reference=number).exclude(pk=but)
    if number and taken.exists():
        raise CannotDo(f"“{number}” is another partnership's reference. Choose another.", "own_reference")
    return number
