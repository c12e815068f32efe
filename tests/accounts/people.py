"""Who signs in in these tests, and how a test does it."""

import json
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from tests.page_checks import CheckedClient

from concordat.accounts import services
from concordat.accounts.models import User
from concordat.history.acts import SYSTEM
from concordat.history.models import Detail, Event
from concordat.site.access import FORM, GET, Needs

ADDRESS, PASSWORD = "jo.miller@example.org", "violin tractor seventeen"
OTHER_PASSWORD = "harbour pencil nineteen"
SIGN_IN = "/account/sign-in/"

ACCESS = {
    "start": Needs("all"),
    "renaming": Needs("signed_in", FORM),
    "adding": Needs("signed_in", FORM),
    "done": Needs("signed_in"),
    "accessibility": Needs("all"),
    "account": Needs("signed_in"),
    "sign_out_elsewhere": Needs("signed_in", FORM),
    "account_login": Needs("all", FORM),
    "account_logout": Needs("all", FORM),
    "account_inactive": Needs("all"),
    "accept_invitation": Needs("all", FORM),
    "account_change_password": Needs("signed_in", FORM),
    "account_reauthenticate": Needs("signed_in", FORM),
    "account_reset_password": Needs("all", FORM),
    "account_reset_password_done": Needs("all"),
    "account_reset_password_from_key": Needs("all", FORM),
    "account_reset_password_from_key_done": Needs("all", GET),
    "mfa_authenticate": Needs("all", FORM),
    "mfa_index": Needs("signed_in"),
    "second_factor_needed": Needs("signed_in"),
    "mfa_reauthenticate": Needs("signed_in", FORM),
    "mfa_activate_totp": Needs("signed_in", FORM),
    "mfa_deactivate_totp": Needs("signed_in", FORM),
    "mfa_view_recovery_codes": Needs("signed_in"),
    "mfa_generate_recovery_codes": Needs("signed_in", FORM),
}
Committing = Callable[..., Any]


def person(address: str = ADDRESS, name: str = "Jo Miller", password: str = PASSWORD) -> User:
    return services.create_person(SYSTEM, email=address, name=name, password=password)


def sign_in(client: Client, address: str = ADDRESS, password: str = PASSWORD, next_: str = "") -> Any:
    return client.post(f"{SIGN_IN}?next={next_}" if next_ else SIGN_IN, {"login": address, "password": password})


def signed_in(address: str = ADDRESS, password: str = PASSWORD) -> Client:
    """A browser in which somebody has signed in with a password."""
    client = CheckedClient()
    assert sign_in(client, address, password).status_code == 302
    return client


def is_in(client: Client) -> bool:
    """Whether the account page opens."""
    return client.get("/account/").status_code == 200


def code(secret: str) -> str:
    """What the app shows."""
    return format_hotp_value(hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def set_up_app(client: Client, committing: Committing, password: str = PASSWORD, next_: str = "") -> tuple[str, Any]:
    """Go through the pages that set up an app; its secret, and the last answer."""
    going = f"/account/second-factor/set-up/?next={next_}"
    asked = client.get(going, follow=True)
    if asked.redirect_chain:
        client.post(asked.redirect_chain[-1][0], {"password": password})
    secret = client.get(going).context["form"].secret
    with committing(execute=True):
        answer = client.post(going, {"code": code(secret)})
    return secret, answer


def secret_of(user: User) -> str:
    found: str = Authenticator.objects.get(user=user, type="totp").data["secret"]
    return found


def verbs() -> list[str]:
    return list(Event.objects.filter(scope="installation").order_by("number").values_list("verb", flat=True))


def said(verb: str) -> list[tuple[str, dict[str, Any]]]:
    """Of each event of a verb: about whom, and what was said."""
    found = []
    for event in Event.objects.filter(verb=verb).order_by("number"):
        row = Detail.objects.get(scope=event.scope, number=event.number, item=1)
        found.append((row.object, {name: value[2] for name, value in json.loads(row.values).items()}))
    return found


def whole_record() -> str:
    """Everything that the record holds, as one text."""
    bodies = Event.objects.values_list("body", flat=True)
    values = Detail.objects.values_list("object", "values")
    return "\n".join([*bodies, *(f"{object_} {text}" for object_, text in values)])
