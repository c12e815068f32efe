"""Which texts are short, and what is on record to take for them: people and partners, by name; and what somebody
said elsewhere that answers a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from concordat.councils.scope import Scope
from concordat.register import queries_directory as directory
from concordat.register import queries_parts as parts
from concordat.register.forms import Asked
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK

# By the last part of their names: the dictionary types them all as text.
_PEOPLE = frozenset(
    {
        "communications_lead", "contact", "lead_person", "owner", "performance_director", "person", "press_contact",
        "register_keeper", "responsible", "responsible_person", "substitute",
    }
)  # fmt: skip
_PARTNERS = frozenset({"allocated_to", "funder", "lead_organisation", "organisation", "partner", "party", "provider"})
_SHORT = frozenset(
    {
        "approval_reference", "body", "by", "evidence_file_place", "first_reports_to", "information_format",
        "membership_status", "name", "performance_system_entry", "performance_to", "place", "post", "reference",
        "service_plan", "service_plan_entry", "supplier", "title", "to", "version", "who", "year",
    }
)  # fmt: skip
# By fact: where its words were said already (empty where they were not), and a sentence that says so. Rooms above fill
# it in as the site starts; only for facts that are answered in free words.
said_elsewhere: dict[str, tuple[Callable[[Involvement], str], str]] = {}
# What is longer than a line stays in a box that shows all of it.
_LONGEST = 80


def one_line(scope: Scope, involvement: Involvement, items: Iterable[Asked]) -> list[Asked]:
    """The same questions, those for a name, a title or a year to be answered on one line, with what is on record; and
    with what was said elsewhere in answer to them."""
    items = [_with_offer(involvement, item) for item in items]
    short = {item.name: item.name.rpartition(".")[2] for item in items if _is_short(item)}
    people, partners = (set(short.values()) & names for names in (_PEOPLE, _PARTNERS))
    known: dict[str, tuple[str, ...]] = {}
    if people:
        known |= dict.fromkeys(people, tuple(row.name for row in directory.people_now(scope)))
    if partners:
        rows = parts.parties(involvement.partnership)
        known |= dict.fromkeys(partners, tuple(dict.fromkeys(str(row.organisation) for row in rows)))
    return [
        replace(item, one_line=True, suggestions=known.get(short[item.name], ())) if item.name in short else item
        for item in items
    ]


def _with_offer(involvement: Involvement, item: Asked) -> Asked:
    said, where = said_elsewhere.get(item.name, (None, ""))
    is_free = item.cell.type == "text" or (item.cell.type == "choices" and item.options is None)
    words = said(involvement).strip() if said is not None and is_free and item.answer is BLANK else ""
    if not words:
        return item
    # Of several words that are free each stands on a line.
    offered = words if item.cell.type == "text" else (" ".join(words.split()),)
    return replace(item, offered=offered, offered_from=where)


def _is_short(item: Asked) -> bool:
    if item.cell.type != "text" or item.name.rpartition(".")[2] not in _SHORT | _PEOPLE | _PARTNERS:
        return False
    return not isinstance(item.answer, str) or ("\n" not in item.answer and len(item.answer) <= _LONGEST)
