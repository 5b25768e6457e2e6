"""What a letter may say: its facts, how they are kept beside it, and the dates the parties may see."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wederhoor.deadlines.case import Case
from wederhoor.deadlines.expected import YOUTH, expectation, paragraph
from wederhoor.deadlines.service import RUNNING, ClockValues
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.content import Content
from wederhoor.dossiers.course import course_about
from wederhoor.dossiers.process import terms_wait
from wederhoor.dossiers.tables import Dossier
from wederhoor.organisation import Organisation
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.familiar import familiar
from wederhoor.rules.wording import dutch_date
from wederhoor.work import Work

SHORT_ACCOUNT_CHARACTERS = 400


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What stands above a letter about a dossier, and where it is kept."""

    dossier_id: uuid.UUID
    key_id: uuid.UUID
    number: str
    arrived_on: date
    received_on: date | None


def heading_of(dossier: Dossier) -> Heading:
    """The heading of letters about a dossier."""
    return Heading(
        dossier_id=dossier.id,
        key_id=dossier.key_id,
        number=dossier.number,
        arrived_on=dossier.arrived_on,
        received_on=dossier.received_on,
    )


def confirmation(
    answers: Organisation,
    missing: Sequence[RequiredItem],
    clocks: Sequence[ClockValues | Clock],
    content: Content,
    today: date,
) -> tuple[str, dict[str, str | date]]:
    """Which letter confirms receipt, and its facts: with its dates (KR-088), or what is still missing (KR-083).

    Of what is to be sent on as an objection it says that, where the organisation has a letter for it (Awb 6:15).
    """
    if content.as_objection == "yes" and any(letter.code == OBJECTION for letter in answers.letters):
        return OBJECTION, {"missing": "\n".join(item.label for item in missing)} if missing else {}
    expects = {"expected": what_to_expect(answers, clocks, content, today, missing=bool(missing))}
    if missing:
        return "received_incomplete", {"missing": "\n".join(item.label for item in missing), **expects}
    return "confirmation", {"timeline": timeline(answers, clocks), **expects}


def what_to_expect(
    answers: Organisation,
    clocks: Sequence[ClockValues | Clock],
    content: Content,
    today: date,
    *,
    missing: bool = False,
) -> str:
    """The line of what to expect, as the own page and the receipt say it."""
    found = expectation(
        answers,
        {clock.code: clock for clock in clocks},
        today,
        about=content.about_kind,
        role=content.concerned_role,
        waits=missing and terms_wait(answers),
    )
    return paragraph(found)


OBJECTION = "objection_received"
"""The letter that confirms what is to be sent on as an objection."""
CONFIRMED = "confirmation_sent"
"""What the letter that says the dates meets itself."""


def timeline(answers: Organisation, clocks: Sequence[ClockValues | Clock]) -> str:
    """The dates the parties may see, one a line, earliest first."""
    due = {clock.code: clock.due_on for clock in clocks}
    lines = [
        (due_on, f"{rule.label}: {dutch_date(due_on)}")
        for rule in answers.deadlines
        if rule.for_parties and rule.met_by != CONFIRMED and (due_on := due.get(rule.code)) is not None
    ]
    return "\n".join(text for _, text in sorted(lines, key=lambda line: line[0]))


def kept_fact(value: str | date) -> str | dict[str, str]:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def given(kept: Mapping[str, Any]) -> dict[str, str | date]:
    """The facts a letter was given when it was made, from what is kept of it."""
    return {
        name: date.fromisoformat(value["date"]) if isinstance(value, dict) else str(value)
        for name, value in kept.get("given", {}).items()
    }


def said(case: Case, facts: Mapping[str, str | date], kind: str) -> dict[str, str]:
    """What a letter with these facts would say today, by name."""
    known = known_facts(case.work, heading_of(case.dossier), case.answers, "", case.content, kind)
    return spoken_to(known | in_words(facts), kind)


OURS = ("further_options", "missing", "expected", "ground")
"""Facts in our own words, which change with whom they are said to."""


def spoken_to(known: dict[str, str], kind: str) -> dict[str, str]:
    """The same facts, said to a child that complains alone as one speaks to a child."""
    if kind != YOUTH:
        return known
    return known | {name: familiar(known[name]) for name in OURS if name in known}


def react_by(answers: Organisation, clocks: Sequence[ClockValues | Clock]) -> date | None:
    """The day on which the investigation must be done: whoever reacts on paper does so before (KR-109)."""
    heard = {rule.code for rule in answers.deadlines if rule.met_by == "investigation_finished"}
    return next((one.due_on for one in clocks if one.code in heard and one.state == RUNNING), None)


def in_words(facts: Mapping[str, str | date]) -> dict[str, str]:
    """Facts of a letter as text."""
    return {name: dutch_date(v) if isinstance(v, date) else v for name, v in facts.items()}


def known_facts(
    work: Work, heading: Heading, answers: Organisation, recipient: str, content: Content, kind: str
) -> dict[str, str]:
    """What any letter about a case may say."""
    account = " ".join(content.description.split())
    if len(account) > SHORT_ACCOUNT_CHARACTERS:
        account = account[:SHORT_ACCOUNT_CHARACTERS].rsplit(" ", 1)[0] + " …"
    known: dict[str, str] = {
        "organisation": answers.profile.name,
        "number": heading.number,
        "letter_date": dutch_date(work.today),
        "recipient": recipient,
        "arrived_on": dutch_date(heading.arrived_on),
        "received_on": dutch_date(heading.received_on) if heading.received_on else "",
        "account": content.description.strip(),
        "short_account": account or "U heeft nog niet beschreven waar uw klacht over gaat.",
    }
    if decider := course_about(answers, content.about_kind, content.concerned_role).decides:
        known["decider"] = decider
    options = [
        o
        for o in answers.further_options
        if not o.complainants or (kind or content.complainant_kind) in o.complainants
    ]
    if options:
        known["further_options"] = "\n".join(f"{o.label}: {o.explanation}" for o in options)
    if isinstance(answers.profile.complaints_email, str):
        known["organisation_email"] = answers.profile.complaints_email
    if isinstance(work.organisation.profile.holidays, str):
        known["holidays"] = work.organisation.profile.holidays
    return known
