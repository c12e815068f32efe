"""A list of items, each answered by itself: yes, no, not known, or does not apply, because."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import Field, Widget

from concordat.protocol.values import NotApplicable
from concordat.ui import labels
from concordat.ui.answers import DOES_NOT_APPLY as DOES_NOT_APPLY_WORDS
from concordat.ui.answers import NOT_KNOWN as NOT_KNOWN_WORDS

YES, NO, NOT_KNOWN, DOES_NOT_APPLY = "yes", "no", "not_known", "na"
# What can be said of an item, in the order shown.
OFFERED = {YES: "Yes", NO: "No", NOT_KNOWN: NOT_KNOWN_WORDS, DOES_NOT_APPLY: DOES_NOT_APPLY_WORDS}
_ANSWERS: Mapping[str, Any] = {YES: True, NO: False, NOT_KNOWN: None}


class Said(NamedTuple):
    """What was sent of one item: which answer, if any, and the reason."""

    how: str = ""
    reason: str = ""


def item_name(name: str, code: str) -> str:
    """What an item's answer is called in a form; its reason's has ``--why`` after it."""
    return f"{name}--{code}"


class ChecklistBoxes(Widget):
    """An answer and a reason an item: ``name--code`` and ``name--code--why``."""

    def __init__(self, items: Mapping[str, str]) -> None:
        super().__init__()
        self.items = dict(items)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, Said]:  # noqa: ARG002
        """What was sent of each item."""
        sent = {code: item_name(name, code) for code in self.items}
        return {
            code: Said(str(data.get(item, "")), str(data.get(f"{item}--why", "")).strip())
            for code, item in sent.items()
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        """Whether none of the items was on the page with an answer."""
        return not any(item_name(name, code) in data for code in self.items)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """A set of items has a legend, not a label."""
        return ""

    def format_value(self, value: Mapping[str, Said]) -> str:
        """The answers in words, those that are blank left out."""
        return "; ".join(f"{self.items[code]}: {_words(said)}" for code, said in value.items() if any(said))


class ChecklistField(Field):
    """``{code: True, False, None or NotApplicable}``, items that are blank left out; None where all of them are.

    ``items`` are code and words. An error's code is ``item-<code>``, of the item that it is about.
    """

    widget: ChecklistBoxes

    def __init__(self, items: Mapping[str, str], **given: Any) -> None:
        super().__init__(widget=ChecklistBoxes(items), **given)
        self.items = dict(items)

    def prepare_value(self, value: Any) -> dict[str, Said]:
        """What to fill in for answers, or for what was sent."""
        found = value if isinstance(value, Mapping) else {}
        return {code: _said(found[code]) if code in found else Said() for code in self.items}

    def to_python(self, value: Any) -> dict[str, Any] | None:
        """The answers. Raises ValidationError at each item that is not right."""
        found: dict[str, Any] = {}
        wrong: list[ValidationError] = []
        for code, said in self.prepare_value(value).items():
            fault = _fault(said)
            if fault:
                words = f"{labels.named(self.items[code])}: {fault}"
                wrong.append(ValidationError(words, code=f"item-{code}"))
            elif said.how:
                found[code] = NotApplicable(said.reason) if said.how == DOES_NOT_APPLY else _ANSWERS[said.how]
        if wrong:
            raise ValidationError(wrong)
        return found or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether anything else was answered."""
        return self.prepare_value(initial) != self.prepare_value(data)


def _said(answer: Any) -> Said:
    if isinstance(answer, Said):
        return answer
    if isinstance(answer, NotApplicable):
        return Said(DOES_NOT_APPLY, answer.reason)
    return Said({True: YES, False: NO}.get(answer, NOT_KNOWN))


def _fault(said: Said) -> str:
    if said.how and said.how not in OFFERED:
        return "choose one of the answers that are offered"
    if said.how == DOES_NOT_APPLY and not said.reason:
        return "say why it does not apply"
    if said.reason and said.how != DOES_NOT_APPLY:
        return "choose “Does not apply”, or remove the reason"
    return ""


def _words(said: Said) -> str:
    return ": ".join(filter(None, (OFFERED.get(said.how, said.how), said.reason)))
