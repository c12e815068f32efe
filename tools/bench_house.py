"""Measure the house: its pages in councils of three sizes, how long until it answers, and what memory it takes.

Memory is the proportional set size, which counts what processes share once; the resident size stands beside it.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TIMES = 3
WORKERS = 2
PATIENCE = 60.0
COMMAND = [sys.executable, "-m", "concordat.cli"]


@dataclass(frozen=True)
class Process:
    """What one process takes, in megabytes. ``what`` is serve, web server, web process or worker."""

    what: str
    proportional: float
    resident: float


@dataclass(frozen=True)
class Serving:
    """Seconds from the command to the first answer, each time, and the processes the last time."""

    seconds: tuple[float, ...]
    processes: tuple[Process, ...]


def measure_serving(times: int = TIMES) -> Serving:
    """Serve an empty installation so many times. Raises TimeoutError where it never answers."""
    seconds: list[float] = []
    processes: tuple[Process, ...] = ()
    with tempfile.TemporaryDirectory(prefix="concordat-bench-") as data:
        surroundings = {**os.environ, "CONCORDAT_DATA": data, "LOG_LEVEL": "ERROR"}
        surroundings.pop("DATABASE_URL", None)
        subprocess.run([*COMMAND, "migrate"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
        for _ in range(times):
            with _served(surroundings) as (process, took):
                seconds.append(took)
                processes = tuple(_family(process.pid))
    return Serving(tuple(seconds), processes)


def first_set_up() -> float:
    """Seconds that `concordat demo` takes for its first set-up: the database, and two councils entered."""
    with tempfile.TemporaryDirectory(prefix="concordat-bench-") as place:
        begun = time.perf_counter()
        subprocess.run([*COMMAND, "demo", "--only-load"], cwd=place, check=True, capture_output=True)
        return time.perf_counter() - begun


def pages() -> list[str]:
    """What `bench_house_pages.py` measures, in a process and a place of its own. Raises SystemExit where it fails."""
    with tempfile.TemporaryDirectory(prefix="concordat-bench-") as data:
        surroundings = {**os.environ, "CONCORDAT_DATA": data, "LOG_LEVEL": "ERROR"}
        surroundings.pop("DATABASE_URL", None)
        script = str(Path(__file__).with_name("bench_house_pages.py"))
        found = subprocess.run(
            [sys.executable, script], env=surroundings, check=False, stdout=subprocess.PIPE, text=True
        )
    if found.returncode:
        raise SystemExit(found.returncode)
    return found.stdout.splitlines()


def served() -> list[str]:
    """What serving takes, as Markdown."""
    found = measure_serving()
    total = sum(process.proportional for process in found.processes)
    rows = [f"| {one.what} | {one.proportional:.0f} | {one.resident:.0f} |" for one in found.processes]
    return [
        *busy(os.getloadavg()[0], os.cpu_count() or 1),
        (
            f"- **Cold start** of `concordat serve` to its first answer: {min(found.seconds):.1f} s least, "
            f"{statistics.median(found.seconds):.1f} s median of {len(found.seconds)}."
        ),
        f"- **First set-up** of the demonstration, with two councils: {first_set_up():.1f} s.",
        f"- **Memory** with {WORKERS} web processes and the worker, empty: {total:.0f} MB in all.",
        "",
        "| process | proportional, MB | resident, MB |",
        "|---|---|---|",
        *rows,
    ]


def busy(load: float, cores: int) -> list[str]:
    """What has to be said of times by the clock where others kept the machine busy; nothing where it was quiet."""
    if load <= cores:
        return []
    return [f"- The machine was busy with other work (a load of {load:.0f} on {cores} cores): these took too long."]


@contextmanager
def _served(surroundings: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    port, begun = _free_port(), time.perf_counter()
    words = [*COMMAND, "serve", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(words, env=surroundings, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if time.perf_counter() - begun > PATIENCE or process.poll() is not None:
                raise TimeoutError("The site never answered.")
            time.sleep(0.02)
        took = time.perf_counter() - begun
        time.sleep(2)  # until the worker has begun too
        for _ in range(20):
            _answers(port)
        yield process, took
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _family(number: int, depth: int = 0) -> Iterator[Process]:
    """A process and those it started."""
    folder = Path("/proc") / str(number)
    words = (folder / "cmdline").read_text()
    what = "worker" if "worker\0" in words else ("serve", "web server", "web process")[min(depth, 2)]
    sizes = dict(line.split(":", maxsplit=1) for line in (folder / "smaps_rollup").read_text().splitlines()[1:])
    yield Process(what, _megabytes(sizes["Pss"]), _megabytes(sizes["Rss"]))
    for child in (folder / "task" / str(number) / "children").read_text().split():
        yield from _family(int(child), depth + 1)


def _megabytes(told: str) -> float:
    return int(told.split(maxsplit=1)[0]) / 1024
