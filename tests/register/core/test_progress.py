"""Stage and state of an entry move on with what happens; never back, and not from what nobody has said."""

from types import SimpleNamespace

import pytest

from concordat.history import clock
from concordat.history.acts import act
from concordat.history.models import Detail, Event
from concordat.protocol.facts import dictionary
from concordat.protocol.vocabulary import GATES, STAGES
from concordat.register import gates, progress, record
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK

TODAY = clock.today()
# What happens, what stage and state were, what they are then.
CASES = [
    ("sent_in", ("initiating", "proposed"), ("approving", "proposed")),
    ("entered", ("approving", "proposed"), ("setting_up", "approved")),
    ("entered", ("initiating", "refused"), ("setting_up", "approved")),
    ("entered", ("operating", "active"), ("operating", "active")),
    ("refused", ("approving", "proposed"), ("approving", "refused")),
    ("refused", ("operating", "active"), ("operating", "active")),
    ("start", ("setting_up", "approved"), ("operating", "active")),
    ("start", ("reviewing", "closing"), ("reviewing", "closing")),
    ("closure", ("reviewing", "active"), ("exiting", "closed")),
    ("publication", ("initiating", "proposed"), ("initiating", "proposed")),
    ("entered", (BLANK, BLANK), (BLANK, BLANK)),
]


def said(here: SimpleNamespace, stage: object, status: object) -> Involvement:
    row = Involvement.objects.select_related("council", "partnership").get(pk=here.entry.pk)
    told = {"involvement.stage": stage, "involvement.status": status}
    told = {name: value for name, value in told.items() if value is not BLANK}
    return record.answer(here.team, involvement=row, answers=told, version=row.version) if told else row


@pytest.mark.parametrize(("happened", "before", "after"), CASES)
def test_what_happens_moves_an_entry_on(
    here: SimpleNamespace, happened: str, before: tuple[object, object], after: tuple[object, object]
) -> None:
    row = said(here, *before)
    with act(here.team.actor, "Tried", here.team.council.scope):
        now = progress.reached(row.pk, happened)
    assert (now.answer("stage"), now.answer("status")) == after
    assert now.version == row.version + (before != after)


def test_the_table_names_what_there_is_and_never_leads_back() -> None:
    options = dictionary()["involvement.status"].options
    assert isinstance(options, dict)
    states = list(options)
    assert progress.MOVES.keys() - GATES.keys() == {"sent_in", "entered", "refused"}
    for moves in progress.MOVES.values():
        for column, move in moves.items():
            order = list(STAGES) if column == "stage" else states
            again = {"refused"} & set(move.since)  # what was refused may be approved after all
            assert all(order.index(since) < order.index(move.to) for since in set(move.since) - again)


def test_passing_the_start_moves_it_on_in_the_same_act(here: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "provider", lambda gate, involvement, on: [])
    row = said(here, "setting_up", "approved")
    now = gates.pass_gate(here.team, involvement=row, gate="start", on=TODAY, version=row.version)
    assert (now.answer("stage"), now.answer("status")) == ("operating", "active")
    detail = Detail.objects.filter(model="register.involvement", object=str(row.pk)).latest("pk")
    assert Event.objects.get(scope=detail.scope, number=detail.number).verb == "Gate passed"
    assert '"stage"' in detail.values
