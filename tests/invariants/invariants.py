"""Twelve sentences that hold of every history. Each function states one, and answers whatever breaks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from tests.invariants import people
from tests.invariants.reading import Happened, Item, Row, Rows, Story
from tests.invariants.sealing import sealed

Invariant: TypeAlias = Callable[[Story], Iterator[str]]
MATTER, PAPERS, ACT, CONDITION = (f"approvals.{name}" for name in ("matter", "papers", "actdone", "condition"))
SUBMITTED, HANDED = "answers.submitted", "answers.handed"
SCREENED, ASSESSED, JUDGED = "judgements.screened", "judgements.assessment", "judgements.judged"
LEFT_OUT, DOUBT = "judgements.leftout", "judgements.doubt"
PASSING, INVOLVEMENT, DEVIATION = "register.passing", "register.involvement", "compliance.deviation"

# What is written once; and of what goes on, the fields that may still change.
ONCE = (PAPERS, ACT, SUBMITTED, SCREENED, ASSESSED, JUDGED, LEFT_OUT)
GOES_ON = {
    MATTER: {"ended", "ended_on"},
    CONDITION: {"closed_on", "closed_how"},
    DEVIATION: {"until"},
    # The day was wrong, or it has not happened after all.
    PASSING: {"on", "taken_back_on"},
    DOUBT: {"agreed", "talked_of", "talked_on", "band", "ruling", "ruled_on", "ruled_by_id"},
    HANDED: {"done_on", "reply"},
}
# By what each is numbered.
NUMBERED = {
    PAPERS: ("matter_id",),
    ACT: ("involvement_id",),
    SUBMITTED: ("involvement_id", "form"),
    SCREENED: ("involvement_id",),
    ASSESSED: ("involvement_id",),
    JUDGED: ("involvement_id", "name"),
}
NAMES = ("by_id", "recorded_by_id", "opened_by_id", "raised_by_id", "ruled_by_id", "handed_by_id")
GATES = (
    "commitment",
    "negotiations_concluded",
    "agreement_signed",
    "start",
    "accountable_body",
    "publication",
    "closure",
)
OUTCOMES = ("given", "given_with_conditions", "sent_back", "refused", "deferred")


def nobody_acts_on_what_they_sent_in(story: Story) -> Iterator[str]:
    """No step is acted on by whoever sent the papers in, or submitted a form that is among them."""
    for event, rows in story.walk():
        for act in event.of(ACT, "created"):
            if act.became("by_id") in senders(rows, act.became("papers_id")):
                yield _at(event, f"{act.became('task')} was {act.became('outcome')} by one of those who sent it in")


def senders(rows: Rows, papers: Any) -> set[int]:
    """Who sent papers in, or submitted a form of them."""
    row = rows.get(PAPERS, papers)
    users = (row.get("by_id"), *(rows.get(SUBMITTED, key).get("by_id") for key in row.get("forms", {}).values()))
    return {user for user in users if user is not None}


def an_act_is_on_the_last_papers_of_its_matter(story: Story) -> Iterator[str]:
    """Nobody acts on a pack that was not shown: an act is on papers of its matter, the last ones, which hold every form
    that its step sees and were not sent back on that step; and papers say what their digest says."""
    for event, rows in story.walk():
        for sent in event.of(PAPERS, "created"):
            if sealed(rows, {name: sent.became(name) for name in sent.fields}) != sent.became("digest"):
                yield _at(event, f"papers {sent.key} do not say what their digest says")
        for act in event.of(ACT, "created"):
            yield from (_at(event, words) for words in _not_shown(rows, event, act))


def _not_shown(rows: Rows, event: Happened, act: Item) -> Iterator[str]:
    papers, matter, task = act.became("papers_id"), act.became("matter_id"), act.became("task")
    row = rows.get(PAPERS, papers)
    # What a duty asks by itself is asked in no matter, and on no papers.
    if matter is None and papers is None and "." not in task:
        return
    if row.get("matter_id") != matter or matter is None:
        yield f"{task} was acted on without papers of its matter"
        return
    if row["number"] != max(one["number"] for one in rows.where(PAPERS, matter_id=matter)):
        yield f"{task} was acted on in older papers"
    step = people.step(people.edition(rows, act.became("involvement_id"), event.day), task)
    if not step or set(step.get("sees", ())) - row["forms"].keys():
        yield f"{task} was acted on without a form that it sees"
    before = rows.where(ACT, papers_id=papers, task=task)
    if before and max(before, key=lambda one: one["number"])["outcome"] == "sent_back":
        yield f"{task} was acted on in papers that it had sent back"


def nothing_passes_a_gate_unless_nothing_is_outstanding_or_as_a_breach(story: Story) -> Iterator[str]:
    """A gate is passed by a row that says what was outstanding then: nothing, or there is a reason, and it is a breach.
    After every act, of each gate that was passed and not taken back there is one row, its day has come, and it is the
    day of the gate. The day of any other gate was to come as it was put down, or before the entry of what ran then;
    that it has come since passes nothing. Days of passings move, and passings are taken back, in corrections alone."""
    for event, rows in story.walk():
        touched = {item.became("involvement_id") for item in event.of(PASSING, "created")}
        touched |= {rows.get(PASSING, item.key).get("involvement_id") for item in event.of(PASSING, "changed")}
        touched |= {item.key for item in event.of(INVOLVEMENT)}
        yield from (_at(event, words) for item in event.of(PASSING) for words in _of_passing(event, item))
        after = Rows(rows)
        after.apply(event)
        for key in sorted(touched - {None}):
            for gate in GATES:
                fault = _disagree(event, after, key, gate)
                if fault:
                    yield _at(event, f"{gate}: {fault}")


def _of_passing(event: Happened, item: Item) -> Iterator[str]:
    if item.did == "changed" and not event.correction:
        yield "a passing was changed, and nobody said that it was wrong"
    if item.did == "created" and not isinstance(item.became("outstanding"), list):
        yield "nothing says what was outstanding as it was passed"
    if item.did == "created" and bool(item.became("outstanding")) != _says(item.became("reason")):
        yield "a breach without a reason, or a reason for none"


def _disagree(event: Happened, after: Rows, key: int, gate: str) -> str:
    """How the day of a gate and the rows that say that it was passed say different things; "" where they do not."""
    row, today = after.get(INVOLVEMENT, key), event.day.isoformat()
    day, stand = row.get(f"{gate}_on"), after.where(PASSING, involvement_id=key, gate=gate, taken_back_on=None)
    if len(stand) > 1:
        return "it was passed twice"
    if stand:
        return "" if stand[0]["on"] == day and day <= today else "it was passed on one day, and its day is another"
    put_down = any(item.became(f"{gate}_on") for item in event.of(INVOLVEMENT) if item.key == key)
    taken_back = any(after.get(PASSING, item.key).get("gate") == gate for item in event.of(PASSING, "changed"))
    if not day or day > today or not (put_down or taken_back):
        return ""
    ran_before = row.get("already_running") and day < row["entered_on"]
    return "" if ran_before else "its day has come, and nothing says that it was passed"


def what_is_written_stays_and_is_numbered_without_a_gap(story: Story) -> Iterator[str]:
    """Papers, submitted forms, screenings, assessments, judgements and acts are never changed or taken out, nor is
    what a matter, a condition, a deviation, a doubt or a passing, and with it a breach, was about; they, and events, are numbered 1, 2, 3."""
    last: dict[str, int] = {}
    for event, rows in story.walk():
        if event.scope in last and event.number != last[event.scope] + 1:
            yield _at(event, "its number does not follow")
        last[event.scope] = event.number
        for item in event.items:
            beyond = set(item.fields) - GOES_ON.get(item.model, set(item.fields))
            if item.did == "removed" and item.model in (*ONCE, *GOES_ON):
                yield _at(event, f"{item.model} {item.object} was taken out")
            if item.did == "changed" and (item.model in ONCE or beyond):
                yield _at(event, f"{item.model} {item.object} was changed")
            if item.did == "created" and item.model in NUMBERED:
                alike = {name: item.became(name) for name in NUMBERED[item.model]}
                before = [row["number"] for row in rows.where(item.model, **alike)]
                at_once = [one for one in event.of(item.model, "created") if one.key < item.key]
                before += [
                    one.became("number")
                    for one in at_once
                    if all(one.became(name) == value for name, value in alike.items())
                ]
                if item.became("number") != 1 + max(before, default=0):
                    yield _at(event, f"{item.model} {item.object} does not follow the one before")


def what_is_kept_under_a_name_was_done_by_them(story: Story) -> Iterator[str]:
    """Every event names who acted; and a row keeps one name for one actor, the same throughout."""
    user_of: dict[str, Any] = {}
    actor_of: dict[Any, str] = {}
    for event, _ in story.walk():
        if not event.actor:
            yield _at(event, "nobody acted")
        kept = {item.became(name) for item in event.items for name in NAMES if item.became(name) is not None}
        for user in kept:
            if user_of.setdefault(event.actor, user) != user or actor_of.setdefault(user, event.actor) != event.actor:
                yield _at(event, "what was done by one is kept under another's name")
        for act in event.of(ACT, "created"):
            if (act.became("by_id") is None) == (act.became("recorded_by_id") is None):
                yield _at(event, "an act by nobody, or done and recorded at once")


def whoever_acts_was_asked(story: Story) -> Iterator[str]:
    """An act is one of those that the edition names for its step: by somebody who holds that role or acts for somebody
    who does, of those whom the partnership has for it; as the next one up only where one of those sent it in; and a
    body's is put down by the clerk, or another's by those who answer for the partnership."""
    for event, rows in story.walk():
        for act in event.of(ACT, "created"):
            of = people.edition(rows, act.became("involvement_id"), event.day)
            step = people.step(of, act.became("task"))
            if act.became("acting_as") not in step.get("by", ()) or act.became("act") != step["act"]:
                yield _at(event, f"{act.became('task')} was not asked of {act.became('acting_as')}")
            elif not _able(rows, event, act, people.generic(of, act.became("acting_as"))):
                yield _at(event, f"{act.became('task')}: whoever acted was not {act.became('acting_as')}")


def _able(rows: Rows, event: Happened, act: Item, role: str) -> bool:
    day, user, involvement = event.day, act.became("by_id"), act.became("involvement_id")
    if user is None:
        by = act.became("recorded_by_id")
        wanted = ("clerk",) if role in people.OF_A_COUNCIL else ("partnership_team", "lead_officer")
        return any(people.may_act(rows, by, day, one) for one in wanted)
    sent = senders(rows, act.became("papers_id"))
    own = people.named(rows, involvement, day, {act.became("acting_as"), role})
    own = {one for one in own if people.holds(rows, {one}, day, role)}
    if act.became("instead"):
        held = own or {one for one in sent if people.holds(rows, {one}, day, role)}
        up = people.NEXT_UP.get(role) == act.became("instead") and people.may_act(
            rows, user, day, act.became("instead")
        )
        return up and bool(held & sent)
    return people.may_act(rows, user, day, role) and (not own or bool(own & people.acts_for(rows, user, day, role)))


def nothing_is_done_in_a_matter_that_has_ended(story: Story) -> Iterator[str]:
    """A matter ends once, on a day, done, refused or withdrawn, and refused by just an act that refuses; after that it
    never changes, and no papers are sent in and no act is done in it."""
    for event, rows in story.walk():
        over = {key for key, row in rows.of(MATTER).items() if row.get("ended")}
        touched = [item.key for item in event.of(MATTER)]
        touched += [item.became("matter_id") for model in (PAPERS, ACT) for item in event.of(model)]
        refused = {act.became("matter_id") for act in event.of(ACT, "created") if act.became("outcome") == "refused"}
        ends = {
            item.key: item.became("ended")
            for item in event.of(MATTER)
            if "ended" in item.fields and item.became("ended")
        }
        if over & set(touched):
            yield _at(event, "something was done in a matter that had ended")
        if refused != {key for key, how in ends.items() if how == "refused"}:
            yield _at(event, "a matter was refused without an act, or goes on although it was")
        for item in event.of(MATTER):
            if item.key in ends and (
                ends[item.key] not in ("done", "refused", "withdrawn") or not item.became("ended_on")
            ):
                yield _at(event, "a matter ended in no way that there is, or on no day")


def of_one_start_one_matter_is_open(story: Story) -> Iterator[str]:
    """Of one start a partnership has at most one matter that has not ended."""
    for event, rows in story.walk():
        for item in event.of(MATTER, "created"):
            same = rows.where(MATTER, involvement_id=item.became("involvement_id"), start=item.became("start"))
            if any(not row.get("ended") for row in same):
                yield _at(event, f"a second matter of “{item.became('start')}” was opened beside one that is open")


def whatever_goes_against_something_says_why(story: Story) -> Iterator[str]:
    """What is sent back, refused or withdrawn has a reason; so has a change, a treatment other than the protocol's, a
    level other than the figures suggest, a question that does not apply, a judgement, a ruling and a deviation."""
    for event, _ in story.walk():
        for item in event.items:
            if item.did in ("created", "changed") and not all(map(_says, _reasons(event, item))):
                yield _at(event, f"{item.model} {item.object} does not say why")


def _reasons(event: Happened, item: Item) -> Iterator[Any]:
    said = item.became
    if item.model == ACT and said("outcome") in ("sent_back", "refused"):
        yield said("reason")
    if item.model == MATTER and said("ended") == "withdrawn":
        yield event.reason
    if item.model == MATTER and said("start") == "change":
        yield said("reason")
        yield "".join(said("changed") or ())
    if item.model == SCREENED and said("treated_as") != said("proposed"):
        yield said("reason")
    if item.model == ASSESSED:
        yield from (one["reason"] for one in said("overruled").values())
        yield from said("not_applicable").values()
    if item.model in (JUDGED, DEVIATION) and item.did == "created":
        yield said("reason")
    if item.model == DOUBT and said("band"):
        yield said("ruling")


def an_act_has_the_day_on_which_it_was_done(story: Story) -> Iterator[str]:
    """An act has the day on which it is done; a body's that of its meeting, with a minute: not before its papers or
    what comes before its step, nor in the future. What is deferred, is to a later day. The rest has today's day."""
    for event, rows in story.walk():
        for model in (PAPERS, SUBMITTED, SCREENED, ASSESSED, JUDGED, LEFT_OUT):
            for item in event.of(model, "created"):
                if item.became("day") != event.day.isoformat():
                    yield _at(event, f"{model} {item.object} has another day")
        for act in event.of(ACT, "created"):
            if not _in_its_time(rows, event, act):
                yield _at(event, f"{act.became('task')} has a day on which it cannot have been done")


