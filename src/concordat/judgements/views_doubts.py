"""A score in doubt: sent in, talked over, ruled on; and what may be left out of one."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.judgements import doubts
from concordat.judgements import presenters_doubts as presenters
from concordat.judgements.counting import label_of
from concordat.judgements.forms import DoubtForm, RulingForm, TalkForm
from concordat.judgements.models import Assessment, Doubt
from concordat.judgements.views_common import (
    assessment_of,
    doubt_about,
    hindrance,
    in_a_sentence,
    keeping,
    opened,
    part_page,
    sentence,
)
from concordat.protocol.edition import Edition
from concordat.register.forms import EmptyForm
from concordat.register.models import Involvement
from concordat.register.views_common import or_404
from concordat.ui.summaries import Row, summary


def _page(scope: Scope, involvement: Involvement, title: str, **more: Any) -> EditPage:
    return part_page(scope, involvement, title, "significance", template="judgements/act.html", **more)


def _score(row: Assessment, edition: Edition) -> dict[str, Any]:
    """The score that the page is about."""
    rows = [Row("Score", f"{row.total} of {row.maximum} points"), Row("Band", label_of(edition, row.band))]
    return {"about": summary([*rows, Row("Assessed", row.day)])}


@in_a_sentence("Leave a question out", "significance")
def leave_out(request: HttpRequest, council: str, reference: str, number: int, criterion: str) -> HttpResponse:
    """Agree that a question does not apply, for the role that the edition names."""
    scope, involvement = opened(request, reference)
    row = assessment_of(involvement, number)
    graded = rules_of(row.adoption).edition.significance
    asked = or_404(next((one for one in (graded.criteria if graded else []) if one.id == criterion), None))
    why = row.not_applicable.get(criterion, "It was answered")
    page = _page(
        scope,
        involvement,
        "Agree that a question does not apply",
        button="Agree",
        done="Agreed that the question does not apply",
        more={"about": summary([Row("Question", asked.ask), Row("Why it does not apply", why)])},
    )
    why_not = hindrance(request, lambda: doubts.check_can_leave_out(scope, assessment=row, criterion=criterion))
    if why_not:
        return sentence(request, page, why_not)

    def save(_form: Any) -> str:
        doubts.agree_to_leave_out(scope, assessment=row, criterion=criterion)
        return page.back

    return edit_new(request, page, EmptyForm, save)


@in_a_sentence("Send a score in as in doubt", "significance")
def doubt_raise(request: HttpRequest, council: str, reference: str, number: int) -> HttpResponse:
    """Send the score in as in doubt, before any form is filled."""
    scope, involvement = keeping(request, reference)
    row = assessment_of(involvement, number)
    page = _page(
        scope,
        involvement,
        "Send a score in as in doubt",
        lead="The score stays as it is. It is talked over, and ruled on where nobody can agree.",
        button="Send it in",
        done="Score sent in as in doubt",
        more=_score(row, rules_of(row.adoption).edition),
    )
    why_not = hindrance(request, lambda: doubts.check_can_raise(scope, assessment=row))
    if why_not:
        return sentence(request, page, why_not)

    def save(form: Any) -> str:
        doubts.raise_doubt(scope, assessment=row, **form.cleaned_data)
        return page.back

    return edit_new(request, page, DoubtForm, save)


def _of_doubt(doubt: Doubt, edition: Edition) -> dict[str, Any]:
    return {**_score(doubt.assessment, edition), "doubt": presenters.doubt_rows(doubt, edition)}


@in_a_sentence("Talk a score over", "significance")
def doubt_talk(request: HttpRequest, council: str, reference: str, number: int) -> HttpResponse:
    """Record what came of going through the score together, for the role that the edition names first."""
    scope, involvement = opened(request, reference)
    row = doubt_about(involvement, number)
    edition = rules_of(row.assessment.adoption).edition
    page = _page(
        scope, involvement, "What came of talking the score over", done="Recorded", more=_of_doubt(row, edition)
    )
    why_not = hindrance(request, lambda: doubts.check_can_talk_over(scope, doubt=row))
    if why_not:
        return sentence(request, page, why_not)

    def form_of(_: Doubt, data: Any) -> BaseForm:
        return TalkForm(data)

    def save(form: Any, version: int) -> str:
        doubts.talk_over(scope, doubt=row, version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, lambda: doubt_about(involvement, number), form_of, save)


@in_a_sentence("Rule on a band", "significance")
def doubt_ruling(request: HttpRequest, council: str, reference: str, number: int) -> HttpResponse:
    """Decide the band where no agreement was found, for the role that the edition names last."""
    scope, involvement = opened(request, reference)
    row = doubt_about(involvement, number)
    edition = rules_of(row.assessment.adoption).edition
    bands = {band.id: band.label for band in edition.significance.bands} if edition.significance else {}
    page = _page(
        scope,
        involvement,
        "Rule on the band",
        lead="The score stays beside the ruling. The band that you choose counts from now on.",
        button="Record the ruling",
        done="Ruling recorded",
        more=_of_doubt(row, edition),
    )
    why_not = hindrance(request, lambda: doubts.check_can_rule(scope, doubt=row))
    if why_not:
        return sentence(request, page, why_not)

    def form_of(_: Doubt, data: Any) -> BaseForm:
        return RulingForm(data, bands=bands)

    def save(form: Any, version: int) -> str:
        doubts.rule(scope, doubt=row, version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, lambda: doubt_about(involvement, number), form_of, save)
