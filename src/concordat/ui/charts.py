"""Charts drawn on the server as SVG: each with its numbers in words, and a pattern wherever it has a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from concordat.ui import words

# A tile of eight by eight for each status; the same status has the same pattern wherever it is drawn.
_PATTERNS = {
    "met": "",
    "due-by": "M4 3v2",
    "overdue": "M0 0l8 8M8 0l-8 8",
    "deviation-until": "M0 4h8",
    "advised-not-in-place": "M4 0v8",
    "not-met": "M0 8l8-8",
    "not-known": "M0 0l8 8",
    "not-applicable": "M0 0h8M0 0v8",
}
# A part too thin to be seen would say that there are none.
_LEAST_SHARE = 1.5


class Count(NamedTuple):
    """How many there are of something: its words, its code (a status word), the number, and the list of them."""

    label: str
    code: str
    n: int
    href: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the bar as the template draws it; ``x`` and ``width`` are in hundredths of the whole."""

    count: Count
    code: str
    pattern: str
    x: str
    width: str


@dataclass(frozen=True)
class Span:
    """A row of a time line: from a day up to another, or to no end; ``kind`` a status word, for its pattern."""

    label: str
    start: date
    until: date | None
    text: str = ""
    href: str = ""
    kind: str = ""


def stacked_bar(counts: Sequence[tuple[str, str, int, str]], *, title: str, name: str = "standing") -> SafeString:
    """One bar in parts, a legend with the numbers, and the same as a table.

    ``counts`` are label, code, number and address; ``name`` makes the chart's ids its own on a page with several.
    """
    given = [Count(*count) for count in counts]
    total = sum(count.n for count in given)
    parts = _parts(given, total)
    told = "; ".join(f"{count.label} {count.n}" for count in given) or "nothing to count"
    context = {
        "parts": parts,
        "counts": given,
        "total": total,
        "title": title,
        "name": name,
        "told": told,
    }
    return render_to_string("ui/bar.html", context)


def _parts(counts: Sequence[Count], total: int) -> list[Part]:
    shares = [max(100 * count.n / total, _LEAST_SHARE) if count.n else 0.0 for count in counts] if total else []
    scale = 100 / sum(shares) if shares else 0.0
    parts, x = [], 0.0
    spare = list(_PATTERNS.values())
    for at, (count, share) in enumerate(zip(counts, shares, strict=False)):
        code = _slug(count.code)
        pattern = _PATTERNS.get(code, spare[at % len(spare)])
        parts.append(Part(count, code, pattern, f"{x:.2f}%", f"{share * scale:.2f}%"))
        x += share * scale
    return parts


@dataclass(frozen=True)
class Stretch:
    """A part of a scale: its words, its ends in words, and how it is drawn."""

    label: str
    ends: str
    pattern: str
    x: str
    width: str


def scale(
    parts: Sequence[tuple[str, float, float]], at: float, told: str, *, title: str, name: str = "scale"
) -> SafeString:
    """A scale from 0 to 100 in parts (label, from, up to) with a mark at ``at``, which ``told`` says; and the same in
    words."""
    patterns = ["", "M4 3v2", "M0 8l8-8", "M0 4h8", "M4 0v8"]
    stretches = [
        Stretch(label, f"{start:g}% to {end:g}%", patterns[nth % len(patterns)], f"{start}%", f"{end - start}%")
        for nth, (label, start, end) in enumerate(parts)
    ]
    holds = next((label for label, start, end in reversed(parts) if at >= start), "")
    context = {"parts": stretches, "at": f"{min(at, 99.5):.2f}%", "told": told, "holds": holds}
    return render_to_string("ui/scale.html", {**context, "title": title, "name": name})


def _slug(code: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in code.casefold()).split())


# --- The time line, in units of its own: the drawing is scaled to the page -------------------------------------

_LEFT, _WIDTH, _ROW, _TOP = 240, 900, 40, 28
# What a letter of a bar's days takes at most, and how far they keep from the line of today.
_A_LETTER, _GAP = 7, 6


@dataclass(frozen=True)
class Bar:
    """A span as the template draws it."""

    span: Span
    label: str
    days: str
    y: int
    x: float
    width: float
    anchor: str
    text_x: float


def timeline(rows: Sequence[Span], *, title: str, today: date, name: str = "timeline") -> SafeString:
    """Bars from day to day under a scale of years, with today marked, and the same as a table.

    A row without an end runs to the edge. On a narrow screen the table alone is shown.
    """
    if not rows:
        return SafeString()
    days = [day for row in rows for day in (row.start, row.until) if day] + [today]
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)

    def at(day: date) -> float:
        return round(_LEFT + (day - first) / (last - first) * (_WIDTH - _LEFT), 1)

    bars = [_bar(row, number, at(row.start), at(row.until or last), at(today)) for number, row in enumerate(rows)]
    years = [(year, at(date(year, 1, 1))) for year in range(first.year, last.year)]
    every = max(1, len(years) // 10)
    context = {
        "bars": bars,
        "years": years[::every],
        "today_x": at(today),
        "today": today,
        "height": _TOP + _ROW * len(rows) + 8,
        "width": _WIDTH,
        "title": title,
        "name": name,
    }
    return render_to_string("ui/timeline.html", context)


def _bar(span: Span, number: int, x: float, end: float, today: float) -> Bar:
    days = f"{words.day(span.start)} to {words.day(span.until)}" if span.until else f"from {words.day(span.start)}"
    anchor, text_x = _beside(today, x, end, _A_LETTER * len(f"{days}, {span.text}" if span.text else days))
    return Bar(
        span=span,
        label=_short(span.label),
        days=days,
        y=_TOP + _ROW * number,
        x=x,
        width=max(round(end - x, 1), 2.0),
        anchor=anchor,
        text_x=text_x,
    )


def _beside(today: float, x: float, end: float, wide: float) -> tuple[str, float]:
    """At which end of its words a bar says its days, and where; beside the line of today and not across it."""
    anchor, at = ("end", end) if x > (_LEFT + _WIDTH) / 2 else ("start", x)
    start = at - wide if anchor == "end" else at
    if not start - _GAP < today < start + wide + _GAP:
        return anchor, at
    return ("end", today - _GAP) if today - _GAP - wide > _LEFT else ("start", today + _GAP)


def _short(label: str, most: int = 32) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
