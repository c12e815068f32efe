"""Why a document is in order or not: in force or missing, and which of its elements are there."""

from __future__ import annotations

from datetime import date

from concordat.protocol.documents_in_force import document_truths
from concordat.protocol.duties import DocumentDuty
from concordat.protocol.explain.points import Point, Why, code_words, day_words, listed
from concordat.protocol.rules import Rules, elements_of
from concordat.protocol.traced import shown
from concordat.protocol.values import Facts, NotApplicable, rows_of

_BY_ALL = {
    "agreed_by_all_partners": "that all partners agreed it",
    "signed_by_all_partners": "that all partners signed it",
}


def document_why(rules: Rules, duty: DocumentDuty, due: date | None, facts: Facts, on: date) -> Why:
    """Whether a document of these types is in force, and which elements are missing or not known."""
    elements = elements_of(rules.edition, duty)
    optional = set(elements if duty.optional == "all" else duty.optional)
    documents, value = rows_of(facts, "documents"), facts.get("documents")
    named = _types(rules, duty)
    if isinstance(value, NotApplicable):
        return Why((Point(f"Documents: {shown(value, rules.table['documents'])}", "documents"),))
    truths = document_truths(duty, elements, optional, documents, on)
    if truths[""] is not True:
        open_ = "" if documents.complete else "; the list of documents is not marked complete"
        says = Point(f"Not on record as in force: {named}{open_}", "documents")
        return Why((says,), (Point(f"In force: {named}", "documents"),))
    end = f", until {day_words(due)}" if due else ""
    because, changes = [Point(f"In force: {named}{end}", "documents")], []
    items = {item.id: item.words for item in rules.edition.lists[duty.elements].items} if duty.elements else {}
    for truth, start in ((False, "Missing from it"), (None, "Not known of it")):
        found = [_part(items, name) for name, there in truths.items() if name and there is truth]
        because += [Point(f"{start}: {part}", "documents") for part in found]
        changes += [Point(f"In the document: {part}", "documents") for part in found]
    return Why(tuple(because), tuple(changes))


def _types(rules: Rules, duty: DocumentDuty) -> str:
    options = rules.table["documents"].row["type"].options
    words = options if isinstance(options, dict) else {}
    return listed([words.get(name, code_words(name)) for name in duty.types], "or")


def _part(items: dict[str, str], name: str) -> str:
    """An element of a document in its words; agreement and signature among them."""
    return _BY_ALL.get(name) or items.get(name, code_words(name)).rstrip(".")
