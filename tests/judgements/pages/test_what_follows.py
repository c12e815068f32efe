"""Judging leads on: questions come first, nothing is called saved that was not, and each result says what comes next."""

from __future__ import annotations

from typing import Any

import pytest
from tests.judgements.answering import EXAMPLE, MARKS, all_marks, answer, assessed
from tests.judgements.pages.conftest import Pages
from tests.judgements.pages.test_screening_pages import answers
from tests.judgements.pages.test_significance_pages import _aims
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, send, text

from concordat.judgements import judging
from concordat.judgements.models import Assessment, Screened
from concordat.ui.answers import BLANK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DIFFERS = "was answered “Three”. The figures suggest “One or two” (2)."


def question(client: CheckedClient, pages: Pages, name: str) -> str:
    """The address of a question of significance, as the overview gives it."""
    found: Any = client.get(pages.at("significance/")).context["tasks"]
    return str(next(item["href"] for item in found["items"] if item["href"].rstrip("/").endswith(name)))


def test_before_it_is_screened_a_button_comes_first_and_the_account_is_folded(pages: Pages) -> None:
    page = text(pages.browser("lead").get(pages.at("screening/")))
    assert page.index("Answer the questions") < page.index("<details") < page.index("It cannot be told yet")
    assert "govuk-button--start" in page


def test_before_it_can_be_told_the_page_says_how_the_protocol_treats_it_until_then(pages: Pages) -> None:
    lead = pages.browser("lead")
    saved(lead, pages.at("screening/answers/"), **answers(**{MARKS[0]: ""}))
    shown = text(lead.get(pages.at("screening/")))
    assert "Until more is known, the protocol treats it as a partnership" in shown


def test_when_nothing_that_is_open_would_change_it_the_result_stands_there_to_be_recorded(pages: Pages) -> None:
    lead = pages.browser("lead")
    decide = saved(lead, pages.at("screening/answers/"), **answers())
    page = text(lead.get(decide))
    assert "It is a partnership" in page
    assert "Record the result" in page
    overview = text(lead.get(pages.at("screening/")))
    assert overview.index("From the answers so far") < overview.index("It is a partnership")
    assert not Screened.objects.exists()


def test_what_is_open_and_would_change_it_leads_to_the_account_and_not_yet_to_the_result(pages: Pages) -> None:
    lead = pages.browser("lead")
    assert saved(lead, pages.at("screening/answers/"), **answers(shares_risk="")) == pages.at("screening/")


def test_a_recorded_result_is_said_in_words_and_what_comes_next_is_a_link(pages: Pages) -> None:
    lead = pages.browser("lead")
    all_marks(pages.here.lead, pages.here.row)
    page = text(lead.get(saved(lead, pages.at("screening/decide/"))))
    assert "Result recorded: It is a partnership. It is treated as a partnership." in page
    after = page.partition("What next")[2].partition("</section>")[0]
    assert f"{pages.at()}#next" in after
    assert pages.at("significance/") in after


def test_an_assessment_says_its_band_and_what_comes_next(pages: Pages) -> None:
    lead = pages.browser("lead")
    answer(pages.here.lead, pages.here.row, **{f"criterion__{name}": level for name, level in EXAMPLE.items()})
    page = text(lead.get(saved(lead, pages.at("significance/assess/"))))
    assert "Assessed. The band is Major: 27 of 35 points." in page
    assert f"{pages.at()}#next" in page.partition("What next")[2]


def test_a_question_of_significance_without_a_level_is_refused_kindly_and_nothing_is_called_saved(pages: Pages) -> None:
    lead = pages.browser("lead")
    at = question(lead, pages, "aims")
    refused = send(lead, at)
    assert refused.status_code == 422
    assert "Select the level that is closest" in text(refused)
    following = saved(lead, at, level="3")
    assert "Saved" in text(lead.get(following))
    again = text(lead.get(saved(lead, at)))
    assert "Nothing was changed." in again
    assert "Saved" not in again.partition("govuk-notification-banner__heading")[2].partition("</p>")[0]


def test_screening_answers_saved_as_they_were_are_not_called_saved(pages: Pages) -> None:
    lead = pages.browser("lead")
    saved(lead, pages.at("screening/answers/"))
    assert "Nothing was changed." in text(lead.get(pages.at("screening/")))


def test_a_level_that_is_no_longer_what_the_figures_suggest_is_named_where_it_matters(pages: Pages) -> None:
    lead, row = pages.browser("lead"), pages.here.row
    assessed(pages.here.lead, row, aims=3)
    sections = [pages.at("forms/registration/entry/"), pages.at("forms/basic_evaluation/corporate_aims/")]
    for page in (pages.at("significance/"), *sections):
        assert DIFFERS not in text(lead.get(page))
    _aims(pages, 2)
    for page in (pages.at("significance/"), *sections):
        assert DIFFERS in text(lead.get(page)), page
    judging.assess(pages.here.lead, involvement=row, overruled={"aims": "A third is agreed from April"})
    assert Assessment.objects.count() == 2
    for page in (pages.at("significance/"), *sections):
        assert DIFFERS not in text(lead.get(page)), page


def test_who_only_reads_is_told_the_result_without_a_button(pages: Pages) -> None:
    all_marks(pages.here.lead, pages.here.row, shares_risk=BLANK)
    page = text(pages.browser("reader").get(pages.at("screening/")))
    assert "Record the result" not in page
    assert "Answer the questions" not in page


def test_other_answers_are_tried_from_those_of_the_partnership(pages: Pages) -> None:
    assessed(pages.here.lead, pages.here.row)
    lead = pages.browser("lead")
    tried = lead.get(lead.get(pages.at("significance/")).context["try_url"])
    assert f"{tried.context['found']['total']}" in text(lead.get(pages.at("significance/")))
    assert Assessment.objects.count() == 1
