"""What a change reads like: the words of a model's fields, and of the plain values that the record kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeAlias

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from concordat.history.answered import Answered
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK, unknown_in_words
from concordat.ui.words import day, moment, number

# The names of rows by their ids, as text; the name of a row by its model and id.
Names: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
Named: TypeAlias = Callable[[str, str], str]
# What a page knows of fields: the words of their codes, or how to tell a value, given what its row is named by.
Options: TypeAlias = Mapping[str, Mapping[str, str] | Callable[[Any, Mapping[str, Any]], str]]
# How to tell a value, given what its row is named by; and one inside a field, by its key: its words, and the value's.
ByRow: TypeAlias = Callable[[Any, Mapping[str, Any]], str]
Inside: TypeAlias = Callable[[Mapping[str, Any], str, Any], tuple[str, str]]
# What an empty field reads like, where nobody was asked a question.
NOTHING = "Nothing recorded"
_ERASED = re.compile(r"erased on (\d{4}-\d\d-\d\d) under (.*)", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """How a model's changes are told. See :func:`add`."""

    thing: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    named_by: tuple[str, ...] = ()
    names: Names | None = None
    always: Collection[str] = ()
    points: Mapping[str, str] = field(default_factory=dict)
    by_row: Mapping[str, ByRow] = field(default_factory=dict)
    inside: Mapping[str, Inside] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    @property
    def read_by(self) -> tuple[str, ...]:
        """The fields that are read for the name of a row: the first is never empty."""
        return self.named_by + self.beside


_known: dict[str, Words] = {}


def add(
    model: str,
    fields: Mapping[str, str],
    *,
    thing: str = "",
    values: Mapping[str, Callable[[Any], str]] | None = None,
    named: tuple[str, ...] | Names = (),
    always: Collection[str] = (),
    points: Mapping[str, str] | None = None,
) -> None:
    """Say how a model's changes are told.

    ``fields`` are the words of its fields, "" for one that is not shown; ``thing`` is what a row is, such as
    "Partner"; ``values`` turn a field's value into words where its type does not say enough (money). ``always`` are the
    fields whose ``values`` also say what null and nothing mean there. ``points`` are the models whose ids were said of
    a row by names that are no fields of it.

    A row is called by the fields of ``named``, as the record has them; the first of them is never empty. What is not
    recorded has no such fields: there ``named`` answers what rows are called today, by their ids.
    """
    named_by, names = ((), named) if callable(named) else (named, None)
    _known[model.lower()] = Words(thing, fields, values or {}, named_by, names, always, points or {})


def add_by_row(
    model: str,
    by_row: Mapping[str, ByRow],
    inside: Mapping[str, Inside] | None = None,
    beside: tuple[str, ...] = (),
) -> None:
    """Say of a model whose words are there how values are told by what their row is named by.

    ``inside`` are fields that hold values by key, of which each is told by itself. ``beside`` are fields that stand in
    no name, and on which the words of those that do may hang.
    """
    _known[model.lower()] = replace(_known[model.lower()], by_row=by_row, inside=inside or {}, beside=beside)


def of(model: str) -> Words:
    """The words of a model; without any where none were added."""
    return _known.get(model.lower(), Words())


def of_field(model: str, name: str) -> str:
    """The words of a field, or its name made readable; "" where it is not to be shown."""
    base = name.removesuffix("_id")
    known = of(model).fields
    for wanted in (name, base):
        if wanted in known:
            return known[wanted]
    return base.strip("_").replace("_", " ").capitalize()


def pointed_at(model: str, name: str) -> str:
    """The label of the model that a field points at; "" where it holds a value of its own."""
    if name in of(model).points:
        return of(model).points[name]
    found = _field(model, name)
    related = found.related_model if isinstance(found, models.ForeignKey) else None
    return related._meta.label_lower if isinstance(related, type) else ""


def of_value(model: str, name: str, value: Any, options: Options, named: Named, row: Mapping[str, Any]) -> str:
    """A value as the record kept it, in words. ``named`` tells the rows that it points at; ``row`` is what its own row
    is named by."""
    told, known = of(model), options.get(name, {})
    if name in told.by_row and value is not None:
        return told.by_row[name](value, row)
    if callable(known):
        return known(value, row)
    own = told.values.get(name)
    if own and name in told.always:
        return own(value)
    if value in (None, "") and not _is_answered(model):
        return NOTHING
    if value is None or value in ("", [], {}):
        return unknown_in_words(BLANK if value in (None, "") else value) or ""
    if own:
        return own(value)
    if pointed_at(model, name):
        return named(pointed_at(model, name), str(value)) or (f"number {value}" if str(value).isdecimal() else "")
    found = _field(model, name)
    if isinstance(found, models.DateTimeField):
        return moment(datetime.fromisoformat(value))
    if isinstance(found, models.DateField):
        return day(date.fromisoformat(value))
    return plainly(value, known)


def of_unsaid(said: Any) -> str:
    """What was said in place of a value: blank, not known, not applicable, or that there are no others."""
    if isinstance(said, dict) and "complete" in said:
        return "There are no others"
    if isinstance(said, dict) and "na" in said:
        return unknown_in_words(NotApplicable(said["na"])) or ""
    return unknown_in_words(None if said == "not_known" else BLANK) or ""


def of_erased(said: str) -> str:
    """ "Erased on 3 March 2026 under …"."""
    found = _ERASED.fullmatch(said)
    return f"Erased on {day(date.fromisoformat(found[1]))} under {found[2]}" if found else "Erased"


def plainly(value: Any, options: Mapping[str, str] = MappingProxyType({})) -> str:
    """A value that stands for itself, in words; ``options`` are those of codes."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return number(value)
    if isinstance(value, list):
        return ", ".join(plainly(item, options) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {plainly(item, {})}" for key, item in value.items())
    return options.get(value, str(value))


def _is_answered(model: str) -> bool:
    """Whether the model's fields are answers, which can be blank or not known; a model that is gone had its own way."""
    try:
        return issubclass(apps.get_model(model), Answered)
    except LookupError:
        return True


def _field(model: str, name: str) -> models.Field[Any, Any] | None:
    try:
        found = apps.get_model(model)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found if isinstance(found, models.Field) else None
