"""The house for the tests in a browser: furnished once a worker, served from a copy of its own to each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from tests.browser import kit
from tests.browser.house import Furnished, House, Opening, furnish, served
from tests.history import own_database

from concordat.accounts.models import User

browser = kit.browser
page = kit.page


@pytest.fixture(scope="session")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Furnished]:
    """The database that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("houses")
    with django_db_blocker.unblock():
        template = own_database.make(folder)
        made = furnish(template, folder)
        yield made
        own_database.drop(made.database)
        own_database.drop(template)


@pytest.fixture
def house(furnished: Furnished, tmp_path: Path, browser: object, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The site, being served."""
    with django_db_blocker.unblock(), served(furnished, tmp_path) as made:
        yield made


@pytest.fixture
def someone(house: House, browser: Browser) -> Iterator[Opening]:
    """Windows of people who have signed in, each with cookies of its own."""
    contexts = []

    def opened(user: User) -> Page:
        contexts.append(kit.window(browser))
        house.sign_in(contexts[-1], user)
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        return page

    yield opened
    for context in contexts:
        context.close()
