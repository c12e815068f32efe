"""Check an exported record without the program that wrote it: python3 standalone_verify.py EXPORT [--heads FILE]

Needs Python 3.10 and nothing else. FILE has heads that were printed earlier, a line each: scope number digest.
Names the first break of each chain. Ends with 0 where all is whole, 1 where something is not, 2 where it cannot look.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any


def fault(event: dict[str, Any], number: int, previous: str, marks: set[tuple[str, str, str]]) -> str:
    for kept in event["details"]:
        place = f"{event['scope']} {event['number']} {kept['item']}"
        marks.update(("gone", place, name) for name in json.loads(kept["erased"] or "{}"))
        if (event["scope"], kept["model"]) == ("installation", "history.erasure"):
            said = json.loads(kept["values"])["places"][2].items()
            marks.update(("said", where, name) for where, names in said for name in names)
    body, digest = json.loads(event["body"]), sha256(event["body"].encode()).hexdigest()
    if event["number"] != number:
        return "The event is missing."
    if digest != event["digest"] or body["previous"] != previous:
        return "Its text was changed, or does not follow from the event before it."
    if any(body[name] != event[name] for name in ("scope", "number", "verb", "at")):
        return "What stands beside its text says something else."
    for index, (item, kept) in enumerate(zip(body["items"], event["details"], strict=True)):
        values, erased = json.loads(kept["values"]), json.loads(kept["erased"] or "{}")
        same = [kept["item"], kept["model"], kept["object"]] == [index, item["model"], item["object"]]
        if not same or sorted([*values, *erased]) != sorted(item["fields"]):
            return "Values are missing and not erased, or are of something else."
        for name, (salt, before, after) in values.items():
            text = json.dumps([salt, before, after], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            if sha256(text.encode()).hexdigest() != item["fields"][name]:
                return f"The value of {name} was changed."
    return ""


def breaks(lines: Iterator[dict[str, Any]], printed: dict[tuple[str, int], str]) -> Iterator[tuple[str, int, str]]:
    ends, heads, marks = dict[str, tuple[int, str]](), dict[str, tuple[int, str]](), set[tuple[str, str, str]]()
    for line in lines:
        scope, (number, previous) = line["scope"], ends.setdefault(line["scope"], (0, "0" * 64))
        if "head" in line:
            heads[scope] = line["head"], line["digest"]
            continue
        try:
            what = fault(line, number + 1, previous, marks)
        except (ValueError, KeyError, TypeError, AttributeError):
            what = "It cannot be read, or there are values for an event that is not there."
        if what or printed.pop((scope, number + 1), line["digest"]) != line["digest"]:
            yield scope, number + 1, what or "It is not the one whose head was printed."
        ends[scope] = number + 1, line.get("digest", "")
    for scope, end in ends.items():
        known = heads.get(scope, (0, ""))
        if known != end:
            yield scope, min(end[0], known[0]) + (known[0] != end[0]), "The head of the chain is another, or missing."
    yield from ((scope, number, "A head was printed for it, and it is not there.") for scope, number in printed)
    for place, name in {mark[1:] for mark in marks if mark[0] == "gone" and ("said", *mark[1:]) not in marks}:
        yield place.split()[0], int(place.split()[1]), f"{name} is gone, and no event says that it was erased."


def main(export: str, heads: str = "") -> int:
    told = Path(heads).read_text("utf-8").splitlines() if heads else []
    printed = [words for words in map(str.split, told) if len(words) == 3]
    with Path(export).open(encoding="utf-8") as lines:
        found = sorted(breaks(map(json.loads, lines), {(scope, int(n)): text for scope, n, text in printed}))
    for scope, (number, what) in {scope: (number, what) for scope, number, what in reversed(found)}.items():
        print(f"{scope}, event {number}: {what}")
    print("The record is not whole." if found else "The record is whole.")
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main(*(word for word in sys.argv[1:] if word != "--heads")))
    except (OSError, ValueError, KeyError, TypeError) as reason:
        print(f"It cannot be read: {reason}. Usage: standalone_verify.py EXPORT [--heads FILE]")
        sys.exit(2)
