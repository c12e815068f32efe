"""The pages of forms: which are asked for and why, how far each is, submitting one, and what was submitted."""

from __future__ import annotations

import re

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import LIMITED, MAJOR, MODERATE, fill, judged
from tests.answers.pages.conftest import client_of, to
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, send, text

from concordat.answers import presenters, queries, submitting
from concordat.answers.models import Submitted
from concordat.register import parties, record
from concordat.register.known import NONE_IN_FORCE
from concordat.register.models import Involvement
from concordat.register.organisations import New
from concordat.ui.refusals import CannotDo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "registration"
FOLD = "Other forms of the protocol"


def fresh(here: Here) -> Involvement:
    return Involvement.objects.select_related("council", "partnership").get(pk=here.row.pk)


BY_BAND = {
    "limited": (LIMITED, "Partnership registration (Appendix B)", "A limited partnership has its registration"),
    "moderate": (MODERATE, "Basic partnership evaluation (Appendix C)", "A moderate partnership has its basic"),
    "major": (MAJOR, "Full partnership evaluation (Appendix D)", "A major partnership has its full evaluation"),
}


@pytest.mark.requirement("BOL-4.1", "BOL-5.2", "BOL-5.2.2")
@pytest.mark.parametrize("band", BY_BAND)
def test_the_band_says_which_form_is_asked_for_and_why_and_the_others_stand_under_a_fold(
    here: Here, lead: CheckedClient, band: str
) -> None:
    levels, title, why = BY_BAND[band]
    judged(here.lead, here.row, **levels)
    asked, _, rest = text(lead.get(to(here, "forms"))).partition(FOLD)
    assert title in asked
    assert why in asked
    assert title not in rest
    for _, other, _ in (found for name, found in BY_BAND.items() if name != band):
        assert other not in asked
        assert other in rest


def test_what_no_band_asks_for_yet_is_listed_as_what_may_be_asked_for(here: Here) -> None:
    row = world.involvement(here.row.council, "Not assessed")
    page = text(client_of(here.team).get(f"/c/ashford/register/{row.reference}/forms/"))
    assert "May be asked for" in page
    assert "Partnership registration" in page.partition("May be asked for")[2]


