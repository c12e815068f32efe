"""Fact sheets: what was known of an involvement, appended whenever an act changes it.

A sheet holds the facts and the edition of its day, and what was planned to change by itself after it. So the last
sheet of a past day tells that day's standing, whatever has been corrected since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from concordat.compliance.models import FactSheet
from concordat.compliance.pieces import Piece, Pieces, from_day
from concordat.history.canonical import canonical, digest
from concordat.protocol.facts import dictionary
from concordat.protocol.values import Facts
from concordat.register.fact_text import from_plain, to_plain
from concordat.register.models import Involvement

_LONDON = ZoneInfo("Europe/London")


def append(involvements: Sequence[Involvement], known: Mapping[int, Pieces], at: datetime) -> dict[int, FactSheet]:
    """Append a sheet for each involvement of which something else is known than its last sheet says.

    Answers the sheet that was the last, of each that has a newer one now. Inside an act. Three queries, and one for
    each sheet.
    """
    day = at.astimezone(_LONDON).date()
    last, newer = _last(involvements), {}
    for row in involvements:
        pieces, before = from_day(known[row.pk], day), last.get(row.pk)
        text = to_text(pieces)
        if before is not None and (before.facts == text or to_text(from_day(pieces_of(before), day)) == text):
            continue
        FactSheet(
            involvement=row,
            number=before.number + 1 if before else 1,
            at=at,
            day=day,
            adoption_id=pieces[0].adoption if pieces else None,
            dictionary=dictionary_version(),
            facts=text,
            digest=digest(text),
        ).save()
        if before is not None:
            newer[row.pk] = before
    return newer


def _last(involvements: Sequence[Involvement]) -> dict[int, FactSheet]:
    of_same = FactSheet.objects.filter(involvement=OuterRef("involvement")).order_by("-number")
    rows = FactSheet.objects.filter(involvement__in=involvements, number=Subquery(of_same.values("number")[:1]))
    return {row.involvement_id: row for row in rows}


def to_text(pieces: Pieces) -> str:
    """Pieces as canonical text: the first whole, each later one by what it changes."""
    plain: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for piece in pieces:
        facts = to_plain(piece.facts)
        changed = {name: value for name, value in facts.items() if name not in before or before[name] != value}
        plain.append(
            {
                "from": piece.from_.isoformat(),
                "adoption": piece.adoption,
                "facts": changed,
                "gone": sorted(before.keys() - facts.keys()),
            }
        )
        before = facts
    return canonical(plain)


def from_text(text: str) -> Pieces:
    """The pieces of a text that ``to_text`` wrote. Raises ValueError on another."""
    pieces: list[Piece] = []
    facts: dict[str, Any] = {}
    for plain in json.loads(text):
        facts = {name: value for name, value in facts.items() if name not in plain["gone"]}
        facts |= from_plain(plain["facts"])
        pieces.append(Piece(date.fromisoformat(plain["from"]), plain["adoption"], facts))
    return tuple(pieces)


def pieces_of(sheet: FactSheet) -> Pieces:
    """The pieces of a sheet."""
    return from_text(sheet.facts)


def facts_on(sheet: FactSheet, day: date) -> Facts:
    """What a sheet says of a day; of one before its first piece, what that says."""
    pieces = pieces_of(sheet)
    return next((piece.facts for piece in reversed(pieces) if piece.from_ <= day), pieces[0].facts if pieces else {})


def sheet_of(involvement: Involvement, day: date) -> FactSheet | None:
    """The last sheet at the end of a day; None where nothing was known yet."""
    return FactSheet.objects.filter(involvement=involvement, day__lte=day).order_by("-number").first()


def breaks() -> Iterator[str]:
    """Each sheet whose text is not what its digest says: the digest stands in the record, the text beside it."""
    for sheet in FactSheet.objects.order_by("involvement", "number").iterator():
        if digest(sheet.facts) != sheet.digest:
            yield f"Fact sheet {sheet.number} of involvement {sheet.involvement_id} is not what was recorded."


@cache
def dictionary_version() -> str:
    """The digest of the dictionary of facts by which a sheet was written."""
    return digest(canonical({name: fact.model_dump(mode="json") for name, fact in dictionary().items()}))
