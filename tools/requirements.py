"""Check that each demand we say is met has something that proves it; mark what is proved; list what is not."""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import demands
import marks
from demands import Row
from marks import Marks, Proof

# What the rules alone can settle; the others come with the room that feeds them.
NOW = ("screening", "significance", "appraisal", "approval", "agreement", "review", "exit", "assurance", "reporting")


def faults(rows: Sequence[Row], found: Marks, root: Path) -> Iterator[str]:
    by_row = found.by_row()
    yield from found.faults
    yield from demands.faults(rows, by_row, root)
    force = {row.id: row.force for row in rows}
    for proof in found.proofs:
        for id_ in proof.rows:
            if id_ not in force:
                yield f"{proof.path}: {proof.name} says that it proves {id_}, and there is no such row."
        yield from _presented_as_demanded(proof, found, force)
    yield from _two_councils(found)


def _presented_as_demanded(proof: Proof, found: Marks, force: Mapping[str, str]) -> Iterator[str]:
    """A case that proves only what the text allows, or what we added, by a duty that is a must."""
    known = [id_ for id_ in proof.rows if id_ in force]
    if not proof.edition or not known or any(force[id_] not in demands.NOT_DEMANDED for id_ in known):
        return
    strength = found.editions[proof.edition].strength
    musts = sorted(word for word in proof.expected if strength.get(word) == "must")
    if musts:
        rows = ", ".join(f"{id_} ({force[id_]})" for id_ in known)
        yield (
            f"{proof.path}: {proof.name} proves {rows} by {', '.join(musts)}, a must: what a text only allows, or "
            "what is ours, is not to be shown as its demand. "
            "Give the duty another strength, or name the row that demands it."
        )


def _two_councils(found: Marks) -> Iterator[str]:
    """The rows of one text are proved in the editions of one council; another is a slip of the pen."""
    councils: dict[str, set[str]] = {}
    for proof in found.proofs:
        if proof.edition:
            for id_ in proof.rows:
                councils.setdefault(id_.partition("-")[0], set()).add(proof.edition.partition("/")[0])
    for text, names in sorted(councils.items()):
        if len(names) > 1:
            both = " and ".join(sorted(names))
            yield f"Rows {text}-… are proved by cases of {both}: one of them names the wrong row."


def place(proofs: Sequence[Proof], editions: Mapping[str, marks.Edition]) -> str:
    """Where a row's rule stands: the files that hold what its cases expect; failing those, what proves it."""
    rules, others = set[str](), set[str]()
    for proof in proofs:
        home = editions[proof.edition].home if proof.edition else {}
        files = {home[word] for word in proof.expected if word in home}
        rules |= files
        if not files:
            others.add(proof.path)
    return "; ".join(sorted(rules) or sorted(others))


def marked(rows: Sequence[Row], found: Marks) -> list[Row]:
    """The rows with what is proved set to `rule`, and with where; what the product has met is left as it is."""
    by_row = found.by_row()
    return [
        replace(row, status="rule", where=place(by_row[row.id], found.editions))
        if row.has_rule and row.status != "met" and row.id in by_row
        else row
        for row in rows
    ]


def still_open(rows: Sequence[Row], found: Marks) -> list[Row]:
    by_row = found.by_row()
    return [row for row in rows if row.has_rule and row.capability in NOW and row.id not in by_row]


def with_parts(rows: Sequence[Row], path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        parts = {record["id"]: record["part"].strip() for record in csv.DictReader(file)}
    return [replace(row, part=parts.get(row.id, row.part)) for row in rows]


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--mark", action="store_true", help="set status and where of every row that is proved")
    mode.add_argument("--open", action="store_true", help="list the rows due now that nothing proves")
    mode.add_argument("--parts", type=Path, metavar="CSV", help="take the parts from a file with columns id and part")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = options(arguments)
    path = asked.root / "docs/requirements.csv"
    rows, found = demands.read(path), marks.gather(asked.root)
    if asked.open:
        missing = still_open(rows, found)
        for row in missing:
            print(f"{row.id:14} {row.capability:13} {row.force:7} {row.clause:12} {row.requirement}")
        print(f"{len(missing)} rows that nothing proves.")
        return 0
    if asked.parts or asked.mark:
        new = with_parts(rows, asked.parts) if asked.parts else marked(rows, found)
        demands.write(path, new)
        print(f"{sum(a != b for a, b in zip(rows, new, strict=True))} rows changed.")
        rows = new
    sentences = list(faults(rows, found, asked.root))
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
