"""Partners as pages show them: the list, and one of them with its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from concordat.accounts.next_page import with_next
from concordat.councils.presenters import between
from concordat.councils.scope import Scope
from concordat.register import permissions, reading, sections
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.joint import Joint
from concordat.register.models import Involvement, Organisation, Party
from concordat.register.presenters import (
    Line,
    ListCard,
    answers_card,
    current_first,
    identifiers,
    list_card,
    plain_card,
)
from concordat.register.presenters_directory import sectors
from concordat.ui.fields import Hinted
from concordat.ui.summaries import Row

# Where the partner's people stand on its page.
PEOPLE = "party-people"


def to_choose(organisations: Iterable[Organisation]) -> dict[str, str]:
    """Organisations that may be the one meant, each with what tells it apart, by reference."""
    return {
        row.reference: Hinted(row.name, ", ".join(filter(None, (sectors().get(row.sector, ""), identifiers(row)))))
        for row in organisations
    }


def page(scope: Scope, involvement: Involvement, party: Party, words: Words, to: str = "") -> dict[str, Any]:
    """A partner's page for a council; it and what is changed from it lead back ``to`` where somebody came from."""
    may_keep = permissions.can_keep_party(scope, party)
    steward = permissions.can_keep_joint(scope, party.partnership)

    def url(name: str, *more: str) -> str:
        return reverse(name, args=[scope.council.slug, involvement.reference, party.reference, *more])

    def led(name: str, *more: str) -> str:
        return with_next(url(name, *more), to)

    actions = [("End", led("party_end")), ("Take out", led("party_remove"))] if steward else []
    if party.until is not None:
        actions = actions[1:]
    return {
        "party": party,
        "title": party.organisation.name,
        "caption": party.partnership.name,
        "back": {
            "href": to or reverse("partnership_entry", args=[scope.council.slug, involvement.reference]) + "#partners"
        },
        "itself": plain_card("As a partner", _itself(party), actions),
        "cards": _cards(party, words, lambda section: led("party_edit", section) if may_keep else ""),
        "organisation_url": reverse("organisation", args=[scope.council.slug, party.organisation.reference]),
        "people": _people(scope, party, url) if steward and party.organisation.council_id is None else None,
    }


def _people(scope: Scope, party: Party, url: Callable[..., str]) -> ListCard:
    """Who of a partner signs in here. Shown to those who let them in; the others need no partner's addresses."""
    here, ended = current_first(parts.party_people(party), scope.on)
    lines = [
        Line(
            row.user.name,
            row.user.email,
            between(row.from_day, row.until),
            [] if row.until else [(url("party_person_end", str(row.pk)), "End")],
        )
        for row in [*here, *ended]
    ]
    card = list_card("People who sign in here", lines, [(url("party_person_invite"), "Invite somebody")])
    return ListCard(PEOPLE, card, "Nobody of this partner signs in here.")


def joint_page(opened: Joint, party: Party, words: Words) -> dict[str, Any]:
    """A partner's page on the joint record."""
    may_keep = permissions.can_keep_party(opened, party)
    where = [opened.partnership.reference, party.reference]
    return {
        "party": party,
        "title": party.organisation.name,
        "caption": party.partnership.name,
        "back": {"href": reverse("joint", args=where[:1])},
        "itself": plain_card("As a partner", _itself(party)),
        "cards": _cards(
            party, words, lambda section: reverse("joint_party_edit", args=[*where, section]) if may_keep else ""
        ),
    }


def _itself(party: Party) -> list[Row]:
    return [
        Row("Organisation", party.organisation.name),
        Row("Sector", sectors().get(party.organisation.sector, "Not recorded")),
        Row("A partner", between(party.from_day, party.until)),
    ]


def _cards(party: Party, words: Words, edit: Any) -> list[Any]:
    return [
        answers_card(section.title, reading.asked_of_party(party, section.facts, words), edit(section.id))
        for section in sections.PARTY
    ]
