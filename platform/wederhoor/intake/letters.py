"""Letters to and about a complaint: their facts, and the notices that carry them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wederhoor.deadlines.service import ClockValues
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake.content import Content
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Issued, Notice
from wederhoor.organisation import Organisation
from wederhoor.people.service import StaffMember
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.letters import Release, render_letter
from wederhoor.rules.wording import dutch_date
from wederhoor.work import Work, local_date

SHORT_ACCOUNT_CHARACTERS = 400


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a letter needs to know of a dossier."""

    dossier_id: uuid.UUID
    key_id: uuid.UUID
    number: str
    filed_at: datetime
    received_on: date | None


def matter_of(dossier: Dossier) -> Matter:
    """A dossier, as letters see it."""
    return Matter(
        dossier_id=dossier.id,
        key_id=dossier.key_id,
        number=dossier.number,
        filed_at=dossier.filed_at,
        received_on=dossier.received_on,
    )


def issue_confirmation(
    work: Work,
    dossier: Matter,
    content: Content,
    answers: Organisation,
    missing: Sequence[RequiredItem],
    clocks: Sequence[ClockValues | Clock],
) -> Issued | None:
    """The confirmation of receipt with its dates (KR-088), or what is still missing (KR-083)."""
    if missing:
        facts = {"missing": "\n".join(item.label for item in missing)}
        return issue(work, dossier, content, answers, "received_incomplete", facts)
    return issue(work, dossier, content, answers, "confirmation", {"timeline": timeline(answers, clocks)})


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


def issue(
    work: Work,
    dossier: Matter,
    content: Content,
    answers: Organisation,
    code: str,
    facts: Mapping[str, str | date],
) -> Issued | None:
    """A letter to the complainant, written with the rules the case runs under, kept sealed."""
    return issue_to(work, dossier, answers, code, "complainant", salutation(content), content, facts)


def issue_to(
    work: Work,
    dossier: Matter,
    answers: Organisation,
    code: str,
    addressee: str,
    recipient: str,
    content: Content,
    facts: Mapping[str, str | date],
    *,
    look: bool = True,
) -> Issued | None:
    """A letter to anyone concerned, kept sealed; None when this organisation has no such letter.

    A letter "after a look" is a draft, unless the act that writes it was that look (`look` is False).
    """
    if not has(answers, code):
        return None
    template = answers.letter(code)
    account = " ".join(content.description.split())
    if len(account) > SHORT_ACCOUNT_CHARACTERS:
        account = account[:SHORT_ACCOUNT_CHARACTERS].rsplit(" ", 1)[0] + " …"
    known: dict[str, str] = {
        "organisation": answers.profile.name,
        "number": dossier.number,
        "letter_date": dutch_date(work.today),
        "recipient": recipient,
        "arrived_on": dutch_date(local_date(dossier.filed_at)),
        "received_on": dutch_date(dossier.received_on) if dossier.received_on else "",
        "short_account": account or "U heeft nog niet beschreven waar uw klacht over gaat.",
    }
    options = [
        o for o in answers.further_options if not o.complainants or content.complainant_kind in o.complainants
    ]
    if options:
        known["further_options"] = "\n".join(f"{o.label}: {o.explanation}" for o in options)
    if isinstance(answers.profile.complaints_email, str):
        known["organisation_email"] = answers.profile.complaints_email
    if isinstance(work.organisation.profile.holidays, str):
        known["holidays"] = work.organisation.profile.holidays
    known |= {name: dutch_date(value) if isinstance(value, date) else value for name, value in facts.items()}
    return notices.issue_letter(
        work,
        dossier.dossier_id,
        dossier.key_id,
        code=code,
        title=template.title,
        addressee=addressee,
        body=render_letter(template, known),
        after_look=template.release is Release.AFTER_LOOK and look,
    )


def salutation(content: Content) -> str:
    """How a letter addresses the complainant."""
    name = " ".join(part for part in (content.given_name, content.surname) if part)
    return name or content.organisation_name or "heer of mevrouw"


def to_complainant(
    work: Work, party: Party, letter: Issued | None, occasion: str, *, meets: str | None
) -> list[Notice]:
    """News for the complainant, through the channel they chose."""
    email = party.contact["email"] if party.contact else ""
    return to_address(work, email if party.channel == "email" else "", letter, occasion, meets=meets)


def to_address(
    work: Work, email: str, letter: Issued | None, occasion: str, *, meets: str | None
) -> list[Notice]:
    """A neutral mail when there is an address, otherwise a letter by post; nothing when there is no letter."""
    if letter is None:
        return []
    channel = Channel.EMAIL if email else Channel.POST
    name = work.organisation.profile.name
    return [
        Notice(
            letter=letter.code,
            occasion=occasion,
            addressee="complainant",
            channel=channel,
            recipient=email or None,
            subject=work.organisation.letter(letter.code).mail_subject,
            text=(
                f"Beste lezer,\n\nEr is nieuws voor u bij {name}. In deze mail staat niet waarover, zodat niemand anders "
                f"het kan lezen.\n\nGa naar de website van {name}, kies 'Mijn klacht bekijken' en vul uw code in.\n\n"
                "U kunt op deze mail niet antwoorden."
            ),
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
