"""What a case expects, and how that is held against what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from concordat.protocol.expect import NO_FINDING, Expect, ExpectEdition, ExpectForm, ExpectScreening, ExpectSignificance
from concordat.protocol.forms import completeness
from concordat.protocol.routes import routes
from concordat.protocol.rules import Rules
from concordat.protocol.screening import screen
from concordat.protocol.shape import Shape
from concordat.protocol.significance import graded, propose, round_half_up, score
from concordat.protocol.standing import outcomes, outstanding, prompts, standing
from concordat.protocol.values import Facts, NotApplicable

Difference: TypeAlias = tuple[str, str, str]


def compare(rules: Rules, expect: Expect, facts: Facts, on: date) -> Iterator[Difference]:
    """Everything expected that is not found: what, expected, found."""
    yield from _duties(rules, expect, facts, on)
    yield from _standing(rules, expect, facts, on)
    if expect.screening:
        yield from _fields("screening", expect.screening, _screening(rules, facts, on))
    if expect.significance:
        yield from _fields("significance", expect.significance, _significance(rules, facts))
    yield from _routes(rules, expect, facts, on)
    yield from _prompts(rules, expect, facts, on)
    for gate, wanted in expect.gates.items():
        keys = sorted(item.key for item in outstanding(rules, gate, facts, on))
        yield from _differs(f"outstanding at {gate}", sorted(wanted), keys)
    if expect.edition:
        yield from _edition(rules, expect.edition)
    for form, asked in expect.forms.items():
        yield from _form(rules, form, asked, facts, on)


def _differs(what: str, expected: Any, found: Any) -> Iterator[Difference]:
    if expected != found:
        yield what, _shown(expected), _shown(found)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value).replace("_", " ") if value is not None else "nothing"


def _by_row(wanted: Any) -> dict[str, Any]:
    return {k: v for k, v in wanted.items() if k != "@"} if isinstance(wanted, dict) else {"": wanted}


def _found_of(found: Mapping[str, Any], row: str) -> Any:
    """A row's finding; a plain expectation of a duty with one finding reads that one."""
    if row == "" and "" not in found and len(found) == 1:
        return next(iter(found.values()))
    return found.get(row, NO_FINDING if row not in found else None)


def _duties(rules: Rules, expect: Expect, facts: Facts, on: date) -> Iterator[Difference]:
    for duty, wanted in expect.duties.items():
        found = outcomes(rules, duty, facts, on) if duty in rules.duties else {}
        for row, outcome in _by_row(wanted).items():
            yield from _differs(f"{duty} {row}".strip(), outcome, _found_of(found, row))


def _standing(rules: Rules, expect: Expect, facts: Facts, on: date) -> Iterator[Difference]:
    if not expect.statuses and not expect.due:
        return
    lines = standing(rules, facts, on)
    for table, by_day in ((expect.statuses, False), (expect.due, True)):
        for duty, wanted in table.items():
            mine = [line for line in lines if line.duty.id == duty]
            found = {line.finding.row: line.finding.due_on if by_day else line.status for line in mine}
            for row, word in _by_row(wanted).items():
                what = "due day" if by_day else "status"
                yield from _differs(f"{what} of {duty} {row}".strip(), word, _found_of(found, row))


def _fields(what: str, expected: Shape, found: Mapping[str, Any]) -> Iterator[Difference]:
    for name in expected.model_fields_set - {"at"}:
        wanted = getattr(expected, name)
        seen = found[name]
        if isinstance(wanted, list):
            wanted, seen = sorted(wanted), sorted(seen or [])
        yield from _differs(f"{what}: {name}", wanted, seen)


def _screening(rules: Rules, facts: Facts, on: date) -> dict[str, Any]:
    if rules.edition.screening is None:
        return dict.fromkeys(ExpectScreening.model_fields)
    found = screen(rules, facts, on)
    return {
        "answer": found.answer,
        "treated_as": found.treated_as,
        "decided_by": list(found.decided_by),
        "agreeing": list(found.agreeing),
        "referred_to": found.referred_to,
        "would_change": [change.fact for change in found.would_change],
    }


