"""Under every protocol of the library, each page that asks for what is kept here opens, and takes an answer."""

from typing import Any

import pytest
from tests import world
from tests.records.keeping import fitting
from tests.register.pages.browsing import saved, text

from concordat.library import shelf
from concordat.records import answering, facts, listing
from concordat.records.catalogue import sides, subjects
from concordat.records.fitting import rules_for
from concordat.records.queries import Side
from concordat.register.forms import field_name

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EDITIONS = [edition.id for edition in shelf.editions()]


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_opens_and_every_section_saves_as_it_is(edition: str) -> None:
    council = world.council("ashford", edition)
    client = world.client(world.member(council, "partnership_team").user)
    row = world.involvement(council)
    table = rules_for(world.command(council), row).table
    base = f"/c/ashford/register/{row.reference}"
    for subject in subjects(table):
        assert subject.title in text(client.get(f"{base}/records/{subject.id}/"))
        for section in subject.sections:
            url = f"{base}/{'joint-' if section.joint else ''}records/sections/{section.id}/"
            form = text(client.get(url))
            assert [name for name in section.facts if f'"{field_name(name)}' not in form] == []
            saved(client, url)
        for group in subject.lists:
            assert client.get(f"{base}/records/lists/{group}/").status_code == 200
            for joint in sides(table[group]):
                url = f"{base}/{'joint-' if joint else ''}records/lists/{group}/add"
                assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_an_edition_asks_alone_is_kept_told_and_read_by_its_own_types(edition: str) -> None:
    council = world.council("ashford", edition)
    client = world.client(world.member(council, "partnership_team").user)
    row, command = world.involvement(council), world.command(council)
    table = rules_for(command, row).table
    own = {name: fact for name, fact in table.items() if name.startswith("own.")}
    expected: dict[str, Any] = {}
    for name, fact in own.items():
        if fact.type == "rows":
            cells = {cell: fitting(of) for cell, of in fact.row.items() if cell != "id"}
            answers = {cell: said for cell, (said, _value) in cells.items()}
            made = listing.add(command, side=Side(row, sides(fact)[0]), group=name, answers=answers)
            expected[name] = ({"id": made.reference, **{cell: value for cell, (_said, value) in cells.items()}},)
        else:
            said, value = fitting(fact)
            side = Side(row, "involvement" not in fact.level)
            answering.answer(command, side=side, answers={name: said}, version=0)
            expected[name] = value
    known = facts.facts_of([row], command.on)[row.pk]
    assert {name: getattr(known[name], "rows", known[name]) for name in own} == expected
    assert client.get(f"/c/ashford/register/{row.reference}/records/own/").status_code == 200
    assert client.get(f"/c/ashford/register/{row.reference}/history").status_code == 200
