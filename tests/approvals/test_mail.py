"""Who is told by mail that a step waits for them: each once a turn, and the deputy of somebody absent instead."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from tests import world
from tests.approvals.conftest import SIGN_OFF, Entry
from tests.approvals.deciding import decide, fresh, give
from tests.approvals.test_acting import changed
from tests.approvals.test_who_may_act import deputy_of, name_head

from concordat.accounts import outbox
from concordat.accounts import services as accounts
from concordat.accounts.models import Outgoing, User
from concordat.approvals import mailing, opening
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.site.tasks import RUN_AGAIN, TELL

pytestmark = pytest.mark.slow


def address(scope: Scope) -> str:
    return User.objects.get(pk=scope.user_id or 0).email


def told(entry: Entry) -> list[str]:
    """Who was sent a mail when the worker came by."""
    mail.outbox.clear()
    mailing.tell.func(entry.matter.pk)
    return sorted(one.to[0] for one in mail.outbox)


def test_those_for_whom_a_step_begins_to_wait_are_told_once_and_of_the_next_step_those_of_that(entry: Entry) -> None:
    here = entry.here
    assert told(entry) == [address(here.head)]
    (sent,) = mail.outbox
    assert sent.subject == "Something waits for you in Concordat"
    assert "River Forum" in sent.body
    assert "The head of service signs a limited partnership off." in sent.body
    assert f"/matters/{entry.matter.reference}/" in sent.body
    assert told(entry) == []
    give(here.head, entry.matter, SIGN_OFF, entry.papers)
    assert told(entry) == [address(here.team)]


def test_sent_back_and_sent_in_again_it_is_another_turn(entry: Entry) -> None:
    here = entry.here
    told(entry)
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="Costs")
    assert told(entry) == []
    changed(here)
    opening.send(here.lead, matter=fresh(entry.matter), version=fresh(entry.matter).version)
    assert told(entry) == [address(here.head)]


def test_the_deputy_of_somebody_absent_is_told_instead_of_them(entry: Entry) -> None:
    name_head(entry.here, entry.here.head)
    deputy = deputy_of(entry.here.head, "councillor")
    assert told(entry) == [address(deputy)]


def test_the_task_may_be_run_again() -> None:
    assert mailing.tell.module_path == TELL
    assert TELL in RUN_AGAIN


def test_a_mail_that_could_not_be_handed_over_is_asked_for_again_and_the_others_go_out(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = sorted(
        [address(entry.here.head), address(world.scope(world.member(entry.here.row.council, "head_of_service")))]
    )
    send = EmailMessage.send

    def refused(message: EmailMessage, *_: Any) -> int:
        if message.to == heads[:1]:
            raise OSError
        return send(message)

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", refused)
        assert told(entry) == heads[1:]
    assert outbox.ask_again() == 1
    assert told(entry) == heads[:1]
    assert outbox.ask_again() == 0


def test_whoever_was_shut_out_before_a_mail_went_out_is_sent_none(entry: Entry) -> None:
    told(entry)
    Outgoing.objects.update(sent_at=None)
    accounts.disable(world.INSTALLER, User.objects.get(email=address(entry.here.head)), reason="Left the council")
    mail.outbox.clear()
    assert outbox.deliver.func(Outgoing.objects.get().pk) is False
    assert mail.outbox == []


def test_a_mail_that_may_have_gone_out_before_the_worker_died_is_sent_again_under_the_same_name(entry: Entry) -> None:
    def names() -> list[str]:
        told(entry)
        return [str(one.message()["Message-ID"]) for one in mail.outbox]

    first = names()
    Outgoing.objects.update(sent_at=None)
    assert names() == first
    assert names() == []


def test_a_mail_is_not_asked_for_for_ever(entry: Entry) -> None:
    told(entry)
    Outgoing.objects.update(sent_at=None, at=clock.now() - outbox.TRIED)
    assert outbox.ask_again() == 0
