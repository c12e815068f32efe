"""Take out each check of a right in turn: a test has to fail every time.

One run of pytest: first every test of the rooms, noting which checks it calls; then, for each check with its body
taken out, the tests that call it, quickest first, until one fails.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

ROOMS = ("accounts", "councils", "evidence", "register", "compliance", "site")
ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Check:
    """A ``check_can_…`` function, its own code, and the tests that call it."""

    name: str
    function: FunctionType
    code: CodeType
    tests: list[pytest.Item] = field(default_factory=list)

    def take_out(self) -> None:
        self.function.__code__ = _nothing.__code__

    def put_back(self) -> None:
        self.function.__code__ = self.code

    def listen(self) -> None:
        """Note each call, however the function was imported: its code is replaced, the function stays."""
        own = FunctionType(self.code, self.function.__globals__, self.name, self.function.__defaults__)
        own.__kwdefaults__ = self.function.__kwdefaults__
        self.function.__globals__[f"_own_{self.function.__name__}"] = own
        self.function.__globals__["_called_checks"] = CALLED
        source = (
            "def listening(*given, **named):\n"
            f"    _called_checks.add({self.name!r})\n"
            f"    return _own_{self.function.__name__}(*given, **named)\n"
        )
        made: dict[str, FunctionType] = {}
        exec(source, made)  # noqa: S102 - the only way to keep the function and change what it does
        self.function.__code__ = made["listening"].__code__


CALLED: set[str] = set()


def _nothing(*_given: object, **_named: object) -> None:
    return None


def checks() -> Iterator[Check]:
    """Every check of a right, room by room."""
    for room in ROOMS:
        package = import_module(f"concordat.{room}")
        for found in iter_modules(package.__path__):
            if not found.name.startswith("permissions"):
                continue
            module = import_module(f"concordat.{room}.{found.name}")
            for name, function in vars(module).items():
                ours = getattr(function, "__module__", "") == module.__name__
                if ours and name.startswith("check_") and isinstance(function, FunctionType):
                    yield Check(f"{module.__name__}.{name}", function, function.__code__)


class Plugin:
    """Runs the tests in its own order, and says what was not noticed."""

    def __init__(self) -> None:
        self.unnoticed: list[str] = []
        self.count = 0
        self.failing: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        found = list(checks())
        took = self._listen(session.items, found)
        for check in found:
            self.count += 1
            check.tests.sort(key=lambda item: took[item.nodeid])
            check.take_out()
            if not any(_fails(item) for item in check.tests if item.nodeid not in self.failing):
                self.unnoticed.append(f"{check.name} ({len(check.tests)} tests call it)")
            check.put_back()
        return True

    def _listen(self, items: list[pytest.Item], found: list[Check]) -> dict[str, float]:
        for check in found:
            check.listen()
        took = {}
        for item in items:
            CALLED.clear()
            begun = time.perf_counter()
            if _fails(item):
                self.failing.append(item.nodeid)
            took[item.nodeid] = time.perf_counter() - begun
            for check in found:
                if check.name in CALLED:
                    check.tests.append(item)
        for check in found:
            check.put_back()
        return took


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def main() -> int:
    plugin = Plugin()
    folders = [str(ROOT / "tests" / room) for room in ROOMS if (ROOT / "tests" / room).is_dir()]
    begun = time.monotonic()
    pytest.main(["-q", "--no-header", "-m", "not browser and not slow and not shared", *folders], plugins=[plugin])
    for name in plugin.failing:
        print(f"{name} fails with nothing taken out.")
    for words in plugin.unnoticed:
        print(f"Taken out, and nothing fails: {words}")
    print(
        f"Checks of rights: {plugin.count} taken out, {plugin.count - len(plugin.unnoticed)} noticed, "
        f"in {time.monotonic() - begun:.0f} seconds."
    )
    return 1 if plugin.unnoticed or plugin.failing or not plugin.count else 0


if __name__ == "__main__":
    sys.exit(main())
