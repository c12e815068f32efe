"""What lies beside the facts and forms of papers as they are sent in: files, questions, hands, doubts, as they stood.

What changes or comes later does not: a reply to a question, a file attached or withdrawn, who agreed to leave
something out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from concordat.accounts.models import User
from concordat.answers.models import Handed, Query
from concordat.evidence.models import StoredFile
from concordat.judgements.models import Assessment, Doubt, LeftOut
from concordat.records.files import attached
from concordat.register.models import Involvement

_M = TypeVar("_M", bound=Model)
Said = dict[str, Any]
_KEPT: Mapping[type[Model], Sequence[str]] = {
    StoredFile: ("reference", "name", "words", "media_type", "size", "digest", "owner_kind", "owner", "added_at"),
    Query: ("form", "question", "words", "asked_on", "asked_by_id", "reply", "replied_on", "replied_by_id"),
    Handed: ("form", "section", "note", "due_on", "handed_on", "handed_by_id", "done_on", "reply"),
    LeftOut: ("criterion", "by_id", "day"),
    Doubt: ("words", "raised_on", "raised_by_id", "agreed", "talked_of", "talked_on", "band", "ruling", "ruled_on",
            "ruled_by_id"),
}  # fmt: skip


def beside(involvement: Involvement, forms: Collection[str], assessment: Assessment | None) -> Said:
    """What stands beside the facts now: the files of a partnership and of its documents; of some forms the questions
    about answers, and the sections handed to somebody; of an assessment what was agreed to leave out, and the doubt."""
    asked = Query.objects.filter(involvement=involvement, form__in=forms).order_by("pk")
    handed = Handed.objects.filter(involvement=involvement, form__in=forms).select_related("to").order_by("pk")
    return {
        "files": [_said(row) for row in attached(involvement)],
        "asked": [_said(row) for row in asked],
        "handed": [_said(row) | {"to": row.to.user_id} for row in handed],
        "left_out": [_said(row) for row in LeftOut.objects.filter(assessment=assessment).order_by("pk")],
        "doubt": [_said(row) for row in Doubt.objects.filter(assessment=assessment)],
    }


def rows_of(model: type[_M], said: Sequence[Said]) -> list[_M]:
    """Rows as they were kept, to be shown and not to be saved."""
    named = _KEPT[model]
    fields: Any = model._meta
    return [
        model(**{name: fields.get_field(name.removesuffix("_id")).to_python(one[name]) for name in named})
        for one in said
    ]


def names_of(said: Said) -> dict[int, str]:
    """The names of those who are in it. One query."""
    rows = [*said.get("asked", ()), *said.get("handed", ())]
    users = {one.get(name) for one in rows for name in ("asked_by_id", "replied_by_id", "handed_by_id", "to")}
    return dict(User.objects.filter(pk__in=users - {None}).values_list("pk", "name")) if users - {None} else {}


def _said(row: Model) -> Said:
    return {name: _plain(getattr(row, name)) for name in _KEPT[type(row)]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
