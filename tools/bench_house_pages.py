"""Measure the pages of councils of a hundred, a thousand and ten thousand partnerships, in one database and process.

Pages are asked for by Django's test client, through all the middleware, by somebody who has signed in; only the
processor's time counts, and the sizes take turns. Run by `bench_house.py`, in a place of its own.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench_house_table import GOAL, Measure, growing, table

SIZES = (100, 1_000, 10_000)
TIMES = 7
GOAL_IN_MEMORY, GOAL_SIMPLEST = 1.5, 3


Work = Callable[[int], Any]


def in_turn(what: str, works: Mapping[int, Work], times: int = TIMES) -> Measure:
    """Do each size's work in turns. The queries are those of the first time after a first that fills the caches."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by then
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    queries: dict[int, int] = {}
    taken: dict[int, list[float]] = {size: [] for size in works}
    for size, work in works.items():
        work(-2)
        with CaptureQueriesContext(connection) as captured:
            work(-1)
        queries[size] = len(captured)
    for nth in range(times):
        for size, work in works.items():
            gc.collect()
            begun = time.process_time()
            work(nth)
            taken[size].append((time.process_time() - begun) * 1_000)
    return Measure(what, queries, {size: statistics.median(found) for size, found in taken.items()})


# --- What is measured -------------------------------------------------------------------------------------


def pages(client: Any) -> list[Measure]:
    """Each page that lists or shows, as its address is asked for."""
    from django.urls import reverse  # noqa: PLC0415

    asked = {
        "register": ("register", ""),
        "register, second page": ("register", "?page=2"),
        "register, search": ("register", "?q=00"),
        "register, overdue": ("register", "?standing=overdue"),
        "register, something not known": ("register", "?standing=not+known"),
        "register, by lead officer": ("register", "?sort=lead"),
        "register as CSV, some 100 lines": ("register_csv", "?q=000"),
        "partnership": ("partnership", ""),
        "standing": ("standing", ""),
        "register entry": ("partnership_entry", ""),
        "home": ("home", ""),
    }

    def work(name: str, query: str, size: int) -> Work:
        more = [] if name.startswith("register") or name == "home" else [_one(size).reference]
        path = reverse(name, args=[f"of-{size}", *more]) + query
        return lambda _nth: _got(client, path)

    return [in_turn(what, {size: work(name, query, size) for size in SIZES}) for what, (name, query) in asked.items()]


def journey(client: Any, reader: Any) -> list[Measure]:
    """The pages of the journey, and its saves by the services."""
    import bench_house_journey as steps  # noqa: PLC0415

    works = {size: steps.works(f"of-{size}", reader, partial(_got, client)) for size in SIZES}
    return [in_turn(f"journey: {what}", {size: works[size][what] for size in SIZES}) for what in works[SIZES[0]]]


def _got(client: Any, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}, so nothing was measured.")
    return b"".join(answer) if answer.streaming else bytes(answer.content)


def _one(size: int) -> Any:
    from concordat.register.models import Involvement  # noqa: PLC0415

    rows = Involvement.objects.filter(council__slug=f"of-{size}").select_related("council", "partnership")
    return rows.order_by("pk")[3]


def saving(reader: Any) -> Measure:
    """An answer saved by the service, and its partnership evaluated again."""
    from concordat.councils import queries as councils  # noqa: PLC0415
    from concordat.register import record  # noqa: PLC0415

    def work(size: int) -> Work:
        scope = councils.scope_of(reader, f"of-{size}")
        if scope is None:
            raise SystemExit("The reader belongs to no such council, so nothing was measured.")

        def save(nth: int) -> None:
            row = _one(size)
            answers = {"involvement.evidence_file_place": f"Room {nth + 10}"}
            record.answer(scope, involvement=row, answers=answers, version=row.version)

        return save

    return in_turn("one answer saved and evaluated", {size: work(size) for size in SIZES})


