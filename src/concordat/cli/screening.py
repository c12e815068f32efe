"""``concordat screen``: is it a partnership under this edition?"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from concordat.cli import plain, show
from concordat.cli.answers import facts_of, settings_given
from concordat.cli.common import answer, command, on_day
from concordat.cli.opening import Opened, open_edition
from concordat.cli.refusals import refusal
from concordat.cli.terminal import Page
from concordat.history.clock import today
from concordat.protocol.explain import ScreeningAccount, explain_screening
from concordat.protocol.faults import nearest
from concordat.protocol.rules import Rules
from concordat.protocol.screening import mark_fact
from concordat.protocol.tree import names_read

PREFIX = "arrangement."
MORE = """\
A name is a mark's id, a fact's full name, or what stands after “arrangement.”
in it; a value is yes, no, not_known, na:reason, a number or a code. What is
left out is blank. Without any, the questions are listed.

  concordat screen EDITION limited_company=no common_goal=yes
"""


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "screen", run, "Say whether an arrangement is a partnership", MORE)
    made.add_argument("edition", metavar="EDITION", help="an id of the library, or a folder")
    made.add_argument("answers", metavar="name=value", nargs="*", help="an answer")
    made.add_argument("--setting", metavar="name=value", action="append", default=[], help="a setting of the council")
    made.add_argument("--on", metavar="DAY", type=on_day, help="the day to judge on (today)")


def run(given: argparse.Namespace) -> int:
    """Screen with the answers given."""
    opened = open_edition(given.edition)
    if opened.edition.screening is None:
        raise refusal(f"{opened.name} says nothing of what counts as a partnership.")
    facts = facts_of(opened.rules, given.answers, resolver(opened.rules))
    settings = settings_given(opened.rules, given.setting)
    found = explain_screening(opened.rules, {**settings, **facts}, given.on or today())
    read = set(facts_read(opened.rules))
    unread = [name for name in facts if name not in read]
    answer(
        given,
        lambda: {**opened.head, **plain.screening(found), "given": plain.facts(facts), "not_read": unread},
        lambda page: _show(page, opened, found, unread),
    )
    return 0


def facts_read(rules: Rules) -> list[str]:
    """The facts that screening reads, of any type, marks first."""
    screening = rules.edition.screening
    if screening is None:
        return []
    names = [mark_fact(mark.id, mark.about) for mark in screening.marks]
    for group in screening.classes:
        for tree in (rules.tree(group.when), rules.tree(group.unless)):
            names += sorted(names_read(tree)) if tree else []
    return [name for name in dict.fromkeys(names) if not name.startswith("setting.")]


def resolver(rules: Rules) -> Callable[[str], str]:
    """Finds the fact that a typed name stands for. Raises Refused where there is none."""
    marks = {mark.id: mark_fact(mark.id, mark.about) for mark in _marks(rules)}

    def resolve(name: str) -> str:
        for fact in (marks.get(name), name, f"{PREFIX}{name}"):
            if fact in rules.table:
                return str(fact)
        known = [*marks, *(show.typed(fact) for fact in facts_read(rules))]
        raise refusal(f"There is no question “{name}” here.", nearest(name, known))

    return resolve


def _marks(rules: Rules) -> list[Any]:
    return list(rules.edition.screening.marks) if rules.edition.screening else []


def _show(page: Page, opened: Opened, found: ScreeningAccount, unread: list[str]) -> None:
    show.edition_title(page, opened.edition)
    page.line()
    show.screening(page, found)
    if unread:
        page.line()
        page.text(f"This edition's screening does not ask: {', '.join(show.typed(name) for name in unread)}.")
    if found.found.answer == "not_screened":
        page.line()
        page.text(f"Clause {found.clause}: {found.definition}")
        page.line()
        table = opened.rules.table
        rows = [(show.typed(name), table[name].words) for name in facts_read(opened.rules)]
        page.table(("Name", "Question"), rows, indent=2)
