"""The pages of files: what they show, what they give out, and to whom they are not there."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.evidence import samples
from tests.evidence.samples import upload
from tests.page_checks import CheckedClient

from concordat.councils.models import Council, Membership
from concordat.evidence import contents, services
from concordat.evidence.models import StoredFile
from concordat.register.models import Involvement

pytestmark = pytest.mark.django_db
KIND = "register.involvement"


@pytest.fixture(scope="module")
def made(ground: None) -> tuple[Membership, Involvement]:
    """Somebody of a council's partnership team, and a partnership in its register."""
    council = world.council()
    return world.member(council, "partnership_team"), world.involvement(council, "Riverside Partnership")


@pytest.fixture
def council(officer: Membership) -> Council:
    return officer.council


@pytest.fixture
def officer(made: tuple[Membership, Involvement], folder: Path, db: None) -> Membership:
    return deepcopy(made[0])


@pytest.fixture
def involvement(made: tuple[Membership, Involvement], folder: Path, db: None) -> Involvement:
    return deepcopy(made[1])


@pytest.fixture
def file(officer: Membership, involvement: Involvement) -> StoredFile:
    """A file attached by the officer."""
    scope = world.scope(officer)
    return services.store(
        scope, owner_kind=KIND, owner=str(involvement.pk), chain=involvement.scope, upload=upload(), words="Signed"
    )


def page(name: str, file: StoredFile, slug: str = "ashford") -> str:
    return reverse(name, args=[slug, file.reference])


def add_page(involvement: Involvement, slug: str = "ashford") -> str:
    return reverse("file_add", args=[slug, KIND, involvement.pk])


def sent(client: CheckedClient, url: str, **given: object) -> Any:
    """Open a form, and send it back with these values."""
    return client.post(url, {"form_token": client.get(url).context["form_token"], **given})


def test_a_file_is_attached_on_its_page_and_then_listed_on_the_partnership(
    officer: Membership, involvement: Involvement
) -> None:
    client = world.client(officer.user)
    answer = sent(client, add_page(involvement), upload=upload(), words="Signed agreement")
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("partnership_entry", args=["ashford", involvement.reference]) + "#files",
    )
    shown = client.get(answer["Location"]).content.decode()
    assert "Signed agreement" in shown
    assert "PDF document, " in shown


def test_a_file_sent_twice_is_attached_once(officer: Membership, involvement: Involvement) -> None:
    client, url = world.client(officer.user), add_page(involvement)
    given = {"form_token": client.get(url).context["form_token"], "words": ""}
    first, second = (client.post(url, {**given, "upload": upload()}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert StoredFile.objects.count() == 1


def test_a_file_that_is_refused_is_said_so_beside_its_field(officer: Membership, involvement: Involvement) -> None:
    client = world.client(officer.user)
    answer = sent(client, add_page(involvement), upload=upload(samples.PNG, "plan.pdf"), words="Kept words")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "does not hold a PDF document" in text
    assert "Kept words" in text
    assert sent(client, add_page(involvement)).status_code == 422


def test_a_file_s_page_says_what_it_is_who_attached_it_and_what_became_of_it(
    officer: Membership, file: StoredFile
) -> None:
    text = world.client(officer.user).get(page("file", file)).content.decode()
    assert "<h1" in text
    for words in ("agreement.pdf", "Signed", "PDF document", "Robin Field", file.digest, "File attached"):
        assert words in text


def test_a_file_is_given_out_to_be_saved_and_not_to_be_shown(officer: Membership, file: StoredFile) -> None:
    answer: Any = world.client(officer.user).get(page("file_download", file))
    assert b"".join(answer.streaming_content) == samples.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="agreement.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(officer: Membership, file: StoredFile) -> None:
    path = contents.path_of(file.digest)
    path.chmod(0o600)
    path.write_bytes(b"otherwise")
    answer = world.client(officer.user).get(page("file_download", file))
    assert answer.status_code == 500
    assert "no longer what was attached" in answer.content.decode()


def test_a_withdrawn_file_is_not_given_out_and_its_page_says_why(officer: Membership, file: StoredFile) -> None:
    client = world.client(officer.user)
    assert sent(client, page("file_withdraw", file), reason="").status_code == 422
    assert sent(client, page("file_withdraw", file), reason="The wrong agreement").status_code == 303
    assert client.get(page("file_download", file)).status_code == 404
    text = client.get(page("file", file)).content.decode()
    assert "It is no longer given out." in text
    assert "The wrong agreement" in text
    assert "Withdraw this file" not in text
    assert client.get(page("file_withdraw", file))["Location"] == page("file", file)


def test_a_withdrawal_sent_twice_withdraws_once_and_goes_to_one_place(officer: Membership, file: StoredFile) -> None:
    client, url = world.client(officer.user), page("file_withdraw", file)
    given = {"form_token": client.get(url).context["form_token"], "reason": "The wrong agreement"}
    first, second = client.post(url, given), client.post(url, given)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]


def test_a_withdrawal_of_what_somebody_else_withdrew_is_said_so(officer: Membership, file: StoredFile) -> None:
    client, url = world.client(officer.user), page("file_withdraw", file)
    token = client.get(url).context["form_token"]
    services.withdraw(world.scope(officer), file=file, version=file.version, reason="First")
    answer = client.post(url, {"form_token": token, "reason": "Second"})
    assert answer.status_code == 422
    assert "withdrawn already" in answer.content.decode()


@pytest.mark.parametrize("name", ["file", "file_download", "file_withdraw"])
def test_another_council_s_file_is_not_there(file: StoredFile, name: str) -> None:
    other = world.council("burford")
    client = world.client(world.member(other, "partnership_team").user)
    assert client.get(page(name, file, "burford")).status_code == 404
    assert client.get(page(name, file)).status_code == 404


@pytest.mark.parametrize("owner", ["0", "none", "-1"])
@pytest.mark.parametrize("kind", [KIND, "register.partnership", "other.thing"])
def test_nothing_is_attached_to_what_is_not_there(officer: Membership, kind: str, owner: str) -> None:
    url = reverse("file_add", args=["ashford", kind, owner])
    assert world.client(officer.user).get(url).status_code == 404


def test_nothing_is_attached_to_another_council_s_partnership(involvement: Involvement) -> None:
    other = world.council("burford")
    client = world.client(world.member(other, "partnership_team").user)
    assert client.get(add_page(involvement, "burford")).status_code == 404


def test_an_officer_attaches_files_only_to_what_is_theirs(council: Council, involvement: Involvement) -> None:
    client = world.client(world.member(council, "lead_officer").user)
    answer = client.get(add_page(involvement))
    assert answer.status_code == 403
    assert "yours to keep" in answer.content.decode()


def test_an_auditor_reads_a_file_and_is_offered_nothing_to_change(council: Council, file: StoredFile) -> None:
    client = world.client(world.member(council, "auditor").user)
    text = client.get(page("file", file)).content.decode()
    assert "Download agreement.pdf" in text
    assert "Withdraw this file" not in text
    assert client.get(page("file_withdraw", file)).status_code == 403


def test_a_councillor_reads_a_file_and_not_what_became_of_it(council: Council, file: StoredFile) -> None:
    text = world.client(world.member(council, "councillor").user).get(page("file", file)).content.decode()
    assert "Download agreement.pdf" in text
    assert "History" not in text
