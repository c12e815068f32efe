"""Anybody of the council reads the protocol and tries its questions; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.urls import reverse
from tests import world
from tests.judgements.answering import CLASSES, EXAMPLE, MARKS
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import text

from concordat.councils import given_settings, plan
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.models import Event
from concordat.judgements.models import Answer, Assessment
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ASKS = "What the protocol asks for in the band “{}”"
LOW = dict.fromkeys(EXAMPLE, 1)


@dataclass(frozen=True)
class Tried:
    """A council and somebody of it at a browser."""

    council: Council
    browser: CheckedClient

    def at(self, name: str) -> str:
        """An address of the council's."""
        return reverse(name, args=[self.council.slug])

    def levels(self, **levels: int | str) -> str:
        """The page with these levels chosen."""
        sent = {f"level-{name}": level for name, level in levels.items()}
        return text(self.browser.get(self.at("try_significance"), sent))


def tried(role: str = "councillor", edition: str | None = world.EDITION) -> Tried:
    """Somebody of a council under an edition."""
    council = world.council("ashford", edition)
    return Tried(council, world.client(world.member(council, role).user))


@pytest.mark.requirement("BOL-1.6")
@pytest.mark.parametrize("role", ["councillor", "lead_officer", "auditor"])
def test_a_member_finds_the_questions_from_the_register_and_reads_the_protocol_itself(role: str) -> None:
    here = tried(role)
    register = text(here.browser.get(here.at("register")))
    assert f'href="{here.at("try_significance")}"' in register
    page = text(here.browser.get(here.at("try_significance")))
    assert f'href="{here.at("protocol")}"' in page
    protocol = text(here.browser.get(here.at("protocol")))
    assert "A major partnership has its full evaluation." in protocol
    assert f'href="{here.at("try_significance")}"' in protocol


@pytest.mark.requirement("BOL-1.6")
def test_a_councillor_gauges_the_texts_own_example_and_sees_what_its_band_asks_for() -> None:
    here = tried()
    fresh = text(here.browser.get(here.at("try_significance")))
    assert "Some consequences in money or law may follow for the council" in fresh
    assert "1,000,000 pounds itself is level 4" in fresh
    assert "What these answers would give" not in fresh
    page = here.levels(**EXAMPLE)
    result, _, rest = page.partition("The questions</h2>")
    assert "The score is 27 of 35 points, 77%." in result
    assert "Limited from 0%, Moderate from 50%, Major from 70%" in result
    assert ASKS.format("Major") in result
    assert "Full partnership evaluation (Appendix D)" in result
    assert "Basic partnership evaluation" not in result
    assert "Relevant member of the Senior Management Team" in result
    assert "Executive or Council (clause 4), where it is judged to be needed" in result
    assert 'name="level-cost" type="radio" value="5" checked' in rest


@pytest.mark.requirement("BOL-1.6")
@pytest.mark.parametrize(
    ("levels", "band", "form", "signs"),
    [
        (LOW, "Limited", "Partnership registration (Appendix B)", "Head of Service"),
        ({**LOW, "cost": 5, "liability": 5, "profile": 5}, "Moderate", "Basic partnership evaluation", "Senior Management"),
    ],
    ids=["limited", "moderate"],
)  # fmt: skip
def test_each_band_names_its_document_and_who_signs_it_off(
    levels: Mapping[str, int], band: str, form: str, signs: str
) -> None:
    page = tried().levels(**levels).partition("The questions</h2>")[0]
    assert ASKS.format(band) in page
    assert form in page
    assert signs in page
    assert "Full partnership evaluation" not in page


@pytest.mark.requirement("BOL-1.6")
def test_trying_stores_nothing_and_takes_no_form_that_posts() -> None:
    here = tried()
    before = (Event.objects.count(), Answer.objects.count(), Assessment.objects.count(), Involvement.objects.count())
    here.levels(**EXAMPLE)
    here.browser.get(here.at("try_screening"), {f"arrangement--{name.replace('_', '-')}": "yes" for name in MARKS})
    assert before == (
        Event.objects.count(), Answer.objects.count(), Assessment.objects.count(), Involvement.objects.count(),
    )  # fmt: skip
    assert here.browser.post(here.at("try_significance"), {"level-cost": "5"}).status_code == 405


def test_while_answers_are_missing_it_says_which_bands_are_possible() -> None:
    page = tried().levels(cost=5, aims=5)
    assert "No band yet" in page
    assert "It could still be Limited or Moderate or Major" in page
    assert ASKS[:20] not in page


def test_what_does_not_apply_is_left_out_of_the_sum_and_the_page_says_that_the_band_hangs_on_it() -> None:
    levels: dict[str, int | str] = {**LOW, "cost": 4, "liability": 5, "profile": 4, "deadlines": "na"}
    page = tried().levels(**levels)
    assert "16 of 30 points, 53%" in page
    assert "Left out: it does not apply" in page
    assert "The band hangs on question 6" in page


@pytest.mark.parametrize("wrong", ["2", "nonsense", "-1"])
def test_an_address_with_a_level_that_there_is_not_leaves_it_out(wrong: str) -> None:
    page = tried().levels(liability=wrong)
    assert "What these answers would give" not in page


def test_a_question_that_cannot_be_scored_with_the_councils_settings_says_so() -> None:
    here = tried()
    command = world.command(here.council)
    _aims(command, 5)
    assert "This question cannot be scored" in here.levels()


def _aims(command: Scope, number: int) -> None:
    plan.add_aim(command, words="Cleaner rivers", from_=clock.today())
    given_settings.give_setting(command, setting="aims_number", value=number, from_=clock.today())


@pytest.mark.parametrize(
    ("but", "answer"), [({}, "It is a partnership"), ({"shares_risk": "no"}, "It is not a partnership")]
)
def test_the_questions_of_the_screening_are_tried_likewise(but: dict[str, str], answer: str) -> None:
    here = tried()
    said = {**dict.fromkeys(MARKS, "yes"), **dict.fromkeys(CLASSES, "no"), **but}
    sent = {f"arrangement--{name.replace('_', '-')}": value for name, value in said.items()}
    page = text(here.browser.get(here.at("try_screening"), sent))
    assert answer in page.partition("<form")[0]
    assert "Meden Valley Making Places" in page
    assert "community strategy" not in page


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("chesterfield/2019", "This protocol does not grade partnerships."),
        (None, "The council has adopted no protocol yet"),
    ],
)
def test_where_there_is_nothing_to_try_the_page_says_so(edition: str | None, words: str) -> None:
    here = tried(edition=edition)
    assert words in text(here.browser.get(here.at("try_significance")))


def test_another_councils_protocol_is_tried_in_its_own_words() -> None:
    here = tried(edition="northamptonshire/2009")
    page = here.levels(statutory_services=1)
    assert ASKS.format("Significant") in page
