"""Proposing: it goes into the register and its entry is opened, in one act; what runs already is entered alone."""

from dataclasses import replace
from typing import Any

import pytest
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, give

from concordat.answers import submitting
from concordat.approvals import opening
from concordat.approvals.models import Matter
from concordat.history.models import Event
from concordat.proposals.proposing import propose
from concordat.register import record
from concordat.register.models import Involvement, Person
from concordat.register.progress import PROPOSED
from concordat.ui.refusals import CannotDo, NotAllowed


def proposed(here: Here, **given: Any) -> Involvement:
    person = Person.objects.get(user=here.lead.user_id)
    told = {"name": "Warm Homes Together", "entered_on": here.lead.on, "lead_officer": person}
    return propose(here.lead, **{**told, **given})


def test_what_is_proposed_is_in_the_register_and_its_entry_is_open_in_one_act(here: Here) -> None:
    before = Event.objects.count()
    row = proposed(here, answers={"partnership.purpose": "Warmer homes", "involvement.already_running": False})
    [matter] = Matter.objects.filter(involvement=row)
    assert (matter.start, matter.ended, matter.opened_by_id) == ("entry", "", here.lead.user_id)
    verbs = Event.objects.order_by("pk")[before:].values_list("verb", flat=True)
    assert set(verbs) == {"Partnership proposed"}


def test_who_proposes_for_somebody_else_opens_it_with_why_and_cannot_send_it_in(here: Here) -> None:
    row = proposed(here, lead_officer=None, why="Homes are cold")
    [matter] = Matter.objects.filter(involvement=row)
    assert (matter.reason, matter.opened_by_id) == ("Homes are cold", here.lead.user_id)
    with pytest.raises(NotAllowed):
        opening.send(here.lead, matter=matter, version=matter.version)


def test_a_name_that_is_taken_leaves_nothing_behind(here: Here) -> None:
    count = Involvement.objects.count()
    with pytest.raises(CannotDo, match="in the register already") as refused:
        proposed(here, name="River  forum")
    assert refused.value.field == "name"
    assert (Involvement.objects.count(), Matter.objects.count()) == (count, 0)


def test_who_may_not_enter_may_not_propose(here: Here) -> None:
    with pytest.raises(NotAllowed):
        propose(here.reader, name="Warm Homes Together", entered_on=here.reader.on)


def test_where_no_protocol_is_in_force_on_the_day_it_is_refused_at_the_day(here: Here) -> None:
    with pytest.raises(CannotDo, match="adopted no protocol") as refused:
        proposed(here, entered_on=here.lead.on.replace(year=2001))
    assert refused.value.field == "entered_on"


def test_a_right_that_was_taken_away_meanwhile_is_missed(here: Here) -> None:
    with pytest.raises(NotAllowed):
        propose(replace(here.lead, roles=frozenset({"councillor"})), name="Warm Homes", entered_on=here.lead.on)


def test_its_stage_and_state_go_with_it_from_the_idea_to_the_start(here: Here) -> None:
    def stands(row: Involvement) -> tuple[Any, Any]:
        now = Involvement.objects.get(pk=row.pk)
        return now.answer("stage"), now.answer("status")

    row = proposed(here)
    assert stands(row) == ("initiating", "proposed")
    judged(here.lead, row, **LIMITED)
    for form in ("score_sheet", "registration"):
        fill(here.lead, row, form)
        submitting.submit(here.lead, involvement=row, form=form)
    [matter] = Matter.objects.filter(involvement=row)
    papers = opening.send(here.lead, matter=matter, version=matter.version)
    assert stands(row) == ("approving", "proposed")
    give(here.head, matter, SIGN_OFF, papers)
    assert stands(row) == ("approving", "proposed")
    give(here.team, matter, "sign-off.received", papers)
    assert stands(row) == ("setting_up", "approved")


def test_one_that_is_refused_is_refused_in_the_register_too(entry: Entry) -> None:
    row = Involvement.objects.select_related("council", "partnership").get(pk=entry.here.row.pk)
    record.answer(entry.here.lead, involvement=row, answers=PROPOSED, version=row.version)
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "refused", reason="There is no money")
    now = Involvement.objects.get(pk=row.pk)
    assert (now.answer("stage"), now.answer("status")) == ("initiating", "refused")
