"""Where only whoever sends it in could do a step, they are told before; and afterwards why it stands still."""

import pytest
from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import SIGN_OFF, Entry, Here
from tests.approvals.deciding import give, sent
from tests.approvals.test_pages import browser, to
from tests.approvals.test_who_may_act import deputy_of
from tests.approvals.test_why_nothing_happens import told
from tests.register.pages.browsing import text

from concordat.answers import submitting
from concordat.approvals import opening, queries
from concordat.approvals.models import Matter
from concordat.approvals.presenters import STANDS_STILL, staff_for
from concordat.approvals.presenters_why import why_table

pytestmark = pytest.mark.slow
RECEIVED = "All that the band asks for has reached the partnership team."
STILL = "it will stand still"


def ready(here: Here) -> Matter:
    """An entry of which the lead officer submitted the forms, and that nobody sent in yet."""
    judged(here.lead, here.row, **LIMITED)
    matter = opening.open_matter(here.lead, involvement=here.row, start="entry")
    for form in ("score_sheet", "registration"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    return matter


@pytest.mark.slow
def test_the_only_one_of_a_role_is_told_before_sending_in_which_step_would_stand_still(here: Here) -> None:
    page = f"{to(here, 'matter', ready(here).reference)}send"
    shown = text(browser(here.team).get(page))
    told_there = shown.partition('id="stuck"')[2].partition("</section>")[0]
    assert STILL in told_there
    assert RECEIVED in told_there
    assert "Partnership Team. You would send it in." in told_there
    assert "signs a limited partnership off" not in told_there, "somebody else signs it off"
    assert STILL not in text(browser(here.lead).get(page)), "the officer's sending in leaves the team to receive it"
    world.member(here.row.council, "partnership_team", name="Tessa Team")
    assert STILL not in text(browser(here.team).get(page))


@pytest.mark.slow
def test_nor_would_it_stand_still_where_somebody_acts_for_them(here: Here) -> None:
    page = f"{to(here, 'matter', ready(here).reference)}send"
    deputy_of(here.team, "legal")
    assert STILL not in text(browser(here.team).get(page))


@pytest.mark.slow
def test_whoever_submitted_a_form_of_it_is_named_to_whoever_sends_it_in(here: Here) -> None:
    matter = ready(here)
    submitting.submit(here.team, involvement=here.row, form="registration")
    shown = text(browser(here.lead).get(f"{to(here, 'matter', matter.reference)}send"))
    assert "Partnership Team submitted: Partnership registration (Appendix B)." in shown.partition('id="stuck"')[2]


def stood_still(here: Here) -> Matter:
    """An entry that the team sent in itself, signed off and waiting for the team."""
    judged(here.team, here.row, **LIMITED)
    matter, papers = sent(here.team, here.row, "entry", "score_sheet", "registration")
    give(here.head, matter, SIGN_OFF, papers)
    return matter


def test_why_nothing_happens_says_who_sent_it_in_and_what_would_move_it(here: Here) -> None:
    stood_still(here)
    [[_, whom, _]] = told(here)
    assert whom == (
        "Chief Executive's and Partnership Team: Partnership Team sent it in, or a form of it, and nobody else holds "
        "the role of partnership team. It moves once a deputy is named for them or somebody else is given the role, under "
        "Administration; or once somebody else submits the forms again and sends it in."
    )
    (what, own, _) = why_table(here.team, here.row, queries.waiting(here.row)).rows[0]
    assert getattr(what, "hint", "") == STANDS_STILL
    assert "you sent it in, or a form of it" in str(own)
    assert "named for you" in str(own)


def test_each_thing_that_would_move_it_does(here: Here) -> None:
    matter = stood_still(here)
    deputy = deputy_of(here.team, "legal")
    assert [item.how for item in queries.waiting_for(deputy)] == ["do"]
    tessa = world.scope(world.member(here.row.council, "partnership_team", name="Tessa Team"))
    assert [item.how for item in queries.waiting_for(tessa)] == ["do"]
    for form in ("score_sheet", "registration"):
        submitting.submit(here.lead, involvement=here.row, form=form)
    opening.send(here.lead, matter=matter, version=Matter.objects.get(pk=matter.pk).version)
    assert here.team.user_id not in queries.turn_of(queries.waiting(here.row)[0]).senders


def test_a_deputy_who_sent_it_in_as_well_moves_nothing(here: Here) -> None:
    stood_still(here)
    turn = queries.turn_of(queries.waiting(here.row)[0])
    deputy = deputy_of(here.team, "legal")
    assert here.team.user_id is not None
    assert deputy.user_id is not None
    both = staff_for(here.lead, [here.row.pk], [here.team.user_id, deputy.user_id])
    as_both = type(turn)(turn.edition, turn.involvement, turn.actors, turn.senders | {deputy.user_id})
    assert both.stands_still(as_both)
    assert not both.stands_still(turn)


@pytest.mark.slow
def test_the_page_of_the_matter_says_it_too(here: Here) -> None:
    matter = stood_still(here)
    shown = text(browser(here.team).get(to(here, "matter", matter.reference)))
    assert "you sent it in, or a form of it, and nobody else holds the role of partnership team" in shown
    assert STANDS_STILL in shown


@pytest.mark.slow
def test_what_somebody_else_can_do_says_nothing_of_it(entry: Entry) -> None:
    assert STANDS_STILL not in text(browser(entry.here.lead).get(to(entry.here, "matter", entry.matter.reference)))
