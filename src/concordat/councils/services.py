"""Councils themselves: setting one up, its name, its answers. What it adopts, gives and whom it invites: see
adoption, given_settings, plan (services and aims), members, away (deputies and absences), handover."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar, cast

from concordat.councils.facts import ANSWERS
from concordat.councils.models import Council
from concordat.councils.permissions import check_can_keep_settings, check_installer
from concordat.councils.scope import Scope
from concordat.history.acts import INSTALLATION, Actor, act
from concordat.history.recorded import Recorded, Stale
from concordat.ui.refusals import CannotDo

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_R = TypeVar("_R", bound=Recorded)


def reread(row: _R, version: int) -> _R:
    """The row as it is saved now. Raises Stale where its version is not the one that the person saw."""
    fresh = cast(_R, type(row).objects.get(pk=row.pk))
    if fresh.version != version:
        raise Stale(fresh)
    return fresh


def required(text: str, field: str, words: str, most: int) -> str:
    """Text without the spaces around it. Raises CannotDo where nothing is left, or too much."""
    text = " ".join(text.split())
    if not text:
        raise CannotDo(f"Enter {words}.", field)
    if len(text) > most:
        raise CannotDo(f"{words[0].upper()}{words[1:]} has to be {most} characters or fewer.", field)
    return text


def in_turn(council: Council) -> None:
    """Let those who do the same for a council at once wait for each other. The first step of an act, before it reads.

    Entering and adopting take turns, so that no name is given twice and no entry misses an adoption.
    """
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)


def found(
    actor: Actor, *, installer: bool, slug: str, name: str, code: str = "", second_factor: bool = True
) -> Council:
    """Set up a council. ``installer``: the actor looks after the installation, or is the command.

    Raises NotAllowed for anybody else, CannotDo where the name or the address is taken or does not fit.
    """
    check_installer(installer)
    name = required(name, "name", "the council's name", 160)
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise CannotDo("Enter the council's part of the address in small letters, figures and hyphens.", "slug")
    if Council.objects.filter(slug=slug).exists():
        raise CannotDo(f"There is a council at the address “{slug}” already. Choose another.", "slug")
    _check_name_is_free(name)
    council = Council(slug=slug, name=name, code=code.strip(), second_factor=second_factor)
    with act(actor, "Council set up", INSTALLATION) as done:
        council.save()
        done.say("councils.council", str(council.pk), slug=slug, name=name)
        done.scope = council.scope  # its chain begins with its founder, whose number only the database knew
    return council


def rename(scope: Scope, *, version: int, name: str, code: str = "", reason: str = "") -> Council:
    """Change the council's name, and its code in the register of local authorities."""
    check_can_keep_settings(scope)
    name = required(name, "name", "the council's name", 160)
    _check_name_is_free(name, scope.council)
    with act(scope.actor, "Council renamed", scope.council.scope, reason):
        council = reread(scope.council, version)
        council.name, council.code = name, code.strip()
        council.save()
    return council


def set_second_factor(scope: Scope, *, version: int, needed: bool, reason: str) -> Council:
    """Say whether the council's people need a second factor to sign in. Doing without needs a reason."""
    check_can_keep_settings(scope)
    if not needed and not reason.strip():
        raise CannotDo("Say why your council does without a second factor.", "reason")
    with act(scope.actor, "Second factor set", scope.council.scope, reason):
        council = reread(scope.council, version)
        council.second_factor = needed
        council.save()
    return council


def answer(
    scope: Scope,
    *,
    version: int,
    answers: Mapping[str, Any],
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> Council:
    """Answer what the dictionary asks of a council: ``register_keeper``, ``policy_statement``; each four-valued."""
    check_can_keep_settings(scope)
    check_correction(correction, reason)
    with act(scope.actor, "Council's answers kept", scope.council.scope, reason, correction=correction, since=since):
        council = reread(scope.council, version)
        for name, value in answers.items():
            if name not in ANSWERS:
                raise CannotDo(f"A council is not asked for “{name}”.")
            council.set_answer(name, value)
        council.save()
    return council


def check_correction(correction: bool, reason: str) -> None:
    """Raises CannotDo where a correction has no reason. A change in the world needs none."""
    if correction and not reason.strip():
        raise CannotDo("Say what was wrong and how you know. A correction needs its reason.", "reason")


def _check_name_is_free(name: str, but: Council | None = None) -> None:
    same = Council.objects.filter(name__iexact=name)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise CannotDo(f"There is a council called “{name}” already.", "name")
