"""A small history made by hand, sound in every way; and ways of altering it in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, TypeAlias

from tests.invariants import invariants as of
from tests.invariants.reading import Happened, Item, Rows, Story
from tests.invariants.sealing import sealed

Plant: TypeAlias = Callable[[Story], None]
LEAD, HEAD, CLERK, CHIEF, SENIOR = range(1, 6)
DAY = date(2027, 3, 1)
EDITION = {
    "bodies": {"board": {"generic": "committee"}},
    "routes": [
        {
            "id": "entry",
            "steps": [
                {"id": "sign", "act": "sign", "by": ["head_of_service"], "sees": ["sheet"]},
                {"id": "board", "act": "decide", "by": ["board"], "after": ["sign"]},
            ],
        }
    ],
}
SIGN, BOARD = "entry.sign", "entry.board"


def new(model: str, key: int, **said: Any) -> Item:
    """A row as it is made."""
    return Item(model, str(key), "created", {name: [None, value] for name, value in said.items()})


def change(model: str, key: int, **said: Any) -> Item:
    """A row as it is changed."""
    return Item(model, str(key), "changed", {name: [None, value] for name, value in said.items()})


def event(number: int, by: int, *items: Item, reason: str = "", days: int = 0) -> Happened:
    """An event of the council's chain, some days on."""
    return Happened("council:1", number, DAY + timedelta(days), "Done", f"person {by}", reason, False, list(items))


def corrected(*items: Item) -> Happened:
    """A correction of the lead officer's, two days on."""
    made = event(0, LEAD, *items, reason="It was wrong", days=2)
    made.correction = True
    return made


def sound() -> Story:
    """A matter signed with a condition and decided by a body, a second one withdrawn, a score in doubt; gates passed,
    planned, corrected and taken back."""
    return Story(_town(), deepcopy(list(_numbered(_events()))))


SHEET = new(of.SUBMITTED, 1, involvement_id=1, number=1, day=DAY.isoformat(), by_id=LEAD, form="sheet")


def _numbered(events: Iterator[Happened]) -> Iterator[Happened]:
    for number, one in enumerate(events, 1):
        one.number = number
        yield one


def _town() -> Rows:
    rows = Rows()
    adopted = {"edition": "planted", "canonical": json.dumps(EDITION)}
    long_ago = {"from_day": "2020-01-01"}
    rows.apply(
        event(
            0, 0, new("councils.adoption", 1, **adopted), new(of.INVOLVEMENT, 1, council_id=1, entered_on="2020-01-02")
        )
    )
    rows.apply(event(0, 0, new("register.judgedunder", 1, involvement_id=1, adoption_id=1, **long_ago)))
    held = {
        LEAD: "lead_officer",
        HEAD: "head_of_service",
        CLERK: "clerk",
        CHIEF: "chief_executive",
        SENIOR: "senior_manager",
    }
    for user, role in held.items():
        rows.apply(event(0, 0, new("councils.membership", user, user_id=user, **long_ago)))
        rows.apply(event(0, 0, new("councils.roleheld", user, membership_id=user, role=role, **long_ago)))
    return rows


def _events() -> Iterator[Happened]:
    today = DAY.isoformat()
    judged: dict[str, Any] = {"involvement_id": 1, "number": 1, "day": today, "by_id": LEAD}
    yield event(0, LEAD, new(of.SCREENED, 1, **judged, treated_as="is_not", proposed="is", reason="It is small"))
    levels = {"overruled": {"cost": {"reason": "Old figures"}}, "not_applicable": {"aims": "It has none"}}
    yield event(0, LEAD, new(of.ASSESSED, 1, **judged, **levels, band="limited"))
    yield event(0, HEAD, new(of.LEFT_OUT, 1, assessment_id=1, criterion="aims", by_id=HEAD, day=today))
    yield event(0, LEAD, new(of.DOUBT, 1, assessment_id=1, words="So little?", raised_by_id=LEAD))
    yield event(0, HEAD, change(of.DOUBT, 1, agreed=False, talked_of="No agreement", talked_on=today))
    ruled = {"band": "major", "ruling": "It is large", "ruled_on": today, "ruled_by_id": CHIEF}
    yield event(0, CHIEF, change(of.DOUBT, 1, **ruled))
    yield event(0, LEAD, SHEET)
    yield event(0, LEAD, matter(1))
    yield event(0, LEAD, _papers(1, 1, 1))
    yield event(0, HEAD, act(1, 1, SIGN, "given_with_conditions", by_id=HEAD), _condition(1, 1))
    met = {"closed_on": "2027-03-02", "closed_how": "Policy 12"}
    yield event(0, LEAD, change(of.CONDITION, 1, **met), days=1)
    body = act(2, 1, BOARD, "given", day="2027-03-02", recorded_by_id=CLERK, minute="Minute 9", number=2)
    yield event(0, CLERK, body, change(of.MATTER, 1, ended="done", ended_on="2027-03-02"), days=2)
    yield event(0, LEAD, matter(2), days=2)
    yield event(0, LEAD, _papers(2, 2, 1, day="2027-03-03"), days=2)
    back = {"reason": "Say what it costs", "by_id": HEAD, "number": 3, "day": "2027-03-03", "matter_id": 2}
    yield event(0, HEAD, act(3, 2, SIGN, "sent_back", **back), days=2)
    yield event(0, LEAD, _papers(3, 2, 2, day="2027-03-03"), days=2)
    gone = change(of.MATTER, 2, ended="withdrawn", ended_on="2027-03-03")
    yield event(0, LEAD, gone, reason="Not this year", days=2)
    yield from _at_gates()
    aside = {"duty": "risks", "reason": "None yet", "by_id": LEAD, "from_day": "2027-03-03"}
    yield event(0, LEAD, new(of.DEVIATION, 1, **aside), days=2)


