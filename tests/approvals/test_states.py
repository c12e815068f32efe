"""A matter moves from state to state by the table alone: what would lead elsewhere is not recorded."""

import pytest
from tests.approvals.conftest import SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, fresh, give

from concordat.approvals import opening, queries, states
from concordat.approvals.moving import state_of
from concordat.history.models import Event

pytestmark = pytest.mark.slow


def without(monkeypatch: pytest.MonkeyPatch, *move: str) -> None:
    """Take a move out of the table."""
    monkeypatch.setattr(states, "_TABLE", states._TABLE - {move})


def test_the_state_follows_the_acts_on_the_last_papers(entry: Entry) -> None:
    matter, here = entry.matter, entry.here
    assert state_of(matter) == "under_way"
    decide(
        here.head, matter, SIGN_OFF, entry.papers, "deferred", until=here.head.on.replace(year=here.head.on.year + 1)
    )
    assert state_of(matter) == "deferred"
    decide(here.head, matter, SIGN_OFF, entry.papers, "sent_back", reason="What does it cost?")
    assert state_of(matter) == "sent_back"
    opening.withdraw(here.lead, matter=fresh(matter), version=fresh(matter).version, reason="Not this year")
    assert state_of(matter) == "withdrawn"


def test_an_act_that_leads_elsewhere_than_the_table_has_it_is_not_recorded(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "under_way", "give", "under_way")
    events = Event.objects.count()
    with pytest.raises(states.Untabled, match="from “under_way” by “give” to “under_way”"):
        give(entry.here.head, entry.matter, SIGN_OFF, entry.papers)
    assert queries.acts_of(entry.matter) == []
    assert Event.objects.count() == events


def test_nor_are_opening_sending_in_and_withdrawing(here: Here, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    for move in (("", "open", "opened"), ("under_way", "withdraw", "withdrawn"), ("under_way", "send", "under_way")):
        without(monkeypatch, *move)
    with pytest.raises(states.Untabled):
        opening.open_matter(here.lead, involvement=here.row, start="dispute")
    with pytest.raises(states.Untabled):
        opening.withdraw(here.lead, matter=entry.matter, version=entry.matter.version, reason="Not this year")
    assert fresh(entry.matter).ended == ""


def test_the_table_names_its_states_and_leaves_no_end() -> None:
    assert {move.before for move in states.MOVES} == {"", *states.STATES} - {*states.ENDS}
    assert {move.after for move in states.MOVES} == {*states.STATES}
    assert len({move[:3] for move in states.MOVES}) == len(states.MOVES)
    assert {*states.ACT_OF.values()} <= {move.act for move in states.MOVES}
