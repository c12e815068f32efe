"""What happened between looking and deciding: another outcome, another day, another edition, an entry taken out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests import world
from tests.answers.filling import fill, judged
from tests.approvals.conftest import LIMITED, SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, fresh, give
from tests.compliance import making
from tests.protocol.building import edition_of, names
from tests.register.pages.browsing import filled, text

from concordat.answers import submitting
from concordat.approvals import acting, duty_acts, opening, queries
from concordat.approvals.acting import Said
from concordat.approvals.models import ActDone, Papers
from concordat.councils import adoption
from concordat.councils.scope import Scope
from concordat.judgements import judging
from concordat.register import entering
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.slow

BODIES = """
bodies: {executive: {title: Executive, generic: executive}, board: {title: Board, generic: partnership_board}}
"""
BOTH = """
- {id: both, clause: "1", words: Both agree, starts: [entry], steps: [
   {id: executive, clause: "1", act: approve, by: [executive], words: The Executive approves it},
   {id: board, clause: "1", act: approve, by: [board], words: The board approves it}]}
"""
EXECUTIVE = "accountable-body.executive"


def test_a_day_that_was_typed_before_another_outcome_was_chosen_ends_nothing(entry: Entry) -> None:
    until = entry.here.head.on + timedelta(days=3)
    done = decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "given", until=until)
    assert done.until is None
    put_off = decide(entry.here.team, entry.matter, "sign-off.received", entry.papers, "deferred", until=until)
    assert put_off.until == until


def test_what_a_body_put_off_to_a_day_that_has_come_can_still_be_put_down(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging.judge(here.senior, involvement=here.row, name="executive_must_approve", answer=True, reason="Large")
    matter = opening.open_matter(here.lead, involvement=here.row, start="accountable_body")
    papers, met = opening.send(here.lead, matter=matter, version=matter.version), here.clerk.on

    def put_down(until: date) -> ActDone:
        with making.day(monkeypatch, met + timedelta(days=9)):
            clerk = world.scope(here.clerk.membership) if here.clerk.membership else here.clerk
            said = Said("deferred", until=until, day=met, minute="E/12")
            return acting.record(clerk, matter=matter, task=EXECUTIVE, papers=papers, said=said)

    with pytest.raises(CannotDo, match="after the day of the decision"):
        put_down(met)
    assert put_down(met + timedelta(days=4)).day == met


def test_it_ends_on_the_day_on_which_the_last_of_it_was_given_however_late_the_rest_is_put_down(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = world.council("cranford", None)
    adoption._adopt(making.scope_of(council), edition_of(names(head=BODIES, routes=BOTH)), {}, making.ADOPTED, "")
    lead = world.member(council, "lead_officer", name="Lee Officer")
    row = world.involvement(
        council, lead=world.person(council, "Lee Officer", lead.user), involvement__applied_by_choice=True
    )
    clerk = world.member(council, "clerk")
    scope = world.scope(lead)
    matter = opening.open_matter(scope, involvement=row, start="entry")
    papers, first = opening.send(scope, matter=matter, version=matter.version), scope.on
    with making.day(monkeypatch, first + timedelta(days=12)):
        for task, days in (("both.executive", 9), ("both.board", 4)):
            said = Said("given", "In order", day=first + timedelta(days=days), minute="12")
            acting.record(world.scope(clerk), matter=matter, task=task, papers=papers, said=said)
    assert (fresh(matter).ended, fresh(matter).ended_on) == ("done", first + timedelta(days=9))


class TestTakenOutOfTheRegister:
    """An entry that was taken out while its papers were with somebody."""

    @pytest.fixture
    def entry(self, entry: Entry) -> Entry:
        row = Involvement.objects.get(pk=entry.here.row.pk)
        entering.withdraw_entry(entry.here.team, involvement=row, version=row.version, reason="Entered twice")
        return Entry(entry.here, fresh(entry.matter), Papers.objects.get(pk=entry.papers.pk))

    def test_nobody_decides_on_it_any_more(self, entry: Entry) -> None:
        with pytest.raises(NotAllowed, match="taken out of the register"):
            give(entry.here.head, entry.matter, SIGN_OFF, entry.papers)
        assert queries.acts_of(entry.matter) == []

    def test_nobody_puts_down_what_was_decided_or_does_what_a_duty_asks(self, entry: Entry) -> None:
        here, row = entry.here, Involvement.objects.get(pk=entry.here.row.pk)
        asked = duty_acts.asked_of(here.team, entry.here.row, "documents-received")
        assert asked is not None
        with pytest.raises(NotAllowed, match="taken out of the register"):
            acting.record(here.clerk, matter=entry.matter, task=SIGN_OFF, papers=entry.papers, said=Said("given"))
        with pytest.raises(NotAllowed, match="taken out of the register"):
            duty_acts.share_of(here.team, asked, row)

    def test_its_page_asks_nobody(self, entry: Entry) -> None:
        here = entry.here
        page = text(world.client(user_of(here.head)).get(matter_url(entry)))
        assert "Look at the papers and decide" not in page
        assert "for whom" not in page.lower()


class TestAnotherEdition:
    """Forms that were submitted under an edition that is no longer in force."""

    @pytest.fixture
    def under_both(self, entry: Entry) -> Entry:
        adoption.adopt(world.command(entry.here.row.council), edition_id="chesterfield/2019", from_=entry.here.lead.on)
        return entry

    def test_papers_show_them_as_they_were_submitted(self, under_both: Entry) -> None:
        page = text(world.client(user_of(under_both.here.head)).get(f"{matter_url(under_both)}papers/1/"))
        assert "Partnership registration (Appendix B)" in page

    def test_new_papers_can_be_looked_at_before_they_are_sent_in(self, under_both: Entry) -> None:
        answer = world.client(user_of(under_both.here.lead)).get(f"{matter_url(under_both)}send")
        assert answer.status_code == 200


class TestWhatWasTyped:
    """A form that somebody fills in while something changes that it rests on."""

    def test_is_shown_again_beside_what_changed(self, entry: Entry) -> None:
        here, browser = entry.here, world.client(user_of(entry.here.head))
        url = f"{matter_url(entry)}papers/1/steps/{SIGN_OFF}/act"
        typed = filled(browser, url, outcome="refused", reason="It costs more than it brings")
        fill(here.lead, here.row, "registration")
        submitting.submit(here.lead, involvement=here.row, form="registration")
        matter = fresh(entry.matter)
        opening.send(here.lead, matter=matter, version=matter.version)
        answer = browser.post(url, typed)
        page = text(answer)
        assert answer.status_code == 422
        assert "Newer papers have been sent in" in page
        assert "It costs more than it brings" in page
        assert queries.acts_of(entry.matter) == []

    def test_a_note_is_shown_again_where_a_form_is_missing_by_now(self, entry: Entry) -> None:
        here = entry.here
        decide(here.head, entry.matter, SIGN_OFF, entry.papers, "refused", reason="We cannot afford it")
        again = opening.open_matter(here.lead, involvement=here.row, start="entry")
        for form in ("score_sheet", "registration"):
            fill(here.lead, here.row, form)
            submitting.submit(here.lead, involvement=here.row, form=form)
        browser, url = world.client(user_of(here.lead)), matter_url(Entry(here, again, entry.papers)) + "send"
        typed = filled(browser, url, note="The second try")
        judged(here.lead, here.row, **{**dict.fromkeys(LIMITED, 5), "cost": 1, "aims": 1})
        answer = browser.post(url, typed)
        assert answer.status_code == 422
        assert "Nobody can decide on this yet" in text(answer)
        assert "The second try" in text(answer)


def matter_url(entry: Entry) -> str:
    """The page of the entry's matter."""
    row = entry.here.row
    return f"/c/{row.council.slug}/register/{row.reference}/matters/{entry.matter.reference}/"


def user_of(scope: Scope) -> Any:
    """Who is at work."""
    assert scope.membership is not None
    return scope.membership.user
