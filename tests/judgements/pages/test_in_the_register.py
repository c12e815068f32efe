"""What the register shows of judging: the partnership's page, the standing's links, and the history in plain words."""

import pytest
from django.urls import reverse
from tests import world
from tests.judgements.answering import all_marks, answer, assessed
from tests.judgements.pages.conftest import Pages
from tests.register.pages.browsing import text

from concordat.councils import plan
from concordat.history import clock
from concordat.judgements import answering, doubts, judging, places, queries
from concordat.protocol.facts import dictionary
from concordat.register.places import place_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_THIS_ROOM = [name for name, fact in dictionary().items() if fact.home == "judgements"]


def test_the_partnership_page_shows_the_band_where_it_came_from_and_the_judgements(pages: Pages) -> None:
    here = pages.here
    all_marks(here.lead, here.row)
    judging.screen(here.lead, involvement=here.row)
    assessed(here.lead, here.row)
    page = text(pages.browser("reader").get(pages.at()))
    panel = page[page.index("Screening and significance") :]
    assert panel.index("It is a partnership") < panel.index("Major") < panel.index("Assessed on")
    for more in ("screening/", "significance/", "judgements/members_must_decide/"):
        assert f'href="{pages.at(more)}"' in panel


def test_a_new_entry_is_first_asked_whether_it_is_a_partnership(pages: Pages) -> None:
    page = text(pages.browser("lead").get(pages.at()))
    asked = page[page.index("next-steps-heading") : page.index('id="standing-heading"')]
    assert f'href="{pages.at("screening/")}"' in asked


@pytest.mark.parametrize("fact", [*OF_THIS_ROOM, "mark.x", "criterion.cost", "judged.x", "judged.x.reason"])
def test_each_fact_of_the_room_leads_to_a_page_that_is_there(fact: str) -> None:
    place = place_of(fact)
    assert place is not None
    assert place == places.place_of(fact)
    assert reverse(place.name, args=["ashford", "r", *place.args])


def test_a_protocol_that_does_not_screen_or_grade_is_not_asked_for_either() -> None:
    edition = world.cached_library("central-bedfordshire/j3")[0]
    assert place_of("significance.band", edition) is None
    assert place_of("significance.band") is not None
    without = edition.model_copy(update={"screening": None})
    assert place_of("screening.treated_as", without) is None
    assert place_of("screening.treated_as", edition) is not None


@pytest.mark.parametrize("fact", ["partnership.name", "commitment.total_a_year", "setting.aims_number"])
def test_a_fact_of_another_room_does_not_lead_here(fact: str) -> None:
    assert places.place_of(fact) is None


def test_the_standing_links_what_it_waits_for_to_its_page(pages: Pages) -> None:
    here = pages.here
    all_marks(here.lead, here.row)
    judging.screen(here.lead, involvement=here.row)
    assessed(here.lead, here.row)
    page = text(pages.browser("senior").get(pages.at("standing/")))
    standing = page[page.index("Every duty, with why") :]
    assert f'href="{pages.at("judgements/members_must_decide/")}"' in standing


def test_the_history_tells_it_in_plain_words_and_without_codes(pages: Pages) -> None:
    here = pages.here
    all_marks(here.lead, here.row)
    judging.screen(here.lead, involvement=here.row, treat_as="is_not", reason="It ends this year")
    row = assessed(here.lead, here.row)
    doubts.raise_doubt(here.lead, assessment=row, words="Is it?")
    aim = plan.add_aim(here.team_admin, words="Cleaner rivers", from_=clock.today())
    version = queries.aims_as_seen(here.row).version
    served = {aim: ("indirect", "It clears the banks")}
    answering.serve_aims(here.lead, involvement=here.row, served=served, complete=True, version=version)
    judging.judge(here.senior, involvement=here.row, name="members_must_decide", answer=True, reason="It is large")
    answer(here.lead, here.row, arrangement__shares_risk=None)
    page = text(pages.browser("lead").get(pages.at("history")))
    words = ("Over £1,000,000", "Not as a partnership", "Major", "Indirectly", "Cleaner rivers", "Is it?")
    for said in (*words, "Must the Council or the Executive sign this partnership off as well?"):
        assert said in page
    for code in ("arrangement.", "criterion.", "is_not", "members_must_decide", "aims_served", "indirect<"):
        assert code not in page.replace(pages.at(), "")
