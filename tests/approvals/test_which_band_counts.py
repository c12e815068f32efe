"""Which band counts: until the first sign-off the last one found; then a rise at once, a fall when signed off."""

from copy import deepcopy
from typing import Any

import pytest
from django.db.models import Q
from tests.answers.filling import LIMITED, fill
from tests.approvals.conftest import Entry, Here
from tests.approvals.deciding import give
from tests.judgements.answering import assessed

from concordat.answers import submitting
from concordat.approvals import opening
from concordat.judgements import panels
from concordat.judgements.facts import bands, facts_of
from concordat.judgements.models import SignedOff

MODERATE = {**LIMITED, "profile": 5, "stakeholders": 5, "liability": 5}
MAJOR = {**MODERATE, "deadlines": 5, "track_record": 5}
SCORES = {"limited": LIMITED, "moderate": MODERATE, "major": MAJOR}


def band(here: Here) -> Any:
    """The band that every duty and route reads; the lists read the same."""
    found = facts_of([here.row], here.lead.on)[here.row.pk]["significance.band"]
    assert bands(Q(involvement=here.row)) == {here.row.pk: found}
    return found


@pytest.fixture
def approved(entry: Entry) -> Here:
    """Limited, and signed off so."""
    here = entry.here
    give(here.head, entry.matter, "sign-off.limited", entry.papers)
    assert not SignedOff.objects.exists(), "it is not yet received"
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    return here


def score(here: Here, *names: str) -> None:
    for name in names:
        assert assessed(here.lead, here.row, **SCORES[name]).band == name


@pytest.mark.parametrize(
    ("after", "counts"),
    [
        ((), "limited"),
        (("moderate",), "moderate"),
        (("moderate", "major"), "major"),
        (("major", "moderate"), "major"),
        (("major", "limited"), "major"),
        (("major", "major", "moderate", "moderate"), "major"),
    ],
)
def test_after_the_sign_off_a_rise_counts_at_once_and_a_fall_does_not(
    approved: Here, after: tuple[str, ...], counts: str
) -> None:
    score(approved, *after)
    assert band(approved) == counts


def test_before_the_first_sign_off_the_last_assessment_counts(entry: Entry) -> None:
    for name in ("major", "moderate", "limited"):
        score(entry.here, name)
        assert band(entry.here) == name


def test_what_is_signed_off_is_the_assessment_in_the_papers_not_a_later_one(entry: Entry) -> None:
    here = deepcopy(entry.here)
    score(here, "limited")
    give(here.head, entry.matter, "sign-off.limited", entry.papers)
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    assert [row.assessment.number for row in SignedOff.objects.all()] == [1]


def test_a_fall_counts_once_the_change_is_signed_off_by_whoever_signs_the_higher_band(approved: Here) -> None:
    score(approved, "moderate", "limited")
    assert band(approved) == "moderate"
    assert "gives limited: that counts once it is signed off" in _page(approved)
    matter = opening.open_matter(
        approved.lead, involvement=approved.row, start="change", changed=["contribution"], reason="Less money"
    )
    for form in ("score_sheet", "basic_evaluation"):
        fill(approved.lead, approved.row, form)
        submitting.submit(approved.lead, involvement=approved.row, form=form)
    papers = opening.send(approved.lead, matter=matter, version=matter.version)
    give(approved.senior, matter, "sign-off.moderate", papers)
    give(approved.team, matter, "sign-off.received", papers)
    assert band(approved) == "moderate"
    give(approved.team, matter, "change-scored.received", papers)
    assert band(approved) == "limited"
    assert "Signed off on" in _page(approved)


def _page(here: Here) -> str:
    panel = panels.of_partnership(here.lead, here.row)
    assert panel is not None
    return str([row["value"]["html"] for row in panel.context["rows"]["rows"]])
