"""An edition of our own, a council that adopted it, and what its tests ask of a partnership."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tests import world
from tests.protocol.building import edition_of, names

from concordat.compliance.models import FactSheet, Segment
from concordat.councils import adoption
from concordat.councils.models import Adoption, Council
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.protocol.edition import Edition
from concordat.register import entering, record
from concordat.register.models import Involvement

HEAD = """
roles: {lead_officer: {title: Link officer, generic: lead_officer}}
stages: [{id: initiating, words: Starting out}, {id: operating, words: Keeping it going}]
principles: [{id: openness, words: Openness}]
settings:
  review_months: {type: months, words: Months between reviews, default: 12}
"""
DUTIES = """
- {id: purpose, clause: "1", words: It is known what it is for, strength: must, kind: complete, of: partnership,
   facts: [partnership.purpose], owner: lead_officer, stage: initiating, before: start, principles: [openness]}
- {id: reviewed, clause: "2", words: It is reviewed, strength: must, kind: recurs, event: review, subject: partnership,
   every: {setting: review_months}, owner: lead_officer, stage: operating}
- {id: led, clause: "3", words: Somebody answers for it, strength: must, kind: seat, role: lead_officer, stage: operating}
- {id: contacts, clause: "4", words: Each partner has a contact, strength: should, kind: complete, each: partners,
   facts: [this.contact], stage: operating}
- {id: stage, clause: "5", words: Its stage is known, strength: must, kind: complete, facts: [involvement.stage]}
- {id: keeper, clause: "6", words: Somebody keeps the register, strength: must, kind: complete, of: council,
   facts: [council.register_keeper]}
- {id: overview, clause: "7", words: All are looked at each year, strength: must, kind: recurs, of: council,
   event: review, subject: register, every: {months: 12}, first_from: council.adopted_on,
   when: {some: involvements, where: {fact: this.stage, in: [operating]}}}
"""
ADOPTED, ENTERED, TODAY = date(2024, 1, 1), date(2025, 12, 1), date(2026, 11, 21)
_LONDON = ZoneInfo("Europe/London")


@cache
def edition(duties: str = DUTIES, head: str = HEAD) -> Edition:
    """An edition of these duties."""
    return edition_of(names(head=head, duties=duties))


def adopt(scope: Scope, from_: date, duties: str = DUTIES, head: str = HEAD) -> Adoption:
    """Adopt an edition from a day on, as a service does that has it at hand."""
    return adoption._adopt(scope, edition(duties, head), {}, from_, "")


def scope_of(council: Council) -> Scope:
    """Somebody with every right that these tests need, today."""
    return world.command(council)


def council(slug: str = "ashford", duties: str = DUTIES, from_: date = ADOPTED) -> Scope:
    """A council that adopted an edition of these duties, as somebody at work for it."""
    found = scope_of(world.council(slug, None))
    adopt(found, from_, duties)
    return found


def enter(scope: Scope, name: str = "Clean rivers", *, on: date = ENTERED, **answers: Any) -> Involvement:
    """A partnership to which the protocol is applied by choice; answers with __ for the stop."""
    given = {key.replace("__", "."): value for key, value in answers.items()}
    given.setdefault("involvement.applied_by_choice", True)
    made = entering.enter(scope, name=name, entered_on=on, answers=given)
    return fresh(made)


def answer(scope: Scope, row: Involvement, **answers: Any) -> Involvement:
    """Answer something of a council's own part."""
    row = fresh(row)
    record.answer(
        scope,
        involvement=row,
        version=row.version,
        answers={key.replace("__", "."): value for key, value in answers.items()},
        reason="Found out",
    )
    return fresh(row)


def fresh(row: Involvement) -> Involvement:
    """The row as it is now."""
    return Involvement.objects.select_related("council", "partnership__steward").get(pk=row.pk)


def statuses(of: Involvement, on: date = TODAY) -> dict[str, str]:
    """What the stored segments say of a day, by duty (and row)."""
    rows = Segment.objects.filter(on_day(on), involvement=of)
    return {f"{row.duty}/{row.row}".rstrip("/"): row.status for row in rows}


def stored(*of: Involvement) -> list[tuple[Any, ...]]:
    """The stored segments, all but their ids."""
    fields = [field.attname for field in Segment._meta.concrete_fields if field.name != "id"]
    return sorted(Segment.objects.filter(involvement__in=of).values_list(*fields), key=str)


def sheets(of: Involvement) -> list[FactSheet]:
    """The sheets of an involvement, in order."""
    return list(FactSheet.objects.filter(involvement=of).order_by("number"))


@contextmanager
def day(monkeypatch: Any, on: date, at: time = time(12)) -> Iterator[datetime]:
    """Let it be noon (or another time) of a day in London."""
    moment = datetime.combine(on, at, _LONDON)
    with monkeypatch.context() as patched:
        patched.setattr(clock, "now", lambda: moment)
        yield moment
