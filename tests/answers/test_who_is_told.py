"""Who is to answer, and is told by mail: a section in somebody's hands, a question about an answer; each once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests import world
from tests.answers.conftest import Here
from tests.answers.test_sharing import FORM, SECTION, hand

from concordat.accounts.models import User
from concordat.answers import mailing, sharing
from concordat.answers.models import Query
from concordat.answers.waiting import queries_for
from concordat.councils import away
from concordat.councils.scope import Scope
from concordat.register import responsibilities
from concordat.site.tasks import RUN_AGAIN, TELL_BACK, TELL_QUERY, TELL_REPLY, TELL_SECTION

pytestmark = pytest.mark.slow


def address(scope: Scope) -> str:
    return User.objects.get(pk=scope.user_id or 0).email


def told(task: Any, pk: int) -> list[str]:
    """Who was sent a mail when the worker came by."""
    mail.outbox.clear()
    task.func(pk)
    return sorted(one.to[0] for one in mail.outbox)


def ask(who: Scope, here: Here, **more: Any) -> Query:
    about = {"form": FORM, "question": "name", "words": "Is that its full name?", **more}
    return sharing.ask(who, involvement=here.row, **about)


def waits_for(*who: Scope) -> list[bool]:
    return [bool(queries_for(one)) for one in who]


def test_who_is_handed_a_section_is_told_once_where_it_is_and_nothing_of_what_was_noted(here: Here) -> None:
    row = hand(here, note="Is VAT right?")
    assert told(mailing.tell_section, row.pk) == [address(here.finance)]
    (sent,) = mail.outbox
    where = [here.row.council.slug, here.row.reference, FORM, SECTION]
    assert reverse("form_section", args=where) in sent.body
    assert "River Forum" in sent.body
    assert "VAT" not in sent.body
    assert told(mailing.tell_section, row.pk) == []


def test_who_handed_a_section_over_is_told_once_that_it_came_back_and_nothing_of_what_was_said(here: Here) -> None:
    row = hand(here)
    assert told(mailing.tell_back, row.pk) == []
    sharing.end(here.finance, handed=row, version=row.version, reply="VAT is right")
    assert told(mailing.tell_back, row.pk) == [address(here.lead)]
    (sent,) = mail.outbox
    assert reverse("form_section", args=[here.row.council.slug, here.row.reference, FORM, SECTION]) in sent.body
    assert "given back" in sent.body
    assert "VAT" not in sent.body
    assert told(mailing.tell_back, row.pk) == []


def test_the_subject_of_a_mail_names_no_partnership_which_anybody_could_read_over_a_shoulder(here: Here) -> None:
    row, asked = hand(here), ask(here.finance, here)
    told(mailing.tell_section, row.pk)
    subjects = [mail.outbox[0].subject]
    sharing.end(here.finance, handed=row, version=row.version)
    sharing.reply(here.team, query=asked, version=asked.version, words="It is.")
    for task, pk in ((mailing.tell_back, row.pk), (mailing.tell_reply, asked.pk)):
        told(task, pk)
        subjects.append(mail.outbox[0].subject)
    assert subjects == [
        "Something waits for you in Concordat",
        "There is news for you in Concordat",
        "There is news for you in Concordat",
    ]


def test_a_section_that_was_taken_back_before_the_worker_came_is_told_to_nobody(here: Here) -> None:
    row = hand(here)
    sharing.take_back(here.lead, handed=row, version=row.version)
    assert told(mailing.tell_section, row.pk) == []


def test_whoever_acts_for_somebody_who_is_away_is_told_instead(here: Here) -> None:
    deputy = world.member(here.row.council, "legal", name="Dee Puty")
    days: Any = {"from_": here.lead.on, "until": here.lead.on + timedelta(days=7)}
    away.set_deputy(world.command(here.row.council), membership=here.helper, deputy=deputy, **days)
    first, second = hand(here), hand(here, section="risk")
    assert told(mailing.tell_section, first.pk) == [address(here.finance)]
    away.tell_absence(world.command(here.row.council), membership=here.helper, **days)
    assert told(mailing.tell_section, second.pk) == [deputy.user.email]


def test_a_question_waits_for_the_lead_officer_until_it_is_replied_to(here: Here) -> None:
    asked = ask(here.finance, here)
    assert waits_for(here.lead, here.finance, here.team, here.elsewhere) == [True, False, False, False]
    assert told(mailing.tell_query, asked.pk) == [address(here.lead)]
    (sent,) = mail.outbox
    assert reverse("query_reply", args=[here.row.council.slug, here.row.reference, asked.pk]) in sent.body
    assert "full name" not in sent.body
    assert told(mailing.tell_query, asked.pk) == []
    sharing.reply(here.team, query=asked, version=asked.version, words="It is.")
    assert waits_for(here.lead) == [False]


def test_a_question_that_was_replied_to_before_the_worker_came_is_told_to_nobody(here: Here) -> None:
    asked = ask(here.finance, here)
    sharing.reply(here.team, query=asked, version=asked.version, words="It is.")
    assert told(mailing.tell_query, asked.pk) == []


def test_the_lead_officers_own_question_waits_for_whoever_has_a_section_of_that_form(here: Here) -> None:
    hand(here)
    asked = ask(here.lead, here)
    ask(here.lead, here, form="score_sheet", question="resources_given")
    assert [row.pk for row in queries_for(here.finance)] == [asked.pk]
    assert waits_for(here.lead) == [False]


def test_where_nobody_has_a_section_it_waits_for_the_others_who_are_responsible(here: Here) -> None:
    assert told(mailing.tell_query, ask(here.lead, here).pk) == []
    person = world.person(here.row.council, "Fran Finance", here.helper.user)
    responsibilities.give(
        world.command(here.row.council),
        involvement=here.row,
        role="head_of_service",
        answers={"person": person, "from": here.lead.on},
    )
    assert told(mailing.tell_query, ask(here.lead, here).pk) == [address(here.finance)]


def test_a_question_is_on_the_home_page_and_on_the_partnerships_with_who_asks_and_what(here: Here) -> None:
    asked = ask(here.finance, here)
    at = [here.row.council.slug, here.row.reference]
    lead = world.client(User.objects.get(pk=here.lead.user_id or 0))
    for path in (reverse("home", args=at[:1]), reverse("partnership", args=at)):
        page = lead.get(path).content.decode()
        assert reverse("query_reply", args=[*at, asked.pk]) in page
        assert "Fran Finance: Is that its full name?" in page


def test_who_asked_about_an_answer_is_told_once_that_somebody_replied_and_nothing_of_what_was_said(here: Here) -> None:
    asked = ask(here.finance, here)
    assert told(mailing.tell_reply, asked.pk) == []
    sharing.reply(here.team, query=asked, version=asked.version, words="It is, since VAT.")
    assert told(mailing.tell_reply, asked.pk) == [address(here.finance)]
    (sent,) = mail.outbox
    where = [here.row.council.slug, here.row.reference, FORM, "entry"]
    assert f"{reverse('form_section', args=where)}#question-name" in sent.body
    assert "replied" in sent.body
    assert "VAT" not in sent.body
    assert told(mailing.tell_reply, asked.pk) == []


def test_who_replied_to_their_own_question_is_not_told(here: Here) -> None:
    asked = ask(here.finance, here)
    sharing.reply(here.finance, query=asked, version=asked.version, words="It is, I found it.")
    assert told(mailing.tell_reply, asked.pk) == []


def test_a_reply_about_a_question_that_the_edition_no_longer_has_leads_to_the_form(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(here.finance, here)
    sharing.reply(here.team, query=asked, version=asked.version, words="It is.")
    monkeypatch.setattr(mailing, "sections", lambda *_: ())
    told(mailing.tell_reply, asked.pk)
    (sent,) = mail.outbox
    assert f"{reverse('form', args=[here.row.council.slug, here.row.reference, FORM])}\n" in sent.body


def test_handing_over_asking_and_replying_leave_a_task_that_may_be_run_again(here: Here) -> None:
    DBTaskResult.objects.all().delete()
    row = hand(here)
    sharing.end(here.finance, handed=row, version=row.version)
    asked = ask(here.finance, here)
    sharing.reply(here.team, query=asked, version=asked.version, words="It is.")
    left = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert {TELL_SECTION, TELL_BACK, TELL_QUERY, TELL_REPLY} <= left & RUN_AGAIN
