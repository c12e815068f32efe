"""The form of a gate: that it was passed, when it is planned, or that its day is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from concordat.ui.answer_field import AnswerField
from concordat.ui.answers import is_unknown
from concordat.ui.forms import DayField

HAPPENED, PLANNED, WRONG = "happened", "planned", "wrong"


def _choices(answer: Any, come: date | None, passed: bool) -> list[tuple[str, str]]:
    """What can be said of a gate."""
    wrong = (WRONG, "The day on record is wrong, or it has not happened: this is a correction")
    if passed:
        return [wrong]
    what = [(HAPPENED, "It has happened"), (PLANNED, "It is planned, or it does not apply")]
    if come:
        what = [(HAPPENED, "Yes, it has happened"), (PLANNED, "No: it is planned for another day, or does not apply")]
    return [*what, wrong] if isinstance(answer, date) else what


class GateForm(forms.Form):
    """``shut``: something is outstanding today; ``come``: the planned day, where it has come and nobody said more;
    ``passed``: it has happened, so that its day can be corrected, and nothing else said."""

    mark_optional = False

    def __init__(self, data: Any, *, answer: Any, come: date | None, shut: bool, passed: bool = False) -> None:
        super().__init__(data, initial={"on": answer, "what": WRONG if passed else None})
        self.come = come
        ask = "Has it happened?" if come else "What do you record?"
        widget = forms.HiddenInput if passed else forms.RadioSelect
        self.fields["what"] = forms.ChoiceField(label=ask, choices=_choices(answer, come, passed), widget=widget)
        self.fields["on"] = AnswerField(DayField(label="Day"))
        if not passed and (shut or data is not None):
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
            help_text="What was wrong, and how you know."
            if passed
            else "A correction needs one, and so does a breach.",
        )

    def clean(self) -> dict[str, Any]:
        """Check that what happened has a day, and that a correction has a reason."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("what") == HAPPENED and "on" in given and is_unknown(given["on"]):
            self.add_error("on", "Enter the day on which it happened")
        if given.get("what") == PLANNED and self.come and given.get("on") == self.come:
            self.add_error("on", "This day has come. Enter another one, or leave it empty")
        if given.get("what") == WRONG and not given.get("reason"):
            self.add_error("reason", "Enter what was wrong, and how you know")
        return given
