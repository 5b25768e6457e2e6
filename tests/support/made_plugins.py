"""Plugins made while a test runs: real distributions in a folder on the path, found and loaded as installed ones are."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from wederhoor import installed as at_hand
from wederhoor import plugins
from wederhoor.explain import conduct, context
from wederhoor.settings import service as settings

LIKE_WIL = "from wederhoor_wil.plugin import *\nfrom wederhoor.hookspecs import *\nCONTRACT = 2\n"
"""A plugin that answers everything as the one of WIL does; what is written after it answers in its place."""


def write_plugin(
    folder: Path,
    name: str,
    code: str,
    *,
    group: str = at_hand.ENTRY_POINT_GROUP,
    distribution: str = "",
    version: str = "0.1.0",
    files: dict[str, bytes] | None = None,
) -> Path:
    """A distribution with one plugin of this code; returns its package."""
    called = distribution or f"wederhoor-{name}"
    package = folder / called.replace("-", "_")
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "plugin.py").write_text(dedent(code), encoding="utf-8")
    for path, content in (files or {}).items():
        (package / path).write_bytes(content)
    info = folder / f"{called.replace('-', '_')}-{version}.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {called}\nVersion: {version}\n")
    entry = f"[{group}]\n{name} = {package.name}.plugin\n"
    (info / "entry_points.txt").write_text(entry, encoding="utf-8")
    return package


@contextmanager
def installed(folder: Path) -> Iterator[None]:
    """What lies in this folder is installed while this lasts."""
    sys.path.insert(0, str(folder))
    _forget()
    before = set(sys.modules)
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]
        _forget()


def _forget() -> None:
    plugins.forget()
    settings._built.cache_clear()
    settings._wrong.clear()
    settings.as_stored.cache_clear()
    for known in (
        conduct._every_edition,
        conduct.declaration_words,
        conduct.contacts_words,
        context.asked_organisation,
    ):
        known.cache_clear()
