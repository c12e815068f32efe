"""Fields that keep blank, not known, not applicable and a value apart.

A column holds the value. Where it is empty, ``unsaid`` says whether somebody said so: ``{field: "not_known"}`` or
``{field: {"na": reason}}``; nothing there means blank. For a list, ``{name: {"complete": day, "by": actor id}}`` says
that there are no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK


def answer_of(name: str, value: Any, unsaid: Mapping[str, Any]) -> Any:
    """A field's value; or BLANK, None (not known) or NotApplicable, by what its row has in ``unsaid``."""
    if value is not None and value != "":
        return value
    said = unsaid.get(name)
    if said == "not_known":
        return None
    if isinstance(said, dict) and "na" in said:
        return NotApplicable(said["na"])
    return BLANK


class Answered(models.Model):
    """A row of which each answer can be unknown in its own way."""

    unsaid = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    def answer(self, name: str) -> Any:
        """The value; or BLANK, None (not known) or NotApplicable."""
        return answer_of(name, getattr(self, name), self.unsaid)

    def set_answer(self, name: str, value: Any) -> None:
        """Set the value, or say in which way there is none. Text of spaces is blank."""
        value = (value.strip() or BLANK) if isinstance(value, str) else value
        unsaid = {key: said for key, said in self.unsaid.items() if key != name}
        if value is None:
            unsaid[name] = "not_known"
        elif isinstance(value, NotApplicable):
            unsaid[name] = {"na": value.reason}
        self.unsaid = unsaid
        empty = value is BLANK or value is None or isinstance(value, NotApplicable)
        setattr(self, name, None if empty else value)

    def is_complete(self, name: str) -> bool:
        """Whether somebody has said of a list that there are no others."""
        said = self.unsaid.get(name)
        return isinstance(said, dict) and "complete" in said

    def set_complete(self, name: str, complete: bool, on: date, by: str) -> None:
        """Say of a list that there are no others, or take that back."""
        unsaid = {key: said for key, said in self.unsaid.items() if key != name}
        if complete:
            unsaid[name] = {"complete": on.isoformat(), "by": by}
        self.unsaid = unsaid
