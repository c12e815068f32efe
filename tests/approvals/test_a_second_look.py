"""What was sent back and changed: forms that the record has overtaken are told to whoever sends in and whoever decides.

And what the decider is told besides: levels chosen against the figures, and what is outstanding before the start.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.approvals.conftest import SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, fresh, give
from tests.approvals.test_pages import browser, to
from tests.proposals.test_the_whole_way import nexts, now, steps, submit
from tests.records.keeping import add, answer_all
from tests.register.pages.browsing import saved, text

from concordat.answers.behind import behind
from concordat.approvals import opening
from concordat.approvals.before_start import before_start
from concordat.approvals.presenters import Where
from concordat.judgements import judging
from concordat.proposals.presenters_way import Step, steps_of
from concordat.proposals.way import way_of
from concordat.register import gates, joint_record
from concordat.register.known import known_of

pytestmark = pytest.mark.slow
REGISTRATION = "Partnership registration (Appendix B)"
AGAIN = "Submit it again"
OTHERWISE = "Answered otherwise than the record suggests"
BACK = "Say what each partner gives"


def worth(here: Here, pence: int) -> None:
    """What it is worth to the council in a year."""
    rest = dict.fromkeys(("commitment.staff_cost", "commitment.in_kind_value", "commitment.through_accounts"), 0)
    answer_all(here.lead, here.row, {"commitment.cash": pence, **rest})


def registration(here: Here) -> Step:
    row = now(here)
    return next(step for step in steps_of(way_of(here.lead, row), Where(here.lead, row)) if step.title == REGISTRATION)


def sent_back_and_changed(entry: Entry) -> Here:
    """Sent back; then the purpose is put otherwise and a contribution recorded, not through the form."""
    here = entry.here
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason=BACK)
    partnership = now(here).partnership
    answers = {"partnership.purpose": "Cleaner rivers"}
    joint_record.answer(here.lead, partnership=partnership, answers=answers, version=partnership.version)
    add(here.lead, here.row, "commitments", amount=25_000_00)
    return here


def changed(here: Here) -> list[str]:
    found = behind(known_of(here.lead, now(here)), ["registration", "score_sheet"])
    return [question.about for one in found for question in one.changed]


def sent_again(here: Here, entry: Entry) -> None:
    opening.send(here.lead, matter=fresh(entry.matter), version=fresh(entry.matter).version)


def test_what_was_submitted_and_stands_is_not_behind_and_what_changed_is_counted(entry: Entry) -> None:
    assert changed(entry.here) == []
    here = sent_back_and_changed(entry)
    assert sorted(changed(here)) == ["commitments", "partnership.purpose"]
    submit(here, "registration")
    assert changed(here) == []


def test_while_the_entry_is_open_the_overview_asks_for_an_overtaken_form_again(entry: Entry) -> None:
    here = sent_back_and_changed(entry)
    assert steps(here)[REGISTRATION] == AGAIN
    assert "2 answers have changed since" in registration(here).hint
    assert nexts(here, here.lead)[:2] == [
        f"{AGAIN}: {REGISTRATION}",
        "Put right what was asked for, and send it in again",
    ]
    submit(here, "registration")
    assert steps(here)[REGISTRATION] == "Submitted"


def test_after_the_entry_has_ended_a_form_stays_submitted_whatever_changes(entry: Entry) -> None:
    here = entry.here
    give(here.head, entry.matter, SIGN_OFF, entry.papers)
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    assert fresh(entry.matter).ended == "done"
    answer_all(here.lead, here.row, {"plans.service_plan": "Another plan"})
    assert changed(here) == ["plans.service_plan"]
    assert steps(here)[REGISTRATION] == "Submitted"


def test_whoever_sends_in_is_told_which_forms_to_submit_again_and_may_send_all_the_same(entry: Entry) -> None:
    lead = browser(entry.here.lead)
    at = to(entry.here, "matter_send", entry.matter.reference)
    assert "Submit these forms again first" not in text(lead.get(at))
    here = sent_back_and_changed(entry)
    page = text(lead.get(at)).partition("Submit these forms again first")[2]
    assert to(here, "form", "registration") in page
    assert to(here, "form", "score_sheet") not in page
    assert "2 answers have changed since" in page
    saved(lead, at, note="As agreed")
    assert fresh(entry.matter).papers.count() == 2


def test_figures_that_suggest_another_level_lead_back_to_the_assessment(entry: Entry) -> None:
    here, again = entry.here, "Look at the assessment again"
    assert again not in nexts(here, here.lead)
    worth(here, 30_000_00)
    assert nexts(here, here.lead)[0] == again
    step = next(one for one in steps_of(way_of(here.lead, now(here)), Where(here.lead, now(here))) if one.do == again)
    assert "The figures suggest “£25,000 and under £160,000”" in step.hint


def test_the_page_of_a_form_says_what_changed_and_which_level_the_figures_do_not_bear_out(entry: Entry) -> None:
    lead, at = browser(entry.here.lead), to(entry.here, "form", "score_sheet")
    for words in ("changed since it was", "The figures suggest"):
        assert words not in text(lead.get(at))
    worth(entry.here, 30_000_00)
    page = text(lead.get(at)).partition('id="submit"')[2]
    assert "changed since it was" in page
    assert page.count("The figures suggest “£25,000 and under £160,000”") == 1
    submit(entry.here, "score_sheet")
    assert "changed since it was" not in text(lead.get(at))


def test_papers_that_say_two_things_say_so_at_the_top_and_beside_each_answer(entry: Entry) -> None:
    here = sent_back_and_changed(entry)
    sent_again(here, entry)
    for address in ((2,), (2, SIGN_OFF)):
        name = "papers" if len(address) == 1 else "step_act"
        page = text(browser(here.head).get(to(here, name, entry.matter.reference, *address)))
        top = page.partition('id="score"')[0]
        assert "These forms do not say what was on record" in top
        assert "2 answers have changed since it was submitted" in top
        assert top.count('href="#form-') == 1
        assert page.count("On record when sent in:") == 2
        assert (
            "£25,000" in page.partition("What does the council give")[2].partition("On record when sent in:")[2][:400]
        )
    before = text(browser(here.head).get(to(here, "papers", entry.matter.reference, 1)))
    assert "On record when sent in:" not in before
    assert "do not say what was on record" not in before


def test_the_papers_ask_the_database_as_often_whether_a_form_is_behind_or_not(entry: Entry) -> None:
    here, head, asked = entry.here, browser(entry.here.head), []
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason=BACK)
    for number in (2, 3):
        add(here.lead, here.row, "commitments", amount=25_000_00)
        if number == 2:
            submit(here, "registration")
        sent_again(here, entry)
        at = to(here, "papers", entry.matter.reference, number)
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                page = text(head.get(at))
        asked.append((len(captured), "On record when sent in:" in page))
    assert asked == [(asked[0][0], False), (asked[0][0], True)]


def test_a_second_look_begins_with_why_it_was_sent_back_and_ends_with_the_digest(entry: Entry) -> None:
    here = sent_back_and_changed(entry)
    sent_again(here, entry)
    page = text(browser(here.head).get(to(here, "papers", entry.matter.reference, 2)))
    top = page.partition("Sent in by")[0]
    assert "Papers 1 were sent back on" in top
    assert "Head Of Service" in top
    assert BACK in top
    assert "Digest" not in page.partition('id="form-registration"')[0]
    assert str(fresh(entry.matter).papers.get(number=2).digest) in page.partition('id="form-registration"')[2]
    assert BACK not in text(browser(here.head).get(to(here, "papers", entry.matter.reference, 1)))


def test_whoever_decides_has_the_papers_first_and_other_rights_folded_away(entry: Entry) -> None:
    here, at = entry.here, to(entry.here, "matter", entry.matter.reference)
    send = to(here, "matter_send", entry.matter.reference)
    lead = text(browser(here.lead).get(at))
    assert "Other things you may do" not in lead
    assert send in lead.partition('id="route-1"')[0]
    both = world.member(here.row.council, "head_of_service", "partnership_team", name="Both Hats")
    page = text(world.client(both.user).get(at))
    first, _, rest = page.partition('id="route-1"')
    assert "Look at the papers" in first
    assert send not in first
    assert send in rest.partition("Other things you may do")[2]


def test_levels_chosen_against_the_figures_are_told_in_the_papers_and_stay_as_they_were(entry: Entry) -> None:
    here = entry.here
    assert OTHERWISE not in text(browser(here.head).get(to(here, "papers", entry.matter.reference, 1)))
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason=BACK)
    worth(here, 30_000_00)
    sent_again(here, entry)
    for name, more in (("papers", (2,)), ("step_act", (2, SIGN_OFF))):
        page = text(browser(here.head).get(to(here, name, entry.matter.reference, *more)))
        told = page.partition(OTHERWISE)[2].partition("</table>")[0]
        for words in ("What is it worth to the council", "Under £10,000", "£25,000 and under £160,000", "£30,000"):
            assert words in told, words
        assert "No reason is recorded" in told
    worth(here, 0)
    again = text(browser(here.head).get(to(here, "papers", entry.matter.reference, 2)))
    assert "£25,000 and under £160,000" in again.partition(OTHERWISE)[2].partition("</table>")[0]


def test_the_reason_and_the_note_stand_beside_a_level_chosen_against_the_figures(entry: Entry) -> None:
    here = entry.here
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason=BACK)
    worth(here, 30_000_00)
    why = {"cost": "Most of it is paid back"}
    judging.assess(here.lead, involvement=here.row, overruled=why, notes={"cost": "See the budget"})
    sent_again(here, entry)
    page = text(browser(here.head).get(to(here, "papers", entry.matter.reference, 2)))
    told = page.partition(OTHERWISE)[2].partition("</table>")[0]
    assert "Most of it is paid back See the budget" in told


def test_what_is_outstanding_before_the_start_is_told_beside_the_approval(entry: Entry) -> None:
    here = entry.here
    found = before_start(here.head, fresh(entry.matter))
    assert found is not None
    words = [one.words for one in found.first]
    assert "The governance issues of section 5 are considered before entry." in words
    # The approval in hand is no further thing to see to.
    assert not any("signs a limited partnership off" in one for one in words)
    for name, more in (("matter", ()), ("step_act", (1, SIGN_OFF))):
        page = text(browser(here.head).get(to(here, name, entry.matter.reference, *more)))
        told = page.partition('id="before-start"')[2].partition("</section>")[0]
        assert "The governance issues of section 5 are considered before entry." in told
        assert to(here, "duty", "section-5-considered") in told


def test_what_has_started_is_told_nothing_of_before_the_start(entry: Entry) -> None:
    here, row = entry.here, now(entry.here)
    assert before_start(here.lead, fresh(entry.matter)) is not None
    gates.pass_gate(
        here.team, involvement=row, gate="start", on=here.team.on, version=row.version, happened_all_the_same=True,
        reason="It had begun",
    )  # fmt: skip
    assert before_start(here.lead, fresh(entry.matter)) is None