def _in_its_time(rows: Rows, event: Happened, act: Item) -> bool:
    day, today, until = act.became("day"), event.day.isoformat(), act.became("until")
    if act.became("by_id") is not None and day != today:
        return False
    if act.became("by_id") is None and not (day <= today and _says(act.became("minute"))):
        return False
    if day < rows.get(PAPERS, act.became("papers_id")).get("day", ""):
        return False
    if act.became("outcome") == "deferred" and (until is None or until <= today):
        return False
    route = act.became("task").partition(".")[0]
    of = people.edition(rows, act.became("involvement_id"), event.day)
    earlier = {f"{route}.{name}" for name in people.step(of, act.became("task")).get("after", ())}
    given = rows.where(ACT, matter_id=act.became("matter_id"))
    return all(row["day"] <= day for row in given if row["task"] in earlier and row["outcome"] in OUTCOMES[:2])


def a_condition_is_set_by_its_act_and_met_once(story: Story) -> Iterator[str]:
    """Given with conditions, there are conditions, set with it and with nothing else; each says what is to be done, and
    is met once at most, on a day not before it was set nor in the future, and how."""
    for event, rows in story.walk():
        given = {act.key for act in event.of(ACT, "created") if act.became("outcome") == "given_with_conditions"}
        new = event.of(CONDITION, "created")
        if given != {item.became("given_in_id") for item in new} or not all(
            _says(item.became("words")) for item in new
        ):
            yield _at(event, "a condition without the act that sets it, or the other way about")
        acts = {act.key: act.became("day") for act in event.of(ACT, "created")}
        if any(
            item.became("due_on") and item.became("due_on") < acts.get(item.became("given_in_id"), "") for item in new
        ):
            yield _at(event, "a condition that is due before it is set")
        for item in event.of(CONDITION, "changed"):
            row = rows.get(CONDITION, item.key)
            set_on = rows.get(ACT, row.get("given_in_id")).get("day", "9999")
            on = item.became("closed_on") or ""
            if (
                row.get("closed_on")
                or not set_on <= on <= event.day.isoformat()
                or not _says(item.became("closed_how"))
            ):
                yield _at(event, "a condition was met twice, out of its time, or nobody knows how")


