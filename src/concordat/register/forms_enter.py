"""The forms that give a partnership its place in the register, and name it there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from concordat.register.choices import Options
from concordat.ui.forms import DayField, YesNoField

NOBODY = [("", "Nobody yet, or not known")]


def person_field(people: Options, **given: Any) -> forms.ChoiceField:
    """Somebody the council knows, or nobody."""
    return forms.ChoiceField(choices=[*NOBODY, *people.items()], required=False, **given)


class PlaceForm(forms.Form):
    """A council's own place for a partnership in its register: what entering and joining have in common."""

    def __init__(self, data: Any, *, people: Options, services: Options, own_reference: str, today: date) -> None:
        super().__init__(data, initial={"own_reference": own_reference, "entered_on": today})
        self.fields["own_reference"] = forms.CharField(
            label="Our own reference",
            max_length=40,
            required=False,
            help_text="The next free number is filled in. You can use a reference of your own.",
        )
        self.fields["entered_on"] = DayField(
            label="Day it is entered", help_text="The day the council entered it, or brought it under the protocol."
        )
        self.fields["already_running"] = YesNoField(label="Was it already running on that day?", required=False)
        self.fields["service"] = forms.ChoiceField(
            label="Service", choices=[("", "To be answered later"), *services.items()], required=False
        )
        self.fields["lead_officer"] = person_field(people, label="Lead officer")

    def answers(self) -> dict[str, Any]:
        """The facts that were given, by name."""
        found = {
            "involvement.already_running": self.cleaned_data["already_running"],
            "involvement.service": self.cleaned_data["service"] or None,
        }
        return {name: value for name, value in found.items() if value is not None}


class OwnReferenceForm(forms.Form):
    """What the council calls it in its own numbering."""

    own_reference = forms.CharField(label="Our own reference", max_length=40, required=False)
    reason = forms.CharField(label="Reason", max_length=2000, required=False, widget=forms.Textarea)
