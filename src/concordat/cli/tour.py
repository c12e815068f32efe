"""``concordat tour``: the main job, shown on what the library holds.

What is shown is data: ``tour.yaml`` of the library, the editions' own stories, and its comparisons.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from concordat.cli import side_by_side
from concordat.cli.comparing import judged_by, open_all
from concordat.cli.explaining import Explained, explained, findings
from concordat.cli.opening import Opened, Told, cases
from concordat.cli.show import ORDER, column, duty, sentence, sum_words, tally
from concordat.cli.terminal import Page, Progress
from concordat.library import shelf
from concordat.protocol.arrangements import read_arrangement
from concordat.protocol.explain import Account
from concordat.protocol.explain.points import day_words
from concordat.protocol.standing import Status
from concordat.protocol.strict_yaml import read

PRESSING: tuple[Status, ...] = ("overdue", "not met", "due by")
MOST_SHOWN = 3
MOST_COMPACT = 10
WORDS = """\
A council's protocol says what counts as a partnership, how significant it is, who must be asked, and what has to be
in place. Here it is data, and Concordat reads the facts of an arrangement against it. Everything below is worked out
as you watch."""
NEXT = (
    ("concordat library", "the protocols, and their seals"),
    ("concordat significance {edition}", "the questions of a score sheet"),
    ("concordat screen {edition}", "the questions of a definition"),
    ("concordat explain {edition} {case}", "this example whole, with every reason"),
    ("concordat compare --help", "two protocols, or one arrangement under several"),
    ("concordat standing --help", "your own arrangement, from a file of facts"),
    ("concordat check FOLDER", "your own council's protocol, as you write it"),
)


def add(commands: Any) -> None:
    """Declare the command."""
    words = "Show the main job on the examples of the library"
    commands.add_parser("tour", description=f"{words}.").set_defaults(run=run)


def run(_given: argparse.Namespace) -> int:
    """Show it."""
    page = Page(sys.stdout)
    opened = open_all(())
    plan = read("tour.yaml", (shelf.installed() / "tour.yaml").read_bytes()).data
    with Progress(sys.stderr) as progress:
        progress.tell("Reading the examples")
        stories = {one.name: cases(one) for one in opened}
    page.title("Concordat")
    page.text(WORDS)
    example = _example(opened, stories, plan["example"])
    others = [one for one in opened if example is None or one is not example[0]]
    if example:
        _whole(page, 1, *example)
    for number, one in enumerate(others, 2):
        _short(page, number, one, stories[one.name])
    _compare(page, len(others) + 2, opened, plan["comparison"])
    if example:
        _next(page, example[0].name, example[1].number)
    return 0


def _example(
    opened: Sequence[Opened], stories: dict[str, list[Told]], plan: dict[str, Any]
) -> tuple[Opened, Told] | None:
    """The edition and case shown whole: the one named, else the first story of that edition."""
    one = next((one for one in opened if one.name == plan["edition"]), None)
    if one is None:
        return None
    told = stories[one.name]
    named = [case for case in told if plan["case"].casefold() in case.case.title.casefold()]
    chosen = named[0] if len(named) == 1 else _first_story(told)
    return (one, chosen) if chosen else None


def _first_story(told: Sequence[Told]) -> Told | None:
    return next((one for one in told if one.case.story), None)


def _heading(page: Page, number: int, title: str, below: str = "") -> None:
    page.line()
    page.line()
    page.title(f"{number}. {title}")
    if below:
        page.text(below, style="strong")
        page.line()


def _whole(page: Page, number: int, one: Opened, told: Told) -> None:
    """An arrangement screened, scored, routed, and its standing, duty by duty."""
    found = explained(one, told, whole=True)
    _heading(page, number, one.edition.council, sentence(told.case.title))
    if told.case.story:
        page.text(told.case.story)
    findings(page, found)
    page.heading(f"How does it stand on {day_words(found.on)}?")
    tally(page, found.accounts)
    width = column(account.duty.clause for account in found.accounts)
    for status in PRESSING:
        _pressing(page, status, [account for account in found.accounts if account.status == status], width)
    for status in ("met", "deviation until", "advised, not in place", "not known"):
        here = [account for account in found.accounts if account.status == status]
        _compact(page, status, here, width, f"concordat explain {one.name} {told.number}")


def _pressing(page: Page, status: Status, here: Sequence[Account], width: int) -> None:
    """What presses, each with its reasons."""
    if here:
        page.line()
        page.text(f"{ORDER[status][0].capitalize()}:", style="strong")
    for number, account in enumerate(here):
        if number:
            page.line()
        duty(page, account, width)


def _compact(page: Page, status: Status, here: Sequence[Account], width: int, command: str) -> None:
    """The rest without reasons; what is too many is counted."""
    if not here:
        return
    page.line()
    page.text(f"{ORDER[status][0]}:", style="strong")
    dated = sorted(here, key=lambda account: (account.due_on is None, account.due_on))
    for account in dated[:MOST_COMPACT]:
        duty(page, account, width, why=False)
    if len(here) > MOST_COMPACT:
        page.text(f"And {len(here) - MOST_COMPACT} more: {command}", indent=width, style="faint")


def _short(page: Page, number: int, one: Opened, told: Sequence[Told]) -> None:
    """Another council's own story: the answers, who acts next, and what presses."""
    story = _first_story(told)
    _heading(page, number, one.edition.council, sentence(story.case.title) if story else "")
    if story is None:
        page.text(f"{one.name} tells no story yet.")
        return
    page.text(story.case.story)
    page.line()
    found = explained(one, story)
    _answers(page, found)
    page.line()
    page.text(f"How does it stand on {day_words(found.on)}?", style="strong")
    tally(page, found.accounts)
    pressing = [account for status in PRESSING for account in found.accounts if account.status == status]
    width = column(account.duty.clause for account in pressing[:MOST_SHOWN])
    for account in pressing[:MOST_SHOWN]:
        page.line()
        duty(page, account, width)


def _answers(page: Page, found: Explained) -> None:
    """Screening, band and the next steps, a line each."""
    rows = []
    if found.screening:
        rows.append(("Partnership?", sentence(found.screening.answer)))
    if found.significance:
        rows.append(("Significance", sum_words(found.significance)))
    for route in found.routes:
        for step in route.steps:
            if step.state in ("open", "to_be_settled"):
                label = "Next" if step.state == "open" else "To be settled"
                rows.append((label, f"{sentence(f'{step.by}: {step.words}')} (clause {step.step.clause})"))
    if found.routes and all(step.state in ("given", "not_needed") for route in found.routes for step in route.steps):
        rows.append(("Asked", "Everyone who must be asked has answered."))
    for label, words in rows:
        page.entry(label, words, 15)


def _compare(page: Page, number: int, opened: Sequence[Opened], name: str) -> None:
    """One arrangement, judged by every edition side by side."""
    path = next((path for path in shelf.comparisons() if path.stem == name), None)
    _heading(page, number, "One arrangement, judged by every council side by side")
    if path is None:
        page.text("The library holds no arrangement for this yet.")
        return
    arrangement = read_arrangement(path.name, path.read_bytes(), {one.name: one.rules for one in opened})
    side_by_side.judgements(page, arrangement, opened, judged_by(opened, arrangement))


def _next(page: Page, edition: str, case: int) -> None:
    page.line()
    page.heading("What to try next")
    commands = [(command.format(edition=edition, case=case), words) for command, words in NEXT]
    width = max(len(command) for command, _words in commands) + 2
    for command, words in commands:
        page.entry(command, words, width)
