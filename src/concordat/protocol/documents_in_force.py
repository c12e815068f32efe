"""The kind ``document``: is one of these types in force, does it contain what it has to, did all agree?

Several documents of the types may share the elements between them. As long as the list of documents is not
marked complete another may still supply what is missing: that is not known, never not met.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from concordat.protocol.duties import DocumentDuty
from concordat.protocol.values import NA, Facts, NotApplicable, Row, Rows, Truth, in_force, rows_of
from concordat.protocol.vocabulary import MET, NOT_APPLICABLE, NOT_KNOWN, NOT_MET, Outcome


def document_body(
    duty: DocumentDuty, elements: tuple[str, ...]
) -> Callable[[Facts, Row, date], tuple[Outcome, date | None, date | None]]:
    """The closure of a document duty."""
    optional = set(elements if duty.optional == "all" else duty.optional)

    def body(facts: Facts, row: Row, on: date) -> tuple[Outcome, date | None, date | None]:
        if isinstance(facts.get("documents"), NotApplicable):
            return NOT_APPLICABLE, None, None
        documents = rows_of(facts, "documents")
        truths = document_truths(duty, elements, optional, documents, on)
        if False in truths.values():
            return NOT_MET, None, None
        if None in truths.values():
            return NOT_KNOWN, None, None
        return MET, _end([d for d in documents.rows if _candidate(d, duty, on) is True]), None

    return body


def document_truths(
    duty: DocumentDuty, elements: tuple[str, ...], optional: set[str], documents: Rows, on: date
) -> dict[str, Truth]:
    """What was found: of the document itself (key ````), of each element, of agreement and of signature."""
    sure = [d for d in documents.rows if _candidate(d, duty, on) is True]
    open_ = not documents.complete or any(_candidate(d, duty, on) is None for d in documents.rows)
    truths: dict[str, Truth] = {"": True if sure else None if open_ else False}
    for element in elements:
        found = [_element(d, element) for d in sure]
        truths[element] = _best(found, open_, left_out=element in optional)
    for field, asked in (("agreed_by_all_partners", duty.agreed_by), ("signed_by_all_partners", duty.signed_by)):
        if asked:
            truths[field] = _best([d.get(field) for d in sure], open_, left_out=False)  # type: ignore[misc]
    return truths


def _candidate(row: Row, duty: DocumentDuty, on: date) -> bool | None:
    """Whether a document is of the types and in force; None where that is not known."""
    kind, here = row.get("type"), in_force(row, on)
    if here is False or (kind is not None and kind not in duty.types):
        return False
    return None if kind is None or here is None else True


def _element(row: Row, element: str) -> Truth:
    elements = row.get("elements")
    found = elements.get(element) if isinstance(elements, dict) else None
    return found if isinstance(found, bool | NotApplicable) else None


def _best(found: list[Truth], open_: bool, *, left_out: bool) -> Truth:
    """One document is enough; what may be left out with a reason is then as good as present."""
    if True in found:
        return True
    if left_out and any(isinstance(value, NotApplicable) for value in found):
        return NA
    return None if open_ or None in found else False


def _end(documents: list[Row]) -> date | None:
    ends = [d.get("until") for d in documents]
    days = [end for end in ends if isinstance(end, date)]
    return max(days) if len(days) == len(ends) and days else None
