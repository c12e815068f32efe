"""The papers of a decision as the approver sees them: band and score, what changed, each form as it was submitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from concordat.answers.models import Submitted
from concordat.approvals import telling_facts as telling
from concordat.approvals.models import Matter, Papers
from concordat.approvals.presenters import Where
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.forms import sections
from concordat.register.fact_text import from_text
from concordat.ui.answers import BLANK
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Table
from concordat.ui.words import day

JUDGED = ("significance.band", "significance.score", "significance.judged_on", "screening.treated_as")


def papers_page(scope: Scope, matter: Matter, papers: Sequence[Papers], number: int) -> dict[str, Any] | None:
    """Everything that a page of papers shows; None where there are none of that number."""
    row = next((one for one in papers if one.number == number), None)
    if row is None:
        return None
    where = Where(scope, matter.involvement)
    return {
        "papers": row,
        "newest": row.number == papers[0].number,
        "about": _summary(scope, row),
        "changes": _changes(scope, matter, papers, row),
        "forms": _forms(scope, row),
        "matter_url": where.to("matter", matter.reference),
        "newest_url": where.to("papers", matter.reference, papers[0].number),
    }


def _summary(scope: Scope, row: Papers) -> dict[str, Any]:
    table, facts, told = rules_of(row.adoption).table, from_text(row.facts), telling.teller(scope, row)
    lines = [
        Row(table[name].words, telling.paragraphs(told.of(name, table[name], facts.get(name, BLANK))))
        for name in JUDGED
        if name in table
    ]
    sent = f"{row.by.name if row.by else 'The system'}, {day(row.day)}"
    note = [Row("Their note", row.note)] if row.note else []
    # The digest lets anybody see that what was decided on is what is kept.
    return summary([*lines, Row("Sent in by", sent), *note, Row("Digest", row.digest)])


def _changes(scope: Scope, matter: Matter, papers: Sequence[Papers], row: Papers) -> list[Table]:
    """What changed since the papers before, and since those on which the reader acted last."""
    earlier = [one for one in papers if one.number < row.number]
    if not earlier:
        return []
    found = [telling.changes(scope, earlier[0], row, f"What changed since papers {earlier[0].number}")]
    acted = matter.acts.filter(by=scope.user_id, papers__number__lt=row.number) if scope.user_id else None
    last = acted.order_by("-number").values_list("papers__number", flat=True).first() if acted is not None else None
    if last is not None and last != earlier[0].number:
        seen = next(one for one in earlier if one.number == last)
        found.append(telling.changes(scope, seen, row, f"What changed since you acted on papers {last}"))
    return found


def _forms(scope: Scope, row: Papers) -> list[dict[str, Any]]:
    """Each form as submitted: its sections, each with what was asked then and answered."""
    edition, told = rules_of(row.adoption), telling.teller(scope, row)
    submitted = Submitted.objects.filter(pk__in=row.forms.values()).select_related("by")
    return [_form(told, edition, one) for one in submitted.order_by("pk")]


def _form(told: telling.Teller, rules: Any, one: Submitted) -> dict[str, Any]:
    answers, asked = from_text(one.answers), set(one.asked)
    parts = []
    for section in sections(rules.edition, one.form):
        rows = [
            Row(question.ask, _answer(told, rules, question.about, answers))
            for question in section.questions
            if question.id in asked
        ]
        if rows:
            parts.append((section.title, summary(rows)))
    by = f"Submitted by {one.by.name}" if one.by else "Submitted"
    title = rules.edition.forms[one.form].title
    return {"id": one.form, "title": title, "when": f"{by} on {day(one.day)}", "parts": parts}


def _answer(told: telling.Teller, rules: Any, about: str, answers: Any) -> Any:
    return telling.paragraphs(told.of(about, rules.table.get(about), answers.get(about, BLANK)))
