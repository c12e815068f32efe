"""A list that begins with what the protocol names says which rows there are, and answers nothing else for anybody."""

import pytest
from tests import world

from concordat.compliance.standing import statuses_now
from concordat.library import shelf
from concordat.records import listing, queries
from concordat.records.asking import asks_of
from concordat.records.catalogue import sides
from concordat.records.fitting import rules_for
from concordat.records.queries import Side

pytestmark = pytest.mark.django_db
NAMED_BY_THEIR_WORDS = ("council_risks", "joint_risks")


@pytest.mark.parametrize("edition", [one.id for one in shelf.editions()])
def test_only_what_names_a_row_is_filled_in(edition: str) -> None:
    council = world.council("ashford", edition)
    row, command = world.involvement(council), world.command(council)
    rules = rules_for(command, row)
    for group, (cell, offered) in asks_of(rules).begins.items():
        side = Side(row, sides(rules.table[group])[0])
        made = listing.begin(command, side=side, group=group, codes=list(offered))
        filled = {cell, "words"} if group in NAMED_BY_THEIR_WORDS else {cell}
        assert {name for one in made for name in one.cells} == filled, group
        assert len(queries.rows(side, [group])[group]) == len(offered)


def test_what_a_benefit_was_expected_to_bring_is_still_to_be_said_after_the_list_began() -> None:
    council = world.council("ashford", "commissioning-borough/undated")
    row, command = world.involvement(council, involvement__applied_by_choice=True), world.command(council)
    (made,) = listing.begin(command, side=Side(row, joint=False), group="benefits", codes=["greater_impact"])
    lines = [line for line in statuses_now([row], command.on)[row.pk] if line.duty.id == "benefits_at_the_start"]
    assert [line.status for line in lines if line.finding.row == made.reference] == ["not known"]
