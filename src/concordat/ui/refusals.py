"""The two ways in which a service says no. A page shows their sentences as they are."""

from __future__ import annotations

from collections.abc import Iterable


class NotAllowed(Exception):
    """The person has no right to do this: ``reason`` says in a sentence which right it needs and who has it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CannotDo(Exception):
    """Nobody could do this as things stand.

    ``message`` says what is wrong and what to do; ``field`` names the form's field at fault, if one is;
    ``items`` lists what is outstanding, one sentence each, in the order in which to show them.
    """

    def __init__(self, message: str, field: str | None = None, items: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.items = list(items)
