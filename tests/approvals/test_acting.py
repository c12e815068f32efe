"""What can be done with what was sent in: given with conditions, sent back, refused, deferred; and each is kept."""

from datetime import timedelta
from typing import Any

import pytest
from tests.answers.filling import fill
from tests.approvals.conftest import SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, fresh, give

from concordat.answers import submitting
from concordat.approvals import acting, opening, queries
from concordat.approvals.acting import Wanted
from concordat.register import gates, record
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.slow


def changed(here: Here) -> None:
    """The officer puts something right."""
    row = Involvement.objects.get(pk=here.row.pk)
    record.answer(here.lead, involvement=row, version=row.version, answers={"involvement.liabilities": "Two leases"})


def test_given_with_conditions_the_conditions_are_set_and_can_be_met_once(entry: Entry) -> None:
    on = entry.here.head.on
    wanted = [Wanted("Insure it", "Lee", on + timedelta(days=9)), Wanted("Tell the ward members")]
    done = decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "given_with_conditions", conditions=wanted)
    insure, tell = queries.conditions(entry.here.row)
    assert [insure.words, insure.owner, insure.due_on, tell.words] == [
        "Insure it",
        "Lee",
        on + timedelta(9),
        wanted[1].words,
    ]
    assert insure.given_in == done
    with pytest.raises(CannotDo, match="Say how"):
        acting.discharge(entry.here.lead, condition=insure, version=insure.version, on=on, how=" ")
    met = acting.discharge(entry.here.lead, condition=insure, version=insure.version, on=on, how="Policy 12")
    with pytest.raises(CannotDo, match="already"):
        acting.discharge(entry.here.lead, condition=met, version=met.version, on=on, how="Policy 13")
    assert [row.words for row in queries.conditions(entry.here.row)] == ["Tell the ward members", "Insure it"]


def test_sent_back_it_waits_for_the_officer_until_what_is_new_is_sent_in_and_given(entry: Entry) -> None:
    here, matter = entry.here, entry.matter
    decide(here.head, matter, SIGN_OFF, entry.papers, "sent_back", reason="Say what it may cost us")
    assert queries.waiting_for(here.head) == []
    assert [(item.how, item.row.state) for item in queries.waiting_for(here.lead)] == [("send", "sent_back")]
    with pytest.raises(CannotDo, match="were sent back"):
        give(here.head, matter, SIGN_OFF, entry.papers)
    with pytest.raises(CannotDo, match="Nothing has changed"):
        opening.send(here.lead, matter=fresh(matter), version=fresh(matter).version)
    changed(here)
    papers = opening.send(here.lead, matter=fresh(matter), version=fresh(matter).version, note="As you asked")
    assert papers.number == 2
    assert [(item.how, item.row.state) for item in queries.waiting_for(here.head)] == [("do", "open")]
    with pytest.raises(CannotDo, match="Newer papers"):
        give(here.head, matter, SIGN_OFF, entry.papers)
    give(here.head, matter, SIGN_OFF, papers)
    assert [row.task for row in queries.waiting(here.row)] == ["sign-off.received"]


def test_refused_the_matter_ends_and_another_needs_its_forms_anew(entry: Entry) -> None:
    here = entry.here
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "refused", reason="We cannot afford it")
    assert (fresh(entry.matter).ended, queries.waiting(here.row)) == ("refused", [])
    again = opening.open_matter(here.lead, involvement=here.row, start="entry")
    with pytest.raises(CannotDo, match="have to be submitted first"):
        opening.send(here.lead, matter=again, version=again.version)
    for form in ("score_sheet", "registration"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    assert opening.send(here.lead, matter=again, version=again.version).number == 1


def test_deferred_it_still_waits_and_can_be_given_later(entry: Entry) -> None:
    here = entry.here
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "deferred", until=here.head.on + timedelta(days=7))
    (item,) = queries.waiting_for(here.head)
    assert (item.how, item.row.state) == ("do", "deferred")
    give(here.head, entry.matter, SIGN_OFF, entry.papers)
    assert [row.task for row in queries.waiting(here.row)] == ["sign-off.received"]


LACKING: list[tuple[str, dict[str, Any], str]] = [
    ("", {}, "Choose what you decide"),
    ("sent_back", {}, "Say why"),
    ("refused", {"reason": " "}, "Say why"),
    ("deferred", {}, "Enter the day"),
    ("given_with_conditions", {}, "at least one condition"),
    ("given_with_conditions", {"conditions": [Wanted(" ")]}, "Say what the condition is"),
]


@pytest.mark.parametrize(("outcome", "said", "why"), LACKING)
def test_an_act_says_what_its_outcome_needs(entry: Entry, outcome: str, said: dict[str, Any], why: str) -> None:
    with pytest.raises(CannotDo, match=why):
        decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, outcome, **said)
    assert queries.acts_of(entry.matter) == []


def test_what_is_done_cannot_be_done_again_and_what_comes_later_not_yet(entry: Entry) -> None:
    here = entry.here
    with pytest.raises(CannotDo, match="has to come first"):
        give(here.team, entry.matter, "sign-off.received", entry.papers)
    give(here.head, entry.matter, SIGN_OFF, entry.papers)
    with pytest.raises(CannotDo, match="done already"):
        give(here.head, entry.matter, SIGN_OFF, entry.papers)


def test_withdrawn_it_waits_for_nobody_and_its_forms_still_count(entry: Entry) -> None:
    here, matter = entry.here, fresh(entry.matter)
    with pytest.raises(CannotDo, match="Say why"):
        opening.withdraw(here.lead, matter=matter, version=matter.version, reason="")
    opening.withdraw(here.lead, matter=matter, version=matter.version, reason="Not this year")
    assert queries.waiting(here.row) == []
    with pytest.raises(CannotDo, match="no longer under way"):
        give(here.head, matter, SIGN_OFF, entry.papers)
    again = opening.open_matter(here.lead, involvement=here.row, start="entry")
    assert opening.send(here.lead, matter=again, version=again.version).forms == entry.papers.forms


def test_what_was_given_in_business_that_was_withdrawn_opens_no_gate_and_its_conditions_bind_nobody(
    entry: Entry,
) -> None:
    here = entry.here

    def signed_off() -> bool:
        left = gates.outstanding("start", Involvement.objects.get(pk=here.row.pk), here.lead.on)
        return SIGN_OFF not in {one.key for one in left}

    wanted = [Wanted("Tell the ward members", "Lee")]
    assert not signed_off()
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "given_with_conditions", conditions=wanted)
    assert signed_off()
    assert len(queries.conditions(here.row)) == 1
    matter = fresh(entry.matter)
    opening.withdraw(here.lead, matter=matter, version=matter.version, reason="Not this year")
    assert not signed_off()
    assert queries.conditions(here.row) == []
