"""An answer where "not known" or "does not apply" was on record, and the other way round: what was changed counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from concordat.protocol.values import NotApplicable
from concordat.ui.answer_field import AnswerField
from concordat.ui.answers import BLANK
from concordat.ui.checklist_field import ChecklistField
from concordat.ui.fields import OneLineField
from concordat.ui.forms import DayField, FigureField, MoneyField, SeveralField, YesNoField

AB = {"a": "A", "b": "B"}
NEVER = NotApplicable("It has none")
KINDS: list[tuple[forms.Field, dict[str, Any], Any]] = [
    (YesNoField(), {"it": "no"}, False),
    (forms.ChoiceField(choices=list(AB.items()), widget=forms.RadioSelect), {"it": "a"}, "a"),
    (forms.ChoiceField(choices=[("", "-"), *AB.items()]), {"it": "a"}, "a"),
    (forms.CharField(widget=forms.Textarea), {"it": "Words"}, "Words"),
    (OneLineField(()), {"it": "Words"}, "Words"),
    (FigureField(), {"it": "0"}, 0),
    (DayField(), {"it_day": "1", "it_month": "2", "it_year": "2027"}, date(2027, 2, 1)),
    (MoneyField(), {"it": "12"}, 1200),
    (SeveralField(AB), {"it": ["a"]}, ("a",)),
    (ChecklistField(AB), {"it--a": "yes"}, {"a": True}),
]
each_kind = pytest.mark.parametrize(("inner", "sent", "answer"), KINDS, ids=lambda one: type(one).__name__)


def made(inner: forms.Field, was: Any, sent: dict[str, Any]) -> forms.Form:
    """A form that asks one thing, shown with what was on record, and sent."""

    class Asked(forms.Form):
        it = AnswerField(inner)

    data = QueryDict(mutable=True)
    for name, value in sent.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Asked(data, initial={"it": was})


def folded(was: Any) -> dict[str, str]:
    """What the folded choice sends where nobody touches it."""
    if isinstance(was, NotApplicable):
        return {"it_unknown": "na", "it_reason": was.reason}
    return {"it_unknown": "not_known" if was is None else "", "it_reason": ""}


@each_kind
@pytest.mark.parametrize("was", [None, NEVER])
def test_an_answer_wins_over_a_choice_that_stood_there_before(
    inner: forms.Field, sent: dict[str, Any], answer: Any, was: Any
) -> None:
    form = made(inner, was, {**folded(was), **sent})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["it"] == answer
    assert form.changed_data == ["it"]


@each_kind
@pytest.mark.parametrize("said", [None, NEVER])
def test_a_choice_wins_over_an_answer_that_stood_there_before(
    inner: forms.Field, sent: dict[str, Any], answer: Any, said: Any
) -> None:
    form = made(inner, answer, {**sent, **folded(said)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["it"] == said


@each_kind
@pytest.mark.parametrize("was", [BLANK, NEVER])
def test_an_answer_and_a_choice_that_are_both_new_are_refused_with_what_to_do(
    inner: forms.Field, sent: dict[str, Any], answer: Any, was: Any
) -> None:
    form = made(inner, was, {**sent, "it_unknown": "not_known", "it_reason": ""})
    (error,) = form.errors["it"].as_data()
    assert error.code == "how"
    (words,) = error.messages
    assert "choose “I have answered it above, or will answer later” to keep your answer" in words
    assert ("remove the answer" in words) != isinstance(inner.widget, forms.RadioSelect)
    kept = made(inner, was, {**sent, "it_unknown": "", "it_reason": ""})
    assert kept.is_valid()
    assert kept.cleaned_data["it"] == answer


def test_a_reason_that_stood_there_before_goes_with_its_choice() -> None:
    now_unknown = made(YesNoField(), NEVER, {"it_unknown": "not_known", "it_reason": NEVER.reason})
    assert now_unknown.is_valid(), now_unknown.errors
    assert now_unknown.cleaned_data["it"] is None
    answered = made(YesNoField(), NEVER, {"it": "yes", "it_unknown": "", "it_reason": NEVER.reason})
    assert answered.is_valid(), answered.errors
    assert answered.cleaned_data["it"] is True


def test_another_reason_beside_a_new_answer_is_two_things_said_at_once() -> None:
    assert not made(YesNoField(), NEVER, {"it": "yes", "it_unknown": "na", "it_reason": "It is over"}).is_valid()
