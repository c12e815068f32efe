"""A person's own saved filters. They are theirs alone and no record, so they leave no event."""

from __future__ import annotations

from concordat.councils.scope import Scope
from concordat.register.models import SavedFilter
from concordat.ui.refusals import CannotDo

MOST = 30


def save(scope: Scope, *, name: str, query: str) -> SavedFilter:
    """Keep a query under a name; one of that name is replaced. Raises CannotDo beyond MOST names, or for nobody."""
    if scope.user_id is None:
        raise CannotDo("Only somebody who signs in has filters of their own.")
    mine = SavedFilter.objects.filter(user=scope.user_id, council=scope.council)
    same = mine.filter(name=name.strip()).first()
    if same is None and mine.count() >= MOST:
        raise CannotDo(f"You have {MOST} saved filters. Delete one first.", "name")
    row = same or SavedFilter(user_id=scope.user_id, council=scope.council, name=name.strip())
    row.query = query
    row.save()
    return row


def forget(scope: Scope, *, saved: SavedFilter) -> None:
    """Delete one of the reader's own."""
    SavedFilter.objects.filter(pk=saved.pk, user=scope.user_id, council=scope.council).delete()