def a_doubt_is_talked_over_then_ruled_on_and_nobody_agrees_with_themselves(story: Story) -> Iterator[str]:
    """A score in doubt is talked over once; it is ruled on once, after no agreement was found, and not by whoever made
    the assessment, who does not agree either that a question of it does not apply."""
    for event, rows in story.walk():
        for left in event.of(LEFT_OUT, "created"):
            made = rows.get(ASSESSED, left.became("assessment_id"))
            if (
                made.get("by_id") in (None, left.became("by_id"))
                or left.became("criterion") not in made["not_applicable"]
            ):
                yield _at(event, "it was agreed by its own assessor that a question does not apply")
        for doubt in event.of(DOUBT):
            fault = _of_doubt(rows, rows.get(DOUBT, doubt.key), doubt)
            if fault:
                yield _at(event, fault)


def _of_doubt(rows: Rows, row: Row, doubt: Item) -> str:
    if doubt.did == "created":
        early = {"agreed", "band", "ruling"} & {name for name in doubt.fields if doubt.became(name)}
        return "a doubt was settled as it was raised" if early or not _says(doubt.became("words")) else ""
    if "agreed" in doubt.fields and (row.get("agreed") is not None or not _says(doubt.became("talked_of"))):
        return "a doubt was talked over twice, or nobody knows how"
    if not {"band", "ruling", "ruled_by_id", "ruled_on"} & doubt.fields.keys():
        return ""
    if row.get("agreed") is not False or row.get("band") or not doubt.became("band"):
        return "a doubt was ruled on that was agreed, not talked over, or ruled on before"
    by, assessed = doubt.became("ruled_by_id"), rows.get(ASSESSED, row.get("assessment_id")).get("by_id")
    return "a doubt was ruled on by its own assessor" if by is None or by == assessed else ""


