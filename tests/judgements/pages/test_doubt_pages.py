"""A score in doubt: sent in, talked over by one role, ruled on by another, and all of it kept beside the score."""

import pytest
from tests.judgements.answering import assessed
from tests.judgements.pages.conftest import Pages
from tests.register.pages.browsing import filled, saved, send, text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOUBT, TALK, RULING = (f"significance/1/doubt/{more}" for more in ("", "talk/", "ruling/"))


def in_doubt(pages: Pages) -> None:
    assessed(pages.here.lead, pages.here.row)
    assert saved(pages.browser("lead"), pages.at(DOUBT), words="Is it over a million?") == pages.at("significance/")


@pytest.mark.requirement("BOL-3.4", "BOL-3.9")
def test_a_score_is_sent_in_talked_over_and_ruled_on_and_score_and_ruling_are_both_shown(pages: Pages) -> None:
    in_doubt(pages)
    assert "Is it over a million?" in text(pages.browser("reader").get(pages.at("significance/")))
    saved(pages.browser("team"), pages.at(TALK), agreed="no", words="We differ on the cost")
    saved(pages.browser("chief"), pages.at(RULING), band="moderate", reason="Half of it is a grant")
    page = text(pages.browser("reader").get(pages.at("significance/")))
    assert "Ruled on" in page
    assert "the score gave major" in page
    for said in (
        "Is it over a million?",
        "It was not agreed: We differ on the cost",
        "Moderate: Half of it is a grant",
    ):
        assert said in page
    assert "27 of 35 points" in page


@pytest.mark.requirement("BOL-3.4")
def test_what_is_agreed_needs_no_ruling(pages: Pages) -> None:
    in_doubt(pages)
    saved(pages.browser("team"), pages.at(TALK), agreed="yes", words="It is over a million")
    chief = pages.browser("chief")
    assert "The score was agreed: It is over a million" in text(chief.get(pages.at("significance/")))
    assert "It is ruled on only where it was talked over and not agreed" in text(chief.get(pages.at(RULING)))


@pytest.mark.parametrize(("who", "more"), [("lead", TALK), ("chief", TALK), ("team", RULING), ("reader", RULING)])
def test_another_role_reads_why_it_is_not_theirs_and_cannot_send_it(pages: Pages, who: str, more: str) -> None:
    in_doubt(pages)
    browser = pages.browser(who)
    page = text(browser.get(pages.at(more)))
    assert "The protocol gives this to" in page
    assert "<form" not in page[page.index("<main") :]
    assert browser.post(pages.at(more)).status_code == 403


def test_a_score_is_sent_in_once(pages: Pages) -> None:
    in_doubt(pages)
    assert "sent in as in doubt already" in text(pages.browser("lead").get(pages.at(DOUBT)))


def test_two_who_talk_it_over_at_once_do_not_overwrite_each_other(pages: Pages) -> None:
    in_doubt(pages)
    team = pages.browser("team")
    mine = filled(team, pages.at(TALK), agreed="yes", words="It is agreed")
    saved(team, pages.at(TALK), agreed="no", words="It is not")
    conflict = team.post(pages.at(TALK), mine)
    assert conflict.status_code == 409
    assert "It is agreed" in text(conflict)


def test_a_ruling_without_a_reason_is_refused_and_keeps_its_band(pages: Pages) -> None:
    in_doubt(pages)
    saved(pages.browser("team"), pages.at(TALK), agreed="no", words="We differ")
    refused = send(pages.browser("chief"), pages.at(RULING), band="limited")
    assert refused.status_code == 422
    assert 'value="limited" checked' in text(refused)
