"""Who saved a row last, and when: for whoever was typing meanwhile."""

from __future__ import annotations

import json
from typing import Any

from concordat.history.models import Detail, Event
from concordat.history.recorded import Recorded

SOMEBODY = "Somebody"


def last_saved(row: Recorded) -> dict[str, Any]:
    """``saved_by`` and ``saved_at`` of the last change in the record; empty where it has none."""
    ids = [str(pk) for pk in row.stands_for or [row.pk]]
    detail = Detail.objects.filter(model=row._meta.label_lower, object__in=ids).order_by("-id").first()
    if detail is None:
        return {}
    event = Event.objects.get(scope=detail.scope, number=detail.number)
    said = Detail.objects.get(scope=detail.scope, number=detail.number, item=0)
    actor = json.loads(said.values).get("actor")
    return {"saved_by": actor[2] if actor else SOMEBODY, "saved_at": event.at}
