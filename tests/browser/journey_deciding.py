"""The journey's second half: from papers sent in to a register entry whose duties are listed with clauses and days."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect
from tests.browser.hands import has_heading
from tests.browser.journey import NAME, Story, submits

SIGN_OFF = "The relevant senior manager signs a major partnership off."
RECEIVED = "All that the band asks for has reached the partnership team."
ASKED = "Say how conflicts between partners are settled, and by whom."
SETTLED = "The board settles it; failing that the chief officers meet."
CONDITION = "Agree with the partners who pays if a grant is clawed back"
MINUTE = "EX 112"
EXIT = (
    "An exit strategy for planned and unplanned endings answers seven questions, and all partners agreed it beforehand"
)


def nothing_can_start_before_it_is_approved(story: Story) -> None:
    """The gate is refused, and the page lists what is outstanding, each with its clause."""
    story.goes("gates/start")
    story.hand.pick("It has happened")
    story.hand.day("Day", story.on)
    story.hand.press("Save")
    summary = story.page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("This is still outstanding.")
    for words in (
        f"{SIGN_OFF} (4: not done yet)",
        "The governance issues of section 5 are considered before entry. (1.4:",
    ):
        expect(summary).to_contain_text(words)
    story.looks("gate-refused")
    start = story.row().start_on
    assert start is not None
    assert start > story.on, "it is planned still"


def it_is_sent_in(story: Story) -> None:
    """With a note; a councillor reads for whom it waits since when."""
    hand = story.hand
    story.goes()
    hand.follow("Send it in for approval")
    hand.press("Send it in")
    hand.fill("A note to those who decide", "The partners have met already; this brings it under the protocol.")
    story.looks("send")
    hand.press("Send it in")
    story.sees("Sent in", "Papers 1", "Tom Whitwell")
    story.looks("matter")
    story.comes("councillor")
    story.goes()
    story.sees("Why is nothing happening?", SIGN_OFF, "Relevant member of the Senior Management Team: Tom Whitwell")
    story.looks("why-nothing-happens")


def it_is_sent_back(story: Story) -> None:
    """The senior manager finds it waiting, reads what was frozen, says that members must decide, and sends it back."""
    hand = story.hand
    story.comes("senior")
    story.sees("Waiting for you", SIGN_OFF, "Look at the papers and decide")
    story.looks("home")
    story.shows("home")
    story.goes("judgements/members_must_decide/")
    hand.pick("Yes")
    hand.fill("Why?", "It is a key decision.")
    story.looks("judgement")
    hand.press("Record the answer")
    hand.follow("Home")
    hand.follow("Look at the papers and decide")
    hand.follow("Papers 1")
    story.sees("This is what was on record when they were sent in. It does not change.", "27 of 35", "£192,000")
    story.sees("Grant is clawed back after it was passed on", "terms.pdf")
    story.looks("papers")
    hand.press("Look at the papers and decide")
    hand.pick("Sent back")
    hand.fill("Why?", ASKED)
    hand.press("Decide")
    story.sees("Sent back on", ASKED)


def what_was_asked_is_changed(story: Story) -> None:
    """The lead officer finds it sent back with the reason, puts it right, and sends it in again."""
    hand = story.hand
    story.comes("lead")
    story.sees("Sent back to you.")
    hand.follow("Put right what was asked for, and send it in again")
    story.sees(ASKED)
    story.goes("forms/full_evaluation/aims/")
    hand.follow("Change: How are conflicts between partners resolved?")
    hand.fill("How conflicts between partners are resolved", SETTLED)
    hand.pick("It has changed")
    story.looks("change-an-answer")
    hand.press("Save")
    story.sees(SETTLED)
    hand.follow("All sections of this form")
    submits(story)
    story.goes()
    story.sees("Sent back")
    story.looks("sent-back")
    hand.follow("Put right what was asked for, and send it in again")
    hand.press("Send it in")
    hand.fill("A note to those who decide", "As you asked.")
    hand.press("Send it in")
    story.sees("Papers 2", "As you asked.")


def it_is_signed_off_with_a_condition(story: Story) -> None:
    """On the second look it stands there what has changed since the first."""
    hand = story.hand
    story.comes("senior")
    hand.follow("Look at the papers and decide")
    hand.press("Look at the papers and decide")
    story.sees("What changed since papers 1", SETTLED, "As you asked.")
    story.shows("decision")
    hand.pick("Signed off with conditions")
    hand.fill("Condition 1", CONDITION)
    hand.fill("Who sees to condition 1", "Daniel Okoro")
    hand.day("Condition 1: by when", story.on + timedelta(days=60))
    hand.fill("Why?", "It carries the strategy of the district.")
    story.looks("decision")
    hand.press("Decide")
    story.sees("Signed off with conditions on", CONDITION)


def members_decide_and_the_team_receives(story: Story) -> None:
    """The clerk puts down what the Executive decided, on which day, under which minute; the team has it all."""
    hand = story.hand
    story.comes("clerk")
    story.sees("The Executive or the Council signs it off as well.")
    hand.follow("Record what was decided")
    hand.press("Record what was decided")
    hand.pick("Executive")
    hand.day("Day of the meeting", story.on)
    hand.fill("Minute or other reference", MINUTE)
    hand.pick("Decided in favour")
    hand.fill("Why?", "It is a key decision, and the case is sound.")
    story.looks("record-a-meeting")
    hand.press("Record it")
    story.sees(MINUTE)
    story.comes("team")
    story.sees(RECEIVED)
    hand.follow("Look at the papers and receive them")
    hand.press("Look at the papers and receive them")
    hand.pick("Received")
    hand.press("Record it")
    story.sees("Done", "Ended on")
    story.looks("done")


def its_page_says_how_it_stands(story: Story) -> None:
    """Stage, band, approved, condition; then standing; a duty with clause, owner, day and why."""
    hand = story.hand
    story.comes("lead")
    story.goes("entry/")
    hand.follow(to="/edit/stage#id_involvement--stage")
    hand.pick("Setting up")
    hand.press("Save")
    hand.follow("Overview")
    story.sees(
        "Stage: setting up", "Band: major", "Approved on", "1 condition to meet", f"Meet the condition: {CONDITION}"
    )
    story.does_not_see("Not approved yet")
    story.looks("partnership")
    story.shows("partnership")
    hand.follow("Standing")
    has_heading(story.page, "Standing")
    story.sees("Every duty, with why", "Clause 5.10", "Due on 1 January", "Relevant officer")
    story.looks("standing")
    hand.follow(EXIT)
    story.sees("The text requires it.", "Due on 1 January", "Relevant officer sees to it")
    story.sees("Not on record as in force: Exit strategy")
    story.looks("duty")
    story.shows("duty")


def a_duty_is_put_right_from_its_page(story: Story) -> None:
    """What would change it leads to where it is recorded; the register lists it; the history tells all of the way."""
    hand = story.hand
    hand.follow("In force: Exit strategy")
    has_heading(story.page, "Documents of the partnership")
    story.sees("Add")
    story.goes()
    hand.follow("History")
    has_heading(story.page, "History")
    story.sees("Given with conditions", "Owen Price", MINUTE, "Papers sent in", "Tom Whitwell", ASKED)
    story.looks("history")
    hand.follow("Register")
    story.sees(NAME, "Major")
    story.looks("register")
