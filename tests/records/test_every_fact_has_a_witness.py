"""Each fact and list that is kept here: blank before, and read back as it was answered."""

import pytest
from tests.records.conftest import Here
from tests.records.keeping import LISTS, SCALARS, add, answer_all, each, fitting, known, say_complete

from concordat.protocol.values import NotApplicable, Rows
from concordat.records.catalogue import sides
from concordat.records.models import OwnRow
from concordat.records.sums import SUMS

pytestmark = pytest.mark.slow

# What is proved here, for the tests of the whole site.
PROVED = {**SCALARS, **LISTS}


def _said(here: Here) -> dict[str, object]:
    """What is known of single facts; sums have a file of their own."""
    return {name: value for name, value in known(here.row, here.lead).items() if name not in SUMS}


def test_a_fact_is_blank_then_not_known_not_applicable_and_a_value(here: Here) -> None:
    assert not SCALARS.keys() & known(here.row, here.lead).keys()
    none, fits = NotApplicable("There is no such thing"), {name: fitting(fact) for name, fact in SCALARS.items()}
    wrong = {"correction": True, "reason": "It was not so"}
    answer_all(here.lead, here.row, dict.fromkeys(SCALARS))
    assert _said(here) == dict.fromkeys(SCALARS)
    answer_all(here.lead, here.row, dict.fromkeys(SCALARS, none), **wrong)
    assert _said(here) == dict.fromkeys(SCALARS, none)
    answer_all(here.lead, here.row, {name: said for name, (said, _fact) in fits.items()}, **wrong)
    assert _said(here) == {name: fact for name, (_said, fact) in fits.items()}


@pytest.mark.parametrize("group", each(sorted(LISTS)))
def test_a_list_is_blank_then_has_rows_and_then_no_others(here: Here, group: str) -> None:
    cells = {name: fitting(cell) for name, cell in LISTS[group].row.items() if name != "id"}
    assert group not in known(here.row, here.lead)
    answers = {f"{name}_": said for name, (said, _fact) in cells.items()}
    rows = [add(here.lead, here.row, group, joint=joint, **answers) for joint in sides(LISTS[group])]
    # The joint record's rows come first.
    rows.sort(key=lambda row: isinstance(row, OwnRow))
    wanted = tuple({"id": row.reference, **{name: fact for name, (_said, fact) in cells.items()}} for row in rows)
    # What can only arise here has no others: nobody is asked whether there are.
    assert known(here.row, here.lead)[group] == Rows(wanted, complete=LISTS[group].blank == "no")
    say_complete(here.lead, here.row, group)
    assert known(here.row, here.lead)[group] == Rows(wanted, complete=True)


@pytest.mark.parametrize("group", each(sorted(LISTS)))
def test_an_empty_list_can_be_complete_or_not_apply_at_all(here: Here, group: str) -> None:
    say_complete(here.lead, here.row, group)
    assert known(here.row, here.lead)[group] == Rows((), complete=True)
    say_complete(here.lead, here.row, group, complete=False)
    assert group not in known(here.row, here.lead)
    say_complete(here.lead, here.row, group, not_applicable="It has none")
    assert known(here.row, here.lead)[group] == NotApplicable("It has none")
