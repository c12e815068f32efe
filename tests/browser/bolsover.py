"""The council of the toolkit's worked example, with the people who have a part in the journey.

Names and posts are those of the demonstration, so that pictures of the journey are pictures of what `make demo` shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests import world

from concordat.accounts import services as accounts
from concordat.accounts.models import User
from concordat.councils import adoption, given_settings, members, plan, services
from concordat.councils import queries as councils
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.register import people
from concordat.register.people import Details

SLUG, EDITION = "bolsover", "bolsover/2009"
SETTINGS = {"service_planning_month": 3, "key_decision_limit": 75_000}
SERVICES = {"policy": "Policy and partnerships", "regeneration": "Regeneration"}
AIMS = {
    "community_safety": "A safer district",
    "customer_services": "Services that suit the people who use them",
    "environment": "A clean and green environment",
    "regeneration": "Regeneration of towns and villages",
    "social_inclusion": "Fair chances for everybody",
    "strategic": "Well run and well led",
}
# By the key that stands before the @ of their address: name, post, role.
PEOPLE = {
    "lead": ("Daniel Okoro", "Community safety manager", "lead_officer"),
    "finance": ("Ian Farrow", "Chief finance officer", "finance"),
    "senior": ("Tom Whitwell", "Director of development", "senior_manager"),
    "team": ("Asha Thornley", "Partnership officer", "partnership_team"),
    "clerk": ("Owen Price", "Governance officer", "clerk"),
    "councillor": ("Councillor Janet Moss", "Portfolio holder", "councillor"),
}


@dataclass(frozen=True)
class Bolsover:
    """The council, and its people by key."""

    council: Council
    people: dict[str, User]

    def scope(self, key: str) -> Scope:
        """What somebody may do here."""
        found = councils.scope_of(self.people[key], SLUG)
        assert found is not None, key
        return found


def settled() -> Bolsover:
    """The council with its protocol, settings, services, aims and people."""
    council = services.found(
        world.INSTALLER, installer=True, slug=SLUG, name="Bolsover District Council", second_factor=False
    )
    command, since = world.command(council), clock.today() - timedelta(days=500)
    adoption.adopt(command, edition_id=EDITION, from_=since)
    for setting, value in SETTINGS.items():
        given_settings.give_setting(command, setting=setting, value=value, from_=since)
    for code, name in SERVICES.items():
        plan.open_service(command, name=name, code=code, from_=since)
    for code, words in AIMS.items():
        plan.add_aim(command, words=words, code=code, from_=since)
    found = {}
    for key, (name, post, role) in PEOPLE.items():
        email = f"{key}@{SLUG}.example"
        found[key] = accounts.create_person(world.INSTALLER, email=email, name=name, password=world.PASSWORD)
        members.join(command, user=found[key], roles=[role], from_=since)
        people.record(command, details=Details(name, post, email, user=found[key]))
    return Bolsover(council, found)
