"""One way to show an edit page: what it says around its form, and the row read again for whoever was slower."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.accounts.editing import Editing, edit
from concordat.history.recorded import Recorded

_R = TypeVar("_R", bound=Recorded)


@dataclass(frozen=True)
class EditPage:
    """What an edit page says around its form.

    ``back`` is the address it leads back to, ``back_text`` its words; ``caption`` is what the page belongs to;
    ``warning`` makes the button red; ``another`` is where "Save and add another" leads; ``all_url`` is where all is
    asked, of which this page asks a part; ``more`` is for a template of its own.
    """

    title: str
    back: str
    back_text: str = ""
    caption: str = ""
    lead: str = ""
    button: str = "Save"
    warning: bool = False
    done: str = "Saved"
    template: str = "councils/edit.html"
    another: str = ""
    all_url: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def context(self) -> dict[str, Any]:
        """For the template."""
        names = ("title", "caption", "lead", "button", "warning", "another", "all_url")
        shown = {name: getattr(self, name) for name in names}
        return {**shown, "back": back_to(self.back, self.back_text), **self.more}


def back_to(href: str, text: str = "") -> dict[str, str]:
    """The link at the top of a page, as the layout takes it."""
    return {"href": href, "text": text}


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

    editing = Editing(lambda data, _: form_of(row, data), save, page.template, page.context, row, reread, page.done)
    return edit(request, editing)


def edit_new(
    request: HttpRequest, page: EditPage, make: Callable[[Any], BaseForm], save: Callable[[Any], str]
) -> HttpResponse:
    """Make something new: ``make(data)`` makes the form, ``save(form)`` saves it and answers where to go."""
    return edit_upload(request, page, lambda data, _: make(data), save)


def edit_upload(
    request: HttpRequest, page: EditPage, make: Callable[[Any, Any], BaseForm], save: Callable[[Any], str]
) -> HttpResponse:
    """The same for a form with files: ``make(data, files)``."""
    editing = Editing(
        make, lambda form, _: save(form), page.template, page.context, done=page.done, another=page.another
    )
    return edit(request, editing)
