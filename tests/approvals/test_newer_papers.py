"""What was sent back or put off to a day is open again once newer papers are sent in: told, and done, on those."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from tests import world
from tests.approvals.conftest import SIGN_OFF, Entry
from tests.approvals.deciding import decide, fresh, give
from tests.approvals.test_acting import changed
from tests.register.pages.browsing import text

from concordat.accounts.models import User
from concordat.approvals import mailing, opening, queries
from concordat.approvals.models import Papers
from concordat.approvals.moving import state_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PUT_OFF = "Put off: decide on its day"


def put_off(entry: Entry) -> None:
    until = entry.here.head.on + timedelta(days=30)
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "deferred", until=until)


def send_back(entry: Entry) -> None:
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="Costs")


def sent_again(entry: Entry) -> Papers:
    """The officer puts something right, and sends newer papers in."""
    changed(entry.here)
    matter = fresh(entry.matter)
    return opening.send(entry.here.lead, matter=matter, version=matter.version)


def told(entry: Entry) -> list[str]:
    """Who was sent a mail when the worker came by."""
    mail.outbox.clear()
    mailing.tell.func(entry.matter.pk)
    return [one.to[0] for one in mail.outbox]


@pytest.mark.parametrize("left", [put_off, send_back])
def test_it_is_open_again_told_and_done_on_the_newer_papers(entry: Entry, left: object) -> None:
    here, head = entry.here, User.objects.get(pk=entry.here.head.user_id or 0)
    told(entry)
    left(entry)  # type: ignore[operator]
    assert told(entry) == []
    papers = sent_again(entry)
    assert (queries.waiting(here.row)[0].state, state_of(entry.matter)) == ("open", "under_way")
    assert told(entry) == [head.email]
    assert told(entry) == []
    assert give(here.head, entry.matter, SIGN_OFF, papers).outcome == "given"


def test_until_then_home_and_its_page_say_that_it_was_put_off_and_no_longer_after(entry: Entry) -> None:
    here, council = entry.here, entry.here.row.council.slug
    head, lead = (world.client(User.objects.get(pk=who.user_id or 0)) for who in (here.head, here.lead))
    home, matter = f"/c/{council}/", reverse("matter", args=[council, here.row.reference, entry.matter.reference])

    def said() -> list[bool]:
        return [PUT_OFF in text(head.get(home)), "who put it off to a day" in text(lead.get(matter))]

    put_off(entry)
    assert said() == [True, True]
    sent_again(entry)
    assert said() == [False, False]
