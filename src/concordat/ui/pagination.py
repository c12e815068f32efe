"""The links from one page of a list to the others."""

from __future__ import annotations

from typing import Any

from concordat.ui.queries import Query, with_one

PAGE = "page"


def numbers(current: int, last: int) -> list[int | None]:
    """The numbers to show: the first, the last, the current one and its neighbours; None for a gap.

    A gap never hides one page alone: its number takes no more room.
    """
    near = {1, last, *range(max(1, current - 1), min(last, current + 1) + 1)}
    found: list[int | None] = []
    before = 0
    for number in sorted(near):
        if number - before == 2:
            found.append(number - 1)
        elif number - before > 2:
            found.append(None)
        found.append(number)
        before = number
    return found


def params(current: int, last: int, query: Query) -> dict[str, Any]:
    """The options of govuk's pagination; empty for one page. No "previous" on the first, no "next" on the last."""
    if last <= 1:
        return {}
    items: list[dict[str, Any]] = [
        {"ellipsis": True}
        if number is None
        else {"number": number, "href": with_one(query, PAGE, str(number)), "current": number == current}
        for number in numbers(current, last)
    ]
    options: dict[str, Any] = {"items": items, "landmarkLabel": "Pages"}
    if current > 1:
        options["previous"] = {"href": with_one(query, PAGE, str(current - 1))}
    if current < last:
        options["next"] = {"href": with_one(query, PAGE, str(current + 1))}
    return options
