"""The forms by which a steward opens a joint record to others, or hands it over."""

from __future__ import annotations

from typing import Any

from django import forms

from concordat.register.choices import Options
from concordat.register.joint_record import ALL, NAMED, NOBODY

OPEN_TO = {
    NOBODY: "Nobody but its partners",
    NAMED: "The councils chosen below",
    ALL: "Every council of this installation",
}


class OpenForm(forms.Form):
    """Which councils may find a partnership of which they are no party."""

    def __init__(self, data: Any, *, councils: Options, initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["open_to"] = forms.ChoiceField(
            label="Who may find it?", choices=list(OPEN_TO.items()), widget=forms.RadioSelect
        )
        if councils:
            self.fields["councils"] = forms.MultipleChoiceField(
                label="Councils",
                choices=list(councils.items()),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )


class HandOverForm(forms.Form):
    """Who keeps the joint record from now on."""

    def __init__(self, data: Any, *, councils: Options) -> None:
        super().__init__(data)
        self.fields["to_council"] = forms.ChoiceField(
            label="To which council?",
            choices=list(councils.items()),
            widget=forms.RadioSelect,
            help_text="Only councils that have entered this partnership are listed.",
        )
        self.fields["reason"] = forms.CharField(
            label="Why is the joint record handed over?",
            max_length=2000,
            widget=forms.Textarea,
            help_text="It stands in the history, which the other council can read.",
        )
