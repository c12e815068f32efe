"""Setting up a council, its name, its answers."""

from collections.abc import Callable
from datetime import date

import pytest
from tests import world

from concordat.councils import services
from concordat.councils.models import Council
from concordat.history.models import Event
from concordat.history.recorded import Stale
from concordat.history.verify import breaks
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_council_begins_its_own_chain_with_who_set_it_up() -> None:
    council = world.council(edition=None)
    first = Event.objects.get(scope=council.scope, number=1)
    assert f'"actor":"{world.INSTALLER.id}"' in first.body
    assert list(Event.objects.filter(verb="Council set up").order_by("scope").values_list("scope", flat=True)) == [
        council.scope,
        "installation",
    ]
    assert not list(breaks())


def test_only_who_looks_after_the_installation_sets_up_a_council() -> None:
    with pytest.raises(NotAllowed, match="look after this installation"):
        services.found(world.INSTALLER, installer=False, slug="ashford", name="Ashford")
    assert not Council.objects.exists()


@pytest.mark.parametrize(
    ("slug", "name", "field"),
    [
        ("", "Barton", "slug"),
        ("Barton", "Barton", "slug"),
        ("bar ton", "Barton", "slug"),
        ("-barton", "Barton", "slug"),
        ("b" * 61, "Barton", "slug"),
        ("ashford", "Barton", "slug"),
        ("barton", "  ", "name"),
        ("barton", "ashford council", "name"),
        ("barton", "b" * 161, "name"),
    ],
)
def test_an_address_or_a_name_that_does_not_fit_is_refused_at_its_field(slug: str, name: str, field: str) -> None:
    world.council(edition=None)
    with pytest.raises(CannotDo) as refused:
        services.found(world.INSTALLER, installer=True, slug=slug, name=name)
    assert refused.value.field == field


def test_a_council_keeps_its_address_when_it_is_renamed() -> None:
    council = world.council(edition=None)
    renamed = services.rename(world.command(council), version=council.version, name=" New  Ashford ", code="E07000105")
    assert (renamed.slug, renamed.name, renamed.code) == ("ashford", "New Ashford", "E07000105")


def test_a_renaming_on_an_old_version_is_refused() -> None:
    council = world.council(edition=None)
    services.rename(world.command(council), version=council.version, name="New Ashford")
    with pytest.raises(Stale):
        services.rename(world.command(council), version=council.version, name="Newer Ashford")


def test_going_without_a_second_factor_needs_a_reason() -> None:
    council = world.council(edition=None)
    with pytest.raises(CannotDo, match="without a second factor"):
        services.set_second_factor(world.command(council), version=council.version, needed=False, reason=" ")
    assert services.set_second_factor(
        world.command(council), version=council.version, needed=True, reason=""
    ).second_factor


@pytest.mark.parametrize("value", ["The policy team", None, NotApplicable("It is kept by another council"), BLANK])
def test_each_of_the_four_answers_is_kept_apart(value: object) -> None:
    council = world.council(edition=None)
    services.answer(world.command(council), version=council.version, answers={"register_keeper": value})
    assert Council.objects.get(pk=council.pk).answer("register_keeper") == value


def test_a_correction_needs_its_reason_and_a_change_does_not() -> None:
    council = world.council(edition=None)
    scope = world.command(council)
    changed = services.answer(
        scope, version=council.version, answers={"register_keeper": "Policy"}, since=date(2026, 1, 1)
    )
    with pytest.raises(CannotDo) as refused:
        services.answer(scope, version=changed.version, answers={"register_keeper": "Legal"}, correction=True)
    assert refused.value.field == "reason"


def test_a_question_that_no_council_is_asked_is_refused() -> None:
    council = world.council(edition=None)
    with pytest.raises(CannotDo, match="slug"):
        services.answer(world.command(council), version=council.version, answers={"slug": "other"})


def test_who_may_not_keep_settings_changes_nothing_of_a_council() -> None:
    council = world.council(edition=None)
    scope = world.scope(world.member(council, "auditor"))
    changes: list[Callable[[], object]] = [
        lambda: services.rename(scope, version=council.version, name="Other"),
        lambda: services.answer(scope, version=council.version, answers={}),
        lambda: services.set_second_factor(scope, version=council.version, needed=True, reason=""),
    ]
    for change in changes:
        with pytest.raises(NotAllowed, match="administrator"):
            change()
