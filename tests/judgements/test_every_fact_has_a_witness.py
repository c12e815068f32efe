"""Each fact that this room is the home of: blank before, and read back as it was answered or found."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.judgements.answering import all_marks, answer, assessed, known
from tests.judgements.conftest import Here
from tests.judgements.test_judgements import aims, serve

from concordat.judgements import doubts, judging
from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable

pytestmark = pytest.mark.slow

ANSWERED: dict[str, Any] = {
    **{name: True for name in dictionary() if name.startswith("arrangement.")},
    "aims.community_priorities": "Safer rivers",
    "aims.worth_considered": "It is",
}


def _screened(here: Here) -> None:
    all_marks(here.lead, here.row, shares_risk=False)
    judging.screen(here.lead, involvement=here.row, treat_as="is", reason="It governs itself well")


def _assessed(here: Here) -> None:
    assessed(here.lead, here.row)


def _doubted(here: Here) -> None:
    doubt = doubts.raise_doubt(here.lead, assessment=assessed(here.lead, here.row), words="Is it?")
    doubts.talk_over(here.team, doubt=doubt, version=doubt.version, agreed=True, words="It is")


def _served(here: Here) -> None:
    (aim,) = aims(here, 1)
    serve(here, {aim: ("direct", "Homes")}, complete=True)


FOUND: dict[str, Callable[[Here], None]] = {
    **dict.fromkeys(
        ("screening.answer", "screening.treated_as", "screening.reason", "screening.decided_on"), _screened
    ),
    **dict.fromkeys(("significance.band", "significance.score", "significance.judged_on"), _assessed),
    "significance.hangs_on_na": _assessed,
    **dict.fromkeys(("significance.in_doubt", "significance.agreed"), _doubted),
    **dict.fromkeys(("aims_served", "aims.served_count"), _served),
}


def test_what_is_answered_is_blank_then_not_known_not_applicable_and_a_value(here: Here) -> None:
    assert not ANSWERED.keys() & known(here.row, here.lead).keys()
    none = NotApplicable("There is no such thing")
    for said in (dict.fromkeys(ANSWERED), dict.fromkeys(ANSWERED, none), ANSWERED):
        answer(here.lead, here.row, **{fact.replace(".", "__"): value for fact, value in said.items()})
        found = known(here.row, here.lead)
        assert {fact: found[fact] for fact in ANSWERED} == said


@pytest.mark.parametrize("fact", FOUND)
def test_what_is_found_is_blank_before_and_known_after(here: Here, fact: str) -> None:
    assert fact not in known(here.row, here.lead)
    FOUND[fact](here)
    assert fact in known(here.row, here.lead)


def test_the_facts_of_many_take_as_many_queries_as_those_of_one(
    here: Here, django_assert_num_queries: Callable[[int], Any]
) -> None:
    from tests import world  # noqa: PLC0415

    from concordat.judgements.facts import facts_of  # noqa: PLC0415

    others = [world.involvement(here.row.council) for _ in range(4)]
    for row in (here.row, *others):
        all_marks(here.team_admin, row)
        judging.screen(here.team_admin, involvement=row)
        assessed(here.team_admin, row)
    for asked in ([here.row], [here.row, *others]):
        with django_assert_num_queries(7):
            facts_of(asked, here.lead.on)