def _significance(rules: Rules, facts: Facts) -> dict[str, Any]:
    if not graded(rules):
        return {**dict.fromkeys(ExpectSignificance.model_fields), "assessed": False}
    found = score(rules, facts)
    share = found.percent
    return {
        "total": found.total,
        "maximum": found.maximum,
        "percent": None if share is None else round_half_up(share, 2),
        "band": found.band,
        "assessed": found.assessed,
        "undetermined": found.undetermined,
        "possible": list(found.possible),
        "hangs_on_na": list(found.hangs_on_na),
        "proposes": {proposal.criterion: proposal.score for proposal in propose(rules, facts)},
    }


def _edition(rules: Rules, expected: ExpectEdition) -> Iterator[Difference]:
    edition, screening = rules.edition, rules.edition.screening
    shown = screening.examples if screening else None
    holds: dict[str, Any] = {
        "stages": [stage.id for stage in edition.stages],
        "principles": [principle.id for principle in edition.principles],
        "types": [kind.id for kind in screening.types] if screening else [],
        "material_changes": edition.material_changes,
        "errata": [erratum.clause for erratum in edition.errata],
        "not_supplied": [entry.id for entry in edition.not_supplied],
        "deviations": edition.deviations.allowed_by if edition.deviations else [],
    }
    tables: dict[str, dict[str, Any]] = {
        "lists": {name: [item.id for item in listed.items] for name, listed in edition.lists.items()},
        "settings": {name: setting.default for name, setting in edition.settings.items()},
        "roles": {name: title.generic for name, title in {**edition.roles, **edition.bodies}.items()},
        "examples": {"is": len(shown.partnership), "between": len(shown.between), "is_not": len(shown.is_not)}
        if shown
        else {},
    }
    for name in expected.model_fields_set & holds.keys():
        if (wanted_list := getattr(expected, name)) is not None:
            yield from _differs(f"edition: {name}", wanted_list, holds[name])
    for name in expected.model_fields_set & tables.keys():
        for key, wanted in (getattr(expected, name) or {}).items():
            yield from _differs(f"edition: {name} {key}", wanted, tables[name].get(key))


def _routes(rules: Rules, expect: Expect, facts: Facts, on: date) -> Iterator[Difference]:
    if not expect.routes:
        return
    states: dict[str, str] = {}
    for route in routes(rules, expect.start or "entry", facts, on):
        states[route.route.id] = "to_be_settled" if route.needed is None else "needed"
        states |= {f"{route.route.id}.{found.step.id}": found.state for found in route.steps}
    for key, wanted in expect.routes.items():
        if key != "@":
            yield from _differs(f"route {key}", wanted, states.get(key, "not_opened"))


def _prompts(rules: Rules, expect: Expect, facts: Facts, on: date) -> Iterator[Difference]:
    if not expect.prompts:
        return
    words = {True: "yes", False: "no", None: "not_known"}
    raised = {
        prompt.id: "no" if isinstance(truth, NotApplicable) else words[truth]
        for prompt, truth in prompts(rules, facts, on)
    }
    for prompt, wanted in expect.prompts.items():
        yield from _differs(f"prompt {prompt}", wanted, raised.get(prompt, "no such prompt"))


def _form(rules: Rules, form: str, expected: ExpectForm, facts: Facts, on: date) -> Iterator[Difference]:
    if form not in rules.edition.forms:
        yield f"form {form}", "there", "not there"
        return
    found = completeness(rules, form, facts, on)
    if expected.complete is not None:
        yield from _differs(f"form {form}: complete", expected.complete, found.complete)
    for what, names, seen in (("asks", expected.asked, found.asked), ("misses", expected.missing, found.missing)):
        for name in names:
            if name not in seen:
                yield f"form {form}: {what} {name}", "yes", "no"
    for name in expected.not_asked:
        if name in found.asked:
            yield f"form {form}: asks {name}", "no", "yes"
