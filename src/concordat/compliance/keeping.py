"""Rows worked out of involvements, brought up to date: only those that differ are touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concordat.compliance.models import Segment, Tally
from concordat.councils.queries import MOST_NAMED
from concordat.register.models import Involvement


def keep(
    model: type[Segment | Tally],
    fields: Sequence[str],
    involvements: Sequence[Involvement],
    wanted: Mapping[int, Iterable[tuple[Any, ...]]],
) -> None:
    """Let a table hold of some involvements what is wanted of each: values in the order of ``fields``.

    Three queries at most, for up to 500 new rows and 900 old ones.
    """
    stored: dict[int, list[tuple[Any, ...]]] = {}
    rows: Any = model._default_manager.filter(involvement__in=involvements)
    for involvement, *values in rows.values_list("involvement_id", "pk", *fields):
        stored.setdefault(involvement, []).append(tuple(values))
    added: list[Any] = []
    gone: list[int] = []
    for row in involvements:
        missing = Counter(wanted.get(row.pk, ()))
        for pk, *values in stored.get(row.pk, []):
            if missing[tuple(values)]:
                missing[tuple(values)] -= 1
            else:
                gone.append(pk)
        added += [
            model(council_id=row.council_id, involvement_id=row.pk, **dict(zip(fields, values, strict=True)))
            for values in missing.elements()
        ]
    for start in range(0, len(gone), MOST_NAMED):
        model._default_manager.filter(pk__in=gone[start : start + MOST_NAMED]).delete()
    if added:
        model._default_manager.bulk_create(added, batch_size=500)
