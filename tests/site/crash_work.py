"""A council large enough that a change of its own is left to the worker, and what its people keep doing at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.records.keeping import add
from tests.site.crash_people import Browser, Next, Somebody

from concordat.answers import submitting
from concordat.compliance.bell import AT_ONCE
from concordat.councils.models import Council
from concordat.register.models import Involvement

SCORED, DOCUMENTS = 6, 8
FORM, STEP = "score_sheet", "change-scored.received"
# Some are written to the disk as they come, most stay in memory.
RECEIVED = 0.3
SIZES = (200, 20_000, 200_000, 1_500_000)
CHANGE = {"start": "change", "changed": "purpose"}
WHY = {"reason": "Found out", "change": "correction", "how": "correction"}


@dataclass(frozen=True)
class Made:
    """A council, its partnerships that anybody may write in, and those that are scored, of which matters are opened."""

    council: Council
    rows: Sequence[Involvement]
    scored: Sequence[Involvement]
    documents: Sequence[str]

    def at(self, name: str, row: Involvement, *more: object) -> str:
        """The address of a page of a partnership."""
        return reverse(name, args=[self.council.slug, row.reference, *more])


def made() -> Made:
    """More partnerships than are evaluated while somebody waits."""
    council = world.council()
    scope = world.command(council)
    rows = [world.involvement(council, involvement__applied_by_choice=True) for _ in range(AT_ONCE + 1)]
    for row in rows[:SCORED]:
        judged(scope, row, **LIMITED)
        fill(scope, row, FORM)
        submitting.submit(scope, involvement=row, form=FORM)
    documents = [
        str(add(scope, row, "documents", joint=False, title="Agreement").pk) for row in rows[SCORED:][:DOCUMENTS]
    ]
    return Made(council, rows[SCORED:], rows[:SCORED], documents)


def people(here: Made, port: int, chance: random.Random) -> list[Somebody]:
    """Everybody, signed in: two who keep records, one who enters, one who administers, and one who sends in what
    another receives."""
    team = [_signed_in(here.council, port, "partnership_team") for _ in range(5)]
    administrator = _signed_in(here.council, port, "administrator")

    def own() -> random.Random:
        return random.Random(chance.random())

    return [
        *(Somebody(own(), Keeping(here, team[nth], own(), nth).next) for nth in range(2)),
        Somebody(own(), Entering(here, team[2], own()).next),
        Somebody(own(), Administering(here, administrator).next, pause=0.8),
        Somebody(own(), Deciding(here, team[3], team[4], own()).next, steady=True),
    ]


def _signed_in(council: Council, port: int, role: str) -> Browser:
    browser = Browser(port, world.member(council, role).user.email)
    browser.sign_in()
    return browser


@dataclass(frozen=True)
class Keeping:
    """Writes in every second partnership: answers, rows of lists, files."""

    here: Made
    browser: Browser
    chance: random.Random
    nth: int

    def next(self) -> Next:
        row = self.chance.choice(self.here.rows[self.nth :: 2])
        part, joint = (
            self.here.at("partnership_edit", row, "part"),
            self.here.at("partnership_joint_edit", row, "purpose"),
        )
        risk = self.here.at("list_add", row, "council_risks")
        kinds = (
            Next("own", row.reference, self.browser, part, {"involvement--liabilities": "WORDS", **WHY}),
            Next("joint", row.partnership.reference, self.browser, joint, {"partnership--purpose": "WORDS", **WHY}),
            Next("row", row.reference, self.browser, risk, {"council-risks--words": "WORDS"}),
        )
        return self.chance.choice([*kinds, self._file(), self._file()])

    def _file(self) -> Next:
        document = self.chance.choice(self.here.documents)
        url = reverse("file_add", args=[self.here.council.slug, "records.ownrow", document])
        content = b" and so on" * (self.chance.choice(SIZES) // 10)
        return Next("file", document, self.browser, url, {"words": "What it holds"}, file=content)


@dataclass(frozen=True)
class Entering:
    """Enters partnerships, and people."""

    here: Made
    browser: Browser
    chance: random.Random

    def next(self) -> Next:
        kind, page, more = self.chance.choice((("entry", "enter", {"how_far": "idea"}), ("person", "person_add", {})))
        return Next(kind, "", self.browser, reverse(page, args=[self.here.council.slug]), {"name": "WORDS", **more})


@dataclass(frozen=True)
class Administering:
    """Changes what the council answers of itself, which reaches every partnership."""

    here: Made
    browser: Browser

    def next(self) -> Next:
        url = reverse("council_answers", args=[self.here.council.slug])
        return Next("council", self.here.council.slug, self.browser, url, {"register_keeper": "WORDS", **WHY})


@dataclass
class Deciding:
    """Goes from one scored partnership to the next: submits its form, opens a matter and sends it in; somebody else
    receives it, or it is left waiting for them. When its turn comes again, it is withdrawn first."""

    here: Made
    lead: Browser
    receiver: Browser
    chance: random.Random
    turn: int = 0
    steps: list[str] = field(default_factory=list)
    matters: dict[int, str] = field(default_factory=dict)

    def next(self) -> Next:
        if not self.steps:
            self.turn += 1
            received = ["received"] if self.chance.random() < RECEIVED else []
            withdrawn = ["withdrawn"] if self._row.pk in self.matters else []
            self.steps = [*withdrawn, "submitted", "opened", "sent in", *received]
        kind = self.steps[0]
        browser = self.receiver if kind == "received" else self.lead
        url, changed = self._form(kind)
        return Next(kind, self._row.reference, browser, url, changed, went=self._went)

    @property
    def _row(self) -> Involvement:
        return self.here.scored[self.turn % len(self.here.scored)]

    def _form(self, kind: str) -> tuple[str, dict[str, Any]]:
        matter = self.matters.get(self._row.pk, "")
        forms: dict[str, tuple[str, dict[str, Any]]] = {
            "withdrawn": (f"{matter}withdraw", {"reason": "WORDS"}),
            "submitted": (self.here.at("form_submit", self._row, FORM), {"confirm": "on"}),
            "opened": (self.here.at("matter_open", self._row), {**CHANGE, "reason": "WORDS"}),
            "sent in": (f"{matter}send", {"note": "WORDS"}),
            "received": (f"{matter}papers/1/steps/{STEP}/act", {"outcome": "given", "reason": "WORDS"}),
        }
        return forms[kind]

    def _went(self, to: str) -> None:
        if self.steps[0] == "opened":
            # A matter of which nothing is missing leads straight to sending it in.
            self.matters[self._row.pk] = to.removesuffix("send")
        self.steps.pop(0)
