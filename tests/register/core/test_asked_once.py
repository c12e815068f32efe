"""While a page is built each source of facts is asked once; otherwise what is read is always what is so now."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from concordat.register import sources
from concordat.ui.once import within


def test_a_source_is_asked_once_within_and_every_time_without(
    here: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date] = []

    def facts(rows: object, on: date) -> sources.Given:
        asked.append(on)
        return {here.entry.pk: {"told": len(asked)}}

    monkeypatch.setattr(sources, "_sources", {"one": sources.Source("one", facts)})
    today, pk = here.team.on, here.entry.pk

    def told(on: date) -> object:
        return sources.facts_by_day([here.entry], {pk: [on]}, on)[pk][on]["told"]

    assert [told(today), told(today)] == [1, 2]
    with within():
        assert [told(today), told(today)] == [3, 3]
        assert told(today - timedelta(days=1)) == 4
    assert told(today) == 5
