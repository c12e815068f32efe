"""Of forms that were submitted, what the record answers otherwise by now: a decision on both would rest on two things.

What a form says stays as it was submitted; only submitting it again makes it say what is on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from concordat.answers.facts import FORMS
from concordat.answers.models import Submitted
from concordat.councils.adopted_rules import rules_of
from concordat.councils.queries import with_adoption
from concordat.protocol.ask import Question
from concordat.protocol.facts import Fact
from concordat.protocol.forms import questions
from concordat.protocol.values import NO_ROWS_YET, Facts, Row, Rows, Value
from concordat.register.fact_text import from_text
from concordat.register.known import Known
from concordat.register.progress import PROPOSED

# What is done with a form, the business that it was submitted for, and what that moves on, are no answers that the
# record overtakes.
_OF_BUSINESS = ("acts", "conditions", FORMS, *PROPOSED)
_MATTER = "matter."
_ID = "id"


@dataclass(frozen=True)
class Behind:
    """A submission that says something else than the record: the form's title, and the questions answered otherwise."""

    row: Submitted
    title: str
    changed: tuple[Question, ...]


def behind(known: Known, forms: Collection[str]) -> list[Behind]:
    """Of some forms, those of which the last submission says something else than is known. One query; none for none."""
    rows = known.facts.get(FORMS)
    listed = rows.rows if isinstance(rows, Rows) else ()
    last = {str(row["form"]): str(row["id"]) for row in listed if row.get("form") in forms}
    if not last:
        return []
    found = with_adoption(Submitted.objects.filter(pk__in=last.values())).order_by("pk")
    return among(found, known.facts)


def among(rows: Iterable[Submitted], facts: Facts) -> list[Behind]:
    """Of some submissions, those that say something else than some facts."""
    found = ((row, tuple(otherwise(row, facts))) for row in rows)
    return [Behind(row, _title(row), changed) for row, changed in found if changed]


def otherwise(row: Submitted, facts: Facts) -> Iterator[Question]:
    """The questions of a submission to which some facts give another answer than was submitted.

    What it left open, as it may, says nothing that could be overtaken.
    """
    rules, said = rules_of(row.adoption), from_text(row.answers)
    for question in questions(rules.edition, row.form):
        name = question.about
        if question.id not in row.asked or name not in rules.table or _left_open(said, name):
            continue
        if differs(rules.table[name], name, said, facts):
            yield question


def _left_open(said: Facts, name: str) -> bool:
    """Whether nothing was said. That something is not known was said."""
    value = said.get(name)
    return name not in said or (isinstance(value, Rows) and not value.rows and not value.complete)


def differs(fact: Fact, name: str, was: Facts, now: Facts) -> bool:
    """Whether two readings answer a fact otherwise; lists by what their rows say, in whatever order they stand."""
    if name in _OF_BUSINESS or name.startswith(_MATTER):
        return False
    before, after = was.get(name), now.get(name)
    if fact.type == "rows":
        return not _same_rows(fact, before, after)
    return (name in was, before) != (name in now, after)


def _same_rows(fact: Fact, before: Value, after: Value) -> bool:
    if before == after:
        return True
    # No row yet, and nothing said of the list, are the same.
    was, now = (one if isinstance(one, Rows) else NO_ROWS_YET if one is None else None for one in (before, after))
    if was is None or now is None or was.complete != now.complete or len(was.rows) != len(now.rows):
        return False
    left = [_said(fact, row) for row in now.rows]
    for row in was.rows:
        said = _said(fact, row)
        if said not in left:
            return False
        left.remove(said)
    return True


def _said(fact: Fact, row: Row) -> Row:
    """What a row says, by the cells that are told: which row of a table it is says nothing."""
    return {name: row[name] for name in fact.row if name != _ID and name in row}


def _title(row: Submitted) -> str:
    return rules_of(row.adoption).edition.forms[row.form].title


def since_words(number: int) -> str:
    """ "3 answers have changed since"."""
    return f"{number} answer{' has' if number == 1 else 's have'} changed since"
