"""The account of a duty: one a finding, with outcome, day, deciding facts, owner and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from concordat.protocol.compiled import EMPTY_ROW, compile_tree
from concordat.protocol.duties import DutyBase, Recurs
from concordat.protocol.each import NONE, OTHERS, rows_asked
from concordat.protocol.edition import Edition
from concordat.protocol.explain.called import called
from concordat.protocol.explain.kinds import Asked, kind_why
from concordat.protocol.explain.points import Point, Why, conditions_why, day_words, listed, row_words
from concordat.protocol.explain.rounds import recipient
from concordat.protocol.facts import Cell
from concordat.protocol.findings import Finding, counts_as_partnership
from concordat.protocol.rules import ReadyDuty, Rules
from concordat.protocol.standing import Status, deviation_of, status_of
from concordat.protocol.table import title_of
from concordat.protocol.traced import shown, trace
from concordat.protocol.values import Facts, NotApplicable, Row, in_force
from concordat.protocol.vocabulary import Outcome


@dataclass(frozen=True)
class Account:
    """All there is to say of one finding.

    ``row`` is the finding's, ``about`` the same in words. ``until`` is the end of a deviation. ``owner`` is the
    council's title of who sees to it, empty where the text names nobody.
    """

    duty: DutyBase
    row: str
    about: str
    outcome: Outcome
    status: Status
    due_on: date | None
    until: date | None
    owner: str
    because: tuple[Point, ...]
    would_change: tuple[Point, ...]


def accounts(rules: Rules, facts: Facts, on: date) -> list[Account]:
    """Every duty explained, in the order of the edition."""
    return [account for duty in rules.duties for account in explain(rules, duty, facts, on)]


def explain(rules: Rules, duty: str, facts: Facts, on: date) -> tuple[Account, ...]:
    """The full account of a duty on a day, one a finding of ``decide``."""
    ready = rules.duties[duty]
    return tuple(_account(rules, ready, finding, facts, on) for finding in ready.decide(facts, on))


def _account(rules: Rules, ready: ReadyDuty, finding: Finding, facts: Facts, on: date) -> Account:
    duty = ready.duty
    because, would_change = _why(rules, ready, finding, facts, on)
    deviation = deviation_of(rules, duty, finding, facts, on)
    status = status_of(finding, duty.strength, on, deviation)
    until = None
    if deviation is not None and status == "deviation until":
        end = deviation.get("until")
        until = end if isinstance(end, date) else None
        because = (*because, _deviation(rules.edition, deviation, until))
    return Account(
        duty,
        finding.row,
        _about(rules, ready, finding, facts, on),
        finding.outcome,
        status,
        finding.due_on,
        until,
        owner_of(rules.edition, duty),
        because,
        would_change,
    )


def in_its_words(account: Account) -> str:
    """What a finding is about, by its row's words where it has any: a mark given by a machine says nothing."""
    mark, _, words = account.about.partition(": ")
    return words if words and mark == row_words(account.row.split("/")[0]) else account.about


def owner_of(edition: Edition, duty: DutyBase) -> str:
    """Who sees to a duty, by the council's title: its owner, else those who act or judge."""
    if duty.owner:
        return title_of(edition, duty.owner)
    by: list[str] = getattr(duty, "by", [])
    return listed([title_of(edition, actor) for actor in by], "or" if getattr(duty, "how", "any") == "any" else "and")


def _deviation(edition: Edition, deviation: Row, until: date | None) -> Point:
    allowed = deviation.get("allowed_by")
    by = f" by {title_of(edition, str(allowed))}" if allowed else ""
    end = f" until {day_words(until)}" if until else ""
    return Point(f"A deviation is allowed{by}{end}: {deviation.get('reason')}", "deviations")


def _about(rules: Rules, ready: ReadyDuty, finding: Finding, facts: Facts, on: date) -> str:
    """What a finding's row stands for: its mark, and the first words that it holds."""
    if finding.row in (OTHERS, NONE) and ready.duty.each:
        return "are there others?" if finding.row == OTHERS else "none"
    name, told = row_and_recipient(rules.edition, ready, finding.row)
    if not ready.duty.each or not name:
        return told
    _settled, row = _asked(rules, ready, name, facts, on)
    return f"{_row_named(rules.edition, name, row, rules.table[ready.duty.each].row)}{', ' if told else ''}{told}"


def _row_named(edition: Edition, name: str, row: Row, fields: Mapping[str, Cell]) -> str:
    """A row by its mark and its words."""
    named = row_words(name)
    words = called(edition, row, fields)
    return f"{named}: {words}" if words else named


def row_and_recipient(edition: Edition, ready: ReadyDuty, row: str) -> tuple[str, str]:
    """The row that a finding names, and in words to whom it is given; "" where there is none."""
    name, to = _split(ready, row)
    return name, f"to {recipient(edition, to)}" if to else ""


