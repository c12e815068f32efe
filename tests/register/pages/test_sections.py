"""Every fact of the register has one place on the pages."""

from collections import Counter

import pytest
from django.urls import reverse

from concordat.register import columns, sections


def test_every_answer_of_the_register_stands_in_one_section_or_is_a_gate() -> None:
    scalars = {name for name, fact in columns.FACTS.items() if fact.type != "rows"}
    placed = Counter(fact for section in (*sections.OWN, *sections.JOINT) for fact in section.facts)
    placed.update(sections.GATE_FACTS.values())
    assert set(placed) == scalars
    assert set(placed.values()) == {1}


def test_every_field_of_a_partner_stands_in_one_section_or_is_the_row_itself() -> None:
    placed = Counter(field for section in sections.PARTY for field in section.facts)
    placed.update(sections.OF_PARTY_ITSELF)
    assert set(placed) == set(columns.FACTS["partners"].row)
    assert set(placed.values()) == {1}


@pytest.mark.parametrize("fact", columns.FACTS)
def test_each_fact_of_the_register_leads_to_a_page_that_is_there(fact: str) -> None:
    place = sections.place_of(fact)
    assert place is not None
    name, more = place
    assert reverse(name, args=["ashford", "r", *more])


def test_a_fact_of_another_room_leads_nowhere_here() -> None:
    assert sections.place_of("arrangement.common_goal") is None
