"""Two editions held against each other: of one council what changed, of two what matters side by side."""

from __future__ import annotations

from typing import Any

import pytest
from tests.protocol.building import HEAD, edition_of

from concordat.protocol.compare import Change, Differences, SideBySide, changes, compare_editions
from concordat.protocol.edition import Edition
from concordat.protocol.portrait import portrait
from concordat.protocol.seal import canonical

FILES = {
    "edition.yaml": HEAD
    + """
roles: {lead_officer: {title: Senior officer, generic: lead_officer}}
bodies: {cabinet: {title: Cabinet, generic: executive}}
settings: {months: {type: months, words: Months between reviews, default: 12}}
errata: [{clause: "3", printed: one, used: two, why: A slip.}]
notes: [{clause: "3", note: First.}, {clause: "3", note: Second.}]
""",
    "lists.yaml": """
terms: {words: Terms, clause: "5", items: [{id: aims, words: Aims}, {id: parties, words: Parties}]}
""",
    "screening.yaml": """
clause: "1"
definition: Bodies that share a goal.
marks: [{id: bodies, clause: "1", ask: Two bodies?, about: arrangement.independent_bodies}]
classes:
- {id: company, clause: "1", words: A company, when: arrangement.limited_company, verdict: is_not}
- {id: forum, clause: "1", words: A forum, when: arrangement.discussion_group, verdict: between}
""",
    "significance.yaml": """
clause: "2"
method: sum
bands: [{id: small, label: Small, from: 0}, {id: large, label: Large, from: 3}]
criteria:
- id: money
  clause: "2"
  ask: How much?
  levels: [{score: 1, words: Little}, {score: 3, words: Much}]
""",
    "forms/start.yaml": """
id: start
title: Start
clause: "3"
filled_by: lead_officer
sections: [{id: one, title: One, questions: [{id: name, ask: What is it called?, about: partnership.name}]}]
""",
    "routes.yaml": """
- id: entry
  clause: "3"
  words: Entry is approved.
  starts: [entry]
  steps:
  - {id: endorse, clause: "3", act: endorse, by: [lead_officer]}
  - {id: approve, clause: "3", act: approve, by: [cabinet], after: [endorse], before: start}
""",
    "duties.yaml": """
- {id: named, clause: "4", words: It has a name., strength: must, kind: complete, facts: [partnership.name],
   guidance: Short.}
- {id: reviewed, clause: "4", words: It is looked at., strength: should, stage: reviewing, kind: recurs, event: review,
   subject: yearly, every: {setting: months}}
- {id: exit, clause: "5", words: There is an exit strategy., strength: must, stage: exiting, kind: document,
   types: [exit_strategy], before: closure}
""",
}


def edition(**changed: str) -> Edition:
    """The edition, with some of its text replaced: file stem = "what -> instead"."""
    files = dict(FILES)
    for stem, change in changed.items():
        name = next(name for name in files if name.split("/")[-1] == f"{stem}.yaml")
        what, instead = change.split(" -> ")
        assert what in files[name]
        files[name] = files[name].replace(what, instead, 1)
    return edition_of(files)


def told(other: Edition) -> list[tuple[str, str, str]]:
    return [(change.part, change.id, change.how) for change in changes(edition(), other)]


def test_an_edition_does_not_differ_from_itself() -> None:
    found = compare_editions(edition(), edition())
    assert found == Differences("aldmoor/2020 revision 1", "aldmoor/2020 revision 1", ())


def test_guidance_is_no_rule_and_no_change() -> None:
    assert told(edition(duties="guidance: Short. -> guidance: Keep it short.")) == []


def test_a_changed_duty_says_which_fields_changed_from_what_to_what() -> None:
    (found,) = changes(edition(), edition(duties="strength: should -> strength: must"))
    assert (found.part, found.id, found.how, found.clause) == ("duties", "reviewed", "changed", "4")
    assert [(field.name, field.was, field.now) for field in found.fields] == [("strength", "should", "must")]


# One change each: where, what it becomes, and what is told of it.
ONE_CHANGE = {
    "a band's threshold": ("significance", "from: 3 -> from: 4", ("bands", "large", "changed")),
    "a level": ("significance", "score: 3, words: Much -> score: 4, words: Much", ("criteria", "money", "changed")),
    "a class's verdict": ("screening", "verdict: is_not -> verdict: between", ("classes", "company", "changed")),
    "a step's actor": ("routes", "by: [cabinet] -> by: [lead_officer]", ("steps", "entry.approve", "changed")),
    "a question": ("start", "ask: What is it called? -> ask: Its name?", ("questions", "start.one.name", "changed")),
    "an item of a list": ("lists", "words: Parties -> words: Partners", ("items", "terms.parties", "changed")),
    "a setting's default": ("edition", "default: 12 -> default: 24", ("settings", "months", "changed")),
    "a title": ("edition", "title: Cabinet -> title: Executive", ("bodies", "cabinet", "changed")),
    "the second note on a clause": ("edition", "note: Second. -> note: Other.", ("notes", "3 (2)", "changed")),
    "the definition": ("screening", "share a goal -> share an aim", ("screening", "", "changed")),
    "the revision": ("edition", "revision: 1 -> revision: 2", ("edition", "", "changed")),
}


