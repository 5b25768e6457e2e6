"""What an organisation asks itself, as data: a question with its kind, for the platform to ask, keep and show.

Used for a required item and for a need that the platform does not know (`RequiredItem.question`, `Need.asks`).
"""

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is asked."""

    LINE = "line"  # a line of text, at most 200 signs
    TEXT = "text"  # as much text as people want
    DATE = "date"  # a day
    CHOICE = "choice"  # one of `Question.choices`
    CHECK = "check"  # a box that has to be ticked


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question in the words of an organisation; the answer is kept under ``code``.

    ``needed`` is the sentence that stands at the field when it stays empty; empty: it may stay empty.
    """

    code: str
    label: str
    kind: QuestionKind = QuestionKind.TEXT
    hint: str = ""
    needed: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """With ``QuestionKind.CHOICE``: each answer as (code, words)."""
