"""The shapes of what is asked and decided: screening, significance, forms."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from pydantic import Field

from concordat.protocol.shape import (
    Condition,
    FactName,
    ListOfText,
    Name,
    NumberOrSetting,
    Shape,
    Table,
    Text,
    YesNo,
)

Verdict: TypeAlias = Literal["is", "between", "is_not", "refer"]

MOST = 100  # more of one thing than any text holds, and few enough to try all of them against each other


class Mark(Shape):
    """A mark of a partnership. ``required`` marks decide; ``indicative`` ones are asked and kept.

    ``about`` names the dictionary's fact that answers it; without one the mark is answered by itself."""

    id: Name
    clause: Text
    ask: Text
    weight: Literal["required", "indicative"] = "required"
    about: FactName | None = None
    guidance: Text | None = Field(default=None, exclude=True)


class Class(Shape):
    """A class of arrangement with its verdict; the first that holds decides, in the order written."""

    id: Name
    clause: Text
    words: Text
    when: Condition
    unless: Condition = None
    verdict: Verdict
    by: Name | None = None


class Examples(Shape):
    """The text's own examples, beside the question."""

    clause: Text
    partnership: ListOfText = Field(default_factory=list, alias="is")
    between: ListOfText = Field(default_factory=list)
    is_not: ListOfText = Field(default_factory=list)


class Doubt(Shape):
    """How an answer in between, or one not yet decided, is treated until it is settled."""

    between: Literal["is", "is_not", "refer"] = "refer"
    undetermined: Literal["is", "is_not", "refer"] = "refer"


class ArrangementType(Shape):
    """A type of partnership that the text tells apart."""

    id: Name
    clause: Text
    title: Text
    words: Text


class Screening(Shape):
    """What counts as a partnership."""

    clause: Text
    definition: Text
    treat: Doubt = Doubt()
    marks: list[Mark] = Field(default_factory=list, max_length=MOST)
    classes: list[Class] = Field(default_factory=list, max_length=MOST)
    types: list[ArrangementType] = Field(default_factory=list)
    examples: Examples | None = None


class Level(Shape):
    """A level of a criterion: its score, its words and, for a proposal, its limits.

    ``from`` includes its end, ``upto`` does not; ``above`` does not include its end, ``through`` does."""

    score: int = Field(ge=-1000, le=1000)
    words: Text
    from_: NumberOrSetting | None = Field(default=None, alias="from")
    above: NumberOrSetting | None = None
    upto: NumberOrSetting | None = None
    through: NumberOrSetting | None = None


class Criterion(Shape):
    """A question whose answer is a level, or not applicable with a reason.

    ``label`` is the number that the text prints. ``propose`` names a number fact that suggests a level.
    ``agreed_by`` says who agrees that it does not apply. ``needs_setting`` names settings on which the
    levels rest: with another value it cannot be scored."""

    id: Name
    label: Text | None = None
    clause: Text
    ask: Text
    levels: list[Level] = Field(default_factory=list, max_length=MOST)
    propose: FactName | None = None
    na: Literal["with_reason", "never"] = "with_reason"
    agreed_by: Name | None = None
    needs_setting: Table[Any] = Field(default_factory=dict)
    guidance: Text | None = Field(default=None, exclude=True)


class Band(Shape):
    """A band, listed from the fewest controls to the most; ``from`` is its lowest score."""

    id: Name
    label: Text
    from_: NumberOrSetting | None = Field(default=None, alias="from")
    clause: Text | None = None


class Dispute(Shape):
    """Who settles a disputed score, first by agreement, then by ruling."""

    clause: Text
    first: Name
    then: Name


class Significance(Shape):
    """How much an arrangement matters, and so how much is asked of it. It is no measure of risk."""

    clause: Text
    method: Literal["share_of_maximum", "sum", "count_met", "any_of", "judgement", "none"]
    words: Text | None = None
    bands: list[Band] = Field(default_factory=list, max_length=MOST)
    criteria: list[Criterion] = Field(default_factory=list, max_length=MOST)
    least: NumberOrSetting = 1
    dispute: Dispute | None = None


class Question(Shape):
    """A question of a form. ``about`` names the fact or the list that the answer is kept as."""

    id: Name
    ask: Text
    about: FactName
    required: YesNo = True
    when: Condition = None
    by: Name | None = None
    clause: Text | None = None
    offers: Name | None = Field(default=None, description="a list of the edition shown beside the question")
    guidance: Text | None = Field(default=None, exclude=True)


class Section(Shape):
    """A section of a form; one of the same id in a form that extends another adds to it."""

    id: Name
    title: Text
    clause: Text | None = None
    by: Name | None = None
    principles: list[Name] = Field(default_factory=list)
    questions: list[Question] = Field(default_factory=list)
    guidance: Text | None = Field(default=None, exclude=True)


class Form(Shape):
    """A form: what is asked, of whom. ``extends`` takes over another form's questions."""

    id: Name
    title: Text
    clause: Text
    filled_by: Name
    extends: Name | None = None
    reconstructed: YesNo = False
    note: Text | None = None
    sections: list[Section] = Field(min_length=1)
