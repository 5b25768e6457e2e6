"""Letters to and about a complaint: their facts, and the notices that carry them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from wederhoor.correspondence.facts import (
    Heading,
    heading_of,
    in_words,
    kept_fact,
    known_facts,
    spoken_to,
)
from wederhoor.deadlines.case import Case
from wederhoor.deadlines.expected import YOUTH
from wederhoor.deadlines.handlers import HANDLER, handlers_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import Content
from wederhoor.dossiers.details import Details, read_details
from wederhoor.dossiers.parties import full_name, party_key, way_to
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import words
from wederhoor.notices.labels import OWN_LETTERS
from wederhoor.notices.letters import CODE_LETTERS, Issued, issue_letter
from wederhoor.notices.pdf import OPENINGS
from wederhoor.notices.service import Channel, Notice
from wederhoor.organisation import Organisation
from wederhoor.people.service import StaffMember, names_of, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.familiar import familiar
from wederhoor.rules.letters import Release, escape, placeholders, render_letter
from wederhoor.rules.roles import HANDLERS, Role
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.work import Work

HELP = {
    "en": (
        f"\n\n{OPENINGS['en']}this letter is in Dutch. Do you need help reading it, or an interpreter? Contact us{{phone}}. You can ask "
        "somebody you trust to read it with you.\n"
    )
}
"""Below a letter to who filed in another language."""


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """A complainant or representative as letters see them. `key` is the party's place: "party:<id>"."""

    key: str
    salutation: str
    kind: str
    channel: str
    contact: Mapping[str, str]
    details: Details


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """Letters that were issued: what belongs on the record, and the notices that carry them."""

    entries: tuple[record.Entry, ...] = ()
    notices: tuple[Notice, ...] = ()


def addressee_of(party: Party) -> Addressee:
    """A party, as letters see it."""
    details = read_details(party.details)
    return Addressee(
        key=party_key(party.id),
        salutation=details.called or salutation(party.name or {}),
        kind=party.kind,
        channel=party.channel,
        contact=party.contact or {},
        details=details,
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
            replace(content, language=person.details.reads or content.language),
            facts,
            kind=person.kind,
            clock=clock,
        )
        entries += issued(letter)
        out += to_person(work, answers, person, letter, occasion, meets=meets)
    return Outgoing(entries=tuple(entries), notices=tuple(out))


def has(answers: Organisation, code: str) -> bool:
    """Whether an organisation has a letter."""
    return any(letter.code == code for letter in answers.letters)


def issued(letter: Issued | None) -> list[record.Entry]:
    """That a letter was issued, for the record."""
    return [record.Entry(event=Event.LETTER_ISSUED, facts={"letter": letter.title})] if letter else []


def own_body(work: Work, number: str, recipient: str, text: str, *, signed: str) -> str:
    """A letter the platform writes itself around its `text`, in which what somebody typed is escaped already."""
    return (
        f"\nNummer: {escape(number)}\n\nDatum: {dutch_date(work.today)}\n\nBeste {recipient},\n\n{text}\n\n"
        f"Met vriendelijke groet,\n\n{escape(signed)}\n"
    )


def issue_own(
    case: Case, code: str, addressee: str, recipient: str, text: str, *, look: bool = False
) -> Issued:
    """A letter of `OWN_LETTERS`, whatever letters an organisation has; a draft when somebody looks at it first."""
    return issue_letter(
        case.work,
        case.dossier.id,
        case.dossier.key_id,
        code=code,
        title=OWN_LETTERS[code],
        addressee=addressee,
        body=own_body(case.work, case.dossier.number, recipient, text, signed=case.answers.profile.name),
        after_look=look,
    )


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
    if kind == YOUTH:
        template = replace(template, title=familiar(template.title), body=familiar(template.body))
    known = known_facts(work, heading, answers, recipient, content, kind)
    if "handler" in placeholders(template.body) and (handler := _handler(work, heading.dossier_id)):
        known["handler"] = handler
    body_after = HELP.get(content.language, "") if addressee.startswith("party:") else ""
    if "confidants" in placeholders(template.body) and (names := _confidants(work)):
        known["confidants"] = names
    known = spoken_to(known | in_words(facts), kind)
    return issue_letter(
        work,
        heading.dossier_id,
        heading.key_id,
        code=code,
        title=template.title,
        addressee=addressee,
        body=render_letter(template, known) + body_after.format(phone=_phone(work)),
        after_look=template.release is Release.AFTER_LOOK if look is None else look,
        facts={
            "given": {name: kept_fact(value) for name, value in facts.items()},
            "said": {name: known[name] for name in sorted(placeholders(template.body) & known.keys())},
            "recipient": recipient,
            "kind": kind,
            "clock": clock,
        },
    )


def _confidants(work: Work) -> str:
    return listed(sorted(one.name for one in staff_with_role(work, (Role.CONFIDANT,))), "of")


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
    channel, recipient = way_to(person.channel, person.contact, person.details)
    name = work.organisation.profile.name
    read = words.to_reader(name)
    mail = familiar(read) if person.kind == YOUTH else read
    text = mail if recipient else "\n".join(person.details.bound())
    return [
        Notice(
            letter=letter.code,
            occasion=occasion,
            addressee=person.key,
            channel=channel,
            recipient=recipient or None,
            text=text,
            meets=meets,
            letter_id=letter.id,
            look=letter.after_look,
        )
    ]


def to_staff(
    work: Work,
    answers: Organisation,
    code: str,
    occasion: str,
    member: StaffMember,
    not_before: datetime | None,
    meets: str | None,
) -> Notice:
    """News for someone who works at the organisation: a neutral mail, the case itself is read after signing in."""
    return Notice(
        letter=code,
        occasion=occasion,
        addressee=f"account:{member.account_id}",
        channel=Channel.EMAIL,
        recipient=member.email,
        text=words.to_colleague(answers.profile.name),
        door=words.SIGN_IN,
        not_before=not_before,
        meets=meets,
    )


def may_read(work: Work, code: str) -> bool:
    """Whether the actor may read a letter of this kind: one that holds a code only when they handle complaints."""
    return code not in CODE_LETTERS or bool(work.actor.roles.intersection(HANDLERS))
