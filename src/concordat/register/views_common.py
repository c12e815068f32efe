"""What the views of the register share: finding a row or answering 404, and the words for its codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string

from concordat.accounts.editing import NOTHING
from concordat.councils import adopted_rules
from concordat.councils import queries as councils
from concordat.councils.models import Adoption
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, scope_of
from concordat.register import hooks, queries
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.models import Involvement, Party
from concordat.ui.sub_navigation import SubNavigation, SubPage

__all__ = [
    "address",
    "adoption_of",
    "entry_of",
    "or_404",
    "own",
    "page_of",
    "pages_of",
    "panels_html",
    "saved_words",
    "scope_of",
    "words_of",
]


def own(request: HttpRequest, reference: str) -> Involvement:
    """One of the council's own involvements. Raises Http404."""
    return or_404(queries.involvement(scope_of(request), reference))


def page_of(scope: Scope, involvement: Involvement) -> str:
    """The address of a partnership's page."""
    return address(scope, "partnership", involvement.reference)


def entry_of(scope: Scope, involvement: Involvement, anchor: str = "") -> str:
    """The address of its entry in the register, or of a part of that."""
    page = address(scope, "partnership_entry", involvement.reference)
    return f"{page}#{anchor}" if anchor else page


def saved_words(labels: Iterable[str]) -> str:
    """What was saved, by the labels of the answers: where several were asked together it is said of each."""
    listed = list(labels)
    if len(listed) > 1:
        listed = [", ".join(listed[:-1]), listed[-1]]
    return f"Saved: {' and '.join(listed)}" if listed else NOTHING


def pages_of(scope: Scope, involvement: Involvement, current: str = "") -> SubNavigation:
    """The sub-navigation of a partnership; ``current`` names the address of the page that is shown, if it is one."""
    found = hooks.pages.of(scope, involvement)
    return SubNavigation(
        "This partnership",
        tuple(
            SubPage(page.text, address(scope, page.name, involvement.reference), page.name == current) for page in found
        ),
    )


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


def panels_html(request: HttpRequest, place: str, scope: Scope, involvement: Involvement) -> list[str]:
    """What rooms above put in a place of a page, each panel as HTML."""
    panels = hooks.panels.of(place, scope, involvement)
    return [render_to_string(panel.template, dict(panel.context), request) for panel in panels]
