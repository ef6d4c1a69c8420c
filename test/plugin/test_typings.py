"""The stubs against the libraries that are installed: what they name must be there, and take what they say it takes."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

TYPINGS = Path(__file__).resolve().parents[2] / "server" / "engines" / "typings"
# Ray is a cluster's own; AutoRound has an environment of its own, and changes transformers when it is imported.
ELSEWHERE = {"ray", "auto_round"}
FILES = [file for file in sorted(TYPINGS.rglob("*.pyi")) if file.relative_to(TYPINGS).parts[0] not in ELSEWHERE]
Function = ast.FunctionDef


def module_of(file: Path) -> str:
    parts = file.relative_to(TYPINGS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_told_of(name: str) -> bool:
    """Names of the stub itself begin with an underscore; methods of the library may too."""
    return not name.startswith("_")


def functions_of(tree: ast.Module) -> Iterator[tuple[str | None, Function]]:
    """Every function with its class, None for one of the module."""
    for node in tree.body:
        if isinstance(node, Function):
            yield None, node
        if isinstance(node, ast.ClassDef) and is_told_of(node.name):
            yield from ((node.name, part) for part in node.body if isinstance(part, Function))


def names_of(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, Function)) and is_told_of(node.name):
            yield node.name
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def missing_arguments(function: Function, there: object) -> set[str]:
    """Names of arguments in the stub that the library's function does not take."""
    try:
        parameters = dict(inspect.signature(there).parameters) if callable(there) else dict[str, inspect.Parameter]()
    except ValueError:
        return set()  # Written in another language, and says nothing about itself.
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters.values()):
        return set()
    wanted = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)} - {"self", "cls"}
    return wanted - set(parameters)


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_what_the_stubs_name_is_there(file: Path) -> None:
    module = importlib.import_module(module_of(file))
    tree = ast.parse(file.read_text())
    assert [name for name in names_of(tree) if not hasattr(module, name)] == []
    for owner, function in functions_of(tree):
        place: object = module if owner is None else getattr(module, owner)
        there = inspect.getattr_static(place, function.name, None)
        assert there is not None, f"{owner}.{function.name}"
        if not isinstance(there, property):
            assert missing_arguments(function, getattr(place, function.name)) == set(), f"{owner}.{function.name}"
