"""The rules one case runs under: the answers stored with it, as far as they apply to it; and its road, or that there is none here."""

from typing import Protocol

from wederhoor.dossiers.content import Content
from wederhoor.dossiers.tables import COMPLAINT, Dossier
from wederhoor.organisation import Organisation
from wederhoor.rules.applying import CameBy, case_facts
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.regimes import choose_regime
from wederhoor.settings.service import stored_answers
from wederhoor.work import Work


class NoIntake(Exception):
    """This organisation takes no complaints on this platform."""


class Known(Protocol):
    """What the rules of a case may hang on, of a dossier or of a line in a list."""

    @property
    def regime(self) -> str | None: ...

    @property
    def category(self) -> str: ...

    @property
    def channel(self) -> str: ...

    @property
    def filed_as(self) -> str: ...

    @property
    def outcome(self) -> str | None: ...


def known_of(one: Known) -> dict[str, str]:
    """The facts of a case that its rules may ask (`rules.applying.CaseFact`)."""
    return case_facts(
        regime=one.regime,
        category=one.category,
        channel=one.channel,
        filed_as=one.filed_as,
        outcome=one.outcome,
    )


def answers_for(work: Work, dossier: Dossier) -> Organisation:
    """The answers a case runs under, as far as they apply to it, whatever its plugin says today."""
    return stored_answers(work, dossier.answers_id).for_case(known_of(dossier))


def regime_of(answers: Organisation, content: Content) -> str | None:
    """Which row of the organisation's table governs a complaint like this; None when it has none."""
    facts = {
        "matter": "complaint",
        "complainant": content.complainant_kind or "unknown",
        "about": content.about_kind or "unknown",
        "youth_help": content.youth_help or "unknown",
        **content.own,
    }
    found = choose_regime(answers.regimes, facts)
    return found.code if found else None


def answers_about(answers: Organisation, content: Content, channel: str = CameBy.WEB) -> Organisation:
    """The same before there is a case: what would apply to what somebody filled in, that came this way."""
    return answers.for_case(
        case_facts(
            regime=regime_of(answers, content),
            category=content.category or OTHER,
            channel=channel,
            filed_as=content.filed_as or COMPLAINT,
        )
    )


OTHER = "other"
"""The category of what was filed under none."""


def process_of(answers: Organisation) -> ComplaintProcess:
    """The complaint process; raises NoIntake when the organisation has none here."""
    if not isinstance(answers.process, ComplaintProcess):
        raise NoIntake(answers.process.reason)
    return answers.process


def every_step(answers: Organisation) -> dict[str, str]:
    """What each step is called, of every road there is, in their order; empty where complaints are not taken here."""
    found: dict[str, str] = {}
    for road in answers.every_process:
        for step in road.steps:
            found.setdefault(step.code, step.label)
    return found


def terms_wait(answers: Organisation) -> bool:
    """Whether terms begin only when everything is in. By the Awb and the Wkkgz they run from the day a complaint is filed."""
    return any(rule.starts is StartEvent.RECEIPT for rule in answers.deadlines)
