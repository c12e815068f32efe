"""Whether the record answers a question otherwise than a form that was submitted: by what is said, and by no more."""

from decimal import Decimal
from typing import Any

import pytest

from concordat.answers.behind import differs, since_words
from concordat.protocol.facts import dictionary
from concordat.protocol.values import NO_ROWS, NO_ROWS_YET, NotApplicable, Row, Rows

LIST = "commitments"


def rows(*amounts: int, first: int = 1, complete: bool = True) -> Rows:
    listed: list[Row] = [{"id": str(number), "amount": Decimal(amount)} for number, amount in enumerate(amounts, first)]
    return Rows(tuple(listed), complete=complete)


def otherwise(name: str, was: dict[str, Any], now: dict[str, Any]) -> bool:
    return differs(dictionary()[name], name, was, now)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({LIST: rows(1, 2)}, {LIST: rows(2, 1)}),
        ({LIST: rows(1, 2)}, {LIST: rows(1, 2, first=7)}),
        ({}, {LIST: NO_ROWS_YET}),
        ({LIST: NO_ROWS_YET}, {}),
    ],
)
def test_a_list_that_says_the_same_in_another_order_or_anew_is_no_other_answer(was: Any, now: Any) -> None:
    assert not otherwise(LIST, was, now)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({LIST: rows(1, 1)}, {LIST: rows(1)}),
        ({LIST: rows(1, 1, 2)}, {LIST: rows(1, 2, 2)}),
        ({LIST: rows(1)}, {LIST: rows(1, complete=False)}),
        ({LIST: NO_ROWS_YET}, {LIST: NO_ROWS}),
        ({}, {LIST: NO_ROWS}),
        ({LIST: NotApplicable("It gives nothing")}, {LIST: NO_ROWS}),
    ],
)
def test_a_row_more_or_another_and_that_there_are_no_others_is_another_answer(was: Any, now: Any) -> None:
    assert otherwise(LIST, was, now)


def test_blank_not_known_not_applicable_and_nil_are_four_answers() -> None:
    cash = "commitment.cash"
    said: list[dict[str, Any]] = [{}, {cash: None}, {cash: NotApplicable("None is given")}, {cash: Decimal(0)}]
    for was in said:
        assert [otherwise(cash, was, now) for now in said] == [now is not was for now in said]


def test_what_was_done_with_a_form_and_the_business_it_was_for_are_no_answers_that_change() -> None:
    assert not otherwise("acts", {}, {"acts": NO_ROWS})
    assert not otherwise("matter.reason", {"matter.reason": "It grows"}, {})


def test_one_answer_has_changed_and_two_have() -> None:
    assert (since_words(1), since_words(2)) == ("1 answer has changed since", "2 answers have changed since")
