"""Small editions for tests, read by the real reader: YAML in, an edition or rules out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from concordat.protocol import shaping, strict_yaml
from concordat.protocol.check import check
from concordat.protocol.conditions import Reader
from concordat.protocol.edition import Edition
from concordat.protocol.faults import NOWHERE, Fault, Place, Refused
from concordat.protocol.findings import Finding
from concordat.protocol.given import FactsReader, settings_of
from concordat.protocol.load import Folder
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.table import codes_of
from concordat.protocol.tree import Tree
from concordat.protocol.values import Facts, Value
from concordat.protocol.vocabulary import Outcome

HEAD = """
language: 1
council: Aldmoor Council
edition: aldmoor/2020
revision: 1
title: Working with others
status: current
source: made up for tests
"""
BANDS = """
clause: "2"
method: judgement
bands: [{id: ordinary, label: Ordinary}, {id: significant, label: Significant}]
"""
FORM = (
    'id: {id}\ntitle: {id}\nclause: "3"\nfilled_by: lead_officer\nsections: [{{id: all, title: All, questions: []}}]\n'
)

DAY = date(2026, 3, 1)


def folder_of(files: Mapping[str, str]) -> Folder:
    """The files of an edition, by name, as read from a folder."""
    folder = Folder()
    for name, text in {"edition.yaml": HEAD, **files}.items():
        document = strict_yaml.read(name, text.encode())
        folder.documents[name] = document
        folder.faults += document.faults
    return folder


def faults_of(files: Mapping[str, str]) -> list[Fault]:
    """Everything that is wrong with an edition's files."""
    folder = folder_of(files)
    edition = shaping.edition_of(folder.documents, folder.report)
    if edition is not None:
        check(edition, folder.report)
    return sorted(set(folder.faults))


def edition_of(files: Mapping[str, str]) -> Edition:
    """The edition of these files. Raises Refused where anything is wrong."""
    folder = folder_of(files)
    edition = shaping.edition_of(folder.documents, folder.report)
    if edition is not None:
        check(edition, folder.report)
    if edition is None or folder.faults:
        raise Refused(folder.faults)
    return edition


def names(**parts: str) -> dict[str, str]:
    """Files by name: ``duties="…"`` is duties.yaml, ``head`` is added to edition.yaml, ``forms_x`` is forms/x.yaml."""
    files = {"significance.yaml": BANDS}
    for part, text in parts.items():
        if part == "head":
            files["edition.yaml"] = HEAD + text
        elif part.startswith("forms_"):
            files[f"forms/{part.removeprefix('forms_')}.yaml"] = text
        else:
            files[f"{part}.yaml"] = text
    return files


def rules_of(**parts: str) -> Rules:
    """The rules of an edition made of these parts."""
    return prepare(edition_of(names(**parts)))


def duty(text: str, **parts: str) -> Rules:
    """The rules of an edition with one duty called ``d``; what every duty has to say is put in where it is left out."""
    given = {line.split(":")[0].strip() for line in text.strip().splitlines()}
    common = {"id": "d", "clause": '"1"', "words": "It is so.", "strength": "must"}
    lines = [f"{key}: {value}" for key, value in common.items() if key not in given] + text.strip().splitlines()
    return rules_of(duties="- " + "\n  ".join(lines) + "\n", **parts)


def plain(text: str) -> Any:
    """Plain data of a piece of YAML, places and all."""
    document = strict_yaml.read("facts.yaml", text.encode())
    if document.faults:
        raise Refused(document.faults)
    return document.data


def facts_in(rules: Rules, text: str, *, screened: bool = True) -> dict[str, Value]:
    """Facts as people write them, with the defaults of settings; screened as a partnership unless told otherwise."""
    faults: list[Fault] = []

    def report(place: Place, _token: str, what: str, write: str) -> None:
        faults.append(Fault(place.file, place.line, what, write))

    found = FactsReader(rules.edition, rules.table, report).read(plain(text) or {})
    if faults:
        raise Refused(faults)
    start: dict[str, Value] = {"screening.treated_as": "is"} if screened else {}
    return {**start, **settings_of(rules.edition), **found}


def findings(rules: Rules, facts: str | Facts, on: date = DAY, name: str = "d") -> tuple[Finding, ...]:
    """What is found of a duty."""
    return rules.duties[name].decide(facts_in(rules, facts) if isinstance(facts, str) else facts, on)


def outcome(rules: Rules, facts: str | Facts, on: date = DAY, name: str = "d") -> Outcome:
    """The outcome of a duty with one finding."""
    (finding,) = findings(rules, facts, on, name)
    return finding.outcome


def by_row(rules: Rules, facts: str | Facts, on: date = DAY, name: str = "d") -> dict[str, Outcome]:
    """The outcomes of a duty by row or recipient."""
    return {finding.row: finding.outcome for finding in findings(rules, facts, on, name)}


def tree_of(rules: Rules, text: str, group: str | None = None) -> Tree:
    """The tree of a condition written as YAML. Raises ValueError with what is wrong with it."""
    wrong: list[str] = []
    reader = Reader(
        rules.table,
        lambda _p, _t, what, write: wrong.append(f"{what} {write}"),
        lambda cell: codes_of(rules.edition, cell),
    )
    tree = reader.read(plain(f"it: {text}")["it"], NOWHERE, group)
    if tree is None:
        raise ValueError("; ".join(wrong))
    return tree


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Put an edition's files into a folder."""
    for name, text in {"edition.yaml": HEAD, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
