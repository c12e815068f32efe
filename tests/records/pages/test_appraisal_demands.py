"""Sections 5.2 to 5.6 put in on the pages: what is missing is told, and what is there is told as it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import world
from tests.compliance.test_duties_over_all import listed
from tests.page_checks import CheckedClient
from tests.records.conftest import Here
from tests.records.pages.test_demands import major, statuses
from tests.records.pages.test_subjects_and_sections import at
from tests.register.pages.browsing import day, saved, text

from concordat.councils import plan
from concordat.history import clock
from concordat.records.models import JointRow, OwnRow

__all__ = ["major"]

pytestmark = pytest.mark.slow
ADVISED = "Advised, not in place"


def to(here: Here, name: str, *more: str) -> str:
    """An address of the partnership's."""
    return reverse(name, args=[here.row.council.slug, here.row.reference, *more])


def form_of(client: CheckedClient, here: Here, section: str) -> str:
    """A section of the full evaluation, as one reads it."""
    return text(client.get(to(here, "form_section", "full_evaluation", section)))


def named(group: str, said: dict[str, Any]) -> dict[str, Any]:
    """Fields by their names on the page; the boxes of a day have theirs already."""
    return {
        name if "--" in name else f"{group.replace('_', '-')}--{name.replace('_', '-')}": value
        for name, value in said.items()
    }


def answered(client: CheckedClient, here: Here, section: str, **said: Any) -> None:
    """Answer in a section of the records; names are those of its facts after the first stop."""
    saved(client, at(here, f"sections/{section}/"), **named(section, said))


def added(client: CheckedClient, here: Here, group: str, *, joint: bool = False, **cells: Any) -> str:
    """Add a row to a list; where it stands."""
    saved(client, at(here, f"lists/{group}/add", joint=joint), **named(group, cells))
    row = (JointRow if joint else OwnRow).objects.filter(group=group).latest("pk")
    return at(here, f"lists/{group}/{row.reference}/", joint=joint)


def changed(client: CheckedClient, row: str, group: str, **cells: Any) -> None:
    """Change a row."""
    saved(client, f"{row}change", change="change", **named(group, cells))


@pytest.mark.requirement("BOL-5.2.1")
def test_each_gap_that_an_evaluation_finds_is_listed_and_open_until_it_is_shown_how_it_was_dealt_with(
    major: Here, lead: CheckedClient
) -> None:
    assert "Which gaps in governance were found" in form_of(lead, major, "monitoring")
    for words in ("No joint complaints procedure", "Nobody may sign"):
        told = {"words": words, "found_in": "Full evaluation", **day("gaps--due-on", "1 12 2026")}
        added(lead, major, "gaps", joint=False, **told)
    page = text(lead.get(at(major, "lists/gaps/")))
    first = re.findall(r'href="([^"]*/records/lists/gaps/[a-z0-9]+/)"[^>]*>No joint', page)[0]
    assert "Nobody may sign" in page
    assert statuses(lead, major, "gaps-dealt-with") == ["Not known", "Not known"]
    changed(lead, first, "gaps", **day("gaps--closed-on", "1 10 2026"))
    open_now = listed(lead, "gaps-dealt-with")
    assert "No joint complaints procedure" in open_now
    changed(lead, first, "gaps", dealt_with="The partners agreed a procedure in September")
    open_now = listed(lead, "gaps-dealt-with")
    assert "No joint complaints procedure" not in open_now
    assert "Nobody may sign" in open_now
    assert "The partners agreed a procedure in September" in text(lead.get(at(major, "lists/gaps/")))


