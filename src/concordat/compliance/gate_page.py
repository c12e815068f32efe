"""Where what keeps a gate shut is put right: a duty on its page, a step of a route in the business that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from concordat.approvals import permissions, queries
from concordat.approvals.models import Matter, Waiting
from concordat.approvals.presenters import NEXT, move_words
from concordat.approvals.start_words import ASKS
from concordat.approvals.states import DONE
from concordat.compliance.places import places
from concordat.compliance.presenters import would_change
from concordat.compliance.standing import standing_on
from concordat.councils.scope import Scope
from concordat.protocol.approve import Route
from concordat.protocol.explain import Account
from concordat.protocol.explain.duty import is_asked
from concordat.protocol.standing import Outstanding
from concordat.protocol.vocabulary import ENTRY, STARTS
from concordat.register.gates import Lead
from concordat.register.models import Involvement

# Of a list with many rows to put right, so many are said here; the page of the duty says them all.
MOST = 3
SETTLE = "to be settled"


@dataclass(frozen=True)
class Business:
    """The matters of a partnership, what waits in them, and whether the reader may open another."""

    matters: Sequence[Matter]
    waiting: Sequence[Waiting]
    may_open: bool

    def matter_for(self, task: str, starts: Sequence[str]) -> Matter | None:
        """The open matter of one of these starts: the one that waits for this very step before any other."""
        waits = {row.matter_id for row in self.waiting if row.task == task}
        found = [row for row in self.matters if row.start in starts and not row.ended]
        return min(found, key=lambda row: (row.pk not in waits, starts.index(row.start)), default=None)

    def to_open(self, starts: Sequence[str]) -> str:
        """Which of these starts the reader may open, "" for none: what was entered is entered once."""
        entered = any(row.start == ENTRY and row.ended == DONE for row in self.matters)
        return min(starts, key=lambda start: entered and start == ENTRY, default="") if self.may_open else ""

    def words(self, task: str, matter: Matter) -> str:
        """What would move a step of a matter under way."""
        waiting = next((row for row in self.waiting if row.task == task and row.matter_id == matter.pk), None)
        return move_words(waiting.state, waiting.waits_for) if waiting is not None else NEXT["waits"]


def leads(scope: Scope, involvement: Involvement, gate: str, left: Sequence[Outstanding]) -> list[Lead]:
    """Where each leads, for this reader; in the order in which they came."""
    standing = standing_on(scope, involvement, scope.on)
    steps = _steps(scope, involvement, gate, left, standing.read.rules.edition.routes if standing else ())
    by_key = {_key(account): account for account in standing.lines} if standing else {}
    accounts = [by_key[one.key] for one in left if one.key in by_key]
    here = reverse("gate", args=[scope.council.slug, involvement.reference, gate])
    at = places(scope, involvement, accounts, here)
    found = []
    for one in left:
        account = by_key.get(one.key)
        if standing is None or account is None:
            own = Lead(one, "", reverse("council_standing", args=[scope.council.slug]), (), certain=True)
            found.append(steps.get(one.key, own))
            continue
        duty, read = account.duty.id, standing.read
        do = [(why.says, why.href) for why in would_change(scope, account, at)][:MOST]
        certain = is_asked(read.rules, duty, read.facts, standing.day)
        found.append(Lead(one, account.about, at.of_duty(duty), do, certain))
    return found


def _key(account: Account) -> str:
    return f"{account.duty.id}/{account.row}" if account.row else account.duty.id


def _steps(
    scope: Scope, involvement: Involvement, gate: str, left: Sequence[Outstanding], routes: Iterable[Route]
) -> dict[str, Lead]:
    """Where the steps of routes among them lead: to the open matter of any start of their route, or to where one is
    opened. What is under way is read once for all of them."""
    steps = [one for one in left if "." in one.key]
    if not steps:
        return {}
    starts = {route.id: route.starts for route in routes}
    business = Business(
        queries.matters(involvement), queries.waiting(involvement), permissions.can_open(scope, involvement)
    )
    args = [scope.council.slug, involvement.reference]
    return {one.key: _lead(args, gate, one, starts.get(one.key.partition(".")[0], []), business) for one in steps}


def _lead(args: list[str], gate: str, one: Outstanding, starts: Sequence[str], business: Business) -> Lead:
    # What starts with a gate of its own comes first where that is this gate.
    fitting = sorted(starts, key=lambda start: STARTS[start][1] != gate)
    under_way, start = business.matter_for(one.key, fitting), business.to_open(fitting)
    if under_way is not None:
        href, do = reverse("matter", args=[*args, under_way.reference]), business.words(one.key, under_way)
    elif start:
        href, do = f"{reverse('matter_open', args=args)}?start={start}", ASKS[start]
    else:
        href, do = reverse("matters", args=args), ""
    certain = one.status != SETTLE
    return Lead(one, "", href, [(do, "")] if do and certain else [], certain)
