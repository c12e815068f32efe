"""The product's addresses of signing in, and two form pages of the tests' own: a council's name to change, and to add."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from concordat.accounts import sessions
from concordat.accounts.editing import Editing, edit
from concordat.councils.models import Council
from concordat.history.acts import INSTALLATION, act
from concordat.history.recorded import Stale
from concordat.ui.refusals import CannotDo


class NameForm(forms.Form):
    name = forms.CharField(label="Name", max_length=20)
    note = forms.CharField(label="Note", required=False)


def form_of(row: Council, data: Any = None) -> NameForm:
    return NameForm(data, initial={"name": row.name, "note": row.policy_statement})


def change(request: HttpRequest, version: int, name: str, note: str) -> None:
    """The service: on the version that was read, in an act."""
    with act(sessions.person(request).actor, "Council renamed", INSTALLATION):
        row = Council.objects.get(slug="bench")
        if row.version != version:
            raise Stale(row)
        row.name, row.policy_statement = name, note
        row.save()


def renaming(request: HttpRequest) -> HttpResponse:
    row = Council.objects.get(slug="bench")

    def reread() -> tuple[Council, NameForm]:
        now = Council.objects.get(slug="bench")
        return now, form_of(now)

    def save(form: forms.BaseForm, version: int) -> str:
        if form.cleaned_data["name"] == "Nobody":
            raise CannotDo("Somebody has to be named", "name")
        change(request, version, **form.cleaned_data)
        return f"/done/{Council.objects.get(slug='bench').version}/"

    def make(data: Any, _files: Any) -> NameForm:
        return form_of(row, data)

    return edit(request, Editing(make, save, "typing.html", row=row, reread=reread, done="Saved."))


def adding(request: HttpRequest) -> HttpResponse:
    def save(form: forms.BaseForm, _version: int) -> str:
        with act(sessions.person(request).actor, "Council made", INSTALLATION):
            made = Council(slug=f"added-{Council.objects.count()}", name=form.cleaned_data["name"])
            made.save()
        return f"/done/{made.pk}/"

    return edit(request, Editing(lambda data, _: NameForm(data), save, "typing.html"))


def plain(_request: HttpRequest, **_: Any) -> HttpResponse:
    return HttpResponse("plain")


urlpatterns = [
    path("renaming/", renaming, name="renaming"),
    path("adding/", adding, name="adding"),
    path("done/<int:number>/", plain, name="done"),
    path("", plain, name="start"),
    path("accessibility", plain, name="accessibility"),
    path("privacy", plain, name="privacy"),
    path("cookies", plain, name="cookies"),
    path("", include("concordat.accounts.urls")),
]
