"""Editions side by side as text: what matters of two, and what several make of one arrangement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from concordat.cli.opening import Opened
from concordat.cli.show import sentence
from concordat.cli.terminal import Page
from concordat.protocol.arrangements import Arrangement
from concordat.protocol.compare import SideBySide
from concordat.protocol.explain.points import day_words, listed
from concordat.protocol.judge import GradedAs, Judgement, RouteAsked, ScreenedAs
from concordat.protocol.portrait import Portrait, Stepped
from concordat.protocol.vocabulary import GATES

VERDICTS = {
    "is": "yes",
    "between": "in between",
    "is_not": "no",
    "refer": "referred",
    "undetermined": "not yet to be told",
    "not_screened": "not screened",
}
TREATED = {"is": "yes", "is_not": "no", "refer": "waits for a ruling", None: "-"}
JOINED = {"any": "or", "all": "and", "in_order": "then"}
MOST_STEPS = 6


def portraits(page: Page, found: SideBySide) -> None:
    """Two councils' editions, a part at a time, in two columns."""
    one, other = found.one, found.other
    page.title(f"{one.edition} and {other.edition}")
    for title, left, right in zip_parts(one, other):
        page.heading(title)
        two_columns(page, left, right)


def zip_parts(one: Portrait, other: Portrait) -> list[tuple[str, list[str], list[str]]]:
    """The parts of two portraits under their headings."""
    return [(title, left, right) for (title, left), (_, right) in zip(_parts(one), _parts(other), strict=True)]


def _parts(of: Portrait) -> list[tuple[str, list[str]]]:
    return [
        ("Edition", [of.council, of.title, f"{of.edition}, revision {of.revision}, {of.status}"]),
        ("What counts as a partnership", _defined(of)),
        ("Significance", _graded(of)),
        ("Who is asked", [f"{route.words} ({route.clause}): {_steps(route.steps)}" for route in of.routes]),
        ("Forms", [f"{form.title} ({form.clause}), {form.questions} questions" for form in of.forms]),
        ("Duties", _counted(of)),
        ("Reviews", [f"{sentence(duty.words)} {duty.period} ({duty.clause})".strip() for duty in of.reviews]),
        ("Leaving", [f"{sentence(duty.words)} ({duty.clause})" for duty in of.exits]),
        ("Documents", [f"{sentence(duty.words)} ({duty.clause})" for duty in of.documents]),
        ("Settings", [f"{setting.words}: {setting.default}" for setting in of.settings]),
    ]


def _defined(of: Portrait) -> list[str]:
    if of.defined is None:
        return []
    said = [f"{of.defined.definition} ({of.defined.clause})"]
    said += [f"Mark: {mark.words} ({mark.clause})" for mark in of.defined.marks if mark.weight == "required"]
    for verdict, classes in of.defined.classes.items():
        said += [f"{VERDICTS[verdict].capitalize()}: {group.words} ({group.clause})" for group in classes]
    treats = (("In between", of.defined.treats_between_as), ("Not yet to be told", of.defined.treats_undetermined_as))
    return said + [f"{what} counts as one: {TREATED[treated]}" for what, treated in treats]


def _graded(of: Portrait) -> list[str]:
    if of.graded is None:
        return []
    said = [sentence(of.graded.words or of.graded.method)]
    if of.graded.criteria:
        said.append(f"{of.graded.criteria} criteria ({of.graded.clause})")
    return said + [f"{label}{f' from {limit}' if limit else ''}" for label, limit in of.graded.bands]


def _steps(steps: Sequence[Stepped]) -> str:
    return "; ".join(f"{step.act} by {listed(step.by, JOINED[step.how])}" for step in steps)


def _counted(of: Portrait) -> list[str]:
    strengths = [f"{number} {word}" for word, number in of.duties.by_strength.items()]
    gates = [f"{number} before: {GATES[gate].lower()}" for gate, number in of.duties.by_gate.items()]
    return [f"{of.duties.total}: {', '.join(strengths)}" if strengths else "none", *gates]


def two_columns(page: Page, left: Sequence[str], right: Sequence[str]) -> None:
    """Two lists of paragraphs beside each other."""
    room = (page.width - 3) // 2
    columns = [page.columns(texts or ["(nothing)"], room) for texts in (left, right)]
    for one, other in zip_longest(*columns, fillvalue=""):
        page.line(f"{one:<{room}} | {other}".rstrip())


def judgements(page: Page, arrangement: Arrangement, opened: Sequence[Opened], found: Sequence[Judgement]) -> None:
    """One arrangement, each edition's answer in a row, then what each would ask first."""
    page.title(arrangement.title)
    page.text(arrangement.words)
    page.text(f"Judged on {day_words(arrangement.on)}.")
    page.line()
    rows = [
        (one.name, _answer(judged.screening), _treated(judged.screening), _band(judged.significance))
        for one, judged in zip(opened, found, strict=True)
    ]
    page.table(("Edition", "A partnership?", "Treated as one", "Significance"), rows)
    for one, judged in zip(opened, found, strict=True):
        page.heading(f"{one.edition.council} ({one.name})")
        _one(page, judged)


def _answer(screening: ScreenedAs | None) -> str:
    return VERDICTS[screening.answer] if screening else "says nothing"


def _treated(screening: ScreenedAs | None) -> str:
    return TREATED[screening.treated_as] if screening else "-"


def _band(graded: GradedAs | None) -> str:
    if graded is None or not graded.graded:
        return "not graded"
    if not graded.assessed:
        return "not assessed"
    share = f", {graded.share}" if graded.share else ""
    return f"{graded.label}{share}" if graded.band else f"open: {listed(graded.possible, 'or')}"


def _one(page: Page, judged: Judgement) -> None:
    """What one edition makes of it: what decided, who is asked, what is filled in, what is outstanding."""
    screening = judged.screening
    if screening and screening.decided_by:
        why = "; ".join(f"{told.words.rstrip('.')} ({told.clause})" for told in screening.decided_by)
        page.entry("Because", sentence(why), 11)
    elif screening and screening.would_change:
        names = [name.removeprefix("arrangement.") for name in screening.would_change]
        page.entry("Hangs on", sentence(listed(names)), 11)
    if screening and screening.referred_to:
        page.entry("Referred", f"To {screening.referred_to}.", 11)
    for route in judged.routes:
        _route(page, route)
    for form in judged.forms:
        settle = "" if form.settled else " To be settled."
        page.entry("Form", f"{form.title} ({form.clause}), by {form.filled_by}.{settle}", 11)
    if judged.gate:
        many = "1 thing stands" if len(judged.outstanding) == 1 else f"{len(judged.outstanding)} things stand"
        page.entry("Gate", f"{many} before: {GATES[judged.gate].lower()}.", 11)
    counts = {outcome.replace("_", " "): number for outcome, number in judged.findings.items() if number}
    page.entry("Duties", sentence(", ".join(f"{number} {word}" for word, number in counts.items()) or "none"), 11)


def _route(page: Page, route: RouteAsked) -> None:
    settle = "" if route.settled else " (to be settled whether it is needed)"
    asked = [step for step in route.steps if step.state != "not_needed"]
    steps = [f"{listed(step.by, JOINED[step.how])} to {step.act}" for step in asked[:MOST_STEPS]]
    left = len(asked) - MOST_STEPS
    more = f"; and {left} more" if left > 0 else ""
    page.entry("Asked", f"{'; '.join(steps) or 'nobody'}{more} (clause {route.clause}){settle}.", 11)
