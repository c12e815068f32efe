"""What has to hold of a house that was cut down, whatever it was at: on its database, its folder of files, its mail.

Each function answers what is wrong, in sentences; nothing where all is well.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from email.message import Message
from email.parser import BytesParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.site.crash_people import Post

from concordat.accounts.models import Outgoing
from concordat.answers.models import Submitted
from concordat.approvals import mailing
from concordat.approvals.models import ActDone, Matter, Papers, Waiting
from concordat.compliance.models import FactSheet, Stale
from concordat.councils.models import Council
from concordat.evidence import contents
from concordat.evidence.models import StoredFile
from concordat.history import clock, derived, sealed
from concordat.history.models import Detail
from concordat.records.models import OwnRow
from concordat.register.models import Involvement, Partnership, Person
from concordat.site.tasks import AGAIN_AFTER, STANDING, TELL

# Where the words of each kind of form end up: the model and the field. Those of a withdrawal stand in the record alone.
HOME: dict[str, tuple[type[Model] | None, str]] = {
    "own": (Involvement, "liabilities"),
    "joint": (Partnership, "purpose"),
    "council": (Council, "register_keeper"),
    "row": (OwnRow, "cells"),
    "file": (StoredFile, "name"),
    "entry": (Partnership, "name"),
    "person": (Person, "name"),
    "opened": (Matter, "reason"),
    "sent in": (Papers, "note"),
    "received": (ActDone, "reason"),
    "withdrawn": (None, "reason"),
}
# These change what stands there; the others each leave a row of their own.
CHANGING = frozenset({"own", "joint", "council", "withdrawn"})
A_SECOND = 1.0
LEFT_OPEN = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
GIVEN_UP = Q(status=TaskResultStatus.FAILED, exception_class_path__endswith="LeftByItsWorker")


class Record:
    """How often the record says that the words of a form were written, read on from where it was read last."""

    def __init__(self) -> None:
        self.read, self.times = 0, Counter[tuple[str, str]]()
        self._kinds = {(model._meta.label_lower if model else "", name): kind for kind, (model, name) in HOME.items()}

    def read_on(self) -> None:
        """Read what was written since."""
        for row in Detail.objects.filter(pk__gt=self.read).order_by("pk").iterator():
            self.read = row.pk
            for name, (_salt, before, after) in json.loads(row.values).items():
                kinds = [kind for (model, field), kind in self._kinds.items() if (model, field) == (row.model, name)]
                for kind in kinds if before != after else ():
                    self.times[(kind, _words(after))] += 1


def _words(value: Any) -> str:
    """The words that nothing else has, in what stands in a column."""
    text = value.get("words", "") if isinstance(value, dict) else value
    return str(text).removesuffix(".txt")


def doubled_or_lost(posts: Iterable[Post], record: Record, submitted_before: int) -> Iterator[str]:
    """Each form that was answered is there once; one that was not, once or not at all; however often it was sent."""
    record.read_on()
    posts = list(posts)
    there = {kind: Counter(_there(kind)) for kind in HOME if kind not in CHANGING}
    for post in posts:
        kind, words = post.what.kind, post.words
        if kind not in HOME:
            continue
        times = [record.times[(kind, words)], *([there[kind][words]] if kind in there else [])]
        if len(set(times)) > 1 or times[0] > 1 or (post.seen and times[0] != 1):
            answered = "answered" if post.seen else "not answered"
            yield f"A form of the kind “{kind}” was {answered}, and is there {times} times: {words}"
    ours = [post for post in posts if post.what.kind == "submitted"]
    at_least, number = sum(post.seen for post in ours), Submitted.objects.count() - submitted_before
    if not at_least <= number <= len(ours):
        yield f"Of {len(ours)} submissions {at_least} were answered, and {number} are there."


def _there(kind: str) -> Iterator[str]:
    model, name = HOME[kind]
    assert model is not None
    for value in model._default_manager.values_list(name, flat=True):
        if value:
            yield _words(value)


# --- Files ------------------------------------------------------------------------------------------------


def rows_without_their_file() -> Iterator[str]:
    """Each row speaks of a file that is there, and is what it was."""
    for row in StoredFile.objects.order_by("pk"):
        path = contents.path_of(row.digest)
        if not path.is_file():
            yield f"The file {row.name} is not there."
        elif (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()) != (row.size, row.digest):
            yield f"The file {row.name} is not what it was."


def files_without_a_row() -> Iterator[str]:
    """Nothing lies in the folder of files of which no row speaks. Not while somebody uploads."""
    spoken_of = set(StoredFile.objects.values_list("digest", flat=True))
    folder = contents.path_of("0" * 64).parent.parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.name not in spoken_of:
            yield f"No row speaks of {path.relative_to(folder)}."


# --- Tasks ------------------------------------------------------------------------------------------------


def tasks_lost() -> Iterator[str]:
    """What is stale, and each mail that is to be sent, has a task that waits or was begun; and no task failed, but for
    those that were cut down so often that they wait for an hour."""
    asked = defaultdict[str, set[int]](set)
    for task in DBTaskResult.objects.filter(Q(status__in=LEFT_OPEN) | GIVEN_UP):
        given = task.args_kwargs["args"]
        asked[task.task_path] |= set(given[1] if task.task_path == STANDING else given[:1])
    for pk in Stale.objects.exclude(involvement__in=asked[STANDING]).values_list("involvement", flat=True):
        yield f"Involvement {pk} is stale, and no task is left to bring it up to date."
    for row in Waiting.objects.filter(state=mailing.OPEN).exclude(matter__in=asked[TELL]):
        told = set(
            Outgoing.objects.filter(sent_at__isnull=False, of=mailing.turn_name(row)).values_list("user", flat=True)
        )
        for user in mailing._users(row):
            if user.pk not in told:
                yield f"{row} waits for {user.email}, who was not told, and no task is left to do so."
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).exclude(GIVEN_UP):
        yield f"A task failed: {task.task_path} {task.args_kwargs} {task.traceback[-600:]}"


def tasks_left() -> int:
    """How many tasks wait, or were begun and are not done."""
    return DBTaskResult.objects.filter(status__in=LEFT_OPEN).count()


def an_hour_later() -> int:
    """Let what was cut down so often that it waits for an hour have waited; how many such tasks there are."""
    return DBTaskResult.objects.filter(GIVEN_UP).update(finished_at=clock.now() - 2 * AGAIN_AFTER)


def tasks_ever() -> dict[str, int]:
    """How many tasks there were of each kind, and how many of all were taken up again."""
    found = Counter(task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.all())
    again = sum(len(task.worker_ids) > 1 for task in DBTaskResult.objects.all())
    return {**found, "taken up again": again}


def done_twice(mail: Path, killed: Sequence[float]) -> Iterator[str]:
    """No sheet says what the one before it said. A mail has one name a turn, and is sent again only where the house was
    cut down between sending it and writing down that it was sent: never without that."""
    before: tuple[int, str] = (0, "")
    for owner, digest in FactSheet.objects.order_by("involvement", "number").values_list("involvement", "digest"):
        if (owner, digest) == before:
            yield f"A sheet of involvement {owner} says what the one before it said."
        before = (owner, digest)
    names = {f"<{row.name}@localhost>": row for row in Outgoing.objects.all()}
    sent = mails(mail)
    for name in sent.keys() - names.keys():
        yield f"The mail {name} is nobody's."
    for name, row in names.items():
        if row.sent_at is not None and name not in sent:
            yield f"The mail {name} is said to be sent, and was not."
    for name, at in sent.items():
        for first, second in pairwise(at):
            if not any(first - A_SECOND <= kill <= second + A_SECOND for kill in killed):
                yield f"The mail {name} was sent twice, and nothing happened between."


def mails(folder: Path) -> dict[str, list[float]]:
    """When each mail was sent, by its name. A file holds one, now and then two of a second. One that was cut off while
    it was written was not sent."""
    found: dict[str, list[float]] = {}
    for path in folder.glob("*"):
        for whole in path.read_bytes().split(b"\n" + b"-" * 79)[:-1]:
            message: Message = BytesParser().parsebytes(whole.lstrip(), headersonly=True)
            found.setdefault(str(message["Message-ID"]), []).append(path.stat().st_mtime)
    return {name: sorted(at) for name, at in found.items()}


# --- What is worked out, and the record -------------------------------------------------------------------


def derived_otherwise() -> Iterator[str]:
    """Segments, tallies and what waits are what they would be if they were made again; of the stale, tasks see to it."""
    stale = set(Stale.objects.values_list("involvement", flat=True))
    with transaction.atomic():
        before = {model: _rows(model, stale) for model in derived.known()}
        derived.rebuild()
        after = {model: _rows(model, stale) for model in derived.known()}
        transaction.set_rollback(True)
    for model, rows in before.items():
        more, less = rows - after[model], after[model] - rows
        if more or less:
            yield f"{model._meta.label}: {sum(more.values())} too many, {sum(less.values())} missing: {[*more, *less][:4]}"


def _rows(model: type[Model], but: Collection[int]) -> Counter[str]:
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    rows = model._default_manager.exclude(involvement__in=but).values_list(*names)
    return Counter(map(str, rows.iterator()))


def record_broken() -> Iterator[str]:
    """Every chain is whole, each row stands as the record says of it last, and what is kept by its digest agrees."""
    yield from sealed.faults()
