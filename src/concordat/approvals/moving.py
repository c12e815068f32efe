"""Letting a matter move from state to state by the table alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from concordat.approvals import states
from concordat.approvals.models import ActDone, Matter
from concordat.ui.refusals import CannotDo

OVER = "This is no longer under way."


def state_of(matter: Matter) -> str:
    """The state of a matter as it is saved now. Three queries, one for a matter that is over."""
    ended = Matter.objects.values_list("ended", flat=True).get(pk=matter.pk)
    last = None if ended else matter.papers.order_by("-number").values_list("pk", flat=True).first()
    acts = ActDone.objects.filter(matter=matter, papers=last).order_by("number") if last else ()
    outcomes = {act.task: act.outcome for act in acts}
    return states.state(ended, sent=last is not None, outcomes=outcomes.values())


@contextmanager
def moving(matter: Matter, act: str) -> Iterator[None]:
    """Let an act move a matter, inside the act that is recorded: with what is not in the table, nothing is.

    Raises CannotDo where nothing of the kind is done in the matter's state, Untabled where it led elsewhere.
    """
    before = state_of(matter)
    if not states.may(before, act):
        raise CannotDo(OVER)
    yield
    states.check(before, act, state_of(matter))
