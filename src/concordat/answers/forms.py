"""The forms of this room: submitting, handing a section over and back, asking about an answer and replying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from concordat.ui.forms import DayField

_MOST = 2000


class SubmitForm(forms.Form):
    """That it is ready."""

    confirm = forms.BooleanField(label="I have checked the answers, and this form is ready to be submitted")


class HandForm(forms.Form):
    """To whom, with what note, by when. ``people`` are the members to choose from, by id."""

    def __init__(self, data: Any, people: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["to"] = forms.ChoiceField(label="To whom?", choices=[("", "-"), *people.items()])
        self.fields["note"] = forms.CharField(
            label="Note",
            required=False,
            max_length=_MOST,
            widget=forms.Textarea,
            help_text="What you would like them to answer or to look at.",
        )
        self.fields["due_on"] = DayField(label="By which day?", required=False)


class DoneForm(forms.Form):
    """What there is to say of a section that is given back."""

    reply = forms.CharField(
        label="What would you like to say about it?", required=False, max_length=_MOST, widget=forms.Textarea
    )


class AskForm(forms.Form):
    """A question about an answer."""

    words = forms.CharField(label="Your question", max_length=_MOST, widget=forms.Textarea)


class ReplyForm(forms.Form):
    """The reply to it."""

    words = forms.CharField(label="Your reply", max_length=_MOST, widget=forms.Textarea)
