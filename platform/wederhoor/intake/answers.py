"""What was filled in, read back: each question and its answer in words."""

from datetime import date

from wtforms import BooleanField

from wederhoor.dossiers.content import Content
from wederhoor.dossiers.parties import full_name
from wederhoor.intake.forms import ABOUT, ASKED, AUTHORITY, CHANNELS, FILED_AS, WHO, YOUTH_HELP
from wederhoor.intake.questions import Question, handling_roles
from wederhoor.organisation import Organisation
from wederhoor.rules.wording import dutch_date
from wederhoor.web.language import say

_WORDS: dict[str, dict[str, str]] = {
    "filed_as": dict(FILED_AS),
    "complainant_kind": dict(WHO),
    "authority": dict(AUTHORITY),
    "about_kind": dict(ABOUT),
    "youth_help": dict(YOUTH_HELP),
    "contact_channel": dict(CHANNELS),
}


def answered(question: Question, content: Content, answers: Organisation) -> list[tuple[str, str]]:
    """A question's fields and what was answered, in words; an empty text is "not filled in"."""
    rows = []
    for name in question.fields:
        value = getattr(content, name)
        if name == "fellows":
            rows.append(
                ("Wie ook klagen", ", ".join(full_name(fellow) for fellow in value) or say("Niemand"))
            )
            continue
        if name == "event_unknown":
            if value and not content.event_on:
                rows[-1] = (rows[-1][0], say("Weet ik niet (meer)"))
            continue
        field = ASKED[name]
        if field.field_class is BooleanField:
            if value:
                rows.append((field.args[0], say("Ja")))
            continue
        words = _WORDS.get(name, {})
        if name == "category":
            words = {category.code: category.label for category in answers.categories}
        if name == "concerned_role":
            words = {**dict(handling_roles(answers)), "unknown": "Weet ik niet"}
        if name in ("event_on", "authority_until") and value:
            value = dutch_date(date.fromisoformat(value))
        rows.append((field.args[0], say(words[value]) if value in words else value))
    return rows
