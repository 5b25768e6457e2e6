"""What a complaint holds, as a frozen value, and what is still missing from it (KR-082)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from wederhoor.rules.admissibility import RequiredItem


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything the complainant filled in; an empty string is "not filled in". Dates are ISO texts."""

    about_kind: str = ""
    accused_name: str = ""
    category: str = ""
    event_on: str = ""
    event_unknown: bool = False
    youth_help: str = ""
    description: str = ""
    objection: str = ""
    steps_taken: str = ""
    complainant_kind: str = ""
    given_name: str = ""
    surname: str = ""
    organisation_name: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    email: str = ""
    phone: str = ""
    contact_channel: str = ""
    signed_name: str = ""
    signed_at: str = ""

    def merged(self, values: Mapping[str, Any]) -> "Content":
        """This content with other values for the fields that are named."""
        known = self.__dataclass_fields__
        return replace(self, **{name: value for name, value in values.items() if name in known})

    def as_dict(self) -> dict[str, Any]:
        """As plain data, to be sealed."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @property
    def filer(self) -> str:
        """By whose name the complaint is registered: a surname, else an organisation."""
        return self.surname or self.organisation_name


def read_content(values: Mapping[str, Any] | None) -> Content:
    """Content from sealed data; unknown fields of an earlier shape are left out."""
    return Content().merged(values or {})


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name_address": ("surname", "street", "postal_code", "town"),
    "description": ("description",),
    "objection": ("objection",),
    "steps_taken": ("steps_taken",),
    "signature": ("signed_name",),
}


def missing_fields(content: Content, required: tuple[RequiredItem, ...]) -> dict[str, tuple[str, ...]]:
    """Per required item that is not whole, the fields that are empty. The date is the moment of filing itself."""
    missing: dict[str, tuple[str, ...]] = {}
    for item in required:
        empty = tuple(
            name
            for name in _FIELDS.get(item.code, ())
            if not (content.filer if name == "surname" else getattr(content, name)).strip()
        )
        if empty:
            missing[item.code] = empty
    return missing


def missing_items(content: Content, required: tuple[RequiredItem, ...]) -> list[RequiredItem]:
    """The required items that are not whole yet."""
    absent = missing_fields(content, required)
    return [item for item in required if item.code in absent]
