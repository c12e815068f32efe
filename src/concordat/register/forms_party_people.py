"""The form by which somebody of a partner is let in."""

from __future__ import annotations

from django import forms


class InviteForm(forms.Form):
    """Whom of a partner to invite. The fields are those of ``register.party_people.invite``."""

    name = forms.CharField(
        label="Full name", max_length=120, error_messages={"required": "Enter the person’s full name"}
    )
    email = forms.CharField(
        label="Email address",
        max_length=254,
        help_text="We send a link to this address, to choose a password.",
        widget=forms.EmailInput,
        error_messages={"required": "Enter the person’s email address"},
    )
