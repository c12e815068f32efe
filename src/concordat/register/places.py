"""Where a fact is put right: each room says on which of its pages. What nobody names has no page yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.register import permissions, sections
from concordat.register.columns import PARTNERS, RESPONSIBILITIES
from concordat.register.forms import field_name
from concordat.register.models import Involvement
from concordat.ui import labels

ONLY = "only"
_MOST_TITLES = 4


class Place(NamedTuple):
    """A page that answers facts: ``name`` of its address, in which ``args`` follow the council and the involvement.

    ``words`` are the question that the page asks, where they say more than the words of the fact. ``open_to_all``: who
    may answer is said there and not by the right to keep the record. ``several``: the page asks several facts, and one
    or some of them alone where its address says ``?only=``, once for each; facts whose places have one ``name`` may be
    asked together there. ``title`` is what the page asks about.
    """

    name: str
    args: tuple[str, ...] = ()
    words: str = ""
    open_to_all: bool = False
    several: bool = False
    title: str = ""


Home: TypeAlias = Callable[[str, Edition | None], Place | None]


class Field(NamedTuple):
    """A field of a row: the list, the row's mark in it, and the field's name."""

    group: str
    row: str
    name: str


Addresses: TypeAlias = Mapping[Field, str]
HomeOfRows: TypeAlias = Callable[[Scope, Involvement, Collection[Field]], Addresses]


def _of_register(fact: str, _: Edition | None) -> Place | None:
    found = sections.place_of(fact)
    if found is None or found[0] not in ("partnership_edit", "partnership_joint_edit"):
        return Place(*found) if found else None
    section = next(one for one in (*sections.OWN, *sections.JOINT) if fact in one.facts)
    return Place(*found, several=True, title=section.title)


_homes: list[Home] = [_of_register]


def add(home: Home) -> None:
    """Let a room say where its facts are put right: ``home(fact, edition)`` answers None for a fact that is another
    room's, and where an edition is given, for one of which that edition's pages have nothing to ask.

    Done once, as the site starts. A fact has one home, so the order does not matter.
    """
    if home not in _homes:
        _homes.append(home)


def _rows_of_register(scope: Scope, involvement: Involvement, asked: Collection[Field]) -> Addresses:
    """Those of partners, of whom a page asks a subject at a time, and of who holds which responsibility."""
    args, found = [scope.council.slug, involvement.reference], {}
    partners = [one for one in asked if one.group == PARTNERS]
    if partners and permissions.can_keep_joint(scope, involvement.partnership):
        of = {name: section.id for section in sections.PARTY for name in section.facts}
        for one in partners:
            page = reverse("party_edit", args=[*args, one.row, of[one.name]]) if one.name in of else ""
            found[one] = f"{page}#id_{field_name(one.name)}" if page else reverse("party", args=[*args, one.row])
    held = [one for one in asked if one.group == RESPONSIBILITIES]
    if held and permissions.can_decide(scope, involvement):
        found |= {one: reverse("responsibility_correct", args=[*args, one.row]) for one in held}
    return found


_homes_of_rows: list[HomeOfRows] = [_rows_of_register]


def add_rows(home: HomeOfRows) -> None:
    """Let a room say where its rows are put right: the addresses of those fields that this reader may change."""
    if home not in _homes_of_rows:
        _homes_of_rows.append(home)


def addresses_of_fields(scope: Scope, involvement: Involvement, asked: Collection[Field]) -> Addresses:
    """Where fields of rows are put right by this reader; nothing for what they may not change, or no page changes."""
    return {one: href for home in _homes_of_rows for one, href in home(scope, involvement, asked).items()}


def place_of(fact: str, edition: Edition | None = None) -> Place | None:
    """Where a fact is put right, under an edition or at all; None where no room has a page for it."""
    return next((place for home in _homes if (place := home(fact, edition)) is not None), None)


def address_of(place: Place, fact: str, council: str, reference: str, *more: str) -> str:
    """The address that asks a fact of an involvement and, where the page can, that and ``more`` alone."""
    page = reverse(place.name, args=[council, reference, *place.args])
    return f"{page}?{urlencode([(ONLY, name) for name in (fact, *more)])}" if place.several else page


def asked_alone(
    request: HttpRequest,
    facts: Sequence[str],
    parts: Mapping[str, Sequence[str]] | None = None,
    beside: Iterable[str] = (),
) -> list[str]:
    """Which facts a page was asked for, in that order: some of its own or of those ``beside`` them, or the ``parts`` of
    one that is worked out; else all its own."""
    wanted = [name for only in request.GET.getlist(ONLY) for name in (parts or {}).get(only, (only,))]
    able = {*facts, *beside}
    return [name for name in dict.fromkeys(wanted) if name in able] or list(facts)


def questions_about(number: int, titles: Iterable[str]) -> str:
    """Some questions asked together, as a title: "5 questions: legal form, lead organisation"."""
    listed = [labels.within(title.partition(":")[0]) for title in dict.fromkeys(titles) if title]
    more = " and more" if len(listed) > _MOST_TITLES else ""
    return f"{number} questions: {', '.join(listed[:_MOST_TITLES])}{more}"


def title_alone(facts: Sequence[str], edition: Edition | None) -> str:
    """The title of a page that asks some facts alone; empty for one of them, which the page's own title fits."""
    if len(facts) == 1:
        return ""
    places = [place_of(fact, edition) for fact in facts]
    return questions_about(len(facts), (place.title for place in places if place is not None))
