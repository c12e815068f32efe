"""Whether it is a partnership, as pages show it: the result that explains itself, the text's words, the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concordat.judgements.answering import TEXTS, asked_here
from concordat.judgements.explained import LastScreened, ScreeningSeen
from concordat.judgements.models import Screened
from concordat.protocol.ask import Screening
from concordat.protocol.explain.screening import ANSWERS, TREATMENTS, ScreeningAccount
from concordat.protocol.facts import Cell
from concordat.protocol.rules import Rules
from concordat.protocol.screening import Screened as Found
from concordat.protocol.screening import mark_fact
from concordat.protocol.values import Facts
from concordat.register.forms import field_name
from concordat.ui.answers import BLANK
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Column, Table
from concordat.ui.words import day

Params = dict[str, Any]
TREATED = {"is": "As a partnership", "is_not": "Not as a partnership", "refer": "As referred: it waits for a ruling"}
VERDICTS = {"is": "A partnership", "between": "In between", "is_not": "Not a partnership", "refer": "Referred"}
# Yellow for what is not settled: its words say so, too.
_COLOURS = {"is": "green", "is_not": "grey"}
_FITS = {True: "Fits", False: "Does not fit", None: "May fit"}


@dataclass(frozen=True)
class Group:
    """Facts that are asked together: each with its label and its cell."""

    title: str
    lead: str
    facts: Mapping[str, tuple[str, Cell]]


@dataclass(frozen=True)
class Result:
    """A result as a page shows it. ``why`` and ``agreeing`` are sentences with their clauses; ``blanks`` a table."""

    tag: Params
    rows: Params
    why: Sequence[str]
    agreeing: Sequence[str]
    blanks: Table | None


def tag(answer: str) -> Params:
    """The tag of an answer."""
    return {"text": ANSWERS[answer], "classes": f"govuk-tag--{_COLOURS.get(answer, 'yellow')}"}


def groups(rules: Rules, only: Collection[str] | None = None) -> list[Group]:
    """What is asked of an arrangement: the marks in the text's order, the kinds it may be, and what else is read;
    or only some of these facts."""
    screening = rules.edition.screening
    marks = {mark_fact(mark.id, mark.about): mark.ask for mark in screening.marks} if screening else {}
    asked = [name for name in asked_here(rules) if only is None or name in only]
    first = [name for name in marks if only is None or name in only]
    kinds = [name for name in asked if name not in marks and name not in TEXTS]
    other = [name for name in asked if name in TEXTS]
    made = [
        Group("The marks of a partnership", "", _cells(rules, first, marks)),
        Group("What kind of arrangement it is", "Answer for the arrangement itself.", _cells(rules, kinds, marks)),
        Group("Why it is worth it", "", _cells(rules, other, marks)),
    ]
    return [group for group in made if group.facts]


def _cells(rules: Rules, facts: Iterable[str], labels: Mapping[str, str]) -> dict[str, tuple[str, Cell]]:
    return {name: (labels.get(name, rules.table[name].words), rules.table[name]) for name in facts}


def answers_cards(rules: Rules, facts: Facts, edit: str) -> list[Params]:
    """A card of answers a group, each with the link that changes it (none where ``edit`` is empty)."""
    return [
        summary(
            [
                Row(label, facts.get(name, BLANK), f"{edit}#id_{field_name(name)}" if edit else "", cell)
                for name, (label, cell) in group.facts.items()
            ],
            group.title,
        )
        for group in groups(rules)
    ]


def result_words(row: Screened) -> str:
    """What was found, in a sentence: "It lies in between. It is treated as a partnership."."""
    return f"{ANSWERS[row.answer]}. It is treated {TREATMENTS[row.treated_as]}."


def result(last: LastScreened) -> Result:
    """The last result, told from what it kept."""
    row, edition = last.row, last.rules.edition
    rows = [Row("How it is treated", _treated(row)), Row("Screened", _when(row)), Row("By", _who(row))]
    rows += [Row("Under", f"{edition.title} (revision {edition.revision})")]
    if row.treated_as != row.proposed:
        rows.append(Row("The protocol would treat it", TREATED[row.proposed]))
    if row.reason:
        rows.append(Row("Reason", row.reason))
    doubt = [f"{last.account.doubt}."] if last.account.doubt else []
    why = [*_told(last, row.decided_by), *doubt]
    agreeing = [name for name in row.agreeing if name not in row.decided_by]
    return Result(
        tag(row.answer), summary(rows), why or [_nothing_decided(row)], _told(last, agreeing), blanks(last.account)
    )


def _proposed(found: Found) -> tuple[Params, str, bool] | None:
    """What would be recorded from the answers so far, and whether more answers may change it. None for nothing."""
    if not found.treated_as:
        return None
    return tag(found.answer), TREATED[found.treated_as], found.answer == "undetermined"


def _nothing_decided(row: Screened) -> str:
    return "No mark decides it yet." if row.answer == "undetermined" else "No single mark decided it."


def _treated(row: Screened) -> str:
    return TREATED[row.treated_as]


def _when(row: Screened) -> str:
    return day(row.day)


def _who(row: Screened) -> str:
    return row.by.name if row.by else "The system"


def _told(last: LastScreened, ids: Sequence[str]) -> list[str]:
    return decided_words(last.rules, last.account, ids)


def decided_words(rules: Rules, account: ScreeningAccount, ids: Sequence[str]) -> list[str]:
    """Marks with their answers, and kinds, each with its clause."""
    marks = {one.mark.id: one for one in account.marks}
    screening = rules.edition.screening
    kinds = {group.id: group for group in screening.classes} if screening else {}
    found = []
    for name in ids:
        if name in marks:
            found.append(f"{marks[name].mark.ask} {marks[name].answer.capitalize()} (clause {marks[name].mark.clause})")
        elif name in kinds:
            found.append(f"{kinds[name].words} (clause {kinds[name].clause})")
    return found


def blanks(account: ScreeningAccount) -> Table | None:
    """For each blank, what the answer would become; None where no blank would change it."""
    if not account.would_change:
        return None
    same = account.found.answer

    def told(answer: str) -> str:
        return "No change" if answer == same else ANSWERS[answer]

    rows = [[blank.words, told(blank.becomes["yes"]), told(blank.becomes["no"])] for blank in account.would_change]
    columns = [Column("Not answered"), Column("With yes"), Column("With no")]
    return Table(columns, rows, "What an answer would change", "Nothing would change it.")


def kinds(screening: Screening, account: ScreeningAccount) -> Table | None:
    """The kinds of arrangement that the text names, what it makes of each, and whether this one fits."""
    held = {one.group.id: one.holds for one in account.classes}
    rows = [
        [group.words, VERDICTS[group.verdict], group.clause, _FITS[held.get(group.id, False)]]
        for group in screening.classes
    ]
    columns = [Column("Kind"), Column("The text calls it"), Column("Clause"), Column("This arrangement")]
    return Table(columns, rows, "Kinds that the text names", "It names none.", caption_hidden=True) if rows else None


def examples(screening: Screening) -> list[tuple[str, Sequence[str]]]:
    """The text's own examples by what it calls them."""
    given = screening.examples
    if given is None:
        return []
    listed = [("A partnership", given.partnership), ("In between", given.between), ("Not a partnership", given.is_not)]
    return [(title, words) for title, words in listed if words]


