"""Who acts for somebody is told that a step waits also where that somebody may not act, because they sent it in."""

import pytest
from django.core import mail
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import LIMITED, SIGN_OFF, Here
from tests.approvals.deciding import give, sent
from tests.approvals.test_who_may_act import deputy_of, name_head

from concordat.accounts.models import User
from concordat.approvals import mailing
from concordat.approvals.models import Matter, Papers
from concordat.councils import away
from concordat.councils.models import Membership
from concordat.councils.scope import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def entered_by(here: Here, who: Scope) -> tuple[Matter, Papers]:
    """A limited partnership whose entry somebody sent in."""
    judged(who, here.row, **LIMITED)
    return sent(who, here.row, "entry", "score_sheet", "registration")


def told(matter: Matter) -> list[str]:
    """Who was sent a mail when the worker came by."""
    mail.outbox.clear()
    mailing.tell.func(matter.pk)
    return [one.to[0] for one in mail.outbox]


def test_the_deputy_of_the_only_one_of_a_role_is_told_where_that_one_sent_it_in(here: Here) -> None:
    council = here.row.council
    name_head(here, here.head)
    member = Membership.objects.get(pk=here.head.membership.pk)  # type: ignore[union-attr]
    deputy = world.member(council, "councillor", name="Dee Puty")
    away.set_deputy(world.command(council), membership=member, deputy=deputy, from_=here.head.on)
    matter, papers = entered_by(here, here.head)
    assert told(matter) == [deputy.user.email]
    give(world.scope(deputy), matter, SIGN_OFF, papers)


def test_who_is_away_is_told_where_their_only_deputy_is_who_sent_it_in(here: Here) -> None:
    name_head(here, here.head)
    matter, _ = entered_by(here, deputy_of(here.head, "partnership_team"))
    assert told(matter) == [User.objects.get(pk=here.head.user_id or 0).email]
