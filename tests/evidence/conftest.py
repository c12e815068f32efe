"""What the tests of files share: a folder of their own, and a thing to attach files to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.test import override_settings

from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.evidence import owners
from concordat.history import clock
from concordat.history.acts import Actor, act

KIND = "councils.service"


@dataclass
class Things:
    """Things that files can be attached to: who may see and add is said by the test."""

    seen: set[str] = field(default_factory=lambda: {"1", "2"})
    added_to: set[str] = field(default_factory=lambda: {"1", "2"})


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of files, empty."""
    with override_settings(FILES_DIR=tmp_path / "files"):
        yield tmp_path / "files"


@pytest.fixture
def things(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Things:
    """A kind of thing with its owner registered for this test."""
    made = Things()
    monkeypatch.setattr(owners, "_owners", {})
    owners.add(
        KIND,
        can_see=lambda _scope, owner: owner in made.seen,
        can_add=lambda _scope, owner: owner in made.added_to,
        about=lambda scope, owner: owners.About(f"Thing {owner}", f"/thing/{owner}", scope.council.scope),
    )
    return made


@pytest.fixture
def scope(db: None) -> Scope:
    """Somebody of the partnership team at work."""
    return working_as("partnership_team")


def working_as(*roles: str) -> Scope:
    """Somebody at work in a council of these tests in these roles."""
    council = Council.objects.filter(slug="ashford").first()
    if council is None:
        council = Council(slug="ashford", name="Ashford Council")
        with act(Actor("command", "The command"), "Council set up", "installation"):
            council.save()
    return Scope(Actor("rfield", "Robin Field"), council, frozenset(roles), clock.today())
