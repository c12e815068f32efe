"""The shapes of duties: what must be in place, happen, or come round. Ten kinds.

The docstring of each kind is what the reference page prints.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from concordat.protocol.shape import Condition, FactName, Name, NumberOrSetting, Shape, Text

Strength: TypeAlias = Literal["must", "should", "seek", "may"]
Gate: TypeAlias = Literal[
    "commitment", "negotiations_concluded", "agreement_signed", "start", "accountable_body", "publication", "closure"
]
ActName: TypeAlias = Literal[
    "consult", "advise", "assure", "endorse", "approve", "decide", "sign", "receive", "rule", "agree"
]
How: TypeAlias = Literal["any", "all", "in_order"]
Stage: TypeAlias = Literal["initiating", "approving", "setting_up", "operating", "reviewing", "exiting"]
Event: TypeAlias = Literal["review", "report", "meeting", "refresh", "presentation", "verification"]


class Period(Shape):
    """How often: a number of ``months``, a ``setting`` that holds months, or a ``fact`` that does (the
    partnership's own terms). Exactly one of the three."""

    months: int | None = Field(default=None, ge=1, le=600)
    setting: Name | None = None
    fact: FactName | None = None


class DutyBase(Shape):
    """What every duty says.

    ``clause``, ``words`` and ``strength`` are required (a group may give the clause). ``of`` says whose duty
    it is: ``involvement`` (the council's part), ``partnership`` (the partners' together) or ``council``.
    ``each`` names a list: one finding a row; ``where`` chooses among the rows. ``when`` says in which
    circumstances the duty applies. ``before`` names the gate that may not be passed while it is outstanding.
    ``owner`` is the role that sees to it; ``guidance`` helps and is no rule.
    """

    id: Name
    clause: Text
    words: Text
    strength: Strength
    of: Literal["involvement", "partnership", "council"] = "involvement"
    each: FactName | None = None
    where: Condition = None
    when: Condition = None
    group_when: Condition = None
    before: Gate | None = None
    owner: Name | None = None
    principles: list[Name] = Field(default_factory=list)
    stage: Stage | None = None
    guidance: Text | None = Field(default=None, exclude=True)


class Complete(DutyBase):
    """These facts are known, or not applicable with a reason. A list is known once it is marked complete.

    Not known while any is blank; never “not met”. ``facts`` may name fields of the row (``this.…``)
    where the duty has ``each``."""

    kind: Literal["complete"]
    facts: list[str] = Field(min_length=1)


class Holds(DutyBase):
    """The condition is true. Lapses with the rows that it reads."""

    kind: Literal["holds"]
    holds: Condition


class FormDuty(DutyBase):
    """The form was submitted; with ``every``, again within the period."""

    kind: Literal["form"]
    form: Name
    every: Period | None = None


class DocumentDuty(DutyBase):
    """A document of one of these types is in force, and lapses at its end.

    ``elements`` names a list of what it has to contain, in one document or in several of these types
    together. ``optional`` names the elements that may be left out with a reason, or says ``all``.
    ``agreed_by: all_partners`` asks that every partner agreed it; ``signed_by`` that every partner signed."""

    kind: Literal["document"]
    types: list[Name] = Field(min_length=1)
    elements: Name | None = None
    optional: list[Name] | Literal["all"] = Field(default_factory=list)
    agreed_by: Literal["all_partners"] | None = None
    signed_by: Literal["all_partners"] | None = None


class ActDuty(DutyBase):
    """An act is on record: consult, advise, assure, endorse, approve, decide, sign, receive, rule or agree.

    ``by`` names the roles or bodies that perform it: the body consulted, the adviser who advises. ``how``:
    ``any`` of them (default), ``all`` of them, or all ``in_order``. ``points`` names what they have to answer
    yes to, one by one. An act counts from its day until its validity ends; the last act of each giver counts.
    ``step`` (``route.step``) names the step whose acts count, where the duty is what that step does."""

    kind: Literal["act"]
    act: ActName
    by: list[str] = Field(min_length=1)
    how: How = "any"
    points: list[Name] = Field(default_factory=list)
    step: Text | None = None


class Recurs(DutyBase):
    """A review, report, meeting, refresh, presentation or verification came round within the period.

    ``subject`` says of what; ``to`` to whom, one finding a recipient; ``about`` what it has to cover. With
    ``each`` a round counts for the rows that its own ``about`` names.
    ``every`` is the period; without one, at least once. It is counted from the last round or from
    ``first_from`` (a date fact, or a day of the row; unless given, the day of entry, for the council
    the day of adoption), whichever is later. ``month`` (a setting or 1 to 12) moves the day to the end of
    that month, nearest to the day it would have been; a setting not given moves nothing. Lapses on the
    next due day."""

    kind: Literal["recurs"]
    event: Event
    subject: Name
    to: list[str] = Field(default_factory=list)
    about: list[Name] = Field(default_factory=list)
    every: Period | None = None
    month: NumberOrSetting | None = None
    first_from: FactName | None = None


class Seat(DutyBase):
    """A role or a seat is held. ``role`` reads who is responsible for the council; ``seat`` who sits on the
    body (of an involvement ours, of a partnership anyone's). ``capacity`` narrows a seat; ``at_least`` asks
    for more than one. Lapses at the end of a term."""

    kind: Literal["seat"]
    role: Name | None = None
    seat: Name | None = None
    capacity: Name | None = None
    at_least: int = Field(default=1, ge=1)


class Closed(DutyBase):
    """The row is answered, done or discharged by its day: ``this.closed_on`` is known by ``this.due_on``.
    Needs ``each``. Lapses the day after."""

    kind: Literal["closed"]


class Judgement(DutyBase):
    """One of the named roles answered yes, with a reason; with ``every``, again within the period.

    ``question`` names one of the edition's judgements (``judged.…``). What cannot be mechanised is one."""

    kind: Literal["judgement"]
    question: Name
    by: list[str] = Field(min_length=1)
    every: Period | None = None


class Published(DutyBase):
    """This is available to the public, the partners or the members. Lapses when it is withdrawn."""

    kind: Literal["published"]
    subject: Name
    to: list[Literal["public", "partners", "members"]] = Field(min_length=1)


Duty: TypeAlias = Annotated[
    Complete | Holds | FormDuty | DocumentDuty | ActDuty | Recurs | Seat | Closed | Judgement | Published,
    Field(discriminator="kind"),
]

KINDS: dict[str, type[DutyBase]] = {
    "complete": Complete,
    "holds": Holds,
    "form": FormDuty,
    "document": DocumentDuty,
    "act": ActDuty,
    "recurs": Recurs,
    "seat": Seat,
    "closed": Closed,
    "judgement": Judgement,
    "published": Published,
}
