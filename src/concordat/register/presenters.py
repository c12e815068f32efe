"""The parts of a register page: summary cards with each answer, and a link wherever one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.html import format_html

from concordat.protocol.vocabulary import GATES
from concordat.register.forms import Asked
from concordat.register.models import Organisation, Party, PartyMember, Person, Representative, Responsibility
from concordat.register.passings import Come
from concordat.ui.summaries import Action, Row, summary
from concordat.ui.words import day

Params = dict[str, Any]
_T = TypeVar("_T", Party, PartyMember, Responsibility, Representative)
# Of these the first day may not be known.
_Begun = TypeVar("_Begun", Party, Responsibility)
# So many clauses stand beside an answer; the standing shows the rest.
_MOST_CLAUSES = 3
_TAG_COLOURS = {"breach": "red", "closed": "grey", "refused": "grey", "closing": "yellow", "active": "green"}


def answers_card(
    title: str, asked: Iterable[Asked], edit: str, clauses: Mapping[str, Sequence[str]] | None = None
) -> Params:
    """A card of answers. ``edit`` is the address that answers them; empty where the reader may not."""
    return summary([answer_row(item, edit, (clauses or {}).get(item.name, ())) for item in asked], title)


def answer_row(item: Asked, edit: str, clauses: Sequence[str] = ()) -> Row:
    """One answer with its words; one that is missing is a link to where it can be given."""
    options = {code: str(words) for code, words in item.options.items()} if item.options is not None else None
    change = f"{edit}#id_{item.field}" if edit else ""
    return Row(item.cell.words, item.answer, change, item.cell, options, clause_words(clauses))


def clause_words(clauses: Sequence[str]) -> str:
    """ "Clauses 5.2, 5.4, 5.6 and 2 more"; empty for none."""
    if not clauses:
        return ""
    rest = f" and {len(clauses) - _MOST_CLAUSES} more" if len(clauses) > _MOST_CLAUSES else ""
    return f"{'Clause' if len(clauses) == 1 else 'Clauses'} {', '.join(clauses[:_MOST_CLAUSES])}{rest}"


def plain_card(title: str, rows: Iterable[Row], actions: Sequence[tuple[str, str]] = ()) -> Params:
    """A card of rows that are no answers; each action a text and an address."""
    return summary(rows, title, [Action(text, href) for text, href in actions if href])


@dataclass(frozen=True)
class Line:
    """One of a list: what it is, who or what, when, and links (address, text)."""

    key: str
    words: str
    when: str
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class ListCard:
    """A list as a card. ``complete`` says whether there are others (empty: nobody is asked), ``ask`` where to say."""

    id: str
    params: Params
    empty: str
    complete: str = ""
    ask: str = ""


def list_card(title: str, lines: Sequence[Line], actions: Sequence[tuple[str, str]]) -> Params:
    """The options of a card with a row a line; each action an address and a text."""
    card: Params = {"title": {"text": title, "headingLevel": 2}}
    card["actions"] = {"items": [{"href": href, "text": text} for href, text in actions]}
    return {"card": card, "rows": [_line(line) for line in lines]}


def _line(line: Line) -> Params:
    html = format_html('{}<br><span class="govuk-body-s concordat-quiet">{}</span>', line.words, line.when)
    about = f"{line.key}, {line.words}" if line.words else line.key
    items = [{"href": href, "text": text, "visuallyHiddenText": about} for href, text in line.links]
    return {"key": {"text": line.key}, "value": {"html": html}, "actions": {"items": items}}


def tag(text: str, code: str = "") -> Params:
    """A tag, in the colour of a register status where it has one."""
    return {"text": text, "classes": f"govuk-tag--{_TAG_COLOURS.get(code, 'blue')}"}


def identifiers(organisation: Organisation) -> str:
    """The identifiers of an organisation in words; empty where it has none."""
    return ", ".join(f"{item['scheme']} {item['id']}" for item in organisation.identifiers)


def holder(row: Responsibility) -> str:
    """Who holds a responsibility: the person, else the post."""
    if row.person is not None:
        return f"{row.person.name}, {row.post}" if row.post else row.person.name
    return row.post or "Not known"


def gate_words(gate: str) -> str:
    """What a gate is, in words."""
    return GATES[gate]


def planned(come: Come) -> str:
    """When it was to happen."""
    return f"Planned for {day(come.day)}"


def has_come(come: Come) -> str:
    """A gate whose planned day has come, as what is asked of whoever can say so."""
    return f"{gate_words(come.gate)}: has it happened?"


def has_it_happened(come: Come) -> str:
    """What is asked of a gate whose planned day has come."""
    return f"{planned(come)}. Has it happened?"


def people_options(people: Iterable[Person]) -> dict[str, str]:
    """People to choose from: name and post, by reference."""
    return {person.reference: f"{person.name}, {person.post}" if person.post else person.name for person in people}


def organisation_options(organisations: Iterable[Organisation]) -> dict[str, str]:
    """Organisations to choose from, by reference."""
    return {organisation.reference: organisation.name for organisation in organisations}


def current_first(rows: Iterable[_T], on: date) -> tuple[list[_T], list[_T]]:
    """Rows that count today or will, and those that have ended."""
    rows = list(rows)
    ended = [row for row in rows if row.until is not None and row.until <= on]
    return [row for row in rows if row not in ended], ended


def of_today(rows: Iterable[_Begun], on: date) -> list[_Begun]:
    """Rows that count today, among them those whose first day is not known."""
    return [row for row in current_first(rows, on)[0] if row.from_day is None or row.from_day <= on]
