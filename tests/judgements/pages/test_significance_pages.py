"""How significant is it? One question a page, the answers checked, and the band with its sum."""

from decimal import Decimal
from typing import Any

import pytest
from tests.judgements.answering import EXAMPLE, answer, assessed
from tests.judgements.pages.conftest import Pages
from tests.records.keeping import answer_all
from tests.register.pages.browsing import filled, saved, send, text

from concordat.councils import given_settings, plan
from concordat.councils.models import Aim
from concordat.history import clock
from concordat.judgements import queries
from concordat.protocol.values import NotApplicable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECK = "significance/assess/"


def question(name: str) -> str:
    return f"significance/questions/{name}/"


@pytest.mark.requirement("BOL-3.1", "BOL-3.2", "BOL-3.3")
def test_seven_questions_one_after_another_lead_to_the_band_of_the_texts_own_example(pages: Pages) -> None:
    lead, address = pages.browser("lead"), pages.at(question("cost"))
    for name in EXAMPLE:
        assert address == pages.at(question(name))
        address = saved(lead, address, level=str(EXAMPLE[name]))
    assert address == pages.at(CHECK)
    assert saved(lead, address) == pages.at("significance/")
    page = text(lead.get(pages.at("significance/")))
    assert "Major" in page
    assert "The score is 27 of 35 points, 77%." in page
    assert "Limited from 0%, Moderate from 50%, Major from 70%" in page


@pytest.mark.requirement("BOL-3.1")
def test_the_question_with_two_empty_cells_offers_three_levels_in_the_texts_words(pages: Pages) -> None:
    lead = pages.browser("lead")
    page = text(lead.get(pages.at(question("liability"))))
    assert [f'name="level" type="radio" value="{score}"' in page for score in range(1, 6)] == [
        True, False, True, False, True,
    ]  # fmt: skip
    assert "Some consequences in money or law may follow for the council" in page
    refused = send(lead, pages.at(question("liability")), level="2")
    assert refused.status_code == 422


def test_a_question_says_which_figure_would_suggest_a_level_until_it_is_on_record(pages: Pages) -> None:
    lead, words = pages.browser("lead"), "A figure that is not on record yet would suggest a level"
    assert words in text(lead.get(pages.at(question("cost"))))
    assert words not in text(lead.get(pages.at(question("liability"))))
    rest = ("commitment.staff_cost", "commitment.in_kind_value", "commitment.through_accounts")
    answer_all(pages.here.lead, pages.here.row, {"commitment.cash": 30_000_00, **dict.fromkeys(rest, 0)})
    shown = text(lead.get(pages.at(question("cost"))))
    assert words not in shown
    assert "The figures suggest “£25,000 and under £160,000”" in shown


@pytest.mark.requirement("BOL-3.6")
@pytest.mark.parametrize(
    ("score", "words"),
    [
        (1, "Under £10,000"),
        (2, "£10,000 and under £25,000"),
        (3, "£25,000 and under £160,000"),
        (4, "£160,000 to £1,000,000"),
        (5, "Over £1,000,000"),
    ],
)
def test_what_it_is_worth_is_chosen_in_words_and_counts_so_many_points(pages: Pages, score: int, words: str) -> None:
    lead = pages.browser("lead")
    assessed(pages.here.lead, pages.here.row)
    assert words in text(lead.get(pages.at(question("cost"))))
    saved(lead, pages.at(question("cost")), level=str(score))
    saved(lead, pages.at(CHECK))
    assert queries.assessments(pages.here.row)[0].levels["cost"] == score
    assert words in text(lead.get(pages.at("significance/")))


def _aims(pages: Pages, served: int) -> None:
    here = pages.here
    for nth in range(6):
        plan.add_aim(here.team_admin, words=f"Aim {nth}", from_=clock.today())
    given_settings.give_setting(here.team_admin, setting="aims_number", value=6, from_=clock.today())
    lead = pages.browser("lead")
    hows = ["direct", "indirect"] * 3
    said = {f"how-{aim.code}": hows[nth] if nth < served else "none" for nth, aim in enumerate(Aim.objects.all())}
    saved(lead, pages.at("aims/"), **said, complete="on")


