"""What is found or said once and never changed: another follows it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Max

from concordat.history.recorded import Unrecorded
from concordat.register.models import Involvement, OfInvolvement


class Result(OfInvolvement):
    """A row that is never changed or taken out. ``number`` counts those of an involvement."""

    number = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new one. Raises Unrecorded for one that stands."""
        if not self._state.adding:
            raise Unrecorded("This says what was so on its day. It is never changed; another follows it.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Raises Unrecorded."""
        raise Unrecorded("This says what was so on its day. It is never taken out.")


def next_number(model: type[Result], involvement: Involvement, **among: Any) -> int:
    """The number of the next one, of those alike. Inside an act, after ``rows.in_turn``."""
    last = model._default_manager.filter(involvement=involvement, **among).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
