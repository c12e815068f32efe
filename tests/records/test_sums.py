"""What the council puts in altogether: worked out from the four amounts, answered by nobody."""

from decimal import Decimal
from typing import Any

import pytest
from tests.records.conftest import Here
from tests.records.keeping import answer

from concordat.protocol.values import NotApplicable
from concordat.records import facts
from concordat.records.places import place_of
from concordat.records.sums import SUMS
from concordat.ui.answers import BLANK

# What is proved here, for the tests of the whole site.
PROVED = SUMS
TOTAL = "commitment.total_a_year"
PARTS = ("cash", "staff_cost", "in_kind_value", "through_accounts")
NONE_GIVEN = NotApplicable("Nothing is given in kind")


def total(here: Here, *said: Any) -> Any:
    """The total after each amount was answered, in pence; BLANK leaves one as it is."""
    for part, answer_ in zip(PARTS, said, strict=True):
        if answer_ is not BLANK:
            answer(here.lead, here.row, f"commitment.{part}", answer_)
    return facts.facts_of([here.row], here.lead.on)[here.row.pk].get(TOTAL, BLANK)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ((20_000_00, 3_000_00, 500_00, 1_350_000_00), 1_373_500),
        ((20_000_00, 3_000_50, NONE_GIVEN, 0), Decimal("23000.5")),
        ((0, 0, 0, 0), 0),
        ((BLANK, BLANK, BLANK, BLANK), BLANK),
        ((20_000_00, BLANK, 0, 0), BLANK),
        ((20_000_00, None, 0, 0), None),
        ((BLANK, None, 0, 0), BLANK),
        ((NONE_GIVEN, NONE_GIVEN, NONE_GIVEN, NONE_GIVEN), NONE_GIVEN),
    ],
)
@pytest.mark.requirement("BOL-3.6")
def test_the_total_is_known_when_each_amount_is_and_never_guesses(
    here: Here, said: tuple[Any, ...], found: Any
) -> None:
    assert total(here, *said) == found


def test_nobody_answers_a_total(here: Here) -> None:
    with pytest.raises(KeyError):
        answer(here.lead, here.row, TOTAL, 5)


def test_what_a_total_waits_for_is_put_right_where_its_amounts_are() -> None:
    place = place_of(TOTAL, None)
    assert place is not None
    assert (place.name, place.args) == ("section_edit", ("commitment",))
