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
    bare = not (elements or duty.agreed_by or duty.signed_by)

    def decided(documents: Rows, on: date) -> Outcome:
        sure, open_ = _candidates(duty, documents, on)
        if not sure:
            return NOT_KNOWN if open_ else NOT_MET
        if bare:
            return MET
        truths = _truths(duty, elements, optional, sure, open_).values()
        return NOT_MET if False in truths else NOT_KNOWN if None in truths else MET

    def body(facts: Facts, row: Row, on: date) -> tuple[Outcome, date | None, date | None]:
        if isinstance(facts.get("documents"), NotApplicable):
            return NOT_APPLICABLE, None, None
        documents = rows_of(facts, "documents")
        outcome = decided(documents, on)
        if outcome != MET:
            return outcome, None, None
        # It lapses with the first document that nothing else makes up for: there may be a successor.
        ends = (day for day in documents.turns if day > on)
        return MET, next((end for end in ends if decided(documents, end) != MET), None), None

    return body


def document_truths(
    duty: DocumentDuty, elements: tuple[str, ...], optional: set[str], documents: Rows, on: date
) -> dict[str, Truth]:
    """What was found: of the document itself (key ````), of each element, of agreement and of signature."""
    return _truths(duty, elements, optional, *_candidates(duty, documents, on))


def _candidates(duty: DocumentDuty, documents: Rows, on: date) -> tuple[list[Row], bool]:
    """The documents of the types that are in force, and whether there may be others."""
    types, sure, open_ = duty.types, [], not documents.complete
    for row in documents.rows:
        kind = row.get("type")
        here = in_force(row, on) if kind is None or kind in types else False
        if here is True and kind is not None:
            sure.append(row)
        elif here is not False:
            open_ = True
    return sure, open_


def _truths(
    duty: DocumentDuty, elements: tuple[str, ...], optional: set[str], sure: list[Row], open_: bool
) -> dict[str, Truth]:
    truths: dict[str, Truth] = {"": True if sure else None if open_ else False}
    contained = [_ticked(row) for row in sure] if elements else []
    for element in elements:
        found = [checklist.get(element) for checklist in contained]
        truths[element] = True if True in found else _best(found, open_, left_out=element in optional)
    for field, asked in (("agreed_by_all_partners", duty.agreed_by), ("signed_by_all_partners", duty.signed_by)):
        if asked:
            truths[field] = _best([d.get(field) for d in sure], open_, left_out=False)  # type: ignore[misc]
    return truths


def _ticked(row: Row) -> dict[str, Truth]:
    """What a document's checklist says of its elements; nothing where it is blank or does not apply."""
    elements = row.get("elements")
    return elements if isinstance(elements, dict) else {}


def _best(found: list[Truth], open_: bool, *, left_out: bool) -> Truth:
    """One document is enough; what may be left out with a reason is then as good as present."""
    if True in found:
        return True
    if left_out and any(isinstance(value, NotApplicable) for value in found):
        return NA
    return None if open_ or None in found else False
