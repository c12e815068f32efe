"""The form of a gate: that it was passed, when it is planned, or that its day is wrong."""

from __future__ import annotations

from typing import Any

from django import forms

from concordat.ui.answer_field import AnswerField
from concordat.ui.answers import is_unknown
from concordat.ui.forms import DayField

HAPPENED, PLANNED, WRONG = "happened", "planned", "wrong"


class GateForm(forms.Form):
    """``shut``: something is outstanding today; ``had``: a day is on record."""

    mark_optional = False

    def __init__(self, data: Any, *, answer: Any, had: bool, shut: bool) -> None:
        super().__init__(data, initial={"on": answer})
        what = [(HAPPENED, "It has happened"), (PLANNED, "It is planned, or it does not apply")]
        what += [(WRONG, "The day on record is wrong: this is a correction")] if had else []
        self.fields["what"] = forms.ChoiceField(label="What do you record?", choices=what, widget=forms.RadioSelect)
        self.fields["on"] = AnswerField(DayField(label="Day"))
        if shut or data is not None:
            self.fields["all_the_same"] = forms.BooleanField(
                label="It happened although something was outstanding",
                required=False,
                help_text="This is recorded as a breach of the protocol, and stays one.",
            )
        self.fields["reason"] = forms.CharField(
            label="Reason",
            required=False,
            max_length=2000,
            widget=forms.Textarea,
            help_text="A correction needs one, and so does a breach.",
        )

    def clean(self) -> dict[str, Any]:
        """Check that what happened has a day, and that a correction has a reason."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("what") == HAPPENED and "on" in given and is_unknown(given["on"]):
            self.add_error("on", "Enter the day on which it happened")
        if given.get("what") == WRONG and not given.get("reason"):
            self.add_error("reason", "Enter what was wrong, and how you know")
        return given
