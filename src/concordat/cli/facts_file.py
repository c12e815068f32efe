"""A file of facts: strict, all its faults at once, with the day and the settings if it says them."""

from __future__ import annotations

from datetime import date
from typing import Any

from concordat.cli.opening import Opened, read_file
from concordat.protocol.edition import Edition
from concordat.protocol.faults import Fault, Place, Refused, nearest
from concordat.protocol.given import FactsReader, settings_of
from concordat.protocol.load import Folder
from concordat.protocol.strict_yaml import PLACE, read
from concordat.protocol.values import Facts, Value

PARTS = ("on", "settings", "given")


def read_facts(opened: Opened, name: str) -> tuple[Facts, date | None]:
    """The facts of a file, the settings among them, and its day if it says one. Raises Refused with all faults."""
    document = read(name, read_file(name))
    folder = Folder({name: document}, list(document.faults))
    raw, start = document.data, Place(name, 1)
    if raw is None:
        raise Refused(folder.faults or [Fault(name, 1, "The file is empty.", "Write name: value, one a line.")])
    day, settings = None, None
    if isinstance(raw, dict) and any(part in raw for part in PARTS):
        for key in raw:
            if key not in (*PARTS, PLACE):
                folder.report(raw[PLACE], key, f"“{key}” has no place beside given.", nearest(key, PARTS))
        day, settings, raw = raw.get("on"), raw.get("settings"), raw.get("given", {PLACE: start})
        if not (day is None or isinstance(day, date)):
            folder.report(start, "on", f"“{day}” is no day.", "Write year-month-day: 2026-03-01.")
            day = None
    reader = FactsReader(opened.rules.edition, opened.rules.table, folder.report)
    facts = {**settings_of(opened.edition), **_settings(opened.edition, reader, settings, folder, start)}
    facts |= reader.read(raw, start)
    if folder.faults:
        raise Refused(folder.faults)
    return facts, day


def _settings(edition: Edition, reader: FactsReader, raw: Any, folder: Folder, start: Place) -> dict[str, Value]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        folder.report(start, "settings", "The settings are a table.", "Write settings: {name: value}.")
        return {}
    place = raw.get(PLACE, start)
    for name in raw:
        if name != PLACE and name not in edition.settings:
            folder.report(place, name, f"There is no setting “{name}”.", nearest(name, edition.settings))
    named = {f"setting.{name}": value for name, value in raw.items() if name in edition.settings}
    return reader.read({PLACE: place, **named}, place)
