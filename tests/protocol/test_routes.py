"""Routes: which open, how each step stands, and what an act needs to count."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import DAY, FORM, facts_in, rules_of

from concordat.protocol.routes import routes
from concordat.protocol.rules import Rules

# Trial 1: the board is consulted wherever resources are put in, then perhaps the executive decides.
ROUTES = """
- id: entry
  clause: "4"
  words: Before anything is agreed.
  starts: [entry, change]
  steps:
  - {id: seen, clause: "4.1", act: receive, by: [partnership_board], sees: [checklist]}
  - id: consult
    clause: "4.2"
    act: consult
    by: [partnership_board]
    after: [seen]
    when: {any: [{fact: commitment.cash, more_than: 0}, {fact: commitment.staff_cost, more_than: 0}]}
    points: [can_contribute, fits]
    not_needed: Nothing is committed.
  - {id: decide, clause: "4.3", act: decide, by: [executive, full_council], after: [consult], when: judged.significant, not_needed: Judged not significant.}
  - {id: confirm, clause: "4.4", act: endorse, by: [senior_team, chief_executive], how: all, after: [decide], before: negotiations_concluded}
- id: beyond
  clause: "5"
  words: Where a representative needs more authority.
  starts: [extra_authority]
  steps: [{id: report, clause: "5", act: decide, by: [full_council]}]
- id: unbudgeted
  clause: "6"
  words: Where something is not in the budget.
  starts: [entry, commitment]
  when: {some: commitments, where: {not: this.budgeted}}
  steps: [{id: approval, clause: "6", act: approve, by: [finance], before: commitment}]
