"""The page of a subject and the forms of its sections: what is asked comes first, and nothing is lost."""

import pytest
from django.urls import reverse
from tests.page_checks import CheckedClient
from tests.records.conftest import Here, There
from tests.records.keeping import SCALARS, add, answer, fitting, known, say_complete
from tests.register.pages.browsing import filled, saved, send, text

from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable
from concordat.records import catalogue
from concordat.records.fitting import rules_for
from concordat.records.places import place_of
from concordat.register.forms import field_name
from concordat.register.places import Place

pytestmark = pytest.mark.slow

# The first of each subject tells; the others are for the slow suite.
SECTIONS = [
    pytest.param(section.id, section.joint, marks=() if nth == 0 else pytest.mark.slow)
    for subject in catalogue.subjects(dictionary())
    for nth, section in enumerate(subject.sections)
]
CASH = "commitment--cash"


def at(here: Here | There, more: str, *, joint: bool = False) -> str:
    base = f"/c/{here.team.council.slug}/register/{here.row.reference}/"
    return f"{base}{'joint-records' if joint else 'records'}/{more}"


@pytest.mark.parametrize("subject", [*catalogue.HOMES, "own"])
def test_every_subject_opens_for_everybody_of_the_council(
    here: Here, lead: CheckedClient, reader: CheckedClient, subject: str
) -> None:
    for client, links in ((lead, True), (reader, False)):
        page = client.get(at(here, f"{subject}/"))
        assert page.status_code == 200
        assert ("/add" in text(page) or "/sections/" in text(page)) is links, subject


def test_a_subject_that_is_not_there_is_404(here: Here, lead: CheckedClient, barton: CheckedClient) -> None:
    assert lead.get(at(here, "gold/")).status_code == 404
    assert lead.get(at(here, "sections/gold/")).status_code == 404
    assert lead.get(at(here, "sections/money/", joint=True)).status_code == 404
    assert barton.get(at(here, "finance/")).status_code == 404


def test_what_the_protocol_asks_comes_first_with_its_clause_and_the_rest_is_folded(
    here: Here, lead: CheckedClient
) -> None:
    first, folded = text(lead.get(at(here, "finance/"))).split("Not asked by this protocol", 1)
    assert "Cash that the council puts in" in first
    assert "Clauses 5.3, 5.7, 3" in first
    assert "Do the arrangements meet at least the financial rules?" in folded
    answer(here.lead, here.row, "rules.financial_met", True)
    first = text(lead.get(at(here, "finance/"))).split("Not asked by this protocol", 1)[0]
    assert "Do the arrangements meet at least the financial rules?" in first


def test_each_of_the_four_answers_reads_differently(here: Here, lead: CheckedClient) -> None:
    words = {None: "Not known", 0: "Nil", 1250_00: "£1,250 a year", NotApplicable("No cash"): "Does not apply: No cash"}
    assert "Not known" not in text(lead.get(at(here, "finance/")))
    for said, shown in words.items():
        answer(here.lead, here.row, "commitment.cash", said, correction=True, reason="It was so")
        assert shown in text(lead.get(at(here, "finance/")))


@pytest.mark.parametrize(("section", "joint"), SECTIONS)
def test_every_section_opens_and_saves_untouched(here: Here, lead: CheckedClient, section: str, joint: bool) -> None:
    before = known(here.row, here.lead)
    assert "#section-" in saved(lead, at(here, f"sections/{section}/", joint=joint))
    assert known(here.row, here.lead) == before


def test_a_form_keeps_what_it_folds_away(here: Here, lead: CheckedClient) -> None:
    facts = [name for name in SCALARS if name.startswith("appraisal.")]
    for name in facts:
        answer(here.lead, here.row, name, fitting(SCALARS[name])[0])
    before = known(here.row, here.lead)
    url = at(here, "sections/appraisal/")
    saved(lead, url, **{"appraisal--need": "Floods every spring", "change": "change"})
    assert known(here.row, here.lead) == {**before, "appraisal.need": "Floods every spring"}


def test_what_is_typed_where_it_is_folded_is_saved_and_shown_when_wrong(here: Here, lead: CheckedClient) -> None:
    url = at(here, "sections/rules/")
    wrong = send(lead, url, **{"rules--financial-met": "yes", "rules--financial-met_unknown": "not_known"})
    assert wrong.status_code == 422
    assert '<details class="govuk-details" open>' in text(wrong)
    saved(lead, url, **{"rules--financial-met": "yes"})
    assert known(here.row, here.lead)["rules.financial_met"] is True


def test_money_is_kept_to_the_penny_and_what_is_wrong_is_said_at_its_field(here: Here, lead: CheckedClient) -> None:
    url = at(here, "sections/commitment/")
    wrong = send(lead, url, **{CASH: "a lot"})
    assert wrong.status_code == 422
    assert f'href="#id_{CASH}"' in text(wrong)
    saved(lead, url, **{CASH: "£1,234.50"})
    assert "£1,234.50 a year" in text(lead.get(at(here, "finance/")))


