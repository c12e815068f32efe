"""The pages: from starting an approval to its sign-off, a gate that opens with it, and what changed since."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import fill, judged
from tests.approvals import under_way
from tests.approvals.conftest import LIMITED, SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, give
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, every_page, filled, saved, send, text

from concordat.answers import submitting
from concordat.approvals import opening, queries
from concordat.approvals.acting import Wanted
from concordat.approvals.models import Matter
from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.register import joint_record, ownership, record
from concordat.register.models import Involvement

pytestmark = pytest.mark.slow


def browser(scope: Scope) -> CheckedClient:
    return world.client(Membership.objects.get(pk=scope.membership.pk).user)  # type: ignore[union-attr]


def to(here: Here, name: str, *more: Any) -> str:
    return reverse(name, args=[here.row.council.slug, here.row.reference, *more])


def test_an_approval_is_started_sent_in_and_given_with_conditions_in_the_browser(here: Here) -> None:
    lead, head = browser(here.lead), browser(here.head)
    judged(here.lead, here.row, **LIMITED)
    page = saved(lead, f"{to(here, 'matter_open')}?start=entry")
    assert lead.post(f"{page}send", {"note": ""}).status_code == 422
    for shown in (text(lead.get(f"{page}send")), text(lead.get(page))):
        assert to(here, "form", "registration") in shown
        assert f'href="{page}send"' not in shown
    for form in ("score_sheet", "registration"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    assert saved(lead, f"{page}send", note="Please look at the costs") == page
    shown = text(head.get(page))
    assert "The head of service signs a limited partnership off." in shown
    assert "Head of Service: Head Of Service" in shown
    papers = f"{page}papers/1/"
    for words in ("Please look at the costs", "Lee Officer", "Limited", "Submitted by Lee Officer", "Digest"):
        assert words in text(head.get(papers))
    act = f"{papers}steps/{SIGN_OFF}/act"
    assert act in shown
    assert "You sent this in" in text(lead.get(act))
    assert lead.post(act, {"outcome": "given"}).status_code == 422
    lacking = send(head, act, outcome="given_with_conditions", reason="Low risk")
    assert "Enter at least one condition, or give it without." in text(lacking)
    told = {
        "outcome": "given_with_conditions",
        "reason": "Low risk",
        "words_1": "Insure it",
        "owner_1": "Lee",
        **day("due_1", "1 4 2099"),
    }
    assert saved(head, act, **told) == page
    assert "Signed off with conditions on" in text(lead.get(page))


def test_a_condition_is_met_and_all_of_it_is_told_in_the_history(entry: Entry) -> None:
    here, lead = entry.here, browser(entry.here.lead)
    wanted = [Wanted("Insure it", "Lee")]
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "given_with_conditions", conditions=wanted)
    (condition,) = queries.conditions(here.row)
    assert "Insure it" in text(lead.get(to(here, "matters")))
    today = here.lead.on
    met = {**day("on", f"{today.day} {today.month} {today.year}"), "how": "Policy 12"}
    at = to(here, "condition_met", condition.pk)
    attach = reverse("file_add", args=[here.row.council.slug, ownership.INVOLVEMENT, here.row.pk])
    assert f"{attach}?{urlencode({'next': at})}" in text(lead.get(at))
    saved(lead, at, **met)
    page = text(lead.get(to(here, "matters")))
    assert "Policy 12" in page
    banner = page.partition("If this changes an answer on record, change it there")[2].partition("</p>")[0]
    assert {to(here, "partnership_entry"), to(here, "forms")} == set(re.findall(r'href="([^"]+)"', banner))
    told_of = every_page(browser(here.team), to(here, "partnership_history"))
    for words in ("Matter opened", "Papers sent in", "Signed off with conditions", "Condition met", "Head of Service"):
        assert words in told_of, words
    assert "head_of_service" not in told_of


def test_on_a_second_look_the_papers_say_what_changed(entry: Entry) -> None:
    here = entry.here
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="Say what it may cost us")
    page = to(here, "matter", entry.matter.reference)
    assert "Say what it may cost us" in text(browser(here.lead).get(page))
    row = Involvement.objects.get(pk=here.row.pk)
    record.answer(here.lead, involvement=row, version=row.version, answers={"involvement.liabilities": "Two leases"},
                  correction=row.liabilities is not None, reason="Put right")  # fmt: skip
    saved(browser(here.lead), f"{page}send", note="As you asked")
    shown = text(browser(here.head).get(f"{page}papers/2/"))
    assert "What changed since papers 1" in shown
    assert "Two leases" in shown
    old = text(browser(here.head).get(f"{page}papers/1/"))
    assert "Newer papers have been sent in" in old
    assert "Newer papers" in text(browser(here.head).get(f"{page}papers/1/steps/{SIGN_OFF}/act"))


def test_why_is_nothing_happening_says_for_whom_it_waits_since_when(entry: Entry) -> None:
    here = entry.here
    for address in (to(here, "matters"), to(here, "partnership")):
        shown = text(browser(here.reader).get(address))
        assert "Why is nothing happening?" in shown
        assert "Head of Service: Head Of Service" in shown
    act = to(here, "step_act", entry.matter.reference, 1, SIGN_OFF)
    refused = text(browser(here.reader).get(act))
    assert "The protocol asks this of: Head of Service" in refused
    assert "Head Of Service" in refused


def test_the_start_is_shut_until_the_sign_off_is_given(entry: Entry) -> None:
    here, lead = entry.here, browser(entry.here.lead)
    today = here.lead.on
    gate = to(here, "gate", "start")
    told = {"what": "happened", **day("on", f"{today.day} {today.month} {today.year}")}
    assert "The head of service signs a limited partnership off." in text(lead.get(gate))
    before = send(lead, gate, **told)
    assert before.status_code == 422
    assert "The head of service signs a limited partnership off." in text(before)
    give(here.head, entry.matter, SIGN_OFF, entry.papers)
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    left = text(lead.get(gate))
    assert "signs a limited partnership off" not in left
    assert "has reached the partnership team" not in left


def test_what_was_approved_and_is_material_is_named_once_it_differs(entry: Entry) -> None:
    here = entry.here
    give(here.head, entry.matter, SIGN_OFF, entry.papers)
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    page = to(here, "partnership")
    assert "Approved an earlier version" not in text(browser(here.lead).get(page))
    of = Involvement.objects.select_related("partnership").get(pk=here.row.pk).partnership
    joint_record.answer(here.lead, partnership=of, version=of.version, answers={"partnership.purpose": "Cleaner rivers and seas"},
                        correction=True, reason="It grew")  # fmt: skip
    shown = text(browser(here.lead).get(page))
    assert "Approved an earlier version" in shown
    [change] = Matter.objects.filter(involvement=here.row, start="change")
    assert f"{to(here, 'matter_open')}?start=change" not in shown, "it opened by itself"
    assert to(here, "matter", change.reference) in shown
    opening.withdraw(here.lead, matter=change, version=change.version, reason="Only the wording")
    ask = f"{to(here, 'matter_open')}?start=change"
    assert ask in text(browser(here.lead).get(page))
    told = filled(browser(here.lead), ask)
    assert (told["changed"], told["reason"][0][:29]) == (["purpose"], "Changed since it was approved")
    assert saved(browser(here.lead), ask).startswith(to(here, "matters"))


def test_the_clerk_records_a_body_in_the_browser(entry: Entry) -> None:
    here = entry.here
    begun = under_way.begun(here.row.council, here.row)
    clerk, on = browser(here.clerk), here.clerk.on
    page = to(here, "matter", begun["matter_of_body"].reference)
    act = f"{page}papers/1/steps/{under_way.BODYS_TASK}/record"
    assert act in text(clerk.get(page))
    assert "The clerk records what a body decided" in text(browser(here.lead).get(act))
    told = {"outcome": "given", **day("day", f"{on.day} {on.month} {on.year}"), "minute": "E/12"}
    assert filled(clerk, act)["minute"] == [""]
    assert saved(clerk, act, **told) == page
    shown = text(clerk.get(page))
    assert "minute E/12" in shown
    assert "Approved on" in shown


def test_withdrawn_in_the_browser_it_says_so(entry: Entry) -> None:
    here = entry.here
    page = to(here, "matter", entry.matter.reference)
    assert saved(browser(here.lead), f"{page}withdraw", reason="Not this year") == page
    assert "Withdrawn" in text(browser(here.lead).get(page))
    opening.open_matter(here.lead, involvement=here.row, start="entry")


@pytest.mark.parametrize("who", ["director", "reader"])
def test_only_those_whose_partnership_it_is_start_or_send_anything(entry: Entry, who: str) -> None:
    one = browser(getattr(entry.here, who))
    for name, more in (("matter_open", ()), ("matter_send", (entry.matter.reference,))):
        assert one.get(to(entry.here, name, *more)).status_code == 403


def test_a_matter_first_offers_what_its_reader_is_asked_to_do_and_new_papers_only_beside_it(entry: Entry) -> None:
    here, button = entry.here, '<a href="{}" role="button"'
    page = to(here, "matter", entry.matter.reference)
    act = button.format(to(here, "step_act", entry.matter.reference, 1, SIGN_OFF))
    send = to(here, "matter_send", entry.matter.reference)
    assert act in text(browser(here.head).get(page))
    theirs = text(browser(here.lead).get(page))
    assert act not in theirs
    assert button.format(send) not in theirs
    assert f'href="{send}">Send in new papers' in theirs
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="Say what it may cost us")
    assert button.format(send) in text(browser(here.lead).get(page))
