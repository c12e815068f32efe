"""``concordat serve``: the site and its worker start together, mend themselves, and end together."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_house_in_processes import keeping, surroundings

pytestmark = pytest.mark.slow
PATIENCE = 90.0


@dataclass(frozen=True)
class Served:
    """A site that serves."""

    process: subprocess.Popen[str]
    data: Path
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, Any]]:
        """The status and JSON of an address; 0 where nobody answers."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, {}
        except OSError:
            return 0, {}

    @property
    def children(self) -> dict[str, int]:
        """The process ids of the web server and of the worker."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(path.read_text().rpartition(")")[2].split()[1])
                words = (path.parent / "cmdline").read_text()
            except OSError:
                continue
            if parent == self.process.pid:
                found["web" if "gunicorn" in words else "worker"] = int(path.parent.name)
        return found

    def lines(self) -> list[dict[str, Any]]:
        """What was logged."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.2)


def alive(number: int) -> bool:
    """Whether a process still runs; one that has ended and was not yet taken note of does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for data, made ready."""
    data = tmp_path_factory.mktemp("serving") / "data"
    assert keeping(data)("migrate").code == 0
    return data


def start(data: Path, log: Path, *words: str) -> Served:
    port = free_port()
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "concordat.cli", "serve", "--port", str(port), "--workers", "1", *words],
            env=surroundings(data),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    return Served(process, data, port, log)


@pytest.fixture
def served(place: Path, tmp_path: Path) -> Iterator[Served]:
    """A site that serves, with its worker."""
    made = start(place, tmp_path / "log")
    until(lambda: made.get("/health/live")[0] == 200 or made.process.poll() is not None)
    yield made
    if made.process.poll() is None:
        made.process.terminate()
        made.process.wait(PATIENCE)
    assert made.process.stdout
    made.process.stdout.close()


def test_a_served_site_is_ready_says_where_it_is_and_logs_lines_of_json(served: Served) -> None:
    until(lambda: served.get("/health/ready") == (200, served.get("/health/ready")[1]))
    assert served.get("/health/ready")[1]["ready"] is True
    assert served.process.stdout
    assert served.process.stdout.readline() == f"Concordat is at http://127.0.0.1:{served.port} (Ctrl-C ends it)\n"
    assert served.get("/health/ready?mail=ann@example.org", Host="elsewhere.example.org")[0] == 400
    text = served.log.read_text()
    assert all(line.startswith("{") for line in text.splitlines())
    assert "ann@example.org" not in text
    assert "elsewhere.example.org" not in text
    assert {"live", "ready"} <= {line.get("page") for line in served.lines()}
    assert not list(Path.home().glob(".gunicorn/gunicorn.ctl"))


def test_a_worker_that_dies_is_started_again_and_both_end_together(served: Served) -> None:
    until(lambda: len(served.children) == 2)
    first = served.children
    os.kill(first["worker"], signal.SIGKILL)
    until(lambda: served.children.get("worker", first["worker"]) != first["worker"])
    now = served.children
    assert now["web"] == first["web"]
    assert "the worker ended, and is started again." in served.log.read_text()
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(PATIENCE) == 0
    assert not any(alive(number) for number in now.values())


def test_both_end_when_the_one_that_started_them_is_killed(served: Served) -> None:
    until(lambda: len(served.children) == 2)
    children = served.children
    served.process.kill()
    served.process.wait(PATIENCE)
    until(lambda: not any(alive(number) for number in children.values()))
    assert served.get("/health/live")[0] == 0


def test_a_web_server_that_dies_takes_the_worker_with_it(served: Served) -> None:
    until(lambda: len(served.children) == 2)
    children = served.children
    os.kill(children["web"], signal.SIGKILL)
    assert served.process.wait(PATIENCE) == 2
    assert not alive(children["worker"])


def test_while_it_serves_a_backup_is_taken_and_a_restore_is_refused(served: Served, tmp_path: Path) -> None:
    keep = keeping(served.data)
    assert keep("backup", tmp_path / "all.tar.gz").code == 0
    said = keep("restore", tmp_path / "all.tar.gz", "--replace")
    assert (said.code, said.out) == (2, "")
    assert "Concordat is serving from this place" in said.err
    assert served.get("/health/live")[0] == 200
    assert keeping(tmp_path / "elsewhere")("restore", tmp_path / "all.tar.gz").code == 0


def test_a_port_that_is_taken_is_refused_in_a_sentence(served: Served, tmp_path: Path) -> None:
    said = keeping(served.data)("serve", "--port", served.port, "--workers", "1", "--no-worker")
    assert said.code == 2
    assert f"Is port {served.port} taken? Try another: --port." in said.err


def test_a_site_is_not_served_from_a_database_that_is_not_up_to_date(tmp_path: Path) -> None:
    said = keeping(tmp_path / "empty")("serve", "--port", free_port())
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("Run: concordat migrate\n")
