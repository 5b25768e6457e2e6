"""What an organisation asks itself of who complains, as fields of a form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import BooleanField

from wederhoor.dossiers.own_answers import name_of
from wederhoor.intake.forms import radio
from wederhoor.rules.asked import Question, QuestionKind
from wederhoor.web.fields import DutchDateField, line, long_text


def own_field(question: Question) -> Any:
    """A field that asks it."""
    match question.kind:
        case QuestionKind.LINE:
            return line(question.label, description=question.hint)
        case QuestionKind.DATE:
            return DutchDateField(question.label, description=question.hint, future=True)
        case QuestionKind.CHOICE:
            return radio(question.label, list(question.choices), question.hint)
        case QuestionKind.CHECK:
            return BooleanField(question.label, description=question.hint)
    return long_text(question.label, description=question.hint)


def own_fields(questions: Iterable[Question]) -> dict[str, Any]:
    """The fields by name."""
    return {name_of(question): own_field(question) for question in questions}


def in_field(question: Question, value: str) -> Any:
    """What a field shows of what was kept."""
    if question.kind is QuestionKind.DATE:
        return date.fromisoformat(value) if value else None
    return value == "yes" if question.kind is QuestionKind.CHECK else value
