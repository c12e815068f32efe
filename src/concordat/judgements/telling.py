"""How the history of this room reads: the words of its fields and codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.history import words
from concordat.history.words import Options
from concordat.judgements.answering import CRITERION
from concordat.judgements.facts import AIMS
from concordat.protocol.edition import Edition
from concordat.protocol.explain.screening import ANSWERS
from concordat.protocol.facts import dictionary
from concordat.protocol.significance import levels_of
from concordat.protocol.table import fact_table
from concordat.ui.answers import NOT_ANSWERED

_HIDDEN = {"involvement": "", "number": "", "facts": "", "by": "", "reason": ""}
HOW = {"direct": "Directly", "indirect": "Indirectly", "none": "Not at all"}
TREATED = {"is": "As a partnership", "is_not": "Not as a partnership", "refer": "As referred"}


def register_all() -> None:
    """Say how each of the room's models is told."""
    add = words.add
    add("judgements.answer", {**_HIDDEN, "fact": "", "value": "Answer"}, thing="Answer", named=("fact",))
    served = {**_HIDDEN, "aim": "Aim", "how": "How it contributes", "note": "Note"}
    add("judgements.aimserved", served, thing="Aim served", values={"how": _of(HOW)}, named=("aim",))
    result = {**_HIDDEN, "day": "Day", "adoption": "Protocol"}
    screened = {"answer": "Answer", "treated_as": "Treated", "proposed": "", "decided_by": "", "agreeing": ""}
    told = {"answer": _of(ANSWERS), "treated_as": _of(TREATED)}
    add("judgements.screened", {**result, **screened}, thing="Screening", values=told, named=("day",))
    assessed = {
        "levels": "", "not_applicable": "", "overruled": "", "notes": "", "hangs_on_na": "", "maximum": "",
        "share": "", "total": "Total", "band": "Band",
    }  # fmt: skip
    add("judgements.assessment", {**result, **assessed}, thing="Assessment", named=("day",))
    signed = {**_HIDDEN, "assessment": "Assessment", "band": "Band", "matter": "", "day": "Day"}
    add("judgements.signedoff", signed, thing="Sign-off of the band", named=("band",))
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


def _of(known: Mapping[str, str]) -> Any:
    return lambda code: known.get(code, str(code))


def options(edition: Edition) -> Options:
    """The words of codes that an edition gives, by field."""
    graded = edition.significance
    criteria = {one.id: one for one in graded.criteria} if graded else {}
    table = {**fact_table(edition), AIMS: dictionary()[AIMS]}

    def value(said: Any, row: Mapping[str, Any]) -> str:
        """An answer: a level by its words, the rest as it stands."""
        criterion = criteria.get(str(row.get("fact", "")).removeprefix(CRITERION))
        levels = {level.score: level.words for level in levels_of(criterion)} if criterion else {}
        if said is None:
            return NOT_ANSWERED
        return words.plainly(said) if isinstance(said, bool) or said not in levels else levels[said]

    return {
        "fact": {name: fact.words for name, fact in table.items()} | {AIMS: "These are all the aims that it serves"},
        "value": value,
        "criterion": {name: one.ask for name, one in criteria.items()},
        "band": {band.id: band.label for band in graded.bands} if graded else {},
        "name": {name: one.ask for name, one in edition.judged.items()},
    }
