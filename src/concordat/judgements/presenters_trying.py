"""What answers would give that are only tried: the band with its sum, what it would ask for; what it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from concordat.judgements import presenters_significance as significance
from concordat.judgements.at_band import AtBand
from concordat.judgements.presenters_doubts import hangs_words
from concordat.protocol.edition import Edition
from concordat.protocol.explain.significance import SignificanceAccount
from concordat.protocol.routes import StepFound
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts
from concordat.ui.tables import Column, Content, Table

Params = dict[str, Any]


@dataclass(frozen=True)
class AskedFor:
    """What a band asks for, in words: documents, who signs off, and the other duties that name the band."""

    documents: Sequence[str]
    signs: Sequence[str]
    others: Table | None
    count: int


def result(rules: Rules, account: SignificanceAccount, facts: Facts) -> Params:
    """What the levels give. The band's words are empty while answers that are missing leave several possible."""
    found = account.found
    points = f"{found.total} of {found.maximum} points"
    return {
        "band": {"text": account.band or "No band yet"},
        "total": f"{points}, {account.share}" if account.share else points,
        "limits": significance.limits(account),
        "possible": " or ".join(account.possible),
        "missing": len(account.missing),
        "picture": significance.picture_of(rules, facts, found.percent, account.share),
        "sum": _sum(account),
        "hangs": hangs_words(account),
    }


def _sum(account: SignificanceAccount) -> Table:
    rows: list[list[Content]] = []
    for line in account.lines:
        if line.na is not None:
            told: list[Content] = ["Left out: it does not apply", "", ""]
        elif line.score is None:
            told = ["Not answered", "", ""]
        else:
            told = [significance.capital(line.words), str(line.score), str(line.most)]
        rows.append([f"{line.label}. {line.criterion.ask}", *told])
    rows.append(["Together", "", str(account.found.total), str(account.found.maximum)])
    columns = [Column("Question"), Column("Level"), Column("Points", numeric=True), Column("Of", numeric=True)]
    return Table(columns, rows, "How the score would come about", "Nothing was answered.")


def asked_for(edition: Edition, at: AtBand) -> AskedFor:
    """What a band asks for, in words."""
    columns = [Column("What"), Column("Strength"), Column("Clause")]
    rows: list[list[Content]] = [[duty.words, duty.strength.capitalize(), duty.clause] for duty in at.duties]
    return AskedFor(
        [edition.forms[form].title for form in at.forms],
        [_signs(edition, step, certain) for step, certain in at.steps],
        Table(columns, rows, "What else the band asks for", "Nothing.", caption_hidden=True) if rows else None,
        len(rows),
    )


def _signs(edition: Edition, step: StepFound, certain: bool) -> str:
    by = " or ".join(title_of(edition, actor) for actor in step.step.by)
    words = step.step.words or step.step.act.capitalize()
    told = f"{words.rstrip('.')}: {by} (clause {step.step.clause})"
    return told if certain else f"{told}, where it is judged to be needed"
