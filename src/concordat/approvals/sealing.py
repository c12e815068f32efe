"""The number that stands for papers: it comes out otherwise where anything of what was sent in was altered since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from django.db.models import Model

from concordat.answers.models import Submitted
from concordat.approvals.models import Papers
from concordat.history.canonical import canonical, digest
from concordat.judgements.models import Assessment

# Whether it comes out again: of everything; of the facts and what lay beside them alone, as it was made at first; or
# not at all.
Stands: TypeAlias = Literal["whole", "part", "altered"]
_COVERED: Mapping[type[Model], Sequence[str]] = {
    Papers: ("number", "day", "by_id", "note", "facts", "beside"),
    Submitted: ("form", "number", "matter", "day", "by_id", "asked", "answers"),
    Assessment: ("number", "day", "by_id", "levels", "not_applicable", "overruled", "notes", "total", "maximum",
                 "share", "band", "hangs_on_na", "facts"),
}  # fmt: skip


def seal(papers: Papers, submitted: Sequence[Submitted]) -> str:
    """The digest of all that is sent in: who, when and with which note, what was known, the forms as ``submitted``,
    the assessment, what lay beside, and the edition of each."""
    rows = [papers, *sorted(submitted, key=lambda row: row.form)]
    return digest(canonical([_said(row) for row in (*rows, papers.assessment) if row is not None]))


def stands(papers: Papers, submitted: Sequence[Submitted]) -> Stands:
    """Whether the number that papers have comes out again now."""
    if papers.digest == seal(papers, submitted):
        return "whole"
    return "part" if papers.digest == digest(papers.facts + canonical(papers.beside)) else "altered"


def _said(row: Any) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in _COVERED[type(row)]}
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    return {"of": type(row).__name__, "edition": row.adoption.digest, **kept}