def earlier(rows: Sequence[Screened]) -> Table:
    """Results before the last one."""
    columns = [Column("Screened"), Column("Answer"), Column("Treated"), Column("By"), Column("Reason")]
    told = [[_when(row), ANSWERS[row.answer], _treated(row), _who(row), row.reason or "None given"] for row in rows]
    return Table(columns, told, "Earlier results", "There are none.")


def page(seen: ScreeningSeen, edit: str, decide: str) -> Params:
    """Everything that the screening page shows; ``edit`` and ``decide`` are empty for who may not."""
    screening, now = seen.known.rules.edition.screening, seen.now
    return {
        "screening": screening,
        "result": result(seen.last) if seen.last else None,
        "changed": seen.changed,
        "now": now,
        "proposed": _proposed(now.found) if now else None,
        "answered": now is not None and now.found.treated_as is not None,
        "blanks_now": blanks(now) if now and (seen.changed or not seen.last) else None,
        "cards": answers_cards(seen.known.rules, seen.known.facts, edit),
        "kinds": kinds(screening, now) if screening and now else None,
        "examples": examples(screening) if screening else [],
        "earlier": earlier(seen.earlier) if seen.earlier else None,
        "edit_url": edit,
        "decide_url": decide,
        "by_choice": seen.last is not None and seen.last.row.treated_as == "is_not",
    }