def test_an_answer_that_is_altered_says_how(here: Here, lead: CheckedClient) -> None:
    answer(here.lead, here.row, "commitment.cash", 100_00)
    url = at(here, "sections/commitment/")
    assert "Select whether it has changed or was wrong" in text(send(lead, url, **{CASH: "200"}))
    assert "Enter what was wrong" in text(send(lead, url, **{CASH: "200", "change": "correction"}))
    saved(lead, url, **{CASH: "200", "change": "correction", "reason": "A slip"})
    assert known(here.row, here.lead)["commitment.cash"] == 200


def test_the_slower_of_two_sees_both_and_loses_nothing(here: Here, lead: CheckedClient) -> None:
    answer(here.lead, here.row, "commitment.cash", 100_00)
    url = at(here, "sections/commitment/")
    mine = filled(lead, url, **{CASH: "300", "change": "change"})
    answer(here.team, here.row, "commitment.cash", 200_00, correction=True, reason="It was misread")
    late = lead.post(url, mine)
    assert late.status_code == 409
    for words in ("100", "200", "300", "Changed by them", "Changed by you"):
        assert words in text(late)
    assert known(here.row, here.lead)["commitment.cash"] == 200


def test_a_reader_and_another_council_are_told_why_they_cannot_change_it(
    here: Here, there: There, reader: CheckedClient, barton: CheckedClient
) -> None:
    assert reader.get(at(here, "sections/money/")).status_code == 403
    refused = barton.get(at(there, "sections/money-joint/", joint=True))
    assert refused.status_code == 403
    assert "Only Ashford Council keeps this partnership's joint record" in text(refused)
    assert barton.get(at(there, "sections/money/")).status_code == 200


def test_another_council_sees_what_is_joint_and_nothing_of_ours(
    here: Here, there: There, barton: CheckedClient
) -> None:
    answer(here.lead, here.row, "money.vat_treatment", "Recovered in full")
    answer(here.lead, here.row, "money.value_for_money", "Ours alone")
    page = text(barton.get(at(there, "finance/")))
    assert "Recovered in full" in page
    assert "Ours alone" not in page
    assert "Only Ashford Council keeps this partnership's joint record" in page


def test_each_fact_that_is_kept_here_leads_to_a_page_that_is_there() -> None:
    kept = [name for name, fact in dictionary().items() if catalogue.subject_of(name, fact)]
    for place in (place_of(fact, None) for fact in kept):
        assert place is not None
        assert reverse(place.name, args=["ashford", "r", *place.args])


def test_a_fact_of_the_editions_own_leads_to_its_page_and_anothers_nowhere(here: Here, lead: CheckedClient) -> None:
    assert place_of("own.short_description", None) == Place("subject", ("own",))
    assert place_of("partnership.name", None) is place_of("matter.start", None) is place_of("no.such", None) is None
    assert field_name("own.short_description") in text(lead.get(at(here, "own/")))


def test_every_own_fact_of_the_edition_can_be_answered_on_its_page(here: Here, lead: CheckedClient) -> None:
    table = rules_for(here.lead, here.row).table
    form = text(lead.get(at(here, "sections/own/")))
    scalars = [name for name, fact in table.items() if name.startswith("own.") and fact.type != "rows"]
    assert scalars
    assert [name for name in scalars if f'"{field_name(name)}' not in form] == []


def test_the_panel_counts_what_is_recorded(here: Here, lead: CheckedClient) -> None:
    page = f"/c/ashford/register/{here.row.reference}/"
    assert "0 of 5 questions answered" in text(lead.get(page))
    answer(here.lead, here.row, "redress.how", "Through the host")
    shown = text(lead.get(page))
    assert "1 of 5 questions answered" in shown
    for why, words in (("It has none", "Grants: does not apply"), ("", "Grants: none")):
        say_complete(here.lead, here.row, "grants", not_applicable=why)
        assert words in text(lead.get(page))
    add(here.lead, here.row, "grants", funder="The lottery")
    assert "Grants: 1" in text(lead.get(page))
    assert at(here, "engagement/") in shown


def test_history_tells_of_both_sides_in_words_to_each_council_its_own(
    here: Here, there: There, lead: CheckedClient, barton: CheckedClient
) -> None:
    answer(here.lead, here.row, "money.vat_treatment", "Recovered in full")
    answer(here.lead, here.row, "commitment.cash", 1250_00)
    ours = text(lead.get(f"/c/ashford/register/{here.row.reference}/history"))
    theirs = text(barton.get(f"/c/barton/register/{there.row.reference}/history"))
    assert "Cash that the council puts in" in ours
    assert "£1,250 a year" in ours
    assert "The VAT treatment, as considered" in ours
    assert "The VAT treatment, as considered" in theirs
    assert "Cash that the council puts in" not in theirs
