"""What a complaint must contain and on which grounds it is not taken up."""

from dataclasses import dataclass

from wederhoor.rules.provenance import Provenance


@dataclass(frozen=True, kw_only=True)
class RequiredItem:
    """Something the document asks for before a complaint counts as received."""

    code: str
    label: str
    explanation: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class Category:
    """A subject a complaint can be filed under."""

    code: str
    label: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class AdmissibilityGround:
    """A ground for not taking up a complaint. ``must``: the document excludes the complaint; otherwise it
    may.
    """

    code: str
    label: str
    unless: str | None
    must: bool
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class AdmissibilityRules:
    """Everything a document says on taking up a complaint."""

    required_content: tuple[RequiredItem, ...]
    grounds: tuple[AdmissibilityGround, ...]
