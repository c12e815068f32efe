"""What the views of administration share: finding a row or answering 404, and one way to show an edit page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from concordat.accounts.editing import Editing, edit
from concordat.councils import queries
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.history.recorded import Recorded
from concordat.protocol.rules import Rules

_T = TypeVar("_T")
_R = TypeVar("_R", bound=Recorded)


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


@dataclass(frozen=True)
class EditPage:
    """What an edit page says around its form. ``back`` is where it leads back to, and its words."""

    title: str
    back: tuple[str, str]
    caption: str = ""
    lead: str = ""
    button: str = "Save"
    warning: bool = False
    done: str = "Saved"
    template: str = "councils/edit.html"
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def context(self) -> dict[str, Any]:
        """For the template."""
        names = ("title", "caption", "lead", "button", "warning")
        href, text = self.back
        return {name: getattr(self, name) for name in names} | {"back": {"href": href, "text": text}} | dict(self.more)


def edit_row(
    request: HttpRequest,
    page: EditPage,
    read: Callable[[], _R],
    form_of: Callable[[_R, Any], BaseForm],
    save: Callable[[Any, int], str],
) -> HttpResponse:
    """Edit a row. ``read`` finds it as it is now, ``form_of(row, data)`` makes its form, ``save(form, version)`` saves
    through one service and answers where to go."""
    row = read()

    def reread() -> tuple[Recorded, BaseForm]:
        fresh = read()
        return fresh, form_of(fresh, None)

    editing = Editing(
        lambda data, _: form_of(row, data), save, page.template, page.context, row, reread, done=page.done
    )
    return edit(request, editing)


def edit_new(
    request: HttpRequest, page: EditPage, make: Callable[[Any, Any], BaseForm], save: Callable[[Any], str]
) -> HttpResponse:
    """Make something new."""
    editing = Editing(make, lambda form, _: save(form), page.template, page.context, done=page.done)
    return edit(request, editing)
