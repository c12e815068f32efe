"""What is added to the HTML of a control: what to choose from, and what the style sheet does in place of a script."""

from __future__ import annotations

import re
from typing import Any

from django.forms import Field
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from concordat.ui.fields import OneLineField

Params = dict[str, Any]
_INSIDE = "govuk-radios__conditional"
_BY_SCRIPT = re.compile(rf' data-aria-controls="[^"]*"| {_INSIDE}--hidden')


def suggestions(field: Field, id_: str) -> SafeString:
    """What is offered beside a line to be typed; empty for any other field."""
    offered = field.suggestions if isinstance(field, OneLineField) else ()
    if not offered:
        return SafeString("")
    options = format_html_join("", '<option value="{}"></option>', ((words,) for words in offered))
    return format_html('<datalist id="{}_offered">{}</datalist>', id_, options)


def without_script(html: SafeString) -> SafeString:
    """What belongs to one choice is shown by the style sheet: the script would put aria-expanded on a radio, which its
    role does not allow."""
    return mark_safe(_BY_SCRIPT.sub("", html).replace(_INSIDE, f"{_INSIDE} concordat-only"))  # noqa: S308 - as it came


def attribute(value: Any) -> Any:
    return {"value": value, "optional": True} if isinstance(value, bool) else str(value)


def error_of(errors: list[tuple[str, str]]) -> Params | None:
    """The option that shows errors beside their field, one to a line."""
    if not errors:
        return None
    return {"html": mark_safe("<br>".join(conditional_escape(message) for message, _ in errors))}  # noqa: S308
