"""What is outstanding leads to where it is put right: each row by its words, each form, each step of a route."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import LIMITED, MAJOR, MODERATE, fill, judged
from tests.compliance import making
from tests.judgements.answering import all_marks
from tests.page_checks import CheckedClient
from tests.records import keeping
from tests.register.pages.browsing import saved, text

from concordat.answers import submitting
from concordat.approvals import opening
from concordat.compliance.panels import why_asked
from concordat.compliance.questions import questions
from concordat.councils import plan
from concordat.councils.models import Council
from concordat.judgements import answering, judging
from concordat.judgements import queries as judged_rows
from concordat.register import gates, parties
from concordat.register.models import Involvement
from concordat.register.organisations import New
from concordat.ui import charts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
IN_PLAN, RISK = "risks-in-service-plan", "The funder withdraws"


@pytest.fixture
def council() -> Council:
    return world.council()


@pytest.fixture
def row(council: Council) -> Involvement:
    """A partnership that is one."""
    found = world.involvement(council, "River Forum")
    all_marks(world.command(council), found)
    judging.screen(world.command(council), involvement=found)
    return making.fresh(found)


@pytest.fixture
def team(council: Council) -> CheckedClient:
    return world.client(world.member(council, "partnership_team", name="Terry Team").user)


def risk(council: Council, row: Involvement, **cells: Any) -> str:
    return keeping.add(world.command(council), row, "council_risks", **cells).reference


def page_of(client: CheckedClient, name: str, row: Involvement, *more: str) -> str:
    return html.unescape(text(client.get(reverse(name, args=["ashford", row.reference, *more]))))


def links(page: str) -> dict[str, str]:
    """Addresses by the words of their links."""
    return {words: href for href, words in re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>', page)}


def test_the_page_of_a_duty_names_each_row_says_what_is_asked_and_leads_to_its_field_and_back(
    council: Council, row: Involvement, team: CheckedClient
) -> None:
    risk(council, row, words_=RISK, recorded_in_=["corporate_register"])
    page = page_of(team, "duty", row, IN_PLAN)
    asked = f"Another answer: Where it is recorded (asked: Service plan), for “{RISK}”"
    href = links(page)[asked]
    assert href.endswith("#id_council-risks--recorded-in")
    here = reverse("duty", args=["ashford", row.reference, IN_PLAN])
    assert (
        saved(team, href.partition("#")[0], **{"council-risks--recorded-in": ["service_plan"], "change": "change"})
        == here
    )
    assert asked not in page_of(team, "duty", row, IN_PLAN)


def test_who_may_not_change_it_reads_it_without_a_link(council: Council, row: Involvement) -> None:
    risk(council, row, words_=RISK)
    reader = world.client(world.member(council, "councillor", name="Cllr Reader").user)
    page = page_of(reader, "duty", row, IN_PLAN)
    asked = f"An answer: Where it is recorded, for “{RISK}”"
    assert asked in page
    assert asked not in links(page)


def test_a_partner_and_a_row_of_the_joint_record_are_put_right_on_their_own_pages(
    council: Council, row: Involvement, team: CheckedClient
) -> None:
    party = parties.add(
        world.command(council),
        partnership=row.partnership,
        organisation=New("Weir Trust"),
        answers={"from": date(2026, 1, 1)},
    )
    found = links(page_of(team, "duty", row, "similar-standards"))
    (href,) = {at.partition("?")[0] for words, at in found.items() if words.endswith("for “Weir Trust”")}
    assert href == reverse("party_edit", args=["ashford", row.reference, party.reference, "standards"])
    joint = keeping.add(world.command(council), row, "joint_risks", joint=True, words_="The river floods")
    found = links(page_of(team, "duty", row, "bearing-on-council"))
    (href,) = (at for words, at in found.items() if words.endswith("for “The river floods”"))
    at = reverse("list_row_edit_joint", args=["ashford", row.reference, "joint_risks", joint.reference])
    assert href.partition("?")[0] == at
    assert team.get(at).status_code == 200


def test_a_row_goes_by_its_words_wherever_it_is_told_of_and_never_by_its_reference(
    council: Council, row: Involvement, team: CheckedClient
) -> None:
    marks = [risk(council, row, words_=RISK, recorded_in_=["corporate_register"]), risk(council, row, likelihood_=3)]
    pages = [page_of(team, "duty", row, IN_PLAN), page_of(team, "standing", row)]
    pages.append(html.unescape(text(team.get(reverse("duty_over_all", args=["ashford", IN_PLAN])))))
    for page in pages:
        told = re.sub(r'(href|id)="[^"]*"', "", page)
        assert RISK in told
        assert "ne without a description (risks to the council)" in told
        assert not [mark for mark in marks if mark in told]
    assert f"Not met: {RISK}" in pages[0].split("From when to when")[1]


def test_the_page_of_a_duty_says_of_which_partnership_and_leads_back(row: Involvement, team: CheckedClient) -> None:
    page = page_of(team, "duty", row, IN_PLAN)
    assert links(page)["River Forum"] == reverse("partnership", args=["ashford", row.reference])


def test_a_gate_leads_to_each_duty_and_says_what_to_do_about_it(
    council: Council, row: Involvement, team: CheckedClient
) -> None:
    judged(world.command(council), row, **MODERATE)
    page = page_of(team, "gate", row, "start")
    at = links(page)
    assert at["A moderate partnership has its basic evaluation."].endswith("/duties/form-moderate")
    form = reverse("form", args=["ashford", row.reference, "basic_evaluation"])
    assert at["Fill in and submit: Basic partnership evaluation (Appendix C)"] == form
    step = "The relevant senior manager signs a moderate partnership off."
    assert at[step].endswith("?start=entry")
    matter = opening.open_matter(world.command(council), involvement=row, start="entry")
    page = page_of(team, "gate", row, "start")
    assert links(page)[step] == reverse("matter", args=["ashford", row.reference, matter.reference])
    assert "These forms have to be submitted first" in page


def test_before_it_is_assessed_a_gate_asks_what_tells_and_lists_no_band_s_form_as_if_needed(
    row: Involvement, team: CheckedClient
) -> None:
    page = page_of(team, "gate", row, "start")
    needed, _, perhaps = page.partition("Not known yet")
    assert "Risks to the council are assessed before entry." in needed
    for form in ("basic evaluation", "full evaluation", "has its registration"):
        assert form not in needed
        assert form in perhaps.split("What may be needed")[1]
    assert links(perhaps)["An answer: Significance band"] == reverse("significance", args=["ashford", row.reference])


@pytest.mark.parametrize("start", [(2026, 11, 21), (2026, 6, 1), (2020, 1, 1)])
def test_the_words_of_a_bar_keep_clear_of_the_line_of_today(start: tuple[int, int, int]) -> None:
    drawn = charts.timeline([charts.Span("Not met", date(*start), None)], title="Time line", today=date(2026, 11, 21))
    today = float(re.search(r'concordat-chart__today" x1="([\d.]+)"', drawn)[1])  # type: ignore[index]
    at, anchor, words = re.search(r'<text x="([\d.]+)"[^>]*text-anchor="(\w+)">([^<]*)', drawn).groups()  # type: ignore[union-attr]
    left = float(at) - (7 * len(words) if anchor == "end" else 0)
    assert not left < today < left + 7 * len(words)


@pytest.mark.parametrize(
    ("levels", "forms"),
    [
        (LIMITED, ("score_sheet", "registration")),
        (MODERATE, ("score_sheet", "basic_evaluation")),
        (MAJOR, ("score_sheet", "full_evaluation")),
    ],
)
def test_once_the_forms_of_its_band_are_in_only_what_no_form_asks_is_outstanding_before_the_start(
    council: Council, row: Involvement, levels: dict[str, int], forms: tuple[str, ...]
) -> None:
    scope = world.scope(world.member(council, "partnership_team", "lead_officer", "senior_manager", name="Lee Both"))
    judged(scope, row, **levels)
    for form in forms:
        fill(scope, row, form)
        submitting.submit(scope, involvement=row, form=form)
    left = {one.key for one in gates.outstanding("start", making.fresh(row), scope.on)}
    asked_by_no_form = {"section-5-considered", "exit-strategy", *(["members-question"] if levels is MAJOR else [])}
    assert {key for key in left if "." not in key} == asked_by_no_form


def test_what_was_needed_before_a_gate_is_not_said_to_be_once_the_gate_was_passed(
    council: Council, row: Involvement, team: CheckedClient
) -> None:
    scope, said = world.command(council), "Needed before: The partnership is entered and starts"
    asked = [why_asked(one) for one in questions(scope, row, 50)]
    assert any(said.lower() in why.lower() for why in asked)
    assert said in page_of(team, "duty", row, "council-risks-assessed")
    gates.pass_gate(
        scope,
        involvement=row,
        gate="start",
        on=scope.on,
        version=making.fresh(row).version,
        happened_all_the_same=True,
        reason="It was urgent",
    )
    asked = [why_asked(one) for one in questions(scope, making.fresh(row), 50)]
    assert asked
    assert not [why for why in asked if said.lower() in why.lower()]
    assert said not in page_of(team, "duty", row, "council-risks-assessed")


def test_the_overview_says_which_aims_it_serves_to_whoever_reads_it(council: Council, row: Involvement) -> None:
    reader = world.client(world.member(council, "councillor", name="Cllr Reader").user)
    command = world.command(council)
    aims = [
        plan.add_aim(command, words=words, code=words.lower()[:4], from_=date(2020, 1, 1))
        for words in ("Safety", "Jobs")
    ]
    assert "Not answered yet" in page_of(reader, "partnership", row).split("Aims")[1][:300]
    answering.serve_aims(
        command,
        involvement=row,
        served={aims[0]: ("direct", ""), aims[1]: ("none", "")},
        complete=True,
        version=judged_rows.aims_as_seen(row).version,
    )
    card = page_of(reader, "partnership", row).split("Aims")[1][:300]
    assert "1 of 2" in card
    assert "Safety (directly)" in card
    assert "Jobs" not in card
