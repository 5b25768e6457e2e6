"""Frozen values as canonical JSON bytes and back: what is stored with a case as evidence of the rules it ran
under.

Every field is written out, also one that holds its default: what is judged by stored answers never changes because a default
does. Bodies of an older shape are brought to that of today first (`shapes`).
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from wederhoor.rules.shapes import MARK, SHAPE, UnknownShape, upgraded


class NotCanonical(Exception):
    """A value that cannot be stored, or bytes that do not hold a known value."""


_known: dict[Any, tuple[str, ...]] = {}


def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a value type, looked up once a process."""
    found = _known.get(kind)
    if found is None:
        found = _known[kind] = tuple(field.name for field in fields(kind))
    return found


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return {"$": type(value).__name__, "v": value.value}
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_plain(item) for item in value]
        case datetime():
            raise NotCanonical("een tijdstip kan niet worden bewaard waar een dag hoort")
        case date():
            return {"$": "date", "v": value.isoformat()}
        case Decimal():
            if not value.is_finite():
                raise NotCanonical(f"het bedrag {value} is geen getal")
            return {"$": "decimal", "v": str(value)}
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        return {"$": kind.__name__} | {name: _plain(getattr(value, name)) for name in _names(kind)}
    raise NotCanonical(f"een waarde van type {type(value).__name__} kan niet worden bewaard")


def freeze_value(value: object) -> bytes:
    """Canonical UTF-8 JSON: sorted keys, no spaces, marked with its shape. Raises ``NotCanonical`` for a type that is not a
    rule value.
    """
    plain = _plain(value)
    if isinstance(plain, dict):
        plain[MARK] = SHAPE
    try:
        return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("er staat een teken in dat geen tekst is") from error
    except ValueError as error:
        raise NotCanonical("er staat een getal in dat te groot is") from error


def thaw_value(data: bytes, types: Mapping[str, type]) -> object:
    """The exact inverse of ``freeze_value`` for the named types, also for a body of an older shape.

    Raises ``NotCanonical``; so does a value without one of its fields, for which today's default would be an invention.
    """

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
        names = _names(kind)
        if len(value) <= len(names):  # its tag counts too
            missing = ", ".join(name for name in names if name not in value)
            raise NotCanonical(f"{tag} is bewaard zonder {missing}")
        return kind(**{name: build(item) for name, item in value.items() if name != "$"})

    try:
        return build(upgraded(json.loads(data)))
    except (ValueError, TypeError, KeyError, UnknownShape) as error:
        raise NotCanonical(f"de bewaarde regels zijn niet leesbaar: {error}") from error
