"""``concordat significance``: how significant is it under this edition?"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from concordat.cli import plain, show
from concordat.cli.answers import facts_of, settings_given
from concordat.cli.common import answer, command
from concordat.cli.opening import Opened, open_edition
from concordat.cli.refusals import refusal
from concordat.cli.terminal import Page
from concordat.protocol.ask import Criterion, Significance
from concordat.protocol.explain import SignificanceAccount, explain_significance
from concordat.protocol.significance import levels_of, scorable, shown_label
from concordat.protocol.values import Facts, NotApplicable, Value

MORE = """\
A name is the number that the text prints beside a question, or the question's
id; a value is the score of a level, yes or no, or na:reason where the question
does not apply. What is left out is not answered. A fact from which a level is
proposed may be given by its name. Without any, the questions are listed.

  concordat significance EDITION 1=5 2=4 9=na:reason
"""


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "significance", run, "Score how significant an arrangement is", MORE)
    made.add_argument("edition", metavar="EDITION", help="an id of the library, or a folder")
    made.add_argument("answers", metavar="name=value", nargs="*", help="an answer")
    made.add_argument("--setting", metavar="name=value", action="append", default=[], help="a setting of the council")


def run(given: argparse.Namespace) -> int:
    """Score the answers given."""
    opened = open_edition(given.edition)
    significance = opened.edition.significance
    if significance is None or significance.method == "none":
        words = significance.words if significance else ""
        raise refusal(f"{opened.name} does not grade partnerships.", words or "")
    answers = facts_of(opened.rules, given.answers, _resolver(significance))
    facts = {**settings_given(opened.rules, given.setting), **answers}
    _refuse_unscorable(significance, answers, facts)
    found = explain_significance(opened.rules, facts)
    answer(
        given,
        lambda: {**opened.head, "method": significance.method, **plain.significance(found)},
        lambda page: _show(page, opened, significance, found),
    )
    return 0


def _resolver(significance: Significance) -> Callable[[str], str]:
    """Finds the fact that a label, an id or a fact's name stands for. Raises Refused where there is none."""
    named = {criterion.id: f"criterion.{criterion.id}" for criterion in significance.criteria}
    named |= {shown_label(criterion): f"criterion.{criterion.id}" for criterion in significance.criteria}
    named |= {f"criterion.{name}": fact for name, fact in named.items()}
    named |= {criterion.propose: criterion.propose for criterion in significance.criteria if criterion.propose}
    if significance.method == "judgement":
        named |= {"band": "significance.band", "significance.band": "significance.band"}

    def resolve(name: str) -> str:
        if name not in named:
            raise refusal(f"There is no question “{name}” here.", _questions(significance))
        return named[name]

    return resolve


def _questions(significance: Significance) -> str:
    """Which questions there are, by label, with the id where that is another word."""
    if not significance.criteria:
        return f"Write band=, with one of: {', '.join(band.id for band in significance.bands)}."
    shown = (c.id if c.label in (None, c.id) else f"{c.label} ({c.id})" for c in significance.criteria)
    return f"The questions are {', '.join(shown)}."


def _refuse_unscorable(significance: Significance, answers: dict[str, Value], facts: Facts) -> None:
    """Raises Refused where a question was answered whose levels do not fit the council's settings."""
    for criterion in significance.criteria:
        value = answers.get(f"criterion.{criterion.id}")
        if value is None:
            continue
        why = scorable(criterion, facts)
        if why and not isinstance(value, NotApplicable):
            raise refusal(
                f"Question {shown_label(criterion)} cannot be scored: {why}.", "Leave it out, or set the setting."
            )


def _show(page: Page, opened: Opened, significance: Significance, found: SignificanceAccount) -> None:
    show.edition_title(page, opened.edition)
    page.line()
    if found.found.assessed or any(line.proposal for line in found.lines) or found.found.not_applicable:
        show.significance(page, found)
        return
    page.text("Not assessed: nothing is answered. The questions and their levels:", style="strong")
    for criterion in significance.criteria:
        _question(page, criterion)
    page.line()
    bands = ", ".join(f"{label} {limit}".strip() for label, limit in found.bands)
    page.text(f"{show.sentence(found.method)} Bands: {bands} (clause {found.clause}).")


def _question(page: Page, criterion: Criterion) -> None:
    page.line()
    name = shown_label(criterion)
    page.entry(
        name, criterion.ask if name == criterion.id else f"{criterion.ask} ({criterion.id})", max(5, len(name) + 2)
    )
    for level in levels_of(criterion):
        page.entry(str(level.score), level.words, 4, indent=5)
