"""What services and other rooms ask of the register. The scope, or the ids it was made of, comes first."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from concordat.councils.models import Adoption
from concordat.councils.queries import on_day, with_adoption
from concordat.councils.scope import Scope
from concordat.history.ordering import sort_key
from concordat.register.models import Involvement, JudgedUnder, Partnership
from concordat.register.permissions import can_find


def involvements(scope: Scope) -> QuerySet[Involvement]:
    """The council's entries that count, with their partnerships and stewards."""
    kept = Involvement.objects.filter(council=scope.council, withdrawn_at=None)
    return kept.select_related("council", "partnership__steward")


def involvement(scope: Scope, reference: str) -> Involvement | None:
    """The council's entry of a reference, withdrawn or not; None where it has none."""
    rows = Involvement.objects.filter(council=scope.council, reference=reference)
    return rows.select_related("council", "partnership__steward").first()


def findable(scope: Scope, reference: str) -> Partnership | None:
    """A partnership that the council is in, or that was opened to it; None where it may not know of it."""
    found = Partnership.objects.filter(reference=reference).select_related("steward").first()
    return found if found is not None and can_find(scope, found) else None


def adoptions_of(involvement_ids: Collection[int], on: date) -> dict[int, Adoption]:
    """The adopted edition under which each involvement is judged on a day; those that are under none are left out."""
    rows = with_adoption(JudgedUnder.objects.filter(on_day(on), involvement__in=involvement_ids))
    return {row.involvement_id: row.adoption for row in rows}


def of_same_name(scope: Scope, name: str, *, but: int = 0) -> Involvement | None:
    """The council's entry of a partnership of this name, whatever the case of its letters and its spaces."""
    rows = involvements(scope).filter(partnership__sort_name=sort_key(name)).exclude(partnership=but)
    return next((row for row in rows if _folded(row.partnership.name) == _folded(name)), None)


def next_own_reference(scope: Scope) -> str:
    """The next free number, in the manner of the last one that the council gave: after PR-09 comes PR-10."""
    given = Involvement.objects.filter(council=scope.council).order_by("-pk").values_list("own_reference", flat=True)
    taken = list(given)
    last = next((number for number in taken if number[-1:].isdecimal()), "0")
    found = re.fullmatch(r"(.*?)([0-9]+)", last)
    prefix, digits = (found[1], found[2]) if found else ("", "0")
    number = int(digits) + 1
    while (proposed := f"{prefix}{str(number).zfill(len(digits))}") in taken:
        number += 1
    return proposed


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
