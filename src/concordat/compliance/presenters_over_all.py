"""Duties over all partnerships as tables: counts by stage, and of one duty who does not have it in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from concordat.compliance.over_all import OPEN
from concordat.compliance.presenters import ANY_STAGE, COLOURS, before_entry, in_words, shown
from concordat.councils.scope import Scope
from concordat.protocol.explain import Account
from concordat.protocol.explain.duty import owner_of
from concordat.protocol.rules import ReadyDuty, Rules
from concordat.protocol.standing import Status
from concordat.register.models import Involvement
from concordat.ui.tables import Cell, Column, Content, Table

_PRESSING: tuple[Status, ...] = ("overdue", "not met", "due by")
_NONE = "Nothing is overdue, due or not met."


@dataclass(frozen=True)
class OfStage:
    """The duties of a stage: those that press somewhere, and the ``number`` of others, of which something may not be
    known."""

    pressing: Table
    others: Table | None
    number: int


def stages(scope: Scope, rules: Rules, counts: Mapping[str, Counter[Status]]) -> list[OfStage]:
    """A stage each, in their order: each duty, who sees to it, how many partnerships lack it; what presses first."""
    titles: dict[str, str] = {stage.id: stage.words for stage in rules.edition.stages}
    by: dict[str, list[ReadyDuty]] = {}
    for ready in rules.duties.values():
        if ready.duty.of != "council":
            by.setdefault(ready.duty.stage or "", []).append(ready)
    order = [*titles, *(stage for stage in by if stage not in titles)]
    return [_stage(scope, rules, _title(titles, stage), by[stage], counts) for stage in order if stage in by]


def _title(titles: Mapping[str, str], stage: str) -> str:
    return titles.get(stage) or (in_words(stage.replace("_", " ")) if stage else ANY_STAGE)


def _stage(
    scope: Scope, rules: Rules, title: str, duties: Sequence[ReadyDuty], counts: Mapping[str, Counter[Status]]
) -> OfStage:
    columns = [Column("Duty"), Column("Who sees to it"), *(Column(in_words(status), numeric=True) for status in OPEN)]
    counted = [(ready, counts.get(ready.duty.id, Counter())) for ready in duties]
    counted.sort(key=lambda one: [one[1][status] for status in OPEN], reverse=True)
    rows = [_duty(scope, rules, ready, found) for ready, found in counted]
    number = sum(any(found[status] for status in _PRESSING) for _, found in counted)
    # Sorted by what presses, so that what does not comes last.
    others = Table(columns, rows[number:], f"{title}: the others", "", caption_hidden=True, dense=True)
    pressing = Table(columns, rows[:number], title, _NONE, dense=True)
    return OfStage(pressing, others if rows[number:] else None, len(rows) - number)


def _duty(scope: Scope, rules: Rules, ready: ReadyDuty, counts: Counter[Status]) -> list[Content]:
    duty = ready.duty
    href = reverse("duty_over_all", args=[scope.council.slug, duty.id])
    name = Cell(duty.words.rstrip("."), href, hint=f"Clause {duty.clause}")
    return [name, owner_of(rules.edition, duty) or "Nobody is named", *(counts[status] for status in OPEN)]


def lacking(scope: Scope, duty: str, found: Sequence[tuple[Involvement, Account]], nobody: str) -> Table:
    """The partnerships that do not have a duty in order, a line a finding: what it is about, its status, and why;
    ``nobody`` is said where there is none."""
    lines = shown(scope, [account for _, account in found], None, scope.on)
    rows: list[list[Content]] = []
    for (row, account), line in zip(found, lines, strict=True):
        href = reverse("duty", args=[scope.council.slug, row.reference, duty])
        late = account.due_on if account.status == "overdue" else None
        before = before_entry(late, row.entered_on) if late else ""
        status = Cell(in_words(line.status), tag=COLOURS[line.status], hint=f"{line.days}{before}")
        why = "; ".join(one.says for one in line.because)
        rows.append([Cell(row.partnership.name, href), line.about, status, why])
    columns = [Column("Partnership"), Column("About"), Column("Status"), Column("Why")]
    return Table(columns, rows, "Partnerships", nobody, caption_hidden=True)
