"""The forms of business under way: sending it in, acting in it, recording what a body did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from concordat.approvals.act_words import words_of
from concordat.approvals.acting import Said, Wanted
from concordat.approvals.duty_acts import Done
from concordat.ui.forms import DayField, Hinted, field_html

CONDITIONS = range(1, 6)
_HINTS = {"sent_back": "New papers can be sent in. Say why below", "refused": "It ends here. Say why below"}
_WHY = "Needed where it is sent back or refused: say what has to be done."
_LONG = 2000


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

    # What has to be filled in hangs on the outcome; what belongs to one outcome stands below it.
    mark_optional = False

    def __init__(
        self, data: Any, *, act: str = "", why: str = "", points: Sequence[str] = (),
        bodies: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data)
        if bodies is not None:
            self.fields |= _meeting("Who decided it?", bodies)
        words = words_of(act)
        label = words.recorded if bodies is not None else words.asked
        choices = [(code, Hinted(said, _HINTS.get(code, ""))) for code, said in words.outcomes().items()]
        self.fields["outcome"] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        if points:
            self.fields["points"] = forms.MultipleChoiceField(
                label="Confirm each of these",
                choices=[(point, point.replace("_", " ").capitalize()) for point in points],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.main = [*self.fields, "reason"]
        self.fields["until"] = DayField(label="To which day?", required=False)
        for number in CONDITIONS:
            self._add_condition(number)
        self.fields["reason"] = forms.CharField(
            label="Why?", required=bool(why), max_length=_LONG, widget=forms.Textarea,
            help_text=f"The protocol asks for it: {why}" if why else _WHY,
        )  # fmt: skip

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

    def inside(self, name: str) -> Mapping[str, SafeString]:
        """What stands below a choice of a field, and is asked only where that is chosen."""
        if name != "outcome":
            return {}
        conditions = render_to_string("approvals/conditions.html", {"form": self})
        return {"given_with_conditions": mark_safe(conditions), "deferred": field_html(self["until"])}  # noqa: S308

    def first_condition(self) -> list[Any]:
        """The fields of the first condition."""
        return self._condition(1)

    def more_conditions(self) -> list[list[Any]]:
        """The fields of each of the others."""
        return [self._condition(number) for number in CONDITIONS[1:]]

    def _condition(self, number: int) -> list[Any]:
        return [self[f"{name}_{number}"] for name in ("words", "owner", "due")]

    @property
    def has_more_conditions(self) -> bool:
        """Whether any but the first was filled in, or is at fault."""
        return self.is_bound and any(item.value() or item.errors for row in self.more_conditions() for item in row[:2])

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


class DutyActForm(forms.Form):
    """What somebody does for a duty. ``rows`` are what it is asked for (none: the duty as a whole); ``points`` those to
    be attested; ``bodies``, where a body's act is put down, those whose act it may be."""

    def __init__(self, data: Any, *, rows: Mapping[str, str], points: Sequence[str], bodies: Mapping[str, str]) -> None:
        super().__init__(data)
        self.whole = not rows
        if rows:
            self._add_choices("rows", "For which?", rows)
        if bodies:
            self.fields |= _meeting("Who did it?", bodies)
        if points:
            self._add_choices(
                "points", "Confirm each of these", {one: one.replace("_", " ").capitalize() for one in points}
            )
        self.fields["why"] = forms.CharField(label="Note", required=False, max_length=_LONG, widget=forms.Textarea)

    def _add_choices(self, name: str, label: str, choices: Mapping[str, str]) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=list(choices.items()), widget=forms.CheckboxSelectMultiple
        )

    def done(self) -> Done:
        """What was done, as the service takes it."""
        given = self.cleaned_data
        rows = [""] if self.whole else given["rows"]
        told = {name: given[name] for name in ("points", "why", "day", "minute", "named") if name in given}
        return Done(rows, **told)


def _meeting(asked: str, bodies: Mapping[str, str]) -> dict[str, forms.Field]:
    """Of which of several bodies it was the act, and the day and minute of its meeting."""
    who = {"named": forms.ChoiceField(label=asked, choices=list(bodies.items()), widget=forms.RadioSelect)}
    return {
        **(who if len(bodies) > 1 else {}),
        "day": DayField(label="Day of the meeting"),
        "minute": forms.CharField(label="Minute or other reference", max_length=200),
    }
