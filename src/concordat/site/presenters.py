"""What the home page shows, in the shapes of the page kit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse

from concordat.answers import queries as answers
from concordat.answers.presenters_sharing import question_words
from concordat.answers.waiting import queries_for
from concordat.approvals import queries as approvals
from concordat.approvals.presenters import waiting_words
from concordat.compliance.presenters import before_entry
from concordat.compliance.queries import Due, DueList
from concordat.councils import adopted_rules
from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.register import passings
from concordat.register.choices import Words
from concordat.register.models import Involvement
from concordat.register.permissions import own_ids
from concordat.register.presenters import has_come, planned
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

MOST_WAITING = 20
# Whether others could do it as well, since when it waits, in which partnership, what.
Waits = tuple[bool, date, Involvement, Cell]
TAGS = {"overdue": "red", "due by": "yellow"}


def due_table(scope: Scope, found: DueList, caption: str, *, yours: DueList | None = None) -> Table:
    """What is overdue and due next: the partnership, what it is, under which clause, who sees to it, by when.

    ``yours`` is the reader's part of it, where the first of both are the same.
    """
    columns = [Column("Partnership"), Column("What"), Column("Who"), Column("By")]
    rows = [_due(scope, item) for item in found.items]
    if yours is None or yours.total == found.total:
        note = first_of(len(rows), _number(found)) if found.total > len(rows) else ""
    elif yours.total > len(rows):
        note = f"These are the first {len(rows)} of {_number(yours)} of yours, and of {_number(found)} in the council."
    else:
        note = f"These are yours, and the first {len(rows)} of {_number(found)} in the council."
    return Table(columns, rows, caption, "Nothing is overdue, and nothing falls due in the next 60 days.", note=note)


def first_of(shown: int, number: str) -> str:
    """The sentence beneath a list that shows only the first of them."""
    return f"These are the first {shown} of {number}."


def _number(found: DueList) -> str:
    return f"more than {found.total:,}" if found.at_least else f"{found.total:,}"


def waiting_table(scope: Scope) -> Table:
    """What waits for the reader: steps to do or to record, sections in their hands, questions to reply to, planned days
    that have come; then what others of the partnership could send in as well. Each the oldest first."""
    items = sorted([*_steps(scope), *_sections(scope), *_questions(scope), *_gates(scope)], key=lambda one: one[:2])
    rows: list[list[Content]] = [[_named(scope, row), told, day(since)] for _, since, row, told in items[:MOST_WAITING]]
    columns = [Column("Partnership"), Column("What is asked"), Column("Since")]
    note = first_of(MOST_WAITING, str(len(items))) if len(items) > MOST_WAITING else ""
    return Table(columns, rows, "Waiting for you", "Nothing waits for you.", note=note)


def _named(scope: Scope, row: Involvement) -> Cell:
    """A partnership's name, which leads to it."""
    return Cell(row.partnership.name, reverse("partnership", args=[scope.council.slug, row.reference]))


def _steps(scope: Scope) -> Iterator[Waits]:
    for item in approvals.waiting_for(scope):
        matter = reverse("matter", args=[scope.council.slug, item.row.involvement.reference, item.row.matter.reference])
        words, hint = waiting_words(item)
        yield item.how == "send", item.row.since, item.row.involvement, Cell(words, matter, hint=hint)


def _sections(scope: Scope) -> Iterator[Waits]:
    for handed in answers.handed_to(scope):
        where = [scope.council.slug, handed.involvement.reference, handed.form, handed.section]
        by = f", by {day(handed.due_on)}" if handed.due_on else ""
        from_ = f"From {handed.handed_by.name}" if handed.handed_by else "Handed to you"
        told = Cell(
            "Fill in a section of a form",
            reverse("form_section", args=where),
            hint=f"{from_}{by}. {handed.note}".strip(),
        )
        yield False, handed.handed_on, handed.involvement, told


def _questions(scope: Scope) -> Iterator[Waits]:
    for query in queries_for(scope):
        where = reverse("query_reply", args=[scope.council.slug, query.involvement.reference, query.pk])
        told = Cell("Reply to a question about an answer", where, hint=question_words(query))
        yield False, query.asked_on, query.involvement, told


def _gates(scope: Scope) -> Iterator[Waits]:
    """Of their own partnerships, what was planned for a day that has come: whether it has happened."""
    if scope.reach("keep_involvement") is None:
        return
    own = Involvement.objects.filter(pk__in=own_ids(scope), withdrawn_at=None).select_related("partnership")
    for one in passings.come_of(own, scope.on):
        where = reverse("gate", args=[scope.council.slug, one.involvement.reference, one.gate])
        yield False, one.day, one.involvement, Cell(has_come(one), where, hint=planned(one))


def _due(scope: Scope, item: Due) -> list[Content]:
    entered = item.involvement.entered_on if item.involvement else None
    since = " since before it was entered" if before_entry(item.due_on, entered) else ""
    hint = f"Overdue{since}" if item.status == "overdue" else ""
    by = Cell(day(item.due_on), tag=None, hint=hint)
    what, owner = Cell(item.words, hint=f"Clause {item.clause}"), item.owner or "Nobody is named"
    if item.involvement is None:
        return [Cell("The council itself", reverse("council_standing", args=[scope.council.slug])), what, owner, by]
    at = [scope.council.slug, item.involvement.reference]
    what = Cell(item.words, reverse("duty", args=[*at, item.duty]), hint=f"Clause {item.clause}")
    return [_named(scope, item.involvement), what, owner, by]


def mine(scope: Scope) -> list[tuple[str, str]]:
    """The partnerships for which the reader answers: name and address."""
    rows = Involvement.objects.filter(pk__in=own_ids(scope), withdrawn_at=None)
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