@pytest.mark.requirement("BOL-3.7")
@pytest.mark.parametrize(
    ("served", "words"),
    [(0, "None"), (1, "One or two"), (2, "One or two"), (3, "Three"), (4, "Four or five"), (6, "Six")],
)
def test_the_aims_ticked_directly_or_not_suggest_the_level(pages: Pages, served: int, words: str) -> None:
    _aims(pages, served)
    page = text(pages.browser("lead").get(pages.at(question("aims"))))
    assert f"The figures suggest “{words}”" in page


@pytest.mark.requirement("BOL-3.6")
@pytest.mark.parametrize(
    ("given", "resources", "through", "words"),
    [
        ("5000", "4999.99", "0", "Under £10,000"),
        ("5000", "5000", "0", "£10,000 and under £25,000"),
        ("0", "24999.99", "0", "£10,000 and under £25,000"),
        ("0", "0", "25000", "£25,000 and under £160,000"),
        ("60000", "60000", "39999.99", "£25,000 and under £160,000"),
        ("60000", "60000", "40000", "£160,000 to £1,000,000"),
        ("0", "0", "1000000", "£160,000 to £1,000,000"),
        ("1", "0", "1000000", "Over £1,000,000"),
    ],
)
def test_what_is_given_in_money_and_resources_or_passes_through_suggests_the_level(
    pages: Pages, given: str, resources: str, through: str, words: str
) -> None:
    lead = pages.browser("lead")
    amounts = {"cash": given, "staff-cost": resources, "in-kind-value": "0", "through-accounts": through}
    said = {f"commitment--{name}": pounds for name, pounds in amounts.items()}
    saved(lead, pages.at("records/sections/commitment/"), **said)
    together = sum(Decimal(amount) for amount in amounts.values())
    figure = f"£{together:,}".removesuffix(".00")
    assert f"The figures suggest “{words}” ({figure} a year)" in text(lead.get(pages.at(question("cost"))))


def test_choosing_another_level_than_the_figures_suggest_takes_a_reason_and_both_are_kept(pages: Pages) -> None:
    _aims(pages, 3)
    levels = {f"criterion__{name}": level for name, level in (EXAMPLE | {"aims": 5}).items()}
    answer(pages.here.lead, pages.here.row, **levels)
    lead = pages.browser("lead")
    assert "The figures suggest “Three”" in text(lead.get(pages.at(CHECK)))
    refused = send(lead, pages.at(CHECK), **{"note-cost": "The budget of this year"})
    assert refused.status_code == 422
    assert "The budget of this year" in text(refused)
    saved(lead, pages.at(CHECK), **{"reason-aims": "All follow from it", "note-cost": "The budget of this year"})
    row = queries.assessments(pages.here.row)[0]
    assert row.overruled == {"aims": {"proposed": 3, "reason": "All follow from it"}}
    page = text(lead.get(pages.at("significance/")))
    assert "All follow from it" in page
    assert "The budget of this year" in page


def test_while_a_question_is_open_it_says_so_and_nothing_is_assessed(pages: Pages) -> None:
    lead = pages.browser("lead")
    levels = {f"criterion__{name}": level for name, level in EXAMPLE.items() if name != "aims"}
    answer(pages.here.lead, pages.here.row, **levels)
    page = text(lead.get(pages.at(CHECK)))
    assert "One question is still open" in page
    assert "Assess</button>" not in page
    overview = text(lead.get(pages.at("significance/")))
    assert "Open: 1 of 7" in overview
    assert f'href="{pages.at(question("aims"))}"' in overview


