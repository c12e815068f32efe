"""The macros of govuk-frontend-jinja, called from Django: one function from a name and its options to HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

Params: TypeAlias = Mapping[str, Any]

PACKAGE = "govuk_frontend_jinja"
_FOLDER = f"{PACKAGE}/components/"
_TEXTAREA = re.compile(r"<textarea.*?</textarea>", re.DOTALL)
_FILE = "/macro.html"
# They carry the brand of GOV.UK, which a council's own service must not.
BRANDED = frozenset({"header", "footer"})


@cache
def _environment() -> Environment:
    return Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True, auto_reload=False)


@cache
def names() -> tuple[str, ...]:
    """The names of the components there are, in order of the alphabet."""
    found = (name for name in _environment().list_templates() if name.startswith(_FOLDER) and name.endswith(_FILE))
    return tuple(sorted({name.removeprefix(_FOLDER).removesuffix(_FILE) for name in found} - BRANDED))


@cache
def _macro(name: str) -> Callable[[Params], str]:
    if name not in names():
        near = get_close_matches(name, names(), n=1)
        hint = f" Did you mean “{near[0]}”?" if near else f" There are: {', '.join(names())}."
        raise ValueError(f"There is no component called “{name}”.{hint}")
    module = _environment().get_template(f"{_FOLDER}{name}{_FILE}").module
    macro: Callable[[Params], str] = getattr(module, "govuk" + "".join(map(str.capitalize, name.split("-"))))
    return macro


def component(name: str, params: Params) -> SafeString:
    """The HTML of a component with the options that GOV.UK Frontend documents for it.

    Text is escaped. So is every option that holds HTML, unless it was marked safe: the macros would trust it.
    Raises ValueError for a name that no component has.
    """
    return mark_safe(_macro(name)(_guarded(params)))  # noqa: S308 - the macros escape, and what they trust is guarded


def _guarded(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {str(name): _guarded(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_guarded(inner, key) for inner in value]
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str) and (key in ("html", "attributes") or key.endswith("Html")):
        return mark_safe(_TEXTAREA.sub(_on_one_line, conditional_escape(value)))  # noqa: S308 - safe, or escaped here
    return value


def _on_one_line(textarea: re.Match[str]) -> str:
    """The macros indent the HTML within them line by line, and would add that to what somebody typed."""
    return textarea.group().replace("\r\n", "\n").replace("\n", "&#10;")
