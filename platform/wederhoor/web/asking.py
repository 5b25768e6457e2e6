"""What is asked, as values: one system for every form that is made from what rules or acts ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CHOOSE = ("", "Maak een keuze")
Values = Mapping[str, Any]


class Ask(StrEnum):
    """How something is asked."""

    LINE = "line"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    AMOUNT = "amount"
    """An amount of money as people write it, or a range, or that it is not known."""
    CHOICE = "choice"
    RADIOS = "radios"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that is asked. `needed` is the error when it stays empty; without it the field may stay empty."""

    name: str
    ask: Ask
    label: str
    hint: str = ""
    needed: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    future: bool = False
    maximum: int = 200
    optional: bool | None = None
    """Whether the form says that it may stay empty; None: whenever there is no `needed`."""
    fold: str = ""
    """The summary behind which it stands, with others beside it: seldom needed, and good as it starts."""
    start: Any = None
    """What the field holds before anybody typed."""

    @property
    def may_be_empty(self) -> bool:
        """What the form says beside the label."""
        return not self.needed if self.optional is None else self.optional
