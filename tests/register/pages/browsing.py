"""Filling in a page's form as a browser does: what stands in it is sent, but for what is changed."""

import re
from html.parser import HTMLParser
from typing import Any

from tests.page_checks import CheckedClient

NOBODY_SENDS = {"submit", "button", "reset", "file", "image"}


class Filled(HTMLParser):
    """What the form that posts would send, by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._posts = False
        self._select: str | None = None
        self._area: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posts = given.get("method", "get").lower() == "post"
        if not self._posts or not (given.get("name") or tag == "option"):
            return
        if tag == "input" and given.get("type", "text") not in NOBODY_SENDS:
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self.sent.setdefault(given["name"], []).append(given.get("value", ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self.sent.setdefault(self._select, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._area = given["name"]
            self.sent.setdefault(self._area, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._posts = False
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][-1] += data


def day(name: str, when: str) -> dict[str, str]:
    """The three boxes of a day, from "3 4 2026"; empty from ""."""
    parts = when.split() or ["", "", ""]
    return {f"{name}_{part}": typed for part, typed in zip(("day", "month", "year"), parts, strict=True)}


def filled(client: CheckedClient, url: str, **changed: Any) -> dict[str, list[str]]:
    """What the form at an address would send, with some of it changed."""
    page = client.get(url)
    assert page.status_code == 200, f"{url}: {page.status_code}"
    return Filled(page.content.decode()).sent | {name: as_list(value) for name, value in changed.items()}


def as_list(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]


def send(client: CheckedClient, url: str, **changed: Any) -> Any:
    """Open the form at an address, change some of it and send it."""
    return client.post(url, filled(client, url, **changed))


def saved(client: CheckedClient, url: str, **changed: Any) -> str:
    """The same, for a form that is saved: where it leads."""
    response = send(client, url, **changed)
    assert response.status_code == 303, response.content.decode()[:6000]
    return str(response.headers["Location"])


def text(response: Any) -> str:
    """The page's HTML, with quotation marks as they are read."""
    return str(response.content.decode()).replace("&#x27;", "'").replace("&quot;", '"')


def every_page(client: Any, url: str) -> str:
    """The HTML of all pages of a list, such as a history, one after the other."""
    found = text(client.get(url))
    last = max(map(int, re.findall(r'href="[?]page=([0-9]+)"', found)), default=1)
    return found + "".join(text(client.get(f"{url}?page={number}")) for number in range(2, last + 1))
