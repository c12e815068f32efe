"""The register's edit pages: one template, and the row read again for whoever was slower."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.accounts.editing import Editing, edit
from concordat.history.recorded import Recorded

_R = TypeVar("_R", bound=Recorded)
SAVED = "Saved"


@dataclass(frozen=True)
class EditPage:
    """What an edit page says around its form. ``caption`` is what it belongs to; ``warning`` makes the button red."""

    title: str
    back: str
    caption: str = ""
    lead: str = ""
    button: str = "Save"
    warning: bool = False
    done: str = SAVED
    template: str = "register/edit.html"
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def context(self) -> dict[str, Any]:
        """For the template."""
        names = ("title", "caption", "lead", "button", "warning")
        return {name: getattr(self, name) for name in names} | {"back": back_to(self.back)} | dict(self.more)


def back_to(href: str) -> dict[str, str]:
    """The link at the top of a page, as the layout takes it."""
    return {"href": href}


def edit_row(
    request: HttpRequest,
    page: EditPage,
    read: Callable[[], _R],
    form_of: Callable[[_R, Any], BaseForm],
    save: Callable[[Any, int], str],
) -> HttpResponse:
    """Edit a row. ``read`` finds it as it is now, ``form_of(row, data)`` makes its form, ``save(form, version)`` is as
    in ``accounts.editing``."""
    row = read()

    def reread() -> tuple[Recorded, BaseForm]:
        fresh = read()
        return fresh, form_of(fresh, None)

    editing = Editing(
        lambda data, _: form_of(row, data), save, page.template, page.context, row, reread, done=page.done
    )
    return edit(request, editing)


def edit_new(
    request: HttpRequest, page: EditPage, make: Callable[[Any], BaseForm], save: Callable[[Any], str]
) -> HttpResponse:
    """Make something new."""
    editing = Editing(
        lambda data, _: make(data), lambda form, _: save(form), page.template, page.context, done=page.done
    )
    return edit(request, editing)
