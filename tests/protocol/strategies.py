"""What the laws are tried on: random facts, facts learned, conditions, duties and days, over one small edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.protocol.building import FORM, edition_of, names

from concordat.protocol.duties import KINDS
from concordat.protocol.edition import Edition
from concordat.protocol.facts import Cell, Fact, FactTable
from concordat.protocol.faults import NOWHERE
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.shaping import shaped
from concordat.protocol.table import codes_of
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Value

HEAD = """
settings:
  limit: {type: number, words: A limit}
  every: {type: months, words: A period}
  month: {type: month, words: A month}
judged:
  q: {ask: Is it so?, clause: "1", by: [finance, legal]}
own:
  yes_one: {type: yes_no, words: One}
  yes_two: {type: yes_no, words: Two}
  arises: {type: yes_no, words: Arises only here, blank: no}
  number: {type: number, words: A number}
  months: {type: number, unit: months, words: A number of months}
  day: {type: date, words: A day}
  choice: {type: choice, words: A choice, options: {a: A, b: B, c: C}}
  choices: {type: choices, words: Choices, options: {a: A, b: B, c: C}}
  rows:
    type: rows
    words: Rows
    row: &fields
"""
FIELDS = """
      yes: {type: yes_no, words: Field}
      number: {type: number, words: Number}
      choice: {type: choice, words: Choice, options: {a: A, b: B}}
      choices: {type: choices, words: Choices, options: {a: A, b: B}}
"""
TIMES = """
      from: {type: date, words: From}
      until: {type: date, words: Until}
"""
OWN = HEAD.replace(" &fields\n", "\n" + FIELDS.lstrip("\n")) + (
    f"  timed:\n    type: rows\n    words: Timed rows\n    row:{FIELDS.rstrip()}{TIMES}"
    f"  arising:\n    type: rows\n    words: Rows that arise only here\n    blank: no\n    row:{FIELDS}"
    "  due:\n    type: rows\n    words: Rows that fall due\n    row:\n      yes: {type: yes_no, words: Field}\n"
    "      due_on: {type: date, words: Due}\n      closed_on: {type: date, words: Closed}\n"
)
LISTS = 'terms: {words: Terms, clause: "1", items: [{id: x, words: X}, {id: y, words: Y}, {id: z, words: Z}]}\n'

SCALARS = tuple(f"own.{name}" for name in ("yes_one", "yes_two", "arises", "number", "choice", "choices"))
GROUPS = ("own.rows", "own.timed", "own.arising", "own.due")
SETTINGS = ("setting.limit", "setting.every", "setting.month")
READ_BY_KINDS = (
    "forms", "acts", "events", "documents", "seats", "responsibilities", "published", "own.months", "own.day",
    "judged.q", "judged.q.by", "judged.q.on", "judged.q.reason", "involvement.entered_on", "council.adopted_on",
    "screening.treated_as", "involvement.applied_by_choice", "gates.start_on",
)  # fmt: skip
EVERYTHING = (*SCALARS, *GROUPS, *SETTINGS, *READ_BY_KINDS)

# Codes that the kinds look for, where the dictionary leaves them free.
POOLS: dict[str, tuple[str, ...]] = {
    "acts.for": ("d", "other"),
    "acts.act": ("approve", "assure"),
    "acts.by": ("finance", "legal"),
    "acts.about": ("r1", "r2"),
    "acts.outcome": ("given", "sent_back"),
    "acts.points": ("x", "y"),
    "events.event": ("review", "report"),
    "events.subject": ("s", "other"),
    "events.to": ("executive", "scrutiny"),
    "events.about": ("x", "y"),
    "documents.type": ("contract", "other"),
    "documents.elements": ("x", "y", "z"),
    "seats.role": ("representative", "other"),
    "seats.capacity": ("officer", "councillor"),
    "responsibilities.role": ("lead_officer", "finance"),
    "published.subject": ("s", "other"),
    "published.to": ("public", "partners"),
    "judged.q.by": ("finance", "auditor"),
}
FIRST = date(2026, 1, 1)
LAST = date(2026, 9, 1)

NA = NotApplicable("why not")
MOSTLY_GIVEN = [2] * 18 + [0, 1]  # blank, not known, given
RARELY_GIVEN = [0, 0, 0, 0, 2, 1]

days = st.sampled_from([FIRST + timedelta(days=n) for n in (0, 1, 14, 27, 30, 31, 32, 58, 59, 89, 120, 150, 180)])
any_day = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))
yes_no = st.sampled_from([True] * 7 + [False] * 2 + [NA])
numbers = st.sampled_from([0, 1, 2, 3, 4, Decimal("1.5"), Decimal("2.0")])


@cache
def edition() -> Edition:
    """The edition that the laws are tried on."""
    return edition_of(names(head=OWN, lists=LISTS, forms_f=FORM.format(id="f")))


@cache
def table() -> FactTable:
    return prepare(edition()).table


def often(first: list[str]) -> st.SearchStrategy[str]:
    """One of the codes, mostly the first."""
    return st.sampled_from([first[0]] * 3 + first)


@cache
def values(name: str, cell_type: str, codes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Values of a fact or a field, of its type; not applicable among them."""
    listed = list(codes)
    of_type: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": yes_no,
        "text": often(listed),
        "number": st.sampled_from([1, 2, 3, 12, 3]) if name.endswith(("months", "every", "month")) else numbers,
        "money": numbers,
        "date": days,
        "choice": often(listed),
        "choices": st.sampled_from([tuple(listed), (listed[0],), (listed[-1],), ()]),
        "checklist": st.fixed_dictionaries(
            {code: st.one_of(yes_no, st.sampled_from([True, True, None])) for code in listed}
        ),
    }
    return st.integers(0, 19).flatmap(lambda n: of_type[cell_type] if n else st.just(NA))


