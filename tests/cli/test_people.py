"""The commands about people and councils, asked in this process: an empty installation begins with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from tests import world
from tests.cli.conftest import Run

from concordat.accounts.models import Session, User
from concordat.councils.models import Council, Membership, RoleHeld
from concordat.history.models import Event

pytestmark = pytest.mark.django_db
FOUND = ("found-council", "hillshire", "Hillshire Council", "--admin", "Ann@Example.org", "--admin-name", "Ann Other")


@pytest.fixture(autouse=True)
def migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' tables are made at once, and not by migrations: nothing waits."""
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [])


@pytest.fixture
def ann() -> User:
    """Somebody who has signed in."""
    made = world.user("Ann Other")
    Client().force_login(made)
    return made


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_council_is_set_up_and_its_first_administrator_invited(
    run: Run, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        said = run(*FOUND, "--code", "E10000099")
    council = Council.objects.get()
    assert (council.slug, council.name, council.code, council.second_factor) == (
        "hillshire",
        "Hillshire Council",
        "E10000099",
        True,
    )
    member = Membership.objects.get(council=council)
    assert member.user.email == "ann@example.org"
    assert RoleHeld.objects.get(membership=member).role == "administrator"
    assert said.out.startswith("Hillshire Council is set up.\n")
    link = said.out.splitlines()[-1]
    # Each link carries the second in which it was made, so the two may differ; both open the invitation.
    mailed = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    assert [Client().get(one).status_code for one in (link, mailed)] == [200, 200]


def test_somebody_who_signs_in_already_looks_after_the_new_council_without_a_link(run: Run, ann: User) -> None:
    said = run("found-council", "hillshire", "Hillshire Council", "--admin", ann.email, "--admin-name", "Ann")
    assert said.out.endswith("Ann Other looks after it, and signs in as before.\n")
    assert Membership.objects.get().user == ann


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({1: "Hill Shire"}, "Enter the council's part of the address in small letters"),
        ({2: " "}, "Enter the council's name."),
        ({4: "ann at example"}, "Enter an email address in the correct format"),
        ({6: " "}, "Enter the person's name"),
    ],
)
def test_where_council_or_administrator_is_refused_nothing_is_set_up(
    refused: Callable[..., str], changed: dict[int, str], sentence: str
) -> None:
    words = [changed.get(place, word) for place, word in enumerate(FOUND)]
    assert sentence in refused(*words)
    assert not Council.objects.exists()
    assert not User.objects.exists()


def test_a_council_is_not_set_up_twice(run: Run, refused: Callable[..., str]) -> None:
    run(*FOUND)
    assert "There is a council at the address “hillshire” already." in refused(*FOUND)


def test_somebody_who_is_shut_out_is_signed_out_at_once_and_let_in_again_later(run: Run, ann: User) -> None:
    assert Session.objects.filter(person=ann).exists()
    assert run("disable-person", ann.email.upper(), "--reason", "Left").out == "Ann Other can no longer sign in.\n"
    assert not User.objects.get(pk=ann.pk).is_active
    assert not Session.objects.filter(person=ann).exists()
    assert run("enable-person", ann.email, "--reason", "Came back").out == "Ann Other can sign in again.\n"
    assert User.objects.get(pk=ann.pk).is_active
    assert verbs()[-2:] == ["Disabled", "Enabled"]


def test_a_second_factor_is_taken_away_once(run: Run, refused: Callable[..., str], ann: User) -> None:
    Authenticator.objects.create(user=ann, type=Authenticator.Type.TOTP, data={"secret": "x"})
    words = ("remove-second-factor", ann.email, "--reason", "Lost the phone")
    assert run(*words).out == "Ann Other has no second factor any more.\n"
    assert not Authenticator.objects.exists()
    assert refused(*words) == "concordat: This person has no second factor to take away.\n"


@pytest.mark.parametrize("command", ["disable-person", "enable-person", "remove-second-factor"])
def test_nobody_and_no_reason_are_refused_in_a_sentence(refused: Callable[..., str], ann: User, command: str) -> None:
    assert "Nobody signs in as “bob@example.org”." in refused(command, "bob@example.org", "--reason", "Left")
    assert "Enter a reason." in refused(command, ann.email, "--reason", " ")
    assert "--reason" in refused(command, ann.email)
