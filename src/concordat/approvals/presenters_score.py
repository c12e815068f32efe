"""The assessment that papers carry: its sum with the notes, what was overruled, left out and in doubt."""

from __future__ import annotations

from typing import Any

from concordat.approvals.beside import rows_of
from concordat.judgements import presenters_significance as significance
from concordat.judgements.explained import assessed_then
from concordat.judgements.models import Assessment, Doubt, LeftOut
from concordat.judgements.presenters_differing import chosen_otherwise
from concordat.judgements.presenters_doubts import doubt_rows, hangs_words, left_out_table
from concordat.protocol.values import Facts


def score_shown(row: Assessment, beside: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """The score as it is told among papers, by what lay ``beside`` them and the ``facts`` that they keep."""
    doubt = next(iter(rows_of(Doubt, beside.get("doubt", ()))), None)
    agreed = {one.criterion: one for one in rows_of(LeftOut, beside.get("left_out", ()))}
    last = assessed_then(row, doubt, agreed)
    edition = last.rules.edition
    return {
        "band": significance.band(row, doubt, edition),
        "total": significance.total(row, last.account),
        "limits": significance.limits(last.account),
        "picture": significance.picture(last),
        "otherwise": chosen_otherwise(row, facts),
        "sum": significance.sum_table(last),
        "left_out": left_out_table(last, lambda *_: ""),
        "hangs": hangs_words(last.account),
        "doubt": doubt_rows(doubt, edition) if doubt else None,
    }
