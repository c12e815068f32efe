"""What the digest of papers has to be, by the history alone."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.invariants.reading import Row, Rows

from concordat.history.canonical import canonical

_SAID = {
    "Papers": "number day by_id note facts beside",
    "Submitted": "form number matter day by_id asked answers",
    "Assessment": "number day by_id levels not_applicable overruled notes total maximum share band hangs_on_na facts",
}


def sealed(rows: Rows, papers: Row) -> str:
    """The digest of what the history tells of papers, of each form in them by name, and of their assessment."""
    forms = [rows.get("answers.submitted", key) for _, key in sorted(papers["forms"].items())]
    assessed = rows.get("judgements.assessment", papers.get("assessment_id"))
    told = [_told("Papers", papers, rows), *(_told("Submitted", form, rows) for form in forms)]
    told += [_told("Assessment", assessed, rows)] if assessed else []
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def _told(of: str, row: Row, rows: Rows) -> dict[str, Any]:
    edition = rows.get("councils.adoption", row.get("adoption_id")).get("digest")
    return {"of": of, "edition": edition, **{name: row.get(name) for name in _SAID[of].split()}}