def cell_values(name: str, cell: Cell) -> st.SearchStrategy[Any]:
    codes = POOLS.get(name) or tuple(sorted(codes_of(edition(), cell) or ("a", "b")))
    return values(name, cell.type, codes)


@st.composite
def row_of(draw: st.DrawFn, group: str, number: int) -> Row:
    """A row of a group: any of the fields that count, each blank, not known, not applicable or a value."""
    row: dict[str, Value] = {"id": f"r{number}"}
    for field in fields_of(group):
        state = draw(st.sampled_from(RARELY_GIVEN if field == "until" else MOSTLY_GIVEN))
        if state:
            row[field] = None if state == 1 else draw(cell_values(f"{group}.{field}", table()[group].row[field]))
    return row


@cache
def fields_of(group: str) -> tuple[str, ...]:
    """The fields of a group that anything here reads."""
    return tuple(field for field in table()[group].row if field != "id" and (field in READ or group.startswith("own.")))


READ = frozenset(
    [
        "form",
        "submitted_on",
        "for",
        "act",
        "by",
        "given_on",
        "outcome",
        "points",
        "about",
        "until",
        "event",
        "subject",
        "held_on",
        "to",
        "type",
        "elements",
        "agreed_by_all_partners",
        "signed_by_all_partners",
        "role",
        "capacity",
        "ours",
        "from",
    ]
)


@st.composite
def rows_in(draw: st.DrawFn, group: str, first: int = 1, most: int = 3) -> tuple[Row, ...]:
    """Some rows of a group, each with its own id."""
    return tuple(draw(row_of(group, number)) for number in range(first, first + draw(st.integers(0, most))))


@st.composite
def value_of(draw: st.DrawFn, name: str) -> Value:
    """A value of a fact or a list of rows."""
    fact = table()[name]
    if fact.type != "rows":
        return draw(cell_values(name, fact))  # type: ignore[no-any-return]
    if draw(st.integers(0, 19)) == 19:
        return NA
    return Rows(draw(rows_in(name)), complete=fact.blank == "no" or draw(st.booleans()))


