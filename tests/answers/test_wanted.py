"""Which forms are asked for now, and why."""

from __future__ import annotations

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import fill, judged

from concordat.answers import queries, submitting
from concordat.answers.wanted import Why, matter_of
from concordat.approvals import opening

pytestmark = pytest.mark.slow


def asked(here: Here, *, certain: bool = True) -> set[str]:
    whys = queries.overview(here.lead, here.row).whys
    return {form for form, why in whys.items() if any(one.certain is certain for one in why)}


def test_the_band_and_its_sign_off_say_which_forms_are_asked_for(here: Here) -> None:
    assert asked(here) == {"score_sheet", "registration"}


def test_another_band_asks_for_another_form(here: Here) -> None:
    judged(here.lead, here.row)  # the example of the text is major
    assert {"score_sheet", "full_evaluation"} <= asked(here)
    assert not {"registration", "basic_evaluation"} & asked(here)


def test_before_anything_is_assessed_no_band_asks_for_its_form_with_certainty(here: Here) -> None:
    row = world.involvement(here.row.council, "Not assessed")
    whys = queries.overview(here.team, row).whys
    by_band = {"registration", "basic_evaluation", "full_evaluation"}
    assert by_band <= set(whys)
    assert not any(why.certain for form in by_band for why in whys[form])


def test_a_form_that_was_submitted_is_done_for_its_duty(here: Here) -> None:
    fill(here.lead, here.row, "registration")
    submitting.submit(here.lead, involvement=here.row, form="registration")
    found = queries.overview(here.lead, here.row)
    assert found.last == {"registration": here.lead.on}
    assert all(why.done for why in found.whys["registration"])
    assert not any(why.done for why in found.whys["score_sheet"])


def test_a_matter_under_way_asks_for_its_forms_by_its_reference(here: Here) -> None:
    matter = opening.open_matter(
        here.lead, involvement=here.row, start="change", changed=["purpose"], reason="It grows"
    )
    whys = queries.overview(here.lead, here.row).whys["score_sheet"]
    assert matter.reference in {why.matter for why in whys}


@pytest.mark.parametrize(
    ("matters", "found"), [((), ""), (("",), ""), (("a1",), "a1"), (("", "a1"), "a1"), (("a1", "b2"), "")]
)
def test_a_form_is_submitted_for_the_one_matter_that_asks_for_it(matters: tuple[str, ...], found: str) -> None:
    assert matter_of([Why("It is asked for", "4", certain=True, matter=matter) for matter in matters]) == found
