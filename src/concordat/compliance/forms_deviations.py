"""The forms by which a duty is set aside, and followed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from concordat.compliance.deviations import Why
from concordat.ui.forms import DayField


class SetAsideForm(forms.Form):
    """Why a duty is not followed, and until when; ``needs`` is what the protocol asks for besides."""

    reason = forms.CharField(label="Why is it not followed?", max_length=2000, widget=forms.Textarea)

    def __init__(self, data: Any, needs: Sequence[str], rows: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(data)
        if rows:
            self.fields["about"] = forms.ChoiceField(
                label="Which is it about?", choices=[("", "All of them"), *rows], required=False
            )
        if needs:
            self.fields["guidance"] = forms.CharField(
                label="Guidance that was asked for and given", max_length=2000, widget=forms.Textarea
            )
            self.fields["guidance_by"] = forms.CharField(
                label="Who gave it?", max_length=80, required="guidance_by" in needs
            )
        self.fields["until"] = DayField(
            label="From which day is it followed again?",
            required=False,
            help_text="Leave this empty where no day is set. You can end it at any time.",
        )

    def why(self) -> Why:
        """What was said, as the service takes it."""
        given = self.cleaned_data
        return Why(given["reason"], given.get("guidance", ""), given.get("guidance_by", ""))


class FollowedForm(forms.Form):
    """From which day a duty is followed again."""

    until = DayField(label="From which day is it followed again?")
    reason = forms.CharField(label="Reason", required=False, max_length=2000, widget=forms.Textarea)
