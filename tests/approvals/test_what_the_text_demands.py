"""Clause 4 through the product: who signs off each band, and what they had before them."""

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import fill, judged
from tests.approvals.conftest import LIMITED, SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, fresh, give, sent
from tests.register.pages.browsing import text

from concordat.approvals import acting, queries
from concordat.approvals.acting import Said
from concordat.councils.models import Membership
from concordat.judgements import judging
from concordat.register import record
from concordat.register.models import Involvement

pytestmark = pytest.mark.slow

EXECUTIVE = "sign-off.members"
BANDS = [
    ("limited", LIMITED, "registration", "head"),
    ("moderate", {**LIMITED, "aims": 3, "liability": 5, "profile": 4, "stakeholders": 3, "deadlines": 4}, "basic_evaluation", "senior"),
    ("major", {}, "full_evaluation", "senior"),
]  # fmt: skip


@pytest.mark.requirement("BOL-4.2")
@pytest.mark.parametrize(("band", "levels", "form", "who"), BANDS)
def test_each_band_is_signed_off_by_whom_the_text_names_and_a_major_one_by_members_where_it_was_judged_so(
    here: Here, band: str, levels: dict[str, int], form: str, who: str
) -> None:
    judged(here.lead, here.row, **levels)
    judging.judge(here.senior, involvement=here.row, name="members_must_decide", answer=True, reason="It is a key one")
    everybody = world.scope(world.member(here.row.council, "partnership_team", "senior_manager", name="Helper"))
    for one in ("score_sheet", form):
        fill(everybody, here.row, one)
    matter, papers = sent(here.lead, here.row, "entry", "score_sheet", form)
    signer = getattr(here, who)
    assert [item.row.task for item in queries.waiting_for(signer)] == [f"sign-off.{band}"]
    give(signer, matter, f"sign-off.{band}", papers)
    if band == "major":
        assert [item.row.task for item in queries.waiting_for(here.team)] == []
        said = Said(
            "given", "It gains the district more than it costs", day=here.clerk.on, minute="E/12", named="executive"
        )
        acting.record(here.clerk, matter=matter, task=EXECUTIVE, papers=papers, said=said)
    give(here.team, matter, "sign-off.received", papers)
    assert fresh(matter).ended == "done"


@pytest.mark.requirement("BOL-4.7")
def test_a_sign_off_can_be_read_later_with_the_forms_the_score_the_risks_and_the_reason(entry: Entry) -> None:
    here = entry.here
    before = {"involvement.liabilities": "Two leases"}
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "given", reason="It is worth what it costs")
    row = Involvement.objects.get(pk=here.row.pk)
    record.answer(here.lead, involvement=row, version=row.version, answers=before, correction=True, reason="Found")
    reader = world.client(Membership.objects.get(pk=here.reader.membership.pk).user)  # type: ignore[union-attr]
    page = reverse("matter", args=[row.council.slug, row.reference, entry.matter.reference])
    assert "It is worth what it costs" in text(reader.get(page))
    papers = text(reader.get(f"{page}papers/1/"))
    for words in ("Partnership registration", "Significance score sheet", "Limited", "20", "risk", entry.papers.digest):
        assert words in papers
    assert "Two leases" not in papers
