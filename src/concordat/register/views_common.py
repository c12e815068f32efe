"""What the views of the register share: finding a row or answering 404, and the words for its codes."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from concordat.councils import adopted_rules
from concordat.councils import queries as councils
from concordat.councils.models import Adoption
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, scope_of
from concordat.register import queries
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.models import Involvement, Party

__all__ = ["address", "adoption_of", "or_404", "own", "page_of", "scope_of", "words_of"]


def own(request: HttpRequest, reference: str) -> Involvement:
    """One of the council's own involvements. Raises Http404."""
    return or_404(queries.involvement(scope_of(request), reference))


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
