"""What the views of the register share: finding a row or answering 404, and the words for its codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from concordat.councils import adopted_rules
from concordat.councils import queries as councils
from concordat.councils.models import Adoption
from concordat.councils.scope import Scope
from concordat.register import queries
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.models import Involvement, Party

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


def own(request: HttpRequest, reference: str) -> Involvement:
    """One of the council's own involvements. Raises Http404."""
    return or_404(queries.involvement(scope_of(request), reference))


def address(scope: Scope, name: str, *args: Any) -> str:
    """An address within the council."""
    return reverse(name, args=[scope.council.slug, *args])


def page_of(scope: Scope, involvement: Involvement) -> str:
    """The address of a partnership's page."""
    return address(scope, "partnership", involvement.reference)


def adoption_of(scope: Scope, involvement: Involvement) -> Adoption | None:
    """The edition under which an involvement is judged today."""
    judged = parts.judged_under(involvement, scope.on)
    return judged.adoption if judged else councils.adoption_on(scope.council, scope.on)


def words_of(scope: Scope, adoption: Adoption | None, partners: Sequence[Party] = ()) -> Words:
    """The words for codes under an adopted edition, the council's services, and the partners to choose from."""
    edition = adopted_rules.rules_of(adoption).edition if adoption else None
    services, every = queries.services(scope)
    return Words(
        edition, services, every, {party.organisation.reference: party.organisation.name for party in partners}
    )
