"""What matters of an edition, on one page: to lay two councils' protocols side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concordat.protocol import duties as shape
from concordat.protocol.approve import Route, Step
from concordat.protocol.edition import Edition
from concordat.protocol.forms import questions
from concordat.protocol.table import title_of
from concordat.protocol.vocabulary import GATES, METHODS, STAGES, STRENGTHS


@dataclass(frozen=True)
class Told:
    """A mark (``weight`` required or indicative) or a class of arrangement."""

    id: str
    clause: str
    words: str
    weight: str = ""


@dataclass(frozen=True)
class Defined:
    """What counts as a partnership: the definition, its marks, and the classes by verdict."""

    clause: str
    definition: str
    marks: tuple[Told, ...]
    classes: Mapping[str, tuple[Told, ...]]
    treats_between_as: str
    treats_undetermined_as: str


@dataclass(frozen=True)
class Graded:
    """How significance is found: ``bands`` are labels, each with the lowest score that reaches it."""

    clause: str
    method: str
    words: str
    criteria: int
    bands: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stepped:
    """One step of a route: who does what, in the council's own titles. ``always`` is false where it depends."""

    id: str
    clause: str
    act: str
    by: tuple[str, ...]
    how: str
    before: str
    always: bool


@dataclass(frozen=True)
class Routed:
    """Who is asked, and what starts it."""

    id: str
    clause: str
    words: str
    starts: tuple[str, ...]
    always: bool
    steps: tuple[Stepped, ...]


@dataclass(frozen=True)
class Formed:
    """A form, who fills it in, and how many questions it may ask."""

    id: str
    clause: str
    title: str
    filled_by: str
    questions: int
    reconstructed: bool


@dataclass(frozen=True)
class Counted:
    """How many duties there are, by strength, by kind, by stage and by the gate that they keep."""

    total: int
    by_strength: Mapping[str, int]
    by_kind: Mapping[str, int]
    by_stage: Mapping[str, int]
    by_gate: Mapping[str, int]


@dataclass(frozen=True)
class Asked:
    """A duty in a line: ``period`` says how often, ``types`` which documents fulfil it; empty where neither fits."""

    id: str
    clause: str
    words: str
    strength: str
    period: str = ""
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settled:
    """What the council may set, and what is taken until it does."""

    id: str
    words: str
    default: str


@dataclass(frozen=True)
class Portrait:
    """An edition on one page. ``defined`` and ``graded`` are None where it says nothing of it."""

    edition: str
    revision: int
    council: str
    title: str
    status: str
    defined: Defined | None
    graded: Graded | None
    routes: tuple[Routed, ...]
    forms: tuple[Formed, ...]
    duties: Counted
    reviews: tuple[Asked, ...]
    exits: tuple[Asked, ...]
    documents: tuple[Asked, ...]
    settings: tuple[Settled, ...]


def portrait(edition: Edition) -> Portrait:
    """What matters of an edition."""
    duties = edition.duties
    return Portrait(
        edition=edition.edition,
        revision=edition.revision,
        council=edition.council,
        title=edition.title,
        status=edition.status,
        defined=_defined(edition),
        graded=_graded(edition),
        routes=tuple(_routed(edition, route) for route in edition.routes),
        forms=tuple(_forms(edition)),
        duties=_counted(duties),
        reviews=tuple(asked(edition, duty) for duty in duties if getattr(duty, "event", "") == "review"),
        exits=tuple(asked(edition, duty) for duty in duties if duty.stage == "exiting" or duty.before == "closure"),
        documents=tuple(asked(edition, duty) for duty in duties if isinstance(duty, shape.DocumentDuty)),
        settings=tuple(
            Settled(name, setting.words, said(setting.default)) for name, setting in edition.settings.items()
        ),
    )


def said(value: Any) -> str:
    """A default or a limit in words."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.replace("_", " ") if isinstance(value, str) else f"{value:,}"


def _defined(edition: Edition) -> Defined | None:
    screening = edition.screening
    if screening is None:
        return None
    classes = screening.classes
    verdicts = dict.fromkeys(group.verdict for group in classes)
    return Defined(
        screening.clause,
        screening.definition,
        tuple(Told(mark.id, mark.clause, mark.ask, mark.weight) for mark in screening.marks),
        {v: tuple(Told(c.id, c.clause, c.words) for c in classes if c.verdict == v) for v in verdicts},
        screening.treat.between,
        screening.treat.undetermined,
    )


def _graded(edition: Edition) -> Graded | None:
    found = edition.significance
    if found is None:
        return None
    bands = tuple((band.label, "" if band.from_ is None else limit(edition, band.from_)) for band in found.bands)
    return Graded(found.clause, METHODS[found.method], found.words or "", len(found.criteria), bands)


def limit(edition: Edition, value: Any) -> str:
    """A number, or what the council's setting of that name says."""
    if not isinstance(value, str):
        return said(value)
    setting = edition.settings[value.removeprefix("setting.")]
    return f"{said(setting.default)} (the council may set it)"


def _routed(edition: Edition, route: Route) -> Routed:
    steps = tuple(_stepped(edition, step) for step in route.steps)
    return Routed(route.id, route.clause, route.words, tuple(route.starts), route.when is None, steps)


def _stepped(edition: Edition, step: Step) -> Stepped:
    by = tuple(title_of(edition, actor) for actor in step.by)
    return Stepped(step.id, step.clause, step.act, by, step.how, step.before or "", step.when is None)


def _forms(edition: Edition) -> Iterator[Formed]:
    for form in edition.forms.values():
        many, filled_by = len(questions(edition, form.id)), title_of(edition, form.filled_by)
        yield Formed(form.id, form.clause, form.title, filled_by, many, form.reconstructed)


def _counted(listed: list[Any]) -> Counted:
    return Counted(
        len(listed),
        _counts((duty.strength for duty in listed), STRENGTHS),
        _counts((duty.kind for duty in listed), shape.KINDS),
        _counts((duty.stage for duty in listed), STAGES),
        _counts((duty.before for duty in listed), GATES),
    )


def _counts(words: Iterable[str | None], order: Iterable[str]) -> dict[str, int]:
    """How many of each, in the order that the language lists them; those that do not occur are left out."""
    found = Counter(words)
    return {word: found[word] for word in order if found[word]}


def asked(edition: Edition, duty: shape.DutyBase) -> Asked:
    """A duty in a line."""
    every = getattr(duty, "every", None)
    types = tuple(duty.types) if isinstance(duty, shape.DocumentDuty) else ()
    return Asked(duty.id, duty.clause, duty.words, duty.strength, period(edition, every) if every else "", types)


def period(edition: Edition, every: shape.Period) -> str:
    """How often, in words."""
    if every.fact:
        return "as often as its own terms say"
    if every.months:
        return f"every {every.months} months"
    default = edition.settings[str(every.setting)].default
    return "as the council sets" if default is None else f"every {said(default)} months (the council may set it)"
