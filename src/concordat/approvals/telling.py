"""How an act reads in the history: what came of it, by whom, and which step or duty it was for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.approvals.act_words import outcome_words, the
from concordat.approvals.presenters import task_words
from concordat.history import words
from concordat.history.words import Options
from concordat.protocol.edition import Edition
from concordat.protocol.table import title_of


def options(edition: Edition) -> Options:
    """Roles and bodies as an edition calls them, and what an act was for."""
    duties = {duty.id: duty.words for duty in edition.duties}

    def title(code: Any, _: Mapping[str, Any]) -> str:
        return title_of(edition, code) if code else words.NOTHING

    def task(code: Any, row: Mapping[str, Any]) -> str:
        """ "Sent back by the relevant senior manager: The relevant senior manager signs …"."""
        if not code:
            return ""
        came_of_it = outcome_words(str(row.get("act", "")), str(row.get("outcome", "")))
        asked = duties.get(code) or task_words(edition, code)
        by = f" by {the(title_of(edition, str(row['acting_as'])))}" if row.get("acting_as") else ""
        return f"{came_of_it}{by}: {asked.rstrip('.')}"

    return {"acting_as": title, "instead": title, "task": task}
