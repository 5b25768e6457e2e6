"""Whether a value is what its type says, at any depth: an answer of a plugin is checked before anything reads it."""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

Fits = Callable[[Any], bool]


def misfit(value: object, wanted: Any) -> str | None:
    """What does not fit, in Dutch with its place ("[report].term: Term verwacht, kreeg int"); None when all of it does."""
    return None if _fits(wanted)(value) else _misfit(value, wanted, "")


@lru_cache(maxsize=1024)
def _fits(wanted: Any) -> Fits:
    """A quick look whether a value fits: what is wrong, and where, is worked out only when it does not."""
    origin, parts = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        several = [_fits(part) for part in parts if part is not type(None)]
        first, may_be_none = several[0], type(None) in parts
        if len(several) == 1:
            return lambda value: (value is None and may_be_none) or first(value)
        return lambda value: (value is None and may_be_none) or any(one(value) for one in several)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return _all_fit(parts[0])
    if isinstance(wanted, type) and origin is None and is_dataclass(wanted):
        return lambda value: isinstance(value, wanted) and _whole(value)
    if wanted in (int, bool):
        return lambda value: type(value) is wanted
    if wanted is date:
        return lambda value: isinstance(value, date) and not isinstance(value, datetime)
    if wanted in (str, Decimal) or (isinstance(wanted, type) and issubclass(wanted, Enum)):
        return lambda value: isinstance(value, wanted)
    return lambda value: _misfit(value, wanted, "") is None


def _all_fit(item: Any) -> Fits:
    one = _fits(item)

    def fits(value: Any) -> bool:
        if type(value) is not tuple:
            return _misfit(value, tuple[item, ...], "") is None
        return all(one(part) for part in value)

    return fits


def _whole(value: Any) -> bool:
    return all(fits(getattr(value, name)) for name, fits in _fields(value.__class__))


@lru_cache(maxsize=512)
def _fields(kind: Any) -> tuple[tuple[str, Fits], ...]:
    return tuple((name, _fits(wanted)) for name, wanted in _hints(kind))


def _misfit(value: object, wanted: Any, at: str) -> str | None:
    origin = typing.get_origin(wanted)
    if wanted is Any or isinstance(wanted, typing.TypeVar):
        return None
    if origin in (typing.Union, types.UnionType):
        return _of_several(value, typing.get_args(wanted), at)
    if origin is tuple:
        return _of_tuple(value, typing.get_args(wanted), at)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return None if isinstance(value, Mapping) else _said(at, "een mapping", value)
    if wanted is None or wanted is type(None):
        return None if value is None else _said(at, "niets", value)
    if not isinstance(wanted, type):
        return None
    if isinstance(value, bool) and wanted is not bool and wanted is not object:
        return _said(at, wanted.__name__, value)
    if not isinstance(value, wanted) or (wanted is date and isinstance(value, datetime)):
        return _said(at, wanted.__name__, value)
    return _inside(value, at) if is_dataclass(value) else None


def _of_several(value: object, kinds: tuple[Any, ...], at: str) -> str | None:
    found = []
    for kind in kinds:
        wrong = _misfit(value, kind, at)
        if wrong is None:
            return None
        if isinstance(kind, type) and isinstance(value, kind):
            return wrong  # it is of this kind, and something inside it is not what it should be
        if typing.get_origin(kind) is tuple and isinstance(value, tuple):
            return wrong
        found.append(_called(kind))
    return _said(at, " of ".join(dict.fromkeys(found)), value)


def _of_tuple(value: object, kinds: tuple[Any, ...], at: str) -> str | None:
    if not isinstance(value, tuple):
        return _said(at, "een tuple", value)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        wanted: tuple[Any, ...] = (kinds[0],) * len(value)
    elif len(kinds) != len(value):
        return _said(at, f"een tuple van {len(kinds)}", value)
    else:
        wanted = kinds
    for number, (item, kind) in enumerate(zip(value, wanted, strict=True)):
        if wrong := _misfit(item, kind, f"{at}[{_name_of(item) or number}]"):
            return wrong
    return None


def _inside(value: object, at: str) -> str | None:
    kind: Any = type(value)
    for name, wanted in _hints(kind):
        if wrong := _misfit(getattr(value, name, None), wanted, f"{at}.{name}" if at else name):
            return wrong
    return None


@lru_cache(maxsize=512)
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _name_of(item: object) -> str:
    code = getattr(item, "code", "")
    return str(code) if isinstance(code, str) else ""


def _called(kind: Any) -> str:
    if kind is type(None):
        return "niets"
    return getattr(kind, "__name__", str(kind)) if typing.get_origin(kind) is None else "een tuple"


def _said(at: str, wanted: str, value: object) -> str:
    got = "niets" if value is None else type(value).__name__
    if isinstance(value, str) and not isinstance(value, Enum):
        got = f"de tekst ‘{value[:40]}’"
    return f"{at}: {wanted} verwacht, kreeg {got}" if at else f"{wanted} verwacht, kreeg {got}"
