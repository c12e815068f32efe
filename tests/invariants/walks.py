"""The walk of each matter through its states, derived from the history alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from tests.invariants.reading import Happened, Item, Rows, Story

Step: TypeAlias = tuple[str, str, str]
_ACTS = {"given": "give", "given_with_conditions": "give", "sent_back": "send_back", "refused": "refuse"}


def walks(story: Story) -> dict[int, list[Step]]:
    """Every move of each matter, {matter: [(state before, act, state after)]}."""
    found: dict[int, list[Step]] = {}
    stood: dict[int, str] = {}
    rows = Rows(story.before)
    for event in story.events:
        rows.apply(event)
        for matter, act in _moved(event):
            after = state(rows, matter)
            found.setdefault(matter, []).append((stood.get(matter, ""), act, after))
            stood[matter] = after
    return found


def state(rows: Rows, matter: int) -> str:
    """Where a matter stands."""
    ended = rows.get("approvals.matter", matter).get("ended")
    if ended:
        return str(ended)
    papers = rows.where("approvals.papers", matter_id=matter)
    if not papers:
        return "opened"
    last = max(papers, key=lambda row: row["number"])
    acts = sorted(rows.where("approvals.actdone", papers_id=last["pk"]), key=lambda row: row["number"])
    outcomes = set({act["task"]: act["outcome"] for act in acts}.values())
    return "sent_back" if "sent_back" in outcomes else "deferred" if "deferred" in outcomes else "under_way"


def _moved(event: Happened) -> Iterator[tuple[int, str]]:
    """The matters that an event moved, each with the act that did."""
    for item in event.of("approvals.matter"):
        if item.did == "created":
            yield item.key, "open"
        elif item.became("ended") == "withdrawn":
            yield item.key, "withdraw"
        elif not _explained(event, item):
            yield item.key, f"unexplained: {event.verb}"
    for item in event.of("approvals.papers", "created"):
        yield item.became("matter_id"), "send"
    in_matters = (item for item in event.of("approvals.actdone", "created") if item.became("matter_id") is not None)
    for item in in_matters:
        yield item.became("matter_id"), _ACTS.get(item.became("outcome"), "defer")


def _explained(event: Happened, matter: Item) -> bool:
    """Whether papers or an act in the same event say why a matter's row changed."""
    return any(
        item.became("matter_id") == matter.key
        for model in ("approvals.papers", "approvals.actdone")
        for item in event.of(model, "created")
    )
