"""Whether an act has to give its reason whatever its outcome: where a duty reads the reasons of such acts."""

from __future__ import annotations

from datetime import date

from concordat.approvals.facts import ACTS
from concordat.approvals.routes import StepOf
from concordat.protocol.compiled import compile_tree
from concordat.protocol.duties import Complete
from concordat.protocol.values import Row
from concordat.register.known import Known

_REASON = "this.reason"


def needs_reason(known: Known, step: StepOf, on: date) -> str:
    """The words of the duty that asks for the reason of an act on a step; "" where none does."""
    row: Row = {"id": "-", "for": step.task, "act": step.step.step.act}
    for ready in known.rules.duties.values():
        duty = ready.duty
        if isinstance(duty, Complete) and duty.each == ACTS and _REASON in duty.facts:
            trees = [*ready.when, *([ready.where] if ready.where is not None else [])]
            # What is not known, or the row does not say yet, may make it fit.
            if all(compile_tree(tree)(known.facts, row, on) is not False for tree in trees):
                return duty.words
    return ""
