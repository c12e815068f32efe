"""Which forms are asked for now, and why: by a duty of the band, or by a step of a route that has to see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.protocol.duties import FormDuty
from concordat.protocol.routes import routes
from concordat.protocol.values import Facts, Rows
from concordat.protocol.vocabulary import ENTRY, MET, NOT_APPLICABLE, NOT_KNOWN
from concordat.register.known import Known
from concordat.register.models import Involvement

# The room above says which matters are under way: the facts of each, ``matter.id`` and ``matter.start`` among them.
matters_under_way: list[Callable[[Involvement], Iterable[Facts]]] = []
# It also says which submissions do not count for which of them, {matter: ids}: an earlier matter was decided on those.
used_before: list[Callable[[Involvement], Mapping[str, Collection[str]]]] = []


@dataclass(frozen=True)
class Why:
    """Why a form is asked for: the words and clause of what asks, and by when. ``certain``: what decides is known;
    ``done``: it was submitted for that; ``matter``: the reference of the business that it is asked for, if one is."""

    words: str
    clause: str
    certain: bool
    done: bool = False
    due_on: date | None = None
    matter: str = ""


def under_way(involvement: Involvement, known: Known) -> list[Facts]:
    """The facts of the matters under way, with the forms that count for each where these are not all."""
    found = [facts for find in matters_under_way for facts in find(involvement)]
    if not found:
        return []
    used = {matter: ids for find in used_before for matter, ids in find(involvement).items()}
    return [_with_forms(facts, known.facts.get("forms"), used.get(str(facts.get("matter.id")), ())) for facts in found]


def _with_forms(matter: Facts, forms: object, used: Collection[str]) -> Facts:
    if not used or not isinstance(forms, Rows):
        return matter
    left = tuple(row for row in forms.rows if row.get("id") not in used)
    return {**matter, "forms": Rows(left, complete=True)}


def wanted(known: Known, matters: Sequence[Facts], on: date) -> dict[str, list[Why]]:
    """Why each form is asked for, in the order of the edition; forms that nothing asks for are left out.

    What the council has to do to enter is asked of it before anybody opens that matter.
    """
    found: defaultdict[str, list[Why]] = defaultdict(list)
    for form, why in (*_by_duties(known, on), *_by_routes(known, matters, on)):
        if why not in found[form]:
            found[form].append(why)
    return {form: found[form] for form in known.rules.edition.forms if form in found}


def _by_duties(known: Known, on: date) -> Iterator[tuple[str, Why]]:
    for ready in known.rules.duties.values():
        duty = ready.duty
        if not isinstance(duty, FormDuty) or duty.of == "council":
            continue
        findings = [one for one in ready.decide(known.facts, on) if one.outcome != NOT_APPLICABLE]
        if findings:
            done = all(one.outcome == MET for one in findings)
            due = min((one.due_on for one in findings if one.due_on), default=None)
            certain = all(one.outcome != NOT_KNOWN for one in findings)
            yield duty.form, Why(duty.words, duty.clause, certain, done, due)


def _by_routes(known: Known, matters: Sequence[Facts], on: date) -> Iterator[tuple[str, Why]]:
    starts = {facts.get("matter.start") for facts in matters}
    entry: list[Facts] = [] if ENTRY in starts else [{"matter.start": ENTRY}]
    for matter in (*matters, *entry):
        for route in routes(known.rules, str(matter["matter.start"]), {**known.facts, **matter}, on):
            for found in route.steps:
                if found.settled:
                    continue
                certain = route.needed is True and found.state != "to_be_settled"
                words = found.step.words or route.route.words
                for form in found.step.sees:
                    done = certain and form not in found.waits_for
                    why = Why(words, found.step.clause, certain, done, matter=str(matter.get("matter.id") or ""))
                    yield form, why


def matter_of(whys: Iterable[Why]) -> str:
    """For which business a form is submitted: the one under way that asks for it; none where several do, or none."""
    asking = {why.matter for why in whys if why.matter}
    return asking.pop() if len(asking) == 1 else ""
