"""How significant is it? The overview, one question a page, and checking the answers before they are assessed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.councils.adopted_rules import rules_of
from concordat.councils.guidance import guidance_of_significance
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_row
from concordat.judgements import answering, judging, permissions, queries
from concordat.judgements import presenters_significance as presenters
from concordat.judgements.answering import CRITERION
from concordat.judgements.counting import label_of
from concordat.judgements.explained import SignificanceSeen, significance_of
from concordat.judgements.forms import LEVEL, AssessForm, LevelForm
from concordat.judgements.forms_trying import tried_with
from concordat.judgements.models import Answer
from concordat.judgements.presenters_differing import differing
from concordat.judgements.views_common import hindrance, in_a_sentence, keeping, opened, part_page, sentence, shown, to
from concordat.protocol.explain.significance import Line, SignificanceAccount
from concordat.register.forms import refusals_at
from concordat.register.models import Involvement
from concordat.register.views_common import address, or_404, page_of, pages_of, panels_html
from concordat.ui.answers import BLANK


@in_a_sentence("Significance")
def significance(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """The band and how it came about, what is in doubt, and the questions with their state."""
    scope, involvement = opened(request, reference)
    seen, where = significance_of(scope, involvement), to(scope, involvement)
    may = permissions.can_judge(scope, involvement)
    context = presenters.page(seen, where, may)
    drifted = differing(seen.now, seen.last.row.overruled) if seen.now and seen.last else {}
    context["differing"] = [
        (words, where("significance_question", name) if may else "") for name, words in drifted.items()
    ]
    context["after"] = panels_html(request, "after", scope, involvement) if seen.last and not seen.changed else []
    if seen.now:
        context["try_url"] = f"{address(scope, 'try_significance')}?{tried_with(seen.now.lines)}"
    next_ = _next_open(seen, "") if seen.now and may else ""
    return shown(
        request,
        "judgements/significance.html",
        "Significance",
        involvement.partnership.name,
        page_of(scope, involvement),
        subnav=pages_of(scope, involvement),
        why_none=hindrance(request, lambda: judging.check_can_be_assessed(seen.known.rules)),
        next_url=where("significance_question", next_) if next_ else "",
        **context,
    )


def _graded(seen: SignificanceSeen) -> SignificanceAccount:
    """The answers of today. Raises CannotDo where the edition asks no questions."""
    judging.check_can_be_assessed(seen.known.rules)
    assert seen.now is not None  # noqa: S101 - for the type checker: the check has looked
    return seen.now


def _next_open(seen: SignificanceSeen, after: str) -> str:
    """The next question of which nobody has said anything, going round; "" where there is none."""
    asked = [line.criterion.id for line in _graded(seen).lines]
    start = asked.index(after) + 1 if after in asked else 0
    round_ = [*asked[start:], *asked[:start]]
    return next((name for name in round_ if name != after and f"{CRITERION}{name}" not in seen.known.facts), "")


@in_a_sentence("A question of significance", "significance")
def significance_question(request: HttpRequest, council: str, reference: str, criterion: str) -> HttpResponse:
    """One question: its levels in words, and what the figures suggest. Saving leads to the next that is open."""
    scope, involvement = keeping(request, reference)
    seen, where = significance_of(scope, involvement), to(scope, involvement)
    account, fact = _graded(seen), f"{CRITERION}{criterion}"
    line = or_404(next((one for one in account.lines if one.criterion.id == criterion), None))
    page = part_page(
        scope,
        involvement,
        line.criterion.ask,
        "significance",
        template="judgements/question.html",
        button="Save and continue",
        more=_beside(seen, line),
    )

    def form_of(_: Answer, data: Any) -> BaseForm:
        row = queries.answers(involvement, [fact]).get(fact)
        answer = row.answer("value") if row else BLANK
        return LevelForm(data, criterion=line.criterion, answer=answer, hint=presenters.hint(line))

    def save(form: Any, version: int) -> str:
        answers = {fact: form.cleaned_data[LEVEL]}
        with refusals_at({fact: LEVEL}):
            answering.answer(scope, involvement=involvement, answers=answers, version=version)
        next_ = _next_open(seen, criterion)
        return where("significance_question", next_) if next_ else where("significance_assess")

    return edit_row(request, page, lambda: queries.answers_as_seen(involvement, [fact]), form_of, save)


def _beside(seen: SignificanceSeen, line: Line) -> dict[str, Any]:
    """What stands beside a question: its clause, and the guidance that the edition gives with it."""
    account = _graded(seen)
    number = account.lines.index(line) + 1
    beside = [("Where it stands", [f"Question {line.label} of the protocol, clause {line.criterion.clause}"])]
    words = guidance_of_significance(seen.known.adoption).get(line.criterion.id)
    beside += [("How to answer", [words])] if words else []
    return {"beside": beside, "number": f"Question {number} of {len(account.lines)}"}


@in_a_sentence("Check answers", "significance")
def significance_assess(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Check the answers, say what they rest on, and assess."""
    scope, involvement = keeping(request, reference)
    seen = significance_of(scope, involvement)
    account = _graded(seen)
    facts = answering.levels_asked(seen.known.rules)
    page = _check_page(scope, involvement, seen)
    if account.missing and request.method != "POST":
        many = f"{len(account.missing)} questions are" if len(account.missing) > 1 else "One question is"
        return sentence(request, page, f"{many} still open. Answer each, or say why it does not apply.")

    def form_of(_: Answer, data: Any) -> BaseForm:
        return AssessForm(data, lines=_graded(significance_of(scope, involvement)).lines)

    def save(form: Any, version: int) -> str:
        told = {"notes": form.given("note"), "overruled": form.given("reason")}
        with refusals_at(form.places):
            row = judging.assess(scope, involvement=involvement, version=version, **told)
        edition = rules_of(row.adoption).edition
        found = f"The band is {label_of(edition, row.band)}" if row.band else "No band follows from the answers"
        messages.success(request, f"Assessed. {found}: {row.total} of {row.maximum} points.")
        return page.back

    return edit_row(request, page, lambda: queries.answers_as_seen(involvement, facts), form_of, save)


def _check_page(scope: Scope, involvement: Involvement, seen: SignificanceSeen) -> EditPage:
    rows = presenters.check_rows(_graded(seen), seen.known.facts, to(scope, involvement))
    return part_page(
        scope,
        involvement,
        "Check answers",
        "significance",
        button="Assess",
        template="judgements/check.html",
        done="",
        more={"rows": rows},
    )
