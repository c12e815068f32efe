"""An edition under other names: nothing that it decides may hang on what the council or the edition is called."""

import secrets
import shutil
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from concordat.protocol.cases import Case, read_cases, run
from concordat.protocol.edition import Edition
from concordat.protocol.load import Folder, load
from concordat.protocol.routes import routes
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.screening import screen
from concordat.protocol.seal import canonical
from concordat.protocol.standing import standing
from concordat.protocol.vocabulary import STARTS

Renaming = Callable[[str], str]


def differences(folder: Path, scratch: Path) -> Iterator[str]:
    """Copy an edition's folder under random names, and say what is then decided otherwise, a sentence each."""
    before = load(folder)
    renaming, copy = renamed(folder, before.edition, scratch)
    after = load(copy)
    if renaming(canonical(before.edition)) != canonical(after.edition):
        yield "the rules read otherwise, names apart: is the council named within a rule?"
    one, other = (_all_that_is_decided(loaded.edition, loaded.folder) for loaded in (before, after))
    if len(one) != len(other):
        yield f"{len(one)} cases became {len(other)}."
    for (case, found), (_case, then) in zip(one, other, strict=False):
        if found != then:
            yield f"{case.place.file}:{case.place.line}: {case.title}: the result is another."


def renamed(folder: Path, edition: Edition, scratch: Path) -> tuple[Renaming, Path]:
    """A copy in which council and edition have random names, in the text and as folders; and the renaming itself."""
    council = edition.edition.partition("/")[0]
    new_council, new_year = (_word() for _ in range(2))
    names = {
        edition.council: f"{_word().title()} Council",
        edition.edition: f"{new_council}/{new_year}",
        council: new_council,
        council.replace("-", " ").title(): new_council.title(),
    }

    def renaming(text: str) -> str:
        for old, new in names.items():
            text = text.replace(old, new)
        return text

    copy = scratch / new_council / new_year
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("sealed"))
    for file in copy.rglob("*.yaml"):
        file.write_text(renaming(file.read_text(encoding="utf-8")), encoding="utf-8")
    return renaming, copy


def _word() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(12))


def _all_that_is_decided(edition: Edition, folder: Folder) -> list[tuple[Case, Any]]:
    """Each case with its failures, and everything else that is decided on its facts."""
    rules = prepare(edition)
    return [(case, _decided(rules, case)) for case in read_cases(rules, folder)]


def _decided(rules: Rules, case: Case) -> Any:
    failures = [(failure.what, failure.found) for failure in run(rules, [case])]
    lines = [(line.duty.id, line.finding, line.status) for line in standing(rules, case.facts, case.on)]
    steps = [
        (start, found.route.id, step.step.id, step.state)
        for start in STARTS
        for found in routes(rules, start, case.facts, case.on)
        for step in found.steps
    ]
    screened = screen(rules, case.facts, case.on) if rules.edition.screening else None
    return failures, lines, steps, screened