def yardsticks(client: Any) -> list[str]:
    """The register's view against its template with the rows in memory, and against the simplest page of 50 rows."""
    from django.shortcuts import render  # noqa: PLC0415

    from concordat.register import views_register  # noqa: PLC0415

    slug = f"of-{SIZES[-1]}"
    request, template, context = _as_rendered(client, slug)
    works: dict[int, Work] = {
        0: lambda _nth: views_register.register(request, council=slug),
        1: lambda _nth: render(request, template, context),
        2: lambda _nth: _simplest(slug),
    }
    view, in_memory, simple = in_turn("yardsticks", works, TIMES * 3).milliseconds.values()
    return [
        f"- The register's view at {SIZES[-1]:,} against its template with the same rows in memory:",
        f"  **{view / in_memory:.2f} times** (goal {GOAL_IN_MEMORY}; {view:.1f} ms and {in_memory:.1f} ms).",
        f"- … and against the simplest page of the same 50 rows: {view / simple:.1f} times (goal {GOAL_SIMPLEST};",
        f"  {simple:.1f} ms).",
    ]


def _as_rendered(client: Any, slug: str) -> tuple[Any, str, dict[str, Any]]:
    """The request, template and context with which the register's view ends, every row of it read."""
    from django.http import HttpResponse  # noqa: PLC0415
    from django.shortcuts import render  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from concordat.register import views_register  # noqa: PLC0415

    kept: list[tuple[Any, str, dict[str, Any]]] = []

    def keeping(request: Any, template: str, context: dict[str, Any]) -> HttpResponse:
        kept.append((request, template, context | {"saved": list(context["saved"])}))
        return render(request, template, context)

    with patch.object(views_register, "render", keeping):
        _got(client, reverse("register", args=[slug]))
    return kept[0]


def _simplest(slug: str) -> str:
    """Four columns of the same rows, as anybody would write it first."""
    from django.template import Context  # noqa: PLC0415

    from concordat.register.models import Involvement  # noqa: PLC0415

    rows = Involvement.objects.filter(council__slug=slug).select_related("partnership")
    return str(_simplest_template().render(Context({"rows": rows.order_by("partnership__sort_name")[:50]})))


@cache
def _simplest_template() -> Any:
    from django.template import Engine  # noqa: PLC0415

    return Engine().from_string(
        "<table>{% for row in rows %}<tr><td>{{ row.partnership.name }}</td><td>{{ row.own_reference }}</td>"
        "<td>{{ row.stage }}</td><td>{{ row.service }}</td></tr>{% endfor %}</table>"
    )


def lines() -> list[str]:
    """Make the councils, measure, and tell it as Markdown. Raises SystemExit where queries grow with the council."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    import bench_house_made as made  # noqa: PLC0415
    from concordat.compliance.models import Segment  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    reader = made.person()
    for size in SIZES:
        made.council(size, reader)
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)
    found = [*pages(client), saving(reader), *journey(client, reader)]
    if wrong := growing(found):
        raise SystemExit(f"These ask more of the database in a larger council:\n{chr(10).join(wrong)}")
    findings = Segment.objects.filter(council__slug=f"of-{SIZES[-1]}").count() / SIZES[-1]
    return [
        *yardsticks(client),
        f"- Councils of {', '.join(f'{size:,}' for size in SIZES)} partnerships in one SQLite database, each with",
        f"  {findings:.0f} findings from when to when; three quarters of them have something overdue. The number of",
        "  queries is the same in all three. Pages are asked for by a test client through all the middleware, the save",
        f"  is the service's. Processor time, medians of {TIMES}; the goal is {GOAL}, and what misses it has a “!”.",
        "",
        *table(found),
    ]


def main() -> int:
    """Measure in the place that the surroundings name."""
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "concordat.site.settings"
    Path(os.environ["CONCORDAT_DATA"], "static").mkdir(parents=True, exist_ok=True)
    django.setup()
    sys.stdout.write("\n".join(lines()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
