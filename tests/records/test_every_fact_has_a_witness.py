"""Each fact and list that is kept here: blank before, and read back as it was answered."""

import pytest
from tests.records.conftest import Here
from tests.records.keeping import LISTS, SCALARS, add, answer, fitting, known, say_complete

from concordat.protocol.values import NotApplicable, Rows
from concordat.records.catalogue import sides
from concordat.records.models import OwnRow

# What is proved here, for the tests of the whole site.
PROVED = {**SCALARS, **LISTS}


@pytest.mark.parametrize("home", sorted({fact.home for fact in SCALARS.values()}))
def test_a_fact_is_blank_then_not_known_not_applicable_and_a_value(here: Here, home: str) -> None:
    names = [name for name, fact in SCALARS.items() if fact.home == home]
    assert not set(names) & known(here.row, here.lead).keys()
    none = NotApplicable("There is no such thing")
    for name in names:
        said, fact = fitting(SCALARS[name])
        answer(here.lead, here.row, name, None)
        assert known(here.row, here.lead)[name] is None
        answer(here.lead, here.row, name, none, correction=True, reason="It never had one")
        assert known(here.row, here.lead)[name] == none
        answer(here.lead, here.row, name, said, correction=True, reason="It has one")
        assert known(here.row, here.lead)[name] == fact, name


@pytest.mark.parametrize("group", sorted(LISTS))
def test_a_list_is_blank_then_has_rows_and_then_no_others(here: Here, group: str) -> None:
    cells = {name: fitting(cell) for name, cell in LISTS[group].row.items() if name != "id"}
    assert group not in known(here.row, here.lead)
    answers = {f"{name}_": said for name, (said, _fact) in cells.items()}
    rows = [add(here.lead, here.row, group, joint=joint, **answers) for joint in sides(LISTS[group])]
    # The joint record's rows come first.
    rows.sort(key=lambda row: isinstance(row, OwnRow))
    wanted = tuple({"id": row.reference, **{name: fact for name, (_said, fact) in cells.items()}} for row in rows)
    assert known(here.row, here.lead)[group] == Rows(wanted, complete=False)
    say_complete(here.lead, here.row, group)
    assert known(here.row, here.lead)[group] == Rows(wanted, complete=True)


@pytest.mark.parametrize("group", sorted(LISTS))
def test_an_empty_list_can_be_complete_or_not_apply_at_all(here: Here, group: str) -> None:
    say_complete(here.lead, here.row, group)
    assert known(here.row, here.lead)[group] == Rows((), complete=True)
    say_complete(here.lead, here.row, group, complete=False)
    assert group not in known(here.row, here.lead)
    say_complete(here.lead, here.row, group, not_applicable="It has none")
    assert known(here.row, here.lead)[group] == NotApplicable("It has none")
