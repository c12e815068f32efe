"""What this room gives to those below it. Done once, as the site starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from concordat.history import owners
from concordat.history.recorded import Recorded
from concordat.judgements import facts, panels, telling
from concordat.judgements.models import AimServed, Answer, Assessment, Doubt, Judged, LeftOut, Screened, SignedOff
from concordat.judgements.places import place_of
from concordat.register import hooks, ownership, places, reach, sources
from concordat.register.models import Involvement

MODELS = (Answer, AimServed, Screened, Assessment, SignedOff, LeftOut, Doubt, Judged)


def wire() -> None:
    """Say what each model reaches, who may see what was done to it, how that is told, and what stands on which page."""
    for model in MODELS:
        reach.add(model, _of_involvement)
        owners.add(model._meta.label_lower, ownership.of_involvement(model))
    sources.add("judgements", facts.facts_of)
    telling.register_all()
    places.add(place_of)
    hooks.panels.add("partnership", 20, panels.of_partnership)
    hooks.history.add(_rows, telling.options)
    hooks.bands.provider = facts.band_labels
    hooks.tags.add(10, panels.tags)


def _of_involvement(rows: Sequence[Any]) -> set[int]:
    return {row.involvement_id for row in rows}


def _rows(involvement: Involvement) -> list[Recorded]:
    """What is in the history of a partnership, of every model."""
    return [row for model in MODELS for row in model._default_manager.filter(involvement=involvement)]
