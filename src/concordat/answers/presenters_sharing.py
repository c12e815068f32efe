"""Who has which section of a form, what came back, and who asks what about an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concordat.accounts.models import User
from concordat.answers import permissions
from concordat.answers.models import Handed, Query
from concordat.answers.places import to
from concordat.answers.queries import Filled
from concordat.councils.scope import Scope
from concordat.protocol.ask import Section
from concordat.register.models import Involvement
from concordat.ui.words import day

SOMEBODY, YOU = "The system", "you"


@dataclass(frozen=True)
class With:
    """A section that is or was in somebody's hands. ``done`` and ``take_back`` are addresses, empty for a reader who
    may not."""

    section: str
    name: str
    row: Handed
    by: str
    done: str = ""
    take_back: str = ""


def with_words(scope: Scope, row: Handed) -> str:
    """With whom a section is, and until when."""
    until = f" until {day(row.due_on)}" if row.due_on else ""
    return f"With {_holder(scope, row)}{until}"


def came_back(scope: Scope, handed: Iterable[Handed], section: str) -> str:
    """What was said when a section last came back; empty where it never did. One that comes back without a word may
    have been taken back as well."""
    ended = [(row.done_on, row.pk, row) for row in handed if row.section == section and row.done_on is not None]
    if not ended:
        return ""
    on, _, row = max(ended)
    by = _holder(scope, row)
    return f"Given back by {by} on {day(on)}: {row.reply}" if row.reply else f"It was with {by} until {day(on)}."


def _holder(scope: Scope, row: Handed) -> str:
    return YOU if row.to.user_id == scope.user_id else row.to.user.name


def held(scope: Scope, involvement: Involvement, found: Filled, handed: Iterable[Handed]) -> list[With]:
    """Who has or had which section, with what the reader may do about it."""
    titles = titles_of(found.sections)
    may_take_back = permissions.can_submit(scope, involvement)
    return [
        With(
            titles.get(row.section, row.section),
            _holder(scope, row),
            row,
            name_of(row.handed_by),
            to(scope, involvement, "section_done", row.pk)
            if row.done_on is None and row.to.user_id in scope.people
            else "",
            to(scope, involvement, "section_take_back", row.pk) if row.done_on is None and may_take_back else "",
        )
        for row in handed
    ]


def titles_of(sections: Iterable[Section]) -> Mapping[str, str]:
    """The titles of sections by their ids."""
    return {section.id: section.title for section in sections}


def name_of(user: User | None) -> str:
    """Who did something; the system where nobody is named."""
    return user.name if user is not None else SOMEBODY


def question_words(row: Query) -> str:
    """What somebody asks about an answer: "Ann Bell: where is this from?"."""
    return f"{row.asked_by.name if row.asked_by else SOMEBODY}: {row.words}"
