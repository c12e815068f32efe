"""What every page has to be like: asked of each page that any test fetches."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from django.test import Client

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "rect",
}
# What differs from one fetching of a page to the next.
EACH_TIME = re.compile(r'(?<= name="csrfmiddlewaretoken" value=")[^"]*|(?<= nonce=")[^"]*')
UNLABELLED = {"hidden", "submit", "button"}


class Page(HTMLParser):
    """A page taken apart, as far as the checks ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.faults: list[str] = []
        self.texts: dict[str, list[str]] = {"title": [], "h1": []}
        self.forms: list[dict[str, Any]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids[given["id"]] += 1
        if "style" in given:
            self.faults.append(f"<{tag}> has a style attribute")
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"<{tag}> stands within the page")
        if any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag}> carries a script in an attribute")
        self._of_form(tag, given)
        if tag in self.texts:
            self.texts[tag].append("")
        if tag not in VOID:
            self._open.append(tag)

    def _of_form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "label":
            self.labels.add(given.get("for", ""))
        if tag == "form":
            self.forms.append({"method": given.get("method", "get").lower(), "names": set()})
        if tag in ("input", "select", "textarea"):
            self.controls.append({"tag": tag, **given})
            if self.forms:
                self.forms[-1]["names"].add(given.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        for tag in self.texts:
            if tag in self._open and self.texts[tag]:
                self.texts[tag][-1] += data


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@lru_cache(maxsize=256)
def faults(html: str) -> tuple[str, ...]:
    """What is wrong with a page, one sentence each. The same page is looked at once."""
    page = Page(html)
    found = list(page.faults)
    found += [f"the id “{name}” stands {count} times" for name, count in page.ids.items() if count > 1]
    headings = [_tidy(text) for text in page.texts["h1"]]
    title = _tidy(" ".join(page.texts["title"][:1]))
    if len(headings) != 1:
        found.append(f"there are {len(headings)} main headings")
    elif headings[0] not in title:
        found.append(f"the title “{title}” does not hold the heading “{headings[0]}”")
    for control in page.controls:
        if control.get("type") in UNLABELLED or control.get("id") in page.labels or "aria-label" in control:
            continue
        found.append(f"<{control['tag']} name={control.get('name')}> has no label")
    for form in page.forms:
        if form["method"] == "post" and "csrfmiddlewaretoken" not in form["names"]:
            found.append("a form that posts has no token")
    if re.search(r"\b\d{4}-\d\d-\d\d\b(?!T)", re.sub(r"<[^>]*>", " ", html)):
        found.append("a day is shown as figures")
    if re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\[\]|\{\}", re.sub(r"<[^>]*>", " ", html).replace(">None<", "")):
        words = re.search(r".{30}(\bTrue\b|\bFalse\b|\[\]|\{\}).{30}", re.sub(r"<[^>]*>", " ", html), re.DOTALL)
        if words:
            found.append(f"a bare value is shown: {_tidy(words[0])}")
    return tuple(found)


class CheckedClient(Client):
    """Django's test client; every page it fetches has to pass the checks."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/html") and not response.streaming and response.content:
            wrong = faults(EACH_TIME.sub("", response.content.decode()))
            assert not wrong, f"{request.get('PATH_INFO')} ({response.status_code}): " + "; ".join(wrong)
        return response
