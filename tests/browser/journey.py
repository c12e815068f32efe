"""The journey: the worked example of Bolsover's toolkit, from first idea to a register entry whose duties are listed.

Each step is a function of the story so far, told in the words that stand on the pages; whoever does it has a keyboard
and nothing else, or a browser that runs no scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from tests import world
from tests.answers.filling import fill
from tests.browser.bolsover import PEOPLE, SLUG, Bolsover
from tests.browser.hands import Hand, has_heading
from tests.browser.house import House

from concordat.history import clock
from concordat.judgements import judging
from concordat.records import answering
from concordat.records import queries as records
from concordat.records.queries import Side
from concordat.register.models import Involvement

NAME = "Local Strategic Partnership"
PURPOSE = "To carry out the sustainable community strategy together."
MARKS = (
    "Are there at least two bodies, each independent of the other?",
    "Have they agreed to work together?",
    "Do they share risk?",
    "Do all of them gain from what it is to achieve?",
    "Will it make life better for the people who live in the district?",
)
KINDS = (
    "Is it a grant funding scheme?",
    "Is it joint or shared delivery of a service?",
    "Is it a joint initiative?",
    "Is it a limited company?",
    "Is it a charity or a body with trustees?",
    "Is it a voluntary group or organisation?",
    "Is it a compact with other organisations?",
    "Is it a health improvement programme with a health body?",
    "Is it a simple contract for a piece of work?",
    "Is it a network, forum or group that only meets to discuss?",
    "Is it a secondment or a jointly funded post?",
    "Is it a simple grant from the council to another body?",
)
# The example's figures are not printed, only its levels; these are the demonstration's, and lead to its level 5.
AMOUNTS = {
    "Cash that the council puts in": "96000",
    "Staff time that the council puts in, in money": "84000",
    "Help in kind": "12000",
    "Money that passes through": "1350000",
}
AIMS = {
    "A safer district": "Directly",
    "A clean and green environment": "Indirectly",
    "Regeneration of towns and villages": "Directly",
    "Fair chances for everybody": "Indirectly",
    "Services that suit the people who use them": "Not at all",
    "Well run and well led": "Not at all",
}
# Of the questions that figures do not answer, in their order.
LEVELS = (
    "The council has a statutory responsibility or is accountable body",
    "The nation",
    "Many that are familiar",
    "Yes, and there are financial penalties",
    "A similar project succeeded, with the same trusted partners",
)
RISKS = "Which risks does it bring to the council, and where are they recorded?"
RISK = {
    "Risk": "Grant is clawed back after it was passed on",
    "Likelihood": "2",
    "Impact": "4",
    "How it is to be reduced": "Written terms with each partner, and a yearly check",
    "Owner": "Chief finance officer",
}
EFFECT = "What is the effect on this year's budget?"


@dataclass
class Story:
    """Who tells it, with what hand; ``looks`` is called on each page of the way with a name for its picture, ``shows``
    on those that the documentation shows. ``evidence`` is a file to attach."""

    house: House
    town: Bolsover
    hand: Hand
    looks: Callable[[str], None]
    shows: Callable[[str], None]
    evidence: Path
    home: str = ""
    is_in: str = ""

    @property
    def page(self) -> Page:
        """The window."""
        return self.hand.page

    @property
    def on(self) -> date:
        """Today."""
        return clock.today()

    def row(self) -> Involvement:
        """The partnership as it is on record now."""
        return Involvement.objects.select_related("partnership", "council").get(partnership__name=NAME)

    def comes(self, key: str) -> None:
        """Somebody signs in by the front door, after whoever was there has signed out."""
        if self.is_in:
            self.hand.follow("Sign out")
            self.hand.press("Sign out")
        else:
            self.house.open(self.page, "/")
        self.is_in = key
        self.hand.press("Sign in")
        self.hand.fill("Email address", f"{key}@{SLUG}.example")
        self.hand.fill("Password", world.PASSWORD)
        self.hand.press("Sign in")
        has_heading(self.page, "Home")
        expect(self.page.get_by_role("link", name=PEOPLE[key][0])).to_be_visible()

    def goes(self, to: str = "") -> None:
        """To a page of the partnership, by its address: as by a bookmark, or by a link of a letter."""
        assert self.house.open(self.page, f"{self.home}{to}") == 200, to

    def sees(self, *words: str) -> None:
        """Fail unless each of these stands on the page."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def does_not_see(self, *words: str) -> None:
        """Fail where any of these stands on the page."""
        for each in words:
            expect(self.page.locator("main")).not_to_contain_text(each)


