"""A sound history breaks none of the twelve; altered by hand in one place, it breaks just the one."""

import pytest
from tests.invariants import invariants as of
from tests.invariants.planting import (
    BOARD,
    CHIEF,
    CLERK,
    HEAD,
    LEAD,
    SENIOR,
    Plant,
    act,
    change,
    corrected,
    done_by,
    event,
    matter,
    new,
    passing,
    resealed,
    said,
    sound,
    then,
    without,
)  # fmt: skip
from tests.invariants.reading import Item, Story
from tests.invariants.walks import walks

from concordat.approvals import states

ORDER = [invariant.__name__ for invariant in of.INVARIANTS]


def a_gap(story: Story) -> None:
    story.events[-1].number += 1


def nobody(story: Story) -> None:
    story.events[-1].actor = ""


def deputised(story: Story) -> None:
    """The lead officer acts for the head of service from the year after."""
    members = {"membership_id": HEAD, "deputy_id": SENIOR, "role": "", "from_day": "2028-01-01"}
    story.before.apply(event(0, 0, new("councils.deputy", 1, **members)))
    done_by(SENIOR, of.ACT, 1)(story)


def named_another(story: Story) -> None:
    """The partnership has a head of service of its own."""
    town = story.before
    town.apply(event(0, 0, new("councils.membership", 9, user_id=9, from_day="2020-01-01")))
    town.apply(event(0, 0, new("councils.roleheld", 9, membership_id=9, role="head_of_service", from_day="2020-01-01")))
    held = {"involvement_id": 1, "role": "head_of_service", "person_id": 9, "from_day": "2020-01-01"}
    town.apply(event(0, 0, new("register.person", 9, user_id=9), new("register.responsibility", 9, **held)))


def no_reason_to_withdraw(story: Story) -> None:
    story.events[16].reason = " "


def after_the_end(story: Story) -> None:
    late = act(9, 1, BOARD, "given", day="2027-03-02", recorded_by_id=CLERK, minute="Minute 9", number=4)
    then(event(0, CLERK, late, days=2))(story)


def put_down(**days: str | None) -> Plant:
    """The day of a gate is put down past it."""
    return then(corrected(change(of.INVOLVEMENT, 1, **days)))


def moved_quietly(story: Story) -> None:
    both = (change(of.PASSING, 2, on="2027-03-02"), change(of.INVOLVEMENT, 1, start_on="2027-03-02"))
    then(event(0, LEAD, *both, days=2))(story)


def taken_out(story: Story) -> None:
    """With its day, so that nothing else is wrong."""
    gone = Item(of.PASSING, "2", "removed", {})
    then(corrected(gone, change(of.INVOLVEMENT, 1, start_on=None)))(story)


