"""Where an edit page leads when somebody came to it from another page: back there, by ``?next=`` in its address."""

from __future__ import annotations

from urllib.parse import unquote, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import get_script_prefix

PARAMETER = "next"
_LONGEST = 1000


def next_page(request: HttpRequest) -> str:
    """The address to go on to; empty where none is asked for, or one that is not of the same council's part of the
    site. Nothing else is ever followed: the parameter may come from anywhere."""
    asked = request.GET.get(PARAMETER, "")
    council = request.resolver_match.kwargs.get("council", "") if request.resolver_match else ""
    return asked if council and _is_within(asked, f"{get_script_prefix()}c/{council}/") else ""


def with_next(address: str, to: str) -> str:
    """An address that leads on to another; as it is where there is none to lead to. A fragment stays at the end."""
    if not to:
        return address
    page, mark, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({PARAMETER: to})}{mark}{fragment}"


def this_page(request: HttpRequest) -> str:
    """The address of the page itself, with all that its form was asked by."""
    asked = request.GET.copy()
    asked.pop("kept", None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _is_within(asked: str, home: str) -> bool:
    """Whether a browser that is sent there stays at home. It reads a backslash as a slash, leaves out what is no
    letter, and goes up where it finds two dots, written plainly or as signs."""
    if not asked.startswith(home) or len(asked) > _LONGEST:
        return False
    if any(sign <= " " or sign in "\\\x7f" for sign in asked):
        return False
    return not any(unquote(part) in (".", "..") for part in urlsplit(asked).path.split("/"))
