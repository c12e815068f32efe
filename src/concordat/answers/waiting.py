"""Questions about answers that nobody has replied to: for whom each waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from concordat.answers.models import Handed, Query
from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Membership, RoleHeld
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.register.choices import lead_roles
from concordat.register.known import adoptions_of
from concordat.register.models import Involvement, Responsibility
from concordat.register.permissions import holding

MOST = 500
LEAD, TEAM = lead_roles(None), "partnership_team"


def queries_for(scope: Scope, of: Involvement | None = None) -> list[Query]:
    """The questions that wait for the reader, or for somebody they act for, in their council or ``of`` one partnership,
    the longest first. One query where none is open, else four; five where nobody who is responsible is left."""
    rows = Query.objects.filter(involvement__council=scope.council, involvement__withdrawn_at=None, replied_on=None)
    if of is not None:
        rows = rows.filter(involvement=of)
    found = list(rows.select_related("involvement__partnership", "asked_by").order_by("asked_on", "pk")[:MOST])
    whom = asked(found, scope.on)
    return [row for row in found if whom[row.pk] & scope.people and row.asked_by_id != scope.user_id]


def asked(rows: Sequence[Query], on: date) -> dict[int, set[int]]:
    """By question, the users who are to reply: whoever has a section of the form in hand, and the lead officer; where
    there is no other, everybody who is responsible. Of those who have gone it asks nobody: where nobody who is
    responsible is left, it asks the partnership team. Never whoever asked."""
    if not rows:
        return {}
    involvements = {row.involvement_id for row in rows}
    leads: defaultdict[int, set[int]] = defaultdict(set)
    everybody: defaultdict[int, set[int]] = defaultdict(set)
    held = Responsibility.objects.filter(holding(on), _works_here(on), involvement__in=involvements)
    adopted = adoptions_of(list({row.involvement_id: row.involvement for row in rows}.values()), on)
    lead = {pk: lead_roles(rules_of(adoption).edition) for pk, adoption in adopted.items()}
    for pk, role, user in held.values_list("involvement_id", "role", "person__user_id"):
        everybody[pk].add(user)
        if role in lead.get(pk, LEAD):
            leads[pk].add(user)
    in_hand: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    here = Membership.objects.filter(on_day(on))
    handed = Handed.objects.filter(involvement__in=involvements, done_on=None, to__in=here)
    for pk, form, user in handed.values_list("involvement_id", "form", "to__user_id"):
        in_hand[pk, form].add(user)
    team = _team([row for row in rows if not everybody[row.involvement_id]], on)
    return {
        row.pk: (leads[row.involvement_id] | in_hand[row.involvement_id, row.form]) - {row.asked_by_id}
        or (everybody[row.involvement_id] or team[row.involvement.council_id]) - {row.asked_by_id}
        for row in rows
    }


def _works_here(on: date) -> Exists:
    """Responsibilities of people who sign in, and still work for the council."""
    return Exists(
        Membership.objects.filter(on_day(on), user=OuterRef("person__user"), council=OuterRef("involvement__council"))
    )


def _team(rows: Sequence[Query], on: date) -> defaultdict[int, set[int]]:
    """By council, the partnership team, for questions that nobody is left to reply to. One query where there is any."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    councils = {row.involvement.council_id for row in rows}
    held = RoleHeld.objects.filter(on_day(on), role=TEAM, membership__council__in=councils)
    for council, user in held.values_list("membership__council_id", "membership__user_id") if councils else ():
        found[council].add(user)
    return found
