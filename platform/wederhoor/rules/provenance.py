"""Where a rule comes from. Every rule an organisation answers carries one of these three values."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Source:
    """A section of an organisation's own document, by the headings that document uses."""

    document: str
    section: str

    def __str__(self) -> str:
        return f"{self.document}, {self.section}"


@dataclass(frozen=True, kw_only=True)
class Statute:
    """An article of a law or a European regulation."""

    act: str
    article: str

    def __str__(self) -> str:
        return f"{self.act}, art. {self.article}"


@dataclass(frozen=True, kw_only=True)
class ToConfirm:
    """The sources are silent and the platform needs an answer to work: HR sees the reason and confirms or
    replaces.
    """

    reason: str

    def __str__(self) -> str:
        return f"nog te bevestigen: {self.reason}"


Provenance = Source | Statute | ToConfirm
