"""The long proofs: every law on ten thousand examples, then every hostile folder. Writes a section of docs/measured.md.

`make soak` sets HYPOTHESIS_PROFILE=soak. With --hostile-only the laws are left out, and what was written of them goes.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import measured

sys.path.insert(0, str(measured.ROOT))

from tests.protocol import hostile, limited

EXAMPLES = {"brief": 10, "fast": 25, "soak": 10_000}
LAWS = ["-m", "pytest", "tests/protocol", "-k", "law", "-n", "auto", "-v", "--color=no", "-p", "no:cacheprovider"]
_PASSED = re.compile(r"PASSED .*::test_(\w+)")
_ENDED = re.compile(r"(PASSED|FAILED|ERROR) ")


def laws() -> tuple[list[str], bool]:
    """Run the laws, each line shown as it comes; what to write of them, and whether all hold."""
    profile = os.environ.get("HYPOTHESIS_PROFILE", "soak")
    environment = {**os.environ, "HYPOTHESIS_PROFILE": profile}
    start = time.perf_counter()
    passed: list[str] = []
    with subprocess.Popen(
        [sys.executable, *LAWS], cwd=measured.ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as run:
        for line in run.stdout or ():
            minutes = (time.perf_counter() - start) / 60
            print(f"{minutes:5.1f} min  {line}" if _ENDED.search(line) else line, end="", flush=True)
            found = _PASSED.search(line)
            if found:
                passed.append(found.group(1).replace("_", " "))
    minutes = (time.perf_counter() - start) / 60
    holds = run.returncode == 0 and bool(passed)
    verdict = "**all hold**" if holds else "**not all hold**"
    lines = [
        f"- {len(passed)} laws, each on up to {EXAMPLES[profile]:,} examples, in {minutes:.1f} minutes: {verdict}.",
        *(f"  - {name}" for name in sorted(passed)),
    ]
    return lines, holds


def hostile_folders() -> tuple[list[str], bool]:
    """Examine every hostile folder; a row for each, and whether all were taken as they should be."""
    rows: list[str] = []
    outcomes: list[hostile.Outcome] = []
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case, outcome in hostile.examined(Path(folder)):
            fault = case.fault(outcome)
            failed += bool(fault)
            outcomes.append(outcome)
            verdict = "**fails**" if fault else "refused" if case.wants else "accepted"
            rows.append(f"| {case.name} | {verdict} | {outcome.seconds:.2f} | {outcome.megabytes:.0f} |")
            print(f"{outcome.seconds:6.2f} s {outcome.megabytes:5.0f} MB  {case.name}  {fault}", flush=True)
    seconds, most = (max(figures) for figures in ([o.seconds for o in outcomes], [o.megabytes for o in outcomes]))
    lines = [
        f"- {len(rows)} hostile folders, {failed} not taken as they should be.",
        f"- The most time: **{seconds:.2f} s** (goal {hostile.GOAL_SECONDS} s, limit {limited.MOST_SECONDS} s).",
        f"- The most memory: **{most:.0f} MB** (goal {hostile.GOAL_MEGABYTES} MB, limit {limited.MOST_MEGABYTES} MB).",
        "",
        "| Hostile folder | It is | Seconds | MB |",
        "|---|---|---:|---:|",
        *rows,
    ]
    return lines, not failed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hostile-only", action="store_true", help="leave out the laws, which take long")
    asked = parser.parse_args(arguments)
    lines, holds = (["- The laws were left out of this run."], True) if asked.hostile_only else laws()
    more, refused = hostile_folders()
    measured.write_section("soak", "Laws and hostile folders", [*lines, *more])
    return 0 if holds and refused else 1


if __name__ == "__main__":
    sys.exit(main())
