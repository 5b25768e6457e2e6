"""What a complaint holds, as a frozen value, and what is still missing from it (KR-082)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from wederhoor.dossiers.details import Details, read_details
from wederhoor.rules.admissibility import RequiredItem


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything the complainant filled in; an empty string is "not filled in". Dates are ISO texts."""

    filed_as: str = ""
    """"complaint", or "dissatisfaction" for who wants no formal one."""
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
    contact_consent: str = ""
    """"yes": said in so many words that news may come by e-mail (Awb 2:8)."""
    represented_given_name: str = ""
    represented_surname: str = ""
    represented_street: str = ""
    represented_postal_code: str = ""
    represented_town: str = ""
    relation: str = ""
    authority: str = ""
    authority_until: str = ""
    minor: str = ""
    alone: str = ""
    may_know: str = ""
    safe_address: str = ""
    instructions: str = ""
    no_post: str = ""
    no_email: str = ""
    no_voicemail: str = ""
    interpreter: str = ""
    sign_language: str = ""
    large_print: str = ""
    help: str = ""
    fellows: tuple[Mapping[str, str], ...] = ()
    """Who complains as well: name, address and channel of each, under the names of the fields above."""
    language: str = ""
    """The language the questions were read in when that was not Dutch, as "en"."""
    concerned_role: str = ""
    """The role of somebody who handles complaints, when it is about them."""
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
        """By whose name the complaint is registered: of who is spoken for, else a surname, else an organisation."""
        return self.represented_surname or self.surname or self.organisation_name

    @property
    def speaks_for(self) -> bool:
        """Whether whoever fills this in complains for somebody else who is named."""
        return bool(self.represented_surname or self.represented_given_name)

    @property
    def details(self) -> Details:
        """What binds letters and appointments with whoever fills this in."""
        return read_details({name: getattr(self, name) for name in Details.__dataclass_fields__})


def read_content(values: Mapping[str, Any] | None) -> Content:
    """Content from sealed data; unknown fields of an earlier shape are left out."""
    kept = dict(values or {})
    kept["fellows"] = tuple(kept.get("fellows", ()))
    return Content().merged(kept)


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
            if not (
                (content.surname or content.organisation_name)
                if name == "surname"
                else getattr(content, name)
            ).strip()
        )
        if empty:
            missing[item.code] = empty
    return missing


def missing_items(content: Content, required: tuple[RequiredItem, ...]) -> list[RequiredItem]:
    """The required items that are not whole yet."""
    absent = missing_fields(content, required)
    return [item for item in required if item.code in absent]
