"""What the decider reads: names, rows as tables, files, questions and helpers, the score with its notes; as it was."""

from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import Here
from tests.approvals.test_pages import browser, to
from tests.evidence.samples import upload
from tests.records.keeping import add
from tests.register.pages.browsing import text

from concordat.answers import sharing, submitting
from concordat.approvals import opening
from concordat.approvals.models import Matter, Papers
from concordat.evidence import services as evidence
from concordat.evidence.models import StoredFile
from concordat.judgements import judging
from concordat.register import people
from concordat.register.models import Person
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.slow
FUNDING = "funding"


@pytest.fixture
def folder(tmp_path: Path) -> Any:
    with override_settings(FILES_DIR=tmp_path / "files"):
        yield


def attach(here: Here, name: str, owner: Any, **more: Any) -> Any:
    return evidence.store(
        here.lead, owner_kind=owner._meta.label_lower, owner=str(owner.pk), chain=owner.scope,
        upload=upload(name=name, content=b"%PDF-1.7\n" + name.encode() + b"\n%%EOF\n"), **more,
    )  # fmt: skip


def sent_in(here: Here) -> tuple[Matter, Papers]:
    """Assessed with a note, filled in with help, asked about, with two files; and sent in."""
    row = here.row
    judged(here.lead, row, **LIMITED)
    judging.assess(here.lead, involvement=row, notes={"cost": "Only what it costs to meet"})
    finance = world.member(row.council, "finance", name="Finn Ance")
    handed = sharing.hand_over(
        here.lead, involvement=row, form="registration", section=FUNDING, to=finance, note="Is it in the budget?"
    )
    for form in ("score_sheet", "registration"):
        fill(here.lead, row, form)
        if form == "registration":
            sharing.end(world.scope(finance), handed=handed, version=handed.version, reply="The first year is")
            asked = sharing.ask(here.team, involvement=row, form=form, question="name", words="Is this the full name?")
            sharing.reply(here.lead, query=asked, version=asked.version, words="It is")
        submitting.submit(here.lead, involvement=row, form=form)
    document = add(here.lead, row, "documents", title="Terms of the forum")
    attach(here, "business-case.pdf", row, words="The case")
    attach(here, "terms.pdf", document)
    matter = opening.open_matter(here.lead, involvement=row, start="entry")
    return matter, opening.send(here.lead, matter=matter, version=matter.version)


def read(here: Here, matter: Matter) -> str:
    return text(browser(here.head).get(to(here, "papers", matter.reference, 1)))


def test_the_papers_show_names_tables_files_help_questions_and_the_score_with_its_notes(
    here: Here, folder: None
) -> None:
    matter, papers = sent_in(here)
    shown = read(here, matter)
    assert "person:" not in shown
    assert "Lee Officer" in shown
    for words in ("Only what it costs to meet", "business-case.pdf", "terms.pdf", "Terms of the forum", "The case"):
        assert words in shown, words
    assert papers.beside["files"][0]["digest"][:12] in shown
    for words in ("Is it in the budget?", "The first year is", "Finn Ance", "Is this the full name?", "It is"):
        assert words in shown, words
    # Rows of a list are a table whose columns stand in the dictionary's order.
    assert ">Responsibility</th>" in shown
    assert shown.index(">Responsibility</th>") < shown.index(">Person</th>")
    assert "Responsibility: " not in shown
    # A list of more columns than fit beside its question stands as a line a row.
    assert ">Authority to decide for their own organisation</th>" not in shown
    assert "Authority to decide for their own organisation: " in shown


def test_what_came_after_the_papers_were_sent_is_not_in_them(here: Here, folder: None) -> None:
    matter, _ = sent_in(here)
    before = read(here, matter)
    attach(here, "later.pdf", here.row)
    asked = sharing.ask(here.team, involvement=here.row, form="registration", question="name", words="And in short?")
    sharing.reply(here.lead, query=asked, version=asked.version, words="The Forum")
    judging.assess(here.lead, involvement=here.row, notes={"cost": "Looked at again"})
    lee = Person.objects.get(name="Lee Officer")
    people.change(
        here.team, person=lee, version=lee.version, details=people.Details("Lee Married", post="Officer", user=lee.user),
        since=here.team.on, reason="Married",
    )  # fmt: skip
    file = StoredFile.objects.get(name="business-case.pdf")
    evidence.withdraw(here.lead, file=file, version=file.version, reason="Wrong one")
    after = read(here, matter)
    for words in ("later.pdf", "And in short?", "The Forum", "Looked at again", "Lee Married"):
        assert words not in after, words
    for words in ("business-case.pdf", "Only what it costs to meet", "Lee Officer"):
        assert words in before, words
        assert words in after, words


def test_a_file_attached_or_a_reply_given_is_new_in_papers(here: Here, folder: None) -> None:
    matter, _ = sent_in(here)
    with pytest.raises(CannotDo, match="Nothing has changed"):
        opening.send(here.lead, matter=matter, version=Matter.objects.get(pk=matter.pk).version)
    attach(here, "later.pdf", here.row)
    second = opening.send(here.lead, matter=matter, version=Matter.objects.get(pk=matter.pk).version)
    assert [one["name"] for one in second.beside["files"]] == ["business-case.pdf", "terms.pdf", "later.pdf"]
