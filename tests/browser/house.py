"""The whole site on a server of its own, with two councils and their people in a database of one test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, Page
from tests import world
from tests.history import own_database
from tests.site.walking import FORM, SECTION, Place, place

from concordat.accounts.models import User
from concordat.answers import sharing
from concordat.councils import members
from concordat.councils.models import Council
from concordat.councils.roles import ROLES
from concordat.history import clock

FULL, EMPTY = "ashford", "zeal"
# Opens a window in which somebody has signed in.
Opening: TypeAlias = Callable[[User], Page]


@dataclass(frozen=True)
class Furnished:
    """A database with something in it: its name, the council that has one of everything, and who may do everything.

    ``empty`` has no protocol and no partnership; ``everybody`` holds every role in both; ``nobody`` holds none;
    ``colleague`` holds every role in the full one too.
    """

    database: str
    at: Place
    empty: Council
    everybody: User
    nobody: User
    colleague: User


@dataclass(frozen=True)
class House:
    """A furnished database that is being served at ``site``."""

    site: str
    furnished: Furnished
    opened: dict[int, str] = field(default_factory=dict)

    def sign_in(self, context: BrowserContext, user: User) -> None:
        """Give a browser the cookie of somebody's session: of one and the same, however often it is asked for."""
        if user.pk not in self.opened:
            self.opened[user.pk] = world.client(user).cookies[settings.SESSION_COOKIE_NAME].value
        value = self.opened[user.pk]
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.site}])

    def sign_out(self, context: BrowserContext) -> None:
        """Take every cookie away."""
        context.clear_cookies()

    def open(self, page: Page, address: str) -> int:
        """Go to an address of the site; the status of the answer."""
        answer = page.goto(f"{self.site}{address}")
        assert answer is not None, address
        return answer.status


def furnish(template: str, folder: Path) -> Furnished:
    """A database with two councils, made through the services, to be copied for each test."""
    name = own_database.copy(template, folder)
    with own_database.used(name):
        at = place(FULL, ["lead_officer"])
        empty = world.council(EMPTY, edition=None)
        member = world.member(at.council, *ROLES, name="Everybody At Once")
        everybody = member.user
        # A section is given back by whoever has it.
        of = {"involvement": at.things["involvement"], "form": FORM, "section": SECTION}
        at.things["handed"] = sharing.hand_over(world.command(at.council), **of, to=member)
        yesterday = clock.today() - timedelta(days=1)
        members.join(world.command(empty), user=everybody, roles=list(ROLES), from_=yesterday)
        nobody = world.member(at.council, name="Nobody In Particular").user
        colleague = world.member(at.council, *ROLES, name="Ali Colleague").user
    return Furnished(name, at, empty, everybody, nobody, colleague)


@contextmanager
def served(furnished: Furnished, folder: Path) -> Iterator[House]:
    """Serve a copy of what is furnished; it is thrown away afterwards."""
    name = own_database.copy(furnished.database, folder)
    with own_database.used(name):
        server = LiveServerThread("localhost", StaticFilesHandler, connections_override={}, port=0)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            yield House(f"http://localhost:{server.port}", furnished)
        finally:
            server.terminate()
            server.join(10)
    own_database.drop(name)
