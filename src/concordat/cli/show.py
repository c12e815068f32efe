"""Answers as text: a screening, an assessment, routes and duties, as a busy officer reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from concordat.cli.terminal import Page
from concordat.history.clock import today
from concordat.protocol.edition import Edition
from concordat.protocol.explain import (
    Account,
    Point,
    RouteAccount,
    ScreeningAccount,
    SignificanceAccount,
)
from concordat.protocol.explain.points import day_words, listed
from concordat.protocol.explain.screening import MarkAccount
from concordat.protocol.standing import Status

WIDEST_LABEL = 14
ORDER: dict[Status, tuple[str, str]] = {
    "overdue": ("OVERDUE", "bad"),
    "not met": ("NOT MET", "bad"),
    "due by": ("Due", "open"),
    "not known": ("Not known", "open"),
    "advised, not in place": ("Advised, not in place", "open"),
    "deviation until": ("Deviation", "open"),
    "met": ("Met", "good"),
    "not applicable": ("Not applicable", "faint"),
}
BECOMES = {
    "is": "it is one",
    "between": "in between",
    "is_not": "it is not one",
    "refer": "referred",
    "undetermined": "cannot be told",
}
STATES = {
    "given": ("Given", "good"),
    "not_needed": ("Not needed", "faint"),
    "to_be_settled": ("To be settled", "open"),
    "open": ("Open now", "open"),
    "waits": ("Waits", "faint"),
    "sent_back": ("Sent back", "bad"),
    "refused": ("Refused", "bad"),
    "deferred": ("Deferred", "open"),
}


def sentence(text: str) -> str:
    """A text with its full stop, unless it has an end of its own."""
    return text if not text or text[-1] in ".?!" else f"{text}."


def said(points: Sequence[Point], most: int = 4) -> str:
    """Points as running text; what is too many is counted."""
    shown = [sentence(point.says) for point in points[:most]]
    left = len(points) - most
    return " ".join(shown + ([f"And {left} more."] if left > 0 else []))


def column(labels: Iterable[str]) -> int:
    """How wide a column of labels is, with two columns of air."""
    return min(max((len(label) for label in labels), default=0), WIDEST_LABEL) + 2


def edition_title(page: Page, edition: Edition) -> None:
    """Whose protocol answers, and in which revision."""
    page.title(f"{edition.council}: {edition.title}")
    ended = edition.until is not None and edition.until <= today()
    term = f"; its term ended on {day_words(edition.until)}" if ended and edition.until else ""
    page.text(f"{edition.edition}, revision {edition.revision}, {edition.status}{term}")


def screening(page: Page, found: ScreeningAccount) -> None:
    """The answer, what decided it, and what each blank would change."""
    page.text(sentence(found.answer), style="strong")
    if found.found.answer == "not_screened":
        return
    if found.found.answer != found.found.treated_as:
        page.text(sentence(found.doubt or f"It is treated {found.treated}"))
    if found.referred_to:
        page.text(f"Referred to: {found.referred_to}.")
    for group in found.classes:
        if group.decided:
            page.text(f"Decided by clause {group.group.clause}: {sentence(group.group.words)}")
            page.text(said(group.because), indent=2)
        elif group.holds:
            page.text(f"Holds as well, clause {group.group.clause}: {sentence(group.group.words)}")
    if found.marks and not any(group.decided for group in found.classes):
        page.line()
        rows = [(mark.mark.clause, mark.answer, _weight(mark), mark.mark.ask) for mark in found.marks]
        page.table(("Clause", "Answer", "Counts", "Mark"), rows, indent=2)
    _would_change(page, found)


def _weight(mark: MarkAccount) -> str:
    return "decided" if mark.decided else "decides" if mark.mark.weight == "required" else "a sign"


def _would_change(page: Page, found: ScreeningAccount) -> None:
    """The blanks that matter, as a person would type them, and what the answer would become."""
    rows = [
        (f"{typed(blank.fact)}={answer}", BECOMES[becomes], blank.words)
        for blank in found.would_change
        for answer, becomes in blank.becomes.items()
        if becomes != found.found.answer
    ]
    if rows:
        page.line()
        page.text("Blanks whose answer would change this:")
        page.table(("Answer", "Then", "Question"), rows, indent=2)


def typed(fact: str) -> str:
    """The shortest name that a person may type for a fact of screening."""
    return fact.removeprefix("arrangement.").removeprefix("mark.")


def significance(page: Page, found: SignificanceAccount) -> None:
    """The sum line by line, and the band."""
    scored = found.found
    rows = []
    for line in found.lines:
        score = str(line.score) if line.score is not None else "n/a" if line.na is not None else "-"
        words = sentence(line.words or (f"Not applicable: {line.na}" if line.na is not None else "No answer"))
        if line.proposal and line.score is None:
            words = f"Proposed: {line.proposal.score}, {line.proposal.words}. A person confirms or overrules it."
        rows.append((line.label, f"{score:>3} of {line.most}", f"{line.criterion.ask} {words[0].upper()}{words[1:]}"))
    if rows:
        page.table(("No", "Score", "Question and answer"), rows, indent=2)
        page.line()
    page.text(sum_words(found), style="strong")
    bands = [f"{label} {limit}".strip() for label, limit in found.bands]
    page.text(f"Bands: {listed(bands)} (clause {found.clause}).")
    if scored.undetermined:
        page.text(f"It cannot be told yet: {listed(found.possible, 'or')}, by the answers to {listed(found.missing)}.")
    if found.hangs_on_na:
        agree = f" {found.must_agree} must agree that they do not apply." if found.must_agree else ""
        page.text(f"The band hangs on what is not applicable: {listed(found.hangs_on_na)}.{agree}")
    elif found.missing and not scored.undetermined and scored.assessed:
        page.text(f"No answer yet to {listed(found.missing)}; none could change the band.")


def sum_words(found: SignificanceAccount) -> str:
    """The total, the share and the band in one sentence."""
    scored = found.found
    if not scored.assessed:
        return "Not assessed: nothing is answered."
    share = f" = {found.share}" if found.share else ""
    band = found.band or "undetermined"
    if not found.lines:
        return f"Band: {band}."
    so_far = " so far" if found.missing else ""
    return f"Total {scored.total} of {scored.maximum}{share}{so_far}: {band}."


def routes(page: Page, found: Sequence[RouteAccount]) -> None:
    """Each route with its steps: who, what, in which state, and why."""
    if not found:
        page.text("No route is opened.")
    for route in found:
        settle = "" if route.needed else " To be settled whether it is needed."
        page.text(f"{sentence(route.route.words)} (clause {route.route.clause}){settle}", style="strong")
        if route.needed is None:
            page.text(said(route.because), indent=2)
        width = max((len(STATES[step.state][0]) for step in route.steps), default=0) + 2
        for step in route.steps:
            state, style = STATES[step.state]
            page.entry(state, f"{step.by}: {_lower(step.words)} (clause {step.step.clause})", width, 2, style)
            more = said(step.because, 2) if step.state != "open" else ""
            if step.waits_for:
                more = f"Waits for {listed(list(step.waits_for))}. {more}".strip()
            if more:
                page.text(more, indent=width + 2)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:] if len(text) > 1 and text[1].islower() else text


def status_words(account: Account) -> tuple[str, str]:
    """The status of a finding with its day, and the style of it."""
    word, style = ORDER[account.status]
    due = day_words(account.due_on) if isinstance(account.due_on, date) else ""
    if account.status == "overdue":
        return f"{word} since {due}", style
    if account.status == "due by":
        end = ", in place until then" if account.outcome == "met" else ", not in place yet"
        return f"{word} by {due}{end}", style
    if account.status == "deviation until":
        return (f"{word} until {day_words(account.until)}" if account.until else f"{word} allowed"), style
    if due and account.status == "met":
        return f"{word} until {due}", style
    return (f"{word}, by {due}" if due and account.status == "not known" else word), style


def duty(page: Page, account: Account, width: int, *, why: bool = True, change: bool = False) -> None:
    """A finding: clause and words, status and owner, why, and what would change it."""
    about = f" [{account.about}]" if account.about else ""
    page.entry(account.duty.clause, f"{sentence(account.duty.words)}{about}", width)
    status, style = status_words(account)
    owner = f" Owner: {sentence(account.owner)}" if account.owner else ""
    page.text(f"{sentence(status)}{owner}", indent=width, style=style)
    if why and account.because:
        page.text(said(account.because), indent=width)
    if change and account.would_change and account.outcome in ("not_met", "not_known"):
        page.text("Would change with:", indent=width)
        for point in account.would_change:
            page.item(point.says, indent=width)


def tally(page: Page, accounts: Sequence[Account]) -> None:
    """How many findings have each status, the pressing ones first."""
    counts = {status: sum(1 for account in accounts if account.status == status) for status in ORDER}
    page.text(f"{len(accounts)} findings:" if accounts else "There are no duties.", style="strong")
    for status, (word, style) in ORDER.items():
        if counts[status]:
            page.line(f"{counts[status]:>5}  {word.lower()}", style)
