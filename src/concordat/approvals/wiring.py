"""What this room gives to those below it, and hears from them. Done once, as the site starts."""

from __future__ import annotations

from concordat.answers import wanted
from concordat.approvals import facts, panels, queries, telling, waiting
from concordat.approvals.act_words import outcome_words
from concordat.approvals.models import ActDone, Condition, Matter, Papers, Waiting
from concordat.approvals.start_words import TITLES
from concordat.history import derived, owners, words
from concordat.protocol.facts import dictionary
from concordat.register import hooks, ownership, places, reach, sources, suggesting

_HIDDEN = dict.fromkeys(
    (
        *("involvement", "reference", "number", "used", "opened_by", "by", "recorded_by"),
        *("facts", "beside", "forms", "digest", "adoption", "assessment"),
    ),
    "",
)
_PROPOSED = (
    "This is what was given as the reason when it was proposed. Change it as needed. It counts once you save it."
)
_ENDED = {"done": "Done", "refused": "Refused", "withdrawn": "Withdrawn"}


def wire() -> None:
    """Say what the models reach, who may see what was done to them, how it is told, and what the room knows."""
    sources.add("approvals", facts.facts_of)
    wanted.matters_under_way.append(facts.under_way)
    wanted.used_before.append(queries.used_before)
    derived.add(Waiting, waiting.rebuild)
    for model in (Matter, Papers, ActDone, Condition):
        reach.add(model, lambda rows: {row.involvement_id for row in rows})
        owners.add(model._meta.label_lower, ownership.of_involvement(model))
    hooks.pages.add(30, hooks.Page("matters", "Approvals"))
    hooks.panels.add("partnership", 5, panels.of_partnership)
    hooks.tags.add(20, panels.tags)
    hooks.history.add(queries.rows_told, telling.options)
    places.add(lambda fact, _: places.Place("matters") if fact in (facts.ACTS, facts.CONDITIONS) else None)
    suggesting.said_elsewhere["appraisal.reasons"] = (queries.why_proposed, _PROPOSED)
    _tell()


def _tell() -> None:
    """The words in which a change of each model is told."""
    add = words.add
    changes = dictionary()["matter.changed"].options
    matter = {**_HIDDEN, "start": "What started it", "changed": "What is to change", "ended": "Ended"}
    add(
        "approvals.matter",
        {**matter, "opened_on": "Opened on", "ended_on": "Ended on"},
        thing="Matter",
        values={
            "start": lambda code: TITLES.get(code, code),
            "changed": lambda codes: ", ".join(_word(changes, code) for code in codes) or "Nothing named",
            "ended": lambda code: _ENDED.get(code, code),
        },
        named=("start",),
    )
    add("approvals.papers", {**_HIDDEN, "matter": "Matter", "day": "Sent in on", "note": "Note"}, thing="Papers",
        named=("matter", "day"))  # fmt: skip
    done = {
        **_HIDDEN, "matter": "Matter", "papers": "On", "task": "", "act": "", "acting_as": "As",
        "instead": "In the role of",
        "outcome": "Outcome", "day": "Day", "until": "Until", "points": "", "about": "", "minute": "Minute",
    }  # fmt: skip
    add(
        "approvals.actdone",
        done,
        thing="Act",
        named=("task", "about"),
        points={"about": "answers.submitted"},
    )
    words.add_by_row(
        "approvals.actdone",
        {"outcome": lambda code, row: outcome_words(str(row.get("act", "")), str(code))},
        beside=("act", "acting_as", "outcome"),
    )
    condition = {**_HIDDEN, "given_in": "Set in", "words": "Condition", "owner": "Who sees to it", "due_on": "Due on"}
    add("approvals.condition", {**condition, "closed_on": "Met on", "closed_how": "How"}, thing="Condition",
        named=("words",))  # fmt: skip


def _word(options: object, code: str) -> str:
    return options.get(code, code) if isinstance(options, dict) else code
