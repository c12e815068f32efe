"""The forms of signing in: allauth's, in our words and with our components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from concordat.accounts.models import User

CHOOSE = (
    "At least 12 characters. Three words that have nothing to do with each other are easy to remember and hard to "
    "guess. It cannot be your name, your address or a password that many people use."
)
NOT_THE_SAME = "Enter the same password in both boxes"
_CODE = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "govuk-input--width-10",
    "spellcheck": "false",
}


def _say(form: forms.Form, labels: Mapping[str, str], hints: Mapping[str, str] | None = None) -> None:
    """Put labels and hints in place of allauth's."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = (hints or {}).get(name, "")


def _email(widget_for: forms.Field) -> None:
    widget_for.widget = forms.EmailInput({"autocomplete": "username", "spellcheck": "false"})


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"login": "Email address", "password": "Password"})
        _email(self.fields["login"])


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"password": "Your password"})


class _TwoPasswords:
    """Says in our words that the two new passwords differ."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}  # type: ignore[arg-type]
        first, again = cleaned.get("password1"), cleaned.get("password2")
        if first and again and first != again:
            self.add_error("password2", NOT_THE_SAME)  # type: ignore[attr-defined]
        return cleaned


_NEW = {"password1": "New password", "password2": "New password again"}


class NewPasswordForm(_TwoPasswords, ChangePasswordForm):
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"oldpassword": "Password now", **_NEW}, {"password1": CHOOSE})


class ForgottenForm(ResetPasswordForm):
    """The address to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"email": "Email address"})
        _email(self.fields["email"])


class ResetForm(_TwoPasswords, ResetPasswordKeyForm):
    """A new password twice, after a link in a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, _NEW, {"password1": CHOOSE})


class FirstPasswordForm(_TwoPasswords, forms.Form):
    """The first password twice, after an invitation."""

    password1 = forms.CharField(
        label="Password", help_text=CHOOSE, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Refuse a weak one."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password


def _code(form: forms.Form, hint: str) -> None:
    _say(form, {"code": "Code"}, {"code": hint})
    form.fields["code"].widget = forms.TextInput(_CODE)


class CodeForm(AuthenticateForm):
    """The code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, "The 6 figures that your app shows now, or one of your recovery codes")


class CodeOnceMoreForm(CodeAgainForm):
    """The code once more, within a session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, "The 6 figures that your app shows now, or one of your recovery codes")


class SetUpAppForm(ActivateTOTPForm):
    """The first code of a new app, which proves that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, "The 6 figures that the app shows for Concordat")
