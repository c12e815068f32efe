"""Who saved a row last, and when: for whoever was typing meanwhile."""

from __future__ import annotations

import json
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from concordat.history.models import Detail, Event
from concordat.history.recorded import Recorded

SOMEBODY = "Somebody"


def last_saved(row: Recorded) -> dict[str, Any]:
    """``saved_by`` and ``saved_at`` of the last change in the record; empty where it has none.

    Of a row that stands for several (its ``stands_for``), the last change of any of them.
    """
    rows = row.stands_for or [row]
    any_of = [Q(model=one._meta.label_lower, object=str(one.pk)) for one in rows]
    detail = Detail.objects.filter(reduce(or_, any_of)).order_by("-id").first()
    if detail is None:
        return {}
    event = Event.objects.get(scope=detail.scope, number=detail.number)
    said = Detail.objects.get(scope=detail.scope, number=detail.number, item=0)
    actor = json.loads(said.values).get("actor")
    return {"saved_by": actor[2] if actor else SOMEBODY, "saved_at": event.at}
