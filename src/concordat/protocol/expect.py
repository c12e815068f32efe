"""The shapes of what a case can expect."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from concordat.protocol.faults import nearest
from concordat.protocol.shape import Number, Shape, Table, YesNo
from concordat.protocol.vocabulary import OUTCOMES, PROMPT_ANSWERS, ROUTE_STATES, STATUSES

NO_FINDING = "no finding"


def _one_of(what: str, known: Iterable[str]) -> Callable[[Any], Any]:
    """A check that every word expected of a duty, step or prompt is a word that can come out."""
    words = tuple(known)

    def check(table: Any) -> Any:
        for wanted in table.values() if isinstance(table, dict) else ():
            for word in wanted.values() if isinstance(wanted, dict) else (wanted,):
                if isinstance(word, str) and word not in words:
                    raise ValueError(f"“{word}” is no {what}. {nearest(word, words)}")
        return table

    return check


class ExpectScreening(Shape):
    """``answer``, ``treated_as``, ``decided_by``, ``referred_to``, ``would_change`` (names of facts)."""

    answer: str | None = None
    treated_as: str | None = None
    decided_by: list[str] | None = None
    agreeing: list[str] | None = None
    referred_to: str | None = None
    would_change: list[str] | None = None


class ExpectSignificance(Shape):
    """``total``, ``maximum``, ``percent`` (rounded to two places), ``band``, ``undetermined``, ``possible``,
    ``hangs_on_na``, ``proposes`` (criterion: score)."""

    total: int | None = None
    maximum: int | None = None
    percent: Number | None = None
    band: str | None = None
    assessed: YesNo | None = None
    undetermined: YesNo | None = None
    possible: list[str] | None = None
    hangs_on_na: list[str] | None = None
    proposes: Table[int] | None = None


class ExpectForm(Shape):
    """``complete``, and the questions ``asked``, ``missing``, ``not_asked`` (each among others)."""

    complete: YesNo | None = None
    asked: list[str] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    not_asked: list[str] = Field(default_factory=list)


class ExpectEdition(Shape):
    """What the edition itself holds: ids of ``stages``, ``principles``, ``types``, ``material_changes``; the items
    of ``lists``; the defaults of ``settings``; clauses of ``errata``; what is ``not_supplied``; who may allow
    ``deviations``; the generic role of ``roles``; how many ``examples`` of each answer."""

    stages: list[str] | None = None
    principles: list[str] | None = None
    types: list[str] | None = None
    material_changes: list[str] | None = None
    lists: Table[list[str]] | None = None
    settings: Table[Any] | None = None
    errata: list[str] | None = None
    not_supplied: list[str] | None = None
    deviations: list[str] | None = None
    roles: Table[str] | None = None
    examples: Table[int] | None = None


class Expect(Shape):
    """What a case expects. Everything named is compared; nothing else is.

    ``duties``: duty: outcome, or {row: outcome}. ``statuses``: duty: status word, or {row: word}. The words are in
    [outcomes](outcomes.md).
    ``due``: duty: day. ``routes``: route.step: state, for the ``start`` named. ``prompts``: prompt: yes, no or
    not_known. ``gates``: gate: everything outstanding, duties by id and steps as route.step. ``forms``: form:
    what it asks and misses.
    ``edition``: what the edition holds.
    """

    duties: Annotated[Table[Any], AfterValidator(_one_of("outcome", (*OUTCOMES, NO_FINDING)))] = Field(
        default_factory=dict
    )
    statuses: Annotated[Table[Any], AfterValidator(_one_of("status", STATUSES))] = Field(default_factory=dict)
    due: Table[Any] = Field(default_factory=dict)
    screening: ExpectScreening | None = None
    significance: ExpectSignificance | None = None
    start: str | None = None
    routes: Annotated[dict[str, Any], AfterValidator(_one_of("state of a route or step", ROUTE_STATES))] = Field(
        default_factory=dict
    )
    prompts: Annotated[Table[Any], AfterValidator(_one_of("answer to a prompt", PROMPT_ANSWERS))] = Field(
        default_factory=dict
    )
    gates: Table[list[str]] = Field(default_factory=dict)
    forms: Table[ExpectForm] = Field(default_factory=dict)
    edition: ExpectEdition | None = None
