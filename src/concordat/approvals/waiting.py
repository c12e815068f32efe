"""What waits in open matters, for whom and since when: worked out as each act closes, and looked up by lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from concordat.answers.models import Submitted
from concordat.approvals import mailing
from concordat.approvals.models import ActDone, Matter, Papers, Waiting
from concordat.approvals.needed import forms_needed
from concordat.approvals.routes import CAN_BE_DONE, StepOf, routes_of
from concordat.approvals.senders import senders_of
from concordat.history import clock
from concordat.history.acts import Act
from concordat.history.recorded import Recorded
from concordat.register import reach
from concordat.register.known import Known, known_of_many

NOT_SENT = "not_sent"


@dataclass(frozen=True)
class Under:
    """A matter under way: its last papers, and the last act on each of its tasks."""

    matter: Matter
    papers: Papers | None
    last: dict[str, ActDone]
    senders: frozenset[int]

    @cached_property
    def submitted(self) -> Mapping[str, date]:
        """The day on which each form was submitted last. One query for all steps, where one of them asks."""
        rows = Submitted.objects.filter(involvement=self.matter.involvement_id).order_by("day")
        return dict(rows.values_list("form", "day"))


def ring(act: Act, **_: Any) -> None:
    """As an act closes: work out anew what waits in the open matters that it reaches. Rung with compliance's bell."""
    rows = [change.row for change in act.changes if isinstance(change.row, Recorded)]
    concerned = Matter.objects.filter(Q(ended="") | Q(waiting__isnull=False)).values_list("involvement", flat=True)
    mailing.leave_to_worker(keep(reach.of(rows) & set(concerned)))


def rebuild() -> int:
    """Make all of it again. Answers how many wait."""
    Waiting.objects.all().delete()
    keep(set(Matter.objects.filter(ended="").values_list("involvement", flat=True)))
    return Waiting.objects.count()


def keep(involvements: Collection[int]) -> list[Waiting]:
    """Let the table hold what waits in the open matters of some involvements; what waits there now."""
    if not involvements:
        return []
    Waiting.objects.filter(involvement__in=involvements).delete()
    open_ = Matter.objects.filter(involvement__in=involvements, ended="", involvement__withdrawn_at=None)
    matters = list(open_.select_related("involvement__partnership", "involvement__council").order_by("pk"))
    if not matters:
        return []
    today = clock.today()
    known = known_of_many(list({one.involvement_id: one.involvement for one in matters}.values()), today)
    under = (_under(matter) for matter in matters if matter.involvement_id in known)
    return Waiting.objects.bulk_create(
        row for one in under for row in _of_matter(one, known[one.matter.involvement_id], today)
    )


def _under(matter: Matter) -> Under:
    last = {act.task: act for act in ActDone.objects.filter(matter=matter).order_by("number")}
    papers = matter.papers.order_by("-number").first()
    return Under(matter, papers, last, senders_of([papers])[papers.pk] if papers else frozenset())


def _of_matter(under: Under, known: Known, today: date) -> Iterator[Waiting]:
    matter = under.matter
    for step in routes_of(known, matter, today):
        if step.step.settled or step.step.state == "refused" or _another_comes_first(step):
            continue
        state = state_of(step, under)
        yield Waiting(
            council_id=matter.involvement.council_id, involvement=matter.involvement, matter=matter, task=step.task,
            adoption=known.adoption, state=state, waits_for=list(step.missing), since=since(step, under),
            actors=list(step.left) if state in ("open", "deferred") else [], senders=sorted(under.senders),
            forms=forms_needed([step]), unsettled=list(step.unsettled),
        )  # fmt: skip


def state_of(step: StepOf, under: Under) -> str:
    """How a step that is not done stands: the core's word; but papers decide whether it can be done, or done again."""
    found, papers, last = step.step.state, under.papers, under.last.get(step.task)
    if found not in CAN_BE_DONE:
        return found
    if papers is None or any(form not in papers.forms for form in step.step.step.sees):
        return NOT_SENT
    if last is not None and last.papers is not None and papers.number > last.papers.number:
        return "open"  # whatever was said of older ones
    return found


def _another_comes_first(step: StepOf) -> bool:
    """Whether it waits for another step alone: that one is what waits."""
    return step.step.state == "waits" and not step.missing


def since(step: StepOf, under: Under) -> date:
    """Since when a step waits for whoever has to move it now."""
    return max(_days(step, under))


def _days(step: StepOf, under: Under) -> Iterator[date]:
    """The days of all that came before: it was opened, sent in, a step before it or itself was acted on."""
    yield under.matter.opened_on
    if under.papers is not None:
        yield under.papers.day
    for name in (*(f"{step.route.id}.{before}" for before in step.step.step.after), step.task):
        if name in under.last:
            yield under.last[name].day
    if under.papers is None:
        yield from (under.submitted[form] for form in step.step.step.sees if form in under.submitted)
