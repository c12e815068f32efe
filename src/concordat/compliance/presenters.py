"""The standing as pages show it: counts, tables by stage and by principle, and every duty with why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.compliance.places import Places
from concordat.councils.scope import Scope
from concordat.protocol.duties import FormDuty, Judgement, Recurs
from concordat.protocol.edition import Edition
from concordat.protocol.explain import Account, Point
from concordat.protocol.standing import Status
from concordat.register.person_names import namer
from concordat.ui import charts
from concordat.ui.tables import Column, Table
from concordat.ui.words import day as day_words

# In the order in which they press.
COLOURS: dict[Status, str] = {
    "overdue": "red",
    "not met": "orange",
    "due by": "yellow",
    "not known": "",
    "advised, not in place": "purple",
    "deviation until": "magenta",
    "met": "green",
    "not applicable": "grey",
}
ORDER = tuple(COLOURS)
SETTLED: tuple[Status, ...] = ("met", "not applicable", "deviation until")
ANY_STAGE = "At no stage in particular"
NO_PRINCIPLE = "Under no principle in particular"


@dataclass(frozen=True)
class Why:
    """A sentence, and the address at which what it is said of can be put right; empty where there is none here."""

    says: str
    href: str


@dataclass(frozen=True)
class Shown:
    """A finding as it is shown. ``days`` says what its day is, empty where it has none; ``about`` names its row."""

    duty: str
    href: str
    clause: str
    words: str
    about: str
    owner: str
    days: str
    status: Status
    tag: dict[str, Any]
    because: tuple[Why, ...]
    would_change: tuple[Why, ...]


@dataclass(frozen=True)
class Group:
    """The findings of a stage, with how many there are of what in words; ``pressing`` where something is overdue."""

    title: str
    counts: str
    pressing: bool
    lines: tuple[Shown, ...]


def in_words(status: str) -> str:
    """A status word as it begins a sentence."""
    return status[:1].upper() + status[1:]


def edition_words(edition: Edition) -> str:
    """An edition by title, id and revision."""
    return f"{edition.title} ({edition.edition}, revision {edition.revision})"


def tag(status: Status) -> dict[str, Any]:
    """The options of govuk's tag for a status."""
    colour = COLOURS[status]
    return {"text": in_words(status), "classes": f"govuk-tag--{colour}" if colour else ""}


def shown(scope: Scope, accounts: Sequence[Account], places: Places | None, on: date) -> list[Shown]:
    """Findings as they are shown, people by their names. ``places`` is None for the council's own. A query at most."""
    texts = [text for account in accounts for text in _texts(account)]
    named = namer(scope, texts)
    return [_shown(account, places, on, named) for account in accounts]


def _texts(account: Account) -> Iterable[str]:
    yield account.about
    yield from (point.says for point in (*account.because, *account.would_change))


def _shown(account: Account, places: Places | None, on: date, named: Callable[[str], str]) -> Shown:
    duty = account.duty
    return Shown(
        duty.id,
        places.of_duty(duty.id) if places else "",
        duty.clause,
        duty.words.rstrip("."),
        named(account.about),
        account.owner,
        _days(account, on),
        account.status,
        tag(account.status),
        _why(account.because, places, named),
        () if account.status in SETTLED else _why(account.would_change, places, named),
    )


def _days(account: Account, on: date) -> str:
    """What the day of a finding is."""
    if account.status == "deviation until":
        return f"Until {day_words(account.until)}" if account.until else ""
    if account.due_on is None or account.status == "not applicable":
        return ""
    if account.outcome == "met":
        again = isinstance(account.duty, FormDuty | Judgement | Recurs)
        return f"{'Next due on' if again else 'In place until'} {day_words(account.due_on)}"
    return f"{'Was due' if account.due_on < on else 'Due'} on {day_words(account.due_on)}"


def _why(points: Sequence[Point], places: Places | None, named: Callable[[str], str]) -> tuple[Why, ...]:
    return tuple(Why(named(point.says), places.of(point.fact) if places else "") for point in points)


def bar(lines: Sequence[Shown], title: str) -> Any:
    """The counts as one bar, in the order in which things press."""
    counts = Counter(line.status for line in lines)
    listed = [(in_words(status), status, counts[status], "") for status in ORDER if counts[status]]
    return charts.stacked_bar(listed, title=title)


def groups(edition: Edition, lines: Sequence[Shown], accounts: Sequence[Account]) -> list[Group]:
    """The findings by stage, in the order of the stages; what presses comes first in each."""
    found: list[Group] = []
    titles: dict[str, str] = {stage.id: stage.words for stage in edition.stages}
    by: dict[str, list[Shown]] = {}
    for line, account in zip(lines, accounts, strict=True):
        by.setdefault(account.duty.stage or "", []).append(line)
    for stage in [*titles, *(other for other in by if other not in titles)]:
        of_stage = sorted(by.get(stage, []), key=lambda line: ORDER.index(line.status))
        if of_stage:
            title = titles.get(stage) or (in_words(stage.replace("_", " ")) if stage else ANY_STAGE)
            pressing = any(line.status == "overdue" for line in of_stage)
            found.append(Group(title, _counted(of_stage), pressing, tuple(of_stage)))
    return found


def _counted(lines: Sequence[Shown]) -> str:
    """ "2 overdue, 3 not known"."""
    counts = Counter(line.status for line in lines)
    return ", ".join(f"{counts[status]} {status}" for status in ORDER if counts[status])


def by_stage(found: Sequence[Group]) -> Table:
    """The counts by stage."""
    rows = [(group.title, Counter(line.status for line in group.lines)) for group in found]
    return _table("Standing by stage", "Stage", rows)


def by_principle(edition: Edition, lines: Sequence[Shown], accounts: Sequence[Account]) -> Table | None:
    """The counts by principle; a duty under two counts in both. None where the edition names no principles."""
    if not edition.principles:
        return None
    counts: dict[str, Counter[Status]] = {}
    for line, account in zip(lines, accounts, strict=True):
        for principle in account.duty.principles or [""]:
            counts.setdefault(principle, Counter())[line.status] += 1
    titles = {principle.id: principle.words for principle in edition.principles} | {"": NO_PRINCIPLE}
    rows = [(title, counts[principle]) for principle, title in titles.items() if principle in counts]
    return _table("Standing by principle", "Principle", rows)


def _table(caption: str, first: str, rows: Sequence[tuple[str, Counter[Status]]]) -> Table:
    used = [status for status in ORDER if any(counts[status] for _title, counts in rows)]
    columns = [Column(first), *(Column(in_words(status), numeric=True) for status in used)]
    return Table(
        columns, [[title, *(counts[status] for status in used)] for title, counts in rows], caption, "Nothing yet."
    )
