"""Forms: what is asked, in which order, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concordat.protocol.ask import Form, Question, Section
from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.edition import Edition
from concordat.protocol.kinds import known
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable


@dataclass(frozen=True)
class Completeness:
    """What a form asks now and what of it is missing.

    ``asked`` are the questions shown; ``answered``, ``not_applicable`` and ``missing`` split the required ones;
    ``unsettled`` are questions of which it is not known whether they are asked.
    """

    asked: tuple[str, ...]
    answered: tuple[str, ...]
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    unsettled: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing that is required is missing."""
        return not self.missing and not self.unsettled


def sections(edition: Edition, form: str) -> list[Section]:
    """The sections of a form with those it takes over, in the order of the form that began them."""
    chain = list(lineage(edition, form))
    merged: dict[str, list[Section]] = {}
    for ancestor in reversed(chain):
        for section in ancestor.sections:
            merged.setdefault(section.id, []).append(section)
    return [_merge(parts) for parts in merged.values()]


def lineage(edition: Edition, form: str) -> Iterator[Form]:
    """A form and those it extends, nearest first. Raises ValueError on a circle."""
    seen: set[str] = set()
    name: str | None = form
    while name:
        if name in seen:
            raise ValueError(f"The form {name} extends itself.")
        seen.add(name)
        yield edition.forms[name]
        name = edition.forms[name].extends


def _merge(parts: list[Section]) -> Section:
    last = parts[-1]
    return last.model_copy(update={"questions": [question for part in parts for question in part.questions]})


def questions(edition: Edition, form: str) -> list[Question]:
    """Every question of a form, in order."""
    return [question for section in sections(edition, form) for question in section.questions]


def completeness(rules: Rules, form: str, facts: Facts, on: date) -> Completeness:
    """What a form asks on a day with these facts, and what is missing."""
    asked, answered, na, missing, unsettled = [], [], [], [], []
    for question in questions(rules.edition, form):
        test = rules.test(question.when)
        shown = test(facts, EMPTY_ROW, on) if test else True
        if shown is None:
            unsettled.append(question.id)
        if shown is not True:
            continue
        asked.append(question.id)
        value = facts.get(question.about)
        if isinstance(value, NotApplicable):
            na.append(question.id)
        elif known(value):
            answered.append(question.id)
        elif question.required:
            missing.append(question.id)
    return Completeness(tuple(asked), tuple(answered), tuple(na), tuple(missing), tuple(unsettled))
