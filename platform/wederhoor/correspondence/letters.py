"""Letters to and about a complaint: their facts, and the notices that carry them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wederhoor.deadlines.case import Case
from wederhoor.deadlines.handlers import HANDLER, handlers_of
from wederhoor.deadlines.service import ClockValues
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import Content
from wederhoor.dossiers.details import Details, read_details
from wederhoor.dossiers.parties import full_name, party_key, way_to
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices.pdf import OPENINGS
from wederhoor.notices.service import Channel, Issued, Notice
from wederhoor.organisation import Organisation
from wederhoor.papers.office import HANDLERS
from wederhoor.people.service import StaffMember, names_of
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.letters import Release, escape, placeholders, render_letter
from wederhoor.rules.wording import dutch_date
from wederhoor.work import Work

SHORT_ACCOUNT_CHARACTERS = 400
HELP = {
    "en": (
        f"\n\n{OPENINGS['en']}this letter is in Dutch. Do you need help reading it, or an interpreter? Contact us{{phone}}. You can ask "
        "somebody you trust to read it with you.\n"
    )
}
"""Below a letter to who filed in another language."""


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


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """A complainant or representative as letters see them. `key` is the party's place: "party:<id>"."""

    key: str
    salutation: str
    kind: str
    channel: str
    email: str
    details: Details


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """Letters that were issued: what belongs on the record, and the notices that carry them."""

    entries: tuple[record.Entry, ...] = ()
    notices: tuple[Notice, ...] = ()


def addressee_of(party: Party) -> Addressee:
    """A party, as letters see it."""
    name, contact = party.name or {}, party.contact or {}
    return Addressee(
        key=party_key(party.id),
        salutation=salutation(name),
        kind=party.kind,
        channel=party.channel,
        email=contact.get("email", ""),
        details=read_details(party.details),
    )


def to_complainants(
    work: Work,
    dossier: Dossier,
    content: Content,
    answers: Organisation,
    code: str,
    facts: Mapping[str, str | date],
    *,
    occasion: str,
    meets: str | None,
) -> Outgoing:
    """One letter to each complainant and representative who has not withdrawn, and the notice that carries it.

    The caller puts `entries` on the record and announces `notices`; a clock is met when all of them have left. Nothing
    when this organisation has no such letter.
    """
    people = [addressee_of(party) for party in dossiers.told_parties(work, dossier.id)]
    return to_addressees(work, heading_of(dossier), content, answers, code, facts, people, occasion, meets)


def to_addressees(
    work: Work,
    dossier: Heading,
    content: Content,
    answers: Organisation,
    code: str,
    facts: Mapping[str, str | date],
    people: Sequence[Addressee],
    occasion: str,
    meets: str | None,
    clock: str = "",
) -> Outgoing:
    """The same for people who are known already; `clock` is the code of the term the letter is about."""
    entries: list[record.Entry] = []
    out: list[Notice] = []
    for person in people:
        letter = issue_to(
            work,
            dossier,
            answers,
            code,
            person.key,
            person.salutation,
            content,
            facts,
            kind=person.kind,
            clock=clock,
        )
        entries += issued(letter)
        out += to_person(work, answers, person, letter, occasion, meets=meets)
    return Outgoing(entries=tuple(entries), notices=tuple(out))


def confirmation(
    answers: Organisation, missing: Sequence[RequiredItem], clocks: Sequence[ClockValues | Clock]
) -> tuple[str, dict[str, str | date]]:
    """Which letter confirms receipt, and its facts: with its dates (KR-088), or what is still missing (KR-083)."""
    if missing:
        return "received_incomplete", {"missing": "\n".join(item.label for item in missing)}
    return "confirmation", {"timeline": timeline(answers, clocks)}


def has(answers: Organisation, code: str) -> bool:
    """Whether an organisation has a letter."""
    return any(letter.code == code for letter in answers.letters)


def issued(letter: Issued | None) -> list[record.Entry]:
    """That a letter was issued, for the record."""
    return [record.Entry(event=Event.LETTER_ISSUED, facts={"letter": letter.title})] if letter else []


def timeline(answers: Organisation, clocks: Sequence[ClockValues | Clock]) -> str:
    """The dates the parties may see, one a line, earliest first."""
    due = {clock.code: clock.due_on for clock in clocks}
    lines = [
        (due_on, f"{rule.label}: {dutch_date(due_on)}")
        for rule in answers.deadlines
        if rule.for_parties and (due_on := due.get(rule.code)) is not None
    ]
    return "\n".join(text for _, text in sorted(lines, key=lambda line: line[0]))


