"""The forms for who is in a partnership: partners, responsibilities, representatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from concordat.register.choices import Options
from concordat.register.columns import PARTY_CELLS
from concordat.register.models import Person
from concordat.register.representatives import CAPACITIES
from concordat.ui.answer_field import AnswerField
from concordat.ui.answers import BLANK
from concordat.ui.fields import OneLineField
from concordat.ui.forms import DayField

NEW = "new"
NOT_KNOWN = "not_known"
# What is asked of a partner as it is added, besides the organisation and the day.
OF_PARTNER = ("membership_status", "contact")


class HolderForm(forms.Form):
    """Who holds a responsibility: a person, a post, or nobody knows."""

    mark_optional = False

    def __init__(self, data: Any, *, people: Options, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choices = [("", "No person recorded"), (NOT_KNOWN, "It is not known who"), *people.items()]
        self.fields["person"] = forms.ChoiceField(label="Person", choices=choices, required=False)
        self.fields["post"] = forms.CharField(
            label="Post",
            max_length=200,
            required=False,
            help_text="Where it goes with a post, such as Head of Housing.",
        )

    def clean(self) -> dict[str, Any]:
        """Check that somebody, some post or "not known" is given."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("person") and not given.get("post") and "person" not in self.errors:
            self.add_error("person", "Select the person, or enter the post, or select that it is not known")
        return given

    def holder(self, people: Mapping[str, Person]) -> dict[str, Any]:
        """Person and post as the services take them."""
        given = self.cleaned_data["person"]
        person = None if given == NOT_KNOWN else people[given] if given else BLANK
        return {"person": person, "post": self.cleaned_data["post"] or BLANK}


class ResponsibilityForm(HolderForm):
    """A responsibility that is given, or put right where ``until`` and a reason are asked for."""

    def __init__(
        self, data: Any, *, roles: Options, people: Options, initial: Any = None, correcting: bool = False
    ) -> None:
        super().__init__(data, people=people, initial=initial)
        holder = self.fields
        self.fields = {"role": forms.ChoiceField(label="Responsibility", choices=[("", ""), *roles.items()]), **holder}
        self.fields["from_"] = AnswerField(DayField(label="From"), allow_na=False)
        if correcting:
            self.fields["until"] = DayField(label="First day on which it was no longer so (optional)", required=False)
            self.fields["reason"] = _reason("What was wrong, and how do you know?", required=True)


class PassOnForm(HolderForm):
    """A responsibility that somebody else holds since a day."""

    def __init__(self, data: Any, *, people: Options) -> None:
        super().__init__(data, people=people)
        self.fields["since"] = DayField(label="Since which day?")
        self.fields["reason"] = _reason("Reason (optional)")


class RepresentativeForm(forms.Form):
    """Who speaks for the council in the partnership; ``until`` and a reason where a mistake is put right."""

    mark_optional = False

    def __init__(self, data: Any, *, people: Options, initial: Any = None, correcting: bool = False) -> None:
        super().__init__(data, initial=initial)
        self.fields["person"] = forms.ChoiceField(label="Person", choices=[("", ""), *people.items()])
        self.fields["capacity"] = forms.ChoiceField(
            label="In which capacity?", choices=list(CAPACITIES.items()), widget=forms.RadioSelect
        )
        self.fields["from_"] = DayField(
            label="From", required=False, help_text="Leave this empty if the first day is not known."
        )
        if correcting:
            self.fields["until"] = DayField(label="First day on which it was no longer so (optional)", required=False)
            self.fields["reason"] = _reason("What was wrong, and how do you know?", required=True)


def _reason(label: str, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=required, widget=forms.Textarea)


class EndForm(forms.Form):
    """The first day on which something is no longer so."""

    until = DayField(label="First day on which it is no longer so")
    reason = forms.CharField(label="Reason", max_length=2000, required=False, widget=forms.Textarea)


class PartyForm(forms.Form):
    """A partner to be added: an organisation that is here already, or a new one of that name."""

    def __init__(self, data: Any, *, like: Options, name: str, sectors: Options) -> None:
        super().__init__(data, initial={"organisation": NEW} if not like else None)
        new = (NEW, f"Another organisation, called “{name}”" if like else f"Record “{name}”")
        self.fields["organisation"] = forms.ChoiceField(
            label="Which organisation is it?", choices=[*like.items(), new], widget=forms.RadioSelect
        )
        self.fields["sector"] = forms.ChoiceField(
            label="Sector of a new organisation",
            choices=list(sectors.items()),
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["from_"] = AnswerField(DayField(label="Partner from"), allow_na=False)
        for fact in OF_PARTNER:
            self.fields[fact] = AnswerField(OneLineField(label=PARTY_CELLS[fact].words))
