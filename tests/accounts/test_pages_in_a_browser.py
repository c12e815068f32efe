"""The pages of signing in as people meet them. The test client fetches them, so there is no server to wait for."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, Route
from tests.accounts.people import ADDRESS, OTHER_PASSWORD, PASSWORD, Committing, person, set_up_app, sign_in, signed_in
from tests.accounts.test_passwords import link_in
from tests.browser import kit

from concordat.accounts import services
from concordat.history.acts import SYSTEM

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = "http://localhost:8000"
browser = kit.browser
page = kit.page


def show(page: Page, answer: Any) -> None:
    """Open what the client was answered. It was fetched before: the browser's own thread has no database."""

    def fulfil(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if not path.startswith("/static/"):
            policy = answer.headers["Content-Security-Policy"]
            headers = {"Content-Type": answer["Content-Type"], "Content-Security-Policy": policy}
            route.fulfill(status=answer.status_code, headers=headers, body=answer.content)
            return
        found = str(finders.find(path.removeprefix("/static/")))
        route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0] or "text/plain")

    page.unroute_all()
    page.route("**/*", fulfil)
    page.goto(SITE)


def look(page: Page, client: Client, address: str, name: str) -> None:
    show(page, client.get(address, follow=True))
    kit.shoot(page, f"accounts-{name}")
    kit.check_page(page)
    # The menu's button goes a frame after the window has grown wide again.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    kit.check_keyboard(page)


def test_the_pages_before_sign_in_have_no_fault_that_a_machine_can_find(
    page: Page, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.invite(SYSTEM, email=ADDRESS, name="Jo Miller")
    client = Client()
    look(page, client, "/account/sign-in/", "sign-in")
    look(page, client, link_in(mail.outbox[0]), "invitation")
    look(page, client, "/account/invitation/over/", "invitation-over")
    look(page, client, "/account/password/forgotten/", "forgotten")
    look(page, client, "/account/password/forgotten/sent/", "forgotten-sent")
    look(page, client, "/account/password/reset/1-x/", "reset-over")
    look(page, client, "/account/password/reset/done/", "reset-done")
    look(page, client, "/account/ended/", "ended")


def test_a_wrong_password_is_told_at_the_top_of_the_page(page: Page) -> None:
    person()
    show(page, sign_in(Client(), password=OTHER_PASSWORD))
    assert page.title().startswith("Error: ")
    kit.shoot(page, "accounts-sign-in-wrong")
    kit.check_page(page)


def test_the_pages_of_ones_account_have_no_fault_that_a_machine_can_find(
    page: Page, django_capture_on_commit_callbacks: Committing
) -> None:
    person()
    client = signed_in()
    signed_in()
    look(page, client, "/account/", "account")
    look(page, client, "/account/password/", "password")
    look(page, client, "/account/sign-out/", "sign-out")
    look(page, client, "/account/sign-out-elsewhere/", "elsewhere")
    look(page, client, "/account/second-factor/needed/?next=/renaming/", "needed")
    look(page, client, "/account/second-factor/", "second-factor-none")
    look(page, client, "/account/second-factor/set-up/", "password-again")
    client.post("/account/password/again/?next=/account/", {"password": PASSWORD})
    look(page, client, "/account/second-factor/set-up/", "set-up")
    set_up_app(client, django_capture_on_commit_callbacks)
    for name in (
        "second-factor",
        "second-factor/again",
        "second-factor/remove",
        "recovery-codes",
        "recovery-codes/new",
    ):
        look(page, client, f"/account/{name}/", name.replace("/", "-"))


def test_the_code_page_has_no_fault_that_a_machine_can_find(
    page: Page, django_capture_on_commit_callbacks: Committing
) -> None:
    person()
    set_up_app(signed_in(), django_capture_on_commit_callbacks)
    client = Client()
    sign_in(client)
    look(page, client, "/account/code/", "code")
