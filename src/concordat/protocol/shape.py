"""The base of every shape of the language, and the few types they share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from concordat.protocol.faults import NOWHERE


class Shape(BaseModel):
    """Closed and unchanging. ``at`` is the place in the source and no part of the rules."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
    at: Any = Field(default=NOWHERE, alias="@", exclude=True, repr=False)

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        mine, theirs = self.__dict__, other.__dict__
        return all(mine[name] == theirs[name] for name in mine if name != "at")

    __hash__ = None  # type: ignore[assignment]


def no_place(value: object) -> object:
    """A table whose keys are the author's own, without the place that the reader put among them."""
    return {k: v for k, v in value.items() if k != "@"} if isinstance(value, dict) else value


def _as_text(value: object) -> object:
    """A clause or an id may be written without quotes: 5.10, 3 and 2009-07-01 are then text."""
    if isinstance(value, (int, Decimal, date)) and not isinstance(value, bool):
        return str(value)
    return value


def _as_yes_no(value: object) -> object:
    """Yes and no are written here as they are in facts; true and false do as well."""
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _as_day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _as_number(value: object) -> object:
    return Decimal(str(value)) if isinstance(value, float) else value


Text: TypeAlias = Annotated[str, BeforeValidator(_as_text), StringConstraints(min_length=1, max_length=4000)]
Name: TypeAlias = Annotated[
    str, BeforeValidator(_as_text), StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)
]
FactName: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_-]*)*$", max_length=90)
]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_as_yes_no)]
Day: TypeAlias = Annotated[date, BeforeValidator(_as_day)]
Number: TypeAlias = Annotated[int | Decimal, BeforeValidator(_as_number)]
NumberOrSetting: TypeAlias = Annotated[
    int | Decimal | Annotated[str, StringConstraints(pattern=r"^setting\.[a-z0-9_]+$")], BeforeValidator(_as_number)
]
Condition: TypeAlias = Annotated[Any, WithJsonSchema({"$ref": "#/$defs/Condition"})]

Entry_ = TypeVar("Entry_")
Table: TypeAlias = Annotated[dict[Name, Entry_], BeforeValidator(no_place)]
FactTableOf: TypeAlias = Annotated[dict[FactName, Entry_], BeforeValidator(no_place)]
ListOfText: TypeAlias = Annotated[list[Text], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)]
