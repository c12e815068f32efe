"""The questions that outside assessments ask of a council, and from which of its records each is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concordat.councils.facts import QUESTIONS
from concordat.councils.models import AssessmentQuestion, Council
from concordat.councils.permissions import check_can_keep_settings
from concordat.councils.scope import Scope
from concordat.councils.services import check_correction, required, reread
from concordat.history.acts import act
from concordat.ui.answers import BLANK

MOST = 300


@dataclass(frozen=True)
class Asked:
    """A question as a person gives it. ``source`` (who asks) and ``answered_from`` are four-valued."""

    words: str
    source: Any = BLANK
    answered_from: Any = BLANK


def add(scope: Scope, *, asked: Asked, reason: str = "") -> AssessmentQuestion:
    """Add a question. What was said of there being no others is taken back. Raises CannotDo at ``words``."""
    check_can_keep_settings(scope)
    row = _filled(AssessmentQuestion(council=scope.council), asked)
    with act(scope.actor, "Assessment question added", scope.council.scope, reason):
        row.save()
        _complete(scope, False)
    return row


def change(
    scope: Scope,
    *,
    question: AssessmentQuestion,
    version: int,
    asked: Asked,
    correction: bool = False,
    reason: str = "",
) -> AssessmentQuestion:
    """Change a question, or say from which records it is answered now; a correction needs its reason."""
    check_can_keep_settings(scope, question)
    check_correction(correction, reason)
    verb = "Assessment question corrected" if correction else "Assessment question changed"
    with act(scope.actor, verb, scope.council.scope, reason, correction=correction):
        row = _filled(reread(question, version), asked)
        row.save()
    return row


def remove(scope: Scope, *, question: AssessmentQuestion, version: int, reason: str = "") -> None:
    """Take out a question that is asked no longer. The record keeps it."""
    check_can_keep_settings(scope, question)
    with act(scope.actor, "Assessment question taken out", scope.council.scope, reason):
        reread(question, version).delete()


def say_complete(scope: Scope, *, version: int, complete: bool, reason: str = "") -> Council:
    """Say that there are no other questions, or take that back."""
    check_can_keep_settings(scope)
    verb = "Said that there are no other questions" if complete else "Took back that there are no others"
    with act(scope.actor, verb, scope.council.scope, reason):
        reread(scope.council, version)
        return _complete(scope, complete)


def _filled(row: AssessmentQuestion, asked: Asked) -> AssessmentQuestion:
    row.words = required(asked.words, "words", "the question", MOST)
    row.set_answer("source", asked.source)
    row.set_answer("answered_from", asked.answered_from)
    return row


def _complete(scope: Scope, complete: bool) -> Council:
    council = Council.objects.get(pk=scope.council.pk)
    if council.is_complete(QUESTIONS) != complete:
        council.set_complete(QUESTIONS, complete, scope.on, scope.actor.id)
        council.save()
    return council
