"""The pages of administration: what each shows, does and refuses. The client checks every page's form."""

import re
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import world
from tests.councils.test_adoption import zipped

from concordat.councils import adoption, away, given_settings, plan
from concordat.councils.models import (
    Absence,
    Adoption,
    Aim,
    Council,
    Deputy,
    KeptEdition,
    Membership,
    RoleHeld,
    Service,
    SettingGiven,
)
from concordat.councils.queries import given_on
from concordat.history import clock
from concordat.library import shelf

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)


class At:
    """A person at the pages of their council."""

    def __init__(self, member: Membership) -> None:
        self.member, self.slug = member, member.council.slug
        self.client = world.client(member.user)

    def url(self, name: str, *args: Any) -> str:
        return reverse(name, args=[self.slug, *args])

    def get(self, name: str, *args: Any) -> Any:
        return self.client.get(self.url(name, *args))

    def send(self, page: str, /, *args: Any, token: str = "", **data: Any) -> Any:
        """Open the form, fill it in and send it."""
        token = token or self.token(page, *args)
        return self.client.post(self.url(page, *args), {**flat(data), "form_token": token})

    def token(self, name: str, *args: Any) -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.get(name, *args).content.decode())
        assert found is not None
        return found[1]


def flat(data: dict[str, Any]) -> dict[str, Any]:
    """Days as their three boxes."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        if hasattr(value, "isoformat"):
            found |= {f"{name}_{part}": str(getattr(value, part)) for part in ("day", "month", "year")}
        else:
            found[name] = value
    return found


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


@pytest.fixture(scope="module")
def made(ground: None) -> tuple[Membership, Membership]:
    """An administrator and a councillor of one council."""
    council = world.council()
    return world.member(council, "administrator", name="Ada Marsh"), world.member(
        council, "councillor", name="Cleo Reed"
    )


@pytest.fixture
def council(made: tuple[Membership, Membership], db: None) -> Council:
    return deepcopy(made[0].council)


@pytest.fixture
def admin(made: tuple[Membership, Membership], db: None) -> At:
    return At(deepcopy(made[0]))


@pytest.fixture
def reader(made: tuple[Membership, Membership], db: None) -> At:
    return At(deepcopy(made[1]))


SEEN = ["administration", "members", "services", "aims", "settings", "adoption", "protocol", "absence"]
CHANGING = [
    "council_edit",
    "council_answers",
    "council_second_factor",
    "invite",
    "service_open",
    "aim_add",
    "adopt",
    "adopt_upload",
]


@pytest.mark.parametrize("name", SEEN)
def test_every_member_reads_administration_and_is_offered_no_change(reader: At, name: str) -> None:
    page = reader.get(name)
    assert page.status_code == 200
    offered = set(re.findall(r'href="([^"]+)"', page.content.decode()))
    assert not offered & {reader.url(changing) for changing in CHANGING}


@pytest.mark.parametrize("name", CHANGING)
def test_a_page_that_changes_something_says_who_may(reader: At, admin: At, name: str) -> None:
    refused = reader.get(name)
    assert refused.status_code == 403
    assert "administrator" in text_of(refused)
    assert admin.get(name).status_code == 200


@pytest.mark.parametrize("name", [*SEEN, *CHANGING])
def test_another_councils_administration_is_not_there(admin: At, name: str) -> None:
    other = world.council("barton", edition=None)
    assert admin.client.get(reverse(name, args=[other.slug])).status_code == 404


def test_rows_of_another_council_are_not_there(admin: At) -> None:
    other = world.council("barton")
    scope, stranger = world.command(other), world.member(other, "finance")
    service = plan.open_service(scope, name="Parks", from_=scope.on)
    kept = adoption.keep_upload(scope, upload=zipped(shelf.find("chesterfield/2019").path))
    role = RoleHeld.objects.get(membership=stranger)
    rows: list[tuple[Any, ...]] = [
        ("member", stranger.pk),
        ("role_give", stranger.pk),
        ("role_end", stranger.pk, role.pk),
        ("role_end", admin.member.pk, role.pk),
        ("member_end", stranger.pk),
        ("hand_over", stranger.pk),
        ("invite_again", stranger.pk),
        ("absence_tell", stranger.pk),
        ("deputy_set", stranger.pk),
        ("service_edit", service.code),
        ("service_end", service.code),
        ("adopt_kept", kept.key),
        ("protocol_adopted", Adoption.objects.get(council=other).pk),
        ("adoption_files", Adoption.objects.get(council=other).pk),
        ("adoption_file", Adoption.objects.get(council=other).pk, "duties.yaml"),
        ("setting_give", "no_such_setting"),
        ("aim_end", "no_such_aim"),
        ("adopt_library", "no/such"),
    ]
    for name, *args in rows:
        assert admin.get(name, *args).status_code == 404, name


def test_a_council_without_a_protocol_is_led_to_one() -> None:
    at = At(world.member(world.council("barton", edition=None), "administrator"))
    for name in ("protocol", "settings"):
        assert at.url("adopt") in at.get(name).content.decode()


def test_somebody_is_invited_given_a_role_and_leaves(admin: At) -> None:
    went = admin.send("invite", name="Jo Marsh", email="jo@example.org", roles=["finance"], from_=clock.today())
    assert went.status_code == 303
    jo = Membership.objects.get(user__email="jo@example.org")
    assert went["Location"] == admin.url("member", jo.pk)
    assert "Invited" in text_of(admin.get("members"))
    assert admin.send("invite_again", jo.pk).status_code == 303
    assert admin.send("role_give", jo.pk, role="director", from_=clock.today()).status_code == 303
    assert "Director" in text_of(admin.get("member", jo.pk))
    held = RoleHeld.objects.get(membership=jo, role="director")
    assert admin.send("role_end", jo.pk, held.pk, until=clock.today()).status_code == 303
    assert admin.send("member_end", jo.pk, until=clock.today()).status_code == 303
    assert "No longer here" in text_of(admin.get("members"))


def test_the_last_administrator_is_told_why_they_stay(admin: At) -> None:
    held = RoleHeld.objects.get(membership=admin.member)
    refused = admin.send("role_end", admin.member.pk, held.pk, until=clock.today())
    assert refused.status_code == 422
    assert "last administrator" in text_of(refused)
    assert refused.content.decode().index("There is a problem") < refused.content.decode().index("<h1")


def test_a_role_of_the_protocols_own_title_is_given_and_shown(admin: At, council: Council) -> None:
    edition = world.cached_library(world.EDITION)[0]
    code, title = next((code, one) for code, one in edition.roles.items() if one.generic == "head_of_service")
    member = world.member(council)
    sent = admin.send("role_give", member.pk, role=f"{title.generic}.{code}", from_=clock.today())
    assert sent.status_code == 303
    assert RoleHeld.objects.get(membership=member).local == code
    assert title.title in text_of(admin.get("member", member.pk))


def test_people_tell_of_their_own_absence_and_name_a_deputy(reader: At, council: Council) -> None:
    deputy = world.member(council, "clerk", name="Dee Puty")
    own, tomorrow = reader.member.pk, clock.today() + DAYS
    assert reader.send("absence_tell", own, from_=tomorrow, until=tomorrow + DAYS)["Location"] == reader.url("absence")
    assert reader.send("deputy_set", own, deputy=str(deputy.pk), from_=clock.today() - DAYS).status_code == 303
    page = text_of(reader.get("absence"))
    assert "Dee Puty" in page
    assert reader.send("absence_take_back", own, Absence.objects.get().pk).status_code == 303
    assert reader.send("deputy_end", own, Deputy.objects.get().pk, until=clock.today()).status_code == 303
    assert not Absence.objects.exists()
    assert "Nobody deputises" in text_of(reader.get("absence"))


def test_nobody_tells_of_anothers_absence(reader: At, admin: At) -> None:
    for name in ("absence_tell", "deputy_set"):
        refused = reader.get(name, admin.member.pk)
        assert (refused.status_code, "your own absence only" in text_of(refused)) == (403, True)
    assert admin.get("absence_tell", reader.member.pk).status_code == 200


def test_work_is_handed_over_from_a_list_that_was_shown(admin: At, council: Council) -> None:
    leaver, receiver = world.member(council, "finance", name="Lee Ver"), world.member(council, name="Ray Ceiver")
    assert "Finance (section 151)" in text_of(admin.get("hand_over", leaver.pk))
    sent = admin.send("hand_over", leaver.pk, kinds=["roles"], receiver=str(receiver.pk), reason="Retires")
    assert sent.status_code == 303
    assert RoleHeld.objects.get(role="finance", until=None).membership == receiver
    assert "nothing that you can hand over" in text_of(admin.get("hand_over", leaver.pk))


def test_a_service_is_added_renamed_and_re_organised(admin: At) -> None:
    for name in ("Parks", "Leisure"):
        assert admin.send("service_open", name=name, from_=clock.today() - 9 * DAYS).status_code == 303
    assert admin.send("service_edit", "parks", name="Green spaces", correction="no").status_code == 303
    assert admin.send("service_end", "parks", into="leisure", until=clock.today()).status_code == 303
    assert Service.objects.get(code="parks").became == Service.objects.get(code="leisure")
    assert "Green spaces: From" in text_of(admin.get("services"))


def test_an_aim_is_added_corrected_and_ended(admin: At) -> None:
    assert admin.send("aim_add", words="Clean aire", from_=clock.today() - 9 * DAYS).status_code == 303
    code = Aim.objects.get().code
    assert admin.send("aim_edit", code, words="Clean air", reason="A slip").status_code == 303
    assert admin.send("aim_end", code, until=clock.today()).status_code == 303
    assert "Clean air: From" in text_of(admin.get("aims"))


@pytest.mark.parametrize(
    ("setting", "typed", "plain", "words"),
    [
        ("aims_number", {"value": "4"}, 4, "4"),
        ("significant_resources", {"value": "1,250.50"}, "1250.5", "£1,250.50"),
        ("significant_resources", {"value": "30000"}, 30000, "£30,000"),
        ("guidance_below_major", {"value": "no"}, False, "No"),
        ("risk_review_months", {"value": "24"}, 24, "24 months"),
        ("service_planning_month", {"value": "4"}, 4, "April"),
        ("key_decision_limit", {"value_unknown": "not_known"}, None, "Not known"),
        ("key_decision_limit", {"value_unknown": "na", "value_reason": "None"}, {"na": "None"}, "Does not apply: None"),
        ("aims_number", {"value": ""}, "", "6"),
    ],
)
def test_a_setting_is_given_on_its_page_and_shown_in_words(
    admin: At, council: Council, setting: str, typed: dict[str, str], plain: Any, words: str
) -> None:
    assert admin.send("setting_give", setting, from_=clock.today(), **typed).status_code == 303
    assert given_on(council, clock.today())[setting] == plain
    card = text_of(admin.get("settings")).split(world.cached_library(world.EDITION)[0].settings[setting].words)[2]
    assert f"Now {words} " in card


def test_a_setting_says_who_gave_it_and_which_clauses_read_it(admin: At) -> None:
    admin.send("setting_give", "aims_number", value="4", from_=clock.today())
    page = text_of(admin.get("settings"))
    assert "by Ada Marsh" in page
    assert "Clause" in page


def test_a_planned_setting_is_shown_and_taken_back(admin: At, council: Council) -> None:
    admin.send("setting_give", "aims_number", value="9", from_=clock.today() + 30 * DAYS)
    planned = SettingGiven.objects.get()
    assert admin.url("setting_take_back", "aims_number", planned.pk) in admin.get("settings").content.decode()
    assert admin.send("setting_take_back", "aims_number", planned.pk).status_code == 303
    assert not SettingGiven.objects.exists()


def test_two_who_give_the_same_setting_are_shown_each_others_value(admin: At) -> None:
    token = admin.token("setting_give", "aims_number")
    admin.send("setting_give", "aims_number", value="4", from_=clock.today())
    late = admin.send("setting_give", "aims_number", token=token, value="5", from_=clock.today())
    assert late.status_code == 409
    assert {"4", "5"} <= set(text_of(late).split())


def test_the_council_answers_and_its_name_are_changed(admin: At, council: Council) -> None:
    assert admin.send("council_answers", register_keeper="Policy team", how="change").status_code == 303
    assert admin.send("council_edit", name="New Ashford Council").status_code == 303
    assert admin.send("council_second_factor", needed="yes").status_code == 303
    fresh = Council.objects.get(pk=council.pk)
    assert (fresh.register_keeper, fresh.name, fresh.second_factor) == ("Policy team", "New Ashford Council", True)


def test_a_protocol_is_looked_at_before_it_is_adopted(admin: At, council: Council) -> None:
    chosen = admin.client.get(admin.url("adopt"), {"edition": "chesterfield/2019", **flat({"from_": clock.today()})})
    assert chosen.status_code == 302
    page = admin.client.get(chosen["Location"])
    words = text_of(page)
    assert "another council’s text" in words
    assert "Commitment a year from which it is suggested to call it significant" in words
    assert Adoption.objects.filter(council=council).count() == 1
    found = re.search(r'name="form_token" value="([^"]+)"', page.content.decode())
    assert found is not None
    sent = admin.client.post(chosen["Location"], {**flat({"from_": clock.today()}), "form_token": found[1]})
    assert sent.status_code == 303
    assert Adoption.objects.get(council=council, until=None).edition == "chesterfield/2019"
    assert text_of(admin.get("adoption")).count("In force") == 1


def test_what_the_rooms_above_tell_of_an_adoption_is_shown(admin: At, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"name": "The river group", "reference": "r", "now": {"met": 4}, "then": {"met": 1, "overdue": 3}}
    monkeypatch.setattr(adoption, "preview_hooks", [lambda scope, rules, from_: [row]])
    words = text_of(admin.get("adopt_library", "chesterfield/2019"))
    assert "The river group" in words
    assert "4 now, then 1" in words
    assert "0 now, then 3" in words


def test_a_revision_of_the_same_protocol_shows_what_changes(admin: At, monkeypatch: pytest.MonkeyPatch) -> None:
    edition, files = world.cached_library(world.EDITION)
    duties = [
        duty.model_copy(update={"words": "Something else"}) if n == 0 else duty for n, duty in enumerate(edition.duties)
    ]
    mended = edition.model_copy(update={"revision": 2, "duties": duties[:-1]})
    monkeypatch.setattr(adoption, "from_library", lambda _name: (mended, files))
    words = text_of(admin.get("adopt_library", world.EDITION))
    assert "0 added, 1 taken out" in words
    assert edition.duties[-1].id.replace("_", " ") in words


def test_an_uploaded_protocol_is_kept_looked_at_and_adopted(admin: At, council: Council) -> None:
    packed = zipped(shelf.find("chesterfield/2019").path)
    upload = SimpleUploadedFile("protocol.zip", packed.read(), "application/zip")
    sent = admin.send("adopt_upload", upload=upload)
    kept = KeptEdition.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, admin.url("adopt_kept", kept.key))
    assert admin.send("adopt_kept", kept.key, from_=clock.today()).status_code == 303
    assert Adoption.objects.get(council=council, until=None).edition == "chesterfield/2019"


def test_an_upload_with_faults_lists_them(admin: At) -> None:
    upload = SimpleUploadedFile("protocol.zip", b"no zip", "application/zip")
    refused = admin.send("adopt_upload", upload=upload)
    assert refused.status_code == 422
    assert "is no zip" in text_of(refused)


def test_the_protocol_is_shown_clause_by_clause_with_each_duty(reader: At, council: Council) -> None:
    edition = world.cached_library(world.EDITION)[0]
    words = text_of(reader.get("protocol"))
    assert len(edition.duties) > 20
    for duty in edition.duties:
        assert f"Clause {duty.clause} " in words
    adopted = Adoption.objects.get(council=council)
    assert text_of(reader.get("protocol_adopted", adopted.pk)) == words


@pytest.mark.parametrize("id_", [one.id for one in shelf.editions()])
def test_every_protocol_of_the_library_can_be_looked_at_and_read(admin: At, council: Council, id_: str) -> None:
    assert admin.get("adopt_library", id_).status_code == 200
    if id_ != world.EDITION:
        adoption.adopt(world.command(council), edition_id=id_, from_=clock.today())
    for name in ("protocol", "settings", "adoption", "member"):
        assert admin.get(name, *([admin.member.pk] if name == "member" else [])).status_code == 200


def test_an_adopted_file_is_given_back_as_it_was(reader: At, council: Council) -> None:
    adopted = Adoption.objects.get(council=council)
    assert (
        reader.url("adoption_file", adopted.pk, "duties.yaml")
        in reader.get("adoption_files", adopted.pk).content.decode()
    )
    file = reader.get("adoption_file", adopted.pk, "duties.yaml")
    assert file.content.decode() == (shelf.find(world.EDITION).path / "duties.yaml").read_text(encoding="utf-8")
    assert file["Content-Type"].startswith("text/plain")
    assert file["Content-Disposition"].startswith("attachment")


LISTS = ["members", "services", "aims", "settings", "adoption", "administration"]


def test_a_list_takes_the_same_number_of_queries_whatever_its_size(
    admin: At, council: Council, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(number: int) -> None:
        scope = world.command(council)
        away.set_deputy(scope, membership=admin.member, deputy=world.member(council, "finance"), from_=scope.on)
        plan.open_service(scope, name=f"Service {number}", from_=scope.on)
        plan.add_aim(scope, words=f"Aim {number}", from_=scope.on)
        given_settings.give_setting(
            scope, setting="aims_number", value=number, from_=scope.on - number * DAYS, reason="A test"
        )

    def cost(name: str) -> int:
        with django_assert_max_num_queries(100) as asked:
            admin.get(name)
        return len(asked)

    fill(1)
    for name in LISTS:
        admin.get(name)
    few = {name: cost(name) for name in LISTS}
    for number in range(2, 9):
        fill(number)
    assert {name: cost(name) for name in LISTS} == few


@pytest.mark.parametrize(
    ("setting", "typed", "filled"),
    [
        ("significant_resources", "1,250.50", 'value="1250.50"'),
        ("aims_number", "4", 'value="4"'),
        ("service_planning_month", "4", '<option value="4" selected'),
    ],
)
def test_a_settings_page_is_filled_with_what_counts_now(admin: At, setting: str, typed: str, filled: str) -> None:
    admin.send("setting_give", setting, value=typed, from_=clock.today())
    assert filled in admin.get("setting_give", setting).content.decode()
