"""What another edition would mean: the counts of each partnership under what is in force, and under that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from concordat.compliance import of_council, ready
from concordat.compliance.pieces import piece_on, pieces_of
from concordat.compliance.queries import tallies
from concordat.councils.scope import Scope
from concordat.protocol.rules import Rules
from concordat.protocol.standing import standing
from concordat.protocol.values import Facts
from concordat.register.models import Involvement

_A_CHUNK = 200
_NONE_YET = 0


def preview(scope: Scope, rules: Rules, from_: date) -> list[Mapping[str, Any]]:
    """A row for each partnership, by name: ``name``, ``reference``, ``now`` and ``then``, each {status word: count}.

    ``now`` is today's; ``then`` what an edition would find, on the day from which it would count if that is to come.
    """
    rows = Involvement.objects.filter(council=scope.council, withdrawn_at=None)
    found = list(rows.select_related("council", "partnership").order_by("partnership__sort_name", "pk"))
    now = tallies(scope, [row.pk for row in found])
    day = max(from_, scope.on)
    settings = of_council.settings_of({scope.council.pk}).facts(scope.council.pk, _NONE_YET, rules, day)
    if ready.asks_of_register(rules):
        settings = {**settings, ready.REGISTER: of_council.register_rows(scope.council.pk)}
    shown: list[Mapping[str, Any]] = []
    for start in range(0, len(found), _A_CHUNK):
        chunk = found[start : start + _A_CHUNK]
        for row, facts in zip(chunk, _facts(chunk, scope.on, day), strict=True):
            lines = standing(rules, {**facts, **settings}, day)
            then = Counter(line.status for line in lines if line.duty.of != "council")
            name, reference = row.partnership.name, row.reference
            shown.append({"name": name, "reference": reference, "now": now.get(row.pk, {}), "then": dict(then)})
    return shown


def _facts(rows: list[Involvement], on: date, day: date) -> list[Facts]:
    """What is known of each on a day, without the settings and the rows that the edition now in force brings."""
    known = pieces_of(rows, on)
    found: list[Facts] = []
    for row in rows:
        piece = piece_on(known[row.pk], day)
        facts = piece.facts if piece else {}
        kept = {name: value for name, value in facts.items() if not name.startswith("setting.")}
        kept.pop(ready.REGISTER, None)
        found.append(kept)
    return found
