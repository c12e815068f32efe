"""The accounts that explain gives agree with decide, and leave no finding without its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.cli.conftest import FENWICK

from concordat.library import shelf
from concordat.protocol.cases import Case, read_cases
from concordat.protocol.explain import (
    Account,
    accounts,
    explain,
    explain_routes,
    explain_screening,
    explain_significance,
)
from concordat.protocol.given import FactsReader
from concordat.protocol.load import load
from concordat.protocol.routes import routes
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.screening import screen
from concordat.protocol.standing import standing
from concordat.protocol.values import Facts
from concordat.protocol.vocabulary import STARTS

FOLDERS = {f"{path.parent.name}-{path.name}": path for path in (FENWICK, *(s.path for s in shelf.editions()))}
ON = date(2021, 6, 1)


@dataclass(frozen=True)
class Ready:
    """An edition and its cases, ready."""

    rules: Rules
    cases: list[Case]


@cache
def ready(path: Path) -> Ready:
    loaded = load(path)
    rules = prepare(loaded.edition)
    return Ready(rules, read_cases(rules, loaded.folder))


def sampled(path: Path, every: int) -> Iterator[tuple[Rules, Facts, date]]:
    """Some of an edition's cases, the first and the last among them."""
    one = ready(path)
    for case in [*one.cases[::every], one.cases[-1]]:
        yield one.rules, case.facts, case.on


def agrees(rules: Rules, facts: Facts, on: date) -> None:
    """Every account is of the finding that decide gives, and says why; what is open says what would change it."""
    explained = accounts(rules, facts, on)
    lines = standing(rules, facts, on)
    assert [(a.duty.id, a.row, a.outcome, a.due_on, a.status, a.until) for a in explained] == [
        (n.duty.id, n.finding.row, n.finding.outcome, n.finding.due_on, n.status, n.until) for n in lines
    ]
    for account in explained:
        assert account.because, (account.duty.id, account.row)
        assert account.would_change or account.outcome in ("met", "not_applicable"), (account.duty.id, account.row)
        assert all(point.says for point in (*account.because, *account.would_change))


@pytest.mark.parametrize("name", FOLDERS)
def test_every_account_agrees_with_decide_and_says_why(name: str) -> None:
    for rules, facts, on in sampled(FOLDERS[name], 25):
        agrees(rules, facts, on)


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_every_account_of_every_case_agrees_with_decide(name: str) -> None:
    for rules, facts, on in sampled(FOLDERS[name], 1):
        agrees(rules, facts, on)


@pytest.mark.parametrize("name", FOLDERS)
def test_screening_significance_and_routes_agree_with_what_they_explain(name: str) -> None:
    for rules, facts, on in sampled(FOLDERS[name], 10):
        if rules.edition.screening:
            assert explain_screening(rules, facts, on).found == screen(rules, facts, on)
        if rules.edition.significance and rules.edition.significance.method != "none":
            found = explain_significance(rules, facts)
            assert sum(line.score for line in found.lines if line.score is not None) == found.found.total
        for start in STARTS:
            found_routes = routes(rules, start, facts, on)
            told = explain_routes(rules, start, facts, on)
            assert [[step.state for step in route.steps] for route in told] == [
                [step.state for step in route.steps] for route in found_routes
            ]


def given(**facts: object) -> tuple[Rules, Facts]:
    """Facts of the test edition, as they are written; in a name two underscores stand for a point."""
    rules = ready(FENWICK).rules
    reader = FactsReader(rules.edition, rules.table, lambda *wrong: pytest.fail(str(wrong)))
    named = {name.replace("__", "."): value for name, value in facts.items()}
    return rules, {"setting.review_months": 12, **reader.read(named)}


def one(duty: str, row: str = "", **facts: object) -> Account:
    rules, read = given(**facts)
    return next(account for account in explain(rules, duty, read, ON) if account.row == row)


def because(account: Account) -> list[str]:
    return [point.says for point in account.because]


def changes(account: Account) -> list[str]:
    return [point.says for point in account.would_change]


def test_what_is_not_screened_waits_for_a_screening() -> None:
    account = one("named")
    assert (account.outcome, changes(account)) == ("not_known", ["A screening of the arrangement"])


def test_what_is_no_partnership_owes_nothing_unless_the_council_chooses() -> None:
    account = one("named", screening__treated_as="is_not")
    assert account.outcome == "not_applicable"
    assert because(account) == ["How it is treated after screening: Not as a partnership"]
    assert changes(account) == ["The council's choice to apply its protocol all the same"]


def test_what_is_referred_waits_for_the_ruling() -> None:
    assert changes(one("named", screening__treated_as="refer")) == ["The ruling"]


def test_a_when_that_is_not_so_is_the_reason() -> None:
    account = one("budgeted", screening__treated_as="is", commitment__total_a_year=0)
    assert (account.outcome, len(account.because)) == ("not_applicable", 1)
    assert "£0 (more than 0)" in because(account)[0]


