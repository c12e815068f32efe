"""The facts that a council's own records make: one home each, and a fixed number of queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import world

from concordat.councils import adoption, assessment, given_settings, services
from concordat.councils.facts import facts_of_council
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable, Rows
from concordat.ui.answers import BLANK

pytestmark = pytest.mark.django_db
DAY = date(2025, 4, 1)


def _adopt(scope: Scope) -> None:
    adoption.adopt(scope, edition_id=world.EDITION, from_=DAY)


def _answer(name: str, value: Any) -> Callable[[Scope], None]:
    def do(scope: Scope) -> None:
        council = Council.objects.get(pk=scope.council.pk)
        services.answer(scope, version=council.version, answers={name: value})

    return do


def _no_questions(scope: Scope) -> None:
    assessment.say_complete(scope, version=scope.council.version, complete=True)


# Each fact whose home is this room, a service call that makes it, and what is read back.
WITNESSES: dict[str, tuple[Callable[[Scope], None], Any]] = {
    "council.adopted_on": (_adopt, DAY),
    "council.register_keeper": (_answer("register_keeper", "The policy team"), "The policy team"),
    "council.policy_statement": (_answer("policy_statement", "We work with others."), "We work with others."),
    "assessment_questions": (_no_questions, Rows((), complete=True)),
}
# Rows whose facts a room above brings: see tests/site/test_witnesses.py.
ELSEWHERE = {"involvements"}


def test_every_fact_at_home_here_has_its_witness() -> None:
    at_home = {name for name, fact in dictionary().items() if fact.home == "councils"}
    assert at_home - ELSEWHERE == set(WITNESSES)


@pytest.mark.parametrize("name", WITNESSES)
def test_a_fact_is_absent_before_it_is_recorded_and_read_back_after(name: str) -> None:
    council = world.council(edition=None)
    do, read = WITNESSES[name]
    assert name not in facts_of_council(council, DAY)
    do(world.command(council))
    assert facts_of_council(Council.objects.get(pk=council.pk), DAY)[name] == read


@pytest.mark.parametrize("value", [None, NotApplicable("Another council keeps it")])
def test_not_known_and_not_applicable_are_facts_and_blank_is_none(value: Any) -> None:
    council = world.council(edition=None)
    _answer("register_keeper", value)(world.command(council))
    fresh = Council.objects.get(pk=council.pk)
    assert facts_of_council(fresh, DAY) == {"council.register_keeper": value}
    _answer("register_keeper", BLANK)(world.command(council))
    assert facts_of_council(Council.objects.get(pk=council.pk), DAY) == {}


def test_the_day_of_adoption_goes_back_over_revisions_of_one_edition_and_no_further() -> None:
    council = world.council(edition=None)
    scope = world.command(council)
    adoption.adopt(scope, edition_id="chesterfield/2019", from_=DAY - timedelta(days=900))
    _adopt(scope)
    mended, files = world.cached_library(world.EDITION)
    adoption._adopt(scope, mended.model_copy(update={"revision": 2}), files, DAY + timedelta(days=30), "")
    assert facts_of_council(council, DAY + timedelta(days=60))["council.adopted_on"] == DAY
    assert facts_of_council(council, DAY - timedelta(days=1))["council.adopted_on"] == DAY - timedelta(days=900)
    assert "council.adopted_on" not in facts_of_council(council, DAY - timedelta(days=901))


def test_the_number_of_queries_does_not_grow_with_what_was_given(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    council = world.council()
    scope = world.command(council)
    facts_of_council(council, scope.on)
    with django_assert_num_queries(3):
        facts_of_council(council, scope.on)
    for number in range(1, 13):
        given_settings.give_setting(
            scope, setting="aims_number", value=number, from_=scope.on - timedelta(days=number), reason="A test"
        )
    with django_assert_num_queries(3):
        assert facts_of_council(council, scope.on)["setting.aims_number"] == 1
