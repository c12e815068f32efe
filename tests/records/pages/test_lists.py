"""Lists: their page, adding and changing rows, whether there are others, files, and what another council sees."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.page_checks import CheckedClient
from tests.records.conftest import Here, There
from tests.records.keeping import LISTS, TELLING, add, each, fitting, known
from tests.records.pages.test_subjects_and_sections import at
from tests.register.pages.browsing import day, filled, saved, send, text

from concordat.protocol.values import NotApplicable, Rows
from concordat.records.catalogue import sides
from concordat.records.listing import answers_of
from concordat.records.models import JointRow, OwnRow

pytestmark = pytest.mark.slow

RISK = {"council-risks--words": "Clawback", "council-risks--likelihood": "2", "council-risks--impact": "4"}
BOTH = [
    pytest.param(group, joint, marks=() if group in TELLING else pytest.mark.slow)
    for group, fact in LISTS.items()
    for joint in sides(fact)
]


@pytest.mark.parametrize("group", each(sorted(LISTS)))
def test_every_list_opens_and_says_that_nothing_is_recorded(here: Here, reader: CheckedClient, group: str) -> None:
    page = text(reader.get(at(here, f"lists/{group}/")))
    assert LISTS[group].words in page
    assert "Nothing is recorded." in page or "Nobody has said yet whether there are any." in page
    assert "/add" not in page


@pytest.mark.parametrize(("group", "joint"), BOTH)
def test_every_row_can_be_shown_and_saved_as_it_is(here: Here, lead: CheckedClient, group: str, joint: bool) -> None:
    cells = {f"{name}_": fitting(cell)[0] for name, cell in LISTS[group].row.items() if name != "id"}
    row = add(here.lead, here.row, group, joint=joint, **cells)
    page = at(here, f"lists/{group}/{row.reference}/", joint=joint)
    assert "Change this" in text(lead.get(page))
    assert saved(lead, f"{page}change") == page
    fresh = type(row).objects.get(pk=row.pk)
    assert answers_of(fresh, LISTS[group]) == answers_of(row, LISTS[group])
    assert fresh.version == row.version


def test_a_row_is_added_changed_corrected_and_taken_out(here: Here, lead: CheckedClient) -> None:
    assert saved(lead, at(here, "lists/council_risks/add"), **RISK) == at(here, "lists/council_risks/")
    page = at(here, f"lists/council_risks/{OwnRow.objects.get().reference}/")
    assert re.search(r"Clawback.*There may be others", text(lead.get(at(here, "lists/council_risks/"))), re.DOTALL)
    change = f"{page}change"
    assert "Select whether it has changed" in text(send(lead, change, **{"council-risks--likelihood": "3"}))
    saved(lead, change, **{"council-risks--likelihood": "3", "change": "change"})
    assert "3" in text(lead.get(page))
    assert send(lead, f"{page}remove", reason="").status_code == 422
    saved(lead, f"{page}remove", reason="It was another partnership's")
    assert lead.get(page).status_code == 404


def test_a_row_that_does_not_fit_is_refused_at_its_question_and_nothing_typed_is_lost(
    here: Here, lead: CheckedClient
) -> None:
    url = at(here, "lists/council_risks/add")
    wrong = send(lead, url, **{**RISK, "council-risks--likelihood": "often"})
    assert wrong.status_code == 422
    assert 'href="#id_council-risks--likelihood"' in text(wrong)
    assert "Clawback" in text(wrong)
    assert "Nothing was answered" in text(send(lead, url))


def test_what_a_row_needs_cannot_be_left_out_or_be_not_known(here: Here, lead: CheckedClient) -> None:
    url = at(here, "lists/events/add")
    page = text(lead.get(url))
    assert 'name="events--to_unknown"' in page
    assert 'name="events--subject_unknown"' not in page
    wrong = send(lead, url, **{"events--event": "review"})
    assert wrong.status_code == 422
    assert 'href="#id_events--held-on_day"' in text(wrong)
    saved(lead, url, **{"events--event": "review", "events--subject": "other", **day("events--held-on", "1 3 2026")})
    assert "1 March 2026" in text(lead.get(at(here, "lists/events/")))


def test_a_list_of_two_sides_asks_whose_the_row_is(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(at(here, "lists/stakeholders/")))
    for joint in (False, True):
        assert f'href="{at(here, "lists/stakeholders/add", joint=joint)}"' in page
        other = at(here, "lists/stakeholders/add", joint=not joint)
        assert f'href="{other}"' in text(lead.get(at(here, "lists/stakeholders/add", joint=joint)))
        saved(lead, at(here, "lists/stakeholders/add", joint=joint), **{"stakeholders--who": f"Side {joint}"})
    assert JointRow.objects.get().cells == {"who": "Side True"}
    assert OwnRow.objects.get().cells == {"who": "Side False"}


@pytest.mark.parametrize("joint", [True, False])
def test_a_list_has_no_page_on_a_side_where_it_has_no_rows(here: Here, lead: CheckedClient, joint: bool) -> None:
    group = "council_risks" if joint else "contributions"
    for more in ("add", "complete", "zzzz/", "zzzz/change", "zzzz/remove"):
        assert lead.get(at(here, f"lists/{group}/{more}", joint=joint)).status_code == 404
    assert lead.get(at(here, "lists/gold/")).status_code == 404
    assert lead.get(at(here, "lists/commitment.cash/")).status_code == 404


def test_it_is_said_that_there_are_no_others_taken_back_and_that_a_list_does_not_apply(
    here: Here, lead: CheckedClient
) -> None:
    url, page = at(here, "lists/grants/complete", joint=True), at(here, "lists/grants/")
    saved(lead, url, complete="yes")
    assert "There are none." in text(lead.get(page))
    assert known(here.row, here.lead)["grants"] == Rows((), complete=True)
    saved(lead, url, complete="no")
    assert "Nobody has said yet" in text(lead.get(page))
    assert "Enter why it does not apply" in text(send(lead, url, complete="na"))
    assert "or remove the reason" in text(send(lead, url, complete="yes", not_applicable="None"))
    saved(lead, url, complete="na", not_applicable="It has no grants")
    assert "Does not apply: It has no grants" in text(lead.get(page))
    assert known(here.row, here.lead)["grants"] == NotApplicable("It has no grants")
    add(here.lead, here.row, "grants", funder="The lottery")
    assert "There may be others." in text(lead.get(page))
    assert "does not apply" not in text(lead.get(url))


def _covers(client: CheckedClient, url: str) -> list[str]:
    return sorted(
        {name.rpartition("--")[2] for name in re.findall(r'name="(documents--elements--\w+)"', text(client.get(url)))}
    )


def test_what_a_document_has_to_cover_is_answered_item_by_item(here: Here, lead: CheckedClient) -> None:
    url = at(here, "lists/documents/add", joint=True)
    assert _covers(lead, url) == []
    page = saved(lead, url, **{"documents--type": "constitution", "documents--on-file": "yes"})
    items = _covers(lead, f"{page}change")
    governing = here_list(here, "governing_elements")
    assert len(governing) == 14
    assert set(governing) <= set(items)
    answers = dict.fromkeys(items, "yes") | {governing[0]: "no", governing[1]: "na", governing[2]: "not_known"}
    sent = {f"documents--elements--{code}": said for code, said in answers.items()}
    wrong = send(lead, f"{page}change", **sent)
    assert wrong.status_code == 422
    assert f'href="#id_documents--elements--{governing[1]}"' in text(wrong)
    why = {f"documents--elements--{governing[1]}--why": "It is too small for one"}
    saved(lead, f"{page}change", **sent, **why)
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text(lead.get(page))))
    assert "Does not apply: It is too small for one" in shown
    assert len(answers_of(JointRow.objects.get(), LISTS["documents"])["elements"]) == len(items)
    fact = known(here.row, here.lead)["documents"]
    assert isinstance(fact, Rows)
    elements: Any = fact.rows[0]["elements"]
    assert elements[governing[0]] is False
    assert elements[governing[1]] == NotApplicable("It is too small for one")
    assert elements[governing[2]] is None


def here_list(here: Here, name: str) -> list[str]:
    """The items of a list of the edition."""
    from concordat.records.fitting import rules_for  # noqa: PLC0415

    return [item.id for item in rules_for(here.lead, here.row).edition.lists[name].items]


def test_items_of_a_checklist_that_the_kind_does_not_have_are_not_lost(here: Here, lead: CheckedClient) -> None:
    row = add(here.lead, here.row, "documents", joint=True, type_="briefing", elements={"something": True})
    page = at(here, f"lists/documents/{row.reference}/", joint=True)
    assert _covers(lead, f"{page}change") == ["something"]
    saved(lead, f"{page}change", **{"documents--title": "Briefing", "change": "change"})
    assert JointRow.objects.get().cells["elements"] == row.cells["elements"]


def test_a_checklist_can_be_not_known_as_a_whole(here: Here, lead: CheckedClient) -> None:
    row = add(here.lead, here.row, "documents", joint=True, type_="constitution")
    url = at(here, f"lists/documents/{row.reference}/change", joint=True)
    both = {"documents--elements_unknown": "not_known", "documents--elements--name": "yes", "change": "change"}
    assert "remove the answer to keep “Not known”" in text(send(lead, url, **both))
    saved(lead, url, **{"documents--elements_unknown": "not_known", "change": "change"})
    assert answers_of(JointRow.objects.get(), LISTS["documents"])["elements"] is None


def test_a_file_is_attached_to_a_document_and_listed_on_its_page_for_those_who_may_see_it(
    here: Here, there: There, lead: CheckedClient, barton: CheckedClient, reader: CheckedClient
) -> None:
    row = add(here.lead, here.row, "documents", joint=True, type_="constitution", title="Constitution")
    page = at(here, f"lists/documents/{row.reference}/", joint=True)
    link = re.search(r'href="([^"]*files/add[^"]*)"', text(lead.get(page)))
    assert link
    form = filled(lead, link[1])
    upload = SimpleUploadedFile("terms.txt", b"Terms of reference", "text/plain")
    sent: Any = {**form, "upload": upload, "words": ["As signed"]}
    assert lead.post(link[1], sent).headers["Location"] == page
    theirs = at(there, f"lists/documents/{row.reference}/", joint=True)
    for client, address in ((lead, page), (reader, page), (barton, theirs)):
        shown = text(client.get(address))
        assert "As signed" in shown, address
        assert ("Attach a file" in shown) is (client is lead)
    assert barton.get(link[1].replace("/ashford/", "/barton/")).status_code == 403
    refused = send(lead, f"{page}remove", reason="Never so")
    assert "Withdraw each of them first" in text(refused)


def test_a_row_of_another_councils_own_side_is_404_and_a_joint_one_is_shown(
    here: Here, there: There, barton: CheckedClient
) -> None:
    own = add(here.lead, here.row, "stakeholders", joint=False, who="Ours alone")
    joint = add(here.lead, here.row, "stakeholders", joint=True, who="Anglers")
    assert "Anglers" in text(barton.get(at(there, f"lists/stakeholders/{joint.reference}/", joint=True)))
    page = text(barton.get(at(there, "lists/stakeholders/")))
    assert "Anglers" in page
    assert "Ours alone" not in page
    for more in ("", "change", "remove"):
        assert barton.get(at(there, f"lists/stakeholders/{own.reference}/{more}")).status_code == 404
        assert barton.get(at(there, f"lists/stakeholders/{joint.reference}/{more}")).status_code == 404
    assert barton.get(at(there, f"lists/stakeholders/{joint.reference}/change", joint=True)).status_code == 403


def test_the_slower_of_two_at_a_row_loses_nothing(here: Here, lead: CheckedClient) -> None:
    row = add(here.lead, here.row, "council_risks", words="Clawback", likelihood=1)
    url = at(here, f"lists/council_risks/{row.reference}/change")
    mine = filled(lead, url, **{"council-risks--likelihood": "5", "change": "change"})
    saved(lead, url, **{"council-risks--likelihood": "3", "change": "change"})
    late = lead.post(url, mine)
    assert late.status_code == 409
    assert "Changed by them" in text(late)
    assert 'value="5"' in text(late)


def test_a_history_tells_a_row_cell_by_cell(here: Here, lead: CheckedClient) -> None:
    saved(lead, at(here, "lists/contributions/add", joint=True), **{"contributions--amount": "4500"})
    page = at(here, f"lists/contributions/{JointRow.objects.get().reference}/", joint=True)
    saved(lead, f"{page}change", **{"contributions--amount": "5000", "change": "correction", "reason": "Misread"})
    told = re.sub(
        r"\s+", " ", re.sub(r"<[^>]*>", " ", text(lead.get(f"/c/ashford/register/{here.row.reference}/history")))
    )
    assert "What each partner puts in" in told
    assert "Amount £5,000 (before: £4,500)" in told
    assert "Misread" in told


def test_codes_that_the_edition_offers_can_be_chosen_and_so_can_something_else(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(at(here, "lists/joint_risks/add", joint=True)))
    for code in here_list(here, "typical_risks"):
        assert f'value="{code}"' in page
    assert "Something else" in page
    url = at(here, "lists/joint_risks/add", joint=True)
    saved(lead, url, **{"joint-risks--words": "Flood", "joint-risks--kind": "other"})
    row_page = at(here, f"lists/joint_risks/{JointRow.objects.get().reference}/", joint=True)
    assert "Something else" in text(lead.get(row_page))


def test_free_words_are_kept_where_the_edition_offers_none(here: Here, lead: CheckedClient) -> None:
    url = at(here, "sections/appraisal/")
    saved(lead, url, **{"appraisal--reasons": "Shared river\r\nOne budget\r\n"})
    assert known(here.row, here.lead)["appraisal.reasons"] == ("One budget", "Shared river")
    saved(lead, url)
    assert known(here.row, here.lead)["appraisal.reasons"] == ("One budget", "Shared river")


def test_a_subject_asks_the_database_as_often_for_many_rows_as_for_few(here: Here, lead: CheckedClient) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert lead.get(at(here, "engagement/")).status_code == 200
        return len(captured)

    add(here.lead, here.row, "stakeholders", joint=True, who="Anglers")
    cost()
    few = cost()
    for nth in range(9):
        add(here.lead, here.row, "stakeholders", joint=bool(nth % 2), who=f"Group {nth}")
    assert cost() == few <= 30
