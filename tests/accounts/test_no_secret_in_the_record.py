"""Nothing secret ever comes into the record, whatever a person does with their sign-in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from tests.accounts.people import (
    ADDRESS,
    OTHER_PASSWORD,
    PASSWORD,
    Committing,
    set_up_app,
    sign_in,
    signed_in,
    verbs,
    whole_record,
)
from tests.page_checks import CheckedClient

from concordat.accounts import services
from concordat.accounts.models import Session, User
from concordat.history.acts import SYSTEM

pytestmark = pytest.mark.django_db
WRONG = "a wrong password typed"


def links() -> list[str]:
    return [
        found[1] for message in mail.outbox for found in re.finditer(r"http://localhost:8000(\S+)", str(message.body))
    ]


def test_no_password_hash_secret_code_token_session_or_address_stands_in_the_record(
    django_capture_on_commit_callbacks: Committing,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        user = services.invite(SYSTEM, email=ADDRESS, name="Jo Miller")
    hashes = {user.password}
    visitor = CheckedClient()
    visitor.post(links()[-1], {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(visitor, password=WRONG)
    sign_in(visitor, "typed.address@example.org", WRONG)
    client = signed_in()
    hashes.add(User.objects.get().password)
    secret, _ = set_up_app(client, django_capture_on_commit_callbacks)
    codes = client.get("/account/recovery-codes/").context["unused_codes"]
    keys = list(Session.objects.values_list("session_key", flat=True))
    seeds = [str(value) for row in Authenticator.objects.all() for value in row.data.values() if value]
    client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    )
    visitor.post("/account/password/forgotten/", {"email": ADDRESS})
    moved = visitor.get(links()[-1])
    visitor.post(moved["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/second-factor/remove/")
    services.disable(SYSTEM, user, "Left the council")
    hashes.add(User.objects.get().password)
    tokens = [part for link in links() for part in re.findall(r"[\w:-]{12,}", link)]

    secrets = {PASSWORD, OTHER_PASSWORD, WRONG, secret, ADDRESS, "typed.address"}
    secrets |= {*hashes, *codes, *keys, *seeds, *tokens}
    record = whole_record()
    assert [value for value in secrets if value in record] == []
    assert {"Invited", "Invitation accepted", "Failed to sign in", "Signed in", "Second factor added"} <= set(verbs())
    assert {"Password changed", "Password reset by mail", "Disabled"} <= set(verbs())
    assert user.reference in record
