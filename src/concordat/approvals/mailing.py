"""Mail to those for whom a step begins to wait: one each for a step and its turn, and nothing confidential in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from concordat.accounts import mail
from concordat.accounts.models import User
from concordat.approvals.models import ActDone, Papers, Told, Waiting
from concordat.approvals.presenters import task_words
from concordat.approvals.queries import turn_of
from concordat.approvals.staff import Member, staff_of
from concordat.history import clock

OPEN = "open"


def leave_to_worker(rows: Sequence[Waiting]) -> None:
    """Ask the worker to tell those for whom something may have begun to wait. A row of the same transaction."""
    for pk in sorted({row.matter_id for row in rows if row.state == OPEN}):
        tell.enqueue(pk)


@task()
def tell(matter: int) -> int:
    """Send what was not sent yet of a matter's open steps. Can be run again at any time. Answers how many mails."""
    rows = Waiting.objects.filter(matter=matter, state=OPEN)
    found = list(rows.select_related("involvement__partnership", "council", "adoption", "matter"))
    return sum(_tell(row, user) for row in found for user in _users(row))


def _users(row: Waiting) -> list[User]:
    """Those who may move it: of somebody who is away, who acts for them instead."""
    turn = turn_of(row)
    staff = staff_of(row.council, [row.involvement_id], row.senders, clock.today())
    members = [member for one in turn.actors for member in staff.members(turn, one)]
    wanted = {user for member in members for user in _recipients(member)} - set(row.senders)
    return list(User.objects.filter(pk__in=wanted, is_active=True).order_by("pk"))


def _recipients(member: Member) -> Iterator[int]:
    if member.away is None or not member.deputies:
        yield member.user
    if member.away is not None:
        yield from (user for user, _ in member.deputies)


def _tell(row: Waiting, user: User) -> bool:
    with transaction.atomic():
        _, new = Told.objects.get_or_create(matter=row.matter, task=row.task, turn=_turn(row), user=user)
        if new:
            args = [row.council.slug, row.involvement.reference, row.matter.reference]
            context = {
                "name": user.name,
                "partnership": row.involvement.partnership.name,
                "asked": task_words(turn_of(row).edition, row.task),
                "link": f"{settings.SITE_URL}{reverse('matter', args=args)}",
            }
            mail.post("approvals/mail/waits", user.email, context)
    return new


def _turn(row: Waiting) -> str:
    papers = Papers.objects.filter(matter=row.matter).order_by("-number").values_list("pk", flat=True).first()
    act = ActDone.objects.filter(matter=row.matter, task=row.task).order_by("-number").values_list("pk", flat=True)
    return f"{papers}.{act.first()}"