def _split(ready: ReadyDuty, row: str) -> tuple[str, str]:
    """A finding's row and recipient."""
    for to in ready.duty.to if isinstance(ready.duty, Recurs) else []:
        if ready.duty.each is None and row == to:
            return "", to
        if row.endswith(f"/{to}"):
            return row.removesuffix(f"/{to}"), to
    return row, ""


def _why(rules: Rules, ready: ReadyDuty, finding: Finding, facts: Facts, on: date) -> Why:
    """Why it was found: whether it applies at all, then its row, then its kind."""
    applies = _applies(rules, ready, facts, on)
    if applies is not None:
        return applies
    name, to = _split(ready, finding.row)
    row: Row = EMPTY_ROW
    if ready.duty.each is not None:
        settled, row = _row(rules, ready, name, facts, on)
        if settled is not None:
            return _of_row(ready, name, settled)
    why = _of_row(ready, name, kind_why(Asked(rules, ready, finding, row, to, facts, on)))
    return why if finding.outcome in ("not_met", "not_known") else Why(why.because)


def _of_row(ready: ReadyDuty, name: str, why: Why) -> Why:
    """What is said of the fields of the row in hand, with the list and the row that they are of."""
    if not ready.duty.each:
        return why
    group = str(ready.duty.each)
    return Why(*(tuple(_in_row(point, group, name) for point in points) for points in why))


def _in_row(point: Point, group: str, name: str) -> Point:
    of_it = point.fact.startswith("this.") and not point.row
    return replace(point, group=group, row=name) if of_it else point


def is_asked(rules: Rules, duty: str, facts: Facts, on: date) -> bool:
    """Whether it is known that a duty applies: not while that hangs on an answer that is missing."""
    return _applies(rules, rules.duties[duty], facts, on) is None


def _applies(rules: Rules, ready: ReadyDuty, facts: Facts, on: date) -> Why | None:
    """Why a duty does not apply, or why that is not known; None where it applies."""
    counts = counts_as_partnership(facts) if ready.duty.of != "council" else True
    traces = [(tree, trace(tree, facts, on).truth) for tree in ready.when]
    refused = [tree for tree, truth in traces if truth is False or isinstance(truth, NotApplicable)]
    if counts is False:
        return _screening(rules, facts)
    if refused:
        return conditions_why(refused[:1], facts, on)
    open_ = conditions_why([tree for tree, truth in traces if truth is None], facts, on)
    if counts is None:
        screened = _screening(rules, facts)
        return Why(screened.because + open_.because, screened.would_change + open_.would_change)
    return open_ if open_.because else None


def _screening(rules: Rules, facts: Facts) -> Why:
    """Whether the protocol's duties apply hangs on screening."""
    treated = facts.get("screening.treated_as")
    if treated is None:
        says = "It has not been screened: whether this protocol's duties apply is not known"
        return Why(
            (Point(says, "screening.treated_as"),), (Point("A screening of the arrangement", "screening.treated_as"),)
        )
    choice = Point(
        "The council's choice to apply its protocol all the same" if treated == "is_not" else "The ruling",
        "involvement.applied_by_choice" if treated == "is_not" else "screening.treated_as",
    )
    words = shown(treated, rules.table["screening.treated_as"])
    return Why((Point(f"How it is treated after screening: {words}", "screening.treated_as"),), (choice,))


def _row(rules: Rules, ready: ReadyDuty, name: str, facts: Facts, on: date) -> tuple[Why | None, Row]:
    """Why a row's finding was settled before the duty was asked of it; else the row."""
    group = str(ready.duty.each)
    words = rules.table[group].words.rstrip(".")
    if name == OTHERS:
        says = f"Nobody has said that there are no others: {words}"
        return Why(
            (Point(says, group),), (Point(f"Any others added, and the list marked complete: {words}", group),)
        ), EMPTY_ROW
    if name == NONE:
        return Why((Point(f"There are none: {words}", group),)), EMPTY_ROW
    settled, row = _asked(rules, ready, name, facts, on)
    if settled is None:
        return None, row
    if rules.table[group].timed and in_force(row, on) is None:
        start = Point("The day from which it counts", "this.from")
        return Why((Point("The day from which it counts is blank", "this.from"),), (start,)), row
    return conditions_why([ready.where] if ready.where else [], facts, on, row), row


def _asked(rules: Rules, ready: ReadyDuty, name: str, facts: Facts, on: date) -> tuple[Outcome | None, Row]:
    """A row that the duty is asked of by its name, and its outcome where that is settled already."""
    chosen = compile_tree(ready.where) if ready.where else None
    rows = rows_asked(str(ready.duty.each), rules.table, chosen)(facts, on)
    return next(((settled, row) for found, row, settled in rows if found == name), (None, EMPTY_ROW))
