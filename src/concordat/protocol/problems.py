"""Pydantic's errors as sentences: what is wrong, where, and what to write instead."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from concordat.protocol import duties as duty_shapes
from concordat.protocol.faults import Place, nearest, said
from concordat.protocol.strict_yaml import PLACE

Report = Callable[..., None]

WRITE = {
    "clause": "Add clause: the number of the clause as the text prints it.",
    "strength": "Add strength: must, should, seek or may, as the text puts it.",
    "words": "Add words: one sentence that says what has to be so.",
    "kind": f"Add kind: one of {', '.join(duty_shapes.KINDS)}.",
    "id": "Add id: a short name in small letters, used nowhere else.",
}
# What pydantic adds to a path for each reading of a value that it tried.
_READINGS = ("function-", "constrained-", "is-instance[", "literal[", "list[", "nullable[")
_PLAIN_READINGS = ("bool", "decimal", "float", "int", "str")
_TEACH = {
    "every": "Write every: {months: 12}, {setting: …} or {fact: …}.",
    "by": "Write the roles between [ and ].",
    "to": "Write who gets it between [ and ].",
}
_PLAIN_NUMBER = "Write a plain number, such as 6 or 25000, or setting.<id>."
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


def explain_all(shape: type[BaseModel], raw: Any, place: Place, problems: list[Any], report: Report) -> None:
    """Report every problem of a part, each with its place."""
    for problem in _one_a_place(problems):
        _explain(shape, raw, place, problem, report)


def _one_a_place(problems: list[Any]) -> list[Any]:
    """One problem a place: where several readings of one value all failed, the first stands for them."""
    found: dict[tuple[Any, ...], Any] = {}
    for problem in problems:
        loc = tuple(step for step in problem["loc"] if not _is_reading(step))
        if loc in found:
            found[loc] = {**found[loc], "several": True}
        else:
            found[loc] = {**problem, "loc": loc}
    return list(found.values())


def _is_reading(step: Any) -> bool:
    return str(step).startswith(_READINGS) or step in _PLAIN_READINGS


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
        return f"“{key}” is missing.", WRITE.get(key, f"Add {key}."), ""
    if kind == "extra_forbidden":
        known = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
        return f"“{key}” is no key here.", nearest(key, [k for k in known if k not in (PLACE, "group_when")]), key
    if kind == "literal_error":
        return f"“{key}” never takes {said(found)}.", f"Write {context['expected']}.".replace("'", ""), key
    if kind == "string_pattern_mismatch":
        return f"{said(found)} is no name that “{key}” can take.", "Write small letters, digits, - and _ only.", key
    if kind in ("less_than_equal", "greater_than_equal"):
        limit = f"{context['le']} or less" if kind == "less_than_equal" else f"{context['ge']} or more"
        return f"“{key}” has to be {limit}, and {said(found)} stands there.", f"Write {limit}.", key
    if kind in ("too_long", "string_too_long"):
        most = f"{context['max_length']:,} {'signs' if kind == 'string_too_long' else 'items'}"
        return f"“{key}” is longer than {most}.", "Write less of it, or split it.", key
    if kind in ("too_short", "string_too_short"):
        return f"“{key}” is empty.", "Write at least one.", key
    if kind == "value_error":
        what, _, write = problem["msg"].removeprefix("Value error, ").partition(". ")
        return f"{what}.", write, str(found)
    if problem.get("several"):
        return (
            f"“{key}” cannot be {said(found)}.",
            _TEACH.get(key, "Write a plain number, such as 6 or 25000, or setting.<id>."),
            key,
        )
    expected = _EXPECTED.get(kind) or problem["msg"].removeprefix("Input should be ")
    return f"“{key}” has to be {expected}, and {said(found)} stands there.", _TEACH.get(key, f"Write {expected}."), key
