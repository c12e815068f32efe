"""Filling in together: who has a section may keep the record while they have it, and anybody's question is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import fill

from concordat.answers import queries, sharing, submitting
from concordat.answers.models import Handed
from concordat.councils import members
from concordat.councils import queries as councils
from concordat.history import clock
from concordat.register import gates, joint_record, record, responsibilities
from concordat.register.models import Involvement
from concordat.register.permissions import can_keep_involvement, can_keep_joint
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.slow

FORM, SECTION = "registration", "funding"


def hand(here: Here, **more: Any) -> Handed:
    """The section of money handed to the finance officer."""
    told = {"form": FORM, "section": SECTION, "to": here.helper, **more}
    return sharing.hand_over(here.lead, involvement=here.row, **told)


@pytest.mark.parametrize("role", ["finance", "legal", "monitoring_officer", "chief_executive"])
def test_who_has_a_section_may_keep_the_record_while_they_have_it_and_not_before_or_after(
    here: Here, role: str
) -> None:
    member = world.member(here.row.council, role)
    helper = world.scope(member)

    def may() -> tuple[bool, bool]:
        return can_keep_involvement(helper, here.row), can_keep_joint(helper, here.row.partnership)

    assert may() == (False, False)
    row = hand(here, to=member)
    assert may() == (True, True)
    now = Involvement.objects.select_related("council", "partnership").get(pk=here.row.pk)
    said = {"involvement.evidence_file_place": "Room 4"}
    record.answer(helper, involvement=now, answers=said, version=now.version)
    sharing.end(helper, handed=row, version=row.version, reply="All there")
    assert may() == (False, False)
    with pytest.raises(NotAllowed):
        record.answer(helper, involvement=now, answers=said, version=now.version + 1)


def test_who_has_a_section_does_not_submit_the_form_nor_hand_it_on(here: Here) -> None:
    hand(here)
    fill(here.lead, here.row, FORM)
    with pytest.raises(NotAllowed, match="Those who answer for it do this"):
        submitting.submit(here.finance, involvement=here.row, form=FORM)
    with pytest.raises(NotAllowed):
        sharing.hand_over(here.finance, involvement=here.row, form=FORM, section="risk", to=here.helper)


def test_who_has_a_section_does_nothing_that_outlasts_it(here: Here) -> None:
    """Else whoever helps for a day could make it their own for good, or let others in."""
    hand(here)
    row, joint, helper = here.row, here.row.partnership, here.finance
    assert joint.steward_id == row.council_id
    refused = (
        lambda: responsibilities.give(helper, involvement=row, role="lead_officer", answers={"post": "Finance"}),
        lambda: gates.pass_gate(helper, involvement=row, version=row.version, gate="start", on=helper.on),
        lambda: joint_record.open_to(helper, partnership=joint, version=joint.version, whom="all"),
        lambda: joint_record.hand_stewardship(
            helper, partnership=joint, version=joint.version, to_council=here.elsewhere.council, reason="So"
        ),
    )
    for do in refused:
        with pytest.raises(NotAllowed, match="You help with a part"):
            do()


def test_who_has_a_section_does_not_put_the_day_of_a_gate_right(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "provider", lambda gate, involvement, on: [])
    hand(here)
    row = gates.pass_gate(here.lead, involvement=here.row, version=here.row.version, gate="start", on=here.lead.on)
    told: dict[str, Any] = {"version": row.version, "correction": True, "reason": "It has not happened"}
    with pytest.raises(NotAllowed, match="You help with a part"):
        record.answer(here.finance, involvement=row, answers={"gates.start_on": None}, **told)
    record.answer(here.lead, involvement=row, answers={"gates.start_on": None}, **told)


def test_a_section_that_is_taken_back_lets_its_holder_change_nothing_more(here: Here) -> None:
    row = hand(here)
    sharing.take_back(here.team, handed=row, version=row.version)
    assert not can_keep_involvement(here.finance, here.row)
    with pytest.raises(CannotDo, match="given back already"):
        sharing.end(here.finance, handed=row, version=Handed.objects.get(pk=row.pk).version)


def test_somebody_has_a_section_once_at_a_time_and_again_when_it_was_given_back(here: Here) -> None:
    row = hand(here)
    with pytest.raises(CannotDo, match="has this section already"):
        hand(here)
    sharing.end(here.finance, handed=row, version=row.version)
    assert hand(here).pk != row.pk


def test_what_cannot_be_handed_over_is_refused_at_the_field_that_is_wrong(here: Here) -> None:
    gone = world.member(here.row.council, "legal", name="Gil Gone")
    members.end_membership(world.command(here.row.council), membership=gone, version=gone.version, until=here.lead.on)
    for wrong, field in (
        ({"to": members_again(gone)}, "to"),
        ({"due_on": here.lead.on - timedelta(days=1)}, "due_on"),
        ({"section": "nonsense"}, None),
        ({"form": "nonsense"}, None),
    ):
        with pytest.raises(CannotDo) as refused:
            hand(here, **wrong)
        assert refused.value.field == field


def members_again(member: Any) -> Any:
    """A member as they are saved now."""
    return type(member).objects.select_related("user", "council").get(pk=member.pk)


def test_a_section_is_given_back_by_whoever_has_it_and_by_nobody_else(here: Here) -> None:
    row = hand(here)
    for scope in (here.lead, here.team, here.reader):
        with pytest.raises(NotAllowed, match="This section is with Fran Finance"):
            sharing.end(scope, handed=row, version=row.version)


def test_what_waits_for_somebody_is_what_is_due_first(here: Here) -> None:
    later = hand(here, due_on=here.lead.on + timedelta(days=9))
    sooner = hand(here, section="risk", due_on=here.lead.on + timedelta(days=2))
    any_day = hand(here, section="role")
    assert [row.pk for row in queries.handed_to(here.finance)] == [sooner.pk, later.pk, any_day.pk]
    assert queries.handed_to(here.team) == []


def test_everybody_but_mere_readers_asks_about_an_answer_and_replies_once(here: Here) -> None:
    about: dict[str, Any] = {"involvement": here.row, "form": FORM, "question": "name"}
    asked = sharing.ask(here.finance, **about, words=" Is that its full name? ")
    assert asked.words == "Is that its full name?"
    for who in (here.reader, here.elsewhere):
        with pytest.raises(NotAllowed):
            sharing.ask(who, **about, words="Why?")
    sharing.reply(here.lead, query=asked, version=asked.version, words="It is.")
    (row,) = queries.queries(here.row, FORM)
    assert (row.reply, row.replied_on, row.replied_by_id) == ("It is.", here.lead.on, here.lead.user_id)
    with pytest.raises(CannotDo, match="replied to already"):
        sharing.reply(here.lead, query=row, version=row.version, words="Again")


@pytest.mark.parametrize(("wrong", "field"), [({"words": " "}, "words"), ({"question": "nonsense"}, None)])
def test_a_question_without_words_or_about_nothing_is_refused(here: Here, wrong: Any, field: str | None) -> None:
    told = {"form": FORM, "question": "name", "words": "Why?", **wrong}
    with pytest.raises(CannotDo) as refused:
        sharing.ask(here.lead, involvement=here.row, **told)
    assert refused.value.field == field


def test_somebody_who_works_for_two_councils_gives_a_section_back_in_the_one_whose_it_is(here: Here) -> None:
    since = clock.today() - timedelta(days=30)
    to = members.join(world.command(here.row.council), user=world.user("Two Councils"), roles=["finance"], from_=since)
    there = world.council("carford")
    members.join(world.command(there), user=to.user, roles=["finance"], from_=since)
    handed = sharing.hand_over(here.lead, involvement=here.row, form="registration", section="entry", to=to)
    elsewhere = councils.scope_of(to.user, there.slug)
    assert elsewhere is not None
    with pytest.raises(NotAllowed, match="another council"):
        sharing.end(elsewhere, handed=handed, version=handed.version)


def test_whoever_has_a_section_finds_it_on_their_home_page_from_whom_and_by_when(here: Here) -> None:
    hand(here, note="Is VAT right?", due_on=clock.today() + timedelta(days=3))
    page = world.client(here.helper.user).get(reverse("home", args=[here.row.council.slug])).content.decode()
    where = [here.row.council.slug, here.row.reference, FORM, SECTION]
    assert f'href="{reverse("form_section", args=where)}"' in page
    assert "From Lee Officer, by " in page
    assert "Is VAT right?" in page
