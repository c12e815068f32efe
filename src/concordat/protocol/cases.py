"""Cases: worked examples that stand beside the rules, and are run.

A file of cases holds ``given`` and ``on`` for all of them and a list ``cases``; each case may add to ``given``,
set its own day and ``settings``, and says what it ``proves`` and what to ``expect``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from concordat.protocol.edition import Edition
from concordat.protocol.expect import Expect
from concordat.protocol.expectations import compare
from concordat.protocol.faults import Place, nearest
from concordat.protocol.given import FactsReader, settings_of
from concordat.protocol.load import Folder, cases_of
from concordat.protocol.rules import Rules
from concordat.protocol.shape import Day, Shape, Text
from concordat.protocol.shaping import shaped
from concordat.protocol.strict_yaml import PLACE
from concordat.protocol.values import Facts


class CaseShape(Shape):
    """One case as written."""

    title: Text
    proves: list[Text] = Field(default_factory=list)
    given: Any = None
    settings: Any = None
    on: Day | None = None
    expect: Expect
    story: Text | None = None


class CaseFile(Shape):
    """A file of cases: what they share, and the cases."""

    given: Any = None
    settings: Any = None
    on: Day | None = None
    cases: list[Any] = Field(min_length=1)


@dataclass(frozen=True)
class Case:
    """A case ready to run: its facts are typed, its settings among them."""

    title: str
    place: Place
    proves: tuple[str, ...]
    facts: Facts
    on: date
    expect: Expect
    story: str = ""


@dataclass(frozen=True)
class Failure:
    """What a case expected, and what was found."""

    case: Case
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"{self.case.place.file}:{self.case.place.line}"
        return f"{where}: {self.case.title}: {self.what} should be {self.expected} and is {self.found}"


def read_cases(rules: Rules, folder: Folder) -> list[Case]:
    """The cases of a folder; what is wrong with them is reported to the folder."""
    return [case for file, raw in cases_of(folder) for case in _file(rules, folder, file, raw)]


def _file(rules: Rules, folder: Folder, file: str, raw: Any) -> Iterator[Case]:
    whole = shaped(CaseFile, raw, Place(file, 1), folder.report)
    if whole is None:
        return
    reader = FactsReader(rules.edition, rules.table, folder.report)
    for member in whole.cases:
        place = member.get(PLACE, Place(file, 1)) if isinstance(member, dict) else Place(file, 1)
        case = shaped(CaseShape, member, place, folder.report)
        if case is None:
            continue
        day = case.on or whole.on
        if day is None:
            folder.report(place, "title", "The case has no day.", "Add on: a day, here or at the top of the file.")
            continue
        facts = {**settings_of(rules.edition)}
        for part in (whole.settings, case.settings):
            facts |= reader.read(_as_settings(part), place) if part else {}
        for part in (whole.given, case.given):
            facts |= reader.read(part, place) if part else {}
        yield Case(case.title, place, tuple(case.proves), facts, day, case.expect, case.story or "")


def _as_settings(raw: Any) -> Any:
    return (
        raw
        if not isinstance(raw, dict)
        else {key if key == PLACE else f"setting.{key}": value for key, value in raw.items()}
    )


def run(rules: Rules, cases: list[Case]) -> list[Failure]:
    """Run cases; what differs from what was expected."""
    return [
        Failure(case, what, expected, found)
        for case in cases
        for what, expected, found in compare(rules, case.expect, case.facts, case.on)
    ]


def check_cases(edition: Edition, folder: Folder) -> None:
    """Report duties without a met or a not-met case, and expectations of duties that there are not."""
    seen: dict[str, set[str]] = {}
    duties = {duty.id for duty in edition.duties} | set(_ids_as_written(folder))
    for file, case in _raw_cases(folder):
        for duty, outcome in _expected(case):
            if duty not in duties:
                place = case.get(PLACE, Place(file, 1))
                folder.report(place, duty, f"There is no duty “{duty}”.", nearest(duty, duties))
            seen.setdefault(duty, set()).add(outcome)
    for asked in edition.duties:
        wanted = "not_known" if asked.kind == "complete" else "not_met"
        for outcome in ("met", wanted):
            if outcome not in seen.get(asked.id, set()):
                what = f"The duty “{asked.id}” has no case in which it is {outcome.replace('_', ' ')}."
                folder.report(
                    asked.at, asked.id, what, f"Add one under cases/ that expects duties: {{{asked.id}: {outcome}}}."
                )


def _ids_as_written(folder: Folder) -> Iterator[str]:
    """The ids of all duties, those too that could not be shaped: a case of theirs is no second fault."""
    document = folder.documents.get("duties.yaml")
    for raw in document.data if document and isinstance(document.data, list) else []:
        members = raw.get("duties", [raw]) if isinstance(raw, dict) else []
        for member in members if isinstance(members, list) else []:
            if isinstance(member, dict) and isinstance(member.get("id"), str):
                yield member["id"]


def _raw_cases(folder: Folder) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cases as written, so that what they prove is known even where the edition cannot run."""
    for file, raw in cases_of(folder):
        listed = raw.get("cases") if isinstance(raw, dict) else None
        for case in listed if isinstance(listed, list) else []:
            if isinstance(case, dict):
                yield file, case


def _expected(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    expect = case.get("expect")
    duties = expect.get("duties") if isinstance(expect, dict) else None
    for duty, wanted in (duties if isinstance(duties, dict) else {}).items():
        for key, outcome in (wanted if isinstance(wanted, dict) else {"": wanted}).items():
            if PLACE not in (duty, key):
                yield duty, str(outcome)
