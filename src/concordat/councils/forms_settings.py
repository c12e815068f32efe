"""The forms of settings and adoption."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.forms import ChoiceField, Field, FileField, Form, RadioSelect, Select

from concordat.councils.forms import reason_field
from concordat.protocol.edition import Setting
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK
from concordat.ui.forms import AnswerField, DayField, FigureField, MoneyField, YesNoField
from concordat.ui.words import MONTHS

_MOST_UPLOADED = 6_000_000
_MOST_RADIOS = 7


def field_of(setting: Setting) -> AnswerField:
    """The field that asks for a setting, by its declared type."""
    inner = _inner(setting)
    inner.label = setting.words
    return AnswerField(inner)


def _inner(setting: Setting) -> Field:
    match setting.type:
        case "yes_no":
            return YesNoField()
        case "money":
            return MoneyField()
        case "months":
            return FigureField(unit="months")
        case "month":
            choices = [("", "Choose a month"), *((str(number), name) for number, name in enumerate(MONTHS, 1))]
            return ChoiceField(choices=choices, widget=Select)
        case "choice":
            few = len(setting.options) <= _MOST_RADIOS
            first = [] if few else [("", "Choose one")]
            options = [*first, *setting.options.items()]
            return ChoiceField(choices=options, widget=RadioSelect if few else Select)
    return FigureField()


def shown(setting: Setting, answer: Any) -> Any:
    """An answer as the field takes it: pounds are pence there, a month is a code."""
    if answer is BLANK or answer is None or isinstance(answer, NotApplicable):
        return answer
    if setting.type == "money":
        return int(Decimal(answer) * 100)
    return str(answer) if setting.type == "month" else answer


def given(setting: Setting, answer: Any) -> Any:
    """A field's answer as the service takes it: money in pounds, a month as its number."""
    if answer is BLANK or answer is None or isinstance(answer, NotApplicable):
        return answer
    if setting.type == "money":
        return Decimal(answer) / 100
    return int(answer) if setting.type == "month" else answer


class SettingForm(Form):
    """A setting, its day and why."""

    from_ = DayField(label="From which day does it count?")
    reason = reason_field()

    def __init__(self, data: Any = None, *, setting: Setting, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields = {"value": field_of(setting), **self.fields}


class AdoptForm(Form):
    """The day from which an edition counts, and why it is adopted."""

    from_ = DayField(label="From which day does it count?")
    reason = reason_field()


class TakeBackForm(Form):
    """Why a planned edition is taken back."""

    reason = reason_field("Why is it taken back?", required=True)


class ChooseForm(Form):
    """An edition of the library to look at."""

    from_ = DayField(label="From which day would it count?")

    def __init__(self, data: Any = None, *, editions: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        first = ChoiceField(label="Protocol", choices=[("", "Choose a protocol"), *editions], widget=Select)
        self.fields = {"edition": first, **self.fields}


class UploadForm(Form):
    """A zip of an edition's folder."""

    upload = FileField(label="Zip of the protocol's folder", help_text="Up to 6 MB. Nothing is adopted yet.")

    def clean_upload(self) -> Any:
        """The file. Raises ValidationError where it is too large."""
        upload = self.cleaned_data["upload"]
        if upload.size > _MOST_UPLOADED:
            self.add_error("upload", "The zip must be 6 MB or smaller. Take out what is no text.")
        return upload
