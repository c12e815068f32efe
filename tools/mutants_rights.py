"""Take out each check of a right, and each part of one, in turn: a test has to fail every time.

A few quick tests are tried first; for what none of those notices, the tests of the check's own room; then every room's.
They run once with nothing taken out, noting which parts refuse something. Then, for each part, only the tests in which
it refused are run without it, quickest first, until one fails: to the others it makes no difference.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from types import FunctionType
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol

from removable_checks import REFUSED, Mutant, exchanged, listening, modules_of, mutants

ROOMS = (
    "accounts",
    "councils",
    "evidence",
    "register",
    "records",
    "judgements",
    "answers",
    "approvals",
    "compliance",
    "proposals",
    "site",
)
ROOT = Path(__file__).resolve().parents[1]
# Quick, and between them they see every refusal. What stops being noticed here is looked for further on.
FIRST = (
    "councils/test_founding.py",
    "councils/test_history.py",
    "councils/test_members.py",
    "councils/test_plan_and_handover.py",
    "councils/test_rights.py",
    "evidence/test_services.py",
    "register/core/test_entering.py",
    "register/core/test_linking_an_account.py",
    "register/core/test_parties_and_organisations.py",
    "register/core/test_permissions.py",
    "register/core/test_rights.py",
    "judgements/test_judgements.py",
    "judgements/test_screening.py",
    "records/test_answering.py",
    "records/test_rows.py",
    "answers/test_sharing.py",
    "answers/test_submitting.py",
    "approvals/test_rights.py",
    "approvals/test_who_may_act.py",
    "approvals/test_acting.py",
    "approvals/test_bodies_and_every_route.py",
    "compliance/test_deviations.py",
)


class Plugin:
    """Runs the tests in its own order, and keeps what was not noticed and what is wrong with a test itself."""

    def __init__(self) -> None:
        self.mutants: list[Mutant] = []
        self.took: dict[str, float] = {}
        self.sound: dict[str, bool] = {}
        self.troubles: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.mutants = [mutant for module in modules_of(ROOMS) for mutant in mutants(module)]
        reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
        for items in self._wider(session.items):
            self._listen([item for item in items if item.nodeid not in self.took])
            for mutant in self.unnoticed():
                begun = time.perf_counter()
                by = self._noticed_by(mutant)
                seconds = time.perf_counter() - begun
                reporter.write_line(f"{mutant.name}: {by or 'nothing yet'} ({seconds:.1f} s)", flush=True)
        return True

    def unnoticed(self) -> list[Mutant]:
        return [mutant for mutant in self.mutants if not mutant.noticed]

    def _wider(self, items: list[pytest.Item]) -> Iterator[list[pytest.Item]]:
        """The tests to try, round by round, as long as something is left that nobody noticed."""
        yield [item for item in items if _file(item) in FIRST]
        rooms = {mutant.room for mutant in self.unnoticed()}
        if rooms:
            yield [item for item in items if _file(item).split("/")[0] in rooms]
        if self.unnoticed():
            yield [item for item in items if item.get_closest_marker("slow") is None]

    def _listen(self, items: list[pytest.Item]) -> None:
        """Run tests with nothing taken out, and note for each mutant the tests in which its part refused."""
        of_each: dict[FunctionType, list[Mutant]] = {}
        for mutant in self.mutants:
            of_each.setdefault(mutant.function, []).append(mutant)
        with exchanged({function: listening(function, its) for function, its in of_each.items()}):
            for item, after in zip_longest(items, items[1:]):
                REFUSED.clear()
                begun = time.perf_counter()
                if _fails(item, after):
                    self.troubles.append(f"{item.nodeid} fails with nothing taken out.")
                    self.sound[item.nodeid] = False
                self.took[item.nodeid] = time.perf_counter() - begun
                for mutant in self.mutants:
                    if mutant.name in REFUSED:
                        mutant.tests.append(item)

    def _noticed_by(self, mutant: Mutant) -> str:
        """The first test that fails without the mutant's part and, run in the same way, not with it; else nothing."""
        for item in sorted(mutant.tests, key=lambda item: self.took[item.nodeid]):
            if not self.sound.get(item.nodeid, True):
                continue
            with exchanged({mutant.function: mutant.without}):
                fails = _fails(item)
            if fails and self._is_sound(item):
                mutant.noticed = True
                return item.nodeid
        mutant.tried += len(mutant.tests)
        mutant.tests.clear()
        return ""

    def _is_sound(self, item: pytest.Item) -> bool:
        """Whether a test passes alone, and again, with nothing taken out."""
        if item.nodeid not in self.sound:
            self.sound[item.nodeid] = not _fails(item)
            if not self.sound[item.nodeid]:
                self.troubles.append(f"{item.nodeid} fails when it is run a second time, with nothing taken out.")
        return self.sound[item.nodeid]


def _fails(item: pytest.Item, after: pytest.Item | None = None) -> bool:
    """Run a test. What tests share over modules and folders is kept only for the test that comes after it, if one
    does; the database, which they share over the session, always."""
    following = cast(pytest.Item, after or item.session)
    return any(report.failed for report in runtestprotocol(item, nextitem=following, log=False))


def _file(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT / "tests").as_posix()


def main() -> int:
    ArgumentParser(description=__doc__).parse_args()
    begun = time.monotonic()
    plugin = Plugin()
    folders = [str(ROOT / "tests" / room) for room in ROOMS if (ROOT / "tests" / room).is_dir()]
    chosen = ["-m", "not browser and not shared", *folders]
    ended = pytest.main(["-qq", "--no-header", "-p", "no:cacheprovider", *chosen], plugins=[plugin])
    for words in plugin.troubles:
        print(words)
    for mutant in plugin.unnoticed():
        print(f"Taken out, and nothing fails: {mutant.name} (it refused something in {mutant.tried} tests)")
    many, unnoticed = len(plugin.mutants), len(plugin.unnoticed())
    checks = len({mutant.function for mutant in plugin.mutants})
    print(
        f"Checks of rights: {checks}, and {many - checks} parts of them. {many} taken out, {many - unnoticed} noticed, "
        f"in {time.monotonic() - begun:.0f} seconds."
    )
    return 1 if ended or unnoticed or plugin.troubles or not many else 0


if __name__ == "__main__":
    sys.exit(main())
