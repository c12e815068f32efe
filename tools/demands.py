"""The demands of the five protocols: docs/requirements.csv, one row a demand, with how far it is met and where."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

PARTS = ("rule", "product", "both")
STATUSES = ("met", "rule", "not yet")
# What the text allows, and what we added: never to be shown as something that the text demands.
NOT_DEMANDED = ("may", "ours")
AS_GIVEN = ("id", "clause", "force", "capability", "source", "requirement")


@dataclass(frozen=True)
class Row:
    id: str
    clause: str
    force: str
    capability: str
    source: str
    requirement: str
    part: str
    status: str
    where: str

    @property
    def has_rule(self) -> bool:
        return self.part in ("rule", "both")

    @property
    def claimed(self) -> bool:
        return self.status in ("met", "rule")


COLUMNS = tuple(field.name for field in fields(Row))


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**{name: record[name] or "" for name in COLUMNS}) for record in csv.DictReader(file)]


def write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)


def faults(rows: Sequence[Row], proved: Mapping[str, object], root: Path) -> Iterator[str]:
    """What does not hold together in the rows themselves, or is claimed without anything that proves it."""
    seen = set[str]()
    for row in rows:
        if row.id in seen:
            yield f"{row.id}: there are two rows with this id."
        seen.add(row.id)
        yield from _row_faults(row, root)
        if row.claimed and row.id not in proved:
            yield f"{row.id}: its status is '{row.status}', and no case and no test is marked with it."


def _row_faults(row: Row, root: Path) -> Iterator[str]:
    if row.part not in PARTS:
        yield f"{row.id}: part '{row.part}' is none of {', '.join(PARTS)}."
    if row.status not in STATUSES:
        yield f"{row.id}: status '{row.status}' is none of {', '.join(STATUSES)}."
    if row.status == "rule" and row.part == "product":
        yield f"{row.id}: status 'rule' says its rule half is done, and part 'product' says that it has none."
    if row.claimed and not row.where:
        yield f"{row.id}: its status is '{row.status}'; say where."
    if row.status == "not yet" and row.where:
        yield f"{row.id}: its status is 'not yet', so 'where' is empty."
    for place in filter(None, row.where.split("; ")):
        if not (root / place).exists():
            yield f"{row.id}: it says '{place}', and that is not there."


def differences(rows: Sequence[Row], given: Path) -> Iterator[str]:
    """Where our copy of the demands departs from the list that it was made from."""
    ours = {row.id: row for row in rows}
    with given.open(encoding="utf-8", newline="") as file:
        theirs = {record["id"]: record for record in csv.DictReader(file)}
    for id_ in theirs.keys() - ours.keys():
        yield f"{id_}: it is among the demands and not in docs/requirements.csv."
    for id_ in ours.keys() - theirs.keys():
        yield f"{id_}: it is in docs/requirements.csv and not among the demands."
    for id_ in ours.keys() & theirs.keys():
        for column in AS_GIVEN:
            if getattr(ours[id_], column) != theirs[id_][column]:
                yield f"{id_}: its {column} is not as given."
