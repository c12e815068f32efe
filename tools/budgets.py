"""Check the lengths that keep the code readable: modules, functions, test files. pyproject.toml has the figures."""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Budgets:
    module: int
    module_at_most: int
    function: int
    test_file: int
    template: int
    exceptions: Mapping[str, str]


def read_budgets(root: Path) -> Budgets:
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["concordat"]["budgets"]
    return Budgets(**table)


def faults(root: Path, budgets: Budgets) -> Iterator[str]:
    """One sentence for each file or function that is too long, and for each exception that is no longer needed."""
    for folder in ("src", "tools", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if "/migrations/" in name:
                continue
            source = path.read_text(encoding="utf-8")
            lines = len(source.splitlines())
            yield from file_faults(name, lines, budgets)
            yield from function_faults(name, source, budgets.function)
    for path in sorted((root / "src").rglob("*.html")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > budgets.template:
            name = path.relative_to(root).as_posix()
            yield f"{name}: {lines} lines; a template has {budgets.template} at most. Split it by what it shows."
    for name in budgets.exceptions:
        if not (root / name).is_file():
            yield f"{name}: pyproject.toml excuses it from the budget, and it is not there. Take the exception out."


def file_faults(name: str, lines: int, budgets: Budgets) -> Iterator[str]:
    if name.startswith("tests/"):
        if lines > budgets.test_file:
            yield f"{name}: {lines} lines; a test file has {budgets.test_file} at most. Split it by what it proves."
        return
    if lines > budgets.module_at_most:
        yield f"{name}: {lines} lines; no module may have over {budgets.module_at_most}. Split it by what it knows."
    elif lines > budgets.module and not budgets.exceptions.get(name, "").strip():
        yield (
            f"{name}: {lines} lines; a module has {budgets.module}. Split it, "
            "or give the reason in pyproject.toml under [tool.concordat.budgets.exceptions]."
        )
    elif lines <= budgets.module and name in budgets.exceptions:
        yield f"{name}: {lines} lines is within the budget. Take its exception out of pyproject.toml."


def function_faults(name: str, source: str, most: int) -> Iterator[str]:
    for node in ast.walk(ast.parse(source, filename=name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > most:
                yield f"{name}:{node.lineno}: {node.name} has {lines} lines; a function has {most} at most."


def main(root: Path) -> int:
    found = list(faults(root, read_budgets(root)))
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
