"""The judgements that a protocol names, and the aims that a partnership serves."""

import pytest
from tests.judgements.pages.conftest import Pages
from tests.register.pages.browsing import saved, send, text

from concordat.councils import plan
from concordat.history import clock
from concordat.judgements import queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = "judgements/members_must_decide/"


def test_a_judgement_is_answered_with_a_reason_by_the_role_that_the_protocol_names(pages: Pages) -> None:
    senior = pages.browser("senior")
    assert send(senior, pages.at(AT), answer="yes").status_code == 422
    saved(senior, pages.at(AT), answer="yes", reason="It is a key decision")
    for who in ("senior", "reader"):
        page = text(pages.browser(who).get(pages.at(AT)))
        assert "It is a key decision" in page
        assert "Relevant member of the Senior Management Team" in page


def test_others_read_who_answers_it_and_get_no_form(pages: Pages) -> None:
    lead = pages.browser("lead")
    page = text(lead.get(pages.at(AT)))
    assert "The protocol gives this to: Relevant member of the Senior Management Team." in page
    held = pages.here.senior.membership
    assert held is not None
    assert f"Relevant member of the Senior Management Team: {held.user.name}" in page
    assert "<form" not in page[page.index("<main") :]
    assert lead.post(pages.at(AT), {"answer": "yes", "reason": "Mine"}).status_code == 403


def test_an_answer_given_again_leaves_the_earlier_one_to_be_read(pages: Pages) -> None:
    senior = pages.browser("senior")
    for answer, reason in (("yes", "It is a key decision"), ("no", "The threshold was raised")):
        saved(senior, pages.at(AT), answer=answer, reason=reason)
    page = text(senior.get(pages.at(AT)))
    assert page.index("The threshold was raised") < page.index("It is a key decision")


@pytest.mark.parametrize(
    ("how", "kept"),
    [("direct", "direct"), ("indirect", "indirect"), ("none", "none"), ("not_known", None)],
)
def test_an_aim_is_served_directly_indirectly_not_at_all_or_it_is_not_known(
    pages: Pages, how: str, kept: str | None
) -> None:
    aim = plan.add_aim(pages.here.team_admin, words="Cleaner rivers", from_=clock.today())
    lead, at = pages.browser("lead"), pages.at("aims/")
    saved(lead, at, **{f"how-{aim.code}": how, f"note-{aim.code}": "It clears the banks"})
    row = queries.aims(pages.here.row)[0]
    assert (row.answer("how"), row.note) == (kept, "It clears the banks")
    assert f'value="{how}" checked' in text(lead.get(at))
    assert not queries.aims_complete(pages.here.row)
    saved(lead, at, complete="on")
    assert queries.aims_complete(pages.here.row)


def test_a_council_without_aims_is_told_who_can_add_them(pages: Pages) -> None:
    assert "The council has recorded no aims yet" in text(pages.browser("lead").get(pages.at("aims/")))
