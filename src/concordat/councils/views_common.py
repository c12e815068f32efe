"""What the views of administration share: who asks, finding a row or answering 404, and the rules of the day."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from concordat.councils import queries
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.rules import Rules

_T = TypeVar("_T")


def scope_of(request: HttpRequest) -> Scope:
    """Who asks, as the door found it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def or_404(row: _T | None) -> _T:
    """The row. Raises Http404 where there is none."""
    if row is None:
        raise Http404
    return row


def address(scope: Scope, name: str, *args: Any) -> str:
    """An address within the council."""
    return reverse(name, args=[scope.council.slug, *args])


def rules_now(scope: Scope) -> Rules | None:
    """The rules in force today, else those that the council adopts first; None where it has adopted none."""
    adoption = queries.adoption_on(scope.council, scope.on) or queries.first_adoption(scope.council)
    return rules_of(adoption) if adoption else None


def rules_ever(scope: Scope) -> list[Rules]:
    """The rules of every edition that the council adopted, those of today the last."""
    now = rules_now(scope)
    others = [rules_of(row) for row in reversed(queries.adoptions(scope))]
    return [*others, now] if now else others
