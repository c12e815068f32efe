"""Screening, significance and judgements as a part of a partnership's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.judgements import permissions, presenters_judged, queries
from concordat.judgements import presenters_screening as screening
from concordat.judgements import presenters_significance as significance
from concordat.judgements.models import Judged, Screened
from concordat.judgements.views_common import To, to
from concordat.protocol.edition import Edition
from concordat.protocol.explain.screening import TREATMENTS
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.register.queries_parts import judged_under
from concordat.ui.answers import NOT_ANSWERED
from concordat.ui.components import component
from concordat.ui.words import day

NOT_SCREENED, NOT_ASSESSED = "Not screened yet", "Not assessed yet"
Params = dict[str, Any]


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """The panel of a partnership's page; none where no edition is in force. Five queries, and one where it was
    assessed."""
    under = judged_under(involvement, scope.on)
    if under is None:
        return None
    edition, where = rules_of(under.adoption).edition, to(scope, involvement)
    rows = [*_screening(edition, involvement, where), *_significance(edition, involvement, where)]
    if permissions.can_judge(scope, involvement):
        rows.append(_row("Aims", "Which of the council’s aims it serves", where("aims_served")))
    answered = queries.judged(involvement)
    rows += [_judged(edition, name, answered.get(name, []), where) for name in edition.judged]
    return Panel("judgements/panel.html", {"rows": {"rows": rows}})


def _screening(edition: Edition, involvement: Involvement, where: To) -> Iterator[Params]:
    if edition.screening is None:
        return
    row = queries.last_screening(involvement)
    said: SafeString | str = NOT_SCREENED
    if row is not None:
        said = _tagged(screening.tag(row.answer), _treated(row))
    yield _row("Is it a partnership?", said, where("screening"))


def _treated(row: Screened) -> str:
    return f"Treated {TREATMENTS[row.treated_as]}. Screened on {day(row.day)}"


def _significance(edition: Edition, involvement: Involvement, where: To) -> Iterator[Params]:
    graded = edition.significance
    if graded is None or graded.method == "none":
        return
    row = queries.last_assessment(involvement)
    said: SafeString | str = NOT_ASSESSED
    if row is not None:
        found = significance.band(row, queries.doubt_of(row), rules_of(row.adoption).edition)
        said = _tagged(found.tag, found.came)
    yield _row("How significant is it?", said, where("significance"))


def _tagged(tag: Params, words: str) -> SafeString:
    """A tag, and below it where it came from."""
    return format_html(
        '<p class="concordat-tags govuk-!-margin-top-0 govuk-!-margin-bottom-1">{}</p>{}', component("tag", tag), words
    )


def _judged(edition: Edition, name: str, rows: list[Judged], where: To) -> Params:
    said = NOT_ANSWERED
    if rows:
        answer, by, _why = presenters_judged.answer_words(edition, rows[0])
        said = f"{answer}. {by}"
    return _row(edition.judged[name].ask, said, where("judgement", name))


def _row(key: str, value: SafeString | str, href: str) -> Params:
    """What stands, and the page on which to see and change it."""
    view = {"href": href, "text": "View", "visuallyHiddenText": f": {key}"}
    return {"key": {"text": key}, "value": {"html": conditional_escape(value)}, "actions": {"items": [view]}}
