"""What an organisation asks itself of who complains (`RequiredItem.question`), and what was answered, in words.

An answer is kept in `Content.own` by the code of its question; everywhere else its name is `own_<code>`.
"""

from datetime import date
from typing import Any

from wederhoor.dossiers.content import OWN, Content
from wederhoor.dossiers.process import answers_about
from wederhoor.organisation import Organisation
from wederhoor.rules.asked import Question, QuestionKind
from wederhoor.rules.wording import dutch_date
from wederhoor.web.language import say


def own_questions(answers: Organisation) -> tuple[Question, ...]:
    """The questions of these rules that the platform does not know, in their order."""
    return tuple(item.question for item in answers.required_content if item.question is not None)


def asked_of(content: Content, answers: Organisation) -> tuple[Question, ...]:
    """Those that apply to what somebody filled in."""
    return own_questions(answers_about(answers, content))


def name_of(question: Question) -> str:
    """Under which name it is a field."""
    return f"{OWN}{question.code}"


def kept(value: Any) -> str:
    """What is kept of what a field holds: a day as a text, a box that is ticked as "yes"."""
    if isinstance(value, date):
        return value.isoformat()
    return "yes" if value is True else str(value or "")


def in_words(question: Question, value: str) -> str:
    """An answer as it is read; empty when there is none."""
    match question.kind:
        case QuestionKind.DATE if value:
            return dutch_date(date.fromisoformat(value))
        case QuestionKind.CHOICE:
            return dict(question.choices).get(value, value)
        case QuestionKind.CHECK:
            return say("Ja") if value else ""
    return value


def told_besides(content: Content, answers: Organisation) -> list[tuple[str, str]]:
    """What was answered to the questions of the organisation, each with its label; without those left open."""
    found = ((one, content.own.get(one.code, "")) for one in own_questions(answers))
    return [(one.label, in_words(one, value)) for one, value in found if value]
