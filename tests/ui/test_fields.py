"""What each field takes, gives back, and says of a wrong answer."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from tests.ui.kit_urls import EveryAnswer, EveryField, sent

from concordat.protocol.facts import Cell
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK
from concordat.ui.conflict import with_version
from concordat.ui.day_field import DayParts
from concordat.ui.fact_fields import field_for
from concordat.ui.forms import (
    AnswerField,
    DayField,
    FigureField,
    MoneyField,
    SeveralField,
    YesNoField,
    add_refusal,
    error_summary,
    field_html,
)
from concordat.ui.refusals import CannotDo

DAYS = [
    (("3", "3", "2026"), date(2026, 3, 3)),
    (("03", "March", "2026"), date(2026, 3, 3)),
    (("29", "feb", "2028"), date(2028, 2, 29)),
    (("1", "Sept", "2026"), date(2026, 9, 1)),
    (("1", "DEC.", "1999"), date(1999, 12, 1)),
    (("", "", ""), None),
]
WRONG_DAYS = [
    (("3", "", "2026"), "Start must include a month", "month"),
    (("", "3", ""), "Start must include a day and a year", "day-year"),
    (("29", "2", "2026"), "Start: the day must be a number from 1 to 28, as February 2026 has 28 days", "day"),
    (("0", "2", "2026"), "Start: the day must be a number from 1 to 28, as February 2026 has 28 days", "day"),
    (("first", "2", "2026"), "Start: the day must be a number from 1 to 28, as February 2026 has 28 days", "day"),
    (("1", "13", "2026"), "Start: the month must be a number from 1 to 12, or its name", "month"),
    (("1", "ma", "2026"), "Start: the month must be a number from 1 to 12, or its name", "month"),
    (("1", "3", "26"), "Start: the year must have 4 numbers, like 2026", "year"),
    (("1", "3", "0000"), "Start: the year must have 4 numbers, like 2026", "year"),
    (("\u0661", "3", "2026"), "Start: the day must be a number from 1 to 31, as March 2026 has 31 days", "day"),
]


@pytest.mark.parametrize(("typed", "expected"), DAYS)
def test_a_day_is_read_from_its_boxes(typed: tuple[str, str, str], expected: date | None) -> None:
    assert DayField(label="Start", required=False).clean(DayParts(*typed)) == expected


@pytest.mark.parametrize(("typed", "message", "boxes"), WRONG_DAYS)
def test_a_wrong_day_names_the_box_that_is_wrong(typed: tuple[str, str, str], message: str, boxes: str) -> None:
    with pytest.raises(ValidationError) as caught:
        DayField(label="Start", required=False).clean(DayParts(*typed))
    assert (caught.value.messages, caught.value.code) == ([message], boxes)


MONEY = [("1234", 123400), ("1,234.50", 123450), ("£0", 0), (" £ 12.05 ", 1205), ("", None)]
WRONG_MONEY = ["12.5", "1,23", "12.345", "lots", "-3", "1e5", "9" * 16, "\u0661\u0662", "12p"]


@pytest.mark.parametrize(("typed", "pence"), MONEY)
def test_money_is_read_as_pence_and_shown_as_it_would_be_typed(typed: str, pence: int | None) -> None:
    field = MoneyField(required=False)
    assert field.clean(typed) == pence
    assert field.clean(str(field.prepare_value(pence) or "")) == pence


@pytest.mark.parametrize("typed", WRONG_MONEY)
def test_what_is_no_amount_of_money_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Cost must be"):
        MoneyField(label="Cost", required=False).clean(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("12", 12), ("12.0", 12), ("1,200.25", Decimal("1200.25")), ("-3", -3), ("0", 0), ("", None)],
)
def test_a_figure_is_read_exactly(typed: str, expected: object) -> None:
    found = FigureField(required=False).clean(typed)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("typed", ["a", "1e3", "1.", "--1", "1 000", "9" * 16])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="must be a number"):
        FigureField(required=False).clean(typed)


SEVERAL = [([], None), (["b", "a"], ("a", "b")), (["__none__"], ())]


@pytest.mark.parametrize(("ticked", "expected"), SEVERAL)
def test_nothing_ticked_and_none_of_these_are_two_answers(ticked: list[str], expected: object) -> None:
    assert SeveralField({"a": "A", "b": "B"}, required=False).clean(ticked) == expected


@pytest.mark.parametrize("ticked", [["a", "__none__"], ["z"]])
def test_a_choice_that_contradicts_itself_or_is_not_offered_is_refused(ticked: list[str]) -> None:
    with pytest.raises(ValidationError):
        SeveralField({"a": "A"}, required=False).clean(ticked)


@pytest.mark.parametrize(("code", "expected"), [("yes", True), ("no", False), ("", None), (True, True), (False, False)])
def test_yes_no_and_neither_are_three_answers(code: object, expected: bool | None) -> None:
    assert YesNoField(required=False).clean(code) is expected


class Asked(forms.Form):
    cost = AnswerField(MoneyField(label="Cost"))
    end = AnswerField(DayField(label="End"), allow_na=False, required=True)


ANSWERS: list[tuple[dict[str, str], Any]] = [
    ({}, BLANK),
    ({"cost_unknown": ""}, BLANK),
    ({"cost": "0"}, 0),
    ({"cost": "12.50"}, 1250),
    ({"cost_unknown": "not_known"}, None),
    ({"cost_unknown": "na", "cost_reason": " No money moves "}, NotApplicable("No money moves")),
]
BOTH = "choose “I have answered it above, or will answer later” to keep your answer"
CONTRADICTIONS = [
    ({"cost_unknown": "na"}, "Cost: say why it does not apply", "reason"),
    (
        {"cost": "1", "cost_unknown": "not_known"},
        f"Cost: {BOTH}, or remove the answer to keep “Not known”",
        "how",
    ),
    (
        {"cost": "1", "cost_unknown": "na", "cost_reason": "x"},
        f"Cost: {BOTH}, or remove the answer to keep “Does not apply”",
        "how",
    ),
    ({"cost_unknown": "not_known", "cost_reason": "x"}, "Cost: choose “Does not apply”, or remove the reason", "how"),
    ({"cost_reason": "x"}, "Cost: choose “Does not apply”, or remove the reason", "how"),
    ({"cost_unknown": "maybe"}, "Choose one of the answers that are offered", "how"),
    ({"cost": "lots"}, "Cost must be an amount of money, like 1200 or 1,200.50", "invalid"),
]
END = {"end_day": "1", "end_month": "2", "end_year": "2027"}


@pytest.mark.parametrize(("data", "expected"), ANSWERS)
def test_blank_not_known_not_applicable_and_a_value_come_back_as_four_things(
    data: dict[str, str], expected: Any
) -> None:
    form = Asked(sent({**END, **data}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["cost"] == expected
    assert type(form.cleaned_data["cost"]) is type(expected)


@pytest.mark.parametrize(("data", "message", "code"), CONTRADICTIONS)
def test_an_answer_that_contradicts_itself_is_refused(data: dict[str, str], message: str, code: str) -> None:
    form = Asked(sent({**END, **data}))
    assert [(error.messages, error.code) for error in form.errors["cost"].as_data()] == [([message], code)]


@pytest.mark.parametrize("answer", [BLANK, None, NotApplicable("It ended"), 0, 123450])
def test_an_answer_that_is_shown_and_sent_again_unchanged_is_the_same_answer(answer: Any) -> None:
    form = Asked(initial={"cost": answer, "end": date(2027, 2, 1)})
    given = form["cost"].value()
    data = {"cost": given.inner or "", "cost_unknown": given.how, "cost_reason": given.reason}
    again = Asked(sent({**END, **data}), initial={"cost": answer, "end": date(2027, 2, 1)})
    assert again.is_valid()
    assert again.cleaned_data["cost"] == answer
    assert again.changed_data == []


def test_a_question_without_initial_is_blank_and_not_unknown() -> None:
    assert Asked()["cost"].value().how == ""


def test_not_applicable_is_refused_where_it_is_not_offered_and_blank_where_an_answer_is_required() -> None:
    assert not Asked(sent({"end_unknown": "na", "end_reason": "x"})).is_valid()
    assert not Asked(sent({})).is_valid()
    assert Asked(sent({"end_unknown": "not_known"})).is_valid()


def test_two_forms_of_one_class_share_no_field() -> None:
    first, second = Asked(), Asked()
    first.fields["cost"].inner.label = "Changed"  # type: ignore[attr-defined]
    assert second.fields["cost"].inner.label == "Cost"  # type: ignore[attr-defined]


def test_the_summary_and_the_fields_say_the_same_words_and_each_link_has_a_target() -> None:
    form = EveryField(sent({"start_day": "31", "start_month": "2", "start_year": "2026", "cost": "x"}))
    html = "".join(field_html(bound) for bound in form.visible_fields())
    lines = [line for line in error_summary(form)["errorList"] if "href" in line]
    assert len(lines) > 10
    for line in lines:
        assert f'id="{line["href"][1:]}"' in html, line
        assert line["text"] in html, line


def test_no_message_is_one_of_djangos_that_say_neither_where_nor_what_to_do() -> None:
    forms_ = [EveryField(sent({"email": "x", "count": "x", "name": "x" * 50})), EveryAnswer(sent({}))]
    texts = [line["text"] for line in error_summary(*forms_)["errorList"]]
    assert "Name of the partnership must be 40 characters or fewer" in texts
    assert "Select benefits" in texts
    assert not [text for text in texts if text.startswith(("This field", "Enter a valid", "Ensure this"))]


def test_a_form_without_errors_has_no_summary() -> None:
    assert error_summary(EveryField(), None) == {}


def test_a_refusal_of_a_service_stands_at_its_field_with_what_is_outstanding_in_the_summary() -> None:
    form = EveryField(sent({}))
    form.full_clean()
    form.errors.clear()
    add_refusal(form, CannotDo("The start is before the agreement", "start", ["Sign the agreement", "Name a lead"]))
    assert error_summary(form)["errorList"] == [
        {"text": "Sign the agreement"},
        {"text": "Name a lead"},
        {"text": "The start is before the agreement", "href": "#id_start_day"},
    ]


def test_a_refusal_that_names_a_field_the_form_has_not_is_shown_all_the_same() -> None:
    form = EveryField(sent({}))
    add_refusal(form, CannotDo("It is closed", "elsewhere"))
    assert {"text": "It is closed"} in error_summary(form)["errorList"]


class Odd(forms.Form):
    when = forms.SplitDateTimeField()


def test_a_widget_that_no_component_shows_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="No component shows SplitDateTimeWidget"):
        field_html(Odd()["when"])


def test_a_conflicting_form_goes_out_with_the_version_that_is_saved_now() -> None:
    form = EveryField(QueryDict("version=3&name=Mine"))
    with_version(form, 4)
    assert (form["version"].value(), form["name"].value()) == ("4", "Mine")


FACTS = [
    (Cell(type="yes_no", words="Q"), None, YesNoField),
    (Cell(type="money", words="Q", unit="pounds"), None, MoneyField),
    (Cell(type="number", words="Q", unit="months"), None, FigureField),
    (Cell(type="date", words="Q"), None, DayField),
    (Cell(type="text", words="Q"), None, forms.CharField),
    (Cell(type="choice", words="Q", options="any"), None, forms.CharField),
    (Cell(type="choice", words="Q", options={"a": "A"}), None, forms.ChoiceField),
    (Cell(type="choices", words="Q", options="roles"), {"a": "A"}, SeveralField),
]


@pytest.mark.parametrize(("fact", "options", "kind"), FACTS)
def test_a_fact_is_asked_for_by_the_field_of_its_type(fact: Cell, options: dict[str, str] | None, kind: type) -> None:
    field = field_for(fact, options)
    assert type(field.inner) is kind
    assert field.label == "Q"


@pytest.mark.parametrize(("number", "widget"), [(7, forms.RadioSelect), (8, forms.Select)])
def test_up_to_seven_choices_are_radios_and_more_a_list(number: int, widget: type) -> None:
    options = {str(n): f"Choice {n}" for n in range(number)}
    field = field_for(Cell(type="choice", words="Q", options="any"), options)
    assert type(field.inner.widget) is widget
    assert field.inner.clean("0") == "0"
    assert field.inner.clean("") == ""


@pytest.mark.parametrize("kind", ["rows", "checklist"])
def test_rows_and_checklists_have_no_one_field(kind: Any) -> None:
    with pytest.raises(TypeError, match="has an editor of its own"):
        field_for(Cell(type=kind, words="Q"))