def test_a_question_left_out_takes_a_reason_and_the_overview_says_what_hangs_on_it(pages: Pages) -> None:
    lead = pages.browser("lead")
    assessed(pages.here.lead, pages.here.row, profile=NotApplicable("Nobody looks"))
    refused = send(lead, pages.at(question("deadlines")), level=[], level_unknown="na")
    assert refused.status_code == 422
    assert "say why it does not apply" in text(refused)
    saved(lead, pages.at(question("deadlines")), level=[], level_unknown="na", level_reason="There are none")
    saved(lead, pages.at(CHECK))
    page = text(lead.get(pages.at("significance/")))
    assert "17 of 25 points, 68%" in page
    assert "The band hangs on questions 4 and 6" in page
    assert "Partnership Team has to agree that these do not apply" in page


def test_who_agreed_that_a_question_does_not_apply_stands_beside_it(pages: Pages) -> None:
    assessed(pages.here.lead, pages.here.row, profile=NotApplicable("Nobody looks"))
    at = pages.at("significance/1/leave-out/profile/")
    assert at in text(pages.browser("lead").get(pages.at("significance/")))
    assert "The protocol gives this to" in text(pages.browser("lead").get(at))
    assert pages.browser("lead").post(at).status_code == 403
    saved(pages.browser("team"), at)
    assert at not in text(pages.browser("team").get(pages.at("significance/")))
    assert "This was agreed already" in text(pages.browser("team").get(at))


def test_earlier_assessments_stay_to_be_read(pages: Pages) -> None:
    assessed(pages.here.lead, pages.here.row)
    assessed(pages.here.lead, pages.here.row, cost=1, aims=1, liability=1)
    page = text(pages.browser("reader").get(pages.at("significance/")))
    assert page.index("Moderate") < page.index("Earlier assessments")
    assert "27 of 35" in page[page.index("Earlier assessments") :]


@pytest.mark.requirement("BOL-3.5")
def test_the_page_says_that_significance_is_no_measure_of_risk(pages: Pages) -> None:
    assert "It is no measure of risk" in text(pages.browser("reader").get(pages.at("significance/")))


@pytest.mark.requirement("BOL-3.3")
@pytest.mark.parametrize(
    ("levels", "score", "band"),
    [
        (dict.fromkeys(EXAMPLE, 1), "7 of 35 points, 20%", "Limited"),
        (EXAMPLE | {"cost": 1, "deadlines": 1}, "19 of 35 points, 54%", "Moderate"),
        (EXAMPLE, "27 of 35 points, 77%", "Major"),
    ],
)
def test_each_band_is_shown_with_the_score_that_gave_it(
    pages: Pages, levels: dict[str, int], score: str, band: str
) -> None:
    assessed(pages.here.lead, pages.here.row, **levels)
    page = text(pages.browser("reader").get(pages.at("significance/")))
    assert score in page
    tag = page[page.index("govuk-tag") :]
    assert tag[: tag.index("</strong>")].strip().endswith(band)


def test_who_changed_a_level_meanwhile_is_seen_before_it_is_assessed(pages: Pages) -> None:
    lead = pages.browser("lead")
    assessed(pages.here.lead, pages.here.row)
    mine = filled(lead, pages.at(CHECK))
    saved(pages.browser("team"), pages.at(question("cost")), level="1")
    conflict = lead.post(pages.at(CHECK), mine)
    assert conflict.status_code == 409
    assert "You chose “Under £10,000”" in text(conflict)
    assert len(queries.assessments(pages.here.row)) == 1


def test_a_question_or_an_assessment_that_is_not_there_is_not_found(pages: Pages) -> None:
    lead = pages.browser("lead")
    assessed(pages.here.lead, pages.here.row)
    missing: list[Any] = [question("risk"), "significance/2/doubt/", "significance/1/leave-out/risk/"]
    missing += ["significance/1/doubt/talk/", "judgements/lawful/"]
    assert {more: lead.get(pages.at(more)).status_code for more in missing} == dict.fromkeys(missing, 404)