def _at_gates() -> Iterator[Happened]:
    """One passed, one as a breach; others planned and over before the entry; the first corrected, taken back, passed."""
    yield event(0, LEAD, *passing(1, "publication", []), days=2)
    yield event(0, LEAD, *passing(2, "start", ["risks"]), days=2)
    planned = {"commitment_on": "2027-03-09", "agreement_signed_on": "2020-01-01", "already_running": True}
    yield event(0, LEAD, change(of.INVOLVEMENT, 1, **planned), days=2)
    yield corrected(change(of.PASSING, 1, on="2027-03-02"), change(of.INVOLVEMENT, 1, publication_on="2027-03-02"))
    yield corrected(change(of.PASSING, 1, taken_back_on="2027-03-03"), change(of.INVOLVEMENT, 1, publication_on=None))
    yield event(0, LEAD, *passing(3, "publication", []), days=2)


def matter(key: int) -> Item:
    return new(of.MATTER, key, involvement_id=1, start="entry", opened_by_id=LEAD, ended="", reference=f"m{key}")


def _papers(key: int, matter: int, number: int, day: str = DAY.isoformat()) -> Item:
    said: dict[str, Any] = {"number": number, "by_id": LEAD, "forms": {"sheet": 1}, "facts": "facts", "day": day}
    rows = Rows()
    rows.apply(event(0, LEAD, SHEET))
    return new(of.PAPERS, key, involvement_id=1, matter_id=matter, **said, digest=sealed(rows, said))


def act(key: int, papers: int, task: str, outcome: str, **said: Any) -> Item:
    step = next(one for one in EDITION["routes"][0]["steps"] if task.endswith(one["id"]))  # type: ignore[index]
    usual = {
        "involvement_id": 1, "matter_id": 1, "papers_id": papers, "task": task, "outcome": outcome, "number": 1,
        "acting_as": step["by"][0], "instead": "", "act": step["act"], "day": DAY.isoformat(), "reason": "", "minute": "",
    }  # fmt: skip
    return new(of.ACT, key, **(usual | said))


def _condition(key: int, act: int) -> Item:
    return new(of.CONDITION, key, given_in_id=act, words="Insure it", due_on="2027-04-01")


def passing(key: int, gate: str, left: list[str], **otherwise: Any) -> list[Item]:
    """A gate that is passed: the row that says so, and its day."""
    kept = {"outstanding": [{"key": one} for one in left], "reason": "No time" if left else ""}
    usual = {"involvement_id": 1, "gate": gate, "on": "2027-03-03", "taken_back_on": None, **kept}
    return [new(of.PASSING, key, **(usual | otherwise)), change(of.INVOLVEMENT, 1, **{f"{gate}_on": "2027-03-03"})]


def item(story: Story, model: str, key: int, did: str, names: Iterable[str]) -> tuple[Happened, Item]:
    """What happened to a row in a story: where some field was said, or at first."""
    found = [(event, one) for event in story.events for one in event.of(model, did) if one.object == str(key)]
    return next((pair for pair in found if pair[1].fields.keys() & set(names)), found[0])


def said(model: str, key: int, did: str = "created", **otherwise: Any) -> Plant:
    """Let a row say something else."""

    def plant(story: Story) -> None:
        _, found = item(story, model, key, did, otherwise)
        found.fields |= {name: [None, value] for name, value in otherwise.items()}

    return plant


def done_by(user: int, model: str, key: int, did: str = "created", name: str = "by_id") -> Plant:
    """Let somebody else have done something, and let it be kept under their name."""

    def plant(story: Story) -> None:
        happened, found = item(story, model, key, did, [name])
        happened.actor, found.fields[name] = f"person {user}", [None, user]

    return plant


def without(model: str, did: str = "created") -> Plant:
    """Leave out what happened to the rows of a model."""

    def plant(story: Story) -> None:
        for happened in story.events:
            happened.items = [one for one in happened.items if (one.model, one.did) != (model, did)]

    return plant


def then(*more: Happened) -> Plant:
    """Let more happen in the end."""

    def plant(story: Story) -> None:
        for one in deepcopy(more):
            one.number = story.events[-1].number + 1
            story.events.append(one)

    return plant


def resealed(plant: Plant) -> Plant:
    """The same, and papers say by their digest what they say then: so that nothing else is wrong."""

    def both(story: Story) -> None:
        plant(story)
        for one, rows in story.walk():
            for sent in one.of(of.PAPERS, "created"):
                sent.fields["digest"] = [None, sealed(rows, {name: sent.became(name) for name in sent.fields})]

    return both
