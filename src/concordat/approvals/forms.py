"""The forms of business under way: starting it, acting in it, recording what a body did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from concordat.approvals.acting import Said, Wanted
from concordat.protocol.vocabulary import OUTCOMES_OF_AN_ACT
from concordat.ui.forms import DayField, Hinted

CONDITIONS = range(1, 6)
_LONG = 2000


class OpenForm(forms.Form):
    """What starts a matter, what is to change, and why."""

    def __init__(self, data: Any, *, starts: Mapping[str, str], changes: Mapping[str, str], start: str = "") -> None:
        super().__init__(data, initial={"start": start})
        self.fields["start"] = forms.ChoiceField(
            label="What starts it?", choices=list(starts.items()), widget=forms.RadioSelect
        )
        self.fields["changed"] = forms.MultipleChoiceField(
            label="If something material is to change, what?",
            choices=list(changes.items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["reason"] = forms.CharField(
            label="Why?", required=False, max_length=_LONG, widget=forms.Textarea, help_text="A change needs a reason."
        )


class SendForm(forms.Form):
    """A note to those who decide."""

    note = forms.CharField(
        label="A note to those who decide", required=False, max_length=_LONG, widget=forms.Textarea,
        help_text="It stays with the papers.",
    )  # fmt: skip


class MetForm(forms.Form):
    """When and how a condition was met."""

    on = DayField(label="When was it met?")
    how = forms.CharField(label="How?", max_length=_LONG, widget=forms.Textarea)


class ActForm(forms.Form):
    """What somebody decides on a step. ``points`` are those to be attested; ``bodies``, where a body's act is put down,
    those whose act it may be."""

    # What has to be filled in hangs on the outcome; each label says when.
    mark_optional = False

    def __init__(self, data: Any, *, points: Sequence[str] = (), bodies: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        if bodies is not None:
            self._add_meeting(bodies)
        label = "What did they decide?" if bodies is not None else "What do you decide?"
        self.fields["outcome"] = forms.ChoiceField(label=label, choices=_outcomes(), widget=forms.RadioSelect)
        if points:
            self.fields["points"] = forms.MultipleChoiceField(
                label="Points attested",
                choices=[(point, point.replace("_", " ").capitalize()) for point in points],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["reason"] = forms.CharField(
            label="Reason", required=False, max_length=_LONG, widget=forms.Textarea,
            help_text="Needed where it is sent back or refused: say what has to be done.",
        )  # fmt: skip
        self.fields["until"] = DayField(label="If it is deferred, to which day?", required=False)
        self.main = list(self.fields)
        for number in CONDITIONS:
            self._add_condition(number)

    def _add_meeting(self, bodies: Mapping[str, str]) -> None:
        if len(bodies) > 1:
            self.fields["named"] = forms.ChoiceField(
                label="Who decided it?", choices=list(bodies.items()), widget=forms.RadioSelect
            )
        self.fields["day"] = DayField(label="Day of the meeting")
        self.fields["minute"] = forms.CharField(label="Minute or other reference", max_length=200)

    def _add_condition(self, number: int) -> None:
        self.fields[f"words_{number}"] = forms.CharField(
            label=f"Condition {number}", required=False, max_length=_LONG, widget=forms.Textarea
        )
        self.fields[f"owner_{number}"] = forms.CharField(
            label=f"Who sees to condition {number}", required=False, max_length=200
        )
        self.fields[f"due_{number}"] = DayField(label=f"Condition {number}: by when", required=False)

    def main_fields(self) -> list[Any]:
        """What is asked of every act."""
        return [self[name] for name in self.main]

    def condition_fields(self) -> list[list[Any]]:
        """The fields of each condition."""
        return [[self[f"{name}_{number}"] for name in ("words", "owner", "due")] for number in CONDITIONS]

    @property
    def has_conditions(self) -> bool:
        """Whether any condition was filled in, or is at fault."""
        return self.is_bound and any(self[f"words_{n}"].value() or self[f"words_{n}"].errors for n in CONDITIONS)

    def said(self) -> Said:
        """What it says, as the service takes it."""
        given = self.cleaned_data
        return Said(
            given["outcome"],
            given["reason"],
            dict.fromkeys(given.get("points", ()), True),
            given["until"],
            [wanted for number in CONDITIONS if (wanted := self._wanted(number)) is not None],
            given.get("day"),
            given.get("minute", ""),
            given.get("named", ""),
        )

    def _wanted(self, number: int) -> Wanted | None:
        words, owner = (self.cleaned_data[f"{name}_{number}"] for name in ("words", "owner"))
        due: date | None = self.cleaned_data[f"due_{number}"]
        return Wanted(words, owner, due) if words or owner or due else None


def _outcomes() -> list[tuple[str, str]]:
    hints = {"given_with_conditions": "Say below which", "sent_back": "Say why", "refused": "It ends here. Say why"}
    return [(code, Hinted(words, hints.get(code, ""))) for code, words in OUTCOMES_OF_AN_ACT.items()]
