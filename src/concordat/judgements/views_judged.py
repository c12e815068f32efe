"""The judgements that an edition names: a question, who may answer it, and what they answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concordat.councils.views_editing import edit_new
from concordat.judgements import judging, permissions, presenters_judged, queries
from concordat.judgements.forms import JudgementForm
from concordat.judgements.views_common import hindrance, in_a_sentence, opened, part_page, sentence
from concordat.register.known import known_of
from concordat.register.views_common import or_404


@in_a_sentence("A judgement")
def judgement(request: HttpRequest, council: str, reference: str, judged: str) -> HttpResponse:
    """Answer one of them, for those whose it is; the others read what was answered."""
    scope, involvement = opened(request, reference)
    edition = known_of(scope, involvement).rules.edition
    asked = or_404(edition.judged.get(judged))
    why_not = hindrance(request, lambda: permissions.check_can_act_as(scope, involvement, edition, asked.by))
    said = queries.judged(involvement).get(judged, [])
    page = part_page(
        scope,
        involvement,
        asked.ask,
        template="judgements/question.html",
        button="Record the answer",
        done="Answer recorded",
        more=presenters_judged.page(edition, asked, said, queries.holders(scope, edition, asked.by)),
    )
    if why_not:
        return sentence(request, page, why_not)

    def save(form: Any) -> str:
        judging.judge(scope, involvement=involvement, name=judged, **form.cleaned_data)
        return f"{page.back}#judgements"

    return edit_new(request, page, lambda data: JudgementForm(data, ask=asked.ask), save)
