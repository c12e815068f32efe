"""Levels that were chosen, where the figures suggest another: on the page of significance, in forms and in papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.judgements import queries
from concordat.judgements.answering import CRITERION
from concordat.judgements.facts import AIMS, SERVED
from concordat.judgements.models import Assessment
from concordat.judgements.presenters_significance import capital, proposal_words
from concordat.protocol.explain.significance import Line, SignificanceAccount, explain_significance
from concordat.protocol.rules import Rules
from concordat.protocol.significance import Proposal, graded
from concordat.protocol.values import Facts
from concordat.register.fact_text import from_text
from concordat.register.known import Known
from concordat.register.models import Involvement
from concordat.ui.tables import Column, Content, Table
from concordat.ui.words import fact_in_words

# Where a figure is counted from a list, and what comes of the levels.
_BEHIND = {SERVED: AIMS}
_RESULTS = ("significance.band", "significance.score")


def differing(account: SignificanceAccount, overruled: Mapping[str, Any]) -> dict[str, str]:
    """The questions at which another level was chosen than the figures suggest today, by criterion, each in a sentence.

    One that was chosen against the same suggestion, with a reason, is not among them (``overruled``, as an assessment
    keeps it).
    """
    found = {}
    for line in account.lines:
        if line.proposal is None or line.score in (None, line.proposal.score):
            continue
        if overruled.get(line.criterion.id, {}).get("proposed") == line.proposal.score:
            continue
        chosen = f"“{line.criterion.ask}” was answered “{capital(line.words)}”."
        found[line.criterion.id] = f"{chosen} {proposal_words(line)}"
    return found


def by_fact(known: Known, involvement: Involvement) -> dict[str, list[str]]:
    """The same sentences for each fact that a form may ask about: the level, the figure behind it, what came of it.

    Empty before there is an assessment, or where nothing differs; then without a query.
    """
    asked = known.rules.edition.significance
    proposed = {one.id: one.propose or "" for one in asked.criteria} if asked else {}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for criterion, words in _differing(known, involvement).items():
        figure = proposed[criterion]
        for fact in dict.fromkeys((f"{CRITERION}{criterion}", figure, _BEHIND.get(figure, figure), *_RESULTS)):
            found[fact].append(words)
    return dict(found)


def drifted(known: Known, involvement: Involvement) -> list[str]:
    """The same sentences, in the order of the questions."""
    return list(_differing(known, involvement).values())


def _differing(known: Known, involvement: Involvement) -> dict[str, str]:
    rules = known.rules
    if not graded(rules) or "significance.judged_on" not in known.facts or not rules.edition.significance:
        return {}
    account = explain_significance(rules, known.facts)
    if not differing(account, {}):
        return {}
    return differing(account, queries.assessments(involvement)[0].overruled)


def chosen_otherwise(row: Assessment, facts: Facts) -> Table | None:
    """Each level of an assessment that is not the one which some facts suggest, with why; None where there is none.

    The facts are what was on record as it was sent in: a figure that changed since the assessment is among them.
    """
    rules = rules_of(row.adoption)
    if not graded(rules) or not rules.edition.significance:
        return None
    levels = {name: value for name, value in from_text(row.facts).items() if name.startswith(CRITERION)}
    read = {name: value for name, value in facts.items() if not name.startswith(CRITERION)}
    rows: list[list[Content]] = [
        [
            f"{line.label}. {line.criterion.ask}",
            capital(line.words),
            capital(line.proposal.words),
            _figure(line, rules, line.proposal),
            _why(row, line.criterion.id, line.proposal),
        ]
        for line in explain_significance(rules, {**read, **levels}).lines
        if line.proposal is not None and line.score not in (None, line.proposal.score)
    ]
    columns = ("Question", "Chosen", "The record suggests", "From", "Why it was chosen")
    caption = "Answered otherwise than the record suggests"
    return Table([Column(one) for one in columns], rows, caption, "") if rows else None


def _figure(line: Line, rules: Rules, proposal: Proposal) -> str:
    name = line.criterion.propose or ""
    fact = rules.table.get(name)
    figure = fact_in_words(proposal.value, fact)
    return f"{fact.words}: {figure}" if fact else figure


def _why(row: Assessment, criterion: str, proposal: Proposal) -> str:
    """The reason, where it was given against this very suggestion, else with the one it was given against; the note."""
    over, said = row.overruled.get(criterion), []
    if over and over["proposed"] == proposal.score:
        said.append(over["reason"])
    elif over:
        said.append(f"When it was assessed the figures suggested {over['proposed']}: {over['reason']}")
    return " ".join([*said, row.notes.get(criterion, "")]).strip() or "No reason is recorded"
