"""Arrangements as people write them: facts shared by all, each council's own answers, and what to expect.

A file holds ``title``, ``arrangement`` (what it is, in words), ``on``, ``given`` (facts that every council would
record alike), ``answers`` (by edition: what only that edition asks) and ``expect`` (by edition, as in a case).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from concordat.protocol.approve import Start
from concordat.protocol.cases import Case, Failure, run
from concordat.protocol.expect import Expect
from concordat.protocol.facts import dictionary
from concordat.protocol.faults import Place, Refused, nearest
from concordat.protocol.given import FactsReader, settings_of
from concordat.protocol.judge import judged_facts
from concordat.protocol.load import Folder
from concordat.protocol.rules import Rules
from concordat.protocol.shape import Day, Shape, Text, no_place
from concordat.protocol.shaping import shaped
from concordat.protocol.strict_yaml import PLACE, read
from concordat.protocol.values import Facts


class ArrangementShape(Shape):
    """An arrangement as written."""

    title: Text
    arrangement: Text
    on: Day
    start: Start = "entry"
    given: Any = None
    answers: Annotated[dict[str, Any], BeforeValidator(no_place)] = Field(default_factory=dict)
    expect: Annotated[dict[str, Expect], BeforeValidator(no_place)] = Field(default_factory=dict)
    proves: list[Text] = Field(default_factory=list)


@dataclass(frozen=True)
class Arrangement:
    """An arrangement ready to be judged: for each edition, by id, its facts, and what is expected of it."""

    title: str
    words: str
    on: date
    start: str
    facts: Mapping[str, Facts]
    expected: Mapping[str, Case]


def read_arrangement(file: str, raw: bytes, editions: Mapping[str, Rules]) -> Arrangement:
    """Read an arrangement for these editions, by id. Raises Refused with everything that is wrong with it."""
    document = read(file, raw)
    folder = Folder({file: document}, list(document.faults))
    written = None if document.data is None else shaped(ArrangementShape, document.data, Place(file, 1), folder.report)
    if document.data is None and not folder.faults:
        folder.report(Place(file, 1), "", "The file is empty.", "Write title, arrangement, on and given.")
    if written is None:
        raise Refused(folder.faults)
    _check_names(written, file, editions, folder)
    facts = {id_: _facts(written, rules, file, folder) for id_, rules in editions.items()}
    if folder.faults:
        raise Refused(folder.faults)
    expected = {
        id_: Case(f"{written.title}, by {id_}", expect.at, tuple(written.proves), facts[id_], written.on, expect)
        for id_, expect in written.expect.items()
    }
    return Arrangement(written.title, written.arrangement, written.on, written.start, facts, expected)


def _check_names(written: ArrangementShape, file: str, editions: Mapping[str, Rules], folder: Folder) -> None:
    """Facts shared by all are the dictionary's; answers and expectations are of editions that there are."""
    given = written.given if isinstance(written.given, dict) else {}
    for name in given:
        if name != PLACE and name not in dictionary():
            write = "Write it under answers, below the edition that asks it; given is what every council records alike."
            folder.report(given.get(PLACE, Place(file, 1)), name, f"“{name}” is no fact of the dictionary.", write)
    for id_ in dict.fromkeys([*written.answers, *written.expect]):
        if id_ not in editions:
            folder.report(Place(file, 1), id_, f"There is no edition “{id_}” here.", nearest(id_, editions))


def _facts(written: ArrangementShape, rules: Rules, file: str, folder: Folder) -> Facts:
    reader = FactsReader(rules.edition, rules.table, folder.report)
    facts = settings_of(rules.edition)
    for part in (written.given, written.answers.get(rules.edition.edition)):
        facts |= reader.read(part, Place(file, 1)) if part else {}
    return facts


def failures(arrangement: Arrangement, editions: Mapping[str, Rules]) -> list[Failure]:
    """What the editions make of an arrangement, where that is not what was expected."""
    found: list[Failure] = []
    for id_, case in arrangement.expected.items():
        facts = judged_facts(editions[id_], case.facts, case.on)
        expect = case.expect if case.expect.start else case.expect.model_copy(update={"start": arrangement.start})
        found += run(editions[id_], [replace(case, facts=facts, expect=expect)])
    return found
