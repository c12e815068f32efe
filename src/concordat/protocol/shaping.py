"""From plain data to shapes, part by part, so that one wrong duty does not hide the others.

Turns pydantic's errors into sentences that say what to write.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from concordat.protocol import duties as duty_shapes
from concordat.protocol.approve import Route
from concordat.protocol.ask import Form, Screening, Significance
from concordat.protocol.edition import Edition, Head, NamedList, Prompt
from concordat.protocol.faults import NOWHERE, Place, nearest
from concordat.protocol.strict_yaml import PLACE, Document

Report = Callable[..., None]

_WRITE = {
    "clause": "Add clause: the number of the clause as the text prints it.",
    "strength": "Add strength: must, should, seek or may, as the text puts it.",
    "words": "Add words: one sentence that says what has to be so.",
    "kind": f"Add kind: one of {', '.join(duty_shapes.KINDS)}.",
    "id": "Add id: a short name in small letters, used nowhere else.",
}
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a table of keys and values",
    "model_type": "a table of keys and values",
    "model_attributes_type": "a table of keys and values",
    "date_type": "a day",
    "decimal_type": "a number",
}


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
        what = f"“{kind}” is no kind of duty." if kind else f"The duty {raw.get('id', '')} says no kind."
        report(
            place,
            str(kind or raw.get("id", "")),
            what,
            nearest(str(kind), duty_shapes.KINDS) if kind else _WRITE["kind"],
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
        for problem in error.errors(include_url=False):
            _explain(shape, raw, place, problem, report)
        return None


def _explain(shape: type[BaseModel], raw: Any, place: Place, problem: Any, report: Report) -> None:
    where, data = place, raw
    owner: Any = shape
    for step in problem["loc"]:
        if isinstance(data, dict):
            where = data.get(PLACE, where)
        if problem["type"] in ("missing", "extra_forbidden") and step == problem["loc"][-1]:
            break
        data, owner = _down(data, owner, step)
    if isinstance(data, dict):
        where = data.get(PLACE, where)
    what, write, token = _sentence(owner, problem)
    report(where, token, what, write)


def _down(data: Any, owner: Any, step: Any) -> tuple[Any, Any]:
    """One step of an error's path: into the data, and into the shape that is expected there."""
    if (isinstance(data, dict) and step in data) or (
        isinstance(data, list) and isinstance(step, int) and step < len(data)
    ):
        data = data[step]
    if isinstance(owner, type) and issubclass(owner, BaseModel):
        names = {info.alias or name: info.annotation for name, info in owner.model_fields.items()}
        return data, _shape_in(names.get(step))
    return data, owner


def _shape_in(annotation: Any) -> Any:
    """The shape that an annotation holds, inside lists, tables and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, list, dict, Union, types.UnionType):
        for part in get_args(annotation):
            found = _shape_in(part)
            if found is not None:
                return found
    return None


def _sentence(owner: Any, problem: Any) -> tuple[str, str, str]:
    """What is wrong, what to write, and the word to look for."""
    names = [
        step
        for step in problem["loc"]
        if isinstance(step, str) and not step.startswith(("function-", "constrained", "is-instance"))
    ]
    key = str(names[-1]) if names else ""
    kind, context, found = problem["type"], problem.get("ctx", {}), problem.get("input")
    if kind == "missing":
        return f"“{key}” is missing.", _WRITE.get(key, f"Add {key}."), ""
    if kind == "extra_forbidden":
        known = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
        return f"“{key}” is no key here.", nearest(key, [k for k in known if k not in (PLACE, "group_when")]), key
    if kind == "literal_error":
        return f"“{key}” never takes “{found}”.", f"Write {context['expected']}.".replace("'", ""), key
    if kind == "string_pattern_mismatch":
        return f"“{found}” is no name that “{key}” can take.", "Write small letters, digits, - and _ only.", key
    if kind in ("too_short", "string_too_short"):
        return f"“{key}” is empty.", "Write at least one.", key
    expected = _EXPECTED.get(kind) or problem["msg"].removeprefix("Input should be ")
    shown = (
        "a table"
        if isinstance(found, dict)
        else "a list"
        if isinstance(found, list)
        else "nothing"
        if found is None
        else f"“{found}”"
    )
    return f"“{key}” has to be {expected}, and {shown} stands there.", f"Write {expected}.", key
