"""One arrangement, judged by several editions; and arrangements as people write them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.protocol.building import DAY, FORM, HEAD, edition_of, facts_in

from concordat.protocol.arrangements import failures, read_arrangement
from concordat.protocol.faults import Refused
from concordat.protocol.judge import Judgement, judge, judged_facts
from concordat.protocol.rules import Rules, prepare

SCREENING = """
clause: "1"
definition: Bodies that share a goal.
treat: {undetermined: refer}
marks: [{id: goal, clause: "1", ask: Do they share a goal?, about: arrangement.common_goal}]
classes:
- {id: company, clause: "1", words: A limited company, when: arrangement.limited_company, verdict: is_not}
- {id: mixed, clause: "1", words: Contract and partnership in one, when: arrangement.mixes_contract_and_partnership,
   verdict: refer, by: legal}
"""
GRADED = """
clause: "2"
method: sum
bands: [{id: small, label: Small, from: 0}, {id: large, label: Large, from: 3}]
criteria:
- id: money
  label: 1
  clause: "2"
  ask: How much a year?
  propose: commitment.total_a_year
  levels: [{score: 1, words: Little, from: 0, upto: 1000}, {score: 3, words: Much, from: 1000}]
- {id: risky, label: 2, clause: "2", ask: Is it risky?}
"""
ROUTES = """
- id: entry
  clause: "3"
  words: Entry is approved.
  starts: [entry]
  steps:
  - {id: sign, clause: "3", act: sign, by: [director], sees: [start]}
  - {id: decide, clause: "3", act: decide, by: [executive, full_council], after: [sign],
     when: {fact: significance.band, in: [large]}, not_needed: It is small.}
"""
DUTIES = """
- {id: named, clause: "4", words: It has a name., strength: must, kind: complete, facts: [partnership.name]}
- {id: agreed, clause: "4", words: There is an agreement., strength: must, kind: document,
   types: [partnership_agreement], when: {fact: significance.band, in: [large]}, before: agreement_signed}
- {id: reviewed, clause: "4", words: The review form was sent in., strength: should, kind: form, form: review,
   when: exit.must_be_sustained}
"""
WHOLE = {
    "screening.yaml": SCREENING,
    "significance.yaml": GRADED,
    "routes.yaml": ROUTES,
    "duties.yaml": DUTIES,
    "forms/start.yaml": FORM.format(id="start"),
    "forms/review.yaml": FORM.format(id="review"),
}
PLAIN = {
    "edition.yaml": HEAD.replace("aldmoor", "fenwick").replace("Aldmoor", "Fenwick")
    + "own: {paper: {type: yes_no, words: Is it on paper?}}\n",
    "screening.yaml": SCREENING,
    "significance.yaml": 'clause: "2"\nmethod: none\nwords: Nothing is graded.\n',
    "duties.yaml": DUTIES.split("- {id: agreed", maxsplit=1)[0],
}
SHARED = (
    "arrangement.common_goal: yes\narrangement.limited_company: no\narrangement.mixes_contract_and_partnership: no\n"
)


@pytest.fixture(scope="module")
def editions() -> Mapping[str, Rules]:
    return {rules.edition.edition: rules for rules in (prepare(edition_of(WHOLE)), prepare(edition_of(PLAIN)))}


def judged(rules: Rules, text: str) -> Judgement:
    return judge(rules, facts_in(rules, SHARED + text, screened=False), DAY)


@pytest.fixture(scope="module")
def whole(editions: Mapping[str, Rules]) -> Rules:
    return editions["aldmoor/2020"]


def test_what_decided_the_screening_is_told_in_words(whole: Rules) -> None:
    found = judged(whole, "").screening
    assert found
    assert (found.answer, found.treated_as) == ("is", "is")
    assert [(one.id, one.words) for one in found.decided_by] == [("goal", "Do they share a goal?")]
    mixed = facts_in(whole, SHARED.replace("partnership: no", "partnership: yes"), screened=False)
    referred = judge(whole, mixed, DAY).screening
    assert referred
    assert (referred.treated_as, referred.referred_to) == ("refer", "Legal services")


def test_proposals_fill_what_nobody_scored_and_are_named(whole: Rules) -> None:
    found = judged(whole, "commitment.total_a_year: 5000").significance
    assert found
    assert (found.band, found.label, found.undetermined, found.total) == ("large", "Large", False, 3)
    assert [(one.criterion, one.score, one.words) for one in found.proposals] == [("1", 3, "Much")]
    assert found.missing == ("2",)


def test_a_score_that_somebody_gave_is_no_proposal(whole: Rules) -> None:
    found = judged(whole, "commitment.total_a_year: 5000\ncriterion.money: 1").significance
    assert found
    assert (found.band, found.proposals) == ("small", ())
    said_unknown = judged(whole, "commitment.total_a_year: 5000\ncriterion.money: not_known\ncriterion.risky: yes")
    assert said_unknown.significance
    assert (said_unknown.significance.proposals, said_unknown.significance.possible) == ((), ("Small", "Large"))


def test_the_band_found_decides_routes_and_duties(whole: Rules) -> None:
    (route,) = judged(whole, "commitment.total_a_year: 5000").routes
    assert [(step.id, step.by, step.state) for step in route.steps] == [
        ("sign", ("Director",), "waits"),
        ("decide", ("Executive", "Full council"), "waits"),
    ]
    (small,) = judged(whole, "criterion.money: 1\ncriterion.risky: no").routes
    assert [(step.state, step.says) for step in small.steps] == [("waits", ""), ("not_needed", "It is small.")]


def test_a_band_that_is_given_is_kept_and_one_that_cannot_be_told_is_left_blank(whole: Rules) -> None:
    given = facts_in(whole, SHARED + "commitment.total_a_year: 5000\nsignificance.band: small", screened=False)
    assert judged_facts(whole, given, DAY)["significance.band"] == "small"
    unknown = facts_in(whole, SHARED, screened=False)
    assert "significance.band" not in judged_facts(whole, unknown, DAY)


def test_forms_are_asked_by_duties_and_by_steps_that_want_to_see_them(whole: Rules) -> None:
    found = judged(whole, "commitment.total_a_year: 5000")
    assert [(form.id, form.settled) for form in found.forms] == [("start", True), ("review", False)]
    settled = judged(whole, "commitment.total_a_year: 5000\nexit.must_be_sustained: no")
    assert [form.id for form in settled.forms] == ["start"]


def test_findings_are_counted_and_the_first_shut_gate_is_named_with_what_keeps_it_so(whole: Rules) -> None:
    found = judged(whole, "commitment.total_a_year: 5000\ndocuments: {complete: yes, rows: []}")
    assert found.findings == {"met": 0, "not_met": 1, "not_known": 2, "not_applicable": 0}
    assert found.gate == "agreement_signed"
    assert [one.key for one in found.outstanding] == ["agreed"]


def test_what_is_no_partnership_has_no_route_and_no_duty(whole: Rules) -> None:
    company = facts_in(whole, SHARED.replace("company: no", "company: yes"), screened=False)
    found = judge(whole, company, DAY)
    assert (found.routes, found.forms, found.gate) == ((), (), "")
    assert found.findings["not_applicable"] == 3


def test_an_edition_that_grades_nothing_says_so(editions: Mapping[str, Rules]) -> None:
    found = judged(editions["fenwick/2020"], "").significance
    assert found
    assert (found.graded, found.band, found.words) == (False, None, "Nothing is graded.")


FILE = """
title: A shared allotment
arrangement: Two bodies dig together.
on: 2026-03-01
given:
  arrangement.common_goal: yes
  arrangement.limited_company: no
  arrangement.mixes_contract_and_partnership: no
  commitment.total_a_year: 5000
