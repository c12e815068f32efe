"""``concordat schema``: a JSON Schema of the language, so that an editor can help to write it."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonRef, JsonSchemaValue, models_json_schema

from concordat.cli.common import command
from concordat.cli.plain import dumped
from concordat.cli.refusals import refusal
from concordat.protocol import ask, cases
from concordat.protocol.approve import Route
from concordat.protocol.duties import KINDS
from concordat.protocol.edition import Head, NamedList, Prompt
from concordat.protocol.faults import nearest
from concordat.protocol.shape import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MORE = """\
Without FILE, one schema for all files, each under $defs by its name. With FILE
(edition, lists, screening, significance, forms, routes, duties, prompts, cases)
the schema of that file alone, as an editor wants it:

  concordat schema duties > duties.schema.json
  # yaml-language-server: $schema=duties.schema.json     (in duties.yaml)
"""
SINGLE: dict[str, type[Shape]] = {
    "edition.yaml": Head,
    "screening.yaml": ask.Screening,
    "significance.yaml": ask.Significance,
    "forms/*.yaml": ask.Form,
}
LISTED: dict[str, type[Shape]] = {"routes.yaml": Route, "prompts.yaml": Prompt}
FILES = (
    "edition.yaml",
    "lists.yaml",
    "screening.yaml",
    "significance.yaml",
    "forms/*.yaml",
    "routes.yaml",
    "duties.yaml",
    "prompts.yaml",
    "cases/*.yaml",
)
# What is ours and not the author's: the place in the source, and the condition that a group hands down.
_OURS = ("@", "group_when")


class _Generator(GenerateJsonSchema):
    """Leaves the reference to a condition open: it is written by hand below."""

    def get_schema_from_definitions(self, json_ref: JsonRef) -> JsonSchemaValue | None:
        return None if json_ref == reference("Condition") else super().get_schema_from_definitions(json_ref)


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "schema", run, "Print a JSON Schema of the language, for editors", MORE)
    made.add_argument("file", metavar="FILE", nargs="?", help="one file of an edition")


def run(given: argparse.Namespace) -> int:
    """Print the schema."""
    whole = schema()
    if given.file is not None:
        name = next((file for file in FILES if given.file in (file, file.partition(".")[0], _short(file))), None)
        if name is None:
            names = [_short(file) for file in FILES]
            raise refusal(f"There is no file “{given.file}” in an edition.", nearest(given.file, names))
        whole = {"$schema": whole["$schema"], "$ref": reference(name), "$defs": whole["$defs"]}
    sys.stdout.write(dumped(whole) + "\n")
    return 0


def _short(file: str) -> str:
    return file.removesuffix("/*.yaml").removesuffix(".yaml")


def reference(name: str) -> str:
    """A pointer to a definition; in a pointer a slash is written otherwise."""
    return f"#/$defs/{name.replace('~', '~0').replace('/', '~1')}"


def schema() -> dict[str, Any]:
    """The schema of every file of an edition."""
    shapes: list[type[Shape]] = [
        *SINGLE.values(),
        *LISTED.values(),
        NamedList,
        *KINDS.values(),
        cases.CaseFile,
        cases.CaseShape,
    ]
    _names, made = models_json_schema([(shape, "validation") for shape in shapes], schema_generator=_Generator)
    definitions = _for_authors(made["$defs"])
    definitions["Condition"] = condition()
    definitions["Duty"] = {"oneOf": [{"$ref": reference(shape.__name__)} for shape in KINDS.values()]}
    for shape in KINDS.values():
        # A group may give the clause for its duties, so the clause is asked for below, where no group does.
        definitions[shape.__name__]["required"].remove("clause")
    definitions["CaseFile"]["properties"]["cases"]["items"] = {"$ref": reference("CaseShape")}
    files: dict[str, Any] = {name: {"$ref": reference(shape.__name__)} for name, shape in SINGLE.items()}
    files |= {name: _list_of({"$ref": reference(shape.__name__)}) for name, shape in LISTED.items()}
    files |= {
        "lists.yaml": {"type": "object", "additionalProperties": {"$ref": reference("NamedList")}},
        "duties.yaml": _list_of({"anyOf": [{"$ref": reference("Duty"), "required": ["clause"]}, _group()]}),
        "cases/*.yaml": {"$ref": reference("CaseFile")},
    }
    ordered = {name: files[name] for name in FILES}
    return {
        "$schema": DIALECT,
        "title": "A council's protocol",
        "anyOf": [{"$ref": reference(name)} for name in FILES],
        "$defs": {**ordered, **definitions},
    }


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _group() -> dict[str, Any]:
    """Duties that share a clause and the circumstances in which they apply."""
    text: dict[str, Any] = {"type": ["string", "number"]}
    return _closed(
        {"clause": text, "when": _condition_again(), "duties": _list_of({"$ref": reference("Duty")})}, "duties"
    )


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _condition_again() -> dict[str, Any]:
    return {"$ref": reference("Condition")}


def condition() -> dict[str, Any]:
    """A condition: a fact's name, or one of the forms. Written by hand, because it holds itself."""
    again, name = _condition_again(), {"type": "string", "minLength": 1}
    members = {"type": "array", "items": again, "minItems": 1}
    codes = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1}
    limit = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^setting\.[a-z0-9_]+$"}]}
    limits = ("at_least", "more_than", "less_than")
    forms = [
        _closed({"all": members}, "all"),
        _closed({"any": members}, "any"),
        _closed({"not": again}, "not"),
        _closed({"fact": name}, "fact"),
        _closed({"fact": name, "in": codes}, "fact", "in"),
        _closed({"fact": name, "includes": codes}, "fact", "includes"),
        *(_closed({"fact": name, how: limit}, "fact", how) for how in limits),
        _closed({"some": name, "where": again}, "some"),
        _closed({"every": name, "where": again, "holds": again}, "every", "holds"),
        *(_closed({"count": name, "where": again, how: limit}, "count", how) for how in limits),
    ]
    words = "A fact's name means “is yes”. At most three deep."
    return {"description": words, "anyOf": [name, *forms]}


def _for_authors(part: Any) -> Any:
    """The schema as an author needs it: without what is ours, and text that may be written without quotes."""
    if isinstance(part, list):
        return [_for_authors(member) for member in part]
    if not isinstance(part, dict):
        return part
    found = {key: _for_authors(member) for key, member in part.items() if key not in ("title", "discriminator")}
    if isinstance(part.get("properties"), dict):
        found["properties"] = {key: _for_authors(p) for key, p in part["properties"].items() if key not in _OURS}
    if part.get("type") == "string" and "format" not in part and "enum" not in part and "const" not in part:
        # 5.10, 3 and 2009-07-01 are text where text is asked for.
        found["type"] = ["string", "number"]
    return found
