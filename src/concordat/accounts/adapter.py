"""How allauth behaves here: nobody signs themselves up; people are invited."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from concordat.accounts import mail
from concordat.history import clock
from concordat.ui import words

LOCKED_OUT = timedelta(minutes=5)
_LIMITS = ("too_many_login_attempts", "rate_limited")
WRONG_CODE = "Enter the code that the app shows now, or a recovery code that you have not used yet"


class Adapter(DefaultAccountAdapter):
    """People are invited by their council."""

    error_messages = {  # noqa: RUF012 - as allauth declares it
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Enter the email address and password that you sign in with. One of them is wrong.",
        "enter_current_password": "Enter the password that you use now",
        "incorrect_password": "Enter the password that you sign in with",
        "invalid_password_reset": "This link has been used, or is too old",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: pages only, so that there is one answer to look after."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The sentence for what is wrong; after too many wrong tries, with the time to wait for."""
        if code in _LIMITS:
            return ValidationError(locked_out(), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the person's password: asked again before something that matters."""
        found = self.authenticate(self.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def format_email_subject(self, subject: str) -> str:
        """As it is: allauth would put the name of the machine before it."""
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the mail: the site's own, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.SITE_URL}{path.replace('UID-KEY', key)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it with what the template needs, and nothing of the request."""
        self.render_mail(template_prefix, email, context).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person that their way of signing in was changed; neither where from nor with what browser."""
        self.send_mail(template_prefix, email or user.get_username(), {**(context or {}), **mail.told()})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, in our words."""

    error_messages = {  # noqa: RUF012 - as allauth declares it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": "Set up an app for codes first. Recovery codes stand in for it.",
        "unverified_email": "Open the link in the mail that invited you first, or reset your password by mail.",
    }


def locked_out() -> str:
    """The sentence after too many wrong tries: when to try again, rounded up to a whole minute."""
    until = clock.now() + LOCKED_OUT + timedelta(minutes=1)
    return f"There were too many wrong tries. Wait until {words.moment(until)}, then try again."
