"""``concordat schema``: a JSON Schema by which an editor can help; every edition of ours is as it says."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import FENWICK, Run

from concordat.cli import schema
from concordat.library import shelf
from concordat.protocol.strict_yaml import read, without_places

WHOLE = schema.schema()
DUTY = {"id": "a", "words": "b", "strength": "must", "kind": "closed", "each": "requests"}
FOLDERS = [FENWICK, *(shelved.path for shelved in shelf.editions())]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str, date),
    "number": (int, Decimal, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def problems(rule: dict[str, Any], data: Any, at: str = "") -> Iterator[str]:
    """What of some data is not as a schema says: as much of JSON Schema as ours uses."""
    if "$ref" in rule:
        name = rule["$ref"].removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
        yield from problems(WHOLE["$defs"][name], data, at)
    yield from _one_of_several(rule, data, at)
    wanted = rule.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    if names and not any(_is(data, name) for name in names):
        yield f"{at}: {data!r} is no {' or '.join(names)}"
        return
    if "enum" in rule and data not in rule["enum"]:
        yield f"{at}: {data!r} is none of {rule['enum']}"
    if "const" in rule and data != rule["const"]:
        yield f"{at}: {data!r} is not {rule['const']!r}"
    if isinstance(data, str) and "pattern" in rule and not re.search(rule["pattern"], data):
        yield f"{at}: {data!r} does not match {rule['pattern']}"
    if isinstance(data, list):
        yield from _in_list(rule, data, at)
    if isinstance(data, dict):
        yield from _in_table(rule, data, at)


def _one_of_several(rule: dict[str, Any], data: Any, at: str) -> Iterator[str]:
    for many in ("anyOf", "oneOf"):
        if many in rule:
            fitting = [part for part in rule[many] if not any(problems(part, data, at))]
            if not fitting or (many == "oneOf" and len(fitting) > 1):
                yield f"{at}: fits {len(fitting)} of {many}"


def _is(data: Any, name: str) -> bool:
    return isinstance(data, TYPES[name]) and (name == "boolean" or not isinstance(data, bool))


def _in_list(rule: dict[str, Any], data: list[Any], at: str) -> Iterator[str]:
    if len(data) < rule.get("minItems", 0):
        yield f"{at}: too short"
    for number, member in enumerate(data):
        yield from problems(rule.get("items", {}), member, f"{at}[{number}]")


def _in_table(rule: dict[str, Any], data: dict[str, Any], at: str) -> Iterator[str]:
    known = rule.get("properties", {})
    for name in rule.get("required", []):
        if name not in data:
            yield f"{at}: no {name}"
    for name, value in data.items():
        if name in known:
            yield from problems(known[name], value, f"{at}.{name}")
        elif rule.get("additionalProperties") is False:
            yield f"{at}: {name} is not known"
        elif isinstance(rule.get("additionalProperties"), dict):
            yield from problems(rule["additionalProperties"], value, f"{at}.{name}")


def of_file(name: str) -> dict[str, Any]:
    """The schema of a file by its name in an edition's folder."""
    folder = name.partition("/")[0]
    return {"$ref": schema.reference(f"{folder}/*.yaml" if "/" in name else name)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_file_of_an_edition_is_as_the_schema_says(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if name.startswith("demo/"):
            continue  # what a council did, not what it ruled
        document = read(name, path.read_bytes())
        assert not document.faults
        data = without_places(document.data)
        assert list(problems(of_file(name), data, name)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("duties.yaml", [DUTY]),
        ("duties.yaml", [{**DUTY, "clause": "1", "strength": "maybe"}]),
        ("duties.yaml", [{**DUTY, "clause": "1", "kind": "wish"}]),
        (
            "duties.yaml",
            [{"id": "a", "clause": "1", "words": "b", "strength": "must", "kind": "holds", "holds": {"none": []}}],
        ),
        ("duties.yaml", [{"clause": "1", "duties": [], "owner": "x"}]),
        ("screening.yaml", {"clause": "1", "definition": "x", "colour": "red"}),
        ("edition.yaml", {"language": 2}),
        ("prompts.yaml", {"a": "table"}),
        ("cases/a.yaml", {"cases": [{"title": "x"}]}),
    ],
)
def test_what_the_language_does_not_know_the_schema_does_not_either(name: str, data: Any) -> None:
    assert list(problems(of_file(name), data))


def test_a_group_of_duties_may_give_the_clause() -> None:
    assert not list(problems(of_file("duties.yaml"), [{"clause": 3, "duties": [DUTY]}]))


def test_a_condition_holds_conditions() -> None:
    deep = {
        "all": [
            {"any": ["a.b", {"not": "c.d"}]},
            {"every": "rows", "where": "this.x", "holds": {"fact": "this.y", "in": ["z"]}},
        ]
    }
    assert not list(problems(WHOLE["$defs"]["Condition"], deep))
    assert list(problems(WHOLE["$defs"]["Condition"], {"all": []}))


def test_the_schema_has_a_definition_for_each_file(run: Run) -> None:
    found = run("schema").data
    assert list(found["$defs"])[: len(schema.FILES)] == list(schema.FILES)
    assert not any("@" in rule.get("properties", {}) for rule in found["$defs"].values())


def test_every_reference_leads_somewhere() -> None:
    text = str(WHOLE)
    for name in set(re.findall(r"'\$ref': '#/\$defs/([^']+)'", text)):
        assert name.replace("~1", "/") in WHOLE["$defs"]


def test_one_file_may_be_asked_for(run: Run) -> None:
    for name in ("forms", "forms/*.yaml"):
        assert run("schema", name).data["$ref"] == "#/$defs/forms~1*.yaml"
    assert run("schema", "duties.yaml").data["$ref"] == "#/$defs/duties.yaml"
    assert run("schema", "--json").out == run("schema").out


def test_a_file_that_there_is_none_of_is_refused(refused: Callable[..., str]) -> None:
    assert "There is no file “duty” in an edition. Did you mean “duties”?" in refused("schema", "duty")
