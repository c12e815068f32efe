"""Answering facts of either side: by whom, on which version, as a change or a correction; and what others see of it."""

from datetime import timedelta
from typing import Any

import pytest
from tests.records.conftest import Here, There
from tests.records.keeping import SCALARS, answer, fitting, known

from concordat.history import clock
from concordat.history.models import Detail
from concordat.history.recorded import Stale
from concordat.protocol.values import NotApplicable
from concordat.records import answering, queries
from concordat.records.catalogue import is_joint
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed

CASH, VAT = "commitment.cash", "money.vat_treatment"
WRONG: dict[str, Any] = {
    "yes_no": "yes", "text": 7, "date": "2026-03-01", "choice": "nowhere", "choices": "one", "number": "12",
    "money": 12.5, "checklist": "all",
}  # fmt: skip


def say(here: Here, answers: dict[str, Any], *, joint: bool = False, **told: Any) -> None:
    side = here.side(joint=joint)
    version = queries.as_seen(side, list(answers)).version
    answering.answer(here.lead, side=side, answers=answers, version=version, **told)


@pytest.mark.parametrize("type_", sorted(WRONG))
def test_an_answer_of_another_type_is_refused_at_its_fact(here: Here, type_: str) -> None:
    for name in (name for name, fact in SCALARS.items() if fact.type == type_):
        with pytest.raises(CannotDo) as refused:
            answer(here.lead, here.row, name, WRONG[type_])
        assert refused.value.field == name
    assert known(here.row, here.lead) == {}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (CASH, -1),
        (CASH, NotApplicable(" ")),
        ("exit.kind", "by_accident"),
        ("money.value_for_money", "x" * 10_001),
        ("reporting.purpose_review_months", True),
    ],
)
def test_an_answer_out_of_its_range_is_refused_at_its_fact(here: Here, name: str, wrong: Any) -> None:
    with pytest.raises(CannotDo) as refused:
        answer(here.lead, here.row, name, wrong)
    assert refused.value.field == name


def test_blank_not_known_not_applicable_and_nil_are_four_things(here: Here) -> None:
    for said, fact in ((None, None), (NotApplicable("None is asked"), NotApplicable("None is asked")), (0, 0)):
        answer(here.lead, here.row, CASH, said, correction=True, reason="It was so all along")
        assert known(here.row, here.lead)[CASH] == fact
        assert type(known(here.row, here.lead)[CASH]) is type(fact)
    answer(here.lead, here.row, CASH, BLANK, correction=True, reason="Nobody had answered")
    assert CASH not in known(here.row, here.lead)


def test_answers_that_are_not_named_stay(here: Here) -> None:
    say(here, {CASH: 100_00, "commitment.staff_cost": 200_00})
    say(here, {"commitment.staff_cost": 300_00})
    assert known(here.row, here.lead)[CASH] == 100
    assert known(here.row, here.lead)["commitment.staff_cost"] == 300


@pytest.mark.parametrize("name", ["matter.start", "partnership.purpose", "contributions", "no.such_fact", VAT])
def test_what_is_not_answered_on_this_side_is_a_mistake_of_ours(here: Here, name: str) -> None:
    with pytest.raises(ValueError, match="is not answered here"):
        say(here, {name: "Words"})


def test_the_slower_of_two_is_told_and_one_who_answers_something_else_is_not(here: Here) -> None:
    side = here.side(joint=False)
    seen = queries.as_seen(side, [CASH]).version
    say(here, {CASH: 100_00})
    with pytest.raises(Stale):
        answering.answer(here.team, side=side, answers={CASH: 200_00}, version=seen)
    answering.answer(here.team, side=side, answers={"money.actual_cost": 300_00}, version=0)
    assert known(here.row, here.lead)[CASH] == 100


def test_what_stands_for_several_answers_was_last_saved_by_who_saved_any_of_them(here: Here) -> None:
    from concordat.accounts.last_saved import last_saved  # noqa: PLC0415

    side, facts = here.side(joint=False), [CASH, "commitment.staff_cost"]
    assert last_saved(queries.as_seen(side, facts)) == {}
    answer(here.team, here.row, CASH, 100_00)
    answer(here.lead, here.row, "commitment.staff_cost", 100_00)
    assert last_saved(queries.as_seen(side, facts))["saved_by"] == "Lee Officer"


def test_a_correction_needs_a_reason_and_knows_no_day(here: Here) -> None:
    say(here, {CASH: 100_00})
    for told, field in (
        ({"correction": True}, "reason"),
        ({"correction": True, "reason": "A slip", "since": clock.today()}, "since"),
        ({"since": clock.today() + timedelta(days=1)}, "since"),
    ):
        with pytest.raises(CannotDo) as refused:
            say(here, {CASH: 200_00}, **told)
        assert refused.value.field == field
    say(here, {CASH: 200_00}, correction=True, reason="A slip of the pen")
    assert known(here.row, here.lead)[CASH] == 200


def test_an_answer_that_is_the_same_leaves_no_trace(here: Here) -> None:
    say(here, {CASH: 100_00})
    told = Detail.objects.filter(model="records.ownfact")
    before = told.count()
    say(here, {CASH: 100_00}, correction=True)
    assert told.count() == before == 1


@pytest.mark.parametrize("name", [CASH, VAT])
def test_only_those_who_keep_a_side_answer_on_it(here: Here, there: There, name: str) -> None:
    said, _fact = fitting(SCALARS[name])
    with pytest.raises(NotAllowed):
        answer(here.reader, here.row, name, said)
    with pytest.raises(NotAllowed):
        answer(there.team, here.row, name, said)
    for scope in (here.lead, here.team):
        answer(scope, here.row, name, said, correction=True, reason="Again")


def test_another_council_answers_for_itself_and_not_on_the_joint_record(here: Here, there: There) -> None:
    answer(there.team, there.row, CASH, 500_00)
    with pytest.raises(NotAllowed, match="Only Ashford Council keeps"):
        answer(there.team, there.row, VAT, "Theirs")


def test_each_council_reads_its_own_answers_and_both_the_joint_ones(here: Here, there: There) -> None:
    answer(here.lead, here.row, CASH, 100_00)
    answer(there.team, there.row, CASH, 500_00)
    answer(here.lead, here.row, VAT, "Recovered in full")
    assert is_joint(SCALARS[VAT])
    assert (known(here.row, here.lead)[CASH], known(there.row, there.team)[CASH]) == (100, 500)
    assert known(here.row, here.lead)[VAT] == known(there.row, there.team)[VAT] == "Recovered in full"


def test_a_fact_of_the_editions_own_is_kept_by_its_own_type(here: Here) -> None:
    say(here, {"own.short_description": "Walks by the river"})
    assert known(here.row, here.lead)["own.short_description"] == "Walks by the river"
    with pytest.raises(CannotDo) as refused:
        say(here, {"own.review_cycle": "never"})
    assert refused.value.field == "own.review_cycle"
