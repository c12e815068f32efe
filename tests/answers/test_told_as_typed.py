"""What somebody typed comes back as they typed it: in the words of a question, and in a form as it was submitted."""

from __future__ import annotations

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import fill
from tests.records.keeping import add

from concordat.answers import submitting
from concordat.answers.words import Told
from concordat.protocol.values import Rows
from concordat.records.asking import asks_of
from concordat.register.choices import plain
from concordat.register.known import known_of

pytestmark = pytest.mark.django_db
TYPED = (
    "County funds end in March",
    "funds",
    "county_funds",
    "NHS",
    "McKinley & Co. (UK)",
    "major",
    "Two  spaces",
    "1st",
)
MORE = ("<b>Not bold</b>", "Line one\nline two", "“Curly”, 'straight' and \"double\"")


def test_whatever_is_typed_into_any_cell_without_codes_of_its_own_is_told_as_it_was_typed(here: Here) -> None:
    rules = known_of(here.lead, here.row).rules
    told, asks = Told(here.lead, rules), asks_of(rules)
    tried = 0
    for group, fact in rules.table.items():
        for name, cell in (fact.row or {}).items():
            free = cell.type in ("choice", "choices") and cell.options in (None, "any")
            offered = free and asks.options(f"{group}.{name}", cell)
            if name == "id" or (cell.type != "text" and not free) or offered or f"{group}.{name}" == "aims_served.aim":
                continue
            for words in TYPED if free else (*TYPED, *MORE):
                said = (words,) if cell.type == "choices" else words
                assert told.rows(group, Rows(({name: said},), complete=True)) == [f"{cell.words}: {words}"], (
                    f"{group}.{name}"
                )
                tried += 1
    assert tried > 1000


@pytest.mark.parametrize("words", TYPED[:1] + TYPED[3:5])
def test_what_was_typed_before_there_were_codes_is_no_code(words: str) -> None:
    assert plain(words) == words


@pytest.mark.slow
def test_a_submitted_form_says_of_a_row_what_was_typed_into_it(here: Here) -> None:
    rules = known_of(here.lead, here.row).rules
    form = next(
        form
        for form in rules.edition.forms.values()
        if any(q.about == "seats" for s in form.sections for q in s.questions)
    )
    fill(here.lead, here.row, form.id)
    add(here.lead, here.row, "seats", role="Chair of the LEP's board", person="A McDonald", ours=True)
    fill(here.lead, here.row, form.id)
    row = submitting.submit(here.lead, involvement=here.row, form=form.id)
    assert here.lead.membership is not None
    page = world.client(here.lead.membership.user).get(
        f"/c/ashford/register/{here.row.reference}/forms/submitted/{row.pk}/"
    )
    assert "Role: Chair of the LEP&#x27;s board; Person: A McDonald" in page.content.decode()
