"""A judgement that an edition names, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from concordat.judgements.models import Judged
from concordat.protocol.edition import Edition
from concordat.protocol.edition import Judged as Asked
from concordat.protocol.table import title_of
from concordat.ui.words import day

NOBODY = "nobody holds this role yet"


def page(edition: Edition, asked: Asked, rows: Sequence[Judged], holders: Mapping[str, list[str]]) -> dict[str, Any]:
    """What stands beside the question: who may answer, by role and name, the clause, and the answers before.

    ``holders`` has the roles that are held in the council; of a body its title alone stands."""
    held = {name: f": {', '.join(names) or NOBODY}" for name, names in holders.items()}
    who = [f"{title_of(edition, name)}{held.get(name, '')}" for name in asked.by]
    aside = [("Who answers", who)]
    aside.append(("Where it stands", [f"{edition.title}, clause {asked.clause}" if asked.clause else edition.title]))
    said = [answer_words(edition, row) for row in rows]
    return {"beside": aside, "before": said}


def answer_words(edition: Edition, row: Judged) -> tuple[str, str, str]:
    """An answer: yes or no, who gave it in which role and when, and why."""
    by = f"{row.by.name}, {title_of(edition, row.role)}" if row.by else title_of(edition, row.role)
    return ("Yes" if row.answer else "No"), f"{by}, {day(row.day)}", row.reason
