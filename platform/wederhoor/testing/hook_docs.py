"""The reference of the hooks, written from the specifications themselves: ``render()`` is what
docs/hooks.md holds.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from wederhoor.hookspecs import Hooks

_HEAD = """# Hooks

Every question the platform asks an organisation's plugin. This page is written from `wederhoor/hookspecs.py`;
change the docstrings there and write it again with `python -m wederhoor.testing.hook_docs docs/hooks.md`.

Import everything from `wederhoor.hookspecs` and nothing else of the platform. Mark each function with
`@hookimpl`, leave out arguments you do not need and give none a default. Answers are frozen values; `None`
stops the start-up.
"""


def signatures() -> Iterator[tuple[str, str]]:
    """(name, signature) of every hook, in the order of the specifications."""
    for name, function in vars(Hooks).items():
        if not name.startswith("_") and callable(function):
            found = inspect.signature(function)
            arguments = [
                f"{p.name}: {_type(p.annotation)}" for p in found.parameters.values() if p.name != "self"
            ]
            yield name, f"{name}({', '.join(arguments)}) -> {_type(found.return_annotation)}"


def _type(annotation: object) -> str:
    if isinstance(annotation, type):
        text = annotation.__name__ if not getattr(annotation, "__args__", None) else str(annotation)
    else:
        text = str(annotation)
    text = re.sub(r"[\w.]+\.(\w+)", r"\1", text)
    return "Settings" if text.startswith("Mapping") else text


def render() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD]
    for name, signature in signatures():
        doc = inspect.cleandoc(inspect.getdoc(getattr(Hooks, name)) or "")
        parts.append(f"## {name}\n\n```python\n@hookimpl\ndef {signature}\n```\n\n{doc}\n")
    return "\n".join(parts)


def is_fresh(path: Path) -> bool:
    """Whether a written page still says what the specifications say."""
    return path.is_file() and path.read_text(encoding="utf-8") == render()


def main(arguments: list[str]) -> int:
    """Write the page to the path given, or check it with ``--check``: 1 when it is stale."""
    check = "--check" in arguments
    paths = [Path(argument) for argument in arguments if argument != "--check"]
    if len(paths) != 1:
        return 2
    if check:
        return 0 if is_fresh(paths[0]) else 1
    paths[0].write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