@st.composite
def facts(draw: st.DrawFn, of: Iterable[str] = EVERYTHING) -> dict[str, Value]:
    """Facts of these names, each blank, not known, not applicable or a value."""
    found: dict[str, Value] = {}
    for name in sorted(of):
        state = draw(st.integers(0, 9))
        if state == 1 and table()[name].type != "rows":
            found[name] = None
        elif state > 1:
            found[name] = draw(value_of(name))
    if "screening.treated_as" in found and draw(st.integers(0, 9)):
        found["screening.treated_as"] = "is"
    return found


def learnable(cell: Cell) -> bool:
    return cell.blank == "unknown"


@st.composite
def learned_row(draw: st.DrawFn, group: str, row: Row) -> Row:
    """The row with more known of it. ``until`` and ``closed_on`` are known while blank: no end, not closed."""
    more: dict[str, Value] = dict(row)
    for field, cell in table()[group].row.items():
        if field in ("id", "until", "closed_on") or not learnable(cell):
            continue
        if more.get(field) is None and field in fields_of(group) and draw(st.booleans()):
            more[field] = draw(cell_values(f"{group}.{field}", cell))
        elif isinstance(more.get(field), dict):
            checklist = draw(cell_values(f"{group}.{field}", cell))
            known = {item: answer for item, answer in more[field].items() if answer is not None}  # type: ignore[union-attr]
            more[field] = {**(checklist if isinstance(checklist, dict) else {}), **known}
    return more


@st.composite
def learned(draw: st.DrawFn, before: Facts, of: Iterable[str] = EVERYTHING) -> dict[str, Value]:
    """The same facts with more known: blanks filled, rows added to incomplete lists, lists marked complete."""
    after: dict[str, Value] = dict(before)
    for name in sorted(of):
        fact: Fact = table()[name]
        value = after.get(name)
        if not learnable(fact) or draw(st.booleans()):
            continue
        if value is None:
            after[name] = draw(value_of(name))
        elif isinstance(value, Rows):
            rows = tuple(draw(learned_row(name, row)) for row in value.rows)
            if value.complete:
                after[name] = Rows(rows, complete=True)
            else:
                added = draw(rows_in(name, len(rows) + 1, 2))
                after[name] = Rows(rows + added, complete=draw(st.booleans()))
    return after


def leaf(prefix: str) -> st.SearchStrategy[Any]:
    """A condition on one fact: ``own.…`` or ``this.…``."""
    yes = [f"{prefix}yes"] if prefix == "this." else ["own.yes_one", "own.yes_two", "own.arises"]
    limits = st.one_of(numbers, st.just("setting.limit"))
    compared = st.sampled_from([f"{prefix}number", f"{prefix}choices"] + ([] if prefix == "this." else ["own.rows"]))
    some_codes = st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True)
    return st.one_of(
        st.sampled_from(yes),
        some_codes.map(lambda codes: {"fact": f"{prefix}choice", "in": codes}),
        some_codes.map(lambda codes: {"fact": f"{prefix}choices", "includes": codes}),
        st.builds(
            lambda fact, how, limit: {"fact": fact, how: limit},
            compared, st.sampled_from(["at_least", "more_than", "less_than"]), limits,
        ),
    )  # fmt: skip


BARE = ("own.yes_one", "own.yes_two", "own.arises")


@st.composite
def conditions(draw: st.DrawFn, deep: int = 3, row: bool = False) -> Any:
    """A condition at most so deep. ``row`` says that there is a row in hand."""
    bare = "this.yes" if row else draw(st.sampled_from(BARE))
    form = draw(st.sampled_from(["bare", "not bare", "leaf", "leaf", "not", "all", "any", "some", "every", "count"]))
    if deep == 0 or form in ("bare", "not bare"):
        return bare if form != "not bare" else {"not": bare}
    if form == "leaf" or deep == 1:
        return draw(leaf("this." if row and draw(st.booleans()) else "own."))
    if form == "not":
        return {"not": draw(conditions(deep - 1, row))}
    if form in ("all", "any"):
        return {form: draw(st.lists(conditions(deep - 1, row), min_size=1, max_size=3))}
    return draw(quantified(form, deep))


