"""A checklist: each item yes, no, not known or does not apply, and a fault said at the item that it is about."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from concordat.protocol.facts import Cell
from concordat.protocol.values import NotApplicable
from concordat.ui.answer_field import ABOVE, AnswerField
from concordat.ui.answers import BLANK
from concordat.ui.checklist_field import ChecklistField
from concordat.ui.fact_fields import field_for
from concordat.ui.fields import CodesField
from concordat.ui.forms import error_summary
from concordat.ui.shown import shown_values

ITEMS = {"name": "Name", "aims": "Aims", "exit_reason": "Exit and its reason"}


class Covers(forms.Form):
    covers = AnswerField(ChecklistField(ITEMS, label="What it covers"))


def sent(**said: str) -> dict[str, str]:
    return {f"covers--{name.replace('__why', '--why')}": value for name, value in said.items()}


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({}, BLANK),
        (sent(name="yes", aims="no"), {"name": True, "aims": False}),
        (sent(name="not_known"), {"name": None}),
        (sent(exit_reason="na", exit_reason__why="It lasts"), {"exit_reason": NotApplicable("It lasts")}),
        ({"covers_unknown": "not_known"}, None),
        ({"covers_unknown": "na", "covers_reason": "Not written"}, NotApplicable("Not written")),
    ],
)
def test_what_is_sent_is_the_answer_and_is_filled_in_again_as_it_was(data: dict[str, str], answer: Any) -> None:
    form = Covers(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["covers"] == answer
    again = Covers(initial={"covers": answer})
    assert shown_values(again) == shown_values(form)
    assert not again.fields["covers"].has_changed(answer, form["covers"].data)


@pytest.mark.parametrize(
    ("data", "says", "at"),
    [
        (sent(aims="na"), "Aims: say why it does not apply", "id_covers--aims"),
        (sent(aims__why="It has none"), "Aims: choose “Does not apply”, or remove the reason", "id_covers--aims"),
        (sent(aims="maybe"), "Aims: choose one of the answers that are offered", "id_covers--aims"),
        (
            sent(name="yes") | {"covers_unknown": "not_known"},
            f"What it covers: choose “{ABOVE}” to keep your answer, or remove the answer to keep “Not known”",
            "id_covers_unknown",
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_item(data: dict[str, str], says: str, at: str) -> None:
    form = Covers(data)
    assert error_summary(form)["errorList"] == [{"text": says, "href": f"#{at}"}]
    html = str(form)
    assert f'id="{at}"' in html
    assert says in html


def test_each_item_at_fault_has_its_own_line() -> None:
    form = Covers(sent(name="na", aims="na"))
    lines = error_summary(form)["errorList"]
    assert [line["href"] for line in lines] == ["#id_covers--name", "#id_covers--aims"]


def test_the_reasons_are_folded_until_one_is_needed() -> None:
    closed, opened = str(Covers()), str(Covers(initial={"covers": {"name": NotApplicable("No")}}))
    assert "Why something does not apply" in closed
    assert closed.count(" open>") == 0
    assert opened.count(" open>") == 1


def test_a_fact_that_is_a_checklist_is_asked_by_its_items() -> None:
    field = field_for(Cell(type="checklist", words="What it covers", options="any"), ITEMS)
    assert isinstance(field.inner, ChecklistField)


def test_codes_that_are_free_are_typed_one_to_a_line() -> None:
    field = field_for(Cell(type="choices", words="Reasons", options="any"))
    assert isinstance(field.inner, CodesField)
    assert field.inner.clean(" One \r\n\r\nTwo\r\nOne") == ("One", "Two")
    assert field.inner.prepare_value(("One", "Two")) == "One\nTwo"
    assert not field.inner.has_changed(("One",), "One\n")
    assert field.inner.clean("  ") is None


def test_more_than_a_codes_length_is_refused() -> None:
    with pytest.raises(ValidationError):
        field_for(Cell(type="choice", words="Kind", options="any")).inner.clean("x" * 61)