PLANTS: list[tuple[int, str, Plant]] = [
    (1, "by who submitted a form", resealed(done_by(HEAD, of.SUBMITTED, 1))),
    (1, "by who sent it in", resealed(done_by(HEAD, of.PAPERS, 1))),
    (2, "older papers", said(of.ACT, 2, papers_id=99)),
    (2, "papers that say something else", said(of.PAPERS, 1, facts="other facts")),
    (2, "papers with another note", said(of.PAPERS, 1, note="It is urgent")),
    (2, "a form of theirs that says something else", said(of.SUBMITTED, 1, answers="other answers")),
    (2, "a form was not among them", said(of.PAPERS, 1, forms={})),
    (3, "its day has come, and no row says that it was passed", without(of.PASSING)),
    (3, "a planned day put down as one that has come", put_down(commitment_on="2027-03-03")),
    (3, "what ran before put down for after its entry", put_down(agreement_signed_on="2020-01-02")),
    (3, "a day that is another than that of its passing", put_down(start_on="2027-03-02")),
    (3, "passed, and then said to be planned", put_down(start_on="2027-03-09")),
    (3, "passed, and then said of it that nobody knows", put_down(start_on=None)),
    (3, "passed on a day to come", then(event(0, LEAD, *passing(9, "closure", [], on="2027-03-09"), days=2))),
    (3, "passed twice", then(event(0, LEAD, *passing(9, "start", []), days=2))),
    (3, "taken back while its day stands", then(corrected(change(of.PASSING, 2, taken_back_on="2027-03-03")))),
    (3, "its passing moved and not its day", then(corrected(change(of.PASSING, 2, on="2027-03-02")))),
    (3, "both moved, and nobody said that it was wrong", moved_quietly),
    (3, "nothing says what was outstanding", said(of.PASSING, 2, outstanding=None, reason="")),
    (3, "a breach without a reason", said(of.PASSING, 2, reason="")),
    (3, "a breach that keeps nothing", said(of.PASSING, 2, outstanding=[])),
    (3, "a breach of another day", said(of.PASSING, 2, on="2027-03-01")),
    (4, "a breach taken out", taken_out),
    (4, "a breach put otherwise", then(corrected(change(of.PASSING, 2, reason="There was time")))),
    (4, "papers changed", then(event(0, LEAD, change(of.PAPERS, 1, note="More"), days=2))),
    (4, "a condition put otherwise", said(of.CONDITION, 1, "changed", words="Nothing")),
    (4, "a number left out", resealed(said(of.PAPERS, 3, number=3))),
    (4, "an event left out", a_gap),
    (5, "kept under another's name", said(of.SCREENED, 1, by_id=CHIEF)),
    (5, "by nobody", nobody),
    (6, "in a role not asked", said(of.ACT, 1, acting_as="senior_manager")),
    (6, "before they acted for anybody", deputised),
    (6, "the next one up, though nobody asked sent it in", said(of.ACT, 1, instead="senior_manager")),
    (6, "not of those named here", named_another),
    (6, "recorded by somebody else than the clerk", done_by(CHIEF, of.ACT, 2, name="recorded_by_id")),
    (7, "an act after the end", after_the_end),
    (7, "ended in no way", said(of.MATTER, 2, "changed", ended="forgotten")),
    (7, "refused by nobody", said(of.MATTER, 1, "changed", ended="refused")),
    (8, "two of a start", then(event(0, LEAD, matter(3), days=2), event(0, LEAD, matter(4), days=2))),
    (9, "sent back without a reason", said(of.ACT, 3, reason=" ")),
    (9, "withdrawn without a reason", no_reason_to_withdraw),
    (9, "treated otherwise without a reason", said(of.SCREENED, 1, reason="")),
    (9, "a level without a reason", said(of.ASSESSED, 1, overruled={"cost": {"reason": ""}})),
    (9, "a deviation without a reason", said(of.DEVIATION, 1, reason="")),
    (9, "a ruling without a reason", said(of.DOUBT, 1, "changed", ruling="")),
    (10, "on another day", said(of.ACT, 1, day="2027-03-02")),
    (10, "a body without a minute", said(of.ACT, 2, minute="")),
    (10, "a meeting to come", said(of.ACT, 2, day="2027-03-09")),
    (10, "a meeting before its papers", said(of.ACT, 2, day="2027-02-28")),
    (10, "papers of another day", resealed(said(of.PAPERS, 2, day="2027-03-02"))),
    (10, "deferred to no day", said(of.ACT, 3, outcome="deferred", until=None)),
    (11, "no conditions", without(of.CONDITION)),
    (11, "met before it was set", said(of.CONDITION, 1, "changed", closed_on="2027-02-27")),
    (11, "met nobody knows how", said(of.CONDITION, 1, "changed", closed_how=" ")),
    (11, "met twice", then(event(0, LEAD, change(of.CONDITION, 1, closed_on="2027-03-03", closed_how="So"), days=2))),
    (12, "agreed by its assessor", done_by(LEAD, of.LEFT_OUT, 1)),
    (12, "ruled on by its assessor", done_by(LEAD, of.DOUBT, 1, "changed", "ruled_by_id")),
    (12, "ruled on though agreed", said(of.DOUBT, 1, "changed", agreed=True)),
    (12, "settled as it was raised", said(of.DOUBT, 1, raised_by_id=LEAD, band="major", ruling="So")),
    (12, "talked over twice", then(event(0, HEAD, change(of.DOUBT, 1, agreed=True, talked_of="Yes"), days=2))),
]


def test_a_sound_history_breaks_none_and_moves_by_the_table() -> None:
    story = sound()
    assert of.broken(story) == {}
    moves = {step for steps in walks(story).values() for step in steps}
    assert len(moves) > 5
    assert moves <= {move[:3] for move in states.MOVES}


@pytest.mark.parametrize(("number", "what", "plant"), PLANTS, ids=[f"{n} {what}" for n, what, _ in PLANTS])
def test_what_is_planted_breaks_just_the_one(number: int, what: str, plant: Plant) -> None:
    story = sound()
    plant(story)
    assert sorted(of.broken(story)) == [ORDER[number - 1]], what


def test_each_invariant_has_its_plant() -> None:
    assert {number for number, _, _ in PLANTS} == set(range(1, 13))
    assert len(ORDER) == 12


def test_a_matter_that_changes_without_an_act_moves_beside_the_table() -> None:
    story = sound()
    then(event(0, LEAD, matter(3), days=2), event(0, LEAD, change(of.MATTER, 3, ended="done"), days=2))(story)
    strange = {step for steps in walks(story).values() for step in steps} - {move[:3] for move in states.MOVES}
    assert strange == {("opened", "unexplained: Done", "done")}