def issue_to(
    work: Work,
    heading: Heading,
    answers: Organisation,
    code: str,
    addressee: str,
    recipient: str,
    content: Content,
    facts: Mapping[str, str | date],
    *,
    kind: str = "",
    clock: str = "",
    look: bool | None = None,
) -> Issued | None:
    """A letter to anyone concerned, kept sealed; None when this organisation has no such letter.

    A letter "after a look" is a draft until somebody sends it on, or confirms whom it is for; `look` says so for this one whatever
    the organisation does with such letters. `clock` is the code of the term its dates are of. Raises MissingFact.
    """
    if not has(answers, code):
        return None
    template = answers.letter(code)
    known = _known(work, heading, answers, recipient, content, kind)
    if "handler" in placeholders(template.body) and (handler := _handler(work, heading.dossier_id)):
        known["handler"] = handler
    body_after = HELP.get(content.language, "") if addressee.startswith("party:") else ""
    known |= {name: dutch_date(value) if isinstance(value, date) else value for name, value in facts.items()}
    return notices.issue_letter(
        work,
        heading.dossier_id,
        heading.key_id,
        code=code,
        title=template.title,
        addressee=addressee,
        body=render_letter(template, known) + body_after.format(phone=_phone(work)),
        after_look=template.release is Release.AFTER_LOOK if look is None else look,
        facts={
            "given": {name: _kept(value) for name, value in facts.items()},
            "said": {name: known[name] for name in sorted(placeholders(template.body) & known.keys())},
            "recipient": recipient,
            "kind": kind,
            "clock": clock,
        },
    )


def _kept(value: str | date) -> str | dict[str, str]:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def given(kept: Mapping[str, Any]) -> dict[str, str | date]:
    """The facts a letter was given when it was made, from what is kept of it."""
    return {
        name: date.fromisoformat(value["date"]) if isinstance(value, dict) else str(value)
        for name, value in kept.get("given", {}).items()
    }


def said(case: Case, facts: Mapping[str, str | date], kind: str) -> dict[str, str]:
    """What a letter with these facts would say today, by name."""
    known = _known(case.work, heading_of(case.dossier), case.answers, "", case.content, kind)
    return known | {name: dutch_date(v) if isinstance(v, date) else v for name, v in facts.items()}


def _known(
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
        "short_account": account or "U heeft nog niet beschreven waar uw klacht over gaat.",
    }
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


def _phone(work: Work) -> str:
    phone = work.organisation.profile.phone
    return f": {escape(phone)}" if isinstance(phone, str) else ""


def _handler(work: Work, dossier_id: uuid.UUID) -> str:
    """Who handles a dossier, by name; empty while nobody does."""
    account = handlers_of(work, dossier_id).get(HANDLER)
    return names_of(work, [account]).get(account, "") if account else ""


def salutation(name: Mapping[str, str]) -> str:
    """How a letter addresses somebody, from their sealed name."""
    return full_name(name) or name.get("organisation_name", "") or "heer of mevrouw"


def to_person(
    work: Work,
    answers: Organisation,
    person: Addressee,
    letter: Issued | None,
    occasion: str,
    *,
    meets: str | None,
) -> list[Notice]:
    """A neutral mail, or a letter for the print tray with what binds it; nothing when there is no letter."""
    if letter is None:
        return []
    channel, recipient = way_to(person.channel, person.email, person.details)
    name = work.organisation.profile.name
    text = news_text(name) if recipient else "\n".join(person.details.bound())
    return [
        Notice(
            letter=letter.code,
            occasion=occasion,
            addressee=person.key,
            channel=channel,
            recipient=recipient or None,
            subject=answers.letter(letter.code).mail_subject,
            text=text,
            meets=meets,
            letter_id=letter.id,
            look=letter.after_look,
        )
    ]


def news_text(name: str) -> str:
    """The neutral mail: there is news, and where to read it."""
    return (
        f"Beste lezer,\n\nEr is nieuws voor u bij {name}. In deze mail staat niet waarover, zodat niemand anders "
        f"het kan lezen.\n\nGa naar de website van {name}, kies 'Mijn klacht bekijken' en vul uw code in.\n\n"
        "U kunt op deze mail niet antwoorden."
    )


def to_staff(
    work: Work,
    answers: Organisation,
    code: str,
    occasion: str,
    member: StaffMember,
    not_before: datetime | None,
    meets: str | None,
) -> Notice:
    """News for someone who works at the organisation: a neutral mail, the matter itself is read after signing in."""
    name = answers.profile.name
    return Notice(
        letter=code,
        occasion=occasion,
        addressee=f"account:{member.account_id}",
        channel=Channel.EMAIL,
        recipient=member.email,
        subject=answers.letter(code).mail_subject,
        text=(
            f"Beste collega,\n\nEr staat iets voor u klaar bij {name}. Meld u aan om het te lezen.\n\n"
            "U kunt op deze mail niet antwoorden."
        ),
        not_before=not_before,
        meets=meets,
    )


def may_read(work: Work, code: str) -> bool:
    """Whether the actor may read a letter of this kind: one that holds a code only when they handle complaints."""
    return code not in notices.CODE_LETTERS or bool(work.actor.roles & HANDLERS)
