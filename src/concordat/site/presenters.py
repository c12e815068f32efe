"""What the home page shows, in the shapes of the page kit."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count
from django.urls import reverse

from concordat.answers import queries as answers
from concordat.approvals import queries as approvals
from concordat.approvals.presenters import task_words
from concordat.approvals.queries import Item
from concordat.compliance import queries as compliance
from concordat.compliance.queries import Due, DueList
from concordat.councils import adopted_rules
from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.register.choices import Words
from concordat.register.models import Involvement
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

MOST_WAITING = 20
TAGS = {"overdue": "red", "due by": "yellow"}


def due_table(scope: Scope, found: DueList, caption: str) -> Table:
    """What is overdue and due next: the partnership, what it is, under which clause, who sees to it, by when."""
    columns = [Column("Partnership"), Column("What"), Column("Who"), Column("By")]
    rows = [_due(scope, item) for item in found.items]
    return Table(columns, rows, caption, "Nothing is overdue, and nothing falls due in the next 60 days.")


def waiting_table(scope: Scope) -> Table:
    """What waits for the reader: steps to do or to record, what to send in, sections in their hands; oldest first."""
    items: list[tuple[date, list[Content]]] = []
    for item in approvals.waiting_for(scope):
        matter = reverse("matter", args=[scope.council.slug, item.row.involvement.reference, item.row.matter.reference])
        asked = Cell(task_words(item.edition, item.row.task), matter, hint=_asked(item))
        items.append((item.row.since, [item.row.involvement.partnership.name, asked, day(item.row.since)]))
    for handed in answers.handed_to(scope):
        where = [scope.council.slug, handed.involvement.reference, handed.form, handed.section]
        by = f", by {day(handed.due_on)}" if handed.due_on else ""
        from_ = f"From {handed.handed_by.name}" if handed.handed_by else "Handed to you"
        told = Cell(
            "A section of a form to fill in",
            reverse("form_section", args=where),
            hint=f"{from_}{by}. {handed.note}".strip(),
        )
        items.append((handed.handed_on, [handed.involvement.partnership.name, told, day(handed.handed_on)]))
    rows = [row for _, row in sorted(items, key=lambda found: found[0])][:MOST_WAITING]
    columns = [Column("Partnership"), Column("What is asked"), Column("Since")]
    return Table(columns, rows, "Waiting for you", "Nothing waits for you.")


def _asked(item: Item) -> str:
    """What the reader is to do, and whether it came back to them."""
    if item.how == "record":
        return "Record what was decided"
    if item.how == "do":
        return "Look at the papers and decide" if item.row.state == "open" else "Deferred: decide on its day"
    if item.row.state == "sent_back":
        return "Sent back to you: put it right and send it in again"
    missing = ", ".join(item.row.waits_for)
    return f"Submit first: {missing}" if missing else "Send it in, or answer what tells who is asked"


def _due(scope: Scope, item: Due) -> list[Content]:
    by = Cell(day(item.due_on), tag=None, hint="Overdue" if item.status == "overdue" else "")
    if item.involvement is None:
        of = Cell("The council itself", reverse("council_standing", args=[scope.council.slug]))
    else:
        of = Cell(
            item.involvement.partnership.name,
            reverse("partnership", args=[scope.council.slug, item.involvement.reference]),
        )
    return [of, Cell(item.words, hint=f"Clause {item.clause}"), item.owner or "Nobody is named", by]


def mine(scope: Scope) -> list[tuple[str, str]]:
    """The partnerships for which the reader answers: name and address."""
    rows = Involvement.objects.filter(pk__in=compliance.own_ids(scope), withdrawn_at=None)
    rows = rows.select_related("partnership").order_by("partnership__sort_name")[:20]
    return [(row.partnership.name, reverse("partnership", args=[scope.council.slug, row.reference])) for row in rows]


def stages(scope: Scope) -> Table:
    """How many partnerships stand at each stage, in the order of the protocol's stages."""
    held = Involvement.objects.filter(council=scope.council, withdrawn_at=None).values_list("stage")
    counts = Counter({stage or "": number for stage, number in held.annotate(Count("pk")).order_by()})
    adopted = councils.adoption_on(scope.council, scope.on)
    words = Words(adopted_rules.rules_of(adopted).edition if adopted else None, {}).stages()
    register = reverse("register", args=[scope.council.slug])
    rows: list[list[Content]] = [
        [Cell(text, f"{register}?stage={stage}"), counts[stage]] for stage, text in words.items() if counts[stage]
    ]
    left = sum(number for stage, number in counts.items() if stage not in words)
    if left:
        rows.append([Cell("Stage not known"), left])
    return Table(
        [Column("Stage"), Column("Partnerships", numeric=True)], rows, "The register", "The register is empty."
    )
