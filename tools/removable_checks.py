"""What of the rights can be taken out: each check whole, and each of its parts, the statements that raise or only call.

Checks are the functions ``check_…`` and ``_check_…`` of the modules ``permissions…`` and ``ownership`` of a room, and
``acting_as``, which refuses as they do and else says as whom one acts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeAlias, cast

import pytest

MODULES = ("permissions", "ownership")
CHECK = re.compile(r"_?check_|acting_as$")
# The names of the mutants whose parts refused something, while somebody listens.
REFUSED: set[str] = set()

Place: TypeAlias = tuple[int, int]
Change: TypeAlias = Callable[[list[ast.stmt]], list[ast.stmt]]


@dataclass
class Mutant:
    """A check without one of its parts, or without its body, and the tests in which that refused something."""

    name: str
    room: str
    part: ast.stmt
    function: FunctionType
    without: CodeType
    tests: list[pytest.Item] = field(default_factory=list)
    tried: int = 0
    noticed: bool = False


def modules_of(rooms: Sequence[str]) -> Iterator[ModuleType]:
    """The modules that say who may do what, room by room."""
    for room in rooms:
        for found in iter_modules(import_module(f"concordat.{room}").__path__):
            if found.name.startswith(MODULES):
                yield import_module(f"concordat.{room}.{found.name}")


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every check of a module without its body, then without each of its parts."""
    room = module.__name__.split(".")[1]
    for check in ast.parse(_source(str(module.__file__))).body:
        if isinstance(check, ast.FunctionDef) and CHECK.match(check.name):
            function = getattr(module, check.name)
            yield Mutant(f"{room} {check.name}", room, check, function, _code(function, {_place(check): _nothing}))
            for part in _parts(check):
                name = f"{room} {check.name}:{part.lineno} {_shown(part)}"
                yield Mutant(name, room, part, function, _code(function, {_place(part): _nothing}))


def listening(function: FunctionType, of_it: Sequence[Mutant]) -> CodeType:
    """A check's code that also notes which of its parts refuses."""
    function.__globals__["_refused"] = REFUSED.add
    return _code(function, {_place(mutant.part): _noting(mutant.name) for mutant in of_it})


@cache
def _source(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def _parts(check: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a check that raise, or that only call."""
    called = [node for node in ast.walk(check) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return sorted([*called, *(node for node in ast.walk(check) if isinstance(node, ast.Raise))], key=_place)


def _place(node: ast.stmt) -> Place:
    return node.lineno, node.col_offset


def _shown(node: ast.stmt) -> str:
    words = ast.unparse(node)
    return words if len(words) <= 60 else f"{words[:59]}…"


def _nothing(_body: list[ast.stmt]) -> list[ast.stmt]:
    return [ast.Pass()]


def _noting(name: str) -> Change:
    def change(body: list[ast.stmt]) -> list[ast.stmt]:
        made = ast.parse(f"try:\n    pass\nexcept BaseException:\n    _refused({name!r})\n    raise").body
        cast(ast.Try, made[0]).body = body
        return made

    return change


class _Changed(ast.NodeTransformer):
    """Changes the statements at some places, and the bodies of the functions there."""

    def __init__(self, changes: dict[Place, Change]) -> None:
        self.changes = changes

    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        change = self.changes.get(_place(node)) if isinstance(node, ast.stmt) else None
        if change is None or not isinstance(node, ast.stmt):
            return node
        if not isinstance(node, ast.FunctionDef):
            return change([node])
        node.body = change(node.body)
        return node


def _code(function: FunctionType, changes: dict[Place, Change]) -> CodeType:
    """A function's code with changes. The function itself stays: whoever imported it, or asks it, has it for good."""
    file = function.__code__.co_filename
    tree = _Changed(changes).visit(ast.parse(_source(file)))
    code = compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True)
    return next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == function.__name__)


@contextmanager
def exchanged(codes: Mapping[FunctionType, CodeType]) -> Iterator[None]:
    """For a while, functions do something else."""
    own = {function: function.__code__ for function in codes}
    for function, code in codes.items():
        function.__code__ = code
    try:
        yield
    finally:
        for function, code in own.items():
            function.__code__ = code
