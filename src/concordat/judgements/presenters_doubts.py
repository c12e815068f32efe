"""What is left out of a score, what hangs on that, and what is in doubt about it, as pages show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from concordat.accounts.models import User
from concordat.judgements.counting import label_of
from concordat.judgements.explained import LastAssessed
from concordat.judgements.models import Doubt, LeftOut
from concordat.protocol.ask import Criterion
from concordat.protocol.edition import Edition
from concordat.protocol.explain.significance import SignificanceAccount
from concordat.protocol.table import title_of
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

Params = dict[str, Any]
To = Callable[..., str]


def left_out_table(last: LastAssessed, to: To) -> Table | None:
    """What does not apply, why, and who agreed; None where every question was answered."""
    criteria = {line.criterion.id: line for line in last.account.lines}
    rows = [
        [
            f"{criteria[name].label}. {criteria[name].criterion.ask}" if name in criteria else name,
            why,
            _agreed(last, criteria[name].criterion, last.left_out.get(name), to) if name in criteria else "",
        ]
        for name, why in last.row.not_applicable.items()
    ]
    columns = [Column("Question"), Column("Why it does not apply"), Column("Agreed")]
    return Table(columns, rows, "Left out of the score", "Nothing was left out.") if rows else None


def _agreed(last: LastAssessed, criterion: Criterion, row: LeftOut | None, to: To) -> Content:
    if row is not None:
        return f"{row.by.name if row.by else 'Yes'}, {day(row.day)}"
    if criterion.agreed_by is None:
        return "Needs nobody’s agreement"
    title = title_of(last.rules.edition, criterion.agreed_by)
    return Cell("Not agreed yet", to("leave_out", last.row.number, criterion.id), hint=f"For: {title}")


def doubt_rows(doubt: Doubt, edition: Edition) -> Params:
    """What is in doubt, what came of talking it over, and the ruling."""
    rows = [Row("Sent in as in doubt", _said(doubt.words, doubt.raised_on, doubt.raised_by))]
    if doubt.agreed is None:
        rows.append(Row("Talked over", "Not yet"))
    else:
        words = "The score was agreed" if doubt.agreed else "It was not agreed"
        rows.append(Row("Talked over", _said(f"{words}: {doubt.talked_of}", doubt.talked_on)))
    if doubt.band:
        words = f"{label_of(edition, doubt.band)}: {doubt.ruling}"
        rows.append(Row("Ruling", _said(words, doubt.ruled_on, doubt.ruled_by)))
    elif doubt.agreed is False:
        rows.append(Row("Ruling", "Not yet"))
    return summary(rows)


def _said(words: str, on: date | None, by: User | None = None) -> SafeString:
    """What was said, and below it when and by whom."""
    when = f"{day(on)}{f', {by.name}' if by else ''}"
    return format_html('{}<br><span class="concordat-quiet">{}</span>', words, when)


def hangs_words(account: SignificanceAccount) -> str:
    """That other answers to what was left out could give another band, and who must agree; empty where none could."""
    if not account.hangs_on_na:
        return ""
    labels = account.hangs_on_na
    several = len(labels) > 1
    named = f"questions {', '.join(labels[:-1])} and {labels[-1]}" if several else f"question {labels[0]}"
    told = f"The band hangs on {named}, left out of the score: an answer could give another band."
    agree = f" {account.must_agree} has to agree that {'these do' if several else 'it does'} not apply."
    return told + (agree if account.must_agree else "")
