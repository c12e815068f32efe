"""What can be removed from an edition: duties, steps, classes, criteria, marks and prompts, one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from concordat.protocol.edition import Edition
from concordat.protocol.expect import Expect
from concordat.protocol.faults import Place
from concordat.protocol.rules import Rules


@dataclass(frozen=True)
class Rule:
    """A rule that can be removed: ``without`` gives the rules that are left, ``touches`` whether what a case
    expects can show the loss."""

    kind: str
    id: str
    clause: str
    place: Place
    without: Callable[[Rules], Rules]
    touches: Callable[[Expect], bool]


def rules_of(edition: Edition) -> Iterator[Rule]:
    """Everything that can be removed from an edition, in the order in which it is written."""
    for duty in edition.duties:
        yield Rule("duty", duty.id, duty.clause, duty.at, _without_duty(duty.id), _expects_duty(duty.id))
    for route in edition.routes:
        for step in route.steps:
            key = f"{route.id}.{step.id}"
            yield Rule("step", key, step.clause, step.at, _without_step(route.id, step.id), _expects_route(route.id))
    for part, field, kind in (
        ("screening", "classes", "class"),
        ("screening", "marks", "mark"),
        ("significance", "criteria", "criterion"),
    ):
        for item in getattr(getattr(edition, part), field, []):
            yield Rule(kind, item.id, item.clause, item.at, _without_item(part, field, item.id), _expects(part))
    for prompt in edition.prompts:
        yield Rule(
            "prompt", prompt.id, prompt.clause, prompt.at, _without_prompt(prompt.id), _expects_prompt(prompt.id)
        )


def _with_edition(rules: Rules, **parts: Any) -> Rules:
    """The rules with parts of the edition put in place of its own; its facts and the other duties stay as prepared."""
    return replace(rules, edition=rules.edition.model_copy(update=parts))


def _without_duty(id_: str) -> Callable[[Rules], Rules]:
    def without(rules: Rules) -> Rules:
        left = _with_edition(rules, duties=[duty for duty in rules.edition.duties if duty.id != id_])
        return replace(left, duties={name: ready for name, ready in rules.duties.items() if name != id_})

    return without


def _without_step(route_id: str, step_id: str) -> Callable[[Rules], Rules]:
    def without(rules: Rules) -> Rules:
        routes = []
        for route in rules.edition.routes:
            if route.id == route_id:
                steps = [step for step in route.steps if step.id != step_id]
                # The others no longer wait for it.
                steps = [
                    step.model_copy(update={"after": [name for name in step.after if name != step_id]})
                    for step in steps
                ]
                routes.append(route.model_copy(update={"steps": steps}))
            else:
                routes.append(route)
        return _with_edition(rules, routes=routes)

    return without


def _without_item(part: str, field: str, id_: str) -> Callable[[Rules], Rules]:
    def without(rules: Rules) -> Rules:
        whole = getattr(rules.edition, part)
        left = [item for item in getattr(whole, field) if item.id != id_]
        return _with_edition(rules, **{part: whole.model_copy(update={field: left})})

    return without


def _without_prompt(id_: str) -> Callable[[Rules], Rules]:
    return lambda rules: _with_edition(rules, prompts=[prompt for prompt in rules.edition.prompts if prompt.id != id_])


def _expects_duty(id_: str) -> Callable[[Expect], bool]:
    return lambda expect: id_ in expect.duties or id_ in expect.statuses or id_ in expect.due or bool(expect.gates)


def _expects_route(route_id: str) -> Callable[[Expect], bool]:
    return lambda expect: bool(expect.gates) or any(key.startswith(f"{route_id}.") for key in expect.routes)


def _expects(part: str) -> Callable[[Expect], bool]:
    return lambda expect: getattr(expect, part) is not None


def _expects_prompt(id_: str) -> Callable[[Expect], bool]:
    return lambda expect: id_ in expect.prompts
