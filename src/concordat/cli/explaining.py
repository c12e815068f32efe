"""``concordat explain``: a case of an edition, and everything that is found of it, with the reasons."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from concordat.cli import plain, recorded, show
from concordat.cli.common import answer, command, on_day
from concordat.cli.opening import Opened, Told, cases, find_case, open_edition
from concordat.cli.terminal import Page
from concordat.protocol.cases import run as run_cases
from concordat.protocol.expect import Expect
from concordat.protocol.explain import (
    Account,
    RouteAccount,
    ScreeningAccount,
    SignificanceAccount,
    accounts,
    explain,
    explain_routes,
    explain_screening,
    explain_significance,
)
from concordat.protocol.explain.points import day_words
from concordat.protocol.vocabulary import STARTS

MORE = """\
CASE is a number, or a part of the title that no other case has; without it the
cases are listed. A story is explained whole, any other case as far as it
expects something.
"""


@dataclass
class Explained:
    """Everything explained of a case on a day."""

    told: Told
    on: date
    screening: ScreeningAccount | None = None
    significance: SignificanceAccount | None = None
    start: str = "entry"
    routes: list[RouteAccount] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "explain", run, "Explain a case of an edition: what, why, under which clause", MORE)
    made.add_argument("edition", metavar="EDITION", help="an id of the library, or a folder")
    made.add_argument("case", metavar="CASE", nargs="?", help="a number, or a part of a title")
    made.add_argument("--on", metavar="DAY", type=on_day, help="another day than the case's")


def run(given: argparse.Namespace) -> int:
    """Explain a case, or list them."""
    opened = open_edition(given.edition)
    told = cases(opened)
    if given.case is None:
        answer(given, lambda: [_listed(one) for one in told], lambda page: _list(page, opened, told))
        return 0
    found = explained(opened, find_case(told, given.case), given.on)
    answer(given, lambda: as_plain(opened, found), lambda page: _show(page, opened, found))
    return 0


def explained(opened: Opened, told: Told, on: date | None = None, *, whole: bool = False) -> Explained:
    """Explain a case as far as it expects something; a story, or where ``whole`` is asked, in everything."""
    case, rules = told.case, opened.rules
    day, expect, facts = on or case.on, case.expect, case.facts
    whole = whole or bool(told.case.story)
    found = Explained(told, day, start=expect.start or str(facts.get("matter.start") or "entry"))
    if opened.edition.screening and (whole or expect.screening):
        found.screening = explain_screening(rules, facts, day)
    grades = opened.edition.significance
    if grades and grades.method != "none" and (whole or expect.significance):
        found.significance = explain_significance(rules, facts)
    if whole or expect.routes:
        found.routes = explain_routes(rules, found.start, facts, day)
    duties = duties_expected(expect)
    found.accounts = (
        accounts(rules, facts, day)
        if whole
        else [account for duty in duties if duty in rules.duties for account in explain(rules, duty, facts, day)]
    )
    if day == case.on:
        found.differs = [f"{f.what} should be {f.expected} and is {f.found}" for f in run_cases(rules, [case])]
    return found


def duties_expected(expect: Expect) -> list[str]:
    """The duties of which a case expects something, in its order."""
    return list(dict.fromkeys([*expect.duties, *expect.statuses, *expect.due]))


def as_plain(opened: Opened, found: Explained) -> dict[str, Any]:
    """A case explained, as plain data."""
    case = found.told.case
    return {
        **opened.head,
        **_listed(found.told),
        "on": found.on,
        "given": plain.facts(recorded.given_only(opened.rules, case.facts)),
        "screening": plain.screening(found.screening) if found.screening else None,
        "significance": plain.significance(found.significance) if found.significance else None,
        "start": found.start,
        "routes": [plain.route(route) for route in found.routes],
        "findings": [plain.account(account) for account in found.accounts],
        "differs": found.differs,
    }


def _listed(told: Told) -> dict[str, Any]:
    case = told.case
    return {
        "case": told.number,
        "title": case.title,
        "story": told.case.story or None,
        "file": case.place.file,
        "line": case.place.line,
        "proves": list(case.proves),
    }


def _list(page: Page, opened: Opened, told: list[Told]) -> None:
    show.edition_title(page, opened.edition)
    width = len(str(len(told))) + 2
    file = ""
    for one in told:
        if one.case.place.file != file:
            file = one.case.place.file
            page.heading(file)
        page.entry(str(one.number), one.case.title + (" (a story)" if one.case.story else ""), width)


def _show(page: Page, opened: Opened, found: Explained) -> None:
    case = found.told.case
    show.edition_title(page, opened.edition)
    page.line()
    page.text(f"Case {found.told.number}: {case.title}", style="strong")
    page.text(f"{case.place.file}, line {case.place.line}; on {day_words(found.on)}.")
    if found.told.case.story:
        page.line()
        page.text(found.told.case.story)
    page.heading("What is given")
    recorded.facts(page, opened.rules, recorded.given_only(opened.rules, case.facts), 0)
    findings(page, found)
    if found.accounts:
        page.heading("Duties")
        width = show.column(account.duty.clause for account in found.accounts)
        for number, account in enumerate(found.accounts):
            if number:
                page.line()
            show.duty(page, account, width, change=True)
    if found.differs:
        page.heading("Not as the case expects")
        for text in found.differs:
            page.item(show.sentence(text))


def findings(page: Page, found: Explained) -> None:
    """What is found of the arrangement as a whole: screening, significance, routes."""
    if found.screening:
        page.heading(f"Is it a partnership? (clause {found.screening.clause})")
        show.screening(page, found.screening)
    if found.significance:
        page.heading(f"How significant is it? (clause {found.significance.clause})")
        show.significance(page, found.significance)
    if found.routes:
        page.heading(f"Who must be asked? {STARTS[found.start][0]}")
        show.routes(page, found.routes)
