"""The page of one's own account."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from concordat.accounts import services, sessions
from concordat.accounts.editing import Editing, edit


def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, how one signs in, and where one is signed in now."""
    user = sessions.person(request)
    context = {
        "second_factor": is_mfa_enabled(user, [Authenticator.Type.TOTP]),
        "sessions": sessions.open_of(user, request.session.session_key),
    }
    return render(request, "accounts/account.html", context)


def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Asks, then ends every other session of one's own."""

    def make(data: Any, _files: Any) -> Form:
        return Form(data)

    def save(_form: Any, _version: int) -> str:
        services.sign_out_elsewhere(sessions.person(request), request.session.session_key)
        return reverse("account")

    done = "You are signed out everywhere but here."
    template = "accounts/sign_out_elsewhere.html"
    context = {"back": {"href": reverse("account"), "text": "Your account"}}
    return edit(request, Editing(make=make, save=save, template=template, context=context, done=done))