def an_idea_is_proposed(story: Story) -> None:
    """From home to a page that says where to begin."""
    story.comes("lead")
    story.looks("home-empty")
    hand = story.hand
    hand.press("Propose or enter a partnership")
    has_heading(story.page, "Propose or enter a partnership")
    story.looks("propose")
    hand.fill("Name of the partnership", NAME)
    hand.fill("What is it for?", PURPOSE)
    hand.pick("It is an idea, or being set up")
    hand.fill("If it is an idea, why is it proposed?", "No single body can act on crime, health and work alone.")
    hand.choose("Lead officer", "Daniel")
    hand.choose("Service", "Policy")
    story.shows("propose")
    hand.press("Save and continue")
    has_heading(story.page, NAME)
    story.home = urlsplit(story.page.url).path
    story.sees("Say whether it is a partnership", "Not approved yet")
    story.looks("proposed")


def it_is_screened(story: Story) -> None:
    """The text's examples stand beside the questions, and the result says which of the answers decided."""
    hand = story.hand
    hand.follow("Say whether it is a partnership")
    story.sees("Its own examples", "Emergency planning and business continuity with Derbyshire County Council")
    hand.press("Answer the questions")
    for mark in MARKS:
        hand.answer(mark, "Yes")
    hand.answer("Is it a statutory partnership?", "No")
    for kind in KINDS:
        hand.answer(kind, "Yes" if "initiative" in kind else "No")
    story.looks("screening-answers")
    hand.press("Save")
    has_heading(story.page, "Record the result of the screening")
    story.looks("screening-decide")
    hand.press("Record the result")
    has_heading(story.page, "Screening")
    story.sees("It is a partnership", "Why", "A joint initiative", "Clause 2")
    story.looks("screening")
    story.shows("screening")


def its_figures_are_given(story: Story) -> None:
    """The four amounts, each once; the aims that it serves."""
    hand = story.hand
    story.goes()
    hand.follow("View money")
    hand.follow(to="/records/sections/commitment/#id_commitment--cash")
    for label, amount in AMOUNTS.items():
        hand.fill(label, amount)
    story.looks("amounts")
    hand.press("Save")
    story.sees("£1,350,000")
    story.goes()
    hand.follow("View : Aims")
    for aim, how in AIMS.items():
        hand.answer(aim, how)
    hand.pick("These are all the aims that it serves")
    story.looks("aims")
    hand.press("Save")


def it_is_assessed(story: Story) -> None:
    """A question a page; two of the levels are proposed from figures already given; then the band with its sum."""
    hand = story.hand
    story.goes()
    hand.follow("Assess how significant it is")
    hand.press("Answer the next question")
    story.sees("The figures suggest “Over £1,000,000” (£1,542,000", "Question 1 of the protocol, clause 3")
    story.looks("significance-question")
    hand.pick("Over £1,000,000")
    hand.press("Save and continue")
    story.sees("The figures suggest “Four or five”")
    hand.pick("Four or five")
    hand.press("Save and continue")
    for level in LEVELS:
        hand.pick(level)
        hand.press("Save and continue")
    has_heading(story.page, "Check answers")
    story.looks("significance-check")
    hand.press("Assess")
    has_heading(story.page, "Significance")
    story.sees("Major", "The score is 27 of 35", "How the score comes about")
    story.looks("significance")
    story.shows("significance")


def submits(story: Story) -> None:
    """Say that a form is ready, and submit it."""
    story.sees("Nothing is missing.")
    story.hand.pick("I have checked the answers, and this form is ready to be submitted")
    story.hand.press("Submit this form")
    story.sees("Form submitted", "Nothing has changed since it was submitted.")


def its_score_sheet_is_submitted(story: Story) -> None:
    """All but one answer is there already, from the screening and the significance."""
    hand = story.hand
    hand.follow("Fill in and submit: Significance score sheet (Appendix A)")
    story.sees("The form can be submitted when these are answered", "2 of 3 answered")
    hand.follow("Who scored it?")
    story.looks("one-question")
    hand.fill("Who scored it", "Daniel Okoro")
    hand.press("Save")
    story.sees("Who scored it: saved")
    submits(story)
    story.looks("score-sheet-submitted")


