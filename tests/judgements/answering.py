"""Short ways of answering for an arrangement in the tests."""

from __future__ import annotations

from typing import Any

from concordat.councils.scope import Scope
from concordat.judgements import answering, facts, judging, queries
from concordat.judgements.models import Assessment
from concordat.protocol.values import Value
from concordat.register.models import Involvement

# The text's own worked example: 27 of 35.
EXAMPLE = {"cost": 5, "aims": 4, "liability": 5, "profile": 5, "stakeholders": 2, "deadlines": 5, "track_record": 1}
MARKS = ("independent_bodies", "common_goal", "shares_risk", "mutual_benefit", "benefits_residents")
CLASSES = (
    "statutory_partnership", "grant_scheme", "joint_service", "joint_initiative", "limited_company", "charity",
    "voluntary_group", "compact", "health_improvement_programme", "simple_contract", "discussion_group",
    "secondment_or_joint_post", "simple_grant",
)  # fmt: skip


def answer(scope: Scope, row: Involvement, **answers: Any) -> None:
    """Answer facts by name, with __ for the stop, as somebody who has just looked."""
    named = {name.replace("__", "."): said for name, said in answers.items()}
    answering.answer(scope, involvement=row, answers=named, version=queries.answers_as_seen(row, list(named)).version)


def all_marks(scope: Scope, row: Involvement, **but: Any) -> None:
    """Yes to each mark of the definition and no to each class, but for what is named."""
    said: dict[str, Any] = {**dict.fromkeys(MARKS, True), **dict.fromkeys(CLASSES, False), **but}
    answer(scope, row, **{f"arrangement__{name}": value for name, value in said.items()})


def assessed(scope: Scope, row: Involvement, **levels: Any) -> Assessment:
    """The example assessed, with other levels where they are named."""
    chosen = {**EXAMPLE, **levels}
    answer(scope, row, **{f"criterion__{name}": level for name, level in chosen.items()})
    return judging.assess(scope, involvement=row)


def known(row: Involvement, scope: Scope) -> dict[str, Value]:
    """What the room knows of an involvement."""
    return facts.facts_of([row], scope.on)[row.pk]