@st.composite
def quantified(draw: st.DrawFn, form: str, deep: int) -> dict[str, Any]:
    """``some``, ``every`` or ``count`` of a list."""
    raw: dict[str, Any] = {form: draw(st.sampled_from(GROUPS[:3]))}
    if draw(st.booleans()):
        raw["where"] = draw(conditions(deep - 1, row=True))
    if form == "every":
        raw["holds"] = draw(conditions(deep - 1, row=True))
    if form == "count":
        raw[draw(st.sampled_from(["at_least", "more_than", "less_than"]))] = draw(st.integers(0, 3))
    return raw


period = st.one_of(
    st.integers(1, 4).map(lambda months: {"months": months}),
    st.just({"setting": "every"}),
    st.just({"fact": "own.months"}),
)
BOTH = ["finance", "legal"]


def of_kind(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """What a duty of a kind says beyond what all say."""
    every = st.one_of(st.none(), period)
    fields: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "complete": {"facts": st.lists(st.sampled_from([*SCALARS[:2], "own.number", "own.rows"]), min_size=1, max_size=2)},
        "holds": {"holds": conditions()},
        "form": {"form": st.just("f"), "every": every},
        "document": {
            "types": st.sampled_from([["contract"], ["contract", "other"]]),
            "elements": st.sampled_from([None, "terms"]),
            "optional": st.sampled_from([["z"], "all", []]),
            "agreed_by": st.sampled_from([None, "all_partners"]),
            "signed_by": st.sampled_from([None, "all_partners"]),
        },
        "act": {
            "act": st.just("approve"), "by": st.sampled_from([["finance"], BOTH]),
            "how": st.sampled_from(["any", "all", "in_order"]), "points": st.sampled_from([[], ["x"]]),
        },
        "recurs": {
            "event": st.just("review"), "subject": st.just("s"), "every": every,
            "to": st.sampled_from([[], ["executive", "scrutiny"]]), "about": st.sampled_from([[], ["x"]]),
            "month": st.sampled_from([None, 3, "setting.month"]), "first_from": st.sampled_from([None, "own.day"]),
        },
        "seat": {"seat": st.just("representative"), "capacity": st.sampled_from([None, "officer"]), "at_least": st.integers(1, 2)},
        "closed": {"each": st.just("own.due")},
        "judgement": {"question": st.just("q"), "by": st.just(BOTH), "every": every},
        "published": {"subject": st.just("s"), "to": st.sampled_from([["public"], ["public", "partners"]])},
    }  # fmt: skip
    return st.fixed_dictionaries(fields[kind])


@st.composite
def duties(draw: st.DrawFn) -> dict[str, Any]:
    """A duty of any kind, with ``when``, ``each`` and ``where`` or without."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    raw = {"id": "d", "clause": "1", "words": "It is so.", "strength": "must", "kind": kind, **draw(of_kind(kind))}
    raw["of"] = draw(st.sampled_from(["involvement", "partnership", "council"]))
    for key in ("when", "group_when"):
        if draw(st.integers(0, 5)) == 5:
            raw[key] = draw(conditions(2))
    if kind != "closed" and draw(st.integers(0, 3)) == 3:
        raw["each"] = draw(st.sampled_from(GROUPS[:3]))
    if "each" in raw and draw(st.integers(0, 3)) == 3:
        raw["where"] = draw(conditions(2, row=True)) if raw["each"] != "own.due" else "this.yes"
    if kind == "complete" and raw.get("each") and draw(st.booleans()):
        raw["facts"] = [*raw["facts"], "this.number"]
    if kind == "seat" and draw(st.booleans()):
        raw |= {"role": "lead_officer", "seat": None, "capacity": None}
    if draw(st.booleans()):
        raw["before"] = "start"
    return {key: value for key, value in raw.items() if value is not None}


def ready(raw: Mapping[str, Any]) -> Rules:
    """The rules of the edition with this one duty."""
    found = shaped(KINDS[raw["kind"]], dict(raw), NOWHERE, refuse)
    return prepare(edition().model_copy(update={"duties": [found]}))


def refuse(_place: object, _token: str, what: str, write: str) -> None:
    raise AssertionError(f"{what} {write}")


rules = duties().map(ready)
