"""Shapes as the reference pages show them: their sentences and their keys."""

import inspect
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

import reference_words as words


def table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A Markdown table."""
    body = [" | ".join(cell.replace("|", "/").replace("\n", " ") for cell in row) for row in rows]
    return [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}", *(f"| {line} |" for line in body)]


def expected(annotation: Any) -> str:
    """A type in a policy officer's words."""
    leaves = set(_leaves(annotation))
    choices = [f"`{leaf}`" for leaf in _leaves(annotation) if isinstance(leaf, str | int)]
    named = [leaf.__name__ for leaf in _leaves(annotation) if isinstance(leaf, type) and issubclass(leaf, BaseModel)]
    if list in leaves or dict in leaves:
        kind = "a list" if list in leaves else "a table"
        return f"{kind} of {', '.join(choices or named)}" if choices or named else kind
    if choices:
        return ", ".join(choices)
    for plain, in_words in words.TYPES:
        if plain in leaves:
            return in_words
    return ", ".join(named) or "text"


def _leaves(annotation: Any) -> Iterator[Any]:
    """The plain types and the literal words of an annotation; ``list`` for a list of anything."""
    origin = get_origin(annotation)
    if origin is None:
        yield annotation
    elif origin is Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif origin is Literal:
        yield from get_args(annotation)
    else:
        yield origin
        for part in get_args(annotation):
            yield from _leaves(part)


def fields(shape: type[BaseModel], but: frozenset[str] = frozenset()) -> list[str]:
    """The keys of a shape, each with what it takes and whether it is required."""
    rows = [
        (
            f"`{info.alias or name}`",
            words.TAKES.get(name) or expected(info.annotation),
            "yes" if info.is_required() else "",
        )
        for name, info in shape.model_fields.items()
        if name not in but and name not in ("at", "group_when")
    ]
    return table(("key", "takes", "required"), rows)


def said(thing: Any) -> list[str]:
    """A docstring as paragraphs."""
    return [inspect.cleandoc(thing.__doc__ or "").replace("``", "`"), ""]
