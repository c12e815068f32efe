"""The seats held for the council, as the register shows them beside those who represent it: kept once, among seats."""

from __future__ import annotations

from datetime import date

from concordat.councils.scope import Scope
from concordat.records.places import where
from concordat.records.presenters_rows import in_short
from concordat.records.queries import AnyRow, Side, rows
from concordat.records.reading import Reading, reading_for
from concordat.records.stored import cell_answer
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.ui.answers import is_unknown
from concordat.ui.refusals import CannotDo

SEATS = "seats"


def of_representatives(scope: Scope, involvement: Involvement) -> Panel | None:
    """The seats held for the council today; None where there are none, or no protocol is in force.

    Whose seats "ours" are is said by the council that keeps the joint record; another council's are not told by that.
    """
    if involvement.partnership.steward_id != involvement.council_id:
        return None
    held = [row for row in rows(Side(involvement, joint=True), [SEATS])[SEATS] if _is_ours(row, scope.on)]
    try:
        reading = reading_for(scope, involvement) if held else None
    except CannotDo:
        return None
    if reading is None or SEATS not in reading.rules.table:
        return None
    context = {
        "seats": [_words(reading, row) for row in held],
        "href": where(scope, involvement).to("list_page", SEATS),
    }
    return Panel("records/seats.html", context)


def _is_ours(row: AnyRow, on: date) -> bool:
    """Whether a seat is held for the council on a day, as far as its first and last days are known."""
    first, until = (cell_answer(row.cells, end) for end in ("from", "until"))
    begun, over = not (isinstance(first, date) and first > on), isinstance(until, date) and until <= on
    return cell_answer(row.cells, "ours") is True and begun and not over


def _words(reading: Reading, row: AnyRow) -> str:
    """ "Meg Ridley holds the seat “chair” (The board) for the council."."""
    said = {item.name: in_short(item) for item in reading.cells(SEATS, row) if not is_unknown(item.answer)}
    who = said.get(f"{SEATS}.person") or "Somebody whose name is not recorded"
    role, body = said.get(f"{SEATS}.role"), said.get(f"{SEATS}.body")
    seat = f"the seat “{role}”" if role else "a seat"
    return f"{who} holds {seat}{f' ({body})' if body else ''} for the council."
