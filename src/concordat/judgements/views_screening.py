"""Is it a partnership? Where it stands, the answers, and the result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.accounts.next_page import next_page, with_next
from concordat.councils.views_editing import edit_row
from concordat.judgements import answering, judging, permissions, queries
from concordat.judgements import presenters_screening as presenters
from concordat.judgements.explained import screening_of
from concordat.judgements.forms import GroupsForm, ScreenForm
from concordat.judgements.models import Answer
from concordat.judgements.views_common import in_a_sentence, keeping, opened, part_page, shown, to
from concordat.protocol.explain.screening import TREATMENTS
from concordat.register.forms import refusals_at
from concordat.register.known import known_of
from concordat.register.places import asked_alone, title_alone
from concordat.register.views_common import own, page_of, pages_of, panels_html, saved_words
from concordat.ui.refusals import CannotDo


@in_a_sentence("Screening")
def screening(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Where it stands: the last result with why, the text's words beside what is answered, earlier results."""
    scope, involvement = opened(request, reference)
    seen, where = screening_of(scope, involvement), to(scope, involvement)
    may = permissions.can_judge(scope, involvement)
    edit, decide = (where(name) if may else "" for name in ("screening_answers", "screening_decide"))
    context = presenters.page(seen, edit, decide)
    context["after"] = panels_html(request, "after", scope, involvement) if seen.last and not seen.changed else []
    by_choice = where("partnership_edit", "protocol") if may else ""
    return shown(
        request,
        "judgements/screening.html",
        "Screening",
        involvement.partnership.name,
        page_of(scope, involvement),
        subnav=pages_of(scope, involvement),
        by_choice_url=by_choice,
        **context,
    )


@in_a_sentence("About the arrangement", "screening")
def screening_answers(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Answer for the arrangement: the marks of a partnership, and what it is."""
    scope, involvement = keeping(request, reference)
    rules = known_of(scope, involvement).rules
    every = [name for group in presenters.groups(rules) for name in group.facts]
    if not every:
        raise CannotDo("This protocol asks nothing of an arrangement by which to tell what it is.")
    facts = asked_alone(request, every)
    groups = presenters.groups(rules, facts)
    alone = len(facts) < len(every)
    title = title_alone(facts, rules.edition) if alone else ""
    page = part_page(
        scope,
        involvement,
        title or "About the arrangement",
        "screening",
        lead="Answer what you know. What you leave open, or do not know, is never taken for a no.",
        template="judgements/groups.html",
        done="" if title else "Answers saved",
        all_url=with_next(request.path, next_page(request)) if alone else "",
    )

    def form_of(_: Answer, data: Any) -> BaseForm:
        given = queries.answers(own(request, reference), facts)
        answers = {fact: row.answer("value") for fact, row in given.items()}
        return GroupsForm(data, groups=groups, answers=answers)

    def save(form: Any, version: int) -> str:
        with refusals_at(form.places):
            answering.answer(scope, involvement=involvement, answers=form.given(), version=version)
        if title:
            messages.success(request, saved_words(form.changed_labels))
        now = screening_of(scope, involvement).now
        is_clear = now is not None and now.found.treated_as is not None and not now.would_change
        # Nothing that is still open would change it: what remains is to record it.
        return to(scope, involvement)("screening_decide") if is_clear else page.back

    return edit_row(request, page, lambda: queries.answers_as_seen(involvement, facts), form_of, save)


@in_a_sentence("Record the result of the screening", "screening")
def screening_decide(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Record the result: what follows from the answers, and how it is treated."""
    scope, involvement = keeping(request, reference)
    seen = screening_of(scope, involvement)
    now, facts = seen.now, answering.asked_here(seen.known.rules)
    if now is None:
        raise CannotDo("This protocol says nothing of what counts as a partnership.")
    proposed = now.found.treated_as
    if proposed is None:
        raise CannotDo("Nothing has been answered yet. Answer the questions of the screening first.")
    page = part_page(
        scope,
        involvement,
        "Record the result of the screening",
        "screening",
        button="Record the result",
        template="judgements/screening_decide.html",
        done="",
        more={
            "now": now,
            "tag": presenters.tag(now.found.answer),
            "blanks": presenters.blanks(now),
            "proposed": TREATMENTS[proposed],
        },
    )

    def form_of(_: Answer, data: Any) -> BaseForm:
        return ScreenForm(data, treatments=presenters.TREATED, proposed=proposed)

    def save(form: Any, version: int) -> str:
        row = judging.screen(scope, involvement=involvement, version=version, **form.cleaned_data)
        messages.success(request, f"Result recorded: {presenters.result_words(row)}")
        return page.back

    return edit_row(request, page, lambda: queries.answers_as_seen(involvement, facts), form_of, save)
