"""Screening, significance and judgements as a part of a partnership's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.judgements import permissions, presenters_judged, queries
from concordat.judgements import presenters_screening as screening
from concordat.judgements import presenters_significance as significance
from concordat.judgements.counting import label_of
from concordat.judgements.models import Judged, Screened
from concordat.judgements.views_common import To, to
from concordat.protocol.edition import Edition
from concordat.protocol.explain.screening import TREATMENTS
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.register.queries_parts import judged_under
from concordat.ui.answers import NOT_ANSWERED
from concordat.ui.components import component
from concordat.ui.labels import within
from concordat.ui.words import day

NOT_SCREENED, NOT_ASSESSED = "Not screened yet", "Not assessed yet"
SERVED_HOW = {"direct": "directly", "indirect": "indirectly"}
Params = dict[str, Any]


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """The panel of a partnership's page; none where no edition is in force. Six queries, and one where it was
    assessed."""
    under = judged_under(involvement, scope.on)
    if under is None:
        return None
    edition, where = rules_of(under.adoption).edition, to(scope, involvement)
    rows = [*_screening(edition, involvement, where), *_significance(edition, involvement, where)]
    may = permissions.can_judge(scope, involvement)
    rows.append(_row("Aims", _aims(involvement), where("aims_served") if may else ""))
    answered = queries.judged(involvement)
    rows += [_judged(edition, name, answered.get(name, []), where) for name in edition.judged]
    return Panel("judgements/panel.html", {"rows": {"rows": rows}})


def tags(_scope: Scope, involvement: Involvement) -> Iterator[Params]:
    """That it is no partnership, or the band that counts, under the partnership's name."""
    screened = queries.last_screening(involvement)
    if screened is not None and screened.treated_as == "is_not":
        yield {"text": "Not a partnership", "classes": "govuk-tag--grey"}
    assessed = queries.as_counted(involvement)
    if assessed is not None and assessed.band:
        label = label_of(rules_of(assessed.counts.adoption).edition, assessed.band)
        yield {"text": f"Band: {within(label)}", "classes": "govuk-tag--blue"}


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
    assessed = queries.as_counted(involvement)
    said: SafeString | str = NOT_ASSESSED
    if assessed is not None:
        found = significance.band_that_counts(assessed)
        said = _tagged(found.tag, found.came)
    yield _row("How significant is it?", said, where("significance"))


def _tagged(tag: Params, words: str) -> SafeString:
    """A tag, and below it where it came from."""
    return format_html(
        '<p class="concordat-tags govuk-!-margin-top-0 govuk-!-margin-bottom-1">{}</p>{}', component("tag", tag), words
    )


def _aims(involvement: Involvement) -> SafeString | str:
    """How many it serves of those of which something is said, and which, a line each."""
    said = [(row.aim.words, row.answer("how")) for row in queries.aims(involvement)]
    served = [(words, SERVED_HOW[how]) for words, how in said if how in SERVED_HOW]
    answered = sum(isinstance(how, str) for _, how in said)
    if not answered:
        return NOT_ANSWERED
    counted = f"{len(served) or 'None'} of {answered}"
    return format_html("{}{}", counted, format_html_join("", "<br>{} ({})", served))


def _judged(edition: Edition, name: str, rows: list[Judged], where: To) -> Params:
    said = NOT_ANSWERED
    if rows:
        answer, by, _why = presenters_judged.answer_words(edition, rows[0])
        said = f"{answer}. {by}"
    return _row(edition.judged[name].ask, said, where("judgement", name))


def _row(key: str, value: SafeString | str, href: str) -> Params:
    """What stands, and the page on which to see and change it ("": the reader has none)."""
    view = [{"href": href, "text": "View", "visuallyHiddenText": f": {key}"}] if href else []
    return {"key": {"text": key}, "value": {"html": conditional_escape(value)}, "actions": {"items": view}}
