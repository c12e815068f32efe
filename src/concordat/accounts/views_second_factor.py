"""The second factor: a code from an app, recovery codes for when it is lost, and being asked for one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy

from concordat.accounts import forms, sessions
from concordat.accounts.views_sign_in import TO_ACCOUNT, Unprocessable

_TO_SECOND_FACTOR = {"href": reverse_lazy("mfa_index"), "text": "Your second factor"}


def _with_next(request: HttpRequest, name: str) -> str:
    """An address of ours that keeps where the person was going."""
    going = get_next_redirect_url(request)
    return reverse(name) + (f"?{urlencode({'next': going})}" if going else "")


def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Says why a council asks for a second factor, and leads to setting one up or to showing it."""
    if sessions.has_second_factor(request):
        return redirect(get_next_redirect_url(request) or "start")
    has = is_mfa_enabled(sessions.person(request), [Authenticator.Type.TOTP])
    to = _with_next(request, "mfa_reauthenticate" if has else "mfa_activate_totp")
    return render(request, "accounts/second_factor_needed.html", {"to": to, "has": has})


class Code(Unprocessable, views.AuthenticateView):
    """The code, after the password."""

    form_class = forms.CodeForm
    template_name = "accounts/code.html"

    def _build_forms(self) -> Any:
        """The form for codes, whatever was sent: there are no passkeys here."""
        self.webauthn_form = None
        sent = self.request.POST if self.request.method == "POST" else None
        self.auth_form = self.form_class(data=sent, user=self.stage.login.user)
        return self.auth_form


class CodeAgain(Unprocessable, views.ReauthenticateView):
    """The code once more, or for the first time in this session."""

    form_class = forms.CodeOnceMoreForm
    template_name = "accounts/code_again.html"


class SecondFactor(views.IndexView):
    """What there is, and what can be done with it."""

    template_name = "accounts/second_factor.html"
    extra_context = {"back": TO_ACCOUNT}  # noqa: RUF012 - as Django declares it


class SetUpApp(Unprocessable, totp.ActivateTOTPView):
    """A picture to scan, and a code that proves the app works; this session has shown its second factor by that."""

    form_class = forms.SetUpAppForm
    template_name = "accounts/set_up_app.html"

    def form_valid(self, form: django_forms.Form) -> HttpResponse:
        """Set it up, and count this session as opened with it."""
        response: HttpResponse = super().form_valid(form)
        user = sessions.person(self.request)
        app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, user, sessions.SECOND_FACTOR, id=app.pk, type=app.type)
        return response

    def get_success_url(self) -> str:
        """On to the recovery codes, keeping where the person was going."""
        return _with_next(self.request, "mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret in groups of four, for whoever types it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
        return {**context, "secret": " ".join(groups), "next": get_next_redirect_url(self.request)}


class RemoveApp(Unprocessable, totp.DeactivateTOTPView):
    """Asks, then takes the second factor away."""

    template_name = "accounts/remove_app.html"
    extra_context = {"back": _TO_SECOND_FACTOR}  # noqa: RUF012 - as Django declares it


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """The codes that have not been used."""

    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """And where the person was going before they set up a second factor."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "next": get_next_redirect_url(self.request)}


class MakeRecoveryCodes(Unprocessable, recovery.GenerateRecoveryCodesView):
    """Asks, then makes new ones; the old no longer work."""

    template_name = "accounts/make_recovery_codes.html"
    extra_context = {"back": _TO_SECOND_FACTOR}  # noqa: RUF012 - as Django declares it
