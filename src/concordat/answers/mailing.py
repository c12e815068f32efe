"""Mail to those to whom a section was handed or came back, or a question about an answer was put or replied to: one
each, and nothing confidential."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from concordat.accounts import outbox
from concordat.accounts.models import User
from concordat.answers.models import Handed, Query
from concordat.answers.waiting import asked
from concordat.councils.adopted_rules import rules_of
from concordat.councils.queries import in_place
from concordat.history import clock
from concordat.protocol.forms import sections
from concordat.register.known import adoptions_of
from concordat.register.models import Involvement

_OF = ("involvement__partnership", "involvement__council")
SECTION, QUESTION = "A section of a form is yours to fill in.", "Somebody asks about an answer."
BACK = "A section of a form that you handed over was given back."
REPLIED = "Somebody replied to your question about an answer."
WAITS, HAPPENED = "accounts/mail/waits", "accounts/mail/happened"


@task()
def tell_section(pk: int) -> int:
    """Tell who has a section in hand, if they still do. Can be run again at any time. Answers how many mails."""
    row = Handed.objects.filter(pk=pk, done_on=None).select_related(*_OF).first()
    if row is None:
        return 0
    return _tell(f"section {pk}", row.involvement, {row.to.user_id}, SECTION, _section(row))


@task()
def tell_back(pk: int) -> int:
    """Tell who handed a section over that it was given back. Can be run again at any time. Answers how many mails."""
    row = Handed.objects.filter(pk=pk, done_on__isnull=False, handed_by__isnull=False).select_related(*_OF).first()
    if row is None:
        return 0
    return _tell(f"section back {pk}", row.involvement, {row.handed_by_id or 0}, BACK, _section(row), HAPPENED)


def _section(row: Handed) -> str:
    return reverse("form_section", args=[*_form(row), row.section])


def _form(row: Handed | Query) -> list[str]:
    return [row.involvement.council.slug, row.involvement.reference, row.form]


@task()
def tell_query(pk: int) -> int:
    """Tell who is to reply to a question, if nobody has. Can be run again at any time. Answers how many mails."""
    row = Query.objects.filter(pk=pk, replied_on=None).select_related(*_OF).first()
    if row is None:
        return 0
    args = [row.involvement.council.slug, row.involvement.reference, pk]
    users = asked([row], clock.today())[pk]
    return _tell(f"question {pk}", row.involvement, users, QUESTION, reverse("query_reply", args=args))


@task()
def tell_reply(pk: int) -> int:
    """Tell who asked about an answer that it was replied to, unless they did so themselves. Can be run again at any
    time. Answers how many mails."""
    rows = Query.objects.filter(pk=pk, replied_on__isnull=False, asked_by__isnull=False).select_related(*_OF)
    row = rows.first()
    if row is None or row.asked_by_id == row.replied_by_id:
        return 0
    return _tell(f"reply {pk}", row.involvement, {row.asked_by_id or 0}, REPLIED, _reply(row), HAPPENED)


def _reply(row: Query) -> str:
    """Where the reply stands: beside the answer; where the edition has no such question by now, on the form's page."""
    adoption = adoptions_of([row.involvement], clock.today()).get(row.involvement_id)
    edition = rules_of(adoption).edition if adoption is not None else None
    listed = sections(edition, row.form) if edition is not None and row.form in edition.forms else ()
    found = next((one.id for one in listed if row.question in {asks.id for asks in one.questions}), None)
    if found is None:
        return reverse("form", args=_form(row))
    return f"{reverse('form_section', args=[*_form(row), found])}#question-{row.question}"


def _tell(of: str, involvement: Involvement, users: Collection[int], what: str, path: str, mail: str = WAITS) -> int:
    able = in_place(involvement.council, users, clock.today())
    told = {"partnership": involvement.partnership.name, "asked": what, "link": f"{settings.SITE_URL}{path}"}
    found = User.objects.filter(pk__in=able, is_active=True).order_by("pk")
    return sum(outbox.once(of, user, mail, {"name": user.name, **told}) for user in found)