@pytest.mark.requirement("BOL-5.2.3")
def test_the_risk_assessment_names_policies_and_laws_and_whether_each_is_used(major: Here, lead: CheckedClient) -> None:
    assert "Which council policies and laws apply" in form_of(lead, major, "risk")
    assert statuses(lead, major, "rules-named") == ["Not known"]
    for name, kind in (("Procurement rules", "procurement"), ("Equality Act 2010", "law")):
        added(lead, major, "applicable_rules", name=name, kind=kind)
    saved(lead, at(major, "lists/applicable_rules/complete"), complete="yes")
    assert statuses(lead, major, "rules-named") == ["Not met"]
    row = added(lead, major, "applicable_rules", name="Data quality policy", kind="data_quality")
    saved(lead, at(major, "lists/applicable_rules/complete"), complete="yes")
    assert statuses(lead, major, "rules-named") == ["Met"]
    assert statuses(lead, major, "rules-used") == ["Not known"] * 3
    changed(lead, row, "applicable_rules", used="no")
    assert sorted(statuses(lead, major, "rules-used")) == ["Met", "Not known", "Not known"]
    page = form_of(lead, major, "risk")
    assert all(name in page for name in ("Procurement rules", "Equality Act 2010", "Data quality policy"))


@pytest.mark.requirement("BOL-5.3.2")
def test_the_constitution_or_the_terms_of_reference_are_attached_to_the_evaluation(
    major: Here, lead: CheckedClient
) -> None:
    assert "Which documents are attached?" in form_of(lead, major, "role")
    told = {"type": "terms_of_reference", "title": "Terms of 2026", **day("documents--from", "1 1 2026")}
    row = added(lead, major, "documents", joint=True, **told)
    for joint in (True, False):
        saved(lead, at(major, "lists/documents/complete", joint=joint), complete="yes")
    assert statuses(lead, major, "agreement-attached") == ["Not known"]
    add = re.findall(r'href="([^"]*/files/[^"]*)"', text(lead.get(row)))[0]
    upload = SimpleUploadedFile("terms.txt", b"Terms of reference", "text/plain")
    token = lead.get(add).context["form_token"]
    assert lead.post(add, {"form_token": token, "upload": upload, "words": "As agreed"}).status_code == 303
    assert "As agreed" in text(lead.get(row))
    changed(lead, row, "documents", on_file="yes")
    assert statuses(lead, major, "agreement-attached") == ["Met"]
    assert "Terms of 2026" in form_of(lead, major, "role")


@pytest.mark.requirement("BOL-5.3.3")
def test_the_first_section_records_the_councils_role_and_what_it_puts_in(major: Here, lead: CheckedClient) -> None:
    page = form_of(lead, major, "role")
    for question in ("What is the council's role, in words?", "How much money does it give", "officer time worth"):
        assert question in page
    first = text(lead.get(to(major, "form", "full_evaluation")))
    sections = re.findall(r'forms/full_evaluation/([a-z_]+)/"', first)
    # The first of the text's eight headings, below the entry in the register.
    assert sections[:3] == ["entry", "role", "aims"]
    assert statuses(lead, major, "council-role-recorded") == ["Not known"]
    said = {"involvement--council-roles": ["member"], "involvement--council-role-described": "It chairs the board"}
    edits = re.findall(rf'href="({to(major, "partnership")}edit/[^"?#]*)', page)
    saved(lead, next(one for one in edits if "council-roles" in text(lead.get(one))), **said)
    assert statuses(lead, major, "council-role-recorded") == ["Not known"]
    answered(lead, major, "commitment", cash="0", staff_cost="12000", in_kind_value="500")
    assert statuses(lead, major, "council-role-recorded") == ["Met"]
    page = form_of(lead, major, "role")
    assert "It chairs the board" in page
    assert "£12,000" in page


FIVE = {
    "aims_agreed": "Cleaner water by 2030",
    "aims_realistic": "yes",
    "aims_measurable": "yes",
    "consultation_evidence": "Two meetings and a survey of 400",
}


