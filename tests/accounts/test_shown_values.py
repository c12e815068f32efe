"""What a form's fields show as text, for the page that sets three versions side by side."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK
from concordat.ui.forms import AnswerField, DayField, MoneyField, SeveralField, YesNoField
from concordat.ui.shown import shown_values


class Everything(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    day = DayField()
    yes = YesNoField()
    money = MoneyField()
    one = forms.ChoiceField(choices=[("", "---"), ("a", "First"), ("Group", [("b", "Second")])])
    several = SeveralField({"a": "First", "b": "Second"})
    ticked = forms.BooleanField()
    file = forms.FileField()
    asked = AnswerField(DayField(label="When"))
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)


FILLED = {
    "text": "One\nTwo",
    "day": date(2026, 3, 9),
    "yes": False,
    "money": 120050,
    "one": "b",
    "several": ["a", "b"],
    "ticked": True,
    "asked": date(2026, 1, 2),
}
TYPED = {
    "text": "One\r\nTwo",
    "day_day": "9",
    "day_month": "3",
    "day_year": "2026",
    "yes": "no",
    "money": "1200.50",
    "one": "b",
    "several": ["a", "b"],
    "ticked": "on",
    "asked_day": "2",
    "asked_month": "1",
    "asked_year": "2026",
}
SHOWN = {
    "text": "One\nTwo",
    "day": "9 March 2026",
    "yes": "No",
    "money": "1200.50",
    "one": "Second",
    "several": "First, Second",
    "ticked": "Yes",
    "file": "",
    "asked": "2 January 2026",
}


def test_what_is_saved_and_the_same_typed_show_the_same_without_passwords_and_hidden_fields() -> None:
    assert shown_values(Everything(initial=FILLED)) == SHOWN
    assert shown_values(Everything(TYPED)) == SHOWN


def test_an_empty_form_shows_nothing_but_that_a_box_is_not_ticked() -> None:
    assert {name: text for name, text in shown_values(Everything()).items() if text} == {"ticked": "No"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [(BLANK, ""), (None, "Not known"), (NotApplicable("No staff"), "Does not apply: No staff")],
)
def test_an_answer_without_a_value_shows_which_of_the_three_it_is(answer: Any, words: str) -> None:
    assert shown_values(Everything(initial={"asked": answer}))["asked"] == words


def test_what_was_typed_wrongly_is_shown_as_it_was_typed() -> None:
    typed = {"day_day": "40", "day_month": "brumaire", "asked_day": "2", "asked_unknown": "not_known"}
    shown = shown_values(Everything(typed, MultiValueDict({"file": [SimpleUploadedFile("plan.pdf", b"x")]})))
    assert (shown["day"], shown["asked"], shown["file"]) == ("40 brumaire", "2, Not known", "plan.pdf")
