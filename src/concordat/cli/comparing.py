"""``concordat compare``: two editions held against each other, or one arrangement judged by several."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import sys
from collections.abc import Sequence
from typing import Any

from concordat.cli import plain, side_by_side
from concordat.cli.common import answer, command
from concordat.cli.opening import Opened, open_edition, read_file
from concordat.cli.refusals import refusal
from concordat.cli.terminal import Page, Progress
from concordat.library import shelf
from concordat.protocol.arrangements import Arrangement, read_arrangement
from concordat.protocol.compare import Change, Differences, FieldChange, compare_editions
from concordat.protocol.faults import Refused
from concordat.protocol.judge import Judgement, judge

MORE = """\
Two editions of one council: what was added, removed and changed. Of two
councils: what matters of each, side by side.

  concordat compare EDITION EDITION
  concordat compare --arrangement FILE [EDITION ...]    (all of the library)

FILE holds title, arrangement (in words), on, given (facts), and answers (by
edition, what only that edition asks); the name of one of the library's own
will do too.
"""


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "compare", run, "Compare two editions, or let several judge one arrangement", MORE)
    made.add_argument("editions", metavar="EDITION", nargs="*", help="an id of the library, or a folder")
    made.add_argument("--arrangement", metavar="FILE", help="the arrangement to judge")


def run(given: argparse.Namespace) -> int:
    """Compare."""
    if given.arrangement is not None:
        return _judge(given)
    if len(given.editions) != 2:
        many = len(given.editions) or "No"
        what = f"{many} edition{' is' if many == 1 else 's are'} named."
        raise refusal(what, "Name two, or an arrangement: --arrangement FILE.")
    one, other = (open_edition(name) for name in given.editions)
    found = compare_editions(one.edition, other.edition)
    if isinstance(found, Differences):
        answer(given, lambda: _plain_of(found), lambda page: _differences(page, found))
    else:
        answer(given, lambda: _plain_of(found), lambda page: side_by_side.portraits(page, found))
    return 0


def _plain_of(found: Any) -> Any:
    """A data shape as plain data."""
    return dataclasses.asdict(found)


def _judge(given: argparse.Namespace) -> int:
    named = {path.stem: str(path) for path in shelf.comparisons()}
    file = named.get(given.arrangement, given.arrangement)
    raw = read_file(file)
    opened = open_all(given.editions)
    arrangement = read_arrangement(file, raw, {one.name: one.rules for one in (*_others(opened), *opened)})
    judged = judged_by(opened, arrangement)
    answer(
        given,
        lambda: {
            "title": arrangement.title,
            "arrangement": arrangement.words,
            "on": arrangement.on,
            "start": arrangement.start,
            "judgements": [
                {**one.head, **_plain_of(_without_facts(found)), "facts": plain.facts(found.facts)}
                for one, found in zip(opened, judged, strict=True)
            ],
        },
        lambda page: side_by_side.judgements(page, arrangement, opened, judged),
    )
    return 0


def _others(opened: Sequence[Opened]) -> list[Opened]:
    """The rest of the library: an arrangement may hold answers for editions that are not to judge it now."""
    names, found = {one.name for one in opened}, []
    for shelved in shelf.editions():
        with contextlib.suppress(Refused):
            if shelved.id not in names:
                found.append(open_edition(shelved.id))
    return found


def _without_facts(found: Judgement) -> Judgement:
    return dataclasses.replace(found, facts={})


def open_all(names: Sequence[str]) -> list[Opened]:
    """The editions named, or all of the library. Raises Refused where two are one."""
    wanted = list(names) or [shelved.id for shelved in shelf.editions()]
    opened = []
    with Progress(sys.stderr) as progress:
        for name in wanted:
            progress.tell(f"Reading {name}")
            opened.append(open_edition(name))
    seen: set[str] = set()
    for one in opened:
        if one.name in seen:
            raise refusal(f"“{one.name}” is named twice.", "Name each edition once.")
        seen.add(one.name)
    return opened


def judged_by(opened: Sequence[Opened], arrangement: Arrangement) -> list[Judgement]:
    """What each edition makes of an arrangement."""
    return [judge(one.rules, arrangement.facts[one.name], arrangement.on, arrangement.start) for one in opened]


def _differences(page: Page, found: Differences) -> None:
    page.title(f"{found.one} and {found.other}")
    if not found.changes:
        page.text("Their rules say the same.")
        return
    counts = {how: sum(1 for change in found.changes if change.how == how) for how in ("added", "removed", "changed")}
    page.text(", ".join(f"{number} {how}" for how, number in counts.items()) + ".")
    part = ""
    for change in found.changes:
        if change.part != part:
            part = change.part
            page.heading(part.replace("_", " ").capitalize())
        _change(page, change)


def _change(page: Page, change: Change) -> None:
    clause = f" (clause {change.clause})" if change.clause else ""
    page.entry(change.how, f"{change.id or 'as a whole'}{clause}", 10)
    for field in change.fields:
        _field(page, field)


def _field(page: Page, field: FieldChange) -> None:
    """What a field said and says; of two lists only where they differ."""
    was, now = field.was, field.now
    if isinstance(was, list) and isinstance(now, list):
        page.text(f"{field.name}:", indent=10)
        gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
        for label, members in (("was", gone), ("now", come)) if gone or come else (("was", was), ("now", now)):
            for member in members:
                page.entry(label, _shown(member), 5, indent=12)
    else:
        page.text(f"{field.name}: {_shown(was)} -> {_shown(now)}", indent=10)


def _shown(value: Any) -> str:
    """A value of an edition in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "; ".join(_shown(part) for part in value)
    return f"“{value}”" if isinstance(value, str) and " " in value else str(value)
