"""``concordat standing``: what is met, due and overdue of an arrangement on a day, and why."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.cli import plain, recorded, show
from concordat.cli.common import answer, command, on_day
from concordat.cli.facts_file import read_facts
from concordat.cli.opening import Opened, open_edition
from concordat.cli.terminal import Page
from concordat.history.clock import today
from concordat.protocol.edition import Edition, Prompt
from concordat.protocol.explain import Account, RouteAccount, accounts, explain_routes
from concordat.protocol.explain.points import day_words
from concordat.protocol.judge import judged_facts
from concordat.protocol.standing import Outstanding, outstanding, prompts
from concordat.protocol.values import Value
from concordat.protocol.vocabulary import GATES, STAGES, STARTS

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
    start = str(judged.get("matter.start") or "entry")
    asked = explain_routes(opened.rules, start, judged, on)
    gates = {gate: items for gate in GATES if (items := outstanding(opened.rules, gate, judged, on))}
    answer(
        given,
        lambda: {
            **opened.head,
            "on": on,
            "follows": plain.facts(follows),
            "tally": tally(found),
            "findings": [plain.account(account) for account in found],
            "start": start,
            "routes": [plain.route(route) for route in asked],
            "gates": {gate: [item.key for item in items] for gate, items in gates.items()},
            "prompts": [{"prompt": p.id, "clause": p.clause, "say": p.say, "to": p.to} for p in raised],
        },
        lambda page: _show(page, opened, Shown(on, follows, found, start, asked, gates, raised), everything=given.all),
    )
    return 0


def tally(found: Sequence[Account]) -> dict[str, int]:
    """How many findings have each status, the pressing ones first."""
    return {status: sum(1 for account in found if account.status == status) for status in show.ORDER}


@dataclass(frozen=True)
class Shown:
    """All that a standing shows."""

    on: date
    follows: dict[str, Value]
    found: Sequence[Account]
    start: str
    asked: Sequence[RouteAccount]
    gates: Mapping[str, Sequence[Outstanding]]
    raised: Sequence[Prompt]


def _show(page: Page, opened: Opened, shown: Shown, *, everything: bool) -> None:
    show.edition_title(page, opened.edition)
    page.line()
    page.text(f"Standing on {day_words(shown.on)}")
    show.tally(page, shown.found)
    if shown.follows:
        page.line()
        page.text("What follows from the answers given:")
        recorded.facts(page, opened.rules, shown.follows)
    ours = [account for account in shown.found if account.duty.of != "council"]
    by_stage(page, opened.edition, ours, everything=everything)
    council = [account for account in shown.found if account.duty.of == "council"]
    if council:
        page.heading("The council's own, over all its partnerships")
        _listed(page, council, everything=everything)
    if shown.asked:
        page.heading(f"Who must be asked? {STARTS[shown.start][0]}")
        show.routes(page, shown.asked)
    for gate, items in shown.gates.items():
        page.heading(f"Outstanding before: {GATES[gate][0].lower()}{GATES[gate][1:]}")
        for item in items:
            page.item(f"{show.sentence(item.words)} ({item.clause}; {item.status})")
    if shown.raised:
        page.heading("What the records suggest")
        for prompt in shown.raised:
            page.item(f"{show.sentence(prompt.say)} (clause {prompt.clause})")


def by_stage(page: Page, edition: Edition, found: Sequence[Account], *, everything: bool = False) -> None:
    """The findings under the council's words for each stage; what does not apply is counted."""
    words: dict[str, str] = {stage.id: stage.words for stage in edition.stages}
    for stage in (*STAGES, None):
        here = [account for account in found if account.duty.stage == stage]
        if not here:
            continue
        page.heading(words.get(stage, stage.replace("_", " ").capitalize()) if stage else "At any stage")
        _listed(page, here, everything=everything)


def _listed(page: Page, here: Sequence[Account], *, everything: bool) -> None:
    """Findings one below the other; what does not apply is counted."""
    shown = [account for account in here if everything or account.status != "not applicable"]
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
