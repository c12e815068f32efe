"""What every form of the register shares: answers by fact, and a change told apart from a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from django import forms

from concordat.protocol.facts import Cell
from concordat.register.choices import Options
from concordat.ui.answer_field import AnswerField
from concordat.ui.answers import BLANK
from concordat.ui.fact_fields import field_for
from concordat.ui.fields import OneLineField
from concordat.ui.forms import DayField
from concordat.ui.labels import named
from concordat.ui.refusals import CannotDo

CHANGED, WRONG = "change", "correction"
NOTHING_TO_CHOOSE = "There is nothing to choose from yet. Whoever keeps your council's settings can add it."


class Change(TypedDict):
    """How a service is told of a change."""

    correction: bool
    since: date | None
    reason: str


def field_name(fact: str) -> str:
    """A fact's name in a form. Without an underscore: what stands beside an answer ends in ``_reason`` or ``_day``."""
    return fact.replace(".", "--").replace("_", "-")


@dataclass(frozen=True)
class Asked:
    """A fact as a form asks for it, with the answer that it has now; a text on ``one_line``, with what is on record to
    take for it. ``offered`` is filled in where nothing was answered, with ``offered_from``, a sentence that says where
    it comes from: it counts once it is saved."""

    name: str
    cell: Cell
    options: Options | None
    answer: Any
    one_line: bool = False
    suggestions: tuple[str, ...] = ()
    offered: Any = BLANK
    offered_from: str = ""

    @property
    def shown(self) -> Any:
        """What is filled in before anybody types."""
        return self.offered if self.answer is BLANK else self.answer

    @property
    def field(self) -> str:
        """Its name in a form."""
        return field_name(self.name)


def add_change(form: forms.Form, *, since: bool = True) -> None:
    """Ask of an answer that is altered whether the world changed or the record was wrong, since when, and why."""
    form.fields["change"] = forms.ChoiceField(
        label="If you alter an answer that is here already, what is it?",
        choices=[(CHANGED, "It has changed"), (WRONG, "It was wrong: this is a correction")],
        widget=forms.RadioSelect,
        required=False,
    )
    if since:
        form.fields["since"] = DayField(
            label="Since when has it been so?", required=False, help_text="Leave this empty if it is since today."
        )
    form.fields["reason"] = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="A correction needs one. It stands in the history.",
    )


def change_of(form: forms.Form) -> Change:
    """What a sent form says of the change, as a service takes it."""
    given = form.cleaned_data
    correction = given.get("change") == WRONG
    return {
        "correction": correction,
        "since": None if correction else given.get("since"),
        "reason": given.get("reason", ""),
    }


def check_change(form: forms.Form, altered: bool) -> None:
    """Put errors on a form that alters an answer without saying how, or corrects one without saying why."""
    given = form.cleaned_data
    if altered and not given.get("change"):
        form.add_error("change", "Select whether it has changed or was wrong")
    if given.get("change") == WRONG and not given.get("reason"):
        form.add_error("reason", "Enter what was wrong, and how you know")


def _was_known(item: Asked) -> bool:
    """Whether something was on record. What comes to be known has neither changed nor been wrong."""
    return item.answer is not BLANK and item.answer is not None


class AnswersForm(forms.Form):
    """Some facts of one row. ``given()`` are the answers that differ from those on record, by fact."""

    mark_optional = False

    def __init__(self, data: Any, asked: list[Asked]) -> None:
        super().__init__(data, initial={item.field: item.shown for item in asked})
        self.asked = asked
        for item in asked:
            self.fields[item.field] = asked_by(item)
            if item.shown is not item.answer:
                field = self.fields[item.field]
                field.help_text = " ".join(filter(None, (item.offered_from, str(field.help_text))))
        if any(_was_known(item) for item in asked):
            add_change(self)

    def clean(self) -> dict[str, Any]:
        """Check that an altered answer says how it was altered."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        altered = {item.name for item in self.asked if _was_known(item)} & set(self.given())
        check_change(self, bool(altered))
        return given

    @property
    def places(self) -> dict[str, str]:
        """The form's fields by the facts that they ask for."""
        return {item.name: item.field for item in self.asked}

    @property
    def says_nothing(self) -> bool:
        """Whether no answer differs from the one on record."""
        return not self.given()

    @property
    def changed_labels(self) -> list[str]:
        """What the answers that differ are about, in words."""
        given = self.given()
        return [named(item.cell.words) for item in self.asked if item.name in given]

    def given(self) -> dict[str, Any]:
        """The answers that differ, by fact."""
        sent = ((item, self.cleaned_data[item.field]) for item in self.asked if item.field in self.cleaned_data)
        return {item.name: answer for item, answer in sent if answer != item.answer}


def asked_by(item: Asked) -> forms.Field:
    """The field that asks for a fact."""
    if item.name == "partnership.name":
        return forms.CharField(label=item.cell.words, max_length=200)
    if item.name == "involvement.entered_on":
        return DayField(label=item.cell.words)
    if item.options is not None and not item.options:
        none_yet = forms.ChoiceField(label=item.cell.words, choices=[("", "-")], help_text=NOTHING_TO_CHOOSE)
        return AnswerField(none_yet)
    if item.one_line:
        return AnswerField(OneLineField(item.suggestions, label=item.cell.words))
    return field_for(item.cell, dict(item.options) if item.options is not None else None)


@contextmanager
def refusals_at(fields: Mapping[str, str]) -> Iterator[None]:
    """Turn the name of the fact at fault in a service's refusal into the name of the form's field."""
    try:
        yield
    except CannotDo as refused:
        named = refused.field or ""
        raise CannotDo(refused.message, fields.get(named, named) or None, refused.items) from refused


class ReasonForm(forms.Form):
    """A reason and nothing else."""

    reason = forms.CharField(label="Reason", max_length=2000, widget=forms.Textarea)


class EmptyForm(forms.Form):
    """A button."""
