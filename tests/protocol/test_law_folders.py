"""A folder that is sound, and the law that nothing a folder holds can make the examination stumble."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st
from tests.protocol.building import write
from tests.protocol.whole_edition import WHOLE

from concordat.protocol import strict_yaml
from concordat.protocol.examine import examine

Path_ = tuple[str | int, ...]
PLAIN = {name: strict_yaml.without_places(strict_yaml.read(name, text.encode()).data) for name, text in WHOLE.items()}


def test_the_whole_edition_is_sound_and_its_cases_hold(tmp_path: Path) -> None:
    found = examine(write(tmp_path / "aldmoor" / "2020", WHOLE))
    assert [str(fault) for fault in found.faults] == []
    assert [str(failure) for failure in found.failures] == []
    assert len(found.cases) == 3


def test_the_writer_used_here_says_what_was_written(tmp_path: Path) -> None:
    files = {name: written(data) for name, data in PLAIN.items()}
    one = examine(write(tmp_path / "a" / "aldmoor" / "2020", WHOLE))
    other = examine(write(tmp_path / "b" / "aldmoor" / "2020", files))
    assert (other.digest, other.sound) == (one.digest, True)


def written(data: Any) -> str:
    """Plain data as YAML in one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {written(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(written(value) for value in data) + "]"
    if data is None:
        return ""
    if isinstance(data, bool):
        return "true" if data else "false"
    return str(data) if isinstance(data, int | Decimal | date) else json.dumps(data)


def paths(data: Any, so_far: Path_ = ()) -> Iterator[Path_]:
    """Every place in plain data."""
    yield so_far
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from paths(value, (*so_far, key))


PLACES = [(name, path) for name, data in PLAIN.items() for path in paths(data)]


def at(data: Any, path: Path_) -> Any:
    for step in path:
        data = data[step]
    return data


def changed(data: Any, path: Path_, value: Any) -> Any:
    """The same data with another value at a place; ``...`` takes it away."""
    if not path:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    if len(path) == 1 and value is ...:
        del copy[path[0]]
    else:
        copy[path[0]] = changed(copy[path[0]], path[1:], None if value is ... else value)
    return copy


ODD: list[Any] = [
    ..., None, "", "x", "this.x", "this.id", "setting.x", "setting.open", "own.visits", "partners", "not_known", "met",
    "each_partner", "all", "any", 0, 1, -1, 5, 10**18, Decimal("1.5"), True, False, date(2026, 1, 1), date.max,
    [], [[]], ["a"], [1, "a"], {}, {"a": 1}, {"na": "x"}, {"na": []}, {"not": "x"}, {"all": []}, {"some": "partners"},
    {"complete": "yes", "rows": 5}, [{}], [{"id": "a"}], {"": ""}, "x" * 5000, "\x1b[2J", "guidance", ["known", "known"],
]  # fmt: skip
places = st.sampled_from(PLACES)
values = st.one_of(st.sampled_from(ODD), places.map(lambda place: at(PLAIN[place[0]], place[1])))


@given(st.lists(st.tuples(places, values), min_size=1, max_size=3))
def test_nothing_in_a_folder_makes_the_examination_stumble(changes: list[tuple[tuple[str, Path_], Any]]) -> None:
    data = dict(PLAIN)
    for (name, path), value in changes:
        try:
            data[name] = changed(data[name], path, value)
        except (KeyError, IndexError, TypeError):
            continue
    files = {name: written(None if part is ... else part) for name, part in data.items()}
    note(str([(name, "/".join(map(str, path)), value) for (name, path), value in changes]))
    with TemporaryDirectory() as folder:
        found = examine(write(Path(folder) / "aldmoor" / "2020", files))
    for fault in found.faults:
        assert fault.what
        assert fault.line >= 1
        assert len(str(fault)) < 1000
        assert str(fault).isprintable()
        assert "Place(" not in str(fault)
    for failure in found.failures:
        assert str(failure)