"""
HEAD = 'judged:\n  significant: {ask: Is it?, clause: "4.3", by: [director]}\n'
FORM_IN = "forms: [{form: checklist, submitted_on: 2026-01-05}]\n"
BUDGETED = "commitments: {complete: yes}\n"
CASH, NOTHING = "commitment.cash: 500\n", "commitment.cash: 0\ncommitment.staff_cost: 0\n"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(head=HEAD, routes=ROUTES, forms_checklist=FORM.format(id="checklist"))


def act(step: str, by: str, on: str = "2026-02-01", outcome: str = "given", more: str = "") -> str:
    acts = {"seen": "receive", "consult": "consult", "decide": "decide", "confirm": "endorse", "approval": "approve"}
    key = f"{'unbudgeted' if step == 'approval' else 'entry'}.{step}"
    tail = f", {more}" if more else ""
    return f"{{for: {key}, act: {acts[step]}, by: {by}, given_on: {on}, outcome: {outcome}{tail}}}"


def acts(*rows: str) -> str:
    return f"acts: [{', '.join(rows)}]\n"


def states(rules: Rules, facts: str, start: str = "entry", on: date = DAY) -> dict[str, str]:
    return {
        f"{found.route.id}.{step.step.id}": step.state
        for found in routes(rules, start, facts_in(rules, BUDGETED + facts), on)
        for step in found.steps
    }


SEEN = act("seen", "partnership_board")
POINTS = "points: {can_contribute: yes, fits: yes}"
CONSULTED = act("consult", "partnership_board", "2026-02-02", more=POINTS)


def test_a_route_opens_by_its_start(rules: Rules) -> None:
    opened = {
        start: [found.route.id for found in routes(rules, start, facts_in(rules, BUDGETED), DAY)]
        for start in ("entry", "change", "commitment", "extra_authority", "exit")
    }
    assert opened == {
        "entry": ["entry"],
        "change": ["entry"],
        "commitment": [],
        "extra_authority": ["beyond"],
        "exit": [],
    }


def test_every_route_whose_start_and_when_fit_is_opened(rules: Rules) -> None:
    facts = facts_in(rules, "commitments: [{kind: cash, budgeted: no}]")
    assert [found.route.id for found in routes(rules, "entry", facts, DAY)] == ["entry", "unbudgeted"]


def test_trial_12_an_unknown_when_is_to_be_settled_route_and_step(rules: Rules) -> None:
    facts = facts_in(rules, "commitments: {complete: yes, rows: [{kind: cash}]}")
    (found,) = routes(rules, "commitment", facts, DAY)
    assert found.needed is None
    assert [step.state for step in found.steps] == ["to_be_settled"]


def test_a_route_to_be_settled_takes_an_act_that_was_given_all_the_same(rules: Rules) -> None:
    text = f"commitments: {{complete: yes, rows: [{{kind: cash}}]}}\n{acts(act('approval', 'finance'))}"
    (found,) = routes(rules, "commitment", facts_in(rules, text), DAY)
    assert [step.state for step in found.steps] == ["given"]


COUNTS = {
    "is": ("screening.treated_as: is", {"entry.seen": "waits"}),
    "is not": ("screening.treated_as: is_not", {}),
    "referred": ("screening.treated_as: refer", {"entry.seen": "to_be_settled"}),
    "applied by choice": ("screening.treated_as: is_not\ninvolvement.applied_by_choice: yes", {"entry.seen": "waits"}),
}


@pytest.mark.parametrize(("facts", "expected"), COUNTS.values(), ids=COUNTS)
def test_routes_open_for_what_counts_as_a_partnership(rules: Rules, facts: str, expected: dict[str, str]) -> None:
    found = states(rules, facts)
    assert {key: state for key, state in found.items() if key == "entry.seen"} == expected


BOARD = {
    "nothing is committed": (NOTHING, "not_needed"),
    "one amount is blank": ("commitment.cash: 0\n", "to_be_settled"),
    "all amounts are blank": ("", "to_be_settled"),
    "cash is committed and the other is blank": (CASH, "open"),
    "no amount can be said": ("commitment.cash: {na: x}\ncommitment.staff_cost: {na: x}\n", "not_needed"),
}


@pytest.mark.parametrize(("facts", "expected"), BOARD.values(), ids=BOARD)
def test_trial_1_a_blank_amount_never_skips_the_board(rules: Rules, facts: str, expected: str) -> None:
    assert states(rules, FORM_IN + acts(SEEN) + facts)["entry.consult"] == expected


def test_a_step_that_is_not_needed_says_why(rules: Rules) -> None:
    found = routes(rules, "entry", facts_in(rules, BUDGETED + NOTHING), DAY)[0].steps[1]
    assert found.says == "Nothing is committed."


def test_what_a_step_sees_has_to_be_submitted_first(rules: Rules) -> None:
    assert states(rules, CASH)["entry.seen"] == "waits"
    assert states(rules, CASH + FORM_IN)["entry.seen"] == "open"
    assert states(rules, CASH + FORM_IN, on=date(2026, 1, 4))["entry.seen"] == "waits"
    found = routes(rules, "entry", facts_in(rules, BUDGETED), DAY)[0].steps[0]
    assert found.waits_for == ("checklist",)


def test_any_submission_up_to_the_day_is_seen(rules: Rules) -> None:
    again = "forms: [{form: checklist, submitted_on: 2026-01-05}, {form: checklist, submitted_on: 2026-06-01}]\n"
    assert states(rules, CASH + again)["entry.seen"] == "open"


def test_a_step_waits_for_those_before_it(rules: Rules) -> None:
    found = states(rules, CASH + FORM_IN)
    assert found == {
        "entry.seen": "open",
        "entry.consult": "waits",
        "entry.decide": "to_be_settled",
        "entry.confirm": "waits",
    }


def test_a_step_that_is_not_needed_holds_up_nothing(rules: Rules) -> None:
    no = "judged.significant: no\n"
    found = states(rules, FORM_IN + acts(SEEN) + NOTHING + no)
    assert found == {
        "entry.seen": "given",
        "entry.consult": "not_needed",
        "entry.decide": "not_needed",
        "entry.confirm": "open",
    }


def test_points_have_to_be_attested(rules: Rules) -> None:
    bare = act("consult", "partnership_board", "2026-02-02", more="points: {can_contribute: yes}")
    assert states(rules, FORM_IN + CASH + acts(SEEN, bare))["entry.consult"] == "open"
    assert states(rules, FORM_IN + CASH + acts(SEEN, CONSULTED))["entry.consult"] == "given"


DECIDED = FORM_IN + CASH + "judged.significant: yes\n"


@pytest.mark.parametrize("body", ["executive", "full_council"])
def test_either_of_two_bodies_may_decide(rules: Rules, body: str) -> None:
    found = states(rules, DECIDED + acts(SEEN, CONSULTED, act("decide", body, "2026-02-03")))
    assert (found["entry.decide"], found["entry.confirm"]) == ("given", "open")


def test_all_have_to_confirm(rules: Rules) -> None:
    so_far = (SEEN, CONSULTED, act("decide", "executive", "2026-02-03"), act("confirm", "senior_team", "2026-02-04"))
    assert states(rules, DECIDED + acts(*so_far))["entry.confirm"] == "open"
    whole = acts(*so_far, act("confirm", "chief_executive", "2026-02-05"))
    assert states(rules, DECIDED + whole)["entry.confirm"] == "given"


@pytest.mark.parametrize("outcome", ["sent_back", "refused", "deferred"])
def test_a_step_stands_as_it_was_last_answered(rules: Rules, outcome: str) -> None:
    answer = act("consult", "partnership_board", "2026-02-02", outcome)
    facts = FORM_IN + CASH + acts(SEEN, answer)
    assert states(rules, facts)["entry.consult"] == outcome
    assert states(rules, facts, on=date(2026, 2, 1))["entry.consult"] == "open"


def test_a_step_sent_back_may_be_given_later(rules: Rules) -> None:
    back = act("consult", "partnership_board", "2026-02-02", "sent_back")
    later = act("consult", "partnership_board", "2026-02-20", more=POINTS)
    facts = FORM_IN + CASH + acts(SEEN, back, later)
    assert states(rules, facts, on=date(2026, 2, 19))["entry.consult"] == "sent_back"
    assert states(rules, facts, on=date(2026, 2, 20))["entry.consult"] == "given"


def test_an_act_before_its_turn_does_not_count(rules: Rules) -> None:
    early = act("consult", "partnership_board", "2026-01-20", more=POINTS)
    assert states(rules, FORM_IN + CASH + acts(early))["entry.consult"] == "waits"
    assert states(rules, FORM_IN + CASH + acts(early, SEEN))["entry.consult"] == "open"


def test_a_decision_may_lapse(rules: Rules) -> None:
    lapsing = act("seen", "partnership_board", more="until: 2026-06-01")
    assert states(rules, FORM_IN + CASH + acts(lapsing), on=date(2026, 5, 31))["entry.seen"] == "given"
    assert states(rules, FORM_IN + CASH + acts(lapsing), on=date(2026, 6, 1))["entry.seen"] == "open"


MATTER = """
- id: change
  clause: "7"
  words: Where something material changes.
  starts: [entry, change]
  when: {any: [{fact: matter.start, in: [entry]}, {fact: matter.changed, includes: [members]}]}
  steps: [{id: agree, clause: "7", act: agree, by: [director]}]
"""


def test_a_route_may_read_what_the_matter_is(rules: Rules) -> None:
    own = rules_of(routes=MATTER)
    assert states(own, "", "entry") == {"change.agree": "open"}
    assert states(own, "matter.changed: [members]", "change") == {"change.agree": "open"}
    assert states(own, "matter.changed: [purpose]", "change") == {}
    assert states(own, "", "change") == {}


def test_acts_and_forms_of_another_matter_are_none_of_this_one(rules: Rules) -> None:
    facts = CASH + FORM_IN.replace("}]", ", matter: old}]") + acts(SEEN.replace("}", ", matter: old}"))
    assert states(rules, f"{facts}matter.id: old")["entry.seen"] == "given"
    assert states(rules, f"{facts}matter.id: new")["entry.seen"] == "waits"
