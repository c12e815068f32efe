"""Answering all that a form of the edition asks, each where it is at home, so that it can be submitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from tests.judgements.answering import all_marks, assessed
from tests.records.keeping import answer_side, fitting

from concordat.answers import queries as answers
from concordat.councils.models import Aim
from concordat.councils.scope import Scope
from concordat.judgements import answering as judging
from concordat.judgements import judging as results
from concordat.judgements import queries as judgements
from concordat.protocol.facts import Fact
from concordat.protocol.table import codes_of
from concordat.protocol.values import NotApplicable
from concordat.records import answering, listing
from concordat.records import queries as records
from concordat.records.catalogue import is_joint, sides, subject_of
from concordat.records.queries import Side
from concordat.register import joint_record, organisations, parties, record, responsibilities
from concordat.register.checking import SERVICE
from concordat.register.columns import JOINT, OWN
from concordat.register.models import Involvement
from concordat.register.organisations import New

Home: TypeAlias = Callable[[Scope, Involvement, Mapping[str, Any]], None]
OF_THE_ARRANGEMENT = ("arrangement.", "aims.")
MANY_TIMES = 5
# Levels that put a partnership into each band.
_QUESTIONS = ("cost", "aims", "profile", "stakeholders", "deadlines", "track_record", "liability")
LIMITED, MODERATE, MAJOR = (dict.fromkeys(_QUESTIONS, level) for level in (1, 3, 5))


def judged(scope: Scope, row: Involvement, **levels: Any) -> None:
    """Screen it as a partnership, and assess it: the text's own example, or with other levels."""
    all_marks(scope, row)
    results.screen(scope, involvement=row)
    assessed(scope, row, **levels)


def fill(scope: Scope, row: Involvement, form: str) -> None:
    """Answer what keeps a form from being submitted; answers bring further questions, so again until none is left."""
    for _ in range(MANY_TIMES):
        found = answers.filled(scope, _now(row), form)
        if not found.gaps:
            return
        _answer(scope, row, sorted({question.about for question in found.gaps}), found.known.rules)
    raise AssertionError(f"Still open: {[question.id for question in answers.filled(scope, _now(row), form).gaps]}")


def _now(row: Involvement) -> Involvement:
    return Involvement.objects.select_related("partnership", "council").get(pk=row.pk)


def _answer(scope: Scope, row: Involvement, asked: Sequence[str], rules: Any) -> None:
    """Answer what is asked: what has one home at once, the rest one by one."""
    homes: dict[Home, dict[str, Any]] = {}
    for about in asked:
        fact: Fact = rules.table[about]
        home = _home(about, fact)
        if home is None:
            _by_itself(scope, _now(row), about, fact, rules)
        else:
            homes.setdefault(home, {})[about] = _said(scope, about, fact, rules)
    for home, said in homes.items():
        home(scope, _now(row), said)


def _home(about: str, fact: Fact) -> Home | None:
    if about in JOINT:
        return _in_joint_record
    if about in OWN:
        return _in_own_part
    if about.startswith(OF_THE_ARRANGEMENT):
        return _of_the_arrangement
    if subject_of(about, fact) and fact.type != "rows":
        return _in_joint_records if is_joint(fact) else _in_own_records
    return None


def _said(scope: Scope, about: str, fact: Fact, rules: Any) -> Any:
    if about == "lead_authority.organisation":
        return organisations.record(scope, new=New("Lead Agency", apart=True))
    if about == SERVICE:
        return NotApplicable("It belongs to no service")
    if about.startswith("gates."):
        return date(scope.on.year + 1, 1, 1)
    if about.startswith(OF_THE_ARRANGEMENT) and fact.type == "yes_no":
        return False
    return _fits(fact, rules)


def _in_joint_record(scope: Scope, row: Involvement, said: Mapping[str, Any]) -> None:
    joint_record.answer(scope, partnership=row.partnership, answers=said, version=row.partnership.version)


def _in_own_part(scope: Scope, row: Involvement, said: Mapping[str, Any]) -> None:
    record.answer(scope, involvement=row, answers=said, version=row.version)


def _in_joint_records(scope: Scope, row: Involvement, said: Mapping[str, Any]) -> None:
    answer_side(scope, Side(row, True), said)


def _in_own_records(scope: Scope, row: Involvement, said: Mapping[str, Any]) -> None:
    answer_side(scope, Side(row, False), said)


def _of_the_arrangement(scope: Scope, row: Involvement, said: Mapping[str, Any]) -> None:
    version = judgements.answers_as_seen(row, list(said)).version
    judging.answer(scope, involvement=row, answers=said, version=version)


def _by_itself(scope: Scope, row: Involvement, about: str, fact: Fact, rules: Any) -> None:
    if about == "partners":
        _partners(scope, row)
    elif about == "responsibilities":
        responsibilities.give(scope, involvement=row, role="head_of_service", answers={"post": "Head of housing"})
        fresh = Involvement.objects.get(pk=row.pk)
        record.say_complete(scope, involvement=fresh, version=fresh.version, complete=True)
    elif about == "aims_served":
        served = dict.fromkeys(Aim.objects.filter(council=scope.council), ("direct", None))
        version = judgements.aims_as_seen(row).version
        judging.serve_aims(scope, involvement=row, served=served, complete=True, version=version)
    elif about.startswith("judged."):
        results.judge(scope, involvement=row, name=about.removeprefix("judged."), answer=False, reason="It is not")
    elif subject_of(about, fact):
        _list(scope, row, about, fact, rules)
    else:
        raise AssertionError(f"Nobody answers {about} here.")


def _fits(fact: Fact, rules: Any) -> Any:
    codes = codes_of(rules.edition, fact) if fact.type in ("choice", "choices") else None
    if codes:
        return min(codes) if fact.type == "choice" else [min(codes)]
    return fitting(fact)[0]


def _partners(scope: Scope, row: Involvement) -> None:
    parties.add(scope, partnership=row.partnership, organisation=New("A Partner", apart=True))
    fresh = Involvement.objects.select_related("partnership").get(pk=row.pk).partnership
    parties.say_complete(scope, partnership=fresh, version=fresh.version, complete=True)


def _list(scope: Scope, row: Involvement, about: str, fact: Fact, rules: Any) -> None:
    side = Side(row, sides(fact)[0])
    cells = {name: _cell(cell, rules) for name, cell in fact.row.items() if name != "id"}
    listing.add(scope, side=side, group=about, answers=cells)
    for joint in sides(fact):
        each = Side(row, joint)
        version = records.as_seen(each, [about]).version
        answering.say_complete(scope, side=each, group=about, complete=True, version=version)


def _cell(cell: Any, rules: Any) -> Any:
    codes = codes_of(rules.edition, cell) if cell.type in ("choice", "choices") else None
    if codes:
        return min(codes) if cell.type == "choice" else [min(codes)]
    return fitting(cell)[0]
