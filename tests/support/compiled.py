"""Compiling templates and addresses, and writing out rules, once for all installations of a test run."""

from collections.abc import Callable

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from wederhoor import organisation
from wederhoor.settings import service as settings


class _Kept(BytecodeCache):
    """Compiled templates in memory, by name and source."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


def quick() -> None:
    """Every application made from now on takes what an earlier one compiled."""
    Flask.jinja_options = {"bytecode_cache": _Kept()}
    Rule._compile_builder = _builder
    organisation.freeze = settings.freeze = _frozen


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
