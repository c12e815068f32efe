"""The status words that are stored with segments are the core's on every day."""

from datetime import date, timedelta
from itertools import product

import pytest
from tests import world
from tests.compliance import making

from concordat.compliance import presenters, segments
from concordat.compliance.models import Segment
from concordat.compliance.pieces import Read
from concordat.councils import adopted_rules
from concordat.councils.queries import on_day
from concordat.protocol import standing
from concordat.protocol.findings import Finding
from concordat.protocol.values import Facts, Row, Rows
from concordat.protocol.vocabulary import OUTCOMES, STRENGTHS

START, END = date(2026, 1, 1), date(2026, 9, 1)
DUES = [None, *(START + timedelta(days=days) for days in (-400, -1, 0, 1, 59, 60, 61, 100, 242, 243, 244, 303, 900))]


RULE = "deviations: {clause: '9', allowed_by: [director], at_most: 2}\n"
ALLOWED: Row = {
    "id": "1",
    "duty": "purpose",
    "reason": "Sound",
    "allowed_by": "director",
    "from": START + timedelta(days=30),
}
DEVIATIONS: list[Facts] = [
    {},
    {"deviations": Rows((ALLOWED,), complete=True)},
    {"deviations": Rows(({**ALLOWED, "until": START + timedelta(days=45)},), complete=True)},
]


@pytest.mark.django_db
def test_on_every_day_of_a_finding_its_segment_has_the_cores_word() -> None:
    council = making.scope_of(world.council("ashford", None))
    making.adopt(council, making.ADOPTED, making.DUTIES, making.HEAD + RULE)
    under = making.enter(council).judged_under.get().adoption
    rules = adopted_rules.rules_of(under)
    used = set()
    for outcome, strength, due, facts in product(OUTCOMES, STRENGTHS, DUES, DEVIATIONS):
        finding, duty = Finding("", outcome, due, None), rules.duties["purpose"].duty
        duty = duty.model_copy(update={"strength": strength})
        one = standing.Segment(START, END, (finding,))
        found = [f for f, _nth in segments.worded(Read(rules, facts, under.pk), 0, duty, one)]
        assert [f.from_day for f in found] == [START, *(f.until for f in found[:-1])]
        assert found[-1].until == END
        for day in (START + timedelta(days=n) for n in range((END - START).days)):
            (word,) = {f.status for f in found if f.from_day <= day < (f.until or END)}
            allowed = standing.deviation_of(rules, duty, finding, facts, day)
            assert word == standing.status_of(finding, strength, day, allowed), (outcome, strength, due, day)
            used.add(word)
    assert used == set(presenters.ORDER)


@pytest.mark.django_db
def test_a_segment_counts_from_its_first_day_up_to_its_last() -> None:
    scope = making.council()
    row = making.enter(scope)
    under = row.judged_under.get().adoption
    Segment.objects.all().delete()
    Segment.objects.create(
        council=scope.council, involvement=row, adoption=under, duty="d", place=0, outcome="met", status="met",
        from_day=date(2026, 1, 1), until=date(2026, 2, 1),
    )  # fmt: skip
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [Segment.objects.filter(on_day(day)).exists() for day in days] == [False, True, True, False]
