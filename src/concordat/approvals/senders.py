"""Who sent papers in, or submitted a form that is among them: they do not act on them."""

from __future__ import annotations

from collections.abc import Collection

from concordat.answers.models import Submitted
from concordat.approvals.models import Papers


def senders_of(papers: Collection[Papers]) -> dict[int, frozenset[int]]:
    """The users, {papers id: user ids}. One query."""
    wanted = {pk for row in papers for pk in row.forms.values()}
    by = dict(Submitted.objects.filter(pk__in=wanted, by__isnull=False).values_list("pk", "by_id")) if wanted else {}
    named = {row.pk: (row.by_id, *(by.get(pk) for pk in row.forms.values())) for row in papers}
    return {pk: frozenset(user for user in users if user is not None) for pk, users in named.items()}


def submitters(marks: Collection[str]) -> dict[str, int]:
    """Who submitted some forms, {submission id as a row's mark: user id}. One query."""
    wanted = [mark for mark in marks if mark.isdigit()]
    found = Submitted.objects.filter(pk__in=wanted, by__isnull=False).values_list("pk", "by__pk") if wanted else ()
    return {str(pk): user for pk, user in found}