@pytest.mark.requirement("BOL-5.4.1")
@pytest.mark.parametrize("left_out", [*FIVE, "purpose"])
def test_five_things_are_answered_about_the_aims(major: Here, lead: CheckedClient, left_out: str) -> None:
    answered(lead, major, "appraisal", **{name: said for name, said in FIVE.items() if name != left_out})
    purpose = {"partnership--purpose": "To keep the river clean"}
    if left_out != "purpose":
        saved(lead, _of_purpose(lead, major), **purpose)
    assert statuses(lead, major, "aims-answered") == ["Not known"]
    rest = {name: said for name, said in FIVE.items() if name == left_out}
    if rest:
        answered(lead, major, "appraisal", **rest)
    else:
        saved(lead, _of_purpose(lead, major), **purpose)
    assert statuses(lead, major, "aims-answered") == ["Met"]
    page = form_of(lead, major, "aims")
    assert all(said in page for said in (*FIVE.values(), *purpose.values()) if said != "yes")
    assert page.count(">Yes") + page.count("Yes\n") >= 2


def _of_purpose(lead: CheckedClient, here: Here) -> str:
    """Where the purpose is answered, as the form leads there."""
    found: list[str] = re.findall(
        r'href="([^"?#]*/joint-edit/[^"?#]*|[^"?#]*/joint/[^"?#]*)', form_of(lead, here, "aims")
    )
    return next(one for one in found if "partnership--purpose" in text(lead.get(one)))


@pytest.mark.requirement("BOL-5.4.2")
def test_it_is_recorded_whether_duplication_was_looked_into_and_an_options_appraisal_is_on_file(
    major: Here, lead: CheckedClient
) -> None:
    assert "Was duplication of existing activity looked into?" in form_of(lead, major, "aims")
    assert statuses(lead, major, "duplication-checked") == ["Not known"]
    answered(lead, major, "appraisal", duplication_checked="no")
    assert statuses(lead, major, "duplication-checked") == ["Met"]
    _document(lead, major, "options_appraisal", "options-appraisal")


def _document(lead: CheckedClient, here: Here, kind: str, duty: str) -> None:
    """A document of a kind is not there, then is: the duty says so."""
    for joint in (True, False):
        saved(lead, at(here, "lists/documents/complete", joint=joint), complete="yes")
    assert statuses(lead, here, duty) == [ADVISED]
    added(lead, here, "documents", joint=True, type=kind, title=f"Our {kind}", **day("documents--from", "1 1 2026"))
    assert statuses(lead, here, duty) == ["Met"]


@pytest.mark.requirement("BOL-5.4.3")
def test_a_strong_business_case_is_on_file_and_says_what_end_users_gain(major: Here, lead: CheckedClient) -> None:
    _document(lead, major, "business_case", "business-case")
    judged = to(major, "judgement", "business_case_strong")
    assert statuses(lead, major, "business-case-strong") == ["Not known"]
    saved(lead, judged, answer="no", reason="Nothing is said of cost")
    assert statuses(lead, major, "business-case-strong") == [ADVISED]
    saved(lead, judged, answer="yes", reason="The costs have been added")
    assert statuses(lead, major, "business-case-strong") == ["Met"]
    assert statuses(lead, major, "end-user-benefit") == ["Not known"]
    answered(lead, major, "appraisal", end_user_benefit="Bathing water within two years")
    assert statuses(lead, major, "end-user-benefit") == ["Met"]
    page = form_of(lead, major, "aims")
    assert "The costs have been added" in text(lead.get(judged))
    assert "Bathing water within two years" in page


@pytest.fixture
def aims(major: Here) -> list[str]:
    """Two aims of the council's plan, by code."""
    command = world.command(major.row.council)
    return [plan.add_aim(command, words=words, from_=clock.today()).code for words in ("Clean water", "Good homes")]


@pytest.mark.requirement("BOL-5.5")
def test_for_each_aim_it_is_recorded_how_it_contributes_and_what_it_does_for_the_community_strategy(
    major: Here, lead: CheckedClient, aims: list[str]
) -> None:
    page = text(lead.get(to(major, "aims_served")))
    assert all(words in page for words in ("Clean water", "Good homes", "Directly", "Indirectly", "Not at all"))
    saved(lead, to(major, "aims_served"), **{f"how-{aims[0]}": "indirect", f"how-{aims[1]}": "not_known"})
    assert sorted(statuses(lead, major, "each-aim-answered"))[:1] == ["Met"]
    assert "Not known" in statuses(lead, major, "each-aim-answered")
    saved(lead, to(major, "aims_served"), **{f"how-{aims[1]}": "none"}, complete="on")
    assert statuses(lead, major, "each-aim-answered") == ["Met", "Met"]
    assert statuses(lead, major, "community-priorities") == ["Not known"]
    saved(lead, to(major, "screening_answers"), **{"aims--community-priorities": "It serves the second priority"})
    assert statuses(lead, major, "community-priorities") == ["Met"]
    assert "It serves the second priority" in form_of(lead, major, "corporate_aims")


