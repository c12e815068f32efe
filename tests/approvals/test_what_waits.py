"""What waits, since when: kept as each act closes, the same as made again; and what the room knows."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.approvals.conftest import SIGN_OFF, Entry
from tests.approvals.deciding import decide, give
from tests.approvals.test_who_may_act import name_head

from concordat.approvals import opening, queries, waiting, whose
from concordat.approvals.acting import Wanted
from concordat.approvals.facts import facts_of, under_way
from concordat.approvals.models import Waiting
from concordat.history import clock
from concordat.protocol.values import Rows
from concordat.register.known import known_of
from concordat.site.presenters import waiting_table
from concordat.ui.tables import Cell

pytestmark = pytest.mark.slow

WITNESSED = ("acts", "conditions")
OF_MATTER = ("matter.id", "matter.start", "matter.changed", "matter.reason")


def kept() -> list[dict[str, object]]:
    return [{**row, "id": 0} for row in Waiting.objects.order_by("matter", "task").values()]


def test_what_is_kept_is_what_is_made_again(entry: Entry) -> None:
    here = entry.here
    opening.open_matter(here.lead, involvement=here.row, start="dispute")
    for _ in range(2):
        before = kept()
        assert waiting.rebuild() == len(before) > 1
        assert kept() == before
        give(here.head, entry.matter, SIGN_OFF, entry.papers) if _ == 0 else None


def test_it_waits_since_the_day_of_what_came_before_it(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    here, later = entry.here, entry.here.lead.on + timedelta(days=3)
    (row,) = queries.waiting(here.row)
    assert (row.task, row.since) == (SIGN_OFF, here.lead.on)
    monkeypatch.setattr(clock, "today", lambda: later)
    from dataclasses import replace  # noqa: PLC0415

    give(replace(here.head, on=later), entry.matter, SIGN_OFF, entry.papers)
    (row,) = queries.waiting(here.row)
    assert (row.task, row.since) == ("sign-off.received", later)


def test_acts_and_conditions_are_not_there_before_and_read_back_after(entry: Entry) -> None:
    here = entry.here
    on = here.lead.on
    assert facts_of([here.row], on) == {}
    wanted = [Wanted("Insure it", "Lee", on + timedelta(days=9))]
    done = decide(here.head, entry.matter, SIGN_OFF, entry.papers, "given_with_conditions", conditions=wanted)
    found = known_of(here.lead, here.row).facts
    act, condition = (found[name] for name in WITNESSED)
    assert isinstance(act, Rows)
    assert isinstance(condition, Rows)
    assert act.complete
    assert dict(act.rows[0]) == {
        "id": str(done.pk), "for": SIGN_OFF, "act": "sign", "by": "head_of_service", "given_on": on,
        "outcome": "given_with_conditions", "matter": entry.matter.reference, "reason": "It is in order",
    }  # fmt: skip
    assert condition.rows[0]["of"] == str(done.pk)
    assert (condition.rows[0]["words"], condition.rows[0]["due_on"]) == ("Insure it", on + timedelta(days=9))


def test_what_waits_for_somebody_asks_as_often_for_several_as_for_one(entry: Entry) -> None:
    here, counts = entry.here, []
    team = world.scope(world.member(here.row.council, "head_of_service", "lead_officer", "clerk", name="Many"))
    for start in ("", "dispute", "accountable_body"):
        if start:
            opening.open_matter(here.lead, involvement=here.row, start=start)
        with CaptureQueriesContext(connection) as captured:
            assert queries.waiting_for(team)
        counts.append(len(captured))
    assert len(queries.waiting(here.row)) == 3
    assert counts == [5, 5, 5]


def test_what_came_last_of_a_thousand_that_wait_is_found_by_whom_it_asks(entry: Entry) -> None:
    here, (row,) = entry.here, queries.waiting(entry.here.row)
    older = [deepcopy(row) for _ in range(1000)]
    for one in older:
        one.pk, one.actors, one.since = None, ["chief_executive"], row.since - timedelta(days=9)
    Waiting.objects.bulk_create(older)
    assert [item.row.pk for item in queries.waiting_for(here.head)] == [row.pk]
    assert len(queries.waiting_for(here.chief)) == 1000
    shown = waiting_table(here.chief)
    assert shown.note == "These are the first 20 of 1000."


def test_of_more_partnerships_than_a_database_takes_the_same_people_are_asked(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = entry.here
    name_head(here, here.head)
    elsewhere = world.involvement(here.row.council, "Market Group")
    asked = (here.row.council, [here.row.pk], frozenset({here.lead.user_id or 0}), here.lead.on)
    few = whose.people_of(*asked)
    assert few.named[here.row.pk]["head_of_service"]
    monkeypatch.setattr(whose, "MOST_NAMED", 0)
    many = whose.people_of(*asked)
    assert many.named == few.named
    assert elsewhere.pk not in many.named
    assert {user: many.roles[user] for user in few.roles} == few.roles


def test_a_matter_in_hand_says_what_started_it_what_is_to_change_and_why(entry: Entry) -> None:
    here = entry.here
    assert under_way(here.row) == [{"matter.id": entry.matter.reference, "matter.start": "entry"}]
    change = opening.open_matter(
        here.lead, involvement=here.row, start="change", changed=["purpose", "members"], reason="It grew"
    )
    said = (change.reference, "change", ("members", "purpose"), "It grew")
    assert under_way(here.row)[1:] == [dict(zip(OF_MATTER, said, strict=True))]
    opening.withdraw(here.lead, matter=change, version=change.version, reason="Not now")
    assert len(under_way(here.row)) == 1


def test_home_puts_what_only_the_reader_decides_before_what_others_could_send_in_as_well(entry: Entry) -> None:
    here = entry.here
    name_head(here, here.head)
    opening.open_matter(here.lead, involvement=here.row, start="dispute")
    Waiting.objects.filter(matter__start="dispute").update(since=here.lead.on - timedelta(days=9))
    hows = [item.how for item in queries.waiting_for(here.head)]
    assert hows.index("send") < hows.index("do")
    shown = [row[1] for row in waiting_table(here.head).rows]
    assert isinstance(shown[0], Cell)
    signs = "The head of service signs a limited partnership off."
    assert (shown[0].text, shown[0].hint) == ("Look at the papers and decide", signs)
    assert len(shown) == len(hows)
