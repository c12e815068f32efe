"""Why an act is on record or missing: who has acted, who has not, and on which points."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from concordat.protocol.edition import Edition
from concordat.protocol.explain.points import Point, Why, code_words, day_words, listed
from concordat.protocol.kinds import acts_body
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, Row, Rows, Value, rows_of
from concordat.protocol.vocabulary import ACTS, GIVEN, MET, OUTCOMES_OF_AN_ACT


class Asks(Protocol):
    """What a duty of kind act and a step of a route have in common."""

    @property
    def act(self) -> str: ...
    @property
    def by(self) -> list[str]: ...
    @property
    def how(self) -> str: ...
    @property
    def points(self) -> list[str]: ...


def acts_why(edition: Edition, key: str, asks: Asks, row: Row, facts: Facts, on: date) -> Why:
    """Who has acted and who has not. ``key`` is what the acts are recorded for."""
    because, changes = [], []
    for giver in asks.by:
        title = title_of(edition, giver)
        body = acts_body(key, asks.act, [giver], "any", asks.points)
        stands = body(facts, row, on)[0] == MET
        last = _last(key, asks.act, giver, row, facts, on)
        if stands or last is not None or asks.how != "any":
            because.append(Point(_says(title, asks, last, stands, on), "acts"))
        if not stands:
            changes.append(Point(f"On record: {asks.act} by {title}{_on_points(asks)}", "acts"))
    if not because:
        titles = listed([title_of(edition, giver) for giver in asks.by], "or")
        because = [Point(f"Nothing on record yet: {asks.act} by {titles}{_on_points(asks)}", "acts")]
    if asks.how == "in_order" and not changes and not _done(key, asks, row, facts, on):
        order = listed([title_of(edition, giver) for giver in asks.by], "then")
        because.append(Point(f"They have to act in this order: {order}", "acts"))
        changes.append(Point(f"The acts given again in this order: {order}", "acts"))
    if asks.how == "any" and len(changes) > 1:
        titles = listed([title_of(edition, giver) for giver in asks.by], "or")
        changes = [Point(f"On record: {asks.act} by {titles}{_on_points(asks)}", "acts")]
    return Why(tuple(because), tuple(changes))


def _done(key: str, asks: Asks, row: Row, facts: Facts, on: date) -> bool:
    return acts_body(key, asks.act, asks.by, asks.how, asks.points)(facts, row, on)[0] == MET


def _on_points(asks: Asks) -> str:
    return f", on {listed([code_words(point) for point in asks.points])}" if asks.points else ""


def _last(key: str, act: str, giver: str, row: Row, facts: Facts, on: date) -> Row | None:
    """A giver's last act up to a day."""
    about = row.get("id")
    acts: Rows = rows_of(facts, "acts", only_here=True)
    past = [
        (day, number, found)
        for number, found in enumerate(acts.rows)
        if (found.get("for"), found.get("act"), found.get("by")) == (key, act, giver)
        and (about is None or found.get("about") == about)
        and isinstance(day := found.get("given_on"), date)
        and day <= on
    ]
    return max(past, key=lambda found: found[:2])[2] if past else None


def _says(title: str, asks: Asks, last: Row | None, stands: bool, on: date) -> str:
    """What a giver has done, in a sentence."""
    if last is None:
        return f"{title}: nothing on record"
    outcome, until, answered = last.get("outcome"), last.get("until"), last.get("points")
    day = _day(last.get("given_on"))
    if outcome not in GIVEN:
        words = OUTCOMES_OF_AN_ACT.get(str(outcome), "an act whose outcome is blank")
        reason = f" ({last.get('reason')})" if last.get("reason") else ""
        return f"{title}: {words[0].lower()}{words[1:]} on {day}{reason}"
    says = f"{title} {ACTS[asks.act]} on {day}"
    says += ", with conditions" if outcome == "given_with_conditions" else ""
    if isinstance(until, date):
        says += f", valid until {day_words(until)}" if until > on else f"; it lapsed on {day_words(until)}"
    answers = answered if isinstance(answered, dict) else {}
    missing = [code_words(point) for point in asks.points if answers.get(point) is not True]
    return says if stands or not missing else f"{says}, but did not answer yes to: {'; '.join(missing)}"


def _day(value: Value) -> str:
    return day_words(value) if isinstance(value, date) else "a day not given"
