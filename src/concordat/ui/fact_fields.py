"""The field that asks for a fact, chosen by the fact's type."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import CharField, ChoiceField, Field, RadioSelect, Select, Textarea

from concordat.protocol.facts import DESCRIBED, Cell
from concordat.ui.answer_field import AnswerField
from concordat.ui.checklist_field import ChecklistField
from concordat.ui.day_field import DayField
from concordat.ui.fields import CodesField, FigureField, MoneyField, SeveralField, YesNoField

MOST_RADIOS = 7
LONGEST_CODE = 60
# Units that the words of the question say already.
_UNSAID = ("pounds", "pounds a year", "count", "number", None)


def field_for(fact: Cell, options: Mapping[str, str] | None = None, *, allow_na: bool = True) -> AnswerField:
    """The field for a fact, labelled with its words.

    ``options`` are code and words; without them the fact's own are taken, and free text where it lists none.
    Money comes back as integer pence. Raises TypeError for rows, which have an editor of their own, and for a checklist
    without its items.
    """
    listed = dict(options) if options is not None else fact.options if isinstance(fact.options, dict) else {}
    if fact.type == "rows" or (fact.type == "checklist" and not listed):
        raise TypeError(f"No one field asks for {DESCRIBED[fact.type]}: “{fact.words}” has an editor of its own.")
    field = _inner(fact, {str(code): words for code, words in listed.items()})
    field.label = fact.words
    return AnswerField(field, allow_na=allow_na)


def _inner(fact: Cell, options: dict[str, str]) -> Field:
    match fact.type:
        case "yes_no":
            return YesNoField()
        case "number":
            return FigureField(unit="" if fact.unit in _UNSAID else str(fact.unit))
        case "money":
            return MoneyField(help_text="A year" if fact.unit == "pounds a year" else "")
        case "date":
            return DayField()
        case "choice" if options:
            return _choice(options)
        case "choices" if options:
            return SeveralField(options)
        case "choices":
            return CodesField(help_text="One to a line")
        case "checklist":
            return ChecklistField(options)
    return CharField(widget=Textarea) if fact.type == "text" else CharField(max_length=LONGEST_CODE)


def _choice(options: dict[str, str]) -> Field:
    if len(options) <= MOST_RADIOS:
        return ChoiceField(choices=list(options.items()), widget=RadioSelect)
    return ChoiceField(choices=[("", "-"), *options.items()], widget=Select)
