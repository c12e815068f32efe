"""Run as a module: examine folders, each in a fork of its own within hard limits; a line of JSON for each.

Apart from the hostile folders, so that what these hold in memory is not counted. One start for all of them, since
starting takes longer than most of the examinations.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path

from concordat.protocol.examine import examine
from concordat.protocol.facts import dictionary

MOST_SECONDS = 10
MOST_MEGABYTES = 256


def limit_self() -> None:
    # The limit is on data and not on the address space: the latter counts libraries and reserved room never used.
    most = MOST_MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    signal.alarm(MOST_SECONDS)


def peak() -> float:
    """The most memory of this process, in MB. Where it can be had, without what the parent held before the start."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text(encoding="utf-8").split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def found_in(folder: str) -> dict[str, object]:
    """What the examination says, its seconds and the peak; or how it broke."""
    limit_self()
    start = time.perf_counter()
    try:
        found = examine(Path(folder))
        sentences = [str(fault) for fault in found.faults] + [str(failure) for failure in found.failures]
    except BaseException:  # noqa: BLE001 - whatever it is, the test has to say it
        return {"broke": traceback.format_exc()[-2000:]}
    return {"sentences": sentences, "seconds": time.perf_counter() - start, "megabytes": peak()}


def in_a_fork(folder: str) -> str:
    """The answer of a fork, as JSON; that it was stopped, where it gives none."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            out.write(json.dumps(found_in(folder)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read()
    _child, status = os.waitpid(child, 0)
    return said if status == 0 and said else json.dumps({"broke": f"stopped by the limits, with status {status}"})


def main(folders: list[str]) -> None:
    dictionary()  # the product's own: read here, no fork reads it again
    for folder in folders:
        print(in_a_fork(folder), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
