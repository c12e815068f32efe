"""Taking back a protocol that is planned: what is in force before its day goes on, for the council and each entry."""

from datetime import timedelta

import pytest
from tests import world
from tests.councils.test_pages import At, text_of

from concordat.compliance.models import Segment
from concordat.councils import adoption
from concordat.councils.models import AdoptedFile, Adoption, Council
from concordat.councils.queries import adoption_on
from concordat.history import clock
from concordat.history.models import Event
from concordat.history.recorded import Stale
from concordat.history.verify import breaks
from concordat.register import entering
from concordat.register.models import Involvement, JudgedUnder
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db
ONE, OTHER, THIRD = world.EDITION, "chesterfield/2019", "northamptonshire/2009"
SOON, LATER = timedelta(days=30), timedelta(days=60)
WHY = "The committee put it off"


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adoption, "from_library", world.cached_library)


@pytest.fixture
def council() -> Council:
    return world.council()


def plan(council: Council, edition: str = OTHER, after: timedelta = SOON) -> Adoption:
    made = adoption.adopt(world.command(council), edition_id=edition, from_=clock.today() + after)
    return Adoption.objects.get(pk=made.pk)


def take_back(council: Council, row: Adoption, reason: str = WHY) -> None:
    fresh = Adoption.objects.get(pk=row.pk)
    adoption.take_back(world.command(council), adoption=fresh, version=fresh.version, reason=reason)


def in_force(council: Council) -> list[tuple[str, object]]:
    return list(Adoption.objects.filter(council=council).order_by("from_day").values_list("edition", "until"))


def judged(entry: Involvement) -> list[tuple[str, object, object]]:
    rows = JudgedUnder.objects.filter(involvement=entry).order_by("from_day")
    return list(rows.values_list("adoption__edition", "from_day", "until"))


def test_what_is_in_force_goes_on_as_if_nothing_had_been_planned(council: Council) -> None:
    before, entry = in_force(council), world.involvement(council)
    under = judged(entry)
    planned = plan(council)
    assert len(judged(entry)) == 2
    take_back(council, planned)
    assert in_force(council) == before
    assert judged(entry) == under
    assert not AdoptedFile.objects.filter(adoption=planned.pk).exists()
    assert set(Segment.objects.values_list("adoption__edition", flat=True)) == {ONE}
    assert list(breaks()) == []


def test_what_is_planned_for_later_follows_on_what_stays_in_force(council: Council) -> None:
    entry = world.involvement(council)
    between, last = plan(council), plan(council, THIRD, LATER)
    take_back(council, between)
    assert in_force(council) == [(ONE, last.from_day), (THIRD, None)]
    assert judged(entry) == [(ONE, entry.entered_on, last.from_day), (THIRD, last.from_day, None)]


def test_an_entry_made_or_taken_out_meanwhile_is_no_longer_judged_under_it(council: Council) -> None:
    gone = world.involvement(council)
    planned = plan(council)
    entering.withdraw_entry(world.command(council), involvement=gone, version=gone.version, reason="Twice")
    new = world.involvement(council)
    take_back(council, planned)
    assert judged(new) == [(ONE, new.entered_on, None)]
    assert judged(gone) == [(ONE, gone.entered_on, None)]


def test_a_first_protocol_that_is_planned_leaves_none() -> None:
    council = world.council(edition=None)
    take_back(council, plan(council))
    assert adoption_on(council, clock.today() + LATER) is None


def test_what_is_in_force_cannot_be_taken_back(council: Council) -> None:
    with pytest.raises(CannotDo, match="in force already"):
        take_back(council, Adoption.objects.get())
    begun = plan(council, after=timedelta(0))
    with pytest.raises(CannotDo, match="in force already"):
        take_back(council, begun)
    assert Adoption.objects.count() == 2


def test_it_needs_a_reason_the_version_that_was_seen_and_somebody_of_the_council_who_may(council: Council) -> None:
    planned = plan(council)
    with pytest.raises(CannotDo, match="Say why"):
        take_back(council, planned, " ")
    with pytest.raises(Stale):
        adoption.take_back(world.command(council), adoption=planned, version=planned.version + 1, reason=WHY)
    for scope in (world.command(world.council("barton")), world.scope(world.member(council, "partnership_team"))):
        with pytest.raises(NotAllowed):
            adoption.take_back(scope, adoption=planned, version=planned.version, reason=WHY)
    assert Adoption.objects.filter(pk=planned.pk).exists()


def test_the_page_says_what_stays_in_force_and_only_what_is_planned_offers_it(council: Council) -> None:
    admin, reader = At(world.member(council, "administrator")), At(world.member(council, "councillor"))
    begun, planned = Adoption.objects.get(), plan(council)
    to_it = admin.url("adoption_take_back", planned.pk)
    page = admin.get("adoption").content.decode()
    assert to_it in page
    assert admin.url("adoption_take_back", begun.pk) not in page
    assert to_it not in reader.get("adoption").content.decode()
    assert f"{begun.title} stays in force" in text_of(admin.get("adoption_take_back", planned.pk))
    assert admin.send("adoption_take_back", planned.pk, reason="").status_code == 422
    assert admin.send("adoption_take_back", planned.pk, reason=WHY).status_code == 303
    assert f"{planned.title} is taken back" in text_of(admin.get("adoption"))
    assert not Adoption.objects.filter(pk=planned.pk).exists()
    assert Event.objects.filter(scope=council.scope, verb="Planned protocol taken back").count() == 1
