"""What this room gives to those below it. Done once, as the site starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from concordat.history import owners, words
from concordat.records import facts, files, panel, places, queries, seats, telling
from concordat.records.models import JointFact, JointRow, OwnFact, OwnRow
from concordat.register import hooks, ownership, reach, sources
from concordat.register import places as register_places
from concordat.register.models import Involvement

_HIDDEN = dict.fromkeys(("involvement", "partnership", "reference"), "")


def wire() -> None:
    """Say what each model reaches, who sees its history and how that is told; then files, places, panel, history."""
    sources.add("records", facts.facts_of)
    for own in (OwnFact, OwnRow):
        reach.add(own, lambda rows: {row.involvement_id for row in rows})
        owners.add(own._meta.label_lower, ownership.of_involvement(own))
    for joint in (JointFact, JointRow):
        reach.add(joint, _of_partnerships)
        owners.add(joint._meta.label_lower, ownership.of_partnership(joint))
    files.register_all()
    register_places.add(places.place_of)
    register_places.add_rows(places.of_rows)
    hooks.panels.add("partnership", 20, panel.of_partnership)
    hooks.panels.add("representatives", 20, seats.of_representatives)
    hooks.history.add(queries.everything_of, lambda _: {})
    for fact in (OwnFact, JointFact):
        label = fact._meta.label_lower
        words.add(label, {**_HIDDEN, "fact": "", "value": "Answer"}, thing="Answer", named=("fact",))
        words.add_by_row(label, {"fact": telling.fact_in_words, "value": telling.value_in_words})
    for row in (OwnRow, JointRow):
        label = row._meta.label_lower
        words.add(label, {**_HIDDEN, "group": ""}, thing="Row", named=("group",))
        words.add_by_row(label, {"group": telling.fact_in_words}, {"cells": telling.cell_in_words})


def _of_partnerships(rows: Sequence[Any]) -> set[int]:
    found = Involvement.objects.filter(partnership__in={row.partnership_id for row in rows})
    return set(found.values_list("pk", flat=True))
