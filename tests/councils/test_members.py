"""People, their roles, deputies, absences and going."""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests import world

from concordat.accounts.models import User
from concordat.councils import away, members
from concordat.councils.models import Absence, Council, Deputy, Membership, RoleHeld
from concordat.councils.queries import scope_of
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.recorded import Stale
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)
Sent = DjangoCaptureOnCommitCallbacks


@pytest.fixture
def sent(django_capture_on_commit_callbacks: Sent) -> Sent:
    """Mail goes out once what it tells of is saved; a test's transaction never is."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def council() -> Council:
    return world.council(edition=None)


@pytest.fixture
def scope(council: Council) -> Scope:
    return world.command(council)


def roles_on(member: Membership, days_ahead: int = 0, monkeypatch: pytest.MonkeyPatch | None = None) -> set[str]:
    today = clock.today() + days_ahead * DAYS
    if monkeypatch is not None:
        monkeypatch.setattr(clock, "today", lambda: today)
    found = scope_of(User.objects.get(pk=member.user_id), member.council.slug)
    return set(found.roles) if found else set()


def test_an_invited_person_is_a_member_with_their_roles_and_gets_a_link(scope: Scope, sent: Sent) -> None:
    with sent(execute=True):
        made = members.invite(scope, email="Jo@Example.org", name="Jo Marsh", roles=["finance", "auditor"])
    assert (made.user.email, roles_on(made)) == ("jo@example.org", {"finance", "auditor"})
    assert [one.to for one in mail.outbox] == [["jo@example.org"]]


def test_a_person_invited_by_a_second_council_keeps_their_account(scope: Scope) -> None:
    known = world.member(world.council("barton", edition=None), "finance")
    made = members.invite(scope, email=known.user.email, name="Another Name", roles=["clerk"])
    assert made.user_id == known.user_id
    assert (roles_on(known), roles_on(made), mail.outbox) == ({"finance"}, {"clerk"}, [])


def test_a_member_is_not_invited_twice(scope: Scope) -> None:
    made = members.invite(scope, email="jo@example.org", name="Jo Marsh", roles=["finance"])
    with pytest.raises(CannotDo, match="works for your council already"):
        members.invite(scope, email=made.user.email, name="Jo", roles=["clerk"])
    assert not RoleHeld.objects.filter(role="clerk").exists()


def test_an_invitation_with_a_role_that_is_none_makes_nobody(scope: Scope) -> None:
    with pytest.raises(CannotDo, match="There is no role"):
        members.invite(scope, email="jo@example.org", name="Jo", roles=["mayor"])
    assert not User.objects.filter(email="jo@example.org").exists()


def test_who_has_not_answered_an_invitation_is_sent_another_and_nobody_else(
    council: Council, scope: Scope, sent: Sent
) -> None:
    with sent(execute=True):
        made = members.invite(scope, email="jo@example.org", name="Jo Marsh", roles=["finance"])
        members.invite_again(scope, membership=made)
    assert len(mail.outbox) == 2
    with pytest.raises(CannotDo, match="can sign in"):
        members.invite_again(scope, membership=world.member(council, "finance"))


def test_a_council_gets_its_first_administrator_once(council: Council) -> None:
    made = members.first_administrator(
        world.INSTALLER, installer=True, council=council, email="ada@example.org", name="Ada"
    )
    assert roles_on(made) == {"administrator"}
    with pytest.raises(CannotDo, match="has an administrator"):
        members.first_administrator(
            world.INSTALLER, installer=True, council=council, email="bea@example.org", name="Bea"
        )
    with pytest.raises(NotAllowed):
        members.first_administrator(world.INSTALLER, installer=False, council=council, email="c@example.org", name="C")


def test_a_role_counts_from_its_day_up_to_its_last(
    council: Council, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = world.member(council)
    held = members.give_role(scope, membership=member, role="finance", from_=scope.on + DAYS)
    members.end_role(scope, held=held, version=held.version, until=scope.on + 3 * DAYS)
    days = [clock.today() + ahead * DAYS for ahead in range(5)]
    found = []
    for day in days:
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        found.append(roles_on(member))
    assert found == [set(), {"finance"}, {"finance"}, set(), set()]


@pytest.mark.parametrize(("role", "local"), [("mayor", ""), ("", ""), ("finance", "no_such_title")])
def test_a_role_that_there_is_not_is_not_given(council: Council, scope: Scope, role: str, local: str) -> None:
    with pytest.raises(CannotDo):
        members.give_role(scope, membership=world.member(council), role=role, local=local, from_=scope.on)


def test_a_role_held_already_is_not_given_again(council: Council, scope: Scope) -> None:
    member = world.member(council, "finance")
    with pytest.raises(CannotDo, match="holds this role already"):
        members.give_role(scope, membership=member, role="finance", from_=scope.on)


def test_nobody_gets_a_role_on_a_day_on_which_they_do_not_work_here(council: Council, scope: Scope) -> None:
    member = world.member(council)
    gone = members.end_membership(scope, membership=member, version=member.version, until=scope.on + DAYS)
    with pytest.raises(CannotDo, match="does not work for your council"):
        members.give_role(scope, membership=gone, role="finance", from_=scope.on + DAYS)


@pytest.mark.parametrize("how", ["role", "membership"])
def test_the_last_administrator_cannot_be_removed(council: Council, scope: Scope, how: str) -> None:
    last = world.member(council, "administrator")
    held = RoleHeld.objects.get(membership=last)

    def remove() -> None:
        if how == "role":
            members.end_role(scope, held=held, version=held.version, until=scope.on)
        else:
            members.end_membership(scope, membership=last, version=last.version, until=scope.on)

    with pytest.raises(CannotDo, match="last administrator"):
        remove()
    second = world.member(council, "administrator")
    second.user.is_active = False
    second.user.save()
    with pytest.raises(CannotDo, match="last administrator"):
        remove()
    second.user.is_active = True
    second.user.save()
    remove()
    assert roles_on(last) == set()


def test_an_administrator_whose_role_ends_one_day_does_not_count_as_the_other_one(
    council: Council, scope: Scope
) -> None:
    one, other = world.member(council, "administrator"), world.member(council, "administrator")
    held = RoleHeld.objects.get(membership=other)
    members.end_role(scope, held=held, version=held.version, until=scope.on + 30 * DAYS)
    with pytest.raises(CannotDo, match="last administrator"):
        members.end_membership(scope, membership=one, version=one.version, until=scope.on)


def test_who_leaves_loses_their_roles_and_their_deputising(council: Council, scope: Scope) -> None:
    leaver, stays = world.member(council, "finance", "director"), world.member(council, "lead_officer")
    away.set_deputy(scope, membership=leaver, deputy=stays, from_=scope.on - DAYS)
    away.set_deputy(scope, membership=stays, deputy=leaver, from_=scope.on - DAYS)
    assert roles_on(stays) == {"lead_officer", "finance", "director"}
    members.end_membership(scope, membership=leaver, version=leaver.version, until=scope.on)
    assert roles_on(stays) == {"lead_officer"}
    assert scope_of(leaver.user, council.slug) is None
    assert not Deputy.objects.filter(until=None).exists()


def test_a_change_on_an_old_version_is_refused(council: Council, scope: Scope) -> None:
    member = world.member(council)
    members.set_ways(scope, membership=member, version=member.version, ways=["password"])
    with pytest.raises(Stale):
        members.end_membership(scope, membership=member, version=member.version, until=scope.on)


def test_a_deputy_for_one_role_has_that_one_between_the_two_days(
    council: Council, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, deputy = world.member(council, "director", "finance"), world.member(council, "clerk")
    away.set_deputy(
        scope, membership=head, deputy=deputy, role="director", from_=scope.on + DAYS, until=scope.on + 2 * DAYS
    )
    assert roles_on(deputy) == {"clerk"}
    assert roles_on(deputy, 1, monkeypatch) == {"clerk", "director"}
    assert roles_on(deputy, 1, monkeypatch) == {"clerk"}


def test_deputising_is_not_handed_on_to_a_deputys_deputy(council: Council, scope: Scope) -> None:
    head, deputy, third = (world.member(council, role) for role in ("director", "clerk", "auditor"))
    away.set_deputy(scope, membership=head, deputy=deputy, from_=scope.on)
    away.set_deputy(scope, membership=deputy, deputy=third, from_=scope.on)
    assert roles_on(third) == {"auditor", "clerk"}


def test_people_tell_of_their_own_absence_and_administrators_of_anybodys(council: Council) -> None:
    member, other = world.member(council, "councillor"), world.member(council, "finance")
    admin = world.scope(world.member(council, "administrator"))
    own = world.scope(member)
    made = away.tell_absence(own, membership=member, from_=own.on + DAYS, until=own.on + 8 * DAYS)
    with pytest.raises(NotAllowed, match="your own absence only"):
        away.tell_absence(own, membership=other, from_=own.on + DAYS, until=own.on + 8 * DAYS)
    with pytest.raises(NotAllowed, match="your own absence only"):
        away.set_deputy(own, membership=other, deputy=member, from_=own.on)
    away.tell_absence(admin, membership=other, from_=own.on + DAYS, until=own.on + 8 * DAYS)
    away.take_back_absence(own, absence=made, version=made.version)
    assert list(Absence.objects.values_list("membership", flat=True)) == [other.pk]


@pytest.mark.parametrize(
    ("first", "back", "field"), [(1, 1, "until"), (3, 1, "until"), (-5, 0, "until"), (2, 4, "from_")]
)
def test_days_of_absence_that_do_not_fit_are_refused(
    council: Council, scope: Scope, first: int, back: int, field: str
) -> None:
    member = world.member(council)
    away.tell_absence(scope, membership=member, from_=scope.on + 3 * DAYS, until=scope.on + 6 * DAYS)
    with pytest.raises(CannotDo) as refused:
        away.tell_absence(scope, membership=member, from_=scope.on + first * DAYS, until=scope.on + back * DAYS)
    assert refused.value.field == field


def test_nobody_is_their_own_deputy_or_another_councils(council: Council, scope: Scope) -> None:
    member = world.member(council, "director")
    with pytest.raises(CannotDo, match="own deputy"):
        away.set_deputy(scope, membership=member, deputy=member, from_=scope.on)
    stranger = world.member(world.council("barton", edition=None))
    with pytest.raises(NotAllowed, match="another council"):
        away.set_deputy(scope, membership=member, deputy=stranger, from_=scope.on)


def test_one_councils_administrator_changes_no_other_councils_people(council: Council) -> None:
    admin = world.scope(world.member(council, "administrator"))
    stranger = world.member(world.council("barton", edition=None), "finance")
    held = RoleHeld.objects.get(membership=stranger)
    for change in (
        lambda: members.give_role(admin, membership=stranger, role="clerk", from_=admin.on),
        lambda: members.end_role(admin, held=held, version=held.version, until=admin.on),
        lambda: members.end_membership(admin, membership=stranger, version=stranger.version, until=admin.on),
        lambda: members.invite_again(admin, membership=stranger),
        lambda: members.set_ways(admin, membership=stranger, version=stranger.version, ways=[]),
        lambda: away.tell_absence(admin, membership=stranger, from_=admin.on, until=admin.on + DAYS),
    ):
        with pytest.raises(NotAllowed, match="another council"):
            change()
