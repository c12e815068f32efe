"""The papers of a decision as the decider sees them: band and score, what changed, each form as it was submitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from concordat.answers.models import Submitted
from concordat.answers.presenters_submitted import both
from concordat.answers.words import Told
from concordat.approvals import presenters_beside as lying
from concordat.approvals.beside import names_of
from concordat.approvals.differing import differing
from concordat.approvals.models import Matter, Papers
from concordat.approvals.presenters import Where
from concordat.approvals.presenters_forms import form_shown
from concordat.approvals.presenters_matter import act_shown
from concordat.approvals.presenters_score import score_shown
from concordat.approvals.queries import submitted_in
from concordat.approvals.sealing import stands
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.register.fact_text import from_text
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Column, Content, Table
from concordat.ui.words import day

_TREATED = "screening.treated_as"


def papers_page(scope: Scope, matter: Matter, papers: Sequence[Papers], number: int) -> dict[str, Any] | None:
    """Everything that a page of papers shows, also of some that are not saved; None where none has that number."""
    row = next((one for one in papers if one.number == number), None)
    if row is None:
        return None
    where = Where(scope, matter.involvement)
    earlier = [one for one in papers if one.number < row.number]
    submitted = submitted_in(row)
    recorded, rules, names = from_text(row.facts), rules_of(row.adoption), names_of(row.beside)
    others = [from_text(one) for one in (*(one.answers for one in submitted), *(one.facts for one in earlier))]
    told = Told(scope, rules, recorded, *others, made=row if row.pk else None)
    filed = [form_shown(scope, row, _told_of(one, row, told, scope), one, names, recorded) for one in submitted]
    return {
        "papers": row,
        "stands": stands(row, submitted) if row.pk else "",
        "newest": row.number == papers[0].number,
        "about": _summary(row, told),
        "sent_back": _sent_back(matter, rules.edition, row),
        "score": score_shown(row.assessment, row.beside, recorded) if row.assessment else None,
        "changes": _changes(scope, matter, told, earlier, row),
        "filed": filed,
        "behind": any(one["behind"] for one in filed),
        "files": lying.files_table(scope, row),
        "matter_url": where.to("matter", matter.reference),
        "newest_url": where.to("papers", matter.reference, papers[0].number),
        "papers_url": where.to("papers", matter.reference, row.number),
    }


def _told_of(form: Submitted, row: Papers, told: Told, scope: Scope) -> Told:
    """The words of a form: those of the edition under which it was submitted, where another is in force since."""
    if form.adoption_id == row.adoption_id:
        return told
    return Told(scope, rules_of(form.adoption), from_text(form.answers), from_text(row.facts), made=form)


def _summary(row: Papers, told: Told) -> dict[str, Any]:
    facts = from_text(row.facts)
    sent = f"{row.by.name if row.by else 'The system'}, {day(row.day)}"
    lines = [Row("Sent in by", sent)]
    if row.note:
        lines.append(Row("Their note", row.note))
    if _TREATED in facts:
        lines.append(Row(told.fact(_TREATED).words, told.line(_TREATED, facts)))
    return summary(lines)


def _sent_back(matter: Matter, edition: Edition, row: Papers) -> list[dict[str, Any]]:
    """Why the papers before were sent back, by whom and when: what these are to put right. One query."""
    acts = matter.acts.filter(outcome="sent_back", papers__number__lt=row.number).order_by("number")
    found = [act for act in acts.select_related("by", "recorded_by", "papers") if act.papers is not None]
    last = max((act.papers.number for act in found if act.papers), default=0)
    return [act_shown(edition, act) for act in found if act.papers and act.papers.number == last]


def _changes(scope: Scope, matter: Matter, told: Told, earlier: Sequence[Papers], row: Papers) -> list[Table]:
    """What changed since the papers before, and since those on which the reader acted last."""
    if not earlier:
        return []
    found = [changes(told, earlier[0], row, f"What changed since papers {earlier[0].number}")]
    acted = matter.acts.filter(by=scope.user_id, papers__number__lt=row.number) if scope.user_id else None
    last = acted.order_by("-number").values_list("papers__number", flat=True).first() if acted is not None else None
    if last is not None and last != earlier[0].number:
        seen = next(one for one in earlier if one.number == last)
        found.append(changes(told, seen, row, f"What changed since you acted on papers {last}"))
    return found


def changes(told: Told, before: Papers, now: Papers, caption: str) -> Table:
    """What newer papers say otherwise than older ones; of a list, the rows that only one of the two has."""
    old, new = from_text(before.facts), from_text(now.facts)
    rows: list[list[Content]] = []
    for name in differing(old, new):
        if told.knows(name):
            was, is_ = both(told, name, old, new)
            if was != is_:
                rows.append([told.fact(name).words, was, is_])
    return Table([Column("What"), Column("Before"), Column("Now")], rows, caption, "Nothing in them differs.")
