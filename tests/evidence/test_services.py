"""Attaching and withdrawing: who may, what the record says, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.evidence import samples
from tests.evidence.conftest import KIND, Things, working_as
from tests.evidence.samples import upload

from concordat.councils.scope import Scope
from concordat.evidence import contents, kinds, permissions, presenters, queries, services
from concordat.evidence.models import StoredFile
from concordat.history import owners as histories
from concordat.history.models import Detail, Event
from concordat.history.recorded import Stale
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db


def attached(scope: Scope, file: SimpleUploadedFile | None = None, owner: str = "1", words: str = "") -> StoredFile:
    return services.store(
        scope, owner_kind=KIND, owner=owner, chain=scope.council.scope, upload=file or upload(), words=words
    )


def test_a_file_that_is_attached_is_listed_and_stands_in_the_chain_of_its_owner(scope: Scope, things: Things) -> None:
    file = attached(scope, words=" Signed ")
    assert queries.files_of(scope, KIND, "1") == [file]
    assert (file.name, file.words, file.media_type, file.size) == (
        "agreement.pdf",
        "Signed",
        "application/pdf",
        len(samples.PDF),
    )
    event = Event.objects.get(scope=scope.council.scope, verb="File attached")
    values = json.loads(Detail.objects.get(scope=event.scope, model="evidence.storedfile").values)
    assert values["digest"][2] == file.digest
    with contents.opened(file.digest) as content:
        assert content.read() == samples.PDF


def test_a_file_that_is_refused_leaves_no_row_no_event_and_no_content(
    scope: Scope, things: Things, folder: Path
) -> None:
    with pytest.raises(CannotDo, match="does not hold"):
        attached(scope, upload(samples.PNG, "a.pdf"))
    assert not StoredFile.objects.exists()
    assert not Event.objects.filter(verb="File attached").exists()
    assert list(contents.kept()) == []


def test_an_empty_file_is_refused(scope: Scope, things: Things) -> None:
    with pytest.raises(CannotDo, match=r"“a\.txt” is empty"):
        attached(scope, upload(b"", "a.txt"))


def test_a_file_larger_than_25_megabytes_is_refused(
    scope: Scope, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert services.MOST == 25 * 1024 * 1024
    monkeypatch.setattr(services, "MOST", 20)
    with pytest.raises(CannotDo, match=r"“a\.pdf” is larger than 25MB"):
        attached(scope, upload(name="a.pdf"))


def test_the_same_file_is_not_attached_twice_to_one_thing_but_may_be_to_another(scope: Scope, things: Things) -> None:
    attached(scope)
    with pytest.raises(CannotDo, match=r"attached here already, as “agreement\.pdf”"):
        attached(scope, upload(name="again.pdf"))
    assert attached(scope, owner="2").digest == StoredFile.objects.get(owner="1").digest


def test_a_withdrawn_file_is_no_longer_listed_and_may_be_attached_again(scope: Scope, things: Things) -> None:
    file = attached(scope)
    services.withdraw(scope, file=file, version=file.version, reason="Wrong file")
    assert queries.files_of(scope, KIND, "1") == []
    found = queries.find(scope, file.reference)
    assert found is not None
    assert found.withdrawn_at is not None
    assert Event.objects.filter(scope=scope.council.scope, verb="File withdrawn").count() == 1
    attached(scope)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_file_is_not_withdrawn_without_a_reason(scope: Scope, things: Things, reason: str) -> None:
    file = attached(scope)
    with pytest.raises(CannotDo, match="Enter why") as refused:
        services.withdraw(scope, file=file, version=file.version, reason=reason)
    assert refused.value.field == "reason"


def test_a_file_that_somebody_changed_meanwhile_is_not_withdrawn(scope: Scope, things: Things) -> None:
    file = attached(scope)
    with pytest.raises(Stale):
        services.withdraw(scope, file=file, version=file.version - 1, reason="Wrong file")


def test_a_file_is_withdrawn_once(scope: Scope, things: Things) -> None:
    file = attached(scope)
    done = services.withdraw(scope, file=file, version=file.version, reason="Wrong file")
    with pytest.raises(CannotDo, match="withdrawn already"):
        services.withdraw(scope, file=done, version=done.version, reason="Again")


def test_what_no_room_has_registered_is_refused_to_everybody(scope: Scope, things: Things) -> None:
    with pytest.raises(NotAllowed, match="cannot be attached to this"):
        services.store(scope, owner_kind="other.thing", owner="1", chain="installation", upload=upload())
    assert queries.files_of(scope, "other.thing", "1") == []


def test_who_may_not_see_a_thing_sees_none_of_its_files(scope: Scope, things: Things) -> None:
    file = attached(scope)
    things.seen.clear()
    assert queries.files_of(scope, KIND, "1") == []
    assert queries.find(scope, file.reference) is None
    assert not histories.can_see(scope, "evidence.storedfile", str(file.pk))
    with pytest.raises(NotAllowed):
        services.withdraw(scope, file=file, version=file.version, reason="Wrong file")


def test_who_may_see_what_became_of_a_thing_may_see_it_of_its_files(
    scope: Scope, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attached(scope)
    allowed = {"1"}
    monkeypatch.setitem(histories._owners, KIND, lambda _scope, owner: owner in allowed)
    assert histories.can_see(scope, "evidence.storedfile", str(file.pk))
    assert not histories.can_see(scope, "evidence.storedfile", "0")
    allowed.clear()
    assert not histories.can_see(scope, "evidence.storedfile", str(file.pk))


def test_who_may_only_see_a_thing_may_neither_attach_nor_withdraw(scope: Scope, things: Things) -> None:
    file = attached(scope)
    things.added_to.clear()
    with pytest.raises(NotAllowed, match="yours to keep"):
        attached(scope, upload(samples.CSV, "a.csv"))
    with pytest.raises(NotAllowed, match="yours to keep"):
        services.withdraw(scope, file=file, version=file.version, reason="Wrong file")
    assert presenters.panel(scope, KIND, "1").add == ""


def test_a_role_without_the_right_is_told_which_roles_have_it(things: Things) -> None:
    auditor = working_as("auditor")
    with pytest.raises(NotAllowed, match="Only these roles may do this: partnership team"):
        attached(auditor)
    assert permissions.can_see(auditor, KIND, "1")
    assert not permissions.can_add(auditor, KIND, "1")


def test_a_panel_takes_the_same_number_of_queries_for_one_file_and_for_ten(
    scope: Scope, things: Things, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(10):
        attached(scope, upload(f"file {number}".encode(), f"{number}.txt"), owner="1" if number else "2")
    for owner, expected in (("2", 1), ("1", 9)):
        with django_assert_num_queries(2):  # type: ignore[operator]
            assert len(presenters.panel(scope, KIND, owner).lines) == expected


def test_the_sweeper_leaves_what_a_withdrawn_file_held(scope: Scope, things: Things, folder: Path) -> None:
    file = attached(scope)
    services.withdraw(scope, file=file, version=file.version, reason="Wrong file")
    assert services.sweep() == 0
    contents.opened(file.digest).close()


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (12, "12 bytes"), (2_048, "2KB"), (1_572_864, "1.5MB"), (25 * 1024 * 1024, "25MB")],
)
def test_a_size_is_told_in_words(size: int, words: str) -> None:
    assert presenters.size_in_words(size) == words


def test_each_kind_of_file_has_words_for_its_media_type() -> None:
    assert all(kinds.WORDS[kind.media_type] == kind.words for kind in kinds.KINDS.values())
