"""Folders that nobody writes by accident, and their examination in a process with hard limits.

Each case starts from a sound folder and adds one hostile thing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.protocol.limited import MOST_MEGABYTES, MOST_SECONDS
from tests.protocol.whole_edition import DUTIES, EDITION, SIGNIFICANCE, WHOLE

ROOT = Path(__file__).resolve().parents[2]
GOAL_SECONDS = 2
GOAL_MEGABYTES = 200

Make = Callable[[Path], None]


class Outcome(NamedTuple):
    """What a child said of a folder. ``broke`` holds why it did not get that far."""

    sentences: list[str]
    seconds: float
    megabytes: float
    broke: str


@dataclass(frozen=True)
class Hostile:
    """A hostile folder: how it is made, and a part of the sentence that refuses it; none where it is accepted."""

    name: str
    make: Make
    wants: str

    def fault(self, outcome: Outcome) -> str:
        """Why this is not how the folder should have been taken; empty where it is."""
        if outcome.broke:
            return outcome.broke
        if outcome.seconds > MOST_SECONDS or outcome.megabytes > MOST_MEGABYTES:
            return f"{outcome.seconds:.1f} s and {outcome.megabytes:.0f} MB are too much"
        if not self.wants:
            return "\n".join(outcome.sentences[:5])
        if any(self.wants in sentence for sentence in outcome.sentences):
            return ""
        return f"{self.wants!r} is nowhere in: {outcome.sentences[:5]}"


def examined(into: Path, folders: Sequence[Hostile] = ()) -> Iterator[tuple[Hostile, Outcome]]:
    """Make these hostile folders, or else every one, and examine each in a process of its own."""
    folders = folders or FOLDERS
    made = [made_in(hostile, into / str(number)) for number, hostile in enumerate(folders)]
    command = [sys.executable, "-m", "tests.protocol.limited", *map(str, made)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        for hostile in folders:
            line = run.stdout.readline() if run.stdout else ""
            said: dict[str, Any] = json.loads(line) if line else {"broke": "no answer"}
            if "broke" in said:
                yield hostile, Outcome([], 0, 0, said["broke"])
            else:
                yield hostile, Outcome(said["sentences"], said["seconds"], said["megabytes"], "")


def made_in(hostile: Hostile, into: Path) -> Path:
    """A sound folder with one hostile thing in it."""
    folder = into / "aldmoor" / "2020"
    for name, text in WHOLE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    hostile.make(folder)
    return folder


# --- What is done to a folder -----------------------------------------------------------------------------


def put(name: str, content: str | bytes) -> Make:
    """Write one file, in place of the sound one where there is one."""

    def make(folder: Path) -> None:
        raw = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(raw)

    return make


def puts(files: Mapping[str, str]) -> Make:
    def make(folder: Path) -> None:
        for name, text in files.items():
            put(name, text)(folder)

    return make


def file_link(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text("secret: never shown\n", encoding="utf-8")
    (folder / "lists.yaml").unlink()
    (folder / "lists.yaml").symlink_to(outside)


def folder_link(folder: Path) -> None:
    (folder / "text").symlink_to("/", target_is_directory=True)


def link_to_itself(folder: Path) -> None:
    (folder / "demo").symlink_to(folder, target_is_directory=True)


def fifo(folder: Path) -> None:
    (folder / "prompts.yaml").unlink()
    os.mkfifo(folder / "prompts.yaml")


def device_link(folder: Path) -> None:
    (folder / "cases" / "endless.yaml").symlink_to("/dev/zero")


def folder_as_file(folder: Path) -> None:
    (folder / "prompts.yaml").unlink()
    (folder / "prompts.yaml").mkdir()


def name_no_text(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\x1b[2J.yaml")).write_text("a: b\n", encoding="utf-8")


def deep_folders(folder: Path) -> None:
    (folder / "cases" / "/".join(["d"] * 400)).mkdir(parents=True)


def steps(count: int) -> str:
    return "".join(f"{' ' * depth}a:\n" for depth in range(count))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{key}: &{key} [{', '.join(['*' + before] * 9)}]\n" for before, key in zip("abcdefgh", "bcdefghi", strict=True)
)
DUTY = '- {{id: d{0}, clause: "5", words: So., strength: must, kind: closed, each: closing}}\n'
TWELVE_THOUSAND = "".join(f"- {{id: d{number}}}\n" for number in range(12_000))
UNKNOWN = (
    "on: 2026-03-01\ncases:\n- title: T\n  expect:\n    duties:\n"
    + "".join(f"      unknown_{number}: met\n" for number in range(20_000))
)  # fmt: skip
STEP = 'clause: "4", act: sign, by: [lead]'
CHAIN = '- id: entry\n  clause: "4"\n  words: A.\n  starts: [entry]\n  steps:\n' + "".join(
    f"  - {{id: s{number}, {STEP}, after: [s{number + 1}]}}\n" for number in range(4_000)
)
DOUBLING = SIGNIFICANCE + "".join(
    f'- {{id: c{number}, clause: "2", ask: A?, levels: [{{score: 0, words: a}}, {{score: {2**number}, words: b}}]}}\n'
    for number in range(40)
)
NO_FACTS = "".join(
    f'- {{id: d{number}, clause: "5", words: So., strength: must, kind: complete, facts: [unknown.fact_{number}]}}\n'
    for number in range(4_000)
)
LONG_NAME = f'- {{id: d, clause: "5", words: So., strength: must, kind: complete, facts: [{"a" * 900_000}]}}\n'
MARKS = 'clause: "1"\ndefinition: B.\nmarks:\n' + "".join(
    f'- {{id: m{number}, clause: "1", ask: A?}}\n' for number in range(3_000)
)
MANY_CASES = "given: {screening.treated_as: is}\non: 2026-03-01\ncases:\n" + "".join(
    f"- {{title: T{number}, expect: {{gates: {{start: []}}}}}}\n" for number in range(4_000)
)
OUTSIZE = "lists.yaml:1: The file is larger than"

FOLDERS = [
    Hostile("a byte order mark, which is accepted", put("lists.yaml", b"\xef\xbb\xbf" + WHOLE["lists.yaml"].encode()), ""),
    Hostile("deep flow", put("lists.yaml", "[" * 400_000), "lists.yaml:1: This is nested more than"),
    Hostile("deep flow of tables", put("lists.yaml", "{a: " * 200_000), "lists.yaml:1: This is nested more than"),
    Hostile("deep block", put("lists.yaml", steps(1_200)), "lists.yaml:25: This is nested more than"),
    Hostile("deep lists in a line", put("lists.yaml", "- " * 450_000), "lists.yaml:1: This is nested more than"),
    Hostile("deep seal", put("sealed/1.json", "[" * 200_000), "sealed/1.json:1: This is no sealed revision"),
    Hostile("a seal that is no text", put("sealed/1.json", b"\xff\xfe"), "sealed/1.json:1: This is no sealed revision"),
    Hostile("a seal of something else", put("sealed/1.json", "[1]"), "sealed/1.json:1: This is no sealed revision"),
    Hostile("one huge file", put("lists.yaml", b"# more\n" * 800_000), OUTSIZE),
    Hostile("one file of 40 MB", put("lists.yaml", b"x" * 40_000_000), "lists.yaml:1: The folder holds more than"),
    Hostile("a huge text", put("text/whole.md", b"x" * 40_000_000), "text/whole.md:1: The folder holds more than"),
    Hostile("many files", puts({f"cases/c{number}.yaml": "" for number in range(1_000)}), "1: The folder holds more than"),
    Hostile("many strangers", puts({f"stranger{number}": "" for number in range(1_000)}), "stranger0:1: This has no place"),
    Hostile("many megabytes", puts({f"cases/c{number}.yaml": "#" * 990_000 for number in range(9)}), "1: The folder holds more than"),
    Hostile("as many values as allowed, nine times", puts({f"cases/c{number}.yaml": "[" + "1," * 59_990 + "]" for number in range(9)}), "cases/c3.yaml:1: The folder holds more than"),
    Hostile("a link to a file outside", file_link, "lists.yaml:1: This is a link."),
    Hostile("a link to a folder outside", folder_link, "text:1: This is a link."),
    Hostile("a link to itself", link_to_itself, "demo:1: This is a link."),
    Hostile("a link to a device", device_link, "cases/endless.yaml:1: This is a link."),
    Hostile("a fifo", fifo, "prompts.yaml:1: This has no place"),
    Hostile("a folder by a file's name", folder_as_file, "prompts.yaml:1: This has no place"),
    Hostile("folders 400 deep", deep_folders, "cases/d:1: This has no place"),
    Hostile("a device's name", put("CON", ""), "CON:1: This has no place"),
    Hostile("a name that is no text", name_no_text, "··[2J.yaml:1: This has no place"),
    Hostile("100,000 duties", put("duties.yaml", "".join(map(DUTY.format, range(100_000)))), "duties.yaml:1: The"),
    Hostile("12,000 duties that lack all", put("duties.yaml", TWELVE_THOUSAND), "duties.yaml:1: The duty “d0” says no kind"),
    Hostile("4,000 whole duties", put("duties.yaml", DUTIES + "".join(map(DUTY.format, range(4_000)))), "duties.yaml:"),
    Hostile("20,000 expected duties that there are not", put("cases/b.yaml", UNKNOWN), "There is no duty “unknown_7”"),
    Hostile("UTF-16", put("lists.yaml", WHOLE["lists.yaml"].encode("utf-16")), "lists.yaml:1: The file is not UTF-8"),
    Hostile("Latin-1", put("lists.yaml", "a: caf\xe9\n".encode("latin-1")), "lists.yaml:1: The file is not UTF-8"),
    Hostile("NUL", put("lists.yaml", b"a: b\nc: \0\n"), "lists.yaml:2: There is a control character"),
    Hostile("an escape", put("lists.yaml", b"a: \x1b[2J\n"), "lists.yaml:1: There is a control character"),
    Hostile("an escaped escape", put("lists.yaml", '"\\e[2J": {words: 1}\n'), "lists.yaml:1:"),
    Hostile("half a pair", put("lists.yaml", '"\\ud800": b\n'), "lists.yaml:1:"),
    Hostile("an alias bomb", put("lists.yaml", BOMB), "lists.yaml:2: “*a” is an alias"),
    Hostile("a merge key", put("lists.yaml", "a: &a {words: W}\nb: {<<: *a}\n"), "lists.yaml:2: “*a” is an alias"),
    Hostile("a merge key without an alias", put("lists.yaml", "b: {<<: {words: W}}\n"), "lists.yaml:1: “<<”"),
    Hostile("a tag that runs", put("lists.yaml", "a: !!python/object/apply:os.system [ls]\n"), "lists.yaml:1: “tag:yaml.org"),
    Hostile("a tag", put("lists.yaml", "a: !!binary aGk=\n"), "lists.yaml:1: “tag:yaml.org,2002:binary” is a tag"),
    Hostile("a very long line", put("lists.yaml", f"terms: {'x' * 900_000}\n"), "lists.yaml:1:"),
    Hostile("a line of blanks", put("lists.yaml", f"{' ' * 900_000}\tx"), "lists.yaml:1: The line is indented with a tab"),
    Hostile("opening quotes without an end", put("lists.yaml", f"{'“' * 300_000}: 1\n"), "lists.yaml:1:"),
    Hostile("a huge number", put("edition.yaml", EDITION.replace("revision: 1", f"revision: {'9' * 900_000}")), "edition.yaml:5: “revision”"),
    Hostile("a huge decimal", put("edition.yaml", EDITION.replace("1000}", f"1.{'9' * 900_000}}}")), "edition.yaml:"),
    Hostile("a huge key", put("lists.yaml", f"? {'k' * 900_000}\n: 1\n"), "lists.yaml:1:"),
    Hostile("a key that is a list", put("lists.yaml", "? [a, b]\n: 1\n"), "lists.yaml:1: A key has to be a plain word"),
    Hostile("many documents", put("lists.yaml", "---\n" * 200_000), "lists.yaml:2: A second document"),
    Hostile("cases that are deep", put("cases/b.yaml", "[" * 400_000), "cases/b.yaml:1: This is nested"),
    Hostile("cases that are a bomb", put("cases/b.yaml", BOMB), "cases/b.yaml:2: “*a” is an alias"),
    Hostile("a chain of 4,000 steps", put("routes.yaml", CHAIN), "routes.yaml:5: “steps” is longer than"),
    Hostile("scores that double", put("significance.yaml", DOUBLING), "“score” has to be 1000 or less"),
    Hostile("4,000 facts that there are not", put("duties.yaml", NO_FACTS), "There are more than 300 faults"),
    Hostile("a very long name", put("duties.yaml", LONG_NAME), "duties.yaml:1: There is no fact “aaa"),
    Hostile("3,000 marks", put("screening.yaml", MARKS), "screening.yaml:3: “marks” is longer than"),
    Hostile("4,000 cases that fail", put("cases/b.yaml", MANY_CASES), "T0: outstanding at start"),
    Hostile("cases that are no table", put("cases/b.yaml", "- [1]\n"), "cases/b.yaml:1:"),
]  # fmt: skip
