"""How significant it is, as pages show it: the band with its sum, the questions, what is left out, what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.judgements.counting import Counted, label_of
from concordat.judgements.explained import LastAssessed, SignificanceSeen
from concordat.judgements.models import Assessment, Doubt
from concordat.judgements.presenters_doubts import doubt_rows, hangs_words, left_out_table
from concordat.protocol.edition import Edition
from concordat.protocol.explain.significance import Line, SignificanceAccount
from concordat.protocol.facts import dictionary
from concordat.protocol.rules import Rules
from concordat.protocol.significance import number
from concordat.protocol.values import Facts
from concordat.register.fact_text import from_text
from concordat.ui.charts import scale
from concordat.ui.labels import within
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day, fact_in_words

Params = dict[str, Any]
# An address by the name of the question or the act, with what follows in it.
To = Callable[..., str]


@dataclass(frozen=True)
class Band:
    """A band as it is shown: its tag, and in a sentence where it came from."""

    tag: Params
    came: str


def band(row: Assessment, doubt: Doubt | None, edition: Edition) -> Band:
    """The band that counts: the ruling's where there is one."""
    came = f"Assessed on {day(row.day)}{f' by {row.by.name}' if row.by else ''}"
    if doubt is not None and doubt.band:
        by = f" by {doubt.ruled_by.name}" if doubt.ruled_by else ""
        came = f"Ruled on {day(doubt.ruled_on)}{by}; the score gave {within(_label(edition, row.band))}"
        return Band({"text": label_of(edition, doubt.band)}, came)
    return Band({"text": _label(edition, row.band)}, came)


def _label(edition: Edition, code: str) -> str:
    return label_of(edition, code) if code else "No band"


def band_that_counts(assessed: Counted) -> Band:
    """The band that counts, where it came from, and whether it is signed off."""
    row, last = assessed.counts, assessed.last
    found = band(row, assessed.doubts.get(row.pk), rules_of(row.adoption).edition)
    signed = assessed.signed
    if assessed.waits:
        lower = within(_label(rules_of(last.adoption).edition, assessed.band_of(last)))
        since = f"{found.came}. The assessment of {day(last.day)} gives {lower}: that counts once it is signed off"
        return Band(found.tag, since)
    if signed is None:
        return Band(found.tag, f"{found.came}. Not signed off yet")
    if signed.assessment_id == row.pk:
        return Band(found.tag, f"{found.came}. Signed off on {day(signed.day)}")
    return Band(found.tag, f"{found.came}. It counts at once; it is not signed off yet")


def total(row: Assessment, account: SignificanceAccount) -> str:
    """ "27 of 35 points, 77%"; of a method without a share, the points alone."""
    points = f"{row.total} of {row.maximum} points"
    return f"{points}, {account.share}" if account.share else points


def picture(last: LastAssessed) -> Any:
    """Where the share lies among the bands; nothing for methods without a share."""
    share = Fraction(last.row.share) * 100 if last.row.share else None
    return picture_of(last.rules, from_text(last.row.facts), share, last.account.share)


def picture_of(rules: Rules, facts: Facts, share: Fraction | None, told: str) -> Any:
    """Where a share (in hundredths, exact) lies among the bands, told in words; nothing without a share."""
    graded = rules.edition.significance
    if share is None or graded is None:
        return ""
    starts = [float(number(band.from_, facts) or 0) for band in graded.bands]
    labels = [band.label for band in graded.bands]
    parts = list(zip(labels, starts, [*starts[1:], 100.0], strict=True))
    return scale(parts, float(share), told, title="The score among the bands")


def sum_table(last: LastAssessed) -> Table:
    """The sum, question by question, with the notes and what was overruled."""
    row = last.row
    rows: list[list[Content]] = []
    for line in last.account.lines:
        level = Cell(_chosen(line), hint=_beside(row, line))
        points = ("Left out", "") if line.na is not None else (str(line.score), str(line.most))
        rows.append([f"{line.label}. {line.criterion.ask}", level, *points])
    rows.append(["Together", "", str(row.total), str(row.maximum)])
    columns = [Column("Question"), Column("Level"), Column("Points", numeric=True), Column("Of", numeric=True)]
    return Table(columns, rows, "How the score comes about", "Nothing was answered.")


def _chosen(line: Line) -> str:
    return capital(line.words) if line.na is None else f"Does not apply: {line.na}"


