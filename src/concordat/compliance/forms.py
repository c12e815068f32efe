"""The day of which a standing is asked."""

from __future__ import annotations

from typing import Any

from django import forms

from concordat.ui.forms import DayField


class DayForm(forms.Form):
    """A day, today or before; asked by GET, so that the page of a day has an address."""

    day = DayField(label="Which day?", help_text="You see what was known at the end of that day.")

    @classmethod
    def of(cls, query: Any) -> DayForm:
        """The form as it was sent; unsent where the query names no day."""
        return cls(query if any(f"day_{part}" in query for part in ("day", "month", "year")) else None)