def test_a_blank_when_is_what_has_to_be_answered() -> None:
    account = one("budgeted", screening__treated_as="is")
    assert account.outcome == "not_known"
    assert account.would_change[0].fact == "commitment.total_a_year"


def test_blank_and_said_to_be_not_known_are_two_things() -> None:
    account = one("named", screening__treated_as="is", partnership__name="not_known")
    assert because(account)[0] == "Name of the partnership: said to be not known"
    assert because(account)[1].endswith(": blank")


def test_a_list_that_does_not_apply_has_no_findings_of_its_own() -> None:
    account = one("partners-known", "-", screening__treated_as="is", partners={"complete": "yes"})
    assert (account.outcome, account.about, because(account)) == (
        "not_applicable",
        "none",
        ["There are none: The partners"],
    )


def test_an_act_out_of_order_says_the_order() -> None:
    acts = [
        {"for": "advised", "act": "agree", "by": "cabinet", "given_on": date(2020, 1, 1), "outcome": "given"},
        {"for": "advised", "act": "agree", "by": "treasurer", "given_on": date(2020, 2, 1), "outcome": "given"},
    ]
    account = one(
        "advised", screening__treated_as="is", acts=[{**act, "points": {"affordable": "yes"}} for act in acts]
    )
    assert account.outcome == "not_met"
    assert because(account)[-1] == "They have to act in this order: Treasurer then Cabinet"


def test_an_act_that_leaves_a_point_open_names_it() -> None:
    act = {"for": "advised", "act": "agree", "by": "treasurer", "given_on": date(2020, 1, 1), "outcome": "given"}
    account = one("advised", screening__treated_as="is", acts=[act])
    assert "Treasurer agreed to it on 1 January 2020, but did not answer yes to: affordable" in because(account)


def test_an_act_that_lapsed_says_when() -> None:
    act = {"for": "advised", "act": "agree", "by": "treasurer", "given_on": date(2020, 1, 1), "outcome": "given"}
    lapsed = {**act, "until": date(2021, 1, 1), "points": {"affordable": "yes"}}
    assert "it lapsed on 1 January 2021" in because(one("advised", screening__treated_as="is", acts=[lapsed]))[0]


def test_a_round_without_a_day_to_count_from_asks_for_it() -> None:
    account = one("reviewed", screening__treated_as="is")
    assert account.outcome == "not_known"
    assert account.would_change[-1].fact == "involvement.entered_on"


def test_a_period_that_is_not_given_is_what_has_to_be_answered() -> None:
    rules, facts = given(screening__treated_as="is", involvement__entered_on=date(2020, 1, 1))
    account = explain(rules, "reviewed", {**facts, "setting.review_months": None}, ON)[0]
    assert "How often is blank: Months between reviews" in because(account)


def test_a_seat_says_what_keeps_a_holder_from_counting() -> None:
    seats = [
        {"role": "representative", "person": "A", "capacity": "councillor", "ours": "no", "from": date(2020, 1, 1)},
        {"role": "representative", "person": "B", "capacity": "councillor", "ours": "yes", "from": date(2022, 1, 1)},
        {"role": "representative", "person": "C", "capacity": "councillor", "ours": "yes", "until": date(2021, 1, 1)},
        {"role": "representative", "person": "D", "ours": "yes"},
    ]
    says = because(one("spokesman", screening__treated_as="is", seats=seats))[0]
    assert "A (not ours), B (only from 1 January 2022), C (until 1 January 2021)" in says
    assert "D (capacity not known, from a day not known); the list is not marked complete" in says


def test_a_judgement_by_the_wrong_person_or_without_a_reason_is_none_yet() -> None:
    account = one("worth", screening__treated_as="is", judged__worth_it={"answer": "yes", "by": "treasurer"})
    assert account.outcome == "not_known"
    assert because(account)[1:] == ["Answered by Treasurer, and it is for Link officer", "No reason is given"]


def test_a_deviation_says_who_allowed_it_until_when_and_why() -> None:
    row = {"duty": "on-the-web", "reason": "The website is down", "allowed_by": "treasurer", "from": date(2021, 5, 1)}
    account = one("on-the-web", screening__treated_as="is", deviations=[row])
    assert (account.status, account.until) == ("deviation until", date(2022, 5, 1))
    assert because(account)[-1] == "A deviation is allowed by Treasurer until 1 May 2022: The website is down"


def test_the_owner_is_the_one_named_else_those_who_act() -> None:
    assert one("named").owner == "Link officer"
    assert one("advised").owner == "Treasurer and Cabinet"
    assert one("worth").owner == "Link officer"
    assert one("shared-risk").owner == ""


def test_a_row_is_named_by_its_mark_and_its_first_words() -> None:
    rows = [{"id": "q", "words": "What does it cost, and who pays for it in the years to come?"}, {"words": "Why?"}]
    rules, facts = given(screening__treated_as="is", requests=rows)
    about = [account.about for account in explain(rules, "tasks-done", facts, ON)]
    assert about == ["q: What does it cost, and who pays for it in the …", "row 2: Why?"]
