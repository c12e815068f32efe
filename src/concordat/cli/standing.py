"""``concordat standing``: what is met, due and overdue of an arrangement on a day, and why."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from concordat.cli import plain, recorded, show
from concordat.cli.answers import check_setting
from concordat.cli.clock import today
from concordat.cli.common import answer, command, on_day
from concordat.cli.opening import Opened, open_edition, read_file
from concordat.cli.terminal import Page
from concordat.protocol.edition import Edition
from concordat.protocol.explain import Account, accounts
from concordat.protocol.explain.points import day_words
from concordat.protocol.faults import Fault, Place, Refused, nearest
from concordat.protocol.given import FactsReader, settings_of
from concordat.protocol.judge import judged_facts
from concordat.protocol.load import Folder
from concordat.protocol.standing import prompts
from concordat.protocol.strict_yaml import PLACE, read
from concordat.protocol.values import Facts, Value
from concordat.protocol.vocabulary import STAGES

PARTS = ("on", "settings", "given")
MORE = """\
FACTS.yaml is a table of facts, one a line, or says more:

  on: 2026-03-01              the day to look at (else --on, else today)
  settings: {aims_number: 6}  what the council has set (else the defaults)
  given:                      the facts
    involvement.entered_on: 2025-04-01
    partners: {complete: yes, rows: [{id: trust, organisation: A trust}]}

Values: yes, no, not_known, {na: why}, numbers, days, codes, lists of codes;
what is left out is blank. How the arrangement is treated and its band follow
from the answers in the file, unless the file says them. What does not apply is
counted; --all shows it.
"""


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "standing", run, "Say how an arrangement stands: met, due, overdue, and why", MORE)
    made.add_argument("edition", metavar="EDITION", help="an id of the library, or a folder")
    made.add_argument("facts", metavar="FACTS.yaml", help="the facts of the arrangement")
    made.add_argument("--on", metavar="DAY", type=on_day, help="the day to look at (the file's, else today)")
    made.add_argument("--all", action="store_true", help="show what does not apply as well")


def run(given: argparse.Namespace) -> int:
    """Show the standing."""
    opened = open_edition(given.edition)
    facts, day = read_facts(opened, given.facts)
    on = given.on or day or today()
    judged = judged_facts(opened.rules, facts, on)
    follows = {name: value for name, value in judged.items() if name not in facts}
    found = accounts(opened.rules, judged, on)
    raised = [prompt for prompt, truth in prompts(opened.rules, judged, on) if truth is True]
    answer(
        given,
        lambda: {
            **opened.head,
            "on": on,
            "follows": plain.facts(follows),
            "tally": tally(found),
            "findings": [plain.account(account) for account in found],
            "prompts": [{"prompt": p.id, "clause": p.clause, "say": p.say, "to": p.to} for p in raised],
        },
        lambda page: _show(page, opened, follows, found, on, raised, everything=given.all),
    )
    return 0


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
    found = reader.read({PLACE: place, **named}, place)
    for name, value in found.items():
        bare = name.removeprefix("setting.")
        try:
            check_setting(bare, edition.settings[bare], value)
        except Refused as refused:
            folder.report(place, bare, refused.faults[0].what, refused.faults[0].write)
    return found


def tally(found: Sequence[Account]) -> dict[str, int]:
    """How many findings have each status, the pressing ones first."""
    return {status: sum(1 for account in found if account.status == status) for status in show.ORDER}


def _show(
    page: Page,
    opened: Opened,
    follows: dict[str, Value],
    found: Sequence[Account],
    on: date,
    raised: Sequence[Any],
    *,
    everything: bool,
) -> None:
    show.edition_title(page, opened.edition)
    page.line()
    page.text(f"Standing on {day_words(on)}")
    show.tally(page, found)
    if follows:
        page.line()
        page.text("What follows from the answers given:")
        recorded.facts(page, opened.rules, follows)
    by_stage(page, opened.edition, found, everything=everything)
    if raised:
        page.heading("What the records suggest")
        for prompt in raised:
            page.item(f"{show.sentence(prompt.say)} (clause {prompt.clause})")


def by_stage(page: Page, edition: Edition, found: Sequence[Account], *, everything: bool = False) -> None:
    """The findings under the council's words for each stage; what does not apply is counted."""
    words: dict[str, str] = {stage.id: stage.words for stage in edition.stages}
    for stage in (*STAGES, None):
        here = [account for account in found if account.duty.stage == stage]
        shown = [account for account in here if everything or account.status != "not applicable"]
        if not here:
            continue
        page.heading(words.get(stage, stage.replace("_", " ").capitalize()) if stage else "At any stage")
        width = show.column(account.duty.clause for account in shown)
        for number, account in enumerate(shown):
            if number:
                page.line()
            show.duty(page, account, width)
        if left := len(here) - len(shown):
            if shown:
                page.line()
            more = "more " if shown else ""
            page.text(f"{left} {more}{'does' if left == 1 else 'do'} not apply here.", style="faint")
