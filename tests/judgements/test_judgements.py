"""Judgements that an edition names, and the aims that a partnership serves."""

from typing import Any

import pytest
from tests import world
from tests.judgements.answering import answer, assessed, known
from tests.judgements.conftest import Here

from concordat.compliance.models import FactSheet
from concordat.councils import plan
from concordat.councils.models import Aim
from concordat.judgements import answering, judging, queries
from concordat.protocol.values import Rows
from concordat.ui.refusals import CannotDo, NotAllowed


def test_a_judgement_is_given_in_a_named_role_with_a_reason_and_the_last_one_counts(here: Here) -> None:
    name = "members_must_decide"
    with pytest.raises(NotAllowed, match="Senior Management Team"):
        judging.judge(here.lead, involvement=here.row, name=name, answer=True, reason="It is large")
    with pytest.raises(CannotDo, match="Say why"):
        judging.judge(here.senior, involvement=here.row, name=name, answer=True, reason="")
    judging.judge(here.senior, involvement=here.row, name=name, answer=True, reason="It is large")
    judging.judge(here.senior, involvement=here.row, name=name, answer=False, reason="It is delegated")
    facts = known(here.row, here.lead)
    assert facts[f"judged.{name}"] is False
    assert facts[f"judged.{name}.by"] == "senior_manager"
    assert facts[f"judged.{name}.reason"] == "It is delegated"
    assert [row.answer for row in queries.judged(here.row)[name]] == [False, True]


def aims(here: Here, number: int) -> list[Aim]:
    """So many aims of the council's plan."""
    return [plan.add_aim(here.team_admin, words=f"Aim {n}", from_=here.team.on) for n in range(number)]


def serve(here: Here, served: dict[Aim, tuple[Any, Any]], *, complete: bool) -> None:
    version = queries.aims_as_seen(here.row).version
    answering.serve_aims(here.lead, involvement=here.row, served=served, complete=complete, version=version)


def test_aims_are_counted_once_the_list_is_complete(here: Here) -> None:
    one, two, three = aims(here, 3)
    serve(here, {one: ("direct", "Homes"), two: ("none", None)}, complete=False)
    facts = known(here.row, here.lead)
    assert isinstance(facts["aims_served"], Rows)
    assert not facts["aims_served"].complete
    assert "aims.served_count" not in facts
    serve(here, {three: ("indirect", None)}, complete=True)
    assert known(here.row, here.lead)["aims.served_count"] == 2


def test_where_another_level_is_chosen_than_the_figures_suggest_the_reason_is_kept(here: Here) -> None:
    one, two = aims(here, 2)
    serve(here, {one: ("direct", None), two: ("indirect", None)}, complete=True)
    with pytest.raises(CannotDo, match="One or two") as refused:
        assessed(here.lead, here.row)
    assert refused.value.field == "criterion.aims"
    row = judging.assess(here.lead, involvement=here.row, overruled={"aims": "Both of them wholly"})
    assert row.overruled == {"aims": {"proposed": 2, "reason": "Both of them wholly"}}
    assert row.levels["aims"] == 4


def test_what_is_answered_reaches_the_standing_and_its_sheet(here: Here) -> None:
    answer(here.lead, here.row, criterion__cost=3)
    sheet = FactSheet.objects.filter(involvement=here.row).order_by("-number").first()
    assert sheet is not None
    assert '"criterion.cost":3' in sheet.facts


def test_a_role_in_one_council_gives_no_judgement_in_another(here: Here) -> None:
    elsewhere = world.scope(world.member(world.council("barford"), "senior_manager"))
    with pytest.raises(NotAllowed, match="another council"):
        judging.judge(elsewhere, involvement=here.row, name="members_must_decide", answer=True, reason="It is large")
