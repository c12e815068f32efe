"""What Django and allauth say has happened, told to the record; and what follows for the sessions."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from concordat.accounts import services, sessions
from concordat.accounts.models import User
from concordat.accounts.record import tell
from concordat.history.acts import SYSTEM

FAILED = "Failed to sign in"


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    sessions.begin(request)
    tell("Signed in", user, by=sessions.means(request, user))


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], **_: Any) -> None:
    typed = str(credentials.get("email") or "").strip().lower()
    tell(FAILED, User.objects.filter(email=typed).first(), actor=SYSTEM, at="password")


@receiver(authentication_failed)
def _failed_at_code(user: User, **_: Any) -> None:
    tell(FAILED, user, actor=SYSTEM, at="code")


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        tell("Signed out", user, because=getattr(request, "ended", "asked to"))


@receiver(password_changed)
def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    sessions.end(user, but=request.session.session_key)
    tell("Password changed", user)


@receiver(password_reset)
def _password_reset(user: User, **_: Any) -> None:
    services.prove_address(user)
    sessions.end(user)
    tell("Password reset by mail", user)


@receiver(authenticator_added)
def _second_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    sessions.end(user, but=request.session.session_key)
    tell("Second factor added", user, kind=authenticator.type)


@receiver(authenticator_removed)
def _second_factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    sessions.weaken(request)
    sessions.end(user, but=request.session.session_key)
    tell("Second factor removed", user, kind=authenticator.type)


@receiver(authenticator_reset)
def _recovery_codes_made(user: User, **_: Any) -> None:
    tell("Recovery codes made", user)
