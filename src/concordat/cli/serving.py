"""``concordat serve`` and ``concordat worker``."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

from concordat.cli.common import command
from concordat.cli.house import house, require_migrated
from concordat.cli.refusals import complain, refusal
from concordat.protocol.faults import Fault, Refused

SERVE_MORE = """\
Starts the web server, and beside it the worker that does what takes longer.
Both end together; a worker that dies is started again. Run “concordat migrate”
before. What it has to say are lines of JSON on the error stream.
"""
WORKER_MORE = """\
Only where “concordat serve --no-worker” runs the web server, on this machine or
on others: each database needs one worker.
"""
ALL_GOOD = 0
A_MOMENT, A_WHILE, LONGEST_PAUSE = 0.5, 60.0, 60.0
PATIENCE = 30.0


def add(commands: Any) -> None:
    """Declare the commands."""
    made = command(commands, "serve", serve, "Serve the site", SERVE_MORE)
    made.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    made.add_argument("--bind", metavar="ADDRESS", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    made.add_argument("--workers", metavar="N", type=_some, default=2, help="how many web processes (2)")
    made.add_argument("--no-worker", action="store_true", help="leave the worker to another “concordat worker”")
    made.add_argument("--only-prepare", action="store_true", help=argparse.SUPPRESS)
    made = command(commands, "worker", worker, "Do what takes longer", WORKER_MORE)
    made.add_argument("--until-parent-ends", action="store_true", help=argparse.SUPPRESS)


def _some(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes; write 1 or more")
    return int(text)


def worker(given: argparse.Namespace) -> int:
    """Work until told to stop."""
    with house():
        require_migrated()
        from concordat.site import worker as site  # noqa: PLC0415

        site.run(until_parent_ends=given.until_parent_ends)
    return ALL_GOOD


def serve(given: argparse.Namespace) -> int:
    """Start the web server and the worker, and see to them until told to stop."""
    if given.only_prepare:
        return _prepare()
    ours = [sys.executable, "-m", "concordat.cli"]
    # In a process that ends, and its memory with it: we only wait, for as long as the site serves.
    code = subprocess.run([*ours, "serve", "--only-prepare"], check=False).returncode  # noqa: S603 - our own words
    if code:
        return code
    # The children's files are for their owner and their group, as those of the other commands are.
    os.umask(0o027)
    address = f"[{given.bind}]" if ":" in given.bind.strip("[]") else given.bind
    web = [sys.executable, "-m", "gunicorn", "--config", "python:concordat.site.web_server", "--no-control-socket"]
    web += ["--bind", f"{address}:{given.port}", "--workers", str(given.workers)]
    beside = None if given.no_worker else [*ours, "worker", "--until-parent-ends"]
    code = Both(web, beside).see_to()
    if code:
        raise refusal("The web server did not start, or failed.", f"Is port {given.port} taken? Try another: --port.")
    return ALL_GOOD


def _prepare() -> int:
    """See that all is in order, gather the static files, clear up after a house that was cut down. Raises Refused."""
    with house():
        require_migrated()
        from django.core import checks  # noqa: PLC0415
        from django.core.management import call_command  # noqa: PLC0415

        found = [fault for fault in checks.run_checks(databases=["default"]) if fault.is_serious()]
        if found:
            raise Refused([Fault("", 0, str(fault.msg), str(fault.hint or "")) for fault in found])
        call_command("collectstatic", interactive=False, verbosity=0)
        from concordat.site import tasks  # noqa: PLC0415

        tasks.clear_up()
    return ALL_GOOD


class Both:
    """The web server and the worker as children: they end together, and the worker is started again if it dies."""

    def __init__(self, web: list[str], beside: list[str] | None) -> None:
        self.stop = threading.Event()
        self.beside = beside
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._told)
        self.web = self._started(web)
        self.worker = self._started(beside) if beside else None
        self.begun = time.monotonic()
        self.pause = A_MOMENT

    def see_to(self) -> int:
        """Wait until told to stop, or until the web server has ended; its code, or 0 where it was told to."""
        while not self.stop.wait(A_MOMENT):
            if self.web.poll() is not None:
                self._end()
                return self.web.returncode
            if self.beside and self.worker and self.worker.poll() is not None:
                self._begin_again(self.beside)
        self._end()
        return ALL_GOOD

    def _told(self, *_: object) -> None:
        self.stop.set()

    @staticmethod
    def _started(words: list[str]) -> subprocess.Popen[bytes]:
        # In a session of its own: Ctrl-C reaches us alone, and we tell both. The pipe is its lifeline.
        return subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own words

    def _begin_again(self, words: list[str]) -> None:
        """Start the worker again, after a pause that doubles while it keeps on dying young."""
        lived = time.monotonic() - self.begun
        self.pause = A_MOMENT if lived > A_WHILE else min(self.pause * 2, LONGEST_PAUSE)
        complain("the worker ended, and is started again.")
        if not self.stop.wait(self.pause):
            self.worker, self.begun = self._started(words), time.monotonic()

    def _end(self) -> None:
        """Tell both to end what they are at, and wait for it; make an end where one does not."""
        children = [child for child in (self.web, self.worker) if child]
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
