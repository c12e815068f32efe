"""The kind ``document``: one of these types is in force, holds its elements, and all partners agreed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import duty, findings, outcome

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

TERMS = ("parties", "vision", "quorum", "co_option")
LISTS = f"terms: {{words: Terms, clause: '1', items: [{', '.join(f'{{id: {t}, words: {t}}}' for t in TERMS)}]}}\n"
START = "from: 2026-01-01"


def document(*rows: str, complete: bool = True) -> str:
    listed = f"[{', '.join(rows)}]"
    return f"documents: {{complete: yes, rows: {listed}}}" if complete else f"documents: {listed}"


def row(kind: str = "terms_of_reference", more: str = "", **elements: str) -> str:
    held = ", ".join(f"{name}: {value}" for name, value in elements.items())
    return f"{{type: {kind}, {START}, elements: {{{held}}}{', ' + more if more else ''}}}"


@pytest.fixture(scope="module")
def terms() -> Rules:
    return duty(
        "kind: document\ntypes: [terms_of_reference, constitution]\nelements: terms\noptional: [co_option]", lists=LISTS
    )


FULL = dict.fromkeys(TERMS, "yes")

IN_FORCE = {
    "all elements": (document(row(**FULL)), "met"),
    "another of the types": (document(row("constitution", **FULL)), "met"),
    "none at all": (document(), "not_met"),
    "none so far": (document(complete=False), "not_known"),
    "nothing said": ("", "not_known"),
    "only another type": (document(row("contract", **FULL)), "not_met"),
    "only another type so far": (document(row("contract", **FULL), complete=False), "not_known"),
    "no documents are called for": ("documents: {na: a gentlemen's agreement}", "not_applicable"),
    "one element is denied": (document(row(**FULL | {"quorum": "no"})), "not_met"),
    "one element is denied, but another document may hold it": (
        document(row(**FULL | {"quorum": "no"}), complete=False),
        "not_known",
    ),
    "trial 7: the quorum is blank": (document(row(parties="yes", vision="yes", co_option="yes")), "not_known"),
    "trial 7: co-option is left out with a reason": (document(row(**FULL | {"co_option": "{na: no need}"})), "met"),
    "an element that has to be there is left out with a reason": (
        document(row(**FULL | {"quorum": "{na: no need}"})),
        "not_met",
    ),
    "co-option is left out without a reason": (document(row(**FULL | {"co_option": "no"})), "not_met"),
    "two documents hold them together": (
        document(
            row(parties="yes", vision="yes", quorum="no", co_option="no"),
            row("constitution", quorum="yes", co_option="yes"),
        ),
        "met",
    ),
    "its type is not known": (document(f"{{{START}}}"), "not_known"),
    "its start is not known": (document("{type: constitution, elements: {parties: yes}}"), "not_known"),
}


@pytest.mark.parametrize(("facts", "expected"), IN_FORCE.values(), ids=IN_FORCE)
def test_a_document_in_force_holds_its_elements(terms: Rules, facts: str, expected: str) -> None:
    assert outcome(terms, facts) == expected


def test_trial_7_terms_are_asked_of_public_partnerships_only() -> None:
    screening = """
clause: "2"
definition: Bodies that act together.
types:
- {id: public_strategic, clause: "2", title: Strategic, words: Sets direction}
- {id: private, clause: "2", title: Private, words: With a firm}
"""
    rules = duty(
        "kind: document\ntypes: [terms_of_reference]\nwhen: {fact: involvement.types, includes: [public_strategic]}",
        screening=screening,
    )
    terms = document(row())
    assert outcome(rules, f"{terms}\ninvolvement.types: [public_strategic, private]") == "met"
    assert outcome(rules, f"{terms}\ninvolvement.types: [private]") == "not_applicable"
    assert outcome(rules, terms) == "not_known"


@pytest.fixture(scope="module")
def strategy() -> Rules:
    return duty("kind: document\ntypes: [exit_strategy]\nagreed_by: all_partners")


STRATEGY = "{type: exit_strategy, from: 2026-01-01, until: 2026-10-01, agreed_by_all_partners: %s}"


def test_trial_5_one_partners_agreement_is_blank(strategy: Rules) -> None:
    assert outcome(strategy, document("{type: exit_strategy, from: 2026-01-01}")) == "not_known"
    assert outcome(strategy, document(STRATEGY % "no")) == "not_met"
    assert outcome(strategy, document(STRATEGY % "yes")) == "met"


def test_trial_5_the_strategy_ends(strategy: Rules) -> None:
    facts, end = document(STRATEGY % "yes"), date(2026, 10, 1)
    assert findings(strategy, facts, date(2025, 12, 31)) == (Finding("", "not_met", None, date(2026, 1, 1)),)
    assert findings(strategy, facts, date(2026, 9, 30)) == (Finding("", "met", end, end),)
    assert findings(strategy, facts, end) == (Finding("", "not_met", None, None),)


def test_signature_is_asked_apart_from_agreement() -> None:
    rules = duty("kind: document\ntypes: [exit_strategy]\nsigned_by: all_partners")
    assert outcome(rules, document(STRATEGY % "yes")) == "not_known"
    assert outcome(rules, document("{type: exit_strategy, from: 2026-01-01, signed_by_all_partners: yes}")) == "met"


def test_a_document_that_has_a_successor_is_not_about_to_lapse(strategy: Rules) -> None:
    new = "{type: exit_strategy, from: 2026-10-01, until: 2027-10-01, agreed_by_all_partners: yes}"
    found = findings(strategy, document(STRATEGY % "yes", new), date(2026, 9, 30))
    assert found == (Finding("", "met", date(2027, 10, 1), date(2026, 10, 1)),)


def test_documents_that_hold_the_elements_together_lapse_with_the_first_that_is_needed(terms: Rules) -> None:
    first = f"{{type: constitution, {START}, until: 2026-06-01, elements: {{parties: yes, vision: yes}}}}"
    other = (
        f"{{type: constitution, {START}, until: 2026-12-01, elements: {{parties: yes, quorum: yes, co_option: yes}}}}"
    )
    assert findings(terms, document(first, other)) == (Finding("", "met", date(2026, 6, 1), date(2026, 6, 1)),)


def test_a_document_without_an_end_is_due_on_no_day(strategy: Rules) -> None:
    facts = document("{type: exit_strategy, from: 2026-01-01, agreed_by_all_partners: yes}")
    assert findings(strategy, facts) == (Finding("", "met", None, None),)
