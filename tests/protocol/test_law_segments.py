"""Segments tile the days, without gap or overlap, and say on every day what deciding that day says."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.protocol import strategies as some

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules
from concordat.protocol.standing import Segment, segments
from concordat.protocol.values import Facts


def _told(findings: tuple[Finding, ...]) -> list[tuple[str, str, date | None]]:
    return [(finding.row, finding.outcome, finding.due_on) for finding in findings]


def _of_day(found: list[Segment], day: date) -> Segment:
    (segment,) = [s for s in found if s.from_ <= day < s.until]
    return segment


@given(st.data(), some.rules)
def test_segments_tile_the_days_and_agree_with_deciding_each_day(data: st.DataObject, rules: Rules) -> None:
    facts: Facts = data.draw(some.facts(rules.duties["d"].reads))
    found = segments(rules, "d", facts, some.FIRST, some.LAST)
    assert found[0].from_ == some.FIRST
    assert found[-1].until == some.LAST
    assert all(one.until == other.from_ for one, other in pairwise(found))
    for n in range((some.LAST - some.FIRST).days):
        day = some.FIRST + timedelta(days=n)
        assert _told(_of_day(found, day).findings) == _told(rules.duties["d"].decide(facts, day))


@given(st.data(), some.rules, some.any_day)
def test_a_finding_says_the_next_day_on_which_it_may_change(data: st.DataObject, rules: Rules, on: date) -> None:
    facts: Facts = data.draw(some.facts(rules.duties["d"].reads))
    found = rules.duties["d"].decide(facts, on)
    changes = [finding.changes_on for finding in found if finding.changes_on]
    assert all(day > on for day in changes)
    if not changes:
        assert _told(rules.duties["d"].decide(facts, some.LAST)) == _told(found) or on >= some.LAST
