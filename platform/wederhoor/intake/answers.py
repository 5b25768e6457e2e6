"""What was filled in, read back: each question and its answer in words."""

from collections.abc import Mapping
from datetime import date

from wtforms import BooleanField

from wederhoor.dossiers.content import Content
from wederhoor.dossiers.own_answers import asked_of, in_words, name_of
from wederhoor.dossiers.parties import full_name
from wederhoor.intake.facts import child_alone, handling_roles
from wederhoor.intake.fields import ASKED, POST_ADDRESS
from wederhoor.intake.forms import (
    ABOUT,
    AUTHORITY,
    CHANNELS,
    CHILD_CHANNELS,
    FILED_AS,
    OBJECTION,
    YES_NO,
    YOUTH_HELP,
)
from wederhoor.intake.question_forms import who_here
from wederhoor.intake.questions import OWN_PAGE, Question
from wederhoor.organisation import Organisation
from wederhoor.rules.wording import dutch_date
from wederhoor.web.language import say

_YES_NO = dict(YES_NO)
_WORDS: dict[str, Mapping[str, str]] = {
    "filed_as": dict(FILED_AS),
    "authority": dict(AUTHORITY),
    "about_kind": dict(ABOUT),
    "youth_help": dict(YOUTH_HELP),
    "contact_channel": dict(CHANNELS),
    "as_objection": dict(OBJECTION),
    **dict.fromkeys(("alone", "minor", "post_home", "heed", "together", "with_papers"), _YES_NO),
}
_SAID_BEFORE = frozenset({"nothing_yet", "with_papers"})
"""What stands there already: in another answer, or under the papers."""


def answered(question: Question, content: Content, answers: Organisation) -> list[tuple[str, str]]:
    """A question's fields and what was answered, in words; an empty text is "not filled in"."""
    rows = []
    own = {name_of(one): one for one in asked_of(content, answers)} if question.name == OWN_PAGE else {}
    for name in question.asks(content, answers):
        if name in _SAID_BEFORE:
            continue
        if name == "fellows":
            found = ", ".join(full_name(fellow) for fellow in content.fellows)
            rows.append(("Wie ook klagen", found or say("Niemand")))
            continue
        if name == "event_unknown":
            if content.event_unknown and not content.event_on:
                rows[-1] = (rows[-1][0], say("Weet ik niet (meer)"))
            continue
        if name in own:
            rows.append((own[name].label, in_words(own[name], content.answer(name))))
            continue
        field = ASKED[name]
        label = POST_ADDRESS if name == "safe_address" and content.no_address else field.args[0]
        value = content.relation if name == "parent_as" else getattr(content, name)
        if field.field_class is BooleanField:
            if value:
                rows.append((label, say("Ja")))
            continue
        if name in ("event_on", "authority_until") and value:
            value = dutch_date(date.fromisoformat(value))
        words = _words(name, content, answers)
        rows.append(
            (
                label,
                say(words[value]) if value in words else say(value) if name == "parent_as" else value,
            )
        )
    return rows


def _words(name: str, content: Content, answers: Organisation) -> Mapping[str, str]:
    match name:
        case "category":
            return {category.code: category.label for category in answers.categories}
        case "concerned_role":
            return {**dict(handling_roles(answers)), "unknown": "Weet ik niet"}
        case "complainant_kind":
            words = dict(who_here(answers))
            return words | (
                {content.complainant_kind: words[content.client_as]} if content.client_as in words else {}
            )
        case "contact_channel" if child_alone(content):
            return dict(CHILD_CHANNELS)
    return _WORDS.get(name, {})
