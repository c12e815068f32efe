"""The register's filter, read from the address; what does not fit is left out rather than refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from concordat.register.choices import Options
from concordat.register.queries import SORTS, Wanted

_LABELS = {
    "stage": "Stage",
    "status": "Status",
    "service": "Service",
    "type": "Kind of partnership",
    "lead": "Lead officer",
    "edition": "Protocol",
    "standing": "Standing",
}
_STANDINGS = {"overdue": "Has something overdue", "due by": "Has something due", "not known": "Has something not known"}


class FilterForm(forms.Form):
    """A GET form: a search, and one choice of each kind."""

    mark_optional = False
    is_used = False

    def __init__(self, data: Any, choices: Mapping[str, Options], *, standings: bool) -> None:
        super().__init__(data)
        self.fields["q"] = forms.CharField(label="Name or reference", required=False, max_length=200)
        offered = {**choices, **({"standing": _STANDINGS} if standings else {})}
        for name, options in offered.items():
            if options:
                self.fields[name] = forms.ChoiceField(
                    label=_LABELS[name],
                    choices=[("", "Any"), *((code, str(words)) for code, words in options.items())],
                    required=False,
                )

    def wanted(self, sort: str) -> Wanted:
        """What is asked of the register."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value and name != "q"}
        self.is_used = bool(given or self.cleaned_data.get("q"))
        known = sort if sort.removeprefix("-") in SORTS else SORTS[0]
        return Wanted(text=self.cleaned_data.get("q", ""), sort=known, **given)


class SaveFilterForm(forms.Form):
    """A name for what the register is filtered by."""

    name = forms.CharField(label="Name", max_length=80, help_text="Only you see it.")
    query = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)
