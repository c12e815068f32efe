"""The form by which a partnership is proposed, or one that runs already is entered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from concordat.history import clock
from concordat.register import progress
from concordat.register.forms_enter import PlaceForm
from concordat.ui.answers import BLANK
from concordat.ui.forms import DayField

IDEA, RUNNING = "idea", "running"
_ORDER = ("name", "purpose", "how_far", "why", "started_on", "lead_officer", "service", "entered_on", "own_reference")


class ProposeForm(PlaceForm):
    """A partnership that is new here. Everything else is asked on its page, when it is known."""

    def __init__(self, data: Any, **given: Any) -> None:
        super().__init__(data, **given)
        # The question of how far it has come says this too, in words that lead on.
        del self.fields["already_running"]
        own = {
            "name": forms.CharField(
                label="Name of the partnership",
                max_length=200,
                error_messages={"required": "Enter the name of the partnership"},
            ),
            "purpose": forms.CharField(
                label="What is it for?", required=False, max_length=10_000, widget=forms.Textarea
            ),
            "how_far": forms.ChoiceField(
                label="How far has it come?",
                choices=[(IDEA, "It is an idea, or being set up"), (RUNNING, "It is running already")],
                widget=forms.RadioSelect,
                error_messages={"required": "Select how far it has come"},
                help_text="An idea is taken through the protocol’s steps and approved. What runs already is entered "
                "as it is, and the steps follow as the facts are known.",
            ),
            "why": forms.CharField(
                label="If it is an idea, why is it proposed?",
                required=False,
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
            "started_on": DayField(
                label="If it is running already, when did it start?",
                required=False,
                help_text="Leave this empty if you do not know. It can be answered later.",
            ),
        }
        self.fields = {name: {**own, **self.fields}[name] for name in _ORDER}

    def clean_why(self) -> str:
        """What is written of an idea is not lost with one that runs already."""
        why: str = self.cleaned_data["why"]
        if why.strip() and self.cleaned_data.get("how_far") == RUNNING:
            raise ValidationError(
                "This is kept of an idea alone. Choose that it is one, or write this under what it is for."
            )
        return why

    def clean_started_on(self) -> date | None:
        """A day that has come, of what runs already."""
        day: date | None = self.cleaned_data["started_on"]
        if day is not None and self.cleaned_data.get("how_far") == IDEA:
            raise ValidationError("An idea has not started. Choose that it is running already, or leave this empty.")
        if day is not None and day > clock.today():
            raise ValidationError("This day has not come. Choose that it is an idea, and say later when it started.")
        return day

    @property
    def is_proposed(self) -> bool:
        """Whether it is yet to be approved, rather than running already."""
        return bool(self.cleaned_data["how_far"] == IDEA)

    def answers(self) -> dict[str, Any]:
        """The facts that were given, by name."""
        given = self.cleaned_data
        found = {
            "involvement.already_running": not self.is_proposed,
            "gates.start_on": given["started_on"] or BLANK,
            "involvement.service": given["service"] or BLANK,
            "partnership.purpose": given["purpose"] or BLANK,
        }
        said = progress.PROPOSED if self.is_proposed else progress.RUNNING
        return said | {name: value for name, value in found.items() if value is not BLANK}
