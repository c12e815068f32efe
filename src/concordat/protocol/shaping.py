"""From plain data to shapes, part by part, so that one wrong duty does not hide the others.

Turns pydantic's errors into sentences that say what to write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from concordat.protocol import duties as duty_shapes
from concordat.protocol.approve import Route
from concordat.protocol.ask import Form, Screening, Significance
from concordat.protocol.edition import Edition, Head, NamedList, Prompt
from concordat.protocol.faults import NOWHERE, Place, nearest, said
from concordat.protocol.problems import WRITE, explain_all
from concordat.protocol.strict_yaml import PLACE, Document

Report = Callable[..., None]


def edition_of(documents: Mapping[str, Document], report: Report) -> Edition | None:
    """The edition of a folder's documents; None where a part cannot be shaped (then it was reported)."""
    head = _part(documents, "edition.yaml", Head, report)
    tables = {
        "lists": _named(documents, "lists.yaml", NamedList, report),
        "forms": _forms(documents, report),
    }
    single = {
        "screening": _part(documents, "screening.yaml", Screening, report),
        "significance": _part(documents, "significance.yaml", Significance, report),
    }
    listed = {
        "routes": _each(documents, "routes.yaml", Route, report),
        "duties": _duties(documents, report),
        "prompts": _each(documents, "prompts.yaml", Prompt, report),
    }
    if head is None:
        return None
    return Edition.model_construct(**{**dict(head), **tables, **single, **listed, "at": NOWHERE})


def _data(documents: Mapping[str, Document], file: str) -> Any:
    document = documents.get(file)
    return document.data if document else None


def _part(documents: Mapping[str, Document], file: str, shape: type[BaseModel], report: Report) -> Any:
    data = _data(documents, file)
    return None if data is None else shaped(shape, data, Place(file, 1), report)


def _each(documents: Mapping[str, Document], file: str, shape: Any, report: Report) -> list[Any]:
    found = [shaped(shape, raw, Place(file, 1), report) for raw in _list(documents, file, report)]
    return [item for item in found if item is not None]


def _list(documents: Mapping[str, Document], file: str, report: Report) -> list[Any]:
    data = _data(documents, file)
    if data is None:
        return []
    if not isinstance(data, list):
        report(Place(file, 1), "", "The file has to be a list.", "Start each item with “- ”.")
        return []
    return data


def _named(documents: Mapping[str, Document], file: str, shape: type[BaseModel], report: Report) -> dict[str, Any]:
    data = _data(documents, file)
    if data is None:
        return {}
    if not isinstance(data, dict):
        report(Place(file, 1), "", "The file has to be a table.", "Write name: and below it what the name stands for.")
        return {}
    found = {name: shaped(shape, raw, Place(file, 1), report) for name, raw in data.items() if name != PLACE}
    return {name: item for name, item in found.items() if item is not None}


def _forms(documents: Mapping[str, Document], report: Report) -> dict[str, Any]:
    found = {}
    for file in documents:
        if file.startswith("forms/"):
            form = _part(documents, file, Form, report)
            if form is not None:
                found[form.id] = form
                if file != f"forms/{form.id}.yaml":
                    report(
                        Place(file, 1),
                        "id",
                        f"The form “{form.id}” is kept in another file's name.",
                        f"Name the file forms/{form.id}.yaml.",
                    )
    return found


def _duties(documents: Mapping[str, Document], report: Report) -> list[Any]:
    found = []
    for raw in _list(documents, "duties.yaml", report):
        if isinstance(raw, dict) and "duties" in raw:
            found += [_duty(member, report) for member in _group(raw, report)]
        else:
            found.append(_duty(raw, report))
    return [duty for duty in found if duty is not None]


def _group(raw: dict[str, Any], report: Report) -> list[Any]:
    """The members of a group, each with the clause and the when that they share."""
    place = raw.get(PLACE, Place("duties.yaml", 1))
    for key in raw:
        if key not in ("clause", "when", "duties", PLACE):
            report(place, key, f"A group of duties shares no “{key}”.", nearest(key, ("clause", "when", "duties")))
    if not isinstance(raw["duties"], list):
        report(place, "duties", "The duties of a group are a list.", "Start each with “- ”.")
        return []
    shared = {"clause": raw["clause"]} if "clause" in raw else {}
    when = {"group_when": raw["when"]} if "when" in raw else {}
    return [{**shared, **member, **when} if isinstance(member, dict) else member for member in raw["duties"]]


def _duty(raw: Any, report: Report) -> Any:
    place = raw.get(PLACE, Place("duties.yaml", 1)) if isinstance(raw, dict) else Place("duties.yaml", 1)
    if not isinstance(raw, dict):
        report(place, "", "A duty is a table.", "Write - id: … and below it clause, words, strength and kind.")
        return None
    kind = raw.get("kind")
    shape = duty_shapes.KINDS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        what = f"{said(kind)} is no kind of duty." if kind else f"The duty {said(raw.get('id', ''))} says no kind."
        report(
            place,
            kind if isinstance(kind, str) else "",
            what,
            nearest(str(kind), duty_shapes.KINDS) if kind else WRITE["kind"],
        )
        return None
    return shaped(shape, raw, place, report)


@cache
def _adapter(shape: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def shaped(shape: type[BaseModel], raw: Any, place: Place, report: Report) -> Any:
    try:
        return _adapter(shape).validate_python(raw)
    except ValidationError as error:
        explain_all(shape, raw, place, error.errors(include_url=False), report)
        return None
