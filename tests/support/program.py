"""What the program is made of: its modules, and which of their functions ran."""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import wederhoor

PLATFORM = Path(wederhoor.__file__).parent
ROOT = PLATFORM.parents[1]


def modules() -> Iterator[ModuleType]:
    """Every module of the platform but the one that is only run."""
    for found in pkgutil.walk_packages(wederhoor.__path__, "wederhoor."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def functions(chosen: Callable[[ModuleType, Callable[..., Any]], bool]) -> dict[str, tuple[ModuleType, str]]:
    """Public functions of the platform that are chosen, by where they are defined."""
    return {
        f"{module.__name__}.{name}": (module, name)
        for module in modules()
        for name, value in list(vars(module).items())
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
        and chosen(module, value)
    }


def record(
    patch: pytest.MonkeyPatch, watched: dict[str, tuple[ModuleType, str]], *, instead: bool = False
) -> set[str]:
    """Watch functions; what ran is in the set that comes back. `instead`: they do nothing."""
    ran: set[str] = set()
    for where, (module, name) in watched.items():
        patch.setattr(module, name, _watching(where, getattr(module, name), ran, instead=instead))
    return ran


def _watching(where: str, real: Callable[..., Any], ran: set[str], *, instead: bool) -> Callable[..., Any]:
    @functools.wraps(real)
    def watching(*arguments: Any, **named: Any) -> Any:
        ran.add(where)
        return None if instead else real(*arguments, **named)

    return watching


def called_by_nobody() -> set[str]:
    """Public functions and classes of the platform whose name stands nowhere in the program but where they are defined."""
    program = [
        *PLATFORM.rglob("*.py"),
        *(ROOT / "migrations").rglob("*.py"),
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "plugins").glob("*/wederhoor_*/*.py"),
    ]
    words: Counter[str] = Counter()
    for path in program:
        words.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return {
        f"{path.relative_to(PLATFORM).with_suffix('').as_posix().replace('/', '.')}.{node.name}"
        for path in PLATFORM.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and words[node.name] == 1
        and not node.decorator_list
    }
