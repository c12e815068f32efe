"""What the pages of a duty say to whoever submitted a form of those that it asks somebody to receive."""

from __future__ import annotations

from dataclasses import replace

from concordat.approvals.duty_acts import Asked, Share
from concordat.approvals.presenters import staff_for
from concordat.councils.scope import Scope
from concordat.register.models import Involvement


def sent_words(scope: Scope, involvement: Involvement, asked: Asked, share: Share) -> str:
    """That the reader submitted some of these forms, and for whom they are, by name; empty where they did not."""
    if not share.sent or scope.user_id is None:
        return ""
    # What is left of the reader's rows is asked of the same people, whoever of them has given something else.
    turn = replace(asked.turn, senders=frozenset({scope.user_id}))
    whom = " ".join(staff_for(scope, [involvement.pk], [scope.user_id]).asked(turn))
    named = "; ".join(asked.open[mark].about for mark in share.sent)
    this, for_ = ("this form", "it is") if len(share.sent) == 1 else ("these forms", "they are")
    return f"You sent {this} in, so {for_} for somebody else: {named}. {whom}"
