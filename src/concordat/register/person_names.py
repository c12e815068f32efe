"""Names in the place of the marks by which facts know people, for whoever may read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from concordat.councils.scope import Scope
from concordat.history.names import called_when
from concordat.history.recorded import Recorded
from concordat.register.models import Person

_MARK = re.compile(r"\bperson:([0-9a-z]+)")
NOBODY = "somebody who is no longer on record"


def namer(scope: Scope, texts: Iterable[str], made: Recorded | None = None) -> Callable[[str], str]:
    """What puts the council's people's names into sentences such as these. One query; none where nobody is named.

    ``made``: the names that they had as this row was made, from the record; a fixed number of queries.
    """
    marks = {mark for text in texts for mark in _MARK.findall(text)}
    people = list(Person.objects.filter(council=scope.council, reference__in=marks)) if marks else []
    names = {person.reference: person.name for person in people}
    if made is not None and people:
        then = called_when(
            Person._meta.label_lower, [str(one.pk) for one in people], (made._meta.label_lower, str(made.pk))
        )
        names |= {one.reference: name for one in people if (name := then.get(str(one.pk)))}
    return lambda text: _MARK.sub(lambda found: names.get(found[1], NOBODY), text)
