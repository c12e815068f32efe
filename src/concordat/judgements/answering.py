"""Answering for the arrangement: its marks, the levels of its significance, and the aims that it serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.councils.models import Aim
from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.history.recorded import Stale
from concordat.judgements import permissions
from concordat.judgements.facts import AIMS
from concordat.judgements.models import AimServed, Answer
from concordat.judgements.queries import aims_as_seen, answers_as_seen
from concordat.protocol.ask import Criterion
from concordat.protocol.forms import questions
from concordat.protocol.rules import Rules
from concordat.protocol.screening import facts_asked
from concordat.protocol.significance import levels_of, scorable
from concordat.protocol.tree import names_read
from concordat.protocol.values import NotApplicable
from concordat.register.checking import checked
from concordat.register.known import known_of
from concordat.register.models import Involvement
from concordat.register.rows import in_turn
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo

CRITERION = "criterion."
HOW = ("direct", "indirect", "none")
TEXTS = ("aims.community_priorities", "aims.worth_considered")


def answer(
    scope: Scope, *, involvement: Involvement, answers: Mapping[str, Any], version: int, reason: str = ""
) -> None:
    """Answer facts of the arrangement by name; those not named stay. ``version`` is that of ``answers_as_seen``.

    Raises ValueError for a fact that the edition does not ask here, CannotDo at the fact's name where the answer does
    not fit, Stale where somebody else was faster.
    """
    permissions.check_can_judge(scope, involvement)
    known = known_of(scope, involvement)
    fitting = {name: _fits(known.rules, known.facts, name, said) for name, said in answers.items()}
    with act(scope.actor, "Arrangement answered for", scope.council.scope, reason):
        in_turn(involvement)
        seen = answers_as_seen(involvement, list(answers))
        if seen.version != version:
            raise Stale(seen)
        rows = {row.fact: row for row in Answer.objects.filter(involvement=involvement, fact__in=answers)}
        for name, said in fitting.items():
            row = rows.get(name) or Answer(involvement=involvement, fact=name)
            if row.answer("value") != said or type(row.answer("value")) is not type(said):
                row.set_answer("value", said)
                row.save()


def serve_aims(
    scope: Scope,
    *,
    involvement: Involvement,
    served: Mapping[Aim, tuple[Any, Any]],
    complete: bool,
    version: int,
    reason: str = "",
) -> None:
    """Say of aims what the partnership does for each, (how, note), and whether there are no others.

    Raises CannotDo for an aim of another council or a way that there is not, Stale where somebody else was faster.
    """
    permissions.check_can_judge(scope, involvement)
    for aim, (how, _note) in served.items():
        if aim.council_id != scope.council.pk:
            raise CannotDo("Choose among the council's own aims.", AIMS)
        if how not in (*HOW, None, BLANK):
            raise CannotDo(f"“{aim.words}”: choose directly, indirectly or not at all.", AIMS)
    with act(scope.actor, "Aims served recorded", scope.council.scope, reason):
        in_turn(involvement)
        seen = aims_as_seen(involvement)
        if seen.version != version:
            raise Stale(seen)
        rows = {row.aim_id: row for row in AimServed.objects.filter(involvement=involvement)}
        for aim, (how, note) in served.items():
            row = rows.get(aim.pk) or AimServed(involvement=involvement, aim=aim)
            row.set_answer("how", how)
            row.set_answer("note", note)
            row.save()
        said = Answer.objects.filter(involvement=involvement, fact=AIMS).first()
        said = said or Answer(involvement=involvement, fact=AIMS)
        said.set_answer("value", complete)
        said.save()


def asked_here(rules: Rules) -> list[str]:
    """The facts of the arrangement that an edition reads and that are answered by themselves, in the order in which to
    ask them: those of screening, then what only a duty or a form asks; levels of significance left out."""
    read = {name for ready in rules.duties.values() for name in ready.reads}
    routes = rules.edition.routes
    whens = [route.when for route in routes] + [step.when for route in routes for step in route.steps]
    read |= {name for tree in map(rules.tree, whens) if tree for name in names_read(tree)}
    read |= {question.about for form in rules.edition.forms for question in questions(rules.edition, form)}
    named = [*facts_asked(rules), *sorted(read)]
    return [name for name in dict.fromkeys(named) if is_answered_here(rules, name) and not name.startswith(CRITERION)]


def levels_asked(rules: Rules) -> list[str]:
    """The facts that answer an edition's questions of significance."""
    significance = rules.edition.significance
    return [f"{CRITERION}{one.id}" for one in significance.criteria] if significance else []


def is_answered_here(rules: Rules, fact: str) -> bool:
    """Whether a fact is answered by itself: what the arrangement is, the edition's marks and questions. The rest are
    results."""
    own = fact.startswith(("arrangement.", "mark.", CRITERION)) or fact in TEXTS
    return own and fact in rules.table


def criterion_of(rules: Rules, fact: str) -> Criterion | None:
    """The question of significance that a fact answers."""
    significance = rules.edition.significance
    criteria = significance.criteria if significance else []
    return next((one for one in criteria if fact == f"{CRITERION}{one.id}"), None)


def _fits(rules: Rules, facts: Mapping[str, Any], name: str, said: Any) -> Any:
    if not is_answered_here(rules, name):
        raise ValueError(f"“{name}” is not answered here.")
    criterion = criterion_of(rules, name)
    if criterion is None:
        return checked(name, rules.table[name], said, rules.edition)
    if isinstance(said, NotApplicable):
        if criterion.na == "never":
            raise CannotDo(f"“{criterion.ask}” always applies. Choose a level.", name)
        return checked(name, rules.table[name], said, rules.edition)
    if said is None or said is BLANK:
        return said
    hindered = scorable(criterion, facts)
    if hindered:
        raise CannotDo(hindered, name)
    if said not in [level.score for level in levels_of(criterion)] or isinstance(said, bool):
        raise CannotDo(f"“{criterion.ask}” Choose one of its levels.", name)
    return said