@pytest.mark.requirement("BOL-5.5.1")
@pytest.mark.parametrize("how", ["none of the aims", "little, as judged"])
def test_little_or_no_effect_on_the_aims_calls_for_a_recorded_consideration_whatever_is_put_in(
    major: Here, lead: CheckedClient, aims: list[str], how: str
) -> None:
    serves = "none" if how == "none of the aims" else "indirect"
    saved(lead, to(major, "aims_served"), **{f"how-{aims[0]}": serves, f"how-{aims[1]}": "none"}, complete="on")
    if how != "none of the aims":
        saved(lead, to(major, "judgement", "little_effect_on_aims"), answer="yes", reason="A leaflet a year")
    assert statuses(lead, major, "worth-considered") == ["Not known"]
    worth = {"aims--worth-considered": "It costs an hour a year and keeps the peace"}
    saved(lead, to(major, "screening_answers"), **worth)
    assert statuses(lead, major, "worth-considered") == ["Met"]


@pytest.mark.requirement("BOL-5.5.2")
def test_one_that_takes_significant_resources_and_serves_no_aim_is_shown_as_not_meeting_the_clause(
    major: Here, lead: CheckedClient, aims: list[str]
) -> None:
    saved(lead, to(major, "aims_served"), **{f"how-{code}": "none" for code in aims}, complete="on")
    _puts_in(lead, major, "24000")
    assert statuses(lead, major, "resources-serve-aims") == ["Not applicable"]
    assert "Every partnership has this in order." in listed(lead, "resources-serve-aims")
    _puts_in(lead, major, "30000")
    assert statuses(lead, major, "resources-serve-aims") == [ADVISED]
    assert "River Forum" in listed(lead, "resources-serve-aims")
    saved(lead, to(major, "aims_served"), **{f"how-{aims[0]}": "indirect"})
    assert statuses(lead, major, "resources-serve-aims") == ["Met"]


def _puts_in(lead: CheckedClient, here: Here, pounds: str) -> None:
    """What the council puts in a year, all of it in cash; with the total, where that is asked."""
    where = at(here, "sections/commitment/")
    fields = {"cash": pounds, "staff-cost": "0", "in-kind-value": "0", "through-accounts": "0", "total-a-year": pounds}
    asked = {
        f"commitment--{name}": said for name, said in fields.items() if f"commitment--{name}" in text(lead.get(where))
    }
    saved(lead, where, change="change", **asked)


@pytest.mark.requirement("BOL-5.6.6")
def test_the_evaluation_confirms_with_a_date_that_the_councils_risk_assessment_was_made_and_sums_it_up(
    major: Here, lead: CheckedClient
) -> None:
    page = form_of(lead, major, "risk")
    assert "When was the council's own risk assessment made?" in page
    assert statuses(lead, major, "evaluation-confirms-risk") == ["Not known"]
    answered(lead, major, "risk", council_summary="Two risks, both low")
    assert statuses(lead, major, "evaluation-confirms-risk") == ["Not known"]
    gate = text(lead.get(to(major, "gate", "start")))
    assert "The full evaluation confirms, with a date, the council's own risk assessment" in gate
    answered(lead, major, "risk", **day("risk--council-assessed-on", "3 2 2026"))
    assert statuses(lead, major, "evaluation-confirms-risk") == ["Met"]
    page = form_of(lead, major, "risk")
    assert "3 February 2026" in page
    assert "Two risks, both low" in page
    gate = text(lead.get(to(major, "gate", "start")))
    assert "The full evaluation confirms, with a date" not in gate
