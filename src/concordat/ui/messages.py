"""What a form says of a wrong answer: one set of sentences, shown beside the field and in the summary alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import (
    BoundField,
    CharField,
    CheckboxInput,
    CheckboxSelectMultiple,
    DateField,
    DecimalField,
    EmailField,
    Field,
    FileInput,
    IntegerField,
    RadioSelect,
    Select,
    URLField,
)

from concordat.ui.answer_field import AnswerWidget
from concordat.ui.labels import named, within
from concordat.ui.refusals import CannotDo

# Django's own words that do not say what to do, by the code they come with and the field that says them.
_INVALID = (
    (EmailField, "Enter an email address in the correct format, like name@example.org"),
    (URLField, "Enter a web address in the correct format, like https://www.example.org"),
    (IntegerField, "{named} must be a whole number, like 12"),
    (DecimalField, "{named} must be a number, like 12.5"),
    (DateField, "{named} must be a real date, like 27 3 2026"),
)


def of_field(bound: BoundField) -> list[tuple[str, str]]:
    """The messages of a field with their codes, in order; empty where nothing is wrong."""
    errors = bound.form.errors.get(bound.name)
    if errors is None:
        return []
    return [pair for error in errors.as_data() for pair in _told(error, bound)]


def _told(error: ValidationError, bound: BoundField) -> Iterator[tuple[str, str]]:
    code = error.code or ""
    for message in error.messages:
        yield _better(code, message, bound.field, str(bound.label or bound.name)), code


def _better(code: str, message: str, field: Field, label: str) -> str:
    """Our sentence where the message is Django's default; a form's own message is left as it is."""
    if code == "required" and message == str(Field.default_error_messages["required"]):
        return required(field, label)
    if code == "max_length" and isinstance(field, CharField) and field.max_length is not None:
        return f"{named(label)} must be {field.max_length} characters or fewer"
    if code == "invalid_choice" and message.startswith("Select a valid choice."):
        return f"{named(label)}: what was chosen is not among the choices. Choose again"
    if code == "invalid":
        for kind, words in _INVALID:
            if isinstance(field, kind) and message == str(_default(field, "invalid")):
                return words.format(named=named(label))
    return message


def _default(field: Field, code: str) -> Any:
    for kind in type(field).__mro__:
        words = vars(kind).get("default_error_messages", {})
        if code in words:
            return words[code]
    validators = [validator for validator in field.default_validators if getattr(validator, "code", None) == code]
    return getattr(validators[0], "message", "") if validators else ""


def required(field: Field, label: str) -> str:
    """The sentence for a field that was left empty."""
    widget = field.widget.inner if isinstance(field.widget, AnswerWidget) else field.widget
    if label.endswith("?"):
        return f"Answer the question {named(label)}"
    if isinstance(widget, CheckboxInput):
        return f"Tick “{label}” to go on"
    if isinstance(widget, FileInput):
        return f"Choose a file for {within(label)}"
    chosen = (RadioSelect, Select, CheckboxSelectMultiple)
    return f"{'Select' if isinstance(widget, chosen) else 'Enter'} {within(label)}"


def add_refusal(form: Any, refusal: CannotDo) -> None:
    """Put a service's refusal on the form that asked: at its field where it has one, and each item in the summary."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    for item in refusal.items:
        form.add_error(None, item)
