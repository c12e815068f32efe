"""The forms for organisations and people."""

from __future__ import annotations

from typing import Any

from django import forms

from concordat.register.choices import Options
from concordat.register.forms import add_change, check_change
from concordat.ui.forms import DayField

SCHEMES = {
    "company": ("GB-COH", "Company number"),
    "charity": ("GB-CHC", "Charity number"),
    "local_authority": ("GB-LAE", "Local authority code"),
}


class FindForm(forms.Form):
    """A GET form that looks for a name."""

    mark_optional = False

    q = forms.CharField(label="Name", required=False, max_length=200)


class SearchForm(forms.Form):
    """A name to look for before anything is recorded twice."""

    name = forms.CharField(label="Name of the organisation", max_length=200)


class OrganisationForm(forms.Form):
    """An organisation, as every council here sees it. ``like`` are those that may be the same one."""

    def __init__(self, data: Any, *, sectors: Options, like: Options | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["name"] = forms.CharField(label="Name", max_length=200)
        self.fields["sector"] = forms.ChoiceField(
            label="Sector", choices=list(sectors.items()), widget=forms.RadioSelect, required=False
        )
        for code, (_, words) in SCHEMES.items():
            self.fields[code] = forms.CharField(label=words, max_length=20, required=False)
        if like:
            self.fields["another"] = forms.BooleanField(label="It is none of these", required=True)

    def identifiers(self) -> list[tuple[str, str]]:
        """The identifiers that were given, each with its scheme."""
        given = [(scheme, self.cleaned_data[code].strip()) for code, (scheme, _) in SCHEMES.items()]
        return [(scheme, value) for scheme, value in given if value]


class NoteForm(forms.Form):
    """What the council knows of an organisation, and nobody else sees."""

    contact = forms.CharField(label="Contact", max_length=200, required=False)
    email = forms.EmailField(label="Email address", max_length=200, required=False)
    telephone = forms.CharField(label="Telephone number", max_length=60, required=False)
    words = forms.CharField(label="Notes", max_length=10_000, required=False, widget=forms.Textarea)


class PersonForm(forms.Form):
    """Somebody the council knows."""

    def __init__(
        self, data: Any, *, organisations: Options, council: str, accounts: Options | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["name"] = forms.CharField(label="Full name", max_length=120)
        self.fields["post"] = forms.CharField(label="Post", max_length=160, required=False)
        self.fields["email"] = forms.EmailField(label="Email address", max_length=200, required=False)
        self.fields["telephone"] = forms.CharField(label="Telephone number", max_length=60, required=False)
        self.fields["organisation"] = forms.ChoiceField(
            label="Works for", choices=[("", council), *organisations.items()], required=False
        )
        if accounts is not None:
            self.fields["user"] = forms.ChoiceField(
                label="Signs in here as",
                choices=[("", "Does not sign in here"), *accounts.items()],
                required=False,
                help_text="Whoever this is can change what this person is responsible for.",
            )
        if initial is not None:
            add_change(self)

    def clean(self) -> dict[str, Any]:
        """Check that an altered answer says how it was altered."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "change" in self.fields:
            before = {name: value for name, value in self.initial.items() if value and name in self.fields}
            check_change(self, any(given.get(name, "") != value for name, value in before.items()))
        return given


class LeftForm(forms.Form):
    """The day somebody left."""

    left_on = DayField(label="Day they left", help_text="What they answer for stays theirs until it is handed over.")


class EraseForm(forms.Form):
    """The basis of erasing a person, said out loud."""

    basis = forms.CharField(
        label="What do you erase it under?",
        max_length=300,
        help_text="Such as a request of the person and its date, or a rule of your retention schedule.",
    )
    sure = forms.BooleanField(label="I understand that this cannot be undone", required=True)
