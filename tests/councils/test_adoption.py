"""Adopting an edition: from the library, from a zip; which one is in force on a day; the rules of the copy."""

import io
import stat
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests import world

from concordat.councils import adopted_rules, adoption
from concordat.councils.models import AdoptedFile, Adoption, KeptEdition
from concordat.councils.queries import adoption_on
from concordat.history import clock
from concordat.library import shelf
from concordat.protocol import seal
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db
FIRST = date(2024, 1, 1)
ONE, OTHER, THIRD = "bolsover/2009", "chesterfield/2019", "northamptonshire/2009"


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library does not change while the tests run."""
    monkeypatch.setattr(adoption, "from_library", world.cached_library)


def zipped(folder: Path, prefix: str = "") -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, prefix + path.relative_to(folder).as_posix())
    made.seek(0)
    return made


def of_names(**files: str) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    made.seek(0)
    return made


def test_an_adopted_copy_is_sealed_as_the_library_seals_it() -> None:
    council = world.council(edition=None)
    adopted = adoption.adopt(world.command(council), edition_id=ONE, from_=FIRST)
    edition = shelf.find(ONE).load().edition
    assert (adopted.edition, adopted.revision, adopted.digest) == (ONE, edition.revision, seal.digest(edition))
    assert adopted_rules.rules_of(Adoption.objects.get(pk=adopted.pk)).edition == seal.from_canonical(adopted.canonical)


def test_a_digest_leads_to_the_rules_of_the_copy_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    council = world.council(edition=None)
    adopted = adoption.adopt(world.command(council), edition_id=ONE, from_=FIRST)
    monkeypatch.setattr(adopted_rules, "_prepared", {})
    read = adopted_rules.rules_by(adopted.digest)
    assert read.edition == seal.from_canonical(adopted.canonical)
    assert adopted_rules.rules_by(adopted.digest) is read
    assert adopted_rules.rules_of(adopted) is read
    with pytest.raises(LookupError, match="No council has adopted"):
        adopted_rules.rules_by("0" * 64)


def test_every_file_is_copied_but_the_cases_and_the_demonstration() -> None:
    council = world.council(edition=None)
    adopted = adoption.adopt(world.command(council), edition_id=ONE, from_=FIRST)
    folder = shelf.find(ONE).path
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    kept = dict(AdoptedFile.objects.filter(adoption=adopted).values_list("name", "text"))
    assert set(kept) == {name for name in there if not name.startswith(("cases/", "demo/"))}
    assert kept["duties.yaml"] == (folder / "duties.yaml").read_text(encoding="utf-8")


def test_a_copy_that_is_not_what_its_digest_says_is_refused() -> None:
    council = world.council(edition=None)
    adopted = adoption.adopt(world.command(council), edition_id=ONE, from_=FIRST)
    with pytest.raises(ValueError, match="sealed as"):
        adopted_rules.rules_from(adopted.canonical.replace("partnership", "arrangement", 1), adopted.digest)


@pytest.mark.parametrize(
    ("days", "in_force"),
    {
        "one alone": ([(ONE, FIRST)], {date(2023, 12, 31): None, FIRST: ONE, date(2030, 1, 1): ONE}),
        "one after another": (
            [(ONE, FIRST), (OTHER, date(2025, 1, 1))],
            {date(2024, 12, 31): ONE, date(2025, 1, 1): OTHER},
        ),
        "one before another": (
            [(OTHER, date(2025, 1, 1)), (ONE, FIRST)],
            {date(2024, 12, 31): ONE, date(2025, 1, 1): OTHER},
        ),
        "one between two": (
            [(ONE, FIRST), (THIRD, date(2026, 1, 1)), (OTHER, date(2025, 1, 1))],
            {date(2024, 12, 31): ONE, date(2025, 12, 31): OTHER, date(2026, 1, 1): THIRD},
        ),
    }.values(),
)
def test_on_each_day_at_most_one_edition_is_in_force(
    days: list[tuple[str, date]], in_force: dict[date, str | None]
) -> None:
    council = world.council(edition=None)
    for edition, day in days:
        adoption.adopt(world.command(council), edition_id=edition, from_=day)
    for day, edition_id in in_force.items():
        found = adoption_on(council, day)
        assert (found.edition if found else None) == edition_id
        assert Adoption.objects.filter(council=council, from_day__lte=day).exclude(until__lte=day).count() == bool(
            found
        )


def test_two_editions_from_the_very_same_day_are_refused() -> None:
    scope = world.command(world.council(edition=None))
    adoption.adopt(scope, edition_id=ONE, from_=FIRST)
    with pytest.raises(CannotDo) as refused:
        adoption.adopt(scope, edition_id=OTHER, from_=FIRST)
    assert refused.value.field == "from_"


def test_what_is_in_force_already_is_not_adopted_again() -> None:
    scope = world.command(world.council(edition=None))
    adoption.adopt(scope, edition_id=ONE, from_=FIRST)
    with pytest.raises(CannotDo, match="in force on that day already"):
        adoption.adopt(scope, edition_id=ONE, from_=FIRST + timedelta(days=1))


def test_an_unknown_edition_is_refused_with_the_nearest_name() -> None:
    scope = world.command(world.council(edition=None))
    with pytest.raises(CannotDo) as refused:
        adoption.adopt(scope, edition_id="bolsover/2008", from_=FIRST)
    assert any(ONE in item for item in refused.value.items)


def test_an_adoption_tells_the_rooms_that_follow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(adoption, "followers", [lambda scope, adopted: told.append(adopted.edition)])
    adoption.adopt(world.command(world.council(edition=None)), edition_id=ONE, from_=FIRST)
    assert told == [ONE]


@pytest.mark.parametrize("prefix", ["", "2009/", "council/2009/"])
def test_a_zip_of_the_folder_is_adopted_like_the_folder(prefix: str) -> None:
    scope = world.command(world.council(edition=None))
    adopted = adoption.adopt_upload(scope, upload=zipped(shelf.find(OTHER).path, prefix), from_=FIRST)
    assert adopted.digest == seal.digest(shelf.find(OTHER).load().edition)
    assert AdoptedFile.objects.filter(adoption=adopted, name="duties.yaml").exists()


def test_an_upload_that_was_looked_at_can_be_adopted_within_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = world.command(world.council(edition=None))
    kept = adoption.keep_upload(scope, upload=zipped(shelf.find(OTHER).path))
    assert not Adoption.objects.exists()
    assert adoption.adopt_kept(scope, kept=kept, from_=FIRST).edition == OTHER
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    adoption.keep_upload(scope, upload=zipped(shelf.find(OTHER).path))
    assert not KeptEdition.objects.filter(pk=kept.pk).exists()


def test_another_councils_upload_is_not_adopted() -> None:
    kept = adoption.keep_upload(world.command(world.council(edition=None)), upload=zipped(shelf.find(OTHER).path))
    other = world.command(world.council("barton", edition=None))
    with pytest.raises(CannotDo, match="no longer kept"):
        adoption.adopt_kept(other, kept=kept, from_=FIRST)


def test_a_fault_in_an_upload_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    for path in shelf.find(OTHER).path.rglob("*.yaml"):
        to = tmp_path / path.relative_to(shelf.find(OTHER).path)
        to.parent.mkdir(exist_ok=True)
        to.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    edition = tmp_path / "edition.yaml"
    edition.write_text(edition.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    with pytest.raises(CannotDo) as refused:
        adoption.adopt_upload(world.command(world.council(edition=None)), upload=zipped(tmp_path), from_=FIRST)
    assert refused.value.field == "upload"
    assert any(item.startswith("edition.yaml:") and "titel" in item for item in refused.value.items)
    assert not Adoption.objects.exists()


def a_link() -> io.BytesIO:
    made, member = io.BytesIO(), zipfile.ZipInfo("edition.yaml")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(member, "/etc/hostname")
    made.seek(0)
    return made


def a_bomb() -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("edition.yaml", b"#" * 30_000_000)
    made.seek(0)
    return made


HOSTILE: dict[str, Callable[[], io.BytesIO]] = {
    "no zip at all": lambda: io.BytesIO(b"language: 1"),
    "nothing": lambda: io.BytesIO(b""),
    "an empty zip": of_names,
    "no edition in it": lambda: of_names(**{"README.md": "Hello"}),
    "two folders": lambda: of_names(**{"a/edition.yaml": "", "b/edition.yaml": ""}),
    "a way out": lambda: of_names(**{"../edition.yaml": ""}),
    "a way out further in": lambda: of_names(**{"edition.yaml": "", "forms/../../x.yaml": ""}),
    "an absolute name": lambda: of_names(**{"/tmp/edition.yaml": ""}),
    "a drive": lambda: of_names(**{"C:edition.yaml": ""}),
    "a backslash": lambda: of_names(**{"a\\edition.yaml": ""}),
    "a link": a_link,
    "more than it says": a_bomb,
    "too many files": lambda: of_names(**{f"forms/{number}.yaml": "" for number in range(401)}),
    "a file as a folder": lambda: of_names(**{"edition.yaml": "", "edition.yaml/x.yaml": ""}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_zip_that_is_not_a_plain_folder_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(CannotDo) as refused:
        adoption.adopt_upload(world.command(world.council(edition=None)), upload=HOSTILE[name](), from_=FIRST)
    assert refused.value.field == "upload"
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("role", ["partnership_team", "lead_officer", "auditor", "councillor"])
def test_only_an_administrator_adopts(role: str) -> None:
    scope = world.scope(world.member(world.council(edition=None), role))
    with pytest.raises(NotAllowed, match="administrator"):
        adoption.adopt(scope, edition_id=ONE, from_=FIRST)
    with pytest.raises(NotAllowed):
        adoption.keep_upload(scope, upload=io.BytesIO(b""))
