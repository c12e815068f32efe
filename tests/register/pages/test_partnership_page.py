"""The entry of a partnership in the register, and the small forms that answer what it asks."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import Filled, day, filled, saved, send, text

from concordat.history.models import Event
from concordat.protocol.values import NotApplicable
from concordat.register import columns, gates, organisations, parties, record, responsibilities, sections
from concordat.register.forms import field_name
from concordat.register.models import Involvement
from concordat.ui.answers import is_unknown

pytestmark = pytest.mark.django_db


def url(here: SimpleNamespace, more: str = "") -> str:
    return f"/c/ashford/register/{here.entry.reference}/{more}"


def entry(here: SimpleNamespace) -> Involvement:
    return Involvement.objects.select_related("partnership").get(pk=here.entry.pk)


def test_another_councils_partnership_is_as_if_it_were_not_there(
    here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient
) -> None:
    theirs = world.involvement(there.council, "Barton Bridges")
    for more in ("", "entry/", "edit/stage", "joint/purpose", "history", "gates/start", "partners/find", "withdraw"):
        assert team.get(f"/c/ashford/register/{theirs.reference}/{more}").status_code == 404
        assert team.get(f"/c/ashford/register/zzzzzzzzzzzz/{more}").status_code == 404


def test_each_of_the_four_answers_reads_differently(here: SimpleNamespace, team: CheckedClient) -> None:
    answers = {
        "involvement.responsibilities": None,
        "involvement.liabilities": NotApplicable("The lead carries them"),
        "involvement.council_role_described": "We chair the board",
        "involvement.council_roles": (),
    }
    record.answer(here.team, involvement=entry(here), version=entry(here).version, answers=answers)
    page = text(team.get(url(here, "entry/")))
    for words in ("Not known", "Does not apply: The lead carries them", "We chair the board", "Not answered yet"):
        assert words in page


def test_what_is_missing_is_a_link_for_those_who_can_answer_it(
    here: SimpleNamespace, team: CheckedClient, reader: CheckedClient
) -> None:
    link = f'href="{url(here, "edit/stage")}#id_involvement--stage"'
    assert link in text(team.get(url(here, "entry/")))
    page = text(reader.get(url(here, "entry/")))
    assert link not in page
    assert "Not answered yet" in page
    assert "You can read what is recorded of this partnership." in page
    assert "Only these roles" not in page + text(reader.get(url(here)))


def test_an_officer_changes_what_they_answer_for_and_nothing_else(here: SimpleNamespace, lead: CheckedClient) -> None:
    other = world.involvement(here.council, "Somebody else's")
    saved(lead, url(here, "edit/stage"), **{field_name("involvement.stage"): "operating"})
    assert entry(here).stage == "operating"
    refused = lead.get(f"/c/ashford/register/{other.reference}/edit/stage")
    assert refused.status_code == 403
    assert "that you, or somebody you act for, are responsible for" in text(refused)


@pytest.mark.parametrize("section", sections.OWN, ids=lambda section: section.id)
def test_every_section_of_our_part_opens_and_saves_untouched(
    here: SimpleNamespace, team: CheckedClient, section: sections.Section
) -> None:
    before = Event.objects.count()
    saved(team, url(here, f"edit/{section.id}"))
    assert Event.objects.count() == before


@pytest.mark.parametrize("section", sections.JOINT, ids=lambda section: section.id)
def test_every_section_of_the_joint_record_opens_and_saves_untouched(
    here: SimpleNamespace, team: CheckedClient, section: sections.Section
) -> None:
    before = Event.objects.count()
    saved(team, url(here, f"joint/{section.id}"))
    assert Event.objects.count() == before


def test_a_section_that_is_not_there_is_404(here: SimpleNamespace, team: CheckedClient) -> None:
    assert team.get(url(here, "edit/purpose")).status_code == 404
    assert team.get(url(here, "joint/stage")).status_code == 404


# These have tests of their own, or nothing to choose from yet.
ELSEWHERE = {"partnership.name", "involvement.entered_on", "involvement.service"}
SENT = {"yes_no": {"": "yes"}, "text": {"": "Some words"}, "date": {"_day": "3", "_month": "April", "_year": "2024"}}


@pytest.mark.slow
@pytest.mark.parametrize("section", [*sections.OWN, *sections.JOINT], ids=lambda section: section.id)
def test_every_answer_can_be_not_known_not_applicable_and_a_value(
    here: SimpleNamespace, team: CheckedClient, section: sections.Section
) -> None:
    facts = [fact for fact in section.facts if fact not in ELSEWHERE]
    at = url(here, f"{'joint' if section.joint else 'edit'}/{section.id}")

    def answers() -> list[object]:
        row = entry(here).partnership if section.joint else entry(here)
        return [row.answer(columns.column(fact)) for fact in facts]

    def each(**sent: str) -> dict[str, str]:
        return {f"{field_name(fact)}_{part}": typed for fact in facts for part, typed in sent.items()}

    saved(team, at, **each(unknown="not_known"))
    assert answers() == [None] * len(facts)
    saved(team, at, change="change", **each(unknown="na", reason="It is informal"))
    assert answers() == [NotApplicable("It is informal")] * len(facts)
    fields = team.get(at).context["form"].fields
    values = {f"{field_name(fact)}{part}": typed for fact in facts for part, typed in _value(fields, fact).items()}
    saved(team, at, change="change", **each(unknown="", reason=""), **values)
    assert not any(is_unknown(answer) for answer in answers())


def _value(fields: dict[str, Any], fact: str) -> dict[str, str]:
    choices = getattr(fields[field_name(fact)].inner, "choices", None)
    return {"": next(str(code) for code, _ in choices if code)} if choices else SENT[columns.FACTS[fact].type]


def test_an_answer_that_is_altered_says_how(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "edit/stage")
    saved(team, at, **{field_name("involvement.stage"): "approving"})
    asked = send(team, at, **{field_name("involvement.stage"): "operating"})
    assert asked.status_code == 422
    assert "Select whether it has changed or was wrong" in text(asked)
    assert 'href="#id_change"' in text(asked)
    saved(team, at, **{field_name("involvement.stage"): "operating"}, change="change", **day("since", "1 9 2026"))
    assert entry(here).stage == "operating"
    assert Event.objects.filter(body__contains='"since":"2026-09-01"').exists()


def test_what_comes_to_be_known_has_neither_changed_nor_been_wrong(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "edit/stage")
    saved(team, at, **{f"{field_name('involvement.stage')}_unknown": "not_known"})
    assert "It has changed" not in text(team.get(at))
    saved(team, at, **{f"{field_name('involvement.stage')}_unknown": "", field_name("involvement.stage"): "operating"})
    assert entry(here).stage == "operating"
    assert "It has changed" in text(team.get(at))


def test_a_correction_needs_its_reason(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "edit/stage")
    saved(team, at, **{field_name("involvement.stage"): "approving"})
    refused = send(team, at, **{field_name("involvement.stage"): "operating"}, change="correction")
    assert refused.status_code == 422
    assert "Enter what was wrong, and how you know" in text(refused)
    saved(
        team, at, **{field_name("involvement.stage"): "operating"}, change="correction", reason="It was typed wrongly"
    )
    assert Event.objects.filter(body__contains='"correction":true').exists()


def test_the_slower_of_two_sees_both_and_loses_nothing(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "edit/part")
    mine = filled(team, at, **{field_name("involvement.council_role_described"): "We pay for it"})
    saved(team, at, **{field_name("involvement.council_role_described"): "We chair it"})
    conflict = team.post(at, mine)
    assert conflict.status_code == 409
    assert "We chair it" in text(conflict)
    assert "We pay for it" in text(conflict)
    assert entry(here).council_role_described == "We chair it"
    again = Filled(conflict.content.decode()).sent | {"change": ["change"]}
    assert team.post(at, again).status_code == 303
    assert entry(here).council_role_described == "We pay for it"


def test_a_form_sent_twice_acts_once(here: SimpleNamespace, team: CheckedClient) -> None:
    sent = filled(team, "/c/ashford/register/new", name="Brand new", how_far="running")
    first, second = (team.post("/c/ashford/register/new", sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert Involvement.objects.filter(partnership__name="Brand new").count() == 1


def test_entering_asks_for_a_name_and_gives_the_next_number(here: SimpleNamespace, team: CheckedClient) -> None:
    at = "/c/ashford/register/new"
    refused = send(team, at, name="")
    assert refused.status_code == 422
    assert "Enter the name of the partnership" in text(refused)
    went_to = saved(
        team, at, name="Brand new", how_far="idea", purpose="To try it", lead_officer=here.officer.reference
    )
    made = Involvement.objects.get(partnership__name="Brand new")
    assert went_to == f"/c/ashford/register/{made.reference}/"
    assert made.own_reference == "2"
    assert made.partnership.purpose == "To try it"
    assert made.responsibilities.get().person_id == here.officer.pk
    assert made.already_running is False


def test_a_name_that_is_taken_is_refused_at_the_name(here: SimpleNamespace, team: CheckedClient) -> None:
    refused = send(team, "/c/ashford/register/new", name="safer  STREETS", how_far="idea")
    assert refused.status_code == 422
    assert 'href="#id_name"' in text(refused)
    refused = send(
        team, "/c/ashford/register/new", name="Another", how_far="running", own_reference=here.entry.own_reference
    )
    assert 'href="#id_own_reference"' in text(refused)


def test_the_name_cannot_be_emptied_and_can_be_changed(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "joint/purpose")
    assert send(team, at, **{field_name("partnership.name"): ""}, change="change").status_code == 422
    saved(team, at, **{field_name("partnership.name"): "Safest Streets"}, change="change")
    assert entry(here).partnership.name == "Safest Streets"


def test_the_day_of_entry_can_only_be_corrected(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "edit/entry")
    moved = day(field_name("involvement.entered_on"), (here.entry.entered_on - timedelta(days=1)).strftime("%d %m %Y"))
    refused = send(team, at, change="change", **moved)
    assert refused.status_code == 422
    assert 'href="#id_involvement--entered-on_day"' in text(refused)
    saved(team, at, change="correction", reason="The minutes say so", **moved)
    assert entry(here).entered_on == here.entry.entered_on - timedelta(days=1)


def test_our_own_reference_changes(here: SimpleNamespace, team: CheckedClient) -> None:
    saved(team, url(here, "reference"), own_reference="PR-1")
    assert entry(here).own_reference == "PR-1"


def test_an_entry_is_taken_out_by_the_team_with_a_reason(
    here: SimpleNamespace, team: CheckedClient, lead: CheckedClient
) -> None:
    assert lead.get(url(here, "withdraw")).status_code == 403
    assert send(team, url(here, "withdraw")).status_code == 422
    saved(team, url(here, "withdraw"), reason="Entered twice")
    for page in (text(team.get(url(here, more))) for more in ("", "entry/")):
        assert "taken out of the register" in page
        assert "edit/stage" not in page


def test_a_gate_is_planned_passed_and_corrected(
    here: SimpleNamespace, team: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "provider", lambda gate, involvement, on: [])
    at = url(here, "gates/agreement_signed")
    saved(team, at, what="planned", **day("on", "1 2 2027"))
    assert entry(here).agreement_signed_on == date(2027, 2, 1)
    saved(team, at, what="happened", **day("on", "20 11 2026"))
    assert entry(here).agreement_signed_on == date(2026, 11, 20)
    assert send(team, at, what="wrong", **day("on", "19 11 2026")).status_code == 422
    saved(team, at, what="wrong", reason="The signature says so", **day("on", "19 11 2026"))
    assert entry(here).agreement_signed_on == date(2026, 11, 19)


def test_a_shut_gate_shows_what_is_outstanding_and_a_breach_stays_on_the_page(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    at = url(here, "gates/start")
    assert "Not known yet what is outstanding" in text(team.get(at))
    refused = send(team, at, what="happened", **day("on", "20 11 2026"))
    assert refused.status_code == 422
    assert "This is still outstanding" in text(refused)
    assert entry(here).start_on is None
    saved(team, at, what="happened", all_the_same="on", reason="It was urgent", **day("on", "20 11 2026"))
    page = text(team.get(url(here, "entry/")))
    assert "Done while something was outstanding" in page
    assert "It was urgent" in page


@pytest.mark.parametrize("page", ["", "entry/"])
def test_the_page_takes_as_many_queries_for_many_rows_as_for_few(
    here: SimpleNamespace, team: CheckedClient, page: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert team.get(url(here, page)).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        new = organisations.New(f"Body {number}", apart=True)
        parties.add(here.team, partnership=here.entry.partnership, organisation=new)
        person = world.person(here.council, f"Person {number}")
        responsibilities.give(here.team, involvement=here.entry, role="director", answers={"person": person})

    add(0)
    cost()
    few = cost()
    for number in range(1, 5):
        add(number)
    assert cost() == few


def test_the_history_tells_who_changed_what_from_what(here: SimpleNamespace, team: CheckedClient) -> None:
    saved(team, url(here, "edit/stage"), **{field_name("involvement.stage"): "setting_up"})
    page = text(team.get(url(here, "history")))
    for words in (
        "Partnership entered",
        "Council's record changed",
        "Terry Team",
        "Stage of the partnership",
        "Setting up",
    ):
        assert words in page


def test_the_history_is_its_officers_and_the_teams(
    here: SimpleNamespace, team: CheckedClient, lead: CheckedClient, reader: CheckedClient
) -> None:
    other = world.involvement(here.council, "Somebody else's")
    assert lead.get(url(here, "history")).status_code == 200
    assert lead.get(f"/c/ashford/register/{other.reference}/history").status_code == 403
    assert reader.get(url(here, "history")).status_code == 403
