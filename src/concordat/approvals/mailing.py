"""Mail to those for whom a step begins to wait: one each for a step and its turn, and nothing confidential in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from concordat.accounts import outbox
from concordat.accounts.models import User
from concordat.approvals import whose
from concordat.approvals.models import ActDone, Papers, Waiting
from concordat.approvals.presenters import step_of, task_words
from concordat.approvals.queries import turn_of
from concordat.approvals.staff import Member, Staff, staff_of
from concordat.approvals.whose import Turn
from concordat.councils.queries import with_adoption
from concordat.history import clock
from concordat.protocol.vocabulary import GIVEN

OPEN = "open"


def leave_to_worker(rows: Sequence[Waiting]) -> None:
    """Ask the worker to tell those for whom something may have begun to wait. A row of the same transaction."""
    for pk in sorted({row.matter_id for row in rows if row.state == OPEN}):
        tell.enqueue(pk)


@task()
def tell(matter: int) -> int:
    """Send what was not sent yet of a matter's open steps. Can be run again at any time. Answers how many mails."""
    rows = Waiting.objects.filter(matter=matter, state=OPEN)
    found = list(with_adoption(rows, "involvement__partnership", "council", "matter"))
    return sum(_tell(row, user) for row in found for user in _users(row))


def _users(row: Waiting) -> list[User]:
    """Those who may move it."""
    turn = turn_of(row)
    staff = staff_of(row.council, [row.involvement_id], row.senders, clock.today())
    wanted = {user for one in turn.actors for user in _asked(staff, turn, one)}
    return list(User.objects.filter(pk__in=wanted, is_active=True).order_by("pk"))


def _asked(staff: Staff, turn: Turn, one: str) -> set[int]:
    """Who may do what is asked of one. Who sent it in may not, but may put down what others did."""
    barred = frozenset[int]() if whose.is_recorded(turn.edition, one) else turn.senders
    return {user for member in staff.members(turn, one) for user in _recipients(member, barred)}


def _recipients(member: Member, barred: AbstractSet[int]) -> Iterator[int]:
    """Whoever is asked; those who act for them instead, where they are away or sent it in themselves."""
    deputies = [user for user, _ in member.deputies if user not in barred]
    if deputies and (member.away is not None or member.user in barred):
        yield from deputies
    elif member.user not in barred:
        yield member.user


def _tell(row: Waiting, user: User) -> bool:
    args = [row.council.slug, row.involvement.reference, row.matter.reference]
    context = {
        "name": user.name,
        "partnership": row.involvement.partnership.name,
        "asked": task_words(turn_of(row).edition, row.task),
        "link": f"{settings.SITE_URL}{reverse('matter', args=args)}",
    }
    return outbox.once(turn_name(row), user, "accounts/mail/waits", context)


def turn_name(row: Waiting) -> str:
    """What a step in its turn is called among the mails: by its papers, and the last act by which it was sent back or
    put off. What others of those asked give beside does not renew it; where they are asked one after the other, whose
    turn it is belongs to it too."""
    papers = Papers.objects.filter(matter=row.matter).order_by("-number").values_list("pk", flat=True).first()
    acts = ActDone.objects.filter(matter=row.matter, task=row.task).exclude(outcome__in=GIVEN)
    act = acts.order_by("-number").values_list("pk", flat=True).first()
    step = step_of(turn_of(row).edition, row.task)
    whose_turn = f" {row.actors[0]}" if step is not None and step.how == "in_order" and row.actors else ""
    return f"step {row.matter_id} {row.task} {papers}.{act}{whose_turn}"
