"""Which entries a change can matter to; facts in a fixed number of queries; the hooks."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world

from concordat.history import clock
from concordat.history.acts import act
from concordat.history.recorded import Recorded
from concordat.register import entering, hooks, joint_record, organisations, parties, reach, reaching
from concordat.register.facts import facts_of
from concordat.register.models import Involvement, Organisation, Party, Person, Responsibility

TODAY = clock.today()


def involvement_facts(ids: set[int]) -> int:
    """How many queries reading the facts of some entries takes."""
    rows = list(Involvement.objects.filter(pk__in=ids))
    with CaptureQueriesContext(connection) as seen:
        facts_of(rows, TODAY)
    return len(seen)


def furnish(here: SimpleNamespace, number: int) -> None:
    for place in range(number):
        entry = world.involvement(here.council, f"Partnership {place}", lead=here.officer)
        new = organisations.New(f"Organisation {place}", apart=True)
        parties.add(here.team, partnership=entry.partnership, organisation=new)
        lead = Organisation.objects.get(council=here.council)
        answers = {"lead_authority.organisation": lead}
        entry.partnership.refresh_from_db()
        joint_record.answer(
            here.team, partnership=entry.partnership, answers=answers, version=entry.partnership.version
        )


def test_facts_take_three_queries_for_one_entry_and_for_five(here: SimpleNamespace) -> None:
    furnish(here, 1)
    assert involvement_facts({Involvement.objects.latest("pk").pk}) == 3
    more = [world.involvement(here.council, f"More {n}", lead=here.officer).pk for n in range(4)]
    assert involvement_facts({here.entry.pk, *more}) == 3
    assert facts_of([], TODAY) == {}


def test_a_council_is_not_its_own_partner_and_each_sees_the_other(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    row = here.entry.partnership
    joint_record.open_to(here.team, partnership=row, version=row.version, whom="all")
    row.refresh_from_db()
    other = entering.join(there.team, partnership=row, entered_on=TODAY)
    found: Any = facts_of([here.entry, other], TODAY)
    names = {pk: [party["organisation"] for party in facts["partners"].rows] for pk, facts in found.items()}
    assert names == {here.entry.pk: ["Barton Council"], other.pk: ["Ashford Council"]}


def test_a_change_reaches_only_what_reads_it(here: SimpleNamespace, there: SimpleNamespace) -> None:
    furnish(here, 1)
    mine = Involvement.objects.latest("pk")
    ours = {here.entry.pk, mine.pk}
    world.involvement(there.council)
    party = Party.objects.get(organisation__name="Organisation 0")
    cases: list[tuple[Recorded, set[int]]] = [
        (mine, {mine.pk}),
        (mine.partnership, {mine.pk}),
        (party, {mine.pk}),
        (party.organisation, {mine.pk}),
        (Organisation.objects.get(council=here.council), ours),
        (Responsibility.objects.get(involvement=mine), {mine.pk}),
        (mine.judged_under.get(), {mine.pk}),
        (Person.objects.get(pk=here.officer.pk), set()),
        (here.member, set()),
        (here.council, ours),
        (mine.judged_under.get().adoption, ours),
    ]
    for row, reached in cases:
        assert reach.of([row]) == reached, row._meta.label
    assert reach.of(row for row, _ in cases) == ours
    assert reach.of([]) == set()


def test_a_joint_change_reaches_the_entries_of_every_council_in_it(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    row = here.entry.partnership
    joint_record.open_to(here.team, partnership=row, version=row.version, whom="all")
    row.refresh_from_db()
    other = entering.join(there.team, partnership=row, entered_on=TODAY)
    assert reach.of([row]) == {here.entry.pk, other.pk}


def test_a_row_that_was_taken_out_reaches_what_it_did(here: SimpleNamespace) -> None:
    held = Responsibility.objects.get(involvement=here.entry)
    with act(world.INSTALLER, "Taken out", here.council.scope):
        held.delete()
    assert reach.of([held]) == {here.entry.pk}


def test_every_recorded_model_says_what_it_reaches_before_the_site_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reach.missing() == []
    monkeypatch.setattr(reach, "_reaches", {k: v for k, v in reach._reaches.items() if k is not Party})
    assert [fault.id for fault in reaching.every_recorded_model_has_a_reach()] == ["register.E001"]


def test_panels_come_in_their_order_and_those_with_nothing_to_say_stay_out(here: SimpleNamespace) -> None:
    def say(word: str) -> Callable[..., hooks.Panel]:
        return lambda scope, involvement: hooks.Panel("x.html", {"word": word})

    panels = hooks.Panels()
    panels.add("partnership", 20, say("second"))
    panels.add("partnership", 10, say("first"))
    panels.add("partnership", 15, lambda scope, involvement: None)
    panels.add("elsewhere", 1, say("never"))
    found = [panel.context["word"] for panel in panels.of("partnership", here.team, here.entry)]
    assert found == ["first", "second"]


def test_without_a_provider_nothing_is_counted(here: SimpleNamespace) -> None:
    tallies = hooks.Tallies()
    assert tallies.of(here.team, [here.entry.pk]) == {}
    tallies.provider = lambda scope, ids: {pk: {"overdue": 2} for pk in ids}
    assert tallies.of(here.team, [here.entry.pk]) == {here.entry.pk: {"overdue": 2}}
