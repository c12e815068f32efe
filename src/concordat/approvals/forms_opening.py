"""The form in which somebody asks for approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from concordat.approvals.changing import CHANGE
from concordat.ui.forms import field_html

_LONG = 2000


class OpenForm(forms.Form):
    """What is asked for, what is to change, and why. ``start`` is what is asked for where that is known already;
    ``given`` what differs from what was approved: its codes, and that in words."""

    def __init__(
        self, data: Any, *, starts: Mapping[str, str], changes: Mapping[str, str], start: str = "",
        given: tuple[Sequence[str], str] = ((), ""),
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"changed": list(given[0]), "reason": given[1]})
        self.start, self.mark_optional = start, bool(start)
        is_change = start == CHANGE
        if not start:
            self.fields["start"] = forms.ChoiceField(
                label="What do you ask for?", choices=list(starts.items()), widget=forms.RadioSelect
            )
        if is_change or (not start and CHANGE in starts):
            self.fields["changed"] = forms.MultipleChoiceField(
                label="What is to change?",
                choices=list(changes.items()),
                widget=forms.CheckboxSelectMultiple,
                required=is_change,
            )
        self.fields["reason"] = forms.CharField(
            label="Why is it to change?" if is_change else "Anything to add?" if start else "Why?",
            required=is_change, max_length=_LONG, widget=forms.Textarea,
            help_text="" if start else "Needed for a change.",
        )  # fmt: skip
        self.order = [name for name in self.fields if start or name != "changed"]

    def inside(self, name: str) -> Mapping[str, SafeString]:
        """What stands below a choice: what is to change is asked of a change alone."""
        return {CHANGE: field_html(self["changed"])} if name == "start" and "changed" in self.fields else {}

    def shown_fields(self) -> list[Any]:
        """The fields that stand by themselves."""
        return [self[name] for name in self.order]

    def said(self) -> dict[str, Any]:
        """What it says, as the service takes it."""
        given = self.cleaned_data
        start = self.start or given["start"]
        changed = given.get("changed", []) if start == CHANGE else []
        return {"start": start, "changed": changed, "reason": given["reason"]}
