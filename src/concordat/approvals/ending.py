"""How business ends: done, refused or withdrawn; and what that settles."""

from __future__ import annotations

from datetime import date

from concordat.approvals import states
from concordat.approvals.models import Matter, Papers
from concordat.judgements.signing import sign_off
from concordat.protocol.vocabulary import ENTRY
from concordat.register import progress

# What approves a partnership as its papers tell it, its band too: entering, and a change to what was entered.
APPROVES = (ENTRY, "change")
# What an entry that ends so makes of the register's own words for it.
_REACHED = {states.DONE: "entered", states.REFUSED: "refused"}


def end(matter: Matter, how: str, on: date, papers: Papers | None = None) -> None:
    """The step of an act that ends a matter. An entry moves stage and state of the partnership on; one that is done,
    and a change, signs off the assessment in its last papers."""
    matter.ended, matter.ended_on = how, on
    matter.save()
    if matter.start == ENTRY and how in _REACHED:
        progress.reached(matter.involvement_id, _REACHED[how])
    if how == states.DONE and papers is not None and papers.assessment is not None and matter.start in APPROVES:
        sign_off(papers.assessment, matter=matter.reference, day=on)
