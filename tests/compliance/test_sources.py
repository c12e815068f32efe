"""Facts come from rooms, each fact from one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from tests.compliance import making
from tests.compliance.making import TODAY, enter

from concordat.compliance import pieces
from concordat.register import sources
from concordat.register.models import Involvement

pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 1)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    with making.day(monkeypatch, TODAY):
        yield


def giving(name: str, value: Any) -> Any:
    return lambda rows, on: {row.pk: {name: value} for row in rows}


def test_a_fact_that_two_sources_give_is_a_mistake() -> None:
    row = enter(making.council())
    sources.add("other", giving("partnership.name", "Another name"))
    with pytest.raises(sources.TwoHomes, match="and by another source"):
        pieces.facts_of([row], TODAY)


def test_what_is_known_comes_from_every_source_with_the_settings_and_their_defaults() -> None:
    row = enter(making.council())
    (facts,) = pieces.facts_of([row], TODAY).values()
    assert (facts["partnership.name"], facts["council.adopted_on"]) == ("Clean rivers", making.ADOPTED)
    assert facts["setting.review_months"] == 12
    assert "screening.treated_as" not in facts, "nobody has screened it"


def test_a_source_that_changes_by_itself_begins_a_piece_on_its_day() -> None:
    row = enter(making.council())

    def facts(rows: Sequence[Involvement], on: date) -> dict[int, dict[str, Any]]:
        return {one.pk: {"own.season": "spring" if on >= APRIL else "winter"} for one in rows}

    sources.add("seasons", facts, lambda rows: {one.pk: {APRIL} for one in rows})
    found = pieces.pieces_of([row], TODAY)[row.pk]
    assert [(piece.from_, piece.facts["own.season"]) for piece in found] == [
        (making.ENTERED, "winter"),
        (APRIL, "spring"),
    ]


def test_what_does_not_change_by_itself_makes_one_piece() -> None:
    row = enter(making.council())
    assert len(pieces.pieces_of([row], TODAY)[row.pk]) == 1


def test_nothing_is_known_before_the_day_of_entry() -> None:
    row = enter(making.council())
    assert pieces.facts_of([row], date(2025, 11, 30)) == {}
