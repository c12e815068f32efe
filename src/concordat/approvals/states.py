"""The states of a matter, and the acts that lead from one to the next: one table, to which every change is held.

Pure data: the reference page and its diagram are made from it, and the services let nothing else happen.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

# Before there is a matter.
NONE = ""
OPENED, UNDER_WAY, SENT_BACK, DEFERRED = "opened", "under_way", "sent_back", "deferred"
DONE, REFUSED, WITHDRAWN = "done", "refused", "withdrawn"

STATES = {
    OPENED: "It was opened; its papers have not been sent in",
    UNDER_WAY: "Its papers were sent in, and nobody has sent them back or deferred them",
    SENT_BACK: "Somebody sent the last papers back; new ones have to follow",
    DEFERRED: "Somebody deferred it to a day, on the last papers",
    DONE: "Nothing is left to do in it",
    REFUSED: "Somebody refused it",
    WITHDRAWN: "Those who opened it do not go on with it",
}
ENDS = (DONE, REFUSED, WITHDRAWN)

OPEN, SEND, WITHDRAW = "open", "send", "withdraw"
GIVE, SEND_BACK, REFUSE, DEFER = "give", "send_back", "refuse", "defer"

# By the outcome of an act that is recorded.
ACT_OF = {
    "given": GIVE,
    "given_with_conditions": GIVE,
    "sent_back": SEND_BACK,
    "refused": REFUSE,
    "deferred": DEFER,
}


class Move(NamedTuple):
    """That an act leads from a state to another, and when."""

    before: str
    act: str
    after: str
    words: str


MOVES = (
    Move(NONE, OPEN, OPENED, "A matter is opened: something starts it, and somebody has to be asked"),
    Move(OPENED, SEND, UNDER_WAY, "The first papers are sent in"),
    Move(OPENED, SEND, DONE, "By now nobody has to be asked any more"),
    Move(OPENED, WITHDRAW, WITHDRAWN, "It is not gone on with, for a reason"),
    Move(UNDER_WAY, GIVE, UNDER_WAY, "A step is given; somebody else is still asked"),
    Move(UNDER_WAY, GIVE, DONE, "The last step is given"),
    Move(UNDER_WAY, SEND_BACK, SENT_BACK, "A step is sent back, for a reason"),
    Move(UNDER_WAY, DEFER, DEFERRED, "A step is deferred to a day"),
    Move(UNDER_WAY, REFUSE, REFUSED, "A step is refused, for a reason"),
    Move(UNDER_WAY, SEND, UNDER_WAY, "Newer papers are sent in, because something has changed"),
    Move(UNDER_WAY, SEND, DONE, "With the newer papers nobody has to be asked any more"),
    Move(UNDER_WAY, WITHDRAW, WITHDRAWN, "It is not gone on with, for a reason"),
    Move(SENT_BACK, SEND, UNDER_WAY, "New papers are sent in"),
    Move(SENT_BACK, SEND, DONE, "With the new papers nobody has to be asked any more"),
    Move(SENT_BACK, GIVE, SENT_BACK, "Another step, beside the one that was sent back, is given"),
    Move(SENT_BACK, GIVE, DONE, "Another step is given, and the one that was sent back is no longer needed"),
    Move(SENT_BACK, SEND_BACK, SENT_BACK, "Another step is sent back too"),
    Move(SENT_BACK, DEFER, SENT_BACK, "Another step is deferred; the papers stay sent back"),
    Move(SENT_BACK, REFUSE, REFUSED, "Another step is refused, for a reason"),
    Move(SENT_BACK, WITHDRAW, WITHDRAWN, "It is not gone on with, for a reason"),
    Move(DEFERRED, GIVE, UNDER_WAY, "What was deferred is given; somebody else is still asked"),
    Move(DEFERRED, GIVE, DEFERRED, "Another step is given; the one that was deferred still waits"),
    Move(DEFERRED, GIVE, DONE, "What was deferred is given, and nothing is left to do"),
    Move(DEFERRED, DEFER, DEFERRED, "It is deferred again, or another step is"),
    Move(DEFERRED, SEND_BACK, SENT_BACK, "A step is sent back, for a reason"),
    Move(DEFERRED, REFUSE, REFUSED, "A step is refused, for a reason"),
    Move(DEFERRED, SEND, UNDER_WAY, "Newer papers are sent in; whoever deferred it looks at those"),
    Move(DEFERRED, SEND, DONE, "With the newer papers nobody has to be asked any more"),
    Move(DEFERRED, WITHDRAW, WITHDRAWN, "It is not gone on with, for a reason"),
)
_TABLE = frozenset((move.before, move.act, move.after) for move in MOVES)
_MAY = frozenset((move.before, move.act) for move in MOVES)


class Untabled(Exception):
    """A matter was to move in a way that the table does not know. A mistake in our code, never a person's."""


def state(ended: str, *, sent: bool, outcomes: Collection[str]) -> str:
    """The state of a matter: how it ended, whether papers were sent in, and of the last papers the outcome of the last
    act on each step."""
    if ended or not sent:
        return ended or OPENED
    return next((found for found in (SENT_BACK, DEFERRED) if found in outcomes), UNDER_WAY)


def may(before: str, act: str) -> bool:
    """Whether an act is done at all in a state."""
    return (before, act) in _MAY


def check(before: str, act: str, after: str) -> None:
    """Raises Untabled where an act does not lead from one state to the other."""
    if (before, act, after) not in _TABLE:
        raise Untabled(f"No matter goes from “{before}” by “{act}” to “{after}”.")
