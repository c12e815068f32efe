"""Two hundred ways of tampering with a record, each with the number of the event at which it has to be noticed.

Done past everything that the product has: triggers away, statements of our own.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from concordat.history.canonical import digest
from concordat.history.models import Detail, Event, Head


@dataclass(frozen=True)
class Tampering:
    """What is done to the event of a number, and the number at which the chain no longer holds."""

    name: str
    number: int
    noticed_at: int
    do: Callable[[str, int], None]


def _events(scope: str, number: int):  # type: ignore[no-untyped-def]
    return Event.objects.filter(scope=scope, number=number)


def edit_body(scope: str, number: int) -> None:
    """Letters of the text, as if somebody else had acted."""
    event = _events(scope, number).get()
    _events(scope, number).update(body=event.body.replace('"actor":"ann"', '"actor":"eve"'))


def edit_body_and_digest(scope: str, number: int) -> None:
    """The text, with the digest made to fit: what follows no longer does."""
    event = _events(scope, number).get()
    body = event.body.replace('"actor":"ann"', '"actor":"eve"')
    _events(scope, number).update(body=body, digest=digest(body))


def edit_digest(scope: str, number: int) -> None:
    """The digest alone."""
    _events(scope, number).update(digest=digest(str(number)))


def edit_verb(scope: str, number: int) -> None:
    """A column beside the text."""
    _events(scope, number).update(verb="Nothing happened")


def edit_time(scope: str, number: int) -> None:
    """The time beside the text."""
    event = _events(scope, number).get()
    _events(scope, number).update(at=event.at.replace(year=2001))


def no_text_at_all(scope: str, number: int) -> None:
    """A text that is none, with the digest made to fit."""
    _events(scope, number).update(body="null", digest=digest("null"))


def remove(scope: str, number: int) -> None:
    """The event, with its values left."""
    _events(scope, number).delete()


def remove_wholly(scope: str, number: int) -> None:
    """The event and its values."""
    _events(scope, number).delete()
    Detail.objects.filter(scope=scope, number=number).delete()


def remove_and_close_the_gap(scope: str, number: int) -> None:
    """The event and its values; those that follow move up, one by one, as the database asks."""
    remove_wholly(scope, number)
    for rows in (Event.objects, Detail.objects):
        for row in rows.filter(scope=scope, number__gt=number).order_by("number")[:4]:
            rows.filter(pk=row.pk).update(number=row.number - 1)


def insert(scope: str, number: int) -> None:
    """An event that was not, after which the others are moved on."""
    last = Head.objects.get(scope=scope).number
    for later in range(last, number - 1, -1):
        if later - number < 4:
            for rows in (Event.objects, Detail.objects):
                rows.filter(scope=scope, number=later).update(number=later + 1_000_000)
    event = Event.objects.filter(scope=scope).order_by("number").first()
    assert event is not None
    body = event.body.replace('"actor":"ann"', '"actor":"eve"')
    Event.objects.create(scope=scope, number=number, digest=digest(body), body=body, verb=event.verb, at=event.at)


def append(scope: str, number: int) -> None:
    """An event after the last, made to follow, of which the head knows nothing."""
    event = Event.objects.filter(scope=scope).order_by("-number")[0]
    body = {**json.loads(event.body), "number": number, "previous": event.digest, "items": []}
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    Event.objects.create(scope=scope, number=number, digest=digest(text), body=text, verb=event.verb, at=event.at)


def swap(scope: str, number: int) -> None:
    """Two events that follow each other, with all that stands beside them."""
    for rows in (Event.objects, Detail.objects):
        for old, new in ((number, 0), (number + 1, number), (0, number + 1)):
            rows.filter(scope=scope, number=old).update(number=new)


def cut_the_tail(scope: str, number: int) -> None:
    """All events from this one on."""
    for rows in (Event.objects, Detail.objects):
        rows.filter(scope=scope, number__gte=number).delete()


def cut_the_tail_and_the_head(scope: str, number: int) -> None:
    """All events from this one on, with a head that says so, and yet not which was the last."""
    cut_the_tail(scope, number)
    Head.objects.filter(scope=scope).update(number=number - 1)


def edit_value(scope: str, number: int) -> None:
    """A value beside the chain."""
    row = Detail.objects.get(scope=scope, number=number, item=1)
    Detail.objects.filter(pk=row.pk).update(values=row.values.replace("thing", "THING"))


def edit_reason(scope: str, number: int) -> None:
    """The reason, or the name, beside the chain."""
    row = Detail.objects.get(scope=scope, number=number, item=0)
    Detail.objects.filter(pk=row.pk).update(values=row.values.replace("Ann Ash", "Eve Elm"))


def edit_whose(scope: str, number: int) -> None:
    """Of which row a value is said to be."""
    Detail.objects.filter(scope=scope, number=number, item=1).update(object="0")


def spoil_values(scope: str, number: int) -> None:
    """Values that no longer can be read."""
    Detail.objects.filter(scope=scope, number=number, item=1).update(values="{")


def remove_values(scope: str, number: int) -> None:
    """A row of values."""
    Detail.objects.filter(scope=scope, number=number, item=1).delete()


def remove_a_value(scope: str, number: int) -> None:
    """A value, and nothing says so."""
    row = Detail.objects.get(scope=scope, number=number, item=0)
    values = json.loads(row.values)
    del values["actor"]
    Detail.objects.filter(pk=row.pk).update(values=json.dumps(values))


def erase_unsaid(scope: str, number: int) -> None:
    """A value made to look erased, of which no event speaks."""
    row = Detail.objects.get(scope=scope, number=number, item=0)
    values = json.loads(row.values)
    del values["actor"]
    words = json.dumps({"actor": "erased on 2026-01-01 under nothing"})
    Detail.objects.filter(pk=row.pk).update(values=json.dumps(values), erased=words)


def add_values(scope: str, number: int) -> None:
    """A row of values more than there were."""
    Detail.objects.create(scope=scope, number=number, item=2, model="x", object="1", values="{}")


def add_stray_values(scope: str, number: int) -> None:
    """Values for an event that never was."""
    Detail.objects.create(scope=scope, number=number + 50, item=0, model="x", object="1", values="{}")


def edit_head(scope: str, number: int) -> None:
    """What the head says was the last."""
    Head.objects.filter(scope=scope).update(digest="0" * 64)


def head_back(scope: str, number: int) -> None:
    """The head, set back to an event before the last."""
    before = Event.objects.get(scope=scope, number=number - 1)
    Head.objects.filter(scope=scope).update(number=before.number, digest=before.digest)


def head_on(scope: str, number: int) -> None:
    """The head, set on beyond the last."""
    Head.objects.filter(scope=scope).update(number=number)


def remove_head(scope: str, number: int) -> None:
    """The head, which then knows nothing."""
    Head.objects.filter(scope=scope).delete()


ANYWHERE: tuple[tuple[Callable[[str, int], None], int], ...] = (
    (edit_body, 0),
    (edit_body_and_digest, 1),
    (edit_digest, 0),
    (edit_verb, 0),
    (edit_time, 0),
    (no_text_at_all, 0),
    (remove, 0),
    (remove_wholly, 0),
    (insert, 0),
    (cut_the_tail, 0),
    (edit_value, 0),
    (edit_reason, 0),
    (edit_whose, 0),
    (spoil_values, 0),
    (remove_values, 0),
    (remove_a_value, 0),
    (erase_unsaid, 0),
    (add_values, 0),
)
NOT_LAST = (swap, remove_and_close_the_gap)
NOT_FIRST = (cut_the_tail_and_the_head,)


def tamperings(length: int, count: int, seed: int) -> Iterator[Tampering]:
    """``count`` tamperings of a chain of this length: the first, the last and the head always among them."""
    chance = random.Random(seed)
    found = list(_at_the_ends(length))
    while len(found) < count:
        number = chance.randint(2, length - 1)
        kind = chance.randrange(len(ANYWHERE) + 3)
        if kind < len(ANYWHERE):
            do, later = ANYWHERE[kind]
            found.append(Tampering(do.__name__, number, number + later, do))
        else:
            do = (*NOT_LAST, *NOT_FIRST)[kind - len(ANYWHERE)]
            # A head without its digest knows that the last is another.
            found.append(Tampering(do.__name__, number, number - (do in NOT_FIRST), do))
    yield from found[:count]


def _at_the_ends(length: int) -> Iterator[Tampering]:
    for number in (1, length):
        for do, later in ANYWHERE:
            # The digest of the last is held against the head.
            at = length if number == length else number + later
            yield Tampering(do.__name__, number, at, do)
    for do in NOT_LAST:
        yield Tampering(do.__name__, 1, 1, do)
    yield Tampering("edit_head", length, length, edit_head)
    yield Tampering("head_back", length, length, head_back)
    yield Tampering("head_on", length + 1, length + 1, head_on)
    yield Tampering("remove_head", length, 1, remove_head)
    yield Tampering("append", length + 1, length + 1, append)
    yield Tampering("add_stray_values", length, length + 1, add_stray_values)
