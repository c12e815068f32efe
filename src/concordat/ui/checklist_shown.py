"""A checklist as a page shows it: a row of choices an item, and below them, folded, why some do not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from concordat.ui.checklist_field import DOES_NOT_APPLY, OFFERED, ChecklistField, Said, item_name
from concordat.ui.components import component

if TYPE_CHECKING:
    from concordat.ui.rendering import Shown

Params = dict[str, Any]
AT = "item-"


def html_of(item: Shown) -> SafeString:
    """The HTML of a checklist, with what is wrong beside each item."""
    field = item.field
    assert isinstance(field, ChecklistField)  # noqa: S101 - for the type checker: the caller has looked
    wrong = {code.removeprefix(AT): message for message, code in item.errors}
    said: dict[str, Said] = item.value
    lines = [
        component("radios", _choices(item, code, words, said[code], wrong.get(code, "")))
        for code, words in field.items.items()
    ]
    reasons = [component("input", _reason(item, code, words, said[code])) for code, words in field.items.items()]
    context = {
        "label": item.label,
        "hint": item.hint,
        "id": item.id,
        "lines": lines,
        "reasons": reasons,
        "open": bool(wrong) or any(one.reason or one.how == DOES_NOT_APPLY for one in said.values()),
    }
    return render_to_string("ui/checklist.html", context)


def anchor(item: Shown, code: str) -> str:
    """The id of the first choice of the item that an error is about."""
    return item_name(item.id, code.removeprefix(AT))


def _choices(item: Shown, code: str, words: str, said: Said, wrong: str) -> Params:
    name = item_name(item.name, code)
    return {
        "idPrefix": item_name(item.id, code),
        "name": name,
        "classes": "govuk-radios--small govuk-radios--inline",
        "formGroup": {"classes": "govuk-!-margin-bottom-4"},
        "fieldset": {"legend": {"text": words}},
        "errorMessage": {"text": wrong} if wrong else None,
        "items": [{"value": how, "text": text, "checked": said.how == how} for how, text in OFFERED.items()],
    }


def _reason(item: Shown, code: str, words: str, said: Said) -> Params:
    name = f"{item_name(item.name, code)}--why"
    hidden = format_html('<span class="govuk-visually-hidden">Why it does not apply: </span>{}', words)
    return {
        "id": f"{item_name(item.id, code)}--why",
        "name": name,
        "label": {"html": hidden},
        "value": said.reason,
        "spellcheck": True,
    }
