"""Compiling templates and addresses, and writing out rules, once for all installations of a test run."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from wederhoor import organisation
from wederhoor.settings import service as settings


def quick() -> None:
    """Every application made from now on takes the addresses and rules that an earlier one worked out."""
    Rule._compile_builder = _builder
    organisation.freeze = settings.freeze = _frozen


def keep_templates(folder: Path) -> None:
    """Every application made from now on takes the templates that another compiled, in whichever process of the run."""
    folder.mkdir(exist_ok=True)
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}


_compile = Rule._compile_builder
_builders: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """What builds the address of a rule: it takes the converters from the rule it is bound to."""
    key = (rule.rule, *rule._trace, str(rule.defaults), append_unknown)
    if key not in _builders:
        _builders[key] = _compile(rule, append_unknown)
    return _builders[key]


_freeze = organisation.freeze
_bytes: LRUCache[int, tuple[object, bytes]] = LRUCache(64)


def _frozen(value: object) -> bytes:
    """The canonical bytes of rules, which never change: written out once for the same value."""
    kept = _bytes.get(id(value))
    if kept is None or kept[0] is not value:
        kept = _bytes[id(value)] = (value, _freeze(value))
    return kept[1]
