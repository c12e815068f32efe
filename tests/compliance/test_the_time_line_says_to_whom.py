"""The time line of a duty names rows and recipients in the words of the rest of its page, and never by their codes."""

from __future__ import annotations

import pytest
from tests.compliance import making

from concordat.compliance import duty_page
from concordat.compliance.models import Segment
from concordat.councils.scope import Scope
from concordat.register import parties
from concordat.register.models import Involvement
from concordat.register.organisations import New

pytestmark = pytest.mark.django_db
DUTIES = """
- {id: reported, clause: "1", words: It is reported on, strength: must, kind: recurs, event: report,
   subject: partnership, every: {months: 12}, to: [all_partners, lead_officer]}
- {id: each, clause: "2", words: Each partner is reported on, strength: must, kind: recurs, event: report,
   subject: partner, every: {months: 12}, each: partners, to: [public], first_from: this.from}
"""


@pytest.fixture
def scope() -> Scope:
    return making.council(duties=DUTIES)


def labels(scope: Scope, row: Involvement, duty: str) -> tuple[str, list[str]]:
    """The description of the time line, and what today's findings are about."""
    page = duty_page.page(scope, row, duty)
    assert page is not None
    desc = str(page["timeline"]).split('id="timeline-desc"')[1].split("</desc>")[0]
    return desc, [line.about for line in page["lines"]]


def test_to_whom_it_is_given_stands_in_words(scope: Scope) -> None:
    row = making.enter(scope)
    desc, about = labels(scope, row, "reported")
    assert len(about) == 2
    for words in about:
        assert f"Met: {words}:" in desc
    assert not [code for code in ("all_partners", "lead_officer") if code in desc]


def test_of_each_row_it_says_both_what_it_is_and_to_whom(scope: Scope) -> None:
    row = making.enter(scope)
    party = parties.add(
        scope, partnership=row.partnership, organisation=New("Weir Trust"), answers={"from": making.ENTERED}
    )
    desc, about = labels(scope, making.fresh(row), "each")
    assert "Weir Trust, to the public" in about
    assert "Met: Weir Trust, to the public:" in desc
    assert "Not known: whether there are others:" in desc
    marks = set(Segment.objects.filter(involvement=row, duty="each").values_list("row", flat=True))
    assert f"{party.reference}/public" in marks
    assert not [mark for mark in marks if len(mark) > 1 and mark in desc]
