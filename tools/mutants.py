"""Remove each rule of each edition in turn: every time a case has to fail that proves what the rule's clause demands.

Rules are duties, steps, classes, criteria, marks and prompts. A rule whose loss nobody would notice survives; it is
listed with its place, and the exit code is 1. Then each edition is copied under random names: every case has to give
the same result.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import demands
import renamed
from concordat.protocol.cases import Case, read_cases, run
from concordat.protocol.examine import folders
from concordat.protocol.expectations import compare
from concordat.protocol.faults import Refused
from concordat.protocol.load import load
from concordat.protocol.rules import Rules, prepare
from removable import Rule, rules_of

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "src/concordat/library"
REQUIREMENTS = ROOT / "docs/requirements.csv"


@dataclass(frozen=True)
class Survivor:
    """A rule whose loss nobody would notice, and why not."""

    rule: Rule
    why: str

    def __str__(self) -> str:
        rule = self.rule
        return f"{rule.place.file}:{rule.place.line}: {rule.kind} “{rule.id}” (clause {rule.clause}): {self.why}"


@dataclass(frozen=True)
class Tried:
    """What became of an edition: how many rules were removed, which survived, and what else is wrong."""

    edition: str
    removed: int
    survivors: tuple[Survivor, ...]
    troubles: tuple[str, ...]


# --- Whether its loss is noticed --------------------------------------------------------------------------


def parts_of(clause: str) -> set[str]:
    """The clauses that one text names: ``4, 5.2`` is two; in ``Appendix 1, 3`` the comma lies within one."""
    if re.match(r"[A-Z][a-z]+ ", clause):
        return {clause}
    return {clause, *clause.split(", ")}


def same_clause(rule: str, row: str) -> bool:
    """Whether a rule's clause is a row's, or lies within it: a paragraph or an item of it may follow
    (``4.0 para 3`` is within ``4.0``; ``4.01``, ``4(a)`` and ``4.1`` are not within ``4``)."""
    return any(
        one == other or one.startswith((f"{other} ", f"{other},")) for one in parts_of(rule) for other in parts_of(row)
    )


def survivors(rules: Rules, cases: Sequence[Case], clauses: Mapping[str, str]) -> Iterator[Survivor]:
    """The rules whose loss makes no case fail that proves a row of their clause. ``clauses`` gives each row's."""
    for rule in rules_of(rules.edition):
        left = rule.without(rules)
        touched = [case for case in cases if rule.touches(case.expect)]
        fitting = [case for case in touched if _proves(case, rule, clauses)]
        if any(_fails(left, case) for case in fitting):
            continue
        failing = next((case for case in touched if _fails(left, case)), None)
        yield Survivor(rule, _why(rule, failing, fitting))


def _proves(case: Case, rule: Rule, clauses: Mapping[str, str]) -> bool:
    return any(same_clause(rule.clause, clauses[row]) for row in case.proves if row in clauses)


def _fails(rules: Rules, case: Case) -> bool:
    return next(iter(compare(rules, case.expect, case.facts, case.on)), None) is not None


def _why(rule: Rule, failing: Case | None, fitting: Sequence[Case]) -> str:
    if failing is None:
        return "no case fails without it."
    where = f"{failing.place.file}:{failing.place.line}"
    if fitting:
        return f"{where} fails without it, but none of the cases that prove clause {rule.clause} does."
    proves = f"proves {', '.join(failing.proves)}" if failing.proves else "proves nothing"
    return f"{where} fails without it and {proves}; no case on this {rule.kind} proves a row of clause {rule.clause}."


# --- Trying editions --------------------------------------------------------------------------------------


def try_edition(folder: Path, clauses: Mapping[str, str]) -> Tried:
    """Remove each rule of an edition in turn."""
    shown = f"{folder.parent.name}/{folder.name}"
    try:
        loaded = load(folder)
        rules = prepare(loaded.edition)
        cases = read_cases(rules, loaded.folder)
    except Refused as refused:
        return Tried(shown, 0, (), tuple(f"it cannot be loaded: {fault}" for fault in refused.faults))
    troubles = [f"its cases cannot be read: {fault}" for fault in loaded.folder.faults if not fault.warning]
    failures = run(rules, cases)
    troubles += [f"as it stands, a case fails: {failure}" for failure in failures]
    failing = {id(failure.case) for failure in failures}
    sound = [case for case in cases if id(case) not in failing]
    many = sum(1 for _rule in rules_of(loaded.edition))
    return Tried(shown, many, tuple(survivors(rules, sound, clauses)), tuple(troubles))


def under_other_names(folder: Path) -> list[str]:
    """What an edition decides otherwise under random names."""
    with tempfile.TemporaryDirectory() as scratch:
        try:
            return list(renamed.differences(folder, Path(scratch)))
        except Refused as refused:
            return [str(fault) for fault in refused.faults]


def report(folder: Path, clauses: Mapping[str, str]) -> bool:
    """Try an edition and print what was found; whether all is well."""
    begun = time.perf_counter()
    tried = try_edition(folder, clauses)
    renaming = under_other_names(folder) if tried.removed else []
    caught = tried.removed - len(tried.survivors)
    taken = time.perf_counter() - begun
    print(f"{tried.edition}: {tried.removed} removed, {caught} caught, {len(tried.survivors)} survive ({taken:.1f} s)")
    for line in (*tried.troubles, *(f"under other names: {sentence}" for sentence in renaming)):
        print(f"  {line}")
    for survivor in tried.survivors:
        print(f"  {tried.edition}/{survivor}")
    return not (tried.survivors or tried.troubles or renaming)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="*", help="editions' folders; all of the library's without")
    parser.add_argument("--requirements", type=Path, default=REQUIREMENTS, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    clauses = {row.id: row.clause for row in demands.read(asked.requirements)}
    found = [path for folder in asked.folder or [LIBRARY] for path in folders(folder)]
    well = [report(path, clauses) for path in found]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