def capital(words: str) -> str:
    """A level's words as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def _beside(row: Assessment, line: Line) -> str:
    name, said = line.criterion.id, []
    over = row.overruled.get(name)
    if over:
        said.append(f"The figures suggested {over['proposed']}. Another level was chosen: {over['reason']}")
    return " ".join([*said, row.notes.get(name, "")]).strip()


def hint(line: Line) -> str:
    """What to choose, and what the figures suggest."""
    closest = "Choose the level that is closest." if line.criterion.levels else ""
    return f"{closest} {suggested(line)}".strip()


def proposal_words(line: Line) -> str:
    """What the figures suggest, in a sentence; empty where they suggest nothing."""
    if line.blocked:
        return f"This question cannot be scored: {line.blocked}."
    if line.proposal is None:
        return ""
    fact = dictionary().get(line.criterion.propose or "")
    figure = fact_in_words(line.proposal.value, fact)
    return f"The figures suggest “{capital(line.proposal.words)}” ({figure})."


def suggested(line: Line) -> str:
    """The same; or that a figure would suggest a level, were it on record."""
    fact = dictionary().get(line.criterion.propose or "")
    if fact is None or line.blocked or line.proposal is not None:
        return proposal_words(line)
    return f"A figure that is not on record yet would suggest a level: {within(fact.words)}."


def state(line: Line, facts: Facts) -> tuple[str, str]:
    """The state of a question in words, and the colour of its tag; "" where it is plain text."""
    if line.na is not None:
        return "Does not apply", ""
    if line.score is not None:
        return "Answered", ""
    return ("Not known", "yellow") if f"criterion.{line.criterion.id}" in facts else ("Open", "blue")


def tasks(account: SignificanceAccount, facts: Facts, to: To | None) -> Params:
    """The questions as govuk's task list, each with its state; links for those who may answer."""
    return {"idPrefix": "question", "items": [_task(line, facts, to) for line in account.lines]}


def _task(line: Line, facts: Facts, to: To | None) -> Params:
    words, colour = state(line, facts)
    status: Params = {"tag": {"text": words, "classes": f"govuk-tag--{colour}"}} if colour else {"text": words}
    hint = _chosen(line) if line.score is not None or line.na is not None else suggested(line)
    task: Params = {"title": {"text": f"{line.label}. {line.criterion.ask}"}, "status": status}
    if hint:
        task["hint"] = {"text": hint}
    return task | ({"href": to("significance_question", line.criterion.id)} if to else {})


def check_rows(account: SignificanceAccount, facts: Facts, to: To) -> Params:
    """The answers to check before they are assessed."""
    rows = []
    for line in account.lines:
        answered = line.score is not None or line.na is not None
        value = _chosen(line) if answered else state(line, facts)[0]
        rows.append(Row(f"{line.label}. {line.criterion.ask}", value, to("significance_question", line.criterion.id)))
    return summary(rows)


def earlier(rows: Sequence[Assessment], doubts: Mapping[int, Doubt], edition: Edition) -> Table:
    """Assessments before the last one."""
    told = []
    for row in rows:
        found = band(row, doubts.get(row.pk), edition)
        told.append([day(row.day), found.tag["text"], f"{row.total} of {row.maximum}", found.came])
    columns = [Column("Day"), Column("Band"), Column("Points", numeric=True), Column("Where it came from")]
    return Table(columns, told, "Earlier assessments", "There are none.")


def limits(account: SignificanceAccount) -> str:
    """ "Limited from 0%, Moderate from 50%, Major from 70%"."""
    return ", ".join(f"{label} {limit}".strip() for label, limit in account.bands)


def page(seen: SignificanceSeen, to: To, may: bool) -> Params:
    """Everything that the overview shows."""
    last, now, edition = seen.last, seen.now, seen.known.rules.edition
    shown: Params = {
        "significance": edition.significance,
        "now": now,
        "tasks": tasks(now, seen.known.facts, to if may else None) if now else None,
        "open": len(now.missing) if now else 0,
        "changed": seen.changed,
        "again": last is not None and not seen.changed,
        "earlier": earlier(seen.earlier, seen.doubts, edition) if seen.earlier else None,
        "assess_url": to("significance_assess") if may and now else "",
        "limits": limits(now) if now else "",
    }
    return shown | (_last(last, to, may) if last else {})


def _last(last: LastAssessed, to: To, may: bool) -> Params:
    row, account, edition = last.row, last.account, last.rules.edition
    dispute = edition.significance.dispute if edition.significance else None
    return {
        "last": last,
        "band": band_that_counts(last.counted),
        "total": total(row, account),
        "limits": limits(account),
        "picture": picture(last),
        "sum": sum_table(last),
        "left_out": left_out_table(last, to),
        "hangs": hangs_words(account),
        "doubt": doubt_rows(last.doubt, edition) if last.doubt else None,
        "raise_url": to("doubt_raise", row.number) if dispute and may and not last.doubt else "",
        "talk_url": to("doubt_talk", row.number) if last.doubt and last.doubt.agreed is None else "",
        "ruling_url": (
            to("doubt_ruling", row.number) if last.doubt and last.doubt.agreed is False and not last.doubt.band else ""
        ),
    }
