"""What this room gives to those below it. Done once, as the site starts."""

from __future__ import annotations

from concordat.answers import facts, permissions, telling
from concordat.answers.models import Handed, Query, Submitted
from concordat.history import owners, words
from concordat.register import hooks, ownership, reach, sources
from concordat.register.permissions import also_answer_for

_HIDDEN = dict.fromkeys(("involvement", "number", "asked", "answers", "by", "handed_by", "asked_by", "replied_by"), "")


def wire() -> None:
    """Say what the models reach, who may see what was done to them, how it is told, and what the room knows."""
    sources.add("answers", facts.facts_of)
    also_answer_for.append(permissions.has_section)
    hooks.pages.add(25, hooks.Page("forms", "Forms"))
    hooks.history.add(telling.rows_of, telling.options)
    reach.add(Submitted, lambda rows: {row.involvement_id for row in rows})
    for about in (Handed, Query):
        # Who has a section, and what was asked of it, alters no standing.
        reach.add(about, reach.none_at_all)
    for model in (Submitted, Handed, Query):
        owners.add(model._meta.label_lower, ownership.of_involvement(model))
    add = words.add
    submitted = {**_HIDDEN, "form": "Form", "matter": "", "day": "Day", "adoption": "Protocol"}
    add("answers.submitted", submitted, thing="Form submitted", named=("form", "day"))
    handed = {
        **_HIDDEN, "form": "Form", "section": "Section", "to": "With", "note": "Note", "due_on": "By",
        "handed_on": "Since", "done_on": "Given back on", "reply": "Reply",
    }  # fmt: skip
    add("answers.handed", handed, thing="Section handed over", named=("form", "section", "to"))
    query = {
        **_HIDDEN, "form": "Form", "question": "About", "words": "Question", "asked_on": "Asked on",
        "reply": "Reply", "replied_on": "Replied on",
    }  # fmt: skip
    add("answers.query", query, thing="Question about an answer", named=("form", "question"))
