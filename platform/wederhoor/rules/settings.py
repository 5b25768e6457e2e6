"""What HR may set: typed fields with bounds that the plugin gives, and one judgement of values against
them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.wording import listed

Value = int | str | bool | date | None


class SettingKind(StrEnum):
    """What kind of value a setting takes."""

    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes_no"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class SettingField:
    """One setting. ``minimum`` and ``maximum`` bound a number; None as default means: not chosen yet."""

    code: str
    label: str
    kind: SettingKind
    default: Value
    source: Provenance
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, kw_only=True)
class SettingsType:
    """Every setting of one plugin, in one shape with a version number."""

    version: int
    fields: tuple[SettingField, ...]


class SettingRefused(Exception):
    """A value does not fit. The message is one Dutch sentence that says what is allowed."""


_TYPES = {SettingKind.NUMBER: int, SettingKind.TEXT: str, SettingKind.YES_NO: bool, SettingKind.DATE: date}
_WORDS = {
    SettingKind.NUMBER: "een heel getal",
    SettingKind.TEXT: "een tekst",
    SettingKind.YES_NO: "ja of nee",
    SettingKind.DATE: "een datum",
}


def checked_value(field: SettingField, value: object) -> Value:
    """The value when it fits the field. Raises ``SettingRefused``."""
    if value is None and field.default is None:
        return None
    kind = _TYPES[field.kind]
    if field.kind is SettingKind.DATE and isinstance(value, str):  # as stored in JSON
        value = _iso_date(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise SettingRefused(f"‘{field.label}’ moet {_WORDS[field.kind]} zijn.")
    if isinstance(value, int) and not isinstance(value, bool):
        if field.minimum is not None and value < field.minimum:
            raise SettingRefused(f"‘{field.label}’ moet ten minste {field.minimum} zijn.")
        if field.maximum is not None and value > field.maximum:
            raise SettingRefused(f"‘{field.label}’ mag ten hoogste {field.maximum} zijn.")
    return value  # type: ignore[return-value]


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def resolve(fields: Iterable[SettingField], values: Mapping[str, object]) -> dict[str, Value]:
    """Every field with its value or default. Raises ``SettingRefused`` for an unknown code or a value out
    of bounds.
    """
    known = {field.code: field for field in fields}
    for code in values:
        if code not in known:
            allowed = listed(known) or "geen enkele"
            raise SettingRefused(f"De instelling ‘{code}’ bestaat niet; wel: {allowed}.")
    return {
        code: checked_value(field, values[code]) if code in values else field.default
        for code, field in known.items()
    }
