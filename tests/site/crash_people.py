"""People at their browsers, over HTTP: they open forms, send them, and send them again where nobody answered."""

from __future__ import annotations

import http.client
import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from tests import world
from tests.register.pages.browsing import Filled, as_list

# How often a form is sent once more though it was answered, and left alone though it was not.
AGAIN, LEFT = 0.15, 0.2
Sent = dict[str, list[str]]
File = tuple[str, bytes]


class Gone(Exception):
    """Nobody answered: the house was cut down meanwhile, or is."""


@dataclass
class Browser:
    """A browser, on a house at a port."""

    port: int
    email: str
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Sign in with the password that everybody has here."""
        url = "/account/sign-in/"
        sent = Filled(self.get(url)).sent | {"login": [self.email], "password": [world.PASSWORD]}
        status, to, page = self.post(url, sent)
        assert status == 302, page[-2000:]
        assert to != url

    def get(self, url: str) -> str:
        """A page."""
        status, to, page = self._ask("GET", url)
        assert status == 200, f"GET {url}: {status} {to} {page[-2000:]}"
        return page

    def post(self, url: str, sent: Sent, file: File | None = None) -> tuple[int, str, str]:
        """Send a form: the status, where it leads, the page."""
        if file is None:
            return self._ask("POST", url, urlencode(sent, doseq=True).encode(), "application/x-www-form-urlencoded")
        edge = secrets.token_hex(16)
        return self._ask("POST", url, b"".join(_parts(edge, sent, file)), f"multipart/form-data; boundary={edge}")

    def _ask(self, method: str, url: str, body: bytes | None = None, kind: str = "") -> tuple[int, str, str]:
        named = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": named, **({"Content-Type": kind} if kind else {})}
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            asked.request(method, url, body, headers)
            answer = asked.getresponse()
            page = _read(answer, needed=method == "GET")
        except (OSError, http.client.HTTPException) as error:
            raise Gone(repr(error)) from error
        finally:
            asked.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), page


def _read(answer: http.client.HTTPResponse, *, needed: bool) -> str:
    """The page. Of a form that was sent the head is the answer, even where the rest never came."""
    try:
        return answer.read().decode()
    except (OSError, http.client.HTTPException):
        if needed:
            raise
        return ""


def _parts(edge: str, sent: Sent, file: File) -> Iterator[bytes]:
    for name, values in sent.items():
        for value in values:
            yield f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    yield f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="{file[0]}"\r\n\r\n'.encode()
    yield file[1] + f"\r\n--{edge}--\r\n".encode()


@dataclass(frozen=True)
class Next:
    """What somebody does next: of what kind, on what, at which address, what is changed in its form (WORDS stand for
    words that nothing else has), and who is told where it led."""

    kind: str
    about: str
    browser: Browser
    url: str
    changed: Mapping[str, Any] = field(default_factory=dict)
    file: bytes | None = None
    went: Callable[[str], None] = lambda _: None


@dataclass
class Post:
    """A form that was sent, and how it was answered each time. ``words`` are its own."""

    what: Next
    words: str
    sent: Sent
    file: File | None
    answers: list[int] = field(default_factory=list)

    @property
    def seen(self) -> bool:
        """Whether its sender saw that it was done."""
        return bool(self.answers)


class Somebody:
    """A person who keeps sending forms, one after the other. Who is steady never gives one up."""

    def __init__(
        self, chance: random.Random, work: Callable[[], Next], *, pause: float = 0, steady: bool = False
    ) -> None:
        self.chance, self.work, self.pause, self.steady = chance, work, pause, steady
        self.posts: list[Post] = []
        self.left: Post | None = None
        self.fault = ""

    def go_on(self, stop: threading.Event) -> None:
        """Send until told to stop, or until nobody answers any more. What went wrong is kept in ``fault``."""
        try:
            self._see_to_what_was_left()
            while not stop.is_set():
                self._send_the_next()
                stop.wait(self.pause)
        except Gone:
            pass
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.fault = f"{type(error).__name__}: {error}"

    def _see_to_what_was_left(self) -> None:
        """What was not answered is sent again as it was, or, now and then, given up."""
        if self.left is not None and (self.steady or self.chance.random() >= LEFT):
            self._send(self.left)
        self.left = None

    def _send_the_next(self) -> None:
        what = self.work()
        words = f"w{secrets.token_hex(6)}"
        changed = {
            name: [one.replace("WORDS", words) for one in as_list(value)] for name, value in what.changed.items()
        }
        sent = Filled(what.browser.get(what.url)).sent | changed
        file = None if what.file is None else (f"{words}.txt", words.encode() + what.file)
        self.left = Post(what, words, sent, file)
        self.posts.append(self.left)
        self._send(self.left)
        post, self.left = self.left, None
        if self.chance.random() < AGAIN:
            self._answer(post)

    def _send(self, post: Post) -> None:
        to = self._answer(post)
        post.what.went(to)

    @staticmethod
    def _answer(post: Post) -> str:
        status, to, page = post.what.browser.post(post.what.url, post.sent, post.file)
        assert status == 303, f"{post.what.kind} at {post.what.url}: {status} {_said(page)}"
        post.answers.append(status)
        return to


def _said(page: str) -> str:
    """What a page says is wrong."""
    start = page.find("govuk-error-summary")
    return page[start : start + 1500] if start >= 0 else page[-1500:]


def together(people: Sequence[Somebody], stop: threading.Event, meanwhile: Callable[[], object]) -> None:
    """Let all of them go on at once while something is done; then wait for them. Raises for what went wrong."""
    threads = [threading.Thread(target=one.go_on, args=(stop,)) for one in people]
    for thread in threads:
        thread.start()
    meanwhile()
    end = time.monotonic() + 120
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    assert not any(thread.is_alive() for thread in threads), "somebody still waits for an answer"
    faults = [one.fault for one in people if one.fault]
    assert not faults, "\n".join(faults)
