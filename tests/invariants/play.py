"""A sequence under way: who acts, on which day, what is drawn next; and what came of each act."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from tests.invariants.towns import CAST, Town

from concordat.councils import queries as councils
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.recorded import Stale
from concordat.protocol.rules import Rules
from concordat.register.models import Involvement, JudgedUnder
from concordat.ui.refusals import CannotDo, NotAllowed

T = TypeVar("T")
MOST = 40
_REAL = clock.now


class Clock:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.days = 0

    def __call__(self) -> datetime:
        return _REAL() + timedelta(days=self.days)


class NothingToTry(Exception):
    """There is nothing yet to which this could be done."""


class Play:
    """One sequence under way: who does what next, drawn by its seed alone. ``tally`` counts what was tried, and what came of it."""

    def __init__(self, town: Town, seed: int, time: Clock) -> None:
        self.town, self.time = town, time
        self.draw = random.Random(f"{town.kind.edition} {seed}")
        self.tally: Counter[str] = Counter()
        self.left = min(MOST, 5 + int(self.draw.expovariate(1 / 8)))
        self.bold = self.draw.random() < 0.35
        # While it goes by the book.
        self.sure = False

    def tried(self, act: Callable[[Play], None]) -> None:
        """Try an act, where any is left; that it is refused is well and good, anything else is not."""
        if not self.left:
            return
        name = act.__name__
        try:
            act(self)
        except NothingToTry:
            return
        except (CannotDo, NotAllowed, Stale) as refused:
            self.tally[f"{name}: {type(refused).__name__}"] += 1
        else:
            self.tally[f"{name}: done"] += 1
        self.tally["acts"] += 1
        self.left -= 1

    def somebody(self, *likely: str, share: float = 0.85) -> Scope:
        """One of those whose part it is, as a rule; else anybody."""
        names = likely if likely and (self.sure or self.chance(share)) else tuple(CAST)
        if not self.sure and self.chance(0.01):
            return self.town.outsider
        found = councils.scope_of(self.town.people[self.draw.choice(names)], self.town.slug)
        assert found is not None
        return found

    def chance(self, share: float) -> bool:
        """Yes, this often."""
        return self.draw.random() < share

    def one_of(self, rows: Sequence[T]) -> T:
        """One of some rows. Raises NothingToTry where there is none."""
        if not rows:
            raise NothingToTry
        return self.draw.choice(rows)

    def words(self, words: str = "There is a reason", empty: float = 0.08) -> str:
        """Some words, as a rule."""
        return "" if not self.sure and self.chance(empty) else words

    @property
    def row(self) -> Involvement:
        """The partnership as it is now."""
        return Involvement.objects.select_related("partnership", "council").get(pk=self.town.row)

    @property
    def rules(self) -> Rules:
        """Those of the edition by which it is judged."""
        return rules_of(JudgedUnder.objects.select_related("adoption").get(involvement=self.town.row).adoption)

    def version(self, row: Any) -> int:
        """The version of a row, as a rule: somebody may have looked at an older one."""
        return int(row.version) - (1 if not self.sure and self.chance(0.03) else 0)

    def day(self, *days: int) -> Any:
        """A day some days from today."""
        return clock.today() + timedelta(days=self.draw.choice(days))


# Those who keep the partnership, the lead officer most often.
OWN = ("lead", "lead", "team", "both")
