"""The shapes of who is asked: routes and their steps."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from concordat.protocol.duties import ActName, Gate, How
from concordat.protocol.shape import Condition, Name, Shape, Text

Start: TypeAlias = Literal[
    "entry",
    "change",
    "commitment",
    "extra_authority",
    "accountable_body",
    "deviation",
    "dispute",
    "publication",
    "exit",
]


class Step(Shape):
    """A step of a route. Steps without ``after`` run side by side. ``sees`` names the forms that have to be
    submitted before it opens; ``not_needed`` is the sentence shown where ``when`` is not so."""

    id: Name
    clause: Text
    act: ActName
    by: list[str] = Field(min_length=1)
    how: How = "any"
    after: list[Name] = Field(default_factory=list)
    when: Condition = None
    points: list[Name] = Field(default_factory=list)
    sees: list[Name] = Field(default_factory=list)
    before: Gate | None = None
    not_needed: Text | None = None
    words: Text | None = None
    guidance: Text | None = Field(default=None, exclude=True)


class Route(Shape):
    """Who must be asked, and when. ``when`` may read the facts, ``matter.start`` and ``matter.changed``.

    ``title`` is a short heading, where the words are long."""

    id: Name
    clause: Text
    title: Text | None = None
    words: Text
    starts: list[Start] = Field(min_length=1)
    when: Condition = None
    steps: list[Step] = Field(min_length=1, max_length=100)
