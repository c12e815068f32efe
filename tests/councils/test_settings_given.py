"""Settings: what the edition declares, the council gives, from a day on."""

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests import world

from concordat.councils import given_settings
from concordat.councils.facts import facts_of_council
from concordat.councils.models import Council, SettingGiven
from concordat.councils.queries import as_seen
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.models import Event
from concordat.history.recorded import Stale
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db

# Of the edition that the world's councils adopt: a figure, pounds, a yes or no, months, a month; and one without a default.
FIGURE, POUNDS, YES_NO, MONTHS, MONTH, NO_DEFAULT = (
    "aims_number",
    "significant_resources",
    "guidance_below_major",
    "risk_review_months",
    "service_planning_month",
    "key_decision_limit",
)


@pytest.fixture(scope="module")
def made(ground: None) -> Council:
    return world.council()


@pytest.fixture
def council(made: Council, db: None) -> Council:
    return deepcopy(made)


@pytest.fixture
def scope(council: Council) -> Scope:
    return world.command(council)


def fact(council: Council, setting: str, on: date | None = None) -> Any:
    return facts_of_council(council, on or clock.today()).get(f"setting.{setting}", BLANK)


@pytest.mark.parametrize(
    ("setting", "value", "read"),
    [
        (FIGURE, 4, 4),
        (FIGURE, 0, 0),
        (FIGURE, Decimal(4), 4),
        (POUNDS, 30_000, 30_000),
        (POUNDS, Decimal("1234.56"), Decimal("1234.56")),
        (POUNDS, Decimal("1200.00"), 1200),
        (YES_NO, False, False),
        (YES_NO, True, True),
        (MONTHS, 24, 24),
        (MONTH, 12, 12),
        (NO_DEFAULT, None, None),
        (NO_DEFAULT, NotApplicable("We set no limit"), NotApplicable("We set no limit")),
        (NO_DEFAULT, BLANK, BLANK),
        (FIGURE, None, None),
    ],
)
def test_a_value_given_is_the_fact_from_its_day_on(
    council: Council, scope: Scope, setting: str, value: Any, read: Any
) -> None:
    before = fact(council, setting)
    given_settings.give_setting(scope, setting=setting, value=value, from_=scope.on)
    assert fact(council, setting) == read
    assert type(fact(council, setting)) is type(read)
    assert fact(council, setting, scope.on - timedelta(days=1)) == before


def test_without_a_value_the_editions_default_counts_and_again_when_it_is_blanked(
    council: Council, scope: Scope
) -> None:
    assert fact(council, FIGURE) == 6
    given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on - timedelta(days=9))
    given_settings.give_setting(scope, setting=FIGURE, value=BLANK, from_=scope.on)
    assert fact(council, FIGURE, scope.on - timedelta(days=1)) == 4
    assert fact(council, FIGURE) == 6


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        (MONTHS, 0, "whole number from 1 to 600"),
        (MONTHS, 601, "whole number from 1 to 600"),
        (MONTHS, Decimal("1.5"), "whole number"),
        (MONTH, 13, "month of the year"),
        (POUNDS, True, "is a number"),
        (POUNDS, "a lot", "is a number"),
        (POUNDS, "NaN", "is a number"),
        (POUNDS, Decimal("Infinity"), "is a number"),
        (YES_NO, "perhaps", "no answer here"),
        (YES_NO, 4, "no answer here"),
        (FIGURE, NotApplicable(" "), "needs a reason"),
        ("no_such_setting", 4, "declares no setting"),
    ],
)
def test_a_value_that_the_edition_does_not_take_is_refused_in_its_words(
    scope: Scope, setting: str, value: Any, words: str
) -> None:
    with pytest.raises(CannotDo, match=words) as refused:
        given_settings.give_setting(scope, setting=setting, value=value, from_=scope.on)
    assert "setting." not in refused.value.message
    assert not SettingGiven.objects.exists()


def test_nothing_can_be_set_before_a_protocol_is_adopted() -> None:
    scope = world.command(world.council("barton", edition=None))
    with pytest.raises(CannotDo, match="adopted no protocol"):
        given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on)


def test_a_second_value_from_the_same_day_changes_the_first_and_says_so_once(council: Council, scope: Scope) -> None:
    one = given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on)
    seen = as_seen(scope, FIGURE).version
    two = given_settings.give_setting(scope, setting=FIGURE, value=5, from_=scope.on, version=seen)
    assert (one.pk, fact(council, FIGURE)) == (two.pk, 5)
    with pytest.raises(Stale):
        given_settings.give_setting(scope, setting=FIGURE, value=6, from_=scope.on, version=seen)
    assert Event.objects.filter(verb="Setting given").count() == 2


def test_who_gives_a_first_value_hears_of_somebody_who_was_faster(scope: Scope) -> None:
    seen = as_seen(scope, FIGURE).version
    given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on + timedelta(days=1), version=seen)
    with pytest.raises(Stale):
        given_settings.give_setting(scope, setting=FIGURE, value=5, from_=scope.on, version=seen)


def test_another_value_for_past_days_needs_a_reason(council: Council, scope: Scope) -> None:
    past = scope.on - timedelta(days=1)
    given_settings.give_setting(scope, setting=FIGURE, value=4, from_=past)
    with pytest.raises(CannotDo) as refused:
        given_settings.give_setting(scope, setting=FIGURE, value=5, from_=past - timedelta(days=1))
    assert refused.value.field == "reason"
    given_settings.give_setting(scope, setting=FIGURE, value=5, from_=past, reason="It was mistyped")
    assert fact(council, FIGURE) == 5


def test_a_planned_value_can_be_taken_back_and_one_that_counts_cannot(council: Council, scope: Scope) -> None:
    planned = given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on + timedelta(days=1))
    given_settings.take_back_setting(scope, given=planned, version=planned.version)
    assert fact(council, FIGURE, scope.on + timedelta(days=1)) == 6
    counts = given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on)
    with pytest.raises(CannotDo, match="counts already"):
        given_settings.take_back_setting(scope, given=counts, version=counts.version)


def test_another_councils_planned_value_is_not_taken_back(scope: Scope) -> None:
    planned = given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on + timedelta(days=1))
    with pytest.raises(NotAllowed, match="another council"):
        given_settings.take_back_setting(world.command(world.council("barton")), given=planned, version=planned.version)


@pytest.mark.parametrize("role", ["partnership_team", "finance", "auditor"])
def test_only_an_administrator_gives_a_setting(council: Council, role: str) -> None:
    scope = world.scope(world.member(council, role))
    with pytest.raises(NotAllowed, match="administrator"):
        given_settings.give_setting(scope, setting=FIGURE, value=4, from_=scope.on)
