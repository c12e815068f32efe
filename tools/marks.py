"""What says that it proves a demand: tests by a mark, cases and comparisons by `proves`."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

LIBRARY = Path("src/concordat/library")


@dataclass(frozen=True)
class Proof:
    """A test, case or comparison, and the rows that it is marked with."""

    path: str
    name: str
    rows: tuple[str, ...]
    edition: str = ""  # council/edition, of a case
    expected: frozenset[str] = frozenset()  # every word under `expect`, of a case


@dataclass(frozen=True)
class Edition:
    """As much of an edition as tells which file holds what a case expects, and how strong its duties are."""

    path: str
    home: Mapping[str, str]  # id -> file
    strength: Mapping[str, str]  # duty id -> must, should, seek or may


@dataclass(frozen=True)
class Marks:
    proofs: tuple[Proof, ...]
    editions: Mapping[str, Edition]
    faults: tuple[str, ...]

    def by_row(self) -> dict[str, list[Proof]]:
        found: dict[str, list[Proof]] = {}
        for proof in self.proofs:
            for row in proof.rows:
                found.setdefault(row, []).append(proof)
        return found


@dataclass
class _Gathering:
    root: Path
    proofs: list[Proof] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def yaml(self, path: Path) -> object:
        """The file as plain text scalars. Whether it is well written is for `concordat check` to say."""
        try:
            return yaml.CBaseLoader(path.read_text(encoding="utf-8")).get_single_data()
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.faults.append(f"{self.name(path)}: it cannot be read: {' '.join(str(error).split())}")
            return None


def gather(root: Path) -> Marks:
    found = _Gathering(root)
    for path in sorted((root / "tests").rglob("test_*.py")):
        _gather_tests(found, path)
    editions: dict[str, Edition] = {}
    for manifest in sorted((root / LIBRARY).glob("*/*/edition.yaml")):
        folder = manifest.parent
        label = folder.relative_to(root / LIBRARY).as_posix()
        editions[label] = _edition(found, folder)
        for path in sorted(folder.glob("cases/**/*.yaml")):
            _gather_cases(found, path, label)
    for path in sorted((root / LIBRARY / "comparisons").glob("**/*.yaml")):
        _gather_cases(found, path, "")
    return Marks(tuple(found.proofs), editions, tuple(found.faults))


def _gather_tests(found: _Gathering, path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.requirement")):
            continue
        ids = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if not ids or len(ids) != len(node.args) or node.keywords:
            found.faults.append(f"{found.name(path)}:{node.lineno}: write the ids of the rows out, each as a string.")
        found.proofs.append(Proof(found.name(path), f"line {node.lineno}", tuple(ids)))


def _gather_cases(found: _Gathering, path: Path, edition: str) -> None:
    for case in _mappings(found.yaml(path)):
        if "proves" not in case:
            continue
        proves = case["proves"]
        rows = tuple(str(row) for row in (proves if isinstance(proves, list) else [proves]))
        name = str(case.get("id") or case.get("name") or case.get("case") or "a case")
        expected = frozenset(_words(case.get("expect")))
        found.proofs.append(Proof(found.name(path), name, rows, edition, expected))


def _edition(found: _Gathering, folder: Path) -> Edition:
    home: dict[str, str] = {}
    strength: dict[str, str] = {}
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("forms/**/*.yaml")]):
        data = found.yaml(path)
        home[path.stem] = found.name(path)
        for item in _mappings(data):
            if isinstance(item.get("id"), str):
                home.setdefault(str(item["id"]), found.name(path))
        if path.name == "duties.yaml":
            strength.update(_strengths(data, ""))
    return Edition(found.name(folder), home, strength)


def _strengths(data: object, inherited: str) -> Iterator[tuple[str, str]]:
    """Each duty with its strength, its own or its group's."""
    if isinstance(data, dict):
        strength = str(data.get("strength", inherited))
        if isinstance(data.get("id"), str):
            yield str(data["id"]), strength
        for value in data.values():
            yield from _strengths(value, strength)
    elif isinstance(data, list):
        for value in data:
            yield from _strengths(value, inherited)


def _mappings(data: object) -> Iterator[dict[str, object]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _mappings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _mappings(value)


def _words(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)