def test_where_no_protocol_is_in_force_the_page_says_so(
    here: Here, lead: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise CannotDo(NONE_IN_FORCE)

    monkeypatch.setattr("concordat.answers.queries.known_of", none)
    assert "No protocol is in force" in text(lead.get(to(here, "forms")))
    assert lead.get(to(here, "form", FORM)).status_code == 404
    assert lead.get(to(here, "partnership")).status_code == 200


def test_the_partnerships_page_has_the_forms_asked_for_with_their_state(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(to(here, "partnership")))
    assert to(here, "form", FORM) in page
    assert to(here, "form", "full_evaluation") not in page
    assert to(here, "forms") in page


@pytest.mark.requirement("BOL-4.1")
def test_a_form_shows_its_sections_what_is_missing_and_that_it_was_rebuilt(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(to(here, "form", FORM)))
    assert "This one is rebuilt from the clauses" in page
    assert "Appendix B is not supplied" in page
    assert to(here, "form_section", FORM, "entry") in page
    assert "Not started" in page
    assert re.search(r"\d+ of 18 answered", page)
    assert "What is its legal form?" in page.partition("can be submitted when")[2]
    assert "Submit this form" not in page


def test_gaps_are_counted_by_section_and_listed_one_by_one_in_a_fold_that_is_open_where_there_are_few(
    here: Here, lead: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(here.lead, here.row)

    def told(form: str) -> tuple[dict[str, int], int, bool]:
        """How many questions each section has left, how many are listed one by one, and whether that is open."""
        page = text(lead.get(to(here, "form", form))).partition('id="submit"')[2].partition("</section>")[0]
        by_section, _, listed = page.partition("<details")
        counted = re.findall(r'href="[^"]*/forms/[a-z_]+/([a-z_]+)/">[^<]*: (\d+) question', by_section)
        return {section: int(number) for section, number in counted}, listed.count("<li>"), " open" in listed[:99]

    monkeypatch.setattr(presenters, "FEW", len(queries.filled(here.lead, fresh(here), "score_sheet").gaps))
    for form, few in (("full_evaluation", False), ("score_sheet", True)):
        found = queries.filled(here.lead, fresh(here), form)
        left = {one.id: len(asked) for one in found.sections if (asked := found.open(found.asked(one)))}
        assert told(form) == (left, sum(left.values()), few)


def test_a_gap_leads_to_where_it_is_answered_and_back_or_else_to_its_section(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(to(here, "form", FORM))).partition("can be submitted when")[2]
    edit = to(here, "partnership_joint_edit", "legal")
    back = to(here, "form", FORM).replace("/", "%2F")
    assert f"{edit}?only=partnership.legal_form&amp;next={back}" in page
    reader = text(client_of(here.reader).get(to(here, "form", FORM))).partition("can be submitted when")[2]
    assert edit not in reader
    assert f"{to(here, 'form_section', FORM, 'entry')}#question-legal_form" in reader


def test_a_whole_form_is_submitted_with_a_tick_and_then_shown_as_it_was(here: Here, lead: CheckedClient) -> None:
    fill(here.lead, here.row, FORM)
    page, submit = to(here, "form", FORM), to(here, "form_submit", FORM)
    assert "Submit this form" in text(lead.get(page))
    unticked = send(lead, submit)
    assert unticked.status_code == 422
    assert not Submitted.objects.exists()
    shown = saved(lead, submit, confirm="on")
    row = Submitted.objects.get()
    assert shown == to(here, "submitted", row.pk)
    frozen = text(lead.get(shown))
    for words in ("River Forum", "Lee Officer", "Partnership Protocol and Toolkit", "Nothing has changed since"):
        assert words in frozen
    assert shown in text(lead.get(page))


def test_the_button_of_the_forms_own_page_submits_it(here: Here, lead: CheckedClient) -> None:
    fill(here.lead, here.row, FORM)
    page = lead.get(to(here, "form", FORM))
    token = page.context["form_token"]
    answer = lead.post(to(here, "form_submit", FORM), {"form_token": token, "confirm": "on"})
    assert answer.status_code == 303
    again = lead.post(to(here, "form_submit", FORM), {"form_token": token, "confirm": "on"})
    assert (again.status_code, again["Location"]) == (303, answer["Location"])
    assert Submitted.objects.count() == 1


def test_a_form_with_gaps_that_is_sent_all_the_same_lists_them_and_submits_nothing(
    here: Here, lead: CheckedClient
) -> None:
    token = lead.get(to(here, "form", FORM)).context["form_token"]
    answer = lead.post(to(here, "form_submit", FORM), {"form_token": token, "confirm": "on"})
    assert answer.status_code == 422
    assert "The form is not whole yet" in text(answer)
    assert not Submitted.objects.exists()


def test_who_may_not_submit_is_told_why_and_has_no_button(here: Here, reader: CheckedClient) -> None:
    fill(here.lead, here.row, FORM)
    page = text(reader.get(to(here, "form", FORM)))
    assert "Nothing is missing." in page
    assert "Submit this form" not in page
    assert reader.get(to(here, "form_submit", FORM)).status_code == 403


def test_what_has_changed_since_stands_beside_what_was_submitted(here: Here, lead: CheckedClient) -> None:
    fill(here.lead, here.row, FORM)
    row = submitting.submit(here.lead, involvement=here.row, form=FORM)
    now = fresh(here)
    said = {"involvement.council_roles": ["funder"]}
    record.answer(here.lead, involvement=now, answers=said, version=now.version)
    parties.add(
        here.lead, partnership=fresh(here).partnership, organisation=New("A later partner", "voluntary", apart=True)
    )
    page = text(lead.get(to(here, "submitted", row.pk)))
    changed, _, frozen = page.partition("The entry in the register")
    assert "A later partner" in changed
    assert "A later partner" not in frozen
    assert "What part does the council play?" in changed


def test_a_submission_of_another_partnership_is_not_found(here: Here, lead: CheckedClient) -> None:
    fill(here.lead, here.row, FORM)
    row = submitting.submit(here.lead, involvement=here.row, form=FORM)
    other = world.involvement(here.row.council, "Another")
    assert lead.get(f"/c/ashford/register/{other.reference}/forms/submitted/{row.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["forms/nonsense/", "forms/registration/nonsense/"])
def test_a_form_or_section_that_there_is_not_is_not_found(here: Here, lead: CheckedClient, address: str) -> None:
    assert lead.get(to(here, "partnership") + address).status_code == 404


def test_money_in_facts_is_in_pounds_and_reads_as_money(here: Here, lead: CheckedClient) -> None:
    fill(here.lead, here.row, "score_sheet")
    row = submitting.submit(here.lead, involvement=here.row, form="score_sheet")
    page = text(lead.get(to(here, "submitted", row.pk)))
    assert "£1,234.50 a year" in page


def test_what_was_answered_as_not_known_says_so_in_the_list_and_beside_its_question(
    here: Here, lead: CheckedClient
) -> None:
    def of_list() -> str:
        page = text(lead.get(to(here, "form", FORM)))
        return str(
            next(line for line in re.findall(r"<li>.*?</li>", page) if "Which service of the council is it?" in line)
        )

    def of_section() -> str:
        page = text(lead.get(to(here, "form_section", FORM, "entry")))
        return page.partition('id="question-service"')[2].partition("</section>")[0]

    assert "answered" not in of_list()
    assert "found out" not in of_section()
    record.answer(here.lead, involvement=here.row, answers={"involvement.service": None}, version=here.row.version)
    assert "(answered: not known)" in of_list()
    assert "Answered: not known. It has to be found out before the form can be submitted." in of_section()
    assert "What is not known has to be found out first." in text(lead.get(to(here, "form", FORM)))
    with pytest.raises(CannotDo):
        submitting.submit(here.lead, involvement=fresh(here), form=FORM)
