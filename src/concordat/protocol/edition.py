"""The shapes of an edition, file by file."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from concordat.protocol.approve import Route
from concordat.protocol.ask import Form, Screening, Significance
from concordat.protocol.duties import Duty, Stage
from concordat.protocol.facts import Cell
from concordat.protocol.shape import (
    Condition,
    Day,
    FactName,
    FactTableOf,
    ListOfText,
    Name,
    Number,
    NumberOrSetting,
    Shape,
    Table,
    Text,
    YesNo,
)

EditionId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]


class Title(Shape):
    """A local title of a generic role or body."""

    title: Text
    generic: Name
    note: Text | None = None


class Entry(Shape):
    """One item with its words: a stage, a principle, an item of a list."""

    id: Name
    words: Text
    clause: Text | None = None
    note: Text | None = None


class Erratum(Shape):
    """What the text prints, what is used instead, and why."""

    clause: Text
    printed: Text
    used: Text
    why: Text


class Note(Shape):
    """What the text leaves open, or what we added, and how it is read here."""

    clause: Text
    note: Text
    setting: Name | None = None


class Setting(Shape):
    """What the council may set: its type, words, the default and why that."""

    type: Literal["number", "money", "yes_no", "choice", "month", "months"]
    words: Text
    clause: Text | None = None
    default: Number | bool | str | None = None
    options: Table[Text] = Field(default_factory=dict)
    note: Text | None = None


class DeviationRule(Shape):
    """Who may allow a deviation from a must, and for how many months ``at_most`` (a number, or a setting).

    ``needs`` names what has to be on record of it besides the reason: fields of ``deviations``, such as
    ``guidance`` and ``guidance_by``. ``words`` says it for people."""

    clause: Text
    allowed_by: list[str] = Field(min_length=1)
    needs: list[Name] = Field(default_factory=list)
    at_most: NumberOrSetting | None = None
    words: Text | None = None


class OwnFact(Cell):
    """A fact of the edition's own: a yes or no, a scalar, or (type rows) a list with its fields."""

    level: Literal["involvement", "partnership", "council"] = "involvement"
    clause: Text | None = None
    row: Table[Cell] = Field(default_factory=dict)


class Judged(Shape):
    """A question that a named role answers yes or no, with a reason."""

    ask: Text
    clause: Text
    by: list[str] = Field(min_length=1)
    guidance: Text | None = Field(default=None, exclude=True)


class NamedList(Shape):
    """A list of the text: elements, benefits, reasons, typical risks, weaknesses, legal forms."""

    words: Text
    clause: Text
    items: list[Entry] = Field(min_length=1)
    reconstructed: YesNo = False


class Prompt(Shape):
    """What the records suggest. Not a duty."""

    id: Name
    clause: Text
    when: Condition
    say: Text
    to: list[Name] = Field(min_length=1)
    offers: list[Name] = Field(default_factory=list)


class Head(Shape):
    """``edition.yaml``."""

    language: Literal[1]
    council: Text
    edition: EditionId
    revision: int = Field(ge=1)
    title: Text
    status: Literal["current", "draft", "expired", "superseded", "undated"]
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    source: Text
    supersedes: EditionId | None = None
    note: Text | None = None
    errata: list[Erratum] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    not_supplied: list[Entry] = Field(default_factory=list)
    roles: Table[Title] = Field(default_factory=dict)
    bodies: Table[Title] = Field(default_factory=dict)
    stages: list[StageTitle] = Field(default_factory=list)
    principles: list[Entry] = Field(default_factory=list)
    settings: Table[Setting] = Field(default_factory=dict)
    material_changes: list[FactName] = Field(default_factory=list)
    deviations: DeviationRule | None = None
    judged: Table[Judged] = Field(default_factory=dict)
    own: FactTableOf[OwnFact] = Field(default_factory=dict)


class StageTitle(Shape):
    """The council's words for one of the six stages."""

    id: Stage
    words: Text
    clause: Text | None = None
    requires: ListOfText = Field(default_factory=list)


class Edition(Head):
    """A council's protocol, whole."""

    lists: Table[NamedList] = Field(default_factory=dict)
    screening: Screening | None = None
    significance: Significance | None = None
    forms: Table[Form] = Field(default_factory=dict)
    routes: list[Route] = Field(default_factory=list)
    duties: list[Duty] = Field(default_factory=list)
    prompts: list[Prompt] = Field(default_factory=list)


Head.model_rebuild()
Edition.model_rebuild()
