"""What every test shares: how hard the laws are tried, where the texts lie, and honesty about what was skipped."""

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from concordat.library import shelf
from concordat.protocol.load import Loaded, load

MISSING = "missing on this machine: "
IN_CI = os.environ.get("CI") == "true"

for _name, _examples in {"brief": 10, "fast": 50 if IN_CI else 25, "soak": 10_000}.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        derandomize=IN_CI,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where Django is not installed (the pure rooms' run), its setting is known all the same."""
    if find_spec("pytest_django") is None:
        parser.addini("DJANGO_SETTINGS_MODULE", "the product's settings; unused here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and demands beside the checkout; for tests marked `shared` only."""
    return Path(os.environ.get("CONCORDAT_SHARED", "../shared"))


if find_spec("pytest_django") is not None:

    @pytest.fixture(scope="session")
    def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
        """Where the tables were made at once (tests/settings.py), say that their migrations were made."""
        from django.db import connection  # noqa: PLC0415 - there is a suite without Django
        from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

        with django_db_blocker.unblock():
            executor = MigrationExecutor(connection)
            executor.recorder.ensure_schema()
            for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
                executor.recorder.record_applied(step.app_label, step.name)

    @pytest.fixture(scope="module")
    def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
        """What a module's own fixtures make on this ground stands for all its tests, and is then rolled back.

        Each test (``db``) changes it within a savepoint of its own. It must not change the rows' objects, which all
        share: let the fixture that hands them out give a ``deepcopy``.
        """
        from django.db import transaction  # noqa: PLC0415 - there is a suite without Django

        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def _library_read_once() -> Iterator[None]:
    """The package's own library does not change while the tests run: what the shelf loads of it is read once."""
    home = shelf.installed()
    known: dict[Path, Loaded] = {}

    def once(path: Path, *, with_cases: bool = True) -> Loaded:
        if with_cases or not path.is_relative_to(home):
            return load(path, with_cases=with_cases)
        if path not in known:
            known[path] = load(path, with_cases=False)
        return known[path]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("concordat.library.shelf.load", once)
        yield


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: looking through it for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        missing = [command for command in mark.args if shutil.which(command) is None]
        if missing:
            pytest.skip(MISSING + ", ".join(missing))


def reason_of(report: object) -> str:
    """The reason of a skip, without the file and line that pytest puts before it."""
    where_and_why = getattr(report, "longrepr", None)
    why = where_and_why[2] if isinstance(where_and_why, tuple) else str(where_and_why)
    return str(why).removeprefix("Skipped: ")


def skipped_because(config: pytest.Config) -> Counter[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return Counter(reason_of(report) for report in reports)


def is_worker(config: pytest.Config) -> bool:
    """Under xdist only the process that gathers the results knows them all."""
    return hasattr(config, "workerinput")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be skipped: what is not run there is not proved anywhere."""
    if IN_CI and not is_worker(session.config) and skipped_because(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skips = skipped_because(config)
    if not skips:
        return
    terminalreporter.section("Skipped")
    for reason, count in sorted(skips.items()):
        terminalreporter.write_line(f"{count} skipped: {reason}")
    if any(reason.startswith(MISSING) for reason in skips):
        terminalreporter.write_line("To run them too: make system-deps (as root; it prints what it will install).")
    if IN_CI:
        terminalreporter.write_line("In CI a skipped test is a failed one.", red=True)
