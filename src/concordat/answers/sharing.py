"""Filling in a form together: a section in somebody else's hands, and questions about an answer."""

from __future__ import annotations

from datetime import date

from concordat.answers import mailing, permissions
from concordat.answers.models import Handed, Query
from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Membership
from concordat.councils.permissions import check_ours
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.protocol.edition import Edition
from concordat.protocol.forms import questions, sections
from concordat.register.known import adopted_for, who
from concordat.register.models import Involvement
from concordat.register.rows import in_turn
from concordat.ui.refusals import CannotDo


def hand_over(
    scope: Scope,
    *,
    involvement: Involvement,
    form: str,
    section: str,
    to: Membership,
    note: str = "",
    due_on: date | None = None,
) -> Handed:
    """Hand a section to a member, with a note and a day. Until they say it is done they may keep the record.

    Raises CannotDo at ``to`` for somebody who has it already or has left, at ``due_on`` for a day that is past.
    """
    permissions.check_can_submit(scope, involvement)
    check_ours(scope, to)
    if section not in {one.id for one in sections(_edition(scope, involvement, form), form)}:
        raise CannotDo("The form has no such section.")
    if to.until is not None and to.until <= scope.on:
        raise CannotDo(f"{to.user.name} no longer works for your council. Choose somebody else.", "to")
    if due_on is not None and due_on < scope.on:
        raise CannotDo("This day is past. Choose today or a later day.", "due_on")
    with act(scope.actor, "Section handed over", scope.council.scope):
        in_turn(involvement)
        if Handed.objects.filter(involvement=involvement, form=form, section=section, to=to, done_on=None).exists():
            raise CannotDo(f"{to.user.name} has this section already.", "to")
        row = Handed(
            involvement=involvement, form=form, section=section, to=to, note=note.strip(), due_on=due_on,
            handed_on=scope.on, handed_by=who(scope),
        )  # fmt: skip
        row.save()
        mailing.tell_section.enqueue(row.pk)
    return row


def end(scope: Scope, *, handed: Handed, version: int, reply: str = "") -> Handed:
    """Say that a section is done, with what there is to say of it."""
    permissions.check_can_end(scope, handed)
    with act(scope.actor, "Section given back", scope.council.scope):
        row = _close(scope, handed, version, reply)
        mailing.tell_back.enqueue(row.pk)
    return row


def take_back(scope: Scope, *, handed: Handed, version: int) -> Handed:
    """Take a section back from whoever has it."""
    permissions.check_can_submit(scope, handed.involvement)
    with act(scope.actor, "Section taken back", scope.council.scope):
        return _close(scope, handed, version, "")


def ask(scope: Scope, *, involvement: Involvement, form: str, question: str, words: str) -> Query:
    """Ask about an answer."""
    permissions.check_can_ask(scope, involvement)
    if question not in {one.id for one in questions(_edition(scope, involvement, form), form)}:
        raise CannotDo("The form has no such question.")
    if not words.strip():
        raise CannotDo("Enter your question.", "words")
    with act(scope.actor, "Asked about an answer", scope.council.scope):
        row = Query(
            involvement=involvement, form=form, question=question, words=words.strip(), asked_on=scope.on,
            asked_by=who(scope),
        )  # fmt: skip
        row.save()
        mailing.tell_query.enqueue(row.pk)
    return row


def reply(scope: Scope, *, query: Query, version: int, words: str) -> Query:
    """Reply to a question. Raises CannotDo where it was replied to."""
    permissions.check_can_ask(scope, query.involvement)
    if not words.strip():
        raise CannotDo("Enter your reply.", "words")
    with act(scope.actor, "Replied about an answer", scope.council.scope):
        row = reread(query, version)
        if row.replied_on is not None:
            raise CannotDo("This was replied to already. Ask again where something is left.")
        row.reply, row.replied_on, row.replied_by = words.strip(), scope.on, who(scope)
        row.save()
        mailing.tell_reply.enqueue(row.pk)
    return row


def _close(scope: Scope, handed: Handed, version: int, reply_: str) -> Handed:
    row = reread(handed, version)
    if row.done_on is not None:
        raise CannotDo("This section was given back already.")
    row.done_on, row.reply = scope.on, reply_.strip()
    row.save()
    return row


def _edition(scope: Scope, involvement: Involvement, form: str) -> Edition:
    edition = rules_of(adopted_for(scope, involvement)).edition
    if form not in edition.forms:
        raise CannotDo("The protocol in force has no such form.")
    return edition
