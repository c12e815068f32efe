"""Every sentence with which the checker refuses something, gathered from the source of the core."""

import ast
from collections.abc import Iterator
from pathlib import Path

REPORTERS = ("report", "_Wrong", "fault", "_refuse", "Fault")


def messages(source: Path) -> list[tuple[str, ...]]:
    """What is wrong and what to write, each once, in the order of the alphabet."""
    return sorted(set(_messages(source)))


def _messages(source: Path) -> Iterator[tuple[str, ...]]:
    for path in sorted(source.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            named = dict(_named(function))
            for parts in _said(function):
                texts = [text for text in (named.get(_name(part)) or _template(part) for part in parts) if " " in text]
                if texts and texts[0].endswith((".", "!")) and len(texts) > 1:
                    yield texts[0], texts[1]


def _said(function: ast.FunctionDef) -> Iterator[list[ast.expr]]:
    """The arguments of each report, and the parts of each sentence that is returned."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _name(node.func) in REPORTERS:
            yield node.args
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield node.value.elts


def _named(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and (text := _template(node.value)):
            yield _name(node.targets[0]), text


def _name(func: ast.AST) -> str:
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def _template(node: ast.expr) -> str:
    """A text of the source with … where something is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Call) and _name(node.func) == "nearest":
        return "It names the nearest right word, or those there are."
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""
