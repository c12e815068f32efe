"""The whole way as a task list: each step with its state, for whom it waits, and where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.answers.behind import since_words
from concordat.answers.presenters import AGAIN
from concordat.approvals.presenters import TAGS, Where, move_words, tag_of
from concordat.approvals.queries import turn_of
from concordat.approvals.start_words import ASKS
from concordat.approvals.whose import titles
from concordat.judgements.presenters_screening import tag as screening_tag
from concordat.judgements.presenters_significance import band_that_counts
from concordat.proposals.way import FormOfWay, Way
from concordat.protocol.values import NotApplicable
from concordat.protocol.vocabulary import ENTRY
from concordat.register.presenters import has_it_happened
from concordat.ui.words import day, in_words

Params = dict[str, Any]
# To the question that is the title of the step.
ANSWERS = {"is": "Yes", "between": "In between", "is_not": "No"}
NOT_STARTED: Params = {"tag": tag_of("Not started", "blue")}
NOT_SENT: Params = {"tag": tag_of("Not sent in yet", "blue")}
SENT_BACK: Params = {"tag": tag_of("Sent back", "orange")}
ONCE_MORE: Params = {"tag": tag_of(AGAIN, "yellow")}
READY: Params = {"tag": tag_of("Ready to submit", "light-blue")}
LATER: Params = {"text": "Cannot start yet", "classes": "govuk-task-list__status--cannot-start-yet"}


@dataclass(frozen=True)
class Step:
    """A step of the way: ``do`` says what to do about it, empty where it is done or not yet to be done."""

    title: str
    href: str
    status: Params
    hint: str = ""
    do: str = ""


def steps_of(way: Way, where: Where) -> list[Step]:
    """The steps in order. Where it is no partnership, only that; once it is closed, none: it is not under way."""
    if way.closed:
        return []
    first = list(_screening(way, where))
    if not way.applies:
        return first
    later = [_form(form, where) for form in way.forms]
    return [*first, *_significance(way, where), *later, *_approval(way, where), _start(way, where)]


def task_list(steps: list[Step]) -> Params:
    """The steps as govuk's task list."""
    items = [
        {"title": {"text": step.title}, "href": step.href, "status": step.status}
        | ({"hint": {"text": step.hint}} if step.hint else {})
        for step in steps
    ]
    return {"idPrefix": "way", "items": items}


def _screening(way: Way, where: Where) -> Iterator[Step]:
    if not way.screens:
        return
    title, href = "Is it a partnership?", where.to("screening")
    if way.screened is None:
        yield Step(title, href, NOT_STARTED, do="Say whether it is a partnership")
        return
    hint = "" if way.applies else "The protocol asks nothing more of it."
    found = {**screening_tag(way.screened.answer), "text": ANSWERS.get(way.screened.answer, "Referred")}
    yield Step(title, href, {"tag": found}, hint or f"On {day(way.screened.day)}")


def _significance(way: Way, where: Where) -> Iterator[Step]:
    if not way.grades:
        return
    title, href = "How significant is it?", where.to("significance")
    if way.assessed is None:
        yield Step(title, href, NOT_STARTED, do="Assess how significant it is")
        return
    found = band_that_counts(way.assessed)
    if way.drifted:
        yield Step(title, href, {"tag": found.tag}, " ".join(way.drifted), "Look at the assessment again")
        return
    yield Step(title, href, {"tag": found.tag}, found.came)


def _form(form: FormOfWay, where: Where) -> Step:
    href, again = where.to("form", form.form), f"{AGAIN}: {form.title}"
    if form.done and form.changed:
        hint = f"Submitted on {day(form.done)}; {since_words(form.changed)}."
        return Step(form.title, href, ONCE_MORE, hint, again)
    if form.done:
        return Step(form.title, href, {"text": "Submitted"}, f"On {day(form.done)}")
    if not form.certain:
        return Step(form.title, href, LATER, "It is not known yet whether this is asked for.")
    whole = form.answered == form.asked
    if whole and form.before:
        return Step(form.title, href, ONCE_MORE, "What was submitted was for an earlier decision.", again)
    do = f"{'Submit' if whole else 'Fill in and submit'}: {form.title}"
    if whole:
        return Step(form.title, href, READY, "All that is required is answered. It is not submitted yet.", do)
    status = {"tag": tag_of("In progress", "light-blue")} if form.answered else NOT_STARTED
    return Step(form.title, href, status, f"{form.answered} of {form.asked} required questions answered", do)


def _approval(way: Way, where: Where) -> Iterator[Step]:
    if not way.approves:
        return
    title, entry = "Approval", way.entry
    if entry is None:
        yield Step(title, f"{where.to('matter_open')}?start={ENTRY}", NOT_STARTED, do=ASKS[ENTRY])
        return
    href = where.to("matter", entry.reference)
    if entry.ended:
        words, _colour = TAGS[entry.ended]
        ended = f"On {day(entry.ended_on)}"
        status = {"text": "Completed"} if entry.ended == "done" else {"tag": tag_of(*TAGS[entry.ended])}
        yield Step(title, href, status, ended if entry.ended == "done" else f"{words} {ended.lower()}")
        return
    yield _under_way(way, title, href)


def _under_way(way: Way, title: str, href: str) -> Step:
    back = next((row for row in way.waiting if row.state == "sent_back"), None)
    if back is not None:
        hint = move_words(back.state, back.waits_for)
        return Step(title, href, SENT_BACK, hint, "Put right what was asked for, and send it in again")
    asked = [row for row in way.waiting if row.actors]
    if asked:
        turn = turn_of(asked[0])
        hint = f"With {titles(turn.edition, turn.actors)} since {day(asked[0].since)}"
        return Step(title, href, {"tag": tag_of("Waiting", "yellow")}, hint)
    first = next(iter(way.waiting), None)
    hint = move_words(first.state, first.waits_for) if first else ""
    if first is not None and (first.waits_for or first.state == "to_be_settled"):
        return Step(title, href, LATER, hint)
    return Step(title, href, NOT_SENT, hint, "Send it in for approval")


def _start(way: Way, where: Where) -> Step:
    title, href = "Start", where.to("gate", "start")
    to_come = LATER if way.entry is None or way.entry.ended != "done" else NOT_STARTED
    come = next((one for one in way.come if one.gate == "start"), None)
    if come is not None:
        # To be asked is what all gates have in common: it stands among the next things, and not as a step's.
        return Step(title, href, to_come, has_it_happened(come))
    if way.has_started or isinstance(way.start, NotApplicable):
        return Step(title, href, {"text": "Completed"}, in_words(way.start))
    hint = f"Planned for {day(way.start)}" if isinstance(way.start, date) else ""
    return Step(title, href, to_come, hint)
