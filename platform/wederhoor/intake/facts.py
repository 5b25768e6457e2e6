"""What an organisation and the answers so far say that questions, pages and forms ask after."""

from datetime import date

from wederhoor.dossiers.content import DISSATISFACTION, Content
from wederhoor.dossiers.process import answers_about
from wederhoor.organisation import Organisation
from wederhoor.rules.committee import NoCommittee
from wederhoor.rules.deadlines import DeadlineRule, StartEvent
from wederhoor.rules.obvious import limit_of
from wederhoor.rules.roles import HANDLERS, MEMBERS, called_at
from wederhoor.rules.texts import Text

SPEAKING = ("representative", "parent", "surviving_relative")
"""Who complains for somebody else."""


def asks_youth_help(answers: Organisation) -> bool:
    """Whether any regime of this organisation looks at youth help."""
    return any(condition.fact == "youth_help" for regime in answers.regimes for condition in regime.when)


def non_formal_rule(answers: Organisation) -> DeadlineRule | None:
    """The term for dissatisfaction that is no formal complaint (KR-032), where the organisation has one."""
    return next((rule for rule in answers.deadlines if rule.starts is StartEvent.NON_FORMAL_REPORT), None)


def requires(answers: Organisation, code: str) -> bool:
    """Whether the organisation's regulation asks for this."""
    return any(item.code == code for item in answers.required_content)


def said(answers: Organisation, code: str) -> Text | None:
    """A short text the organisation's plugin supplies."""
    return next((text for text in answers.texts if text.code == code), None)


def takes_decisions(answers: Organisation) -> bool:
    """Whether the organisation takes decisions one can object to: then it says how (Awb 6:4, 6:7)."""
    return said(answers, "objection_how") is not None


def handling_roles(answers: Organisation) -> list[tuple[str, str]]:
    """Who handles complaints here, by role: a complaint about one of them passes them by."""
    codes = [*HANDLERS]
    if not isinstance(answers.committee, NoCommittee):
        codes += [*MEMBERS]
    return [(code, called_at(answers.roles, code).capitalize()) for code in codes]


def informal(content: Content) -> bool:
    """Whether no formal complaint is wanted."""
    return content.filed_as == DISSATISFACTION


def objecting(content: Content) -> bool:
    """Whether it is to be sent on as an objection."""
    return content.as_objection == "yes"


def child_alone(content: Content) -> bool:
    """Whether a child complains without anybody at home."""
    return content.complainant_kind == "youth" and content.alone == "yes"


def speaks_to_child(content: Content) -> bool:
    """Whether whoever reads the pages is younger than 18."""
    return content.complainant_kind == "youth"


def long_ago(content: Content, answers: Organisation, today: date) -> bool:
    """Whether it is past the limit for filing, where the rules have one (KR-040 under 5, Awb 9:8 lid 1 b)."""
    limit = limit_of(answers_about(answers, content).admissibility)
    if not content.event_on or limit is None:
        return False
    return limit.last_day(date.fromisoformat(content.event_on)) < today
