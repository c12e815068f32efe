"""Fields that Django does not have: yes or no, an amount of money, a figure, several choices or none of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.forms import CharField, CheckboxSelectMultiple, Field, MultipleChoiceField, RadioSelect, Textarea, TextInput
from django.forms import ChoiceField as DjangoChoiceField

from concordat.ui import labels

NONE_OF_THESE = "__none__"
NONE_OF_THESE_WORDS = "None of these"
_AMOUNT = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d{2})?", re.ASCII)
_FIGURE = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_SCALE = re.compile(r"of [1-9]\d?", re.ASCII)
# Pence that still fit a 64-bit column.
_MOST_DIGITS = 15


class Hinted(str):
    """The words of a choice, with a hint to show beneath it."""

    hint: str
    __slots__ = ("hint",)

    def __new__(cls, words: str, hint: str = "") -> Self:
        self = super().__new__(cls, words)
        self.hint = hint
        return self


class YesNoField(DjangoChoiceField):
    """True, False, or None where neither is chosen and it is not required."""

    widget = RadioSelect

    def __init__(self, *, yes: str = "Yes", no: str = "No", **given: Any) -> None:
        super().__init__(choices=[("yes", yes), ("no", no)], **given)

    def prepare_value(self, value: Any) -> Any:
        """The code of an answer, or what was sent."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        """The answer."""
        return {"yes": True, "no": False}.get(super().clean(self.prepare_value(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the other answer was chosen."""
        return (self.prepare_value(initial) or "") != (data or "")


class MoneyField(Field):
    """Integer pence, or None. Accepts 1234, 1,234.50 and £1,234.50."""

    widget = TextInput
    prefix = "£"

    def prepare_value(self, value: Any) -> Any:
        """Pounds, and pence where there are any, for pence; or what was typed."""
        if isinstance(value, bool) or not isinstance(value, int):
            return value
        pounds, pence = divmod(value, 100)
        return f"{pounds}.{pence:02}" if pence else str(pounds)

    def to_python(self, value: Any) -> int | None:
        """The pence. Raises ValidationError for anything but a plain amount."""
        typed = str(value or "").strip().removeprefix("£").strip()
        if not typed:
            return None
        name = labels.named(self.label or "The amount")
        if typed.startswith("-"):
            raise ValidationError(f"{name} must be £0 or more", code="invalid")
        if not _AMOUNT.fullmatch(typed):
            raise ValidationError(f"{name} must be an amount of money, like 1200 or 1,200.50", code="invalid")
        pence = int(Decimal(typed.replace(",", "")) * 100)
        if len(str(pence)) > _MOST_DIGITS:
            raise ValidationError(f"{name} must be less than £10 trillion", code="invalid")
        return pence

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another amount was typed."""
        return _differs(self, initial, data)


class FigureField(Field):
    """A whole number as int, any other as Decimal, or None. ``unit`` is shown after the box; one like "of 5" is a scale
    that begins at 1."""

    widget = TextInput

    def __init__(self, *, unit: str = "", **given: Any) -> None:
        super().__init__(**given)
        self.unit = unit
        self._top = int(unit.removeprefix("of ")) if _SCALE.fullmatch(unit) else None

    def prepare_value(self, value: Any) -> Any:
        """The figure without noughts that say nothing; or what was typed."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> int | Decimal | None:
        """The figure. Raises ValidationError for anything else."""
        typed = "" if value is None else str(value).strip()
        if not typed:
            return None
        if not _FIGURE.fullmatch(typed) or len(typed) > _MOST_DIGITS:
            raise self._wrong()
        figure = Decimal(typed.replace(",", ""))
        if self._top is not None and not 1 <= figure <= self._top:
            raise self._wrong()
        return int(figure) if figure == figure.to_integral_value() else figure

    def _wrong(self) -> ValidationError:
        like = "a number, like 12" if self._top is None else f"a number from 1 to {self._top}"
        return ValidationError(f"{labels.named(self.label or 'This')} must be {like}", code="invalid")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another figure was typed."""
        return _differs(self, initial, data)


class SeveralField(MultipleChoiceField):
    """A tuple of codes in the options' order, an empty one for "none of these", or None where nothing is ticked."""

    widget = CheckboxSelectMultiple

    def __init__(self, options: Mapping[str, str], **given: Any) -> None:
        super().__init__(choices=[*options.items(), (NONE_OF_THESE, NONE_OF_THESE_WORDS)], **given)
        self.codes = tuple(options)

    def prepare_value(self, value: Any) -> Any:
        """The codes to tick."""
        return [NONE_OF_THESE] if value == () else value

    def clean(self, value: Any) -> Any:
        """The codes. Raises ValidationError for an unknown one, or "none of these" beside another."""
        chosen = super().clean(list(value or []))
        if not chosen:
            return None
        if NONE_OF_THESE not in chosen:
            return tuple(code for code in self.codes if code in chosen)
        if len(chosen) > 1:
            name = labels.named(self.label or "Your answer")
            raise ValidationError(f"{name}: select what applies, or “{NONE_OF_THESE_WORDS}”, not both", code="invalid")
        return ()


class OneLineField(CharField):
    """A text on one line. The browser offers the ``suggestions``; anything else may be typed as well."""

    def __init__(self, suggestions: Sequence[str] = (), **given: Any) -> None:
        super().__init__(**given)
        self.suggestions = tuple(suggestions)


class CodesField(Field):
    """A tuple of words that are free, one to a line, or None where there is none."""

    widget = Textarea

    def prepare_value(self, value: Any) -> Any:
        """The words, one to a line; or what was typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> tuple[str, ...] | None:
        """The words, each once."""
        lines = (line.strip() for line in str(self.prepare_value(value) or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line)) or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other words were typed."""
        return _differs(self, initial, data)


def _differs(field: Field, initial: Any, data: Any) -> bool:
    try:
        return bool(field.to_python(data) != initial)
    except ValidationError:
        return True