@pytest.mark.parametrize(("file", "change", "expected"), ONE_CHANGE.values(), ids=ONE_CHANGE)
def test_one_change_is_told_once_and_in_its_place(file: str, change: str, expected: tuple[str, str, str]) -> None:
    other = edition(**{file: change})
    assert told(other) == [expected]
    assert canonical(other) != canonical(edition())


def test_what_is_added_and_what_is_removed_is_told_with_its_clause() -> None:
    renamed = edition(duties="id: exit, -> id: leaving,")
    assert [(change.how, change.id, change.clause) for change in changes(edition(), renamed)] == [
        ("removed", "exit", "5"),
        ("added", "leaving", "5"),
    ]


def test_a_whole_part_that_is_new_is_told_with_all_that_lies_in_it() -> None:
    without = edition_of({name: text for name, text in FILES.items() if name != "routes.yaml"})
    found = [(change.part, change.id, change.how) for change in changes(without, edition())]
    assert found == [
        ("routes", "entry", "added"),
        ("steps", "entry.endorse", "added"),
        ("steps", "entry.approve", "added"),
    ]


def test_another_order_of_classes_is_a_change_since_the_first_that_holds_decides() -> None:
    classes = [line for line in FILES["screening.yaml"].splitlines() if line.startswith("- {id:")]
    swapped = FILES["screening.yaml"].replace("\n".join(classes), "\n".join(reversed(classes)))
    (found,) = changes(edition(), edition_of({**FILES, "screening.yaml": swapped}))
    assert found == Change("screening", "", "changed", "1", found.fields)
    assert [(field.name, field.was, field.now) for field in found.fields] == [
        ("order of classes", ["company", "forum"], ["forum", "company"])
    ]


def test_a_class_put_between_others_is_added_and_no_change_of_order() -> None:
    added = '- {id: charity, clause: "1", words: A charity, when: arrangement.charity, verdict: is}\n- {id: forum'
    assert told(edition(screening=f"- {{id: forum -> {added}")) == [("classes", "charity", "added")]


@pytest.mark.parametrize("change", [c[:2] for c in ONE_CHANGE.values()], ids=ONE_CHANGE)
def test_nothing_is_told_exactly_where_the_seals_agree(change: tuple[str, str]) -> None:
    other = edition(**{change[0]: change[1]})
    for one, two in ((edition(), edition()), (edition(), other), (other, edition()), (other, other)):
        assert (list(changes(one, two)) == []) == (canonical(one) == canonical(two))


def test_two_editions_of_one_council_are_two_states_of_one_thing() -> None:
    found = compare_editions(edition(), edition(edition="aldmoor/2020 -> aldmoor/2024"))
    assert isinstance(found, Differences)
    assert found.other == "aldmoor/2024 revision 1"


def test_two_councils_are_laid_side_by_side() -> None:
    found = compare_editions(edition(), edition(edition="edition: aldmoor/2020 -> edition: fenwick/2020"))
    assert isinstance(found, SideBySide)
    assert (found.one.edition, found.other.edition) == ("aldmoor/2020", "fenwick/2020")


def test_a_portrait_says_what_counts_as_a_partnership_and_how_much_it_matters() -> None:
    found = portrait(edition())
    assert found.defined
    assert {verdict: [one.id for one in listed] for verdict, listed in found.defined.classes.items()} == {
        "is_not": ["company"],
        "between": ["forum"],
    }
    assert [(mark.id, mark.weight) for mark in found.defined.marks] == [("bodies", "required")]
    assert found.graded
    assert found.graded.bands == (("Small", "0"), ("Large", "3"))
    assert found.graded.criteria == 1


def test_a_portrait_says_who_is_asked_by_the_councils_own_titles() -> None:
    (route,) = portrait(edition()).routes
    assert [(step.act, step.by, step.before) for step in route.steps] == [
        ("endorse", ("Senior officer",), ""),
        ("approve", ("Cabinet",), "start"),
    ]


def test_a_portrait_counts_duties_and_names_reviews_exits_documents_and_settings() -> None:
    found = portrait(edition())
    assert found.duties.total == 3
    assert found.duties.by_strength == {"must": 2, "should": 1}
    assert found.duties.by_kind == {"complete": 1, "document": 1, "recurs": 1}
    assert found.duties.by_stage == {"reviewing": 1, "exiting": 1}
    assert found.duties.by_gate == {"closure": 1}
    assert [(one.id, one.period) for one in found.reviews] == [("reviewed", "every 12 months (the council may set it)")]
    assert [one.id for one in found.exits] == ["exit"]
    assert [(one.id, one.types) for one in found.documents] == [("exit", ("exit_strategy",))]
    assert [(one.id, one.default) for one in found.settings] == [("months", "12")]
    assert [(form.title, form.filled_by, form.questions) for form in found.forms] == [("Start", "Senior officer", 1)]


def test_a_portrait_of_an_edition_that_says_little_is_no_error() -> None:
    empty: dict[str, Any] = {"edition.yaml": HEAD}
    found = portrait(edition_of(empty))
    assert (found.defined, found.graded, found.duties.total) == (None, None, 0)
