"""The questions of outside assessments, and the records that answer them."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import assessment, permissions, queries
from concordat.councils.facts import QUESTIONS
from concordat.councils.forms import CompleteForm
from concordat.councils.forms_assessment import QuestionChangeForm, QuestionForm, QuestionRemoveForm
from concordat.councils.models import AssessmentQuestion, Council
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, scope_of
from concordat.councils.views_editing import EditPage, edit_new, edit_row


def assessment_questions(request: HttpRequest, council: str) -> HttpResponse:
    """All of them."""
    scope = scope_of(request)
    context = {
        "rows": [(row, row.answer("source"), row.answer("answered_from")) for row in queries.questions(scope)],
        "complete": scope.council.is_complete(QUESTIONS),
        "may": permissions.can_keep_settings(scope),
    }
    return render(request, "councils/assessment_questions.html", context)


def question_add(request: HttpRequest, council: str) -> HttpResponse:
    """Add a question."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def save(form: Any) -> str:
        assessment.add(scope, asked=form.asked(), reason=form.cleaned_data["reason"])
        return _questions(scope)[0]

    page = EditPage("Add a question", *_questions(scope), done="Question added")
    return edit_new(request, page, QuestionForm, save)


def question_edit(request: HttpRequest, council: str, question: int) -> HttpResponse:
    """Change a question, or say which records answer it."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def read() -> AssessmentQuestion:
        return or_404(queries.question(scope, question))

    def form_of(row: AssessmentQuestion, data: Any) -> BaseForm:
        initial = {"words": row.words, "source": row.answer("source"), "answered_from": row.answer("answered_from")}
        return QuestionChangeForm(data, initial=initial)

    def save(form: Any, version: int) -> str:
        told = form.cleaned_data
        more = {"correction": told["correction"], "reason": told["reason"]}
        assessment.change(scope, question=read(), version=version, asked=form.asked(), **more)
        return _questions(scope)[0]

    return edit_row(request, EditPage("Change a question", *_questions(scope)), read, form_of, save)


def question_remove(request: HttpRequest, council: str, question: int) -> HttpResponse:
    """It is asked no longer."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def read() -> AssessmentQuestion:
        return or_404(queries.question(scope, question))

    def save(form: Any, version: int) -> str:
        assessment.remove(scope, question=read(), version=version, **form.cleaned_data)
        return _questions(scope)[0]

    page = EditPage(
        "Take out a question",
        *_questions(scope),
        lead=read().words,
        button="Take it out",
        warning=True,
        done="Question taken out",
    )
    return edit_row(request, page, read, lambda _, data: QuestionRemoveForm(data), save)


def questions_complete(request: HttpRequest, council: str) -> HttpResponse:
    """Say whether there are other questions."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def form_of(row: Council, data: Any) -> BaseForm:
        return CompleteForm(data, initial={"complete": "yes" if row.is_complete(QUESTIONS) else ""})

    def save(form: Any, version: int) -> str:
        assessment.say_complete(scope, version=version, complete=form.cleaned_data["complete"] == "yes")
        return _questions(scope)[0]

    page = EditPage("Are these all the questions?", *_questions(scope))
    return edit_row(request, page, lambda: Council.objects.get(pk=scope.council.pk), form_of, save)


def _questions(scope: Scope) -> tuple[str, str]:
    return address(scope, "assessment_questions"), "Questions of outside assessments"
