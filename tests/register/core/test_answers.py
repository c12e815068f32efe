"""Answering what the register asks: by whom, on which version, as a change or a correction."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.history import clock
from concordat.history.models import Event
from concordat.history.recorded import Stale
from concordat.protocol.values import NotApplicable
from concordat.register import columns, joint_record, record
from concordat.register.models import Involvement, OpenTo, Partnership
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed

TODAY = clock.today()


def answer(here: SimpleNamespace, answers: dict[str, Any], **told: Any) -> Involvement:
    row = Involvement.objects.get(pk=here.entry.pk)
    return record.answer(here.team, involvement=row, answers=answers, version=row.version, **told)


def joint(here: SimpleNamespace, answers: dict[str, Any], **told: Any) -> Partnership:
    row = Partnership.objects.get(pk=here.entry.partnership_id)
    return joint_record.answer(here.team, partnership=row, answers=answers, version=row.version, **told)


WRONG: dict[str, Any] = {"yes_no": "yes", "text": 7, "date": "2026-03-01", "choice": "nowhere", "choices": "lead"}


@pytest.mark.parametrize("name", [*columns.JOINT, *columns.OWN])
def test_an_answer_of_another_type_is_refused_at_its_fact(here: SimpleNamespace, name: str) -> None:
    if name == "lead_authority.organisation":
        wrong: Any = "The council"
    else:
        wrong = WRONG[columns.FACTS[name].type]
    with pytest.raises(CannotDo) as refused:
        (joint if name in columns.JOINT else answer)(here, {name: wrong})
    assert refused.value.field == name


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("involvement.types", ("statutory", "nothing_of_the_kind")),
        ("involvement.council_roles", ["king"]),
        ("involvement.stage", NotApplicable(" ")),
        ("involvement.types_reason", "x" * 10_001),
        ("involvement.entered_on", BLANK),
        ("involvement.service", "not-opened"),
    ],
)
def test_an_answer_out_of_its_range_is_refused_at_its_fact(here: SimpleNamespace, name: str, wrong: Any) -> None:
    with pytest.raises(CannotDo) as refused:
        answer(here, {name: wrong}, correction=True, reason="It was wrong")
    assert refused.value.field == name


def test_a_fact_that_is_none_of_the_records_is_a_mistake_of_ours(here: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="no fact of the council's own part"):
        answer(here, {"partnership.purpose": "x"})
    with pytest.raises(ValueError, match="no fact of the joint record"):
        joint(here, {"involvement.stage": "operating"})


def test_text_of_spaces_is_blank_and_takes_an_answer_back(here: SimpleNamespace) -> None:
    answer(here, {"involvement.liabilities": "Rent"})
    assert answer(here, {"involvement.liabilities": "  "}).answer("liabilities") is BLANK


def test_answers_not_named_stay_as_they_are(here: SimpleNamespace) -> None:
    answer(here, {"involvement.liabilities": None, "involvement.stage": "operating"})
    row = answer(here, {"involvement.stage": "reviewing"})
    assert (row.answer("liabilities"), row.stage) == (None, "reviewing")


def test_a_correction_of_an_answer_needs_its_reason_and_a_first_answer_does_not(here: SimpleNamespace) -> None:
    answer(here, {"involvement.stage": "operating"}, correction=True)
    with pytest.raises(CannotDo) as refused:
        answer(here, {"involvement.stage": "exiting"}, correction=True)
    assert refused.value.field == "reason"
    answer(here, {"involvement.stage": "exiting"}, correction=True, reason="The minutes say so")
    last = Event.objects.filter(scope=here.council.scope).latest("pk")
    assert '"correction":true' in last.body


def test_a_change_says_since_when_and_not_from_a_day_to_come(here: SimpleNamespace) -> None:
    answer(here, {"involvement.stage": "operating"}, since=TODAY - timedelta(days=3))
    assert f'"since":"{TODAY - timedelta(days=3)}"' in Event.objects.filter(scope=here.council.scope).latest("pk").body
    for told in ({"since": TODAY + timedelta(days=1)}, {"since": TODAY, "correction": True, "reason": "x"}):
        with pytest.raises(CannotDo) as refused:
            answer(here, {"involvement.stage": "exiting"}, **told)
        assert refused.value.field == "since"


def test_whoever_saves_on_an_old_version_overwrites_nothing(here: SimpleNamespace) -> None:
    answer(here, {"involvement.stage": "operating"})
    with pytest.raises(Stale):
        record.answer(
            here.team, involvement=here.entry, answers={"involvement.stage": "exiting"}, version=here.entry.version
        )
    assert Involvement.objects.get(pk=here.entry.pk).stage == "operating"


def test_the_day_of_entry_is_corrected_with_the_day_it_is_judged_from(here: SimpleNamespace) -> None:
    day = here.entry.entered_on - timedelta(days=50)
    answer(here, {record.ENTERED_ON: day}, correction=True, reason="The letter is older")
    assert here.entry.judged_under.get().from_day == day
    for wrong in (date(1990, 1, 1), TODAY + timedelta(days=1)):
        with pytest.raises(CannotDo):
            answer(here, {record.ENTERED_ON: wrong}, correction=True, reason="x")
    with pytest.raises(CannotDo, match="does not change"):
        answer(here, {record.ENTERED_ON: TODAY})


def test_only_the_steward_answers_joint_facts(here: SimpleNamespace, there: SimpleNamespace) -> None:
    row = here.entry.partnership
    with pytest.raises(NotAllowed, match="Only Ashford Council keeps"):
        joint_record.answer(there.team, partnership=row, answers={"partnership.purpose": "x"}, version=row.version)


def test_a_partnership_cannot_be_left_without_a_name_or_take_a_taken_one(here: SimpleNamespace) -> None:
    world.involvement(here.council, "Warm Homes")
    for wrong in (BLANK, None, "warm  homes"):
        with pytest.raises(CannotDo) as refused:
            joint(here, {"partnership.name": wrong})
        assert refused.value.field == "partnership.name"
    assert joint(here, {"partnership.name": "SAFER Streets"}).sort_name == "safer streets"


def test_opening_to_named_councils_adds_and_takes_away_only_what_differs(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    def open_to(whom: str, *councils: Any) -> None:
        row = Partnership.objects.get(pk=here.entry.partnership_id)
        joint_record.open_to(here.team, partnership=row, version=row.version, whom=whom, councils=councils)

    open_to("named", there.council)
    first = OpenTo.objects.get()
    open_to("named", there.council, world.council("carlow", edition=None))
    assert set(OpenTo.objects.values_list("council__slug", flat=True)) == {"barton", "carlow"}
    assert first in OpenTo.objects.all()
    open_to("nobody")
    assert not OpenTo.objects.exists()
    for whom, councils in (("named", ()), ("someone", ())):
        with pytest.raises(CannotDo):
            open_to(whom, *councils)


def test_saying_that_there_are_no_other_responsibilities_is_taken_back_again(here: SimpleNamespace) -> None:
    entry = record.say_complete(here.team, involvement=here.entry, version=here.entry.version, complete=True)
    assert entry.is_complete("responsibilities")
    entry = record.say_complete(here.team, involvement=entry, version=entry.version, complete=False)
    assert not entry.is_complete("responsibilities")
