"""The record as a person reads it."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries
from tests.history.things.making import ANN, BOB, HERE, changed, made
from tests.history.things.models import Part, Thing

from concordat.history import clock, presenters, words
from concordat.history.acts import act
from concordat.history.erasure import erase
from concordat.history.names import ERASED
from concordat.history.queries import Changed, Line, events_of
from concordat.protocol.values import NotApplicable

pytestmark = pytest.mark.django_db
THING = "things.thing"


@pytest.fixture(autouse=True)
def told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_known", {})
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    words.add(
        "things.Thing",
        {"name": "Name", "chain": "", "count": "How many", "sure": "Is it sure", "codes": "Stages"},
        thing="Thing",
        values={"share": lambda value: f"£{value}"},
        named=("name",),
    )
    words.add("things.Part", {"thing": "Part of", "name": "Name"}, thing="Part", named=("name",))


def lines(thing: Thing, **more: Any) -> list[Line]:
    return events_of([("things.Thing", str(thing.pk))], **more)


def changes(line: Line) -> dict[str, tuple[str, str]]:
    return {change.words: (change.before, change.after) for item in line.items for change in item.changes}


def test_each_kind_of_value_is_told_in_words() -> None:
    thing = made(
        name="Bridge",
        day=date(2026, 3, 4),
        at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
        count=1200,
        share=Decimal("1.5"),
        sure=True,
        codes=["set_up", "running"],
    )
    assert changes(lines(thing, options={"codes": {"set_up": "Setting up"}})[0]) == {
        "Name": ("", "Bridge"),
        "Day": ("", "4 March 2026"),
        "At": ("", "1 July 2026 at 1:05pm"),
        "How many": ("", "1,200"),
        "Share": ("", "£1.50"),
        "Is it sure": ("", "Yes"),
        "Stages": ("", "Setting up, running"),
    }


def test_a_change_tells_both_values_who_and_when() -> None:
    thing = made(name="Bridge", sure=None)
    changed(thing, BOB, "Counted again", name="Bridges", count=0, sure=False)
    line = lines(thing)[0]
    assert (line.who, line.verb, line.reason) == ("Bob Beech", "Thing changed", "Counted again")
    assert line.when == datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert line.items[0].did == "changed"
    assert changes(line) == {
        "Name": ("Bridge", "Bridges"),
        "How many": ("Not answered yet", "0"),
        "Is it sure": ("Not answered yet", "No"),
    }


ANSWERS: list[tuple[Any, Any, tuple[str, str]]] = [
    (None, 7, ("Not known", "7")),
    (7, None, ("7", "Not known")),
    (7, NotApplicable("no bridge"), ("7", "Does not apply: no bridge")),
    (NotApplicable("no bridge"), None, ("Does not apply: no bridge", "Not known")),
]


@pytest.mark.parametrize(("before", "after", "told"), ANSWERS)
def test_what_was_not_known_or_did_not_apply_is_told_as_such(before: Any, after: Any, told: tuple[str, str]) -> None:
    thing = Thing()
    thing.set_answer("count", before)
    with act(ANN, "Made", HERE):
        thing.save()
    thing.set_answer("count", after)
    with act(ANN, "Answered", HERE):
        thing.save()
    assert changes(lines(thing)[0]) == {"How many": told}


def test_a_list_that_was_said_to_be_complete_is_told_as_such() -> None:
    thing = made()
    thing.set_complete("parts", True, date(2026, 1, 1), "ann")
    with act(ANN, "Answered", HERE):
        thing.save()
    assert changes(lines(thing)[0]) == {"Parts": ("Not answered yet", "There are no others")}


def test_a_row_that_is_pointed_at_is_told_by_its_name() -> None:
    one, other = made(name="One"), made(name="Other")
    part = Part(thing=one, name="p")
    with act(ANN, "Part made", HERE):
        part.save()
    part.thing = other
    with act(ANN, "Part moved", HERE):
        part.save()
    assert changes(events_of([("things.part", str(part.pk))])[0]) == {"Part of": ("One", "Other")}


def test_only_what_happened_to_the_things_asked_for_is_told_the_latest_first() -> None:
    thing, other = made(name="ours"), made(name="theirs")
    with act(ANN, "Both changed", HERE):
        thing.name = other.name = "x"
        thing.save()
        other.save()
    found = lines(thing)
    assert [(line.verb, len(line.items)) for line in found] == [("Both changed", 1), ("Thing made", 1)]
    both = events_of([(THING, str(thing.pk)), (THING, str(other.pk))])
    assert [len(line.items) for line in both] == [2, 1, 1]


def test_a_removal_tells_what_there_was_and_a_correction_says_so() -> None:
    thing = made(name="Bridge")
    key = thing.pk
    with act(ANN, "Removed", HERE, "Entered twice", correction=True, since=date(2026, 6, 1)):
        thing.delete()
    line = events_of([(THING, str(key))])[0]
    assert (line.correction, line.since, line.items[0].did) == (True, date(2026, 6, 1), "removed")
    assert changes(line)["Name"] == ("Bridge", "Not answered yet")


def test_what_was_erased_is_told_as_erased() -> None:
    thing = made(name="Zebedee")
    erase(BOB, THING, [str(thing.pk)], "a request", fields=frozenset({"name"}))
    erase(BOB, "", [ANN.id], "a rule")
    line = lines(thing)[0]
    assert line.who == ERASED
    assert line.items[0].changes == (Changed("Name", "", "Erased on 2 July 2026 under a request"),)


def test_the_older_lines_follow_without_a_gap_or_a_double() -> None:
    thing = made(name="0")
    for turn in range(1, 12):
        changed(thing, name=str(turn))
    seen: list[str] = []
    while found := lines(thing, first=len(seen), limit=5):
        seen += [changes(line)["Name"][1] for line in found]
    assert seen == [str(turn) for turn in range(11, -1, -1)]


def test_the_number_of_queries_does_not_grow_with_what_happened(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    thing = made(name="0")
    part = Part(thing=thing, name="p")
    with act(ANN, "Part made", HERE):
        part.save()
    for turn in range(10):
        changed(thing, name=f"x{turn}")
    asked = [(THING, str(thing.pk)), ("things.part", str(part.pk))]
    for limit in (2, 30):
        with django_assert_num_queries(4):
            assert events_of(asked, limit=limit)
    assert events_of([]) == []


def test_the_record_is_shown_a_page_at_a_time_the_newest_first_with_the_links_of_every_list(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    thing = made(name="0")
    for turn in range(1, 41):
        changed(thing, name=str(turn))
    sizes, ends = [], []
    for page in ("", "2", "3"):
        with django_assert_num_queries(5):
            shown = presenters.timeline([(THING, str(thing.pk))], page)
        sizes.append(len(shown.lines))
        ends.append(changes(shown.lines[0])["Name"][1])
    assert (sizes, ends) == ([presenters.LINES, presenters.LINES, 1], ["40", "20", "0"])
    html = render_to_string("history/timeline.html", {"history": shown})
    assert 'aria-label="Pages"' in html
    assert re.findall(r'href="([?]page=[0-9]+)"', html) == ["?page=2", "?page=1", "?page=2", "?page=3"]


@pytest.mark.parametrize("nonsense", ["x", "-1", "1.5", "9" * 40, "٣"])
def test_an_address_that_makes_no_sense_shows_the_latest(nonsense: str) -> None:
    thing = made(name="x")
    assert len(presenters.timeline([(THING, str(thing.pk))], nonsense).lines) == 1


def test_the_page_shows_the_day_in_london_who_and_what_and_escapes_it() -> None:
    thing = made(name="<b>Bridge</b>", reason="It rained")
    with act(ANN, "Name corrected", HERE, "Misspelt", correction=True, since=date(2026, 6, 1)):
        thing.name = "Bridges"
        thing.save()
    page = presenters.timeline([(THING, str(thing.pk))], "")
    html = " ".join(render_to_string("history/timeline.html", {"history": page}).split())
    for words_ in (
        "2 July 2026 at 12:30am",
        "by Ann Ash",
        "Name corrected",
        "Reason: Misspelt",
        "Correction",
        "It has been so since 1 June 2026.",
        "Bridges",
        "(before: &lt;b&gt;Bridge&lt;/b&gt;)",
        "Thing, new: &lt;b&gt;Bridge&lt;/b&gt;",
    ):
        assert words_ in html
    assert "<b>" not in html
    assert "council:1" not in html


def test_a_thing_of_which_nothing_is_recorded_says_so() -> None:
    html = render_to_string("history/timeline.html", {"history": presenters.timeline([(THING, "0")], "")})
    assert "Nothing is recorded here yet." in html
