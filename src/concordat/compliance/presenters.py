"""The standing as pages show it: counts, tables by stage and by principle, and every duty with why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from concordat.compliance.places import Places
from concordat.compliance.queries import PRESSING
from concordat.councils.scope import Scope
from concordat.protocol.duties import DutyBase, FormDuty, Judgement, Recurs
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


class _Found(Protocol):
    """What has a status: a finding, or a finding as it is shown."""

    @property
    def status(self) -> Status: ...


_F = TypeVar("_F", bound=_Found)


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
    """The findings of a stage, with how many there are of what in words; ``pressing`` where something is overdue or
    due. ``anchor`` is where it stands on the page of the standing."""

    anchor: str
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


def shown(
    scope: Scope, accounts: Sequence[Account], places: Places | None, on: date, entered: date | None = None
) -> list[Shown]:
    """Findings as they are shown, people by their names; those of a partnership with the day on which it was
    ``entered``. ``places`` is None for the council's own. A query at most."""
    texts = [text for account in accounts for text in _texts(account)]
    named = namer(scope, texts)
    return [_shown(account, places, on, named, entered) for account in accounts]


def _texts(account: Account) -> Iterable[str]:
    yield account.about
    yield from (point.says for point in (*account.because, *account.would_change))


def would_change(scope: Scope, account: Account, places: Places) -> list[Why]:
    """What would change one finding, people by their names. A query at most."""
    return list(_wanted(account, places, namer(scope, _texts(account))))


def _shown(
    account: Account, places: Places | None, on: date, named: Callable[[str], str], entered: date | None
) -> Shown:
    duty = account.duty
    return Shown(
        duty.id,
        places.of_duty(duty.id) if places else "",
        duty.clause,
        duty.words.rstrip("."),
        named(account.about),
        account.owner,
        _days(account, on, entered),
        account.status,
        tag(account.status),
        tuple(Why(named(point.says), "") for point in account.because),
        () if account.status in SETTLED else tuple(_wanted(account, places, named)),
    )


def before_entry(due_on: date, entered: date | None) -> str:
    """What is said beside a day that had passed before a partnership was entered, so that nobody could keep to it here;
    else ""."""
    return ", before it was entered" if entered is not None and due_on < entered else ""


def _days(account: Account, on: date, entered: date | None) -> str:
    """What the day of a finding is."""
    if account.status == "deviation until":
        return f"Until {day_words(account.until)}" if account.until else ""
    if account.due_on is None or account.status == "not applicable":
        return ""
    if account.outcome == "met":
        again = isinstance(account.duty, FormDuty | Judgement | Recurs)
        return f"{'Next due on' if again else 'In place until'} {day_words(account.due_on)}"
    if account.due_on >= on:
        return f"Due on {day_words(account.due_on)}"
    return was_due(account.due_on, entered)


def was_due(due_on: date, entered: date | None) -> str:
    """Since when something is overdue."""
    return f"Was due on {day_words(due_on)}{before_entry(due_on, entered)}"


def _wanted(account: Account, places: Places | None, named: Callable[[str], str]) -> Iterator[Why]:
    """What would change a finding. What is wanted of a row says of which: "Another answer: Owner, for “Flood”"."""
    for point in account.would_change:
        of_it = point.row and point.row == account.row.split("/")[0] and account.about
        says = f"{point.says}, for “{account.about}”" if of_it else point.says
        yield Why(named(says), _address(account.duty, point, places) if places else "")


def _address(duty: DutyBase, point: Point, places: Places) -> str:
    """Where it is put right: of a form, where that is filled in."""
    of_form = isinstance(duty, FormDuty) and point.fact == "forms"
    return places.of_form(duty.form) if of_form and isinstance(duty, FormDuty) else places.of_point(point)


def bar(lines: Iterable[_Found], title: str) -> Any:
    """The counts as one bar, in the order in which things press."""
    counts = Counter(line.status for line in lines)
    listed = [(in_words(status), status, counts[status], "") for status in ORDER if counts[status]]
    return charts.stacked_bar(listed, title=title)


def groups(edition: Edition, lines: Sequence[Shown], accounts: Sequence[Account]) -> list[Group]:
    """The findings by stage, in the order of the stages; what presses comes first in each."""
    return [
        Group(
            anchor,
            title,
            counted(of_stage),
            any(line.status in PRESSING for line in of_stage),
            tuple(sorted(of_stage, key=lambda line: ORDER.index(line.status))),
        )
        for anchor, title, of_stage in staged(edition, lines, accounts)
    ]


def staged(edition: Edition, lines: Sequence[_F], accounts: Sequence[Account]) -> list[tuple[str, str, list[_F]]]:
    """What is found by stage, in the order of the stages: where the stage stands on the page, its title, its lines."""
    titles: dict[str, str] = {stage.id: stage.words for stage in edition.stages}
    by: dict[str, list[_F]] = {}
    for line, account in zip(lines, accounts, strict=True):
        by.setdefault(account.duty.stage or "", []).append(line)
    others = [stage for stage in by if stage not in titles]
    return [
        (f"stage-{stage or 'none'}", titles.get(stage) or _stage_words(stage), by[stage])
        for stage in (*titles, *others)
        if stage in by
    ]


def _stage_words(stage: str) -> str:
    return in_words(stage.replace("_", " ")) if stage else ANY_STAGE


def counted(lines: Iterable[_Found]) -> str:
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
