"""That the proof of crashes can fail: each of its checks tells what is planted, and says nothing where all is well."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.db import connection
from django.test import override_settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.evidence.samples import upload
from tests.records.keeping import add
from tests.site import crash_checks as checks
from tests.site.crash_people import Browser, Next, Post
from tests.site.crash_work import FORM

from concordat.accounts.models import Outgoing
from concordat.answers import submitting
from concordat.answers.models import Submitted
from concordat.approvals import mailing, opening
from concordat.approvals.models import Waiting
from concordat.compliance.models import FactSheet, Segment, Stale, Tally
from concordat.councils.scope import Scope
from concordat.evidence import contents, services
from concordat.evidence.models import StoredFile
from concordat.history import clock
from concordat.history.acts import act
from concordat.register import people
from concordat.register.models import Involvement

pytestmark = pytest.mark.slow
Plant: TypeAlias = Callable[[Scope, Path], object]
WORDS = "w0123456789ab"


def kept_in(folder: Path) -> override_settings:
    """Files and mail kept in a folder."""
    mail = {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder / "mail"}
    return override_settings(FILES_DIR=folder / "files", **mail)


@pytest.fixture(scope="module")
def made(ground: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scope, Path]:
    """A council with a partnership, a file, and a matter that waits, of which those were told by mail."""
    folder = tmp_path_factory.mktemp("made")
    council = world.council()
    scope = world.command(council)
    row = world.involvement(council, involvement__applied_by_choice=True)
    world.member(council, "partnership_team")
    document = add(scope, row, "documents", joint=False, title="Agreement")
    of_document = {"owner_kind": "records.ownrow", "owner": str(document.pk), "chain": council.scope}
    judged(scope, row, **LIMITED)
    fill(scope, row, FORM)
    submitting.submit(scope, involvement=row, form=FORM)
    matter = opening.open_matter(scope, involvement=row, start="change", changed=["purpose"], reason="It grew")
    opening.send(scope, matter=matter, version=matter.version)
    with kept_in(folder):
        services.store(scope, **of_document, upload=upload(b"x", "x.txt"))
        mailing.tell.func(matter.pk)
    DBTaskResult.objects.all().delete()
    return scope, folder


@pytest.fixture
def scope(made: tuple[Scope, Path], db: None, tmp_path: Path) -> Iterator[Scope]:
    """The same, for one test."""
    for name in ("files", "mail"):
        shutil.copytree(made[1] / name, tmp_path / name)
    with kept_in(tmp_path):
        yield made[0]


def wrong(mail: Path, *posts: Post) -> list[str]:
    """What all checks say."""
    found = [*checks.rows_without_their_file(), *checks.files_without_a_row(), *checks.tasks_lost()]
    found += [*checks.done_twice(mail, [time.time() - 3600]), *checks.derived_otherwise(), *checks.record_broken()]
    return found + list(checks.doubled_or_lost(posts, checks.Record(), Submitted.objects.count()))


def post(kind: str, *answers: int) -> Post:
    """A form that was sent with these words, and answered so."""
    return Post(Next(kind, "", Browser(0, ""), ""), WORDS, {}, None, list(answers))


def recorded(scope: Scope, times: int) -> None:
    """Put somebody on record so many times."""
    for _ in range(times):
        people.record(scope, details=people.Details(WORDS))


def test_where_all_is_well_nothing_is_said(scope: Scope, tmp_path: Path) -> None:
    recorded(scope, 1)
    assert Outgoing.objects.count() == len(checks.mails(tmp_path / "mail")) == 1
    assert wrong(tmp_path / "mail", post("person", 303, 303)) == []
    assert wrong(tmp_path / "mail", post("person")) == []
    assert wrong(tmp_path / "mail", post("row")) == []


@pytest.mark.parametrize(
    ("kind", "answers", "times"),
    [("person", [303], 0), ("person", [303], 2), ("person", [], 2), ("submitted", [303], 0)],
)
def test_a_form_that_was_answered_and_is_lost_or_is_there_twice_is_told(
    scope: Scope, tmp_path: Path, kind: str, answers: list[int], times: int
) -> None:
    recorded(scope, times)
    (told,) = wrong(tmp_path / "mail", post(kind, *answers))
    assert "answered" in told


def _content(_: Scope, __: Path) -> None:
    path = contents.path_of("0" * 64)
    path.parent.mkdir()
    path.write_bytes(b"left")


def _upload(_: Scope, __: Path) -> None:
    (contents.path_of("0" * 64).parent.parent / "incoming" / "half").write_bytes(b"half")


def _of_file(do: Callable[[Path], object]) -> Plant:
    return lambda *_: do(contents.path_of(StoredFile.objects.get().digest))


def _written_over(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"y")


def _stale(*_: object) -> None:
    Stale.objects.create(involvement=Involvement.objects.get(), since=clock.now())


def _failed_task(_: Scope, __: Path) -> None:
    DBTaskResult.objects.create(
        args_kwargs={"args": [1], "kwargs": {}}, task_path="x", backend_name="default", status=TaskResultStatus.FAILED,
        worker_ids=[], exception_class_path="", traceback="",
    )  # fmt: skip


def _sheet_again(scope: Scope, _: Path) -> None:
    last = FactSheet.objects.order_by("-number")[0]
    last.pk, last.number, last._state.adding = None, last.number + 1, True
    with act(scope.actor, "Again", scope.council.scope):
        last.save()


def _of_mail(do: Callable[[Path], object]) -> Plant:
    return lambda _, folder: do(next((folder / "mail").iterdir()))


def _without_first(model: Any) -> Plant:
    return lambda *_: model.objects.filter(pk=model.objects.first().pk).delete()


def _sql(statement: str) -> Plant:
    def run(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


PLANTED: dict[str, tuple[Plant, str]] = {
    "a content of which no row speaks": (_content, "No row speaks of 00/"),
    "a half-written upload": (_upload, "No row speaks of incoming/half"),
    "a row without its file": (_of_file(Path.unlink), "is not there"),
    "a file that is not what it was": (_of_file(_written_over), "is not what it was"),
    "a stale one without a task": (_stale, "no task is left to bring it up to date"),
    "somebody who was not told": (lambda *_: Outgoing.objects.update(sent_at=None), "no task is left to do so"),
    "a task that failed": (_failed_task, "A task failed: x"),
    "a sheet that was written twice": (_sheet_again, "says what the one before it said"),
    "a mail that was lost": (_of_mail(Path.unlink), "is said to be sent, and was not"),
    "a mail that was cut off": (_of_mail(lambda path: path.write_bytes(b"Subject: x\n\nx")), "and was not"),
    "a mail that was sent twice": (
        _of_mail(lambda path: shutil.copyfile(path, path.with_name("again"))),
        "was sent twice, and nothing happened between",
    ),
    "a segment that is missing": (_without_first(Segment), "compliance.Segment: 0 too many, 1 missing"),
    "a tally that is missing": (_without_first(Tally), "compliance.Tally: 0 too many, 1 missing"),
    "something waiting that is missing": (_without_first(Waiting), "approvals.Waiting: 0 too many, 1 missing"),
    "a value that the record does not know": (
        _sql("UPDATE register_involvement SET liabilities = 'None'"),
        "not as the record says: liabilities",
    ),
    "an event that is missing": (_sql("UPDATE history_head SET number = number + 1"), "The event is missing"),
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_told(scope: Scope, tmp_path: Path, what: str) -> None:
    plant, said = PLANTED[what]
    plant(scope, tmp_path)
    told = wrong(tmp_path / "mail")
    assert any(said in one for one in told), told
