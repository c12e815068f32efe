"""What was done in a council's administration, as those read it who may see every history."""

from datetime import timedelta

import pytest
from tests import world
from tests.page_checks import CheckedClient

from concordat.councils import away, given_settings, plan
from concordat.councils.models import Council, SettingGiven
from concordat.councils.telling import MODELS
from concordat.history import clock, owners, presenters

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


def test_the_latest_is_first_and_fifty_make_a_page(ashford: Council) -> None:
    command = world.command(ashford)
    for number in range(presenters.LINES + 5):
        plan.add_aim(command, words=f"Aim number {number}.", from_=clock.today())
    first = read(ashford)
    assert first.index("Aim number 54.") < first.index("Aim number 53.")
    assert "Aim number 2." not in first
    older = first.partition(f"?{presenters.PARAMETER}=")[2].partition('"')[0]
    assert "Aim number 2." in read(ashford, "auditor", f"{URL}?{presenters.PARAMETER}={older}")


def test_neither_partnerships_nor_another_council_stand_in_it(ashford: Council) -> None:
    world.involvement(ashford, "Safer Streets")
    plan.add_aim(world.command(world.council("barton")), words="Barton's own aim", from_=clock.today())
    page = read(ashford)
    assert "Safer Streets" not in page
    assert "Barton" not in page


def test_who_sees_only_the_history_of_their_own_work_does_not_see_it(ashford: Council) -> None:
    refused = browser(ashford, "lead_officer").get(URL)
    assert refused.status_code == 403


def test_administration_and_register_lead_to_the_councils_own_duties(ashford: Council) -> None:
    client = browser(ashford, "monitoring_officer")
    for page in ("/c/ashford/administration/", "/c/ashford/register/"):
        assert '"/c/ashford/standing/"' in client.get(page).content.decode()
    assert f'"{URL}"' in client.get("/c/ashford/administration/").content.decode()
    assert f'"{URL}"' not in browser(ashford, "lead_officer").get("/c/ashford/administration/").content.decode()


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