def a_handful_is_answered(story: Story) -> None:
    """Of the form that the band asks for: a choice, a yes or no, a text, and a file as evidence."""
    hand = story.hand
    story.goes()
    hand.follow("Fill in and submit: Full partnership evaluation (Appendix D)")
    hand.follow("The council's role and contribution")
    hand.follow("Answer: What part does the council play?")
    hand.pick("Lead organisation")
    hand.pick("Accountable body")
    hand.press("Save")
    hand.follow("Answer: Does entering go beyond what officers may decide?")
    hand.pick("Yes")
    hand.press("Save")
    story.sees("“Does entering go beyond what officers may decide?”: saved")
    hand.follow("Answer: What is the council's role, in words?")
    hand.fill("The council's part, in words", "The council leads, and holds the core costs for all partners.")
    hand.press("Save")
    hand.unfold("Files of the partnership (0)")
    hand.follow("Attach a file")
    story.looks("attach")
    hand.attach("File", story.evidence)
    hand.fill("What it is", "Terms of reference")
    hand.press("Attach it")
    story.sees("Files of the partnership (1)")
    story.looks("section")


def a_risk_is_listed(story: Story) -> None:
    """A list is begun from its question; one row, and that is all."""
    hand = story.hand
    hand.follow("All sections of this form")
    hand.follow("Risk assessment of the council's involvement")
    hand.follow(f"Answer: {RISKS}")
    hand.follow("Add one")
    for label, text in RISK.items():
        hand.fill(label, text)
    hand.answer("Where it is recorded", "Service plan")
    story.looks("row")
    hand.press("Save")
    story.sees("Grant is clawed back after it was passed on")
    story.looks("list")
    hand.press("That is all")
    story.sees("1 on record.")


def a_section_is_handed_over(story: Story) -> None:
    """To finance, with a note and a day; and a question is put beside a field."""
    hand = story.hand
    story.goes("forms/full_evaluation/")
    story.looks("form")
    story.shows("form")
    hand.follow("Funding")
    hand.follow(f"Ask about this answer: {EFFECT}")
    hand.fill("Your question", "Does this include the grant that is passed on to the fire service?")
    hand.press("Ask")
    hand.follow("Hand this section over")
    hand.choose("To whom?", "Ian Farrow")
    hand.fill("Note", "Please check the effect on the two budgets, and how VAT is treated.")
    hand.day("By which day?", story.on + timedelta(days=8))
    story.looks("hand-over")
    hand.press("Hand it over")
    story.sees("With Ian Farrow since")


def finance_answers_and_gives_it_back(story: Story) -> None:
    """Finance finds it waiting, answers, replies beside the field, and gives the section back."""
    hand = story.hand
    story.comes("finance")
    story.sees("Fill in a section of a form", "From Daniel Okoro", "Please check the effect on the two budgets")
    hand.follow("Fill in a section of a form")
    hand.follow(f"Answer: {EFFECT}")
    hand.fill("Effect on this year's budget", "192000")
    hand.press("Save")
    story.sees("£192,000")
    hand.follow(f"Reply to Daniel Okoro, about: {EFFECT}")
    hand.fill("Your reply", "No. The grant is paid out as it comes in.")
    hand.press("Reply")
    story.looks("section-of-finance")
    hand.follow("Give it back: Funding")
    hand.fill("What would you like to say about it?", "Both budgets carry it.")
    hand.press("Give it back")
    story.sees("Section given back")


def the_rest_is_filled_in_and_submitted(story: Story) -> None:
    """The rest of the 103 questions goes through the services: a story is no typing test. The page counts them."""
    hand, row = story.hand, story.row()
    reason = "It was approved when the body was formed"
    judging.judge(
        story.town.scope("senior"), involvement=row, name="executive_must_approve", answer=False, reason=reason
    )
    lead, side = story.town.scope("lead"), Side(row, joint=True)
    about = "conduct.conflict_resolution"
    version = records.as_seen(side, [about]).version
    answering.answer(lead, side=side, answers={about: "The partners talk it over."}, version=version)
    fill(lead, row, "full_evaluation")
    story.comes("lead")
    story.goes("forms/full_evaluation/")
    story.sees("Complete")
    submits(story)
    hand.follow("Send it in for approval")
    story.sees("Not sent in yet")
