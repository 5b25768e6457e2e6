"""The reference of the contract, written from the source itself: every hook with an example, every type and every field.

``render()`` is what docs/reference.md holds; ``looked_up(word)`` the parts in which a word stands.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from wederhoor import hookspecs
from wederhoor.testing.hook_docs import signatures
from wederhoor.testing.reference_examples import EXAMPLES

_WIDTH = 110
_HEAD = """# Reference

Everything a plugin may import from `wederhoor.hookspecs`, written from the source: change it there and write this page again with
`python -m wederhoor.testing.reference docs/reference.md`. Look a word up in the terminal with `wederhoor plugin reference WORD`.

"""


def types() -> tuple[type, ...]:
    """Every value type and every vocabulary of the contract, by name."""
    found = [value for name in hookspecs.__all__ if isinstance(value := getattr(hookspecs, name), type)]
    return tuple(sorted((one for one in found if one.__name__ != "Hooks"), key=lambda one: one.__name__))


def _anchor(name: str) -> str:
    return name.lower()


@cache
def _notes(kind: type) -> dict[str, str]:
    """What the source says beside each field or member: the string below it, or the comment after it."""
    source = inspect.getsource(kind)
    lines = source.splitlines()
    body = ast.parse(inspect.cleandoc("\n" + source) if source[0].isspace() else source).body[0]
    found: dict[str, str] = {}
    if not isinstance(body, ast.ClassDef):
        return found
    for place, node in enumerate(body.body):
        name = _name(node)
        if not name:
            continue
        after = body.body[place + 1] if place + 1 < len(body.body) else None
        comment = re.search(r"  # (.*)$", lines[(node.end_lineno or 1) - 1])
        match after:
            case ast.Expr(value=ast.Constant(value=str() as text)):
                found[name] = " ".join(inspect.cleandoc(text).split())
            case _ if comment:
                found[name] = comment[1].strip()
            case _:
                continue
    return found


def _name(node: ast.stmt) -> str:
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _type(field: "Field[object]") -> str:
    text = field.type if isinstance(field.type, str) else inspect.formatannotation(field.type)
    return re.sub(r"[\w.]+\.(\w+)", r"\1", text).replace("|", "\\|")


def _default(field: "Field[object]") -> str:
    value = field.default
    if value is MISSING:
        return "required" if field.default_factory is MISSING else "empty"
    if isinstance(value, StrEnum):
        return f"`{type(value).__name__}.{value.name}`"
    return f"`{str(value)[:60]!r}`" if isinstance(value, str) else f"`{str(value)[:60]}`"


def entry(kind: type) -> str:
    """One type as Markdown: what it is, and its fields or members."""
    doc = inspect.getdoc(kind) or ""
    doc = "" if doc.startswith(f"{kind.__name__}(") else doc
    parts = [f"### {kind.__name__}\n", doc, ""]
    notes = _notes(kind)
    if issubclass(kind, StrEnum):
        parts += ["| Member | Value | What it is |", "|---|---|---|"]
        parts += [f"| `{one.name}` | `{one.value}` | {notes.get(one.name, '')} |" for one in kind]
    elif is_dataclass(kind):
        parts += ["| Field | Type | Default | What it is |", "|---|---|---|---|"]
        parts += [
            f"| `{field.name}` | `{_type(field)}` | {_default(field)} | {notes.get(field.name, '')} |"
            for field in fields(kind)
        ]
    return "\n".join(parts).rstrip() + "\n"


def hook(name: str, signature: str) -> str:
    """One hook as Markdown: what it asks, and an example of an answer."""
    doc = inspect.cleandoc(inspect.getdoc(getattr(hookspecs.Hooks, name)) or "")
    return f"### {name}\n\n{doc}\n\n```python\n{_example(name, signature)}\n```\n"


def _example(name: str, signature: str) -> str:
    first, *rest = EXAMPLES[name].splitlines()
    lines = [f"    return {first}", *(f"    {line}" if line else "" for line in rest)]
    head = f"def {signature}:"
    if len(head) > _WIDTH:  # as the formatter breaks it
        arguments, _, answer = signature.partition("(")[2].partition(") -> ")
        head = f"def {name}(\n    {arguments}\n) -> {answer}:"
    return "\n".join(("@hookimpl", head, *lines))


def _parts() -> Iterator[tuple[str, str]]:
    for name, signature in signatures():
        yield name, hook(name, signature)
    for kind in types():
        yield kind.__name__, entry(kind)


def render() -> str:
    """The whole page as Markdown, with an index."""
    hooks = list(signatures())
    parts = [_HEAD, "## Index\n"]
    parts.append("Hooks: " + ", ".join(f"[{name}](#{_anchor(name)})" for name, _ in hooks) + "\n")
    parts.append(
        "Types: " + ", ".join(f"[{one.__name__}](#{_anchor(one.__name__)})" for one in types()) + "\n"
    )
    parts.append("## Hooks\n")
    parts += [hook(name, signature) for name, signature in hooks]
    parts.append("## Types\n")
    parts += [entry(one) for one in types()]
    return "\n".join(parts)


def looked_up(word: str) -> tuple[str, ...]:
    """The parts named like a word, else those in which it stands."""
    asked = word.lower()
    every = tuple(_parts())
    named = tuple(text for name, text in every if name.lower() == asked)
    return named or tuple(text for _, text in every if asked in text.lower())


def is_fresh(path: Path) -> bool:
    """Whether a written page still says what the source says."""
    return path.is_file() and path.read_text(encoding="utf-8") == render()


if __name__ == "__main__":
    import sys

    Path(sys.argv[1]).write_text(render(), encoding="utf-8")
