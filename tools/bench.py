"""Measure speed and memory, and write them to docs/measured.md. Ratios first: they hold on other machines too.

Deciding is held against closures written by hand for the same hundred duties (`bench_closures.py`), which have to
give the same outcome on every fact set before anything is timed. Each measure is taken five times, in one run. The
two that are compared take turns, a slice of the fact sets each, and only the processor's time counts: whatever else
the machine does falls on both.
"""

import argparse
import gc
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import bench_house
import measured
from bench_closures import BY_HAND
from bench_facts import ON, Maker
from concordat.protocol.examine import folders
from concordat.protocol.facts import dictionary
from concordat.protocol.load import load
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.seal import canonical, from_canonical
from concordat.protocol.values import Facts

TOOLS = Path(__file__).resolve().parent
LIBRARY = TOOLS.parent / "src/concordat/library"
TIMES = 5
SEED = 20260301
SLICE = 100
Decides: TypeAlias = Sequence[Callable[[Facts, date], Any]]


@dataclass(frozen=True)
class Times:
    """What one thing took, each time."""

    seconds: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.seconds)

    def shown(self) -> str:
        return f"{self.least:.3f} s least, {statistics.median(self.seconds):.3f} s median"


def measure(work: Callable[[], Any]) -> Times:
    """Seconds by the clock, for what reads files."""
    seconds = []
    for _ in range(TIMES):
        gc.collect()
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return Times(tuple(seconds))


# --- Deciding ---------------------------------------------------------------------------------------------


def bench_rules() -> Rules:
    return prepare(load(TOOLS / "bench_edition").edition)


def made_up(rules: Rules, count: int) -> list[Facts]:
    """The fact sets, the same every time."""
    return Maker(rules, random.Random(SEED)).many(count)  # noqa: S311 -- a repeatable series, no secret


def differing(rules: Rules, sets: Iterable[Facts]) -> list[str]:
    """The duties that the hand-written closures decide otherwise on some fact set."""
    found: dict[str, None] = dict.fromkeys(BY_HAND.keys() ^ rules.duties.keys())
    for facts in sets:
        for name, ready in rules.duties.items():
            ours = [(finding.row, finding.outcome) for finding in ready.decide(facts, ON)]
            theirs = BY_HAND[name](facts, ON)
            if ours != ([("", theirs)] if isinstance(theirs, str) else theirs):
                found[name] = None
    return list(found)


def decide_all(decides: Decides, sets: Sequence[Facts]) -> float:
    """Decide them all; the processor time that it took."""
    begun = time.process_time()
    for facts in sets:
        for decide in decides:
            decide(facts, ON)
    return time.process_time() - begun


def in_turn(ours: Decides, theirs: Decides, sets: Sequence[Facts]) -> tuple[float, float]:
    """The seconds that each took on all the fact sets, a slice at a time."""
    slices = [sets[start : start + SLICE] for start in range(0, len(sets), SLICE)]
    taken = [(decide_all(ours, part), decide_all(theirs, part)) for part in slices]
    return sum(one for one, _other in taken), sum(other for _one, other in taken)


def deciding(count: int) -> list[str]:
    """Compiled against hand-written, on so many fact sets."""
    rules = bench_rules()
    sets = made_up(rules, count)
    if wrong := differing(rules, sets):
        raise SystemExit(f"The hand-written closures decide otherwise, so nothing was measured: {', '.join(wrong)}")
    compiled, by_hand = [ready.decide for ready in rules.duties.values()], [BY_HAND[name] for name in rules.duties]
    gc.collect()
    gc.freeze()
    pairs = [in_turn(compiled, by_hand, sets) for _ in range(TIMES)]
    gc.unfreeze()
    ours, theirs = (Times(times) for times in zip(*pairs, strict=True))
    ratios = [one / other for one, other in pairs]
    each = ours.least / count / len(compiled) * 1e6
    least, median = ours.least / theirs.least, statistics.median(ratios)
    many = f"{len(compiled)} duties on {count:,} fact sets"
    return [
        f"- Deciding {many}, compiled against hand-written: **{least:.2f} times**",
        f"  (least against least; median of {TIMES} ratios {median:.2f}; goal 2). The outcomes are the same on all.",
        f"  Compiled {ours.shown()} of processor time, {each:.2f} µs a duty; hand-written {theirs.shown()}.",
        "  Compiled says as well on which day each duty is due and on which day that may change.",
    ]


# --- Loading ----------------------------------------------------------------------------------------------


def loading() -> list[str]:
    """The library's editions, from their folders and from their canonical form."""
    paths = list(folders(LIBRARY))
    editions = [load(path).edition for path in paths]
    texts = [canonical(edition) for edition in editions]

    def from_source(*, with_cases: bool) -> None:
        dictionary.cache_clear()
        for path in paths:
            load(path, with_cases=with_cases)

    source = measure(partial(from_source, with_cases=False))
    whole = measure(partial(from_source, with_cases=True))
    sealed = measure(lambda: [from_canonical(text) for text in texts])
    ready = measure(lambda: [prepare(edition) for edition in editions])
    many = f"{len(paths)} editions"
    return [
        f"- From canonical form against from source: {source.least / sealed.least:.0f} times faster.",
        f"- {many} from their folders, checked, with the dictionary: {source.shown()} (goal 1 s).",
        f"- … their cases read as well: {whole.shown()}.",
        f"- {many} from canonical form: {sealed.shown()} (goal 0.2 s).",
        f"- {many} made ready to decide: {ready.shown()}.",
    ]


# --- Memory -----------------------------------------------------------------------------------------------


def peak() -> float:
    """The most memory that this process has had, in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def hold(what: str) -> None:
    """In a process of its own: do it, and print the peak."""
    kept: list[Any] = []
    if what != "imports":
        kept += [prepare(load(path).edition) for path in folders(LIBRARY)]
    if what == "deciding":
        rules = bench_rules()
        decide_all([ready.decide for ready in rules.duties.values()], made_up(rules, 1000))
    print(f"{peak():.1f}")


def memory() -> list[str]:
    """The peak of a fresh process for each."""

    def peaks(what: str) -> str:
        command = [sys.executable, __file__, "--hold", what]
        runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(TIMES))
        found = [float(run.stdout) for run in runs]
        return f"{min(found):.0f} MB least, {statistics.median(found):.0f} MB median"

    return [
        f"- Peak memory with the core imported: {peaks('imports')}.",
        f"- … with all editions loaded and ready: {peaks('loading')}.",
        f"- … and after a hundred duties on a thousand fact sets, which it holds too: {peaks('deciding')}.",
    ]


def tell(name: str, title: str, parts: Iterable[Callable[[], list[str]]], *, write: bool) -> None:
    """Measure and print one part after another; then write them all as a section."""
    lines: list[str] = []
    for part in parts:
        found = part()
        print("\n".join(found), flush=True)
        lines += [*([""] if lines and lines[-1].startswith("|") else []), *found]
    if write:
        measured.write_section(name, title, lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=10_000, help="how many fact sets")
    parser.add_argument("--print", action="store_true", help="print only, and leave docs/measured.md as it is")
    parser.add_argument("--only", choices=("core", "house"), help="measure one of the two")
    parser.add_argument("--hold", choices=("imports", "loading", "deciding"), help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.hold:
        hold(asked.hold)
        return 0
    if asked.only != "house":
        tell("bench", "Speed and memory", (partial(deciding, asked.sets), loading, memory), write=not asked.print)
    if asked.only != "core":
        tell("house", "The house", (bench_house.pages, bench_house.served), write=not asked.print)
    return 0


if __name__ == "__main__":
    sys.exit(main())
