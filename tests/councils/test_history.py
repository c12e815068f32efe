"""What was done in a council's administration, as those read it who may see every history."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests import world
from tests.page_checks import CheckedClient

from concordat.councils import adoption, away, given_settings, handover, plan
from concordat.councils.models import Council, Service, SettingGiven
from concordat.councils.telling import MODELS
from concordat.history import clock, owners, presenters
from concordat.ui.answers import BLANK

pytestmark = pytest.mark.django_db
URL = "/c/ashford/administration/history"


@pytest.fixture
def ashford(monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.setattr("concordat.councils.adoption.from_library", world.cached_library)
    return world.council("ashford")


def read(council: Council, role: str = "monitoring_officer", url: str = URL) -> str:
    response = browser(council, role).get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def browser(council: Council, role: str) -> CheckedClient:
    return world.client(world.member(council, role, name=f"Reader {role}").user)


def test_what_was_done_to_each_kind_of_row_is_told_in_words_and_not_in_codes(ashford: Council) -> None:
    command, today = world.command(ashford), clock.today()
    member = world.member(ashford, "lead_officer", name="Lee Lead")
    deputy = world.member(ashford, name="Dee Deputy")
    away.set_deputy(command, membership=member, deputy=deputy, from_=today, until=today + timedelta(days=3))
    away.tell_absence(command, membership=member, from_=today, until=today + timedelta(days=3))
    plan.open_service(command, name="Housing", from_=today)
    plan.add_aim(command, words="Better homes", from_=today)
    given_settings.give_setting(command, setting="key_decision_limit", value=75000, from_=today)
    page = read(ashford)
    for words in ("Lee Lead", "Dee Deputy", "Lead officer", "Housing", "Better homes", "75,000", "Protocol", "Absence"):
        assert words in page, words
    for code in ("lead_officer", "key_decision_limit", "sort_name", "number "):
        assert code not in page, code


def test_a_setting_that_is_not_known_does_not_read_as_one_that_nobody_answered(ashford: Council) -> None:
    command, today = world.command(ashford), clock.today()
    given_settings.give_setting(command, setting="key_decision_limit", value=None, from_=today)
    assert SettingGiven.objects.get().value is None
    assert "Not known" in read(ashford)


SHOWN = {
    "key_decision_limit": (Decimal(75000), "£75,000"),
    "annual_review_month": (4, "April"),
    "aims_number": (7, "7"),
}


@pytest.mark.parametrize("setting", SHOWN)
def test_a_setting_reads_as_on_the_page_of_settings(ashford: Council, setting: str) -> None:
    value, shown = SHOWN[setting]
    command = world.command(ashford)
    given_settings.give_setting(command, setting=setting, value=value, from_=clock.today())
    told = f'<dd class="govuk-summary-list__value"> {shown} </dd>'
    assert told in " ".join(read(ashford).split())
    given_settings.give_setting(command, setting=setting, value=BLANK, from_=clock.today())
    page = " ".join(read(ashford, "auditor").split())
    assert f'No longer given <span class="history__before">(before: {shown})</span>' in page


def test_a_setting_that_the_protocol_of_today_does_not_have_reads_as_in_the_one_that_had_it(ashford: Council) -> None:
    command, today = world.command(ashford), clock.today()
    given_settings.give_setting(command, setting="key_decision_limit", value=75000, from_=today)
    adoption.adopt(command, edition_id="commissioning-borough/undated", from_=today)
    page = read(ashford)
    assert "The yearly value from which a decision is a key decision" in page
    assert "£75,000" in page


def test_work_that_was_handed_over_is_told_by_whom_it_went_to_and_how_much_of_what(ashford: Council) -> None:
    command = world.command(ashford)
    leaver, receiver = (
        world.member(ashford, "lead_officer", name="Lee Lead"),
        world.member(ashford, name="Rae Receiver"),
    )
    handover.hand_over(command, leaver=leaver, receiver=receiver, kinds=["roles"], reason="Lee retires")
    page = " ".join(read(ashford).split())
    assert "Member: Lee Lead" in page
    assert "Handed over to</dt>" in page
    assert '<dd class="govuk-summary-list__value"> Rae Receiver </dd>' in page
    assert "Roles: 1" in page


def test_what_was_renamed_is_called_what_it_was_called_then(ashford: Council) -> None:
    command, today = world.command(ashford), clock.today()
    housing = plan.open_service(command, name="Housing", from_=today - timedelta(days=9))
    homes = plan.open_service(command, name="Homes", from_=today - timedelta(days=9))
    plan.end_service(command, service=housing, version=housing.version, until=today, into=homes)
    fresh = Service.objects.get(pk=homes.pk)
    plan.change_service(command, service=fresh, version=fresh.version, name="Homes and Land", reason="Land came to it")
    page = " ".join(read(ashford).split())
    assert "Service, new: Homes </p>" in page
    assert "Service: Homes and Land </p>" in page
    assert '<dd class="govuk-summary-list__value"> Homes' in page.partition("Taken over by")[2]
    assert "Homes and Land" not in page.partition("Taken over by")[2].partition("</dd>")[0]


def test_the_latest_is_first_and_the_first_stand_on_the_last_page(ashford: Council) -> None:
    command = world.command(ashford)
    for number in range(presenters.LINES + 5):
        plan.add_aim(command, words=f"Aim number {number}.", from_=clock.today())
    first = read(ashford)
    last = presenters.LINES + 4
    assert first.index(f"Aim number {last}.") < first.index(f"Aim number {last - 1}.")
    assert "Aim number 2." not in first
    assert 'href="?page=2"' in first
    assert "Aim number 2." in read(ashford, "auditor", f"{URL}?page=2")


def test_neither_partnerships_nor_another_council_stand_in_it(ashford: Council) -> None:
    world.involvement(ashford, "Safer Streets")
    plan.add_aim(world.command(world.council("barton")), words="Barton's own aim", from_=clock.today())
    page = read(ashford)
    assert "Safer Streets" not in page
    assert "Barton" not in page


@pytest.mark.parametrize("role", ["lead_officer", "councillor", "clerk"])
def test_who_neither_keeps_nor_watches_over_the_administration_does_not_see_it(ashford: Council, role: str) -> None:
    client = browser(ashford, role)
    assert client.get(URL).status_code == 403
    assert f'"{URL}"' not in client.get("/c/ashford/administration/").content.decode()


@pytest.mark.parametrize("role", ["administrator", "auditor", "monitoring_officer", "partnership_team"])
def test_who_keeps_or_watches_over_the_administration_is_led_to_it(ashford: Council, role: str) -> None:
    client = browser(ashford, role)
    assert client.get(URL).status_code == 200
    assert f'"{URL}"' in client.get("/c/ashford/administration/").content.decode()


def test_an_administrator_sees_what_was_done_to_the_administration_and_not_to_partnerships(ashford: Council) -> None:
    entry = world.involvement(ashford)
    client = browser(ashford, "administrator")
    assert client.get(f"/c/ashford/register/{entry.reference}/history").status_code == 403


def test_administration_and_register_lead_to_the_councils_own_duties(ashford: Council) -> None:
    client = browser(ashford, "monitoring_officer")
    for page in ("/c/ashford/administration/", "/c/ashford/register/"):
        assert '"/c/ashford/standing/"' in client.get(page).content.decode()


def test_each_model_of_the_room_has_somebody_who_may_see_its_history_and_no_other_council(ashford: Council) -> None:
    watcher = world.scope(world.member(ashford, "monitoring_officer"))
    officer = world.scope(world.member(ashford, "lead_officer"))
    outsider = world.scope(world.member(world.council("barton"), "monitoring_officer"))
    made = 0
    for model in MODELS:
        for row in model._default_manager.all():
            where = (model._meta.label_lower, str(row.pk))
            ours = row.scope == ashford.scope
            assert [owners.can_see(one, *where) for one in (watcher, officer, outsider)] == [ours, False, not ours]
            made += 1
    assert made > 5
