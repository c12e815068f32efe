"""Signing in and out, and passwords: allauth's views with our forms and pages."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters

from concordat.accounts import forms, invitations, services

NOT_RIGHT_YET = 422
TO_ACCOUNT = {"href": reverse_lazy("account"), "text": "Your account"}


class Unprocessable:
    """A form that is not right yet is answered 422, like every other of ours."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = NOT_RIGHT_YET
        return response


class SignIn(Unprocessable, views.LoginView):
    """Address and password; then a code, where there is a second factor."""

    form_class = forms.SignInForm
    template_name = "accounts/sign_in.html"


class SignOut(views.LogoutView):
    """Asks, then signs out."""

    template_name = "accounts/sign_out.html"


class ShutOut(views.AccountInactiveView):
    """For whom the password was right, but whose sign-in was ended."""

    template_name = "accounts/shut_out.html"


class ChangePassword(Unprocessable, views.PasswordChangeView):
    """A new password; every other session ends."""

    form_class = forms.NewPasswordForm
    template_name = "accounts/change_password.html"
    extra_context = {"back": TO_ACCOUNT}  # noqa: RUF012 - as Django declares it
    success_url = reverse_lazy("account")


class Forgotten(Unprocessable, views.PasswordResetView):
    """A link by mail; the answer is the same whether or not the address is known."""

    form_class = forms.ForgottenForm
    template_name = "accounts/forgotten.html"


class ForgottenDone(views.PasswordResetDoneView):
    """Look at your mail."""

    template_name = "accounts/forgotten_done.html"


class Reset(Unprocessable, views.PasswordResetFromKeyView):
    """A new password, after the link; the link's secret is in the session by now, not in the address."""

    form_class = forms.ResetForm
    template_name = "accounts/reset.html"


class ResetDone(views.PasswordResetFromKeyDoneView):
    """Sign in with it."""

    template_name = "accounts/reset_done.html"


class PasswordAgain(Unprocessable, views.ReauthenticateView):
    """The password once more, before something that matters."""

    form_class = forms.PasswordAgainForm
    template_name = "accounts/password_again.html"


@sensitive_post_parameters()
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password, then sign in with it."""
    user = invitations.invited(token)
    if user is None:
        return render(request, "accounts/invitation_over.html", status=404)
    form = forms.FirstPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.accept_invitation(user, form.cleaned_data["password1"])
        messages.success(request, "Your password is set. Sign in with it.")
        return HttpResponseRedirect(reverse("account_login"), status=303)
    status = NOT_RIGHT_YET if form.errors else 200
    return render(request, "accounts/invitation.html", {"form": form, "person": user}, status=status)
