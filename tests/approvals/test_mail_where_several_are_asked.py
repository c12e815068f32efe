"""Where a step asks several, each is told once of their turn: what another gives beside begins no new one."""

from datetime import timedelta

import pytest
from django.core import mail
from tests import world
from tests.approvals.deciding import decide, fresh, give, sent
from tests.protocol.building import edition_of, names

from concordat.approvals import mailing, opening
from concordat.approvals.models import Matter, Papers
from concordat.councils import adoption
from concordat.history import clock
from concordat.register import record
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HEAD = """
roles:
  finance: {title: Treasurer, generic: finance}
  director: {title: Director, generic: director}
  lead_officer: {title: Lead officer, generic: lead_officer}
"""
ROUTE = """
- id: entry
  clause: "1"
  words: Entering it
  starts: [entry]
  steps: [{{id: approve, clause: "1", act: approve, by: [finance, director], how: {how}, words: Both approve it}}]
"""
APPROVE = "entry.approve"


class Asked:
    """An entry that a treasurer and two directors are asked to approve; the second director is treasurer too."""

    def __init__(self, how: str) -> None:
        council = world.council("castleton", None)
        command = world.command(council)
        edition = edition_of(names(head=HEAD, routes=ROUTE.format(how=how)))
        adoption._adopt(command, edition, {}, clock.today() - timedelta(days=400), "")
        lead = world.member(council, "lead_officer")
        self.lead, person = world.scope(lead), world.person(council, "Lee Officer", lead.user)
        self.row = world.involvement(council, lead=person, involvement__applied_by_choice=True)
        found = [world.member(council, *roles) for roles in (["finance"], ["director"], ["director", "finance"])]
        self.treasurer, self.director, self.both = (one.user.email for one in found)
        self.first, self.second, self.third = (world.scope(one) for one in found)
        self.matter, self.papers = sent(self.lead, self.row, "entry")

    def told(self) -> set[str]:
        """Who was sent a mail when the worker came by."""
        mail.outbox.clear()
        mailing.tell.func(self.matter.pk)
        return {one.to[0] for one in mail.outbox}


def sent_again(asked: Asked) -> Papers:
    """Something is put right, and newer papers are sent in."""
    row = Involvement.objects.get(pk=asked.row.pk)
    record.answer(asked.lead, involvement=row, version=row.version, answers={"involvement.liabilities": "Two leases"})
    matter: Matter = fresh(asked.matter)
    return opening.send(asked.lead, matter=matter, version=matter.version)


def test_who_was_told_is_not_told_again_because_somebody_else_gave_theirs() -> None:
    asked = Asked("all")
    assert asked.told() == {asked.treasurer, asked.director, asked.both}
    give(asked.first, asked.matter, APPROVE, asked.papers)
    assert asked.told() == set()


def test_but_once_it_was_put_off_or_newer_papers_were_sent_in() -> None:
    asked = Asked("all")
    asked.told()
    until = asked.first.on + timedelta(days=30)
    decide(asked.first, asked.matter, APPROVE, asked.papers, "deferred", until=until)
    give(asked.first, asked.matter, APPROVE, asked.papers)
    assert asked.told() == {asked.director, asked.both}
    papers = sent_again(asked)
    assert asked.told() == {asked.director, asked.both}
    decide(asked.second, asked.matter, APPROVE, papers, "sent_back", reason="Costs")
    assert asked.told() == set()


def test_of_those_asked_one_after_the_other_who_is_in_both_is_told_of_each_turn() -> None:
    asked = Asked("in_order")
    assert asked.told() == {asked.treasurer, asked.both}
    give(asked.first, asked.matter, APPROVE, asked.papers)
    assert asked.told() == {asked.director, asked.both}
    assert asked.told() == set()
