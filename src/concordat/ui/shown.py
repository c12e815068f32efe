"""What the fields of a form show, as text: to compare what was there with what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, CheckboxInput, Field, FileInput
from django.forms.widgets import ChoiceWidget

from concordat.ui.answer_field import DOES_NOT_APPLY, NOT_KNOWN, AnswerField
from concordat.ui.answers import DOES_NOT_APPLY as DOES_NOT_APPLY_WORDS
from concordat.ui.answers import NOT_KNOWN as NOT_KNOWN_WORDS
from concordat.ui.day_field import DayBoxes
from concordat.ui.words import MONTHS


def shown_values(form: BaseForm) -> dict[str, str]:
    """Each field's name and what it shows, whether saved before or typed just now; "" where it is empty.

    A form that was sent shows what was sent, right or wrong. Hidden fields and passwords are left out.
    """
    return {
        # A form does not give a file back as a value, since no browser would show it again.
        bound.name: _shown(bound.field, bound.data if isinstance(bound.field.widget, FileInput) else bound.value())
        for bound in form
        if not bound.is_hidden and getattr(bound.field.widget, "input_type", "") != "password"
    }


def _shown(field: Field, value: Any) -> str:
    if isinstance(field, AnswerField):
        return _answer(field, value)
    widget = field.widget
    if isinstance(widget, DayBoxes):
        day, month, year = value
        return " ".join(filter(None, (day, _month(month), year)))
    if isinstance(widget, CheckboxInput):
        return "Yes" if widget.check_test(value) else "No"
    if isinstance(widget, FileInput):
        return str(getattr(value, "name", "") or "")
    if isinstance(widget, ChoiceWidget):
        chosen = set(widget.format_value(value))
        return ", ".join(str(words) for code, words in _options(widget) if str(code) in chosen and str(code))
    formatted = widget.format_value(value)
    return "" if formatted is None else str(formatted).replace("\r\n", "\n").strip()


def _answer(field: AnswerField, value: Any) -> str:
    inner = _shown(field.inner, value.inner)
    if value.how == NOT_KNOWN:
        inner = ", ".join(filter(None, (inner, NOT_KNOWN_WORDS)))
    if value.how == DOES_NOT_APPLY or value.reason:
        inner = ", ".join(filter(None, (inner, f"{DOES_NOT_APPLY_WORDS}: {value.reason}")))
    return inner


def _month(typed: str) -> str:
    """A month's name for its number, so that "3" and "March" are seen to be the same."""
    return MONTHS[int(typed) - 1] if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(MONTHS) else typed


def _options(widget: ChoiceWidget) -> list[tuple[Any, Any]]:
    """Each option with its words, those in groups too."""
    found: list[tuple[Any, Any]] = []
    for code, words in widget.choices:
        found += words if isinstance(words, list | tuple) else [(code, words)]
    return found