def _says(words: Any) -> bool:
    return isinstance(words, str) and bool(words.strip())


def _at(event: Happened, words: str) -> str:
    return f"{event.scope} {event.number} ({event.verb}): {words}"


INVARIANTS: tuple[Invariant, ...] = (
    nobody_acts_on_what_they_sent_in,
    an_act_is_on_the_last_papers_of_its_matter,
    nothing_passes_a_gate_unless_nothing_is_outstanding_or_as_a_breach,
    what_is_written_stays_and_is_numbered_without_a_gap,
    what_is_kept_under_a_name_was_done_by_them,
    whoever_acts_was_asked,
    nothing_is_done_in_a_matter_that_has_ended,
    of_one_start_one_matter_is_open,
    whatever_goes_against_something_says_why,
    an_act_has_the_day_on_which_it_was_done,
    a_condition_is_set_by_its_act_and_met_once,
    a_doubt_is_talked_over_then_ruled_on_and_nobody_agrees_with_themselves,
)


def broken(story: Story) -> dict[str, list[str]]:
    """What breaks each invariant, {its name: faults}; nothing of those that hold."""
    found: dict[str, list[str]] = defaultdict(list)
    for invariant in INVARIANTS:
        found[invariant.__name__] += invariant(story)
    return {name: faults for name, faults in found.items() if faults}
