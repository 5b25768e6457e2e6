"""Frozen values as canonical JSON bytes and back: what is stored with a case as evidence of the rules it ran
under.

A field that holds its default is left out, so a field added later with a default changes no stored hash.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any


class NotCanonical(Exception):
    """A value that cannot be stored, or bytes that do not hold a known value."""


@lru_cache(maxsize=512)
def _fields(kind: type) -> tuple[Field[Any], ...]:
    return fields(kind)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return {"$": type(value).__name__, "v": value.value}
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_plain(item) for item in value]
        case date():
            return {"$": "date", "v": value.isoformat()}
        case Decimal():
            return {"$": "decimal", "v": str(value)}
    if is_dataclass(value) and not isinstance(value, type):
        kept: dict[str, object] = {"$": type(value).__name__}
        for field in _fields(type(value)):
            item = getattr(value, field.name)
            default = field.default
            if default is MISSING or type(item) is not type(default) or item != default:
                kept[field.name] = _plain(item)
        return kept
    raise NotCanonical(f"een waarde van type {type(value).__name__} kan niet worden bewaard")


def freeze_value(value: object) -> bytes:
    """Canonical UTF-8 JSON: sorted keys, no spaces. Raises ``NotCanonical`` for a type that is not a rule
    value.
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def thaw_value(data: bytes, types: Mapping[str, type]) -> object:
    """The exact inverse of ``freeze_value`` for the named types. Raises ``NotCanonical``."""

    def build(value: object) -> object:
        if isinstance(value, list):
            return tuple(build(item) for item in value)
        if not isinstance(value, dict):
            return value
        tag = value.get("$")
        if tag == "date":
            return date.fromisoformat(value["v"])
        if tag == "decimal":
            return Decimal(value["v"])
        kind = types.get(str(tag))
        if kind is None:
            raise NotCanonical(f"onbekend type {tag}")
        if issubclass(kind, StrEnum):
            return kind(value["v"])
        return kind(**{name: build(item) for name, item in value.items() if name != "$"})

    try:
        return build(json.loads(data))
    except (ValueError, TypeError, KeyError) as error:
        raise NotCanonical(f"de bewaarde regels zijn niet leesbaar: {error}") from error