answers:
  fenwick/2020: {own.paper: yes}
expect:
  aldmoor/2020:
    {screening: {answer: is}, significance: {band: large}, routes: {entry.decide: waits}, duties: {agreed: not_known}}
  fenwick/2020: {screening: {answer: is}}
"""


def test_an_arrangement_gives_each_edition_what_is_shared_and_what_only_it_asks(editions: Mapping[str, Rules]) -> None:
    found = read_arrangement("allotment.yaml", FILE.encode(), editions)
    assert found.facts["fenwick/2020"]["own.paper"] is True
    assert "own.paper" not in found.facts["aldmoor/2020"]
    assert found.facts["aldmoor/2020"]["commitment.total_a_year"] == 5000
    assert failures(found, editions) == []


def test_what_is_not_as_expected_is_told_with_its_place_and_its_edition(editions: Mapping[str, Rules]) -> None:
    wrong = FILE.replace("band: large", "band: small")
    (failure,) = failures(read_arrangement("allotment.yaml", wrong.encode(), editions), editions)
    assert str(failure) == (
        "allotment.yaml:14: A shared allotment, by aldmoor/2020: significance: band should be small and is large"
    )


# What somebody gets wrong, and the sentence that says so.
FAULTS = {
    "an edition that is not there": (
        "  fenwick/2020: {own",
        "  fenwik/2020: {own",
        "allotment.yaml:11: There is no edition “fenwik/2020” here. Did you mean “fenwick/2020”?",
    ),
    "one edition's own fact given to all": (
        "  commitment.total_a_year: 5000",
        "  own.paper: yes",
        "“own.paper” is no fact of the dictionary. Write it under answers",
    ),
    "a fact of another edition": (
        "fenwick/2020: {own.paper: yes}",
        "aldmoor/2020: {own.paper: yes}",
        "allotment.yaml:11: There is no fact “own.paper”.",
    ),
    "an unknown key": ("title:", "titel:", "“titel” is no key here. Did you mean “title”?"),
    "a missing day": ("on: 2026-03-01", "start: entry", "“on” is missing. Add on."),
    "an expectation that is none": ("{answer: is}, sign", "{answr: is}, sign", "“answr” is no key here."),
    "a duplicate key": ("on: 2026-03-01", "on: 2026-03-01\non: 2026-03-02", "allotment.yaml:5:"),
}


@pytest.mark.parametrize(("what", "instead", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_says_where_it_is_and_what_to_write(
    what: str, instead: str, says: str, editions: Mapping[str, Rules]
) -> None:
    assert what in FILE
    with pytest.raises(Refused) as refused:
        read_arrangement("allotment.yaml", FILE.replace(what, instead, 1).encode(), editions)
    assert any(says in str(fault) for fault in refused.value.faults), refused.value


def test_an_empty_file_is_refused_with_what_to_write(editions: Mapping[str, Rules]) -> None:
    with pytest.raises(Refused, match="Write title, arrangement, on and given"):
        read_arrangement("empty.yaml", b"", editions)
