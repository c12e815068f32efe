"""Standing: all that is found of an involvement on a day, in status words; gates, prompts and segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from concordat.protocol.approve import Step
from concordat.protocol.calendar import add_months
from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.duties import DutyBase
from concordat.protocol.edition import Prompt
from concordat.protocol.findings import Finding
from concordat.protocol.routes import StepFound, gate_of, routes, step_key
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, Row, Truth, in_force, rows_of
from concordat.protocol.vocabulary import MET, NOT_APPLICABLE, NOT_KNOWN, NOT_MET, STARTS, Outcome

Status: TypeAlias = Literal[
    "not applicable", "met", "due by", "overdue", "deviation until", "advised, not in place", "not met", "not known"
]

_ENDS = ("from", "until")
NOTICE = timedelta(days=60)


@dataclass(frozen=True)
class Segment:
    """What is found from one day up to, not with, another."""

    from_: date
    until: date
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Line:
    """One line of a standing: a duty, what was found of it, its status, and a deviation's end if any."""

    duty: DutyBase
    finding: Finding
    status: Status
    until: date | None = None


@dataclass(frozen=True)
class Outstanding:
    """What keeps a gate shut: a duty or a step, with its words and clause."""

    key: str
    clause: str
    words: str
    status: str


def status_of(finding: Finding, strength: str, on: date, deviation: Row | None = None) -> Status:
    """The status word of a finding on a day. A table; should, seek and may are never overdue."""
    outcome, due = finding.outcome, finding.due_on
    if outcome == NOT_APPLICABLE:
        return "not applicable"
    if outcome == MET:
        return "due by" if due is not None and due - on <= NOTICE else "met"
    if deviation is not None:
        return "deviation until"
    if strength != "must":
        return "advised, not in place" if outcome == NOT_MET else "not known"
    if due is not None and due < on:
        return "overdue"
    if outcome == NOT_KNOWN:
        return "not known"
    return "due by" if due is not None else "not met"


def standing(rules: Rules, facts: Facts, on: date) -> list[Line]:
    """Every duty's findings on a day, in the order of the edition."""
    return [
        _line(rules, ready.duty, finding, facts, on)
        for ready in rules.duties.values()
        for finding in ready.decide(facts, on)
    ]


def _line(rules: Rules, duty: DutyBase, finding: Finding, facts: Facts, on: date) -> Line:
    deviation = deviation_of(rules, duty, finding, facts, on)
    status = status_of(finding, duty.strength, on, deviation)
    until = deviation.get("until") if deviation and status == "deviation until" else None
    return Line(duty, finding, status, until if isinstance(until, date) else None)


def deviation_of(rules: Rules, duty: DutyBase, finding: Finding, facts: Facts, on: date) -> Row | None:
    """The deviation that covers a finding on a day: a must needs one allowed by a named role, any other a reason."""
    rule = rules.edition.deviations
    allowed, needs = (rule.allowed_by, rule.needs) if rule else ([], [])
    for row in rows_of(facts, "deviations", only_here=True).rows:
        if row.get("duty") != duty.id or row.get("about") not in (None, finding.row) or not row.get("reason"):
            continue
        if duty.strength == "must" and any(row.get(name) is None for name in needs):
            continue
        limited = _limited(rules, row, facts)
        if in_force(limited, on) is True and (duty.strength != "must" or row.get("allowed_by") in allowed):
            return limited
    return None


def deviation_days(rules: Rules, duty: DutyBase, facts: Facts) -> list[date]:
    """The days on which a deviation from a duty begins to count, or ceases."""
    rows = rows_of(facts, "deviations", only_here=True).rows
    ends = (_limited(rules, row, facts).get(end) for row in rows if row.get("duty") == duty.id for end in _ENDS)
    return sorted({day for day in ends if isinstance(day, date)})


def _limited(rules: Rules, row: Row, facts: Facts) -> Row:
    """A deviation with the end that the edition sets at most."""
    most = rules.edition.deviations.at_most if rules.edition.deviations else None
    months = facts.get(most) if isinstance(most, str) else most
    start, until = row.get("from"), row.get("until")
    if not isinstance(months, int) or not isinstance(start, date):
        return row
    end = add_months(start, months)
    return {**row, "until": min(until, end) if isinstance(until, date) else end}


def outstanding(rules: Rules, gate: str, facts: Facts, on: date) -> list[Outstanding]:
    """All that keeps a gate shut: duties before it, and steps of the routes that lead to it."""
    found = [_of_duty(line) for line in standing(rules, facts, on) if line.duty.before == gate and _shuts(line)]
    for start in STARTS:
        for route in routes(rules, start, facts, on):
            found += [
                Outstanding(step_key(route.route, s.step), s.step.clause, _asked(rules, s.step), _words(s))
                for s in route.steps
                if gate in gate_of(route.route, s.step) and not s.settled and _applies(facts, start, gate)
            ]
    return list({item.key: item for item in reversed(found)}.values())[::-1]


def _applies(facts: Facts, start: str, gate: str) -> bool:
    """A start leads to its own gate; for a gate without one, the matter under way says which start it is."""
    return STARTS[start][1] == gate or facts.get("matter.start") in (None, start)


def _shuts(line: Line) -> bool:
    if line.finding.outcome in (MET, NOT_APPLICABLE) or line.duty.strength == "may":
        return False
    return line.status != "deviation until"


def _of_duty(line: Line) -> Outstanding:
    key = f"{line.duty.id}/{line.finding.row}" if line.finding.row else line.duty.id
    return Outstanding(key, line.duty.clause, line.duty.words, line.status)


def _asked(rules: Rules, step: Step) -> str:
    titles = " or ".join(title_of(rules.edition, actor) for actor in step.by)
    return step.words or f"{titles}: to {step.act}"


def _words(step: StepFound) -> str:
    return step.state.replace("_", " ")


def prompts(rules: Rules, facts: Facts, on: date) -> list[tuple[Prompt, Truth]]:
    """Every prompt with whether the records raise it."""
    found = []
    for prompt in rules.edition.prompts:
        test = rules.test(prompt.when)
        found.append((prompt, test(facts, EMPTY_ROW, on) if test else True))
    return found


def segments(rules: Rules, duty: str, facts: Facts, start: date, end: date) -> list[Segment]:
    """A duty's findings from ``start`` up to, not with, ``end``: no gap, no overlap, equal neighbours joined."""
    found: list[Segment] = []
    for day, until, findings in _walk(rules, duty, facts, start, end):
        if found and _same(found[-1].findings, findings):
            found[-1] = Segment(found[-1].from_, until, found[-1].findings)
        else:
            found.append(Segment(day, until, findings))
    return found


def _walk(
    rules: Rules, duty: str, facts: Facts, start: date, end: date
) -> Iterator[tuple[date, date, tuple[Finding, ...]]]:
    day = start
    while day < end:
        findings = rules.duties[duty].decide(facts, day)
        changes = [finding.changes_on for finding in findings if finding.changes_on and finding.changes_on > day]
        until = min([*changes, end])
        yield day, until, findings
        day = until


def _same(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> bool:
    return [finding[:3] for finding in one] == [finding[:3] for finding in other]


def tally(lines: list[Line]) -> dict[Status, int]:
    """How many lines have each status."""
    counts: dict[Status, int] = {}
    for line in lines:
        counts[line.status] = counts.get(line.status, 0) + 1
    return counts


def outcomes(rules: Rules, duty: str, facts: Facts, on: date) -> dict[str, Outcome]:
    """A duty's outcomes by row; a plain duty's under the empty name."""
    return {finding.row: finding.outcome for finding in rules.duties[duty].decide(facts, on)}
