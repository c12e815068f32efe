"""What this room adds to the history of a partnership: its rows, and the titles of forms, sections and questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from concordat.answers.models import Handed, Query, Submitted
from concordat.history.recorded import Recorded
from concordat.history.words import Options
from concordat.protocol.ask import Section
from concordat.protocol.edition import Edition
from concordat.protocol.forms import sections
from concordat.register.models import Involvement


def rows_of(involvement: Involvement) -> Iterator[Recorded]:
    """What was submitted, handed over and asked."""
    for model in (Submitted, Handed, Query):
        yield from model._default_manager.filter(involvement=involvement)


def options(edition: Edition) -> Options:
    """The titles of an edition, by field; a code that it has no longer stands for itself."""

    def section(code: Any, row: Mapping[str, Any]) -> str:
        found = {one.id: one.title for one in _sections(edition, row)}
        return found.get(str(code), str(code))

    def question(code: Any, row: Mapping[str, Any]) -> str:
        found = {one.id: one.ask for part in _sections(edition, row) for one in part.questions}
        return found.get(str(code), str(code))

    return {
        "form": {form.id: form.title for form in edition.forms.values()},
        "section": section,
        "question": question,
    }


def _sections(edition: Edition, row: Mapping[str, Any]) -> list[Section]:
    form = str(row.get("form") or "")
    return sections(edition, form) if form in edition.forms else []
