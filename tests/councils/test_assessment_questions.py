"""The questions of outside assessments: kept by those who keep settings, four-valued, with "there are no others"."""

from typing import Any

import pytest
from tests import world
from tests.register.pages.browsing import saved, send, text

from concordat.councils import assessment
from concordat.councils.assessment import Asked
from concordat.councils.facts import QUESTIONS, facts_of_council
from concordat.councils.models import AssessmentQuestion, Council
from concordat.councils.scope import Scope
from concordat.history.models import Event
from concordat.history.recorded import Stale
from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable, Rows
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db
HOW = "How are partnerships governed?"
AT = "/c/ashford/administration/assessment-questions/"


@pytest.fixture
def council(monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.setattr("concordat.councils.adoption.from_library", world.cached_library)
    return world.council("ashford")


@pytest.fixture
def scope(council: Council) -> Scope:
    return world.command(council)


def fact(scope: Scope) -> Any:
    return facts_of_council(Council.objects.get(pk=scope.council.pk), scope.on).get(QUESTIONS)


def test_no_question_and_none_said_is_blank_and_none_said_to_be_all_is_an_empty_list(scope: Scope) -> None:
    assert fact(scope) is None
    said = assessment.say_complete(scope, version=scope.council.version, complete=True)
    assert fact(scope) == Rows((), complete=True)
    assessment.say_complete(scope, version=said.version, complete=False)
    assert fact(scope) is None


@pytest.mark.parametrize("source", [None, NotApplicable("Nobody in particular"), "The inspector"])
def test_what_is_not_known_of_a_question_is_kept_apart_from_blank(scope: Scope, source: Any) -> None:
    row = assessment.add(scope, asked=Asked(HOW, source=source))
    assert fact(scope) == Rows(({"id": str(row.pk), "words": HOW, "source": source},), complete=False)


def test_another_question_takes_back_that_there_are_no_others(scope: Scope) -> None:
    assessment.say_complete(scope, version=scope.council.version, complete=True)
    assessment.add(scope, asked=Asked(HOW))
    assert not fact(scope).complete


def test_a_correction_needs_a_reason_and_who_was_slower_is_told(scope: Scope) -> None:
    row = assessment.add(scope, asked=Asked(HOW))
    with pytest.raises(CannotDo, match="needs its reason"):
        assessment.change(scope, question=row, version=row.version, asked=Asked(HOW), correction=True)
    assessment.change(scope, question=row, version=row.version, asked=Asked(HOW, answered_from="The register"))
    with pytest.raises(Stale):
        assessment.change(scope, question=row, version=row.version, asked=Asked(HOW))


def test_a_question_that_is_taken_out_is_no_fact_and_stays_in_the_record(scope: Scope) -> None:
    row = assessment.add(scope, asked=Asked(HOW))
    assessment.remove(scope, question=row, version=row.version)
    assert fact(scope) is None
    assert Event.objects.filter(verb="Assessment question taken out").exists()


def test_only_who_keeps_settings_keeps_the_questions_and_only_their_councils(scope: Scope) -> None:
    row = assessment.add(scope, asked=Asked(HOW))
    reader = world.scope(world.member(scope.council, "partnership_team"))
    for who in (reader, world.command(world.council("barton"))):
        with pytest.raises(NotAllowed):
            assessment.remove(who, question=row, version=row.version)
    with pytest.raises(NotAllowed):
        assessment.say_complete(reader, version=1, complete=True)


def test_a_question_is_added_changed_and_taken_out_on_its_pages(council: Council) -> None:
    client = world.client(world.member(council, "administrator").user)
    assert "No question is recorded yet." in text(client.get(AT))
    refused = send(client, f"{AT}add", words="")
    assert refused.status_code == 422
    assert saved(client, f"{AT}add", words=HOW, source_unknown="not_known") == AT
    row = AssessmentQuestion.objects.get()
    assert (row.answer("source"), row.words) == (None, HOW)
    saved(client, f"{AT}{row.pk}/change", answered_from="The register", correction="no")
    assert "The register" in text(client.get(AT))
    saved(client, f"{AT}complete", complete="yes")
    assert "There are no others." in text(client.get(AT))
    saved(client, f"{AT}{row.pk}/take-out", reason="The inspections ended")
    assert "No question is recorded." in text(client.get(AT))


def test_the_councils_own_duty_is_met_once_the_records_are_named(council: Council) -> None:
    client = world.client(world.member(council, "administrator").user)
    assessment.add(world.command(council), asked=Asked(HOW, answered_from="The register"))
    page = text(client.get("/c/ashford/standing/"))
    assert "question of an outside assessment" in page


def test_each_thing_that_the_dictionary_asks_of_a_question_is_read_back(scope: Scope) -> None:
    row = assessment.add(scope, asked=Asked(HOW, "The inspector", "The register"))
    read = {"id": str(row.pk), "words": HOW, "source": "The inspector", "answered_from": "The register"}
    assert fact(scope).rows == (read,)
    assert set(read) == set(dictionary()[QUESTIONS].row)
