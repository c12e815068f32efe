"""What this room gives to those below it. Done once, as the site starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from concordat.history import owners, words
from concordat.judgements import facts
from concordat.judgements.models import AimServed, Answer, Assessment, Doubt, Judged, LeftOut, Screened
from concordat.register import ownership, reach, sources

MODELS = (Answer, AimServed, Screened, Assessment, LeftOut, Doubt, Judged)
_HIDDEN = {"involvement": "", "number": "", "facts": "", "by": "", "reason": ""}


def wire() -> None:
    """Say what each model reaches, who may see what was done to it, how that is told, and what the room knows."""
    for model in MODELS:
        reach.add(model, _of_involvement)
        owners.add(model._meta.label_lower, ownership.of_involvement(model))
    sources.add("judgements", facts.facts_of)
    _tell()


def _of_involvement(rows: Sequence[Any]) -> set[int]:
    return {row.involvement_id for row in rows}


def _tell() -> None:
    """The words in which a change of each model is told."""
    add = words.add
    add("judgements.answer", {**_HIDDEN, "fact": "", "value": "Answer"}, thing="Answer", named=("fact",))
    served = {**_HIDDEN, "aim": "Aim", "how": "How it contributes", "note": "Note"}
    add("judgements.aimserved", served, thing="Aim served", named=("aim",))
    result = {**_HIDDEN, "day": "Day", "adoption": "Protocol"}
    screened = {"answer": "Answer", "treated_as": "Treated as", "proposed": "", "decided_by": "", "agreeing": ""}
    add("judgements.screened", {**result, **screened}, thing="Screening", named=("day",))
    assessed = {
        "levels": "", "not_applicable": "", "overruled": "", "notes": "", "hangs_on_na": "", "maximum": "",
        "share": "", "total": "Total", "band": "Band",
    }  # fmt: skip
    add("judgements.assessment", {**result, **assessed}, thing="Assessment", named=("day",))
    left_out = {**_HIDDEN, "assessment": "Assessment", "criterion": "Question", "day": "Day"}
    add("judgements.leftout", left_out, thing="Question left out", named=("criterion",))
    doubt = {
        "assessment": "Assessment", "words": "In doubt", "raised_on": "Sent in on", "raised_by": "",
        "agreed": "Agreed", "talked_of": "What came of talking it over", "talked_on": "Talked over on",
        "band": "Band ruled on", "ruling": "Why", "ruled_on": "Ruled on", "ruled_by": "",
    }  # fmt: skip
    add("judgements.doubt", {**_HIDDEN, **doubt}, thing="Score in doubt", named=("assessment",))
    judged = {"name": "Question", "role": "In the role of", "answer": "Answer"}
    add("judgements.judged", {**result, **judged}, thing="Judgement", named=("name",))
