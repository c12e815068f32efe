"""The forms of files."""

from __future__ import annotations

from django import forms

from concordat.evidence.kinds import KINDS, LISTED


class AddForm(forms.Form):
    """A file to attach."""

    upload = forms.FileField(
        label="File",
        help_text=f"{LISTED}, up to 25MB, without macros",
        allow_empty_file=True,
        error_messages={"required": "Select a file", "invalid": "The file was not sent. Select it again"},
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )
    words = forms.CharField(
        label="What it is", help_text="For example, “Signed agreement of 3 March 2026”", max_length=300, required=False
    )


class WithdrawForm(forms.Form):
    """Why a file is withdrawn."""

    reason = forms.CharField(
        label="Why the file is withdrawn",
        help_text="This is kept in the record. Do not name what is private to anybody.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter why the file is withdrawn"},
    )
