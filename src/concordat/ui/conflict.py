"""What to show when two people changed the same thing: nothing that either typed is lost."""

from __future__ import annotations

from typing import Any, TypedDict

from django.forms import BaseForm
from django.http import QueryDict


class Changed(TypedDict):
    """A field in three versions: as it was when the form was opened, as it is saved now, as this person typed it."""

    label: str
    original: Any
    saved: Any
    own: Any


def with_version(form: BaseForm, version: int, name: str = "version") -> None:
    """Let a bound form be sent again over the version that is saved now: its hidden field gets that number."""
    data = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
    data[form.add_prefix(name)] = str(version)
    form.data = data
