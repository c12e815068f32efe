"""Who asks, for which council, in which roles, on which day: the first argument of every query and permission."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from concordat.councils.models import Council, Membership
from concordat.councils.roles import Reach, holders, reach
from concordat.history.acts import Actor
from concordat.ui.refusals import NotAllowed

# The ways of signing in that a council may name for a member. None named: what it asks of everybody.
PASSWORD, PASSWORD_AND_CODE = "password", "password_and_code"


@dataclass(frozen=True)
class Scope:
    """A person at work in a council. ``user_id`` is None where the system itself or the command acts; ``acts_for`` are
    the users for whom they act, each with the role in which they do ("": in all)."""

    actor: Actor
    council: Council
    roles: frozenset[str]
    on: date
    membership: Membership | None = None
    user_id: int | None = None
    acts_for: frozenset[tuple[int, str]] = field(default_factory=frozenset)

    def reach(self, right: str) -> Reach | None:
        """How far a right goes here."""
        return reach(self.roles, right)

    def check(self, right: str, words: str = "") -> None:
        """Raises NotAllowed with the reason, where the person has not even a part of the right."""
        if self.reach(right) is None:
            raise NotAllowed(words or f"Only these roles may do this: {', '.join(holders(right)).lower()}.")

    @property
    def needs_code(self) -> bool:
        """Whether a session has to have shown a second factor: what the council says of this member, else of all."""
        ways = self.membership.ways if self.membership is not None else []
        return PASSWORD not in ways if ways else self.council.second_factor

    @property
    def people(self) -> frozenset[int]:
        """The users whose work this is: the person's own, and that of those they act for today."""
        return frozenset(user for user, _ in self.acts_for) | self._own

    def people_as(self, role: str) -> frozenset[int]:
        """Those of them whose work in one role this is: a deputy for another role does not act in this one."""
        return frozenset(user for user, of in self.acts_for if of in ("", role)) | self._own

    @property
    def _own(self) -> frozenset[int]:
        return frozenset({self.user_id} if self.user_id else ())
