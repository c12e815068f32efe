"""What has to be in place before a partnership may start, besides its approval, and what is overdue in one that runs
already: told before anybody decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.approvals.models import Matter
from concordat.approvals.presenters import Where
from concordat.approvals.routes import routes_of
from concordat.approvals.states import DONE
from concordat.councils.scope import Scope
from concordat.protocol.vocabulary import ENTRY
from concordat.register import gates, hooks
from concordat.register.known import Known, known_of
from concordat.ui.once import once
from concordat.ui.refusals import CannotDo

MOST = 10
_GATE = "start"


@dataclass(frozen=True)
class ToCome:
    """Something that is outstanding before the start, or overdue: its words and clause, how it stands, where it is
    told."""

    words: str
    clause: str
    status: str
    href: str


@dataclass(frozen=True)
class BeforeStart:
    """The first of what is outstanding, or overdue, and how many more there are."""

    first: list[ToCome]
    more: int


def before_start(scope: Scope, matter: Matter) -> BeforeStart | None:
    """What keeps a partnership that is to be entered from starting, its approval apart.

    None where nothing does, where it has started, and of other business, refused or withdrawn.
    """
    involvement = matter.involvement
    if matter.start != ENTRY or matter.ended not in ("", DONE):
        return None
    try:
        known = known_of(scope, involvement)
    except CannotDo:
        return None
    if gates.passed(_GATE, involvement, scope.on):
        return None
    key = ("outstanding", _GATE, involvement.pk, scope.on)
    left = once(key, lambda: gates.outstanding(_GATE, involvement, scope.on))
    own = {step.task for step in routes_of(known, matter, scope.on)}
    where = Where(scope, involvement)
    found = [
        ToCome(one.words, one.clause, gates.stands(one), _told_at(where, known, one.key))
        for one in left
        if one.key not in own
    ]
    return BeforeStart(found[:MOST], max(0, len(found) - MOST)) if found else None


def overdue_now(scope: Scope, matter: Matter) -> BeforeStart | None:
    """What is overdue today in a partnership that has started; None where nothing is, and of business that is over."""
    involvement = matter.involvement
    if matter.ended or not _runs(matter, scope.on):
        return None
    rows, total = hooks.overdue.of(scope, involvement, MOST)
    where = Where(scope, involvement)
    found = [ToCome(one.words, one.clause, one.since, where.to("duty", one.duty)) for one in rows]
    return BeforeStart(found, total - len(found)) if found else None


def _runs(matter: Matter, on: date) -> bool:
    """Whether it has started, or ran before it was entered; while it is entered, only where the day is on record."""
    involvement = matter.involvement
    if matter.start != ENTRY and involvement.already_running:
        return True
    return gates.passed(_GATE, involvement, on)


def _told_at(where: Where, known: Known, key: str) -> str:
    """A duty's own page; of a step of other business, all business."""
    duty = key.partition("/")[0]
    return where.to("duty", duty) if duty in known.rules.duties else where.to("matters")
