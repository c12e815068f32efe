"""Services and aims, dated; and handing one person's work to another."""

from datetime import timedelta
from typing import Any

import pytest
from tests import world

from concordat.councils import handover, plan
from concordat.councils.models import Aim, Council, RoleHeld, Service
from concordat.councils.scope import Scope
from concordat.history.models import Event
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def council() -> Council:
    return world.council(edition=None)


@pytest.fixture
def scope(council: Council) -> Scope:
    return world.command(council)


def test_a_service_gets_a_code_from_its_name_and_each_its_own(scope: Scope) -> None:
    names = ["Housing & Health", "Housing, health", "Parks"]
    for number, name in enumerate(names):
        if number == 1:
            first = Service.objects.get()
            plan.end_service(scope, service=first, version=first.version, until=scope.on + DAY)
        plan.open_service(scope, name=name, from_=scope.on)
    assert list(Service.objects.order_by("pk").values_list("code", flat=True)) == [
        "housing_health",
        "housing_health_2",
        "parks",
    ]


def test_two_services_of_one_name_at_a_time_are_refused(scope: Scope) -> None:
    plan.open_service(scope, name="Parks", from_=scope.on)
    with pytest.raises(CannotDo, match="already"):
        plan.open_service(scope, name=" PARKS ", from_=scope.on)


def test_a_renamed_service_keeps_its_code(scope: Scope) -> None:
    made = plan.open_service(scope, name="Parks", from_=scope.on)
    changed = plan.change_service(scope, service=made, version=made.version, name="Green spaces", directorate="Place")
    assert (changed.code, changed.name, changed.sort_name) == ("parks", "Green spaces", "green spaces")
    with pytest.raises(CannotDo, match="needs its reason"):
        plan.change_service(scope, service=changed, version=changed.version, name="Parks", correction=True)


def test_a_service_re_organised_into_another_says_into_which(scope: Scope) -> None:
    one, other = (plan.open_service(scope, name=name, from_=scope.on) for name in ("Parks", "Leisure"))
    ended = plan.end_service(scope, service=one, version=one.version, until=scope.on + DAY, into=other)
    assert (ended.until, ended.became) == (scope.on + DAY, other)
    with pytest.raises(CannotDo, match="goes on after"):
        plan.end_service(scope, service=other, version=other.version, until=scope.on + 2 * DAY, into=one)
    with pytest.raises(CannotDo, match="goes on after"):
        plan.end_service(scope, service=other, version=other.version, until=scope.on + DAY, into=other)


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_ends_before_it_began(scope: Scope, days: int) -> None:
    service = plan.open_service(scope, name="Parks", from_=scope.on)
    aim = plan.add_aim(scope, words="Clean air", from_=scope.on)
    with pytest.raises(CannotDo):
        plan.end_service(scope, service=service, version=service.version, until=scope.on + days * DAY)
    with pytest.raises(CannotDo):
        plan.end_aim(scope, aim=aim, version=aim.version, until=scope.on + days * DAY)


def test_an_aims_words_are_mended_only_with_a_reason(scope: Scope) -> None:
    aim = plan.add_aim(scope, words="Clean aire", from_=scope.on)
    with pytest.raises(CannotDo, match="needs its reason"):
        plan.correct_aim(scope, aim=aim, version=aim.version, words="Clean air", reason="")
    assert (
        plan.correct_aim(scope, aim=aim, version=aim.version, words="Clean air", reason="A slip").words == "Clean air"
    )


def test_only_an_administrator_changes_services_and_aims(council: Council) -> None:
    scope = world.scope(world.member(council, "partnership_team"))
    with pytest.raises(NotAllowed):
        plan.open_service(scope, name="Parks", from_=scope.on)
    with pytest.raises(NotAllowed):
        plan.add_aim(scope, words="Clean air", from_=scope.on)
    assert not (Service.objects.exists())
    assert not (Aim.objects.exists())


def test_roles_are_handed_over_in_one_act(council: Council, scope: Scope) -> None:
    leaver, receiver = world.member(council, "finance", "administrator"), world.member(council, "finance")
    held = {one.kind: one.things for one in handover.held_by(scope, leaver)}
    assert held["roles"] == ("Administrator", "Finance (section 151)")
    done = handover.hand_over(scope, leaver=leaver, receiver=receiver, kinds=["roles"], reason="She retires")
    assert done.counts == {"roles": 2}
    current = RoleHeld.objects.filter(until=None).order_by("role").values_list("membership", "role")
    assert list(current) == [(receiver.pk, "administrator"), (receiver.pk, "finance")]
    assert Event.objects.filter(scope=council.scope, verb="Work handed over").count() == 1


def test_a_registered_kind_is_listed_before_and_moved_with_the_rest(
    council: Council, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Any] = []
    monkeypatch.setattr(handover, "_kinds", dict(handover._kinds))

    def move(_scope: Scope, leaver: Any, receiver: Any) -> int:
        moved.append((leaver, receiver))
        return 3

    handover.add("papers", "Papers", list_=lambda *_: ["One", "Two", "Three"], move=move)
    leaver, receiver = world.member(council), world.member(council)
    assert ("papers", ("One", "Two", "Three")) in [(one.kind, one.things) for one in handover.held_by(scope, leaver)]
    done = handover.hand_over(scope, leaver=leaver, receiver=receiver, kinds=["papers"], reason="New post")
    assert (done.counts, moved) == ({"papers": 3}, [(leaver, receiver)])


@pytest.mark.parametrize(
    ("kinds", "reason", "field"), [([], "Left", "kinds"), (["no such"], "Left", "kinds"), (["roles"], " ", "reason")]
)
def test_a_handing_over_without_its_what_or_why_is_refused(
    council: Council, scope: Scope, kinds: list[str], reason: str, field: str
) -> None:
    leaver, receiver = world.member(council, "finance"), world.member(council)
    with pytest.raises(CannotDo) as refused:
        handover.hand_over(scope, leaver=leaver, receiver=receiver, kinds=kinds, reason=reason)
    assert refused.value.field == field


def test_nothing_is_handed_to_oneself_or_to_who_is_gone(council: Council, scope: Scope) -> None:
    leaver, receiver = world.member(council, "finance"), world.member(council)
    receiver.user.is_active = False
    receiver.user.save()
    for to in (leaver, receiver):
        with pytest.raises(CannotDo) as refused:
            handover.hand_over(scope, leaver=leaver, receiver=to, kinds=["roles"], reason="Left")
        assert refused.value.field == "receiver"


def test_the_partnership_team_gets_no_role_by_handing_over(council: Council) -> None:
    admin, own = world.member(council, "administrator"), world.member(council, "partnership_team")
    scope = world.scope(own)
    assert "roles" not in {one.kind for one in handover.held_by(scope, admin)}
    with pytest.raises(NotAllowed):
        handover.hand_over(scope, leaver=admin, receiver=own, kinds=["roles"], reason="I want it")
    assert RoleHeld.objects.get(role="administrator").membership == admin


@pytest.mark.parametrize("role", ["lead_officer", "auditor", "finance"])
def test_who_may_not_hand_over_does_not(council: Council, role: str) -> None:
    own, other = world.member(council, role), world.member(council)
    with pytest.raises(NotAllowed, match="partnership team"):
        handover.hand_over(world.scope(own), leaver=own, receiver=other, kinds=["roles"], reason="Left")
