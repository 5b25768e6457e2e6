"""Whom a complaint is about: a person confirms that, and can take it back (KR-156(2), decision 3)."""

import uuid
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from wederhoor.correspondence import effects, letters, outsiders
from wederhoor.correspondence.code_letters import send_code
from wederhoor.correspondence.outsiders import Outsider, Way
from wederhoor.correspondence.telling import Post, colleague_text, first_notices
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.parties import place_of
from wederhoor.dossiers.tables import Access, Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices.labels import OWN_LETTERS, SUPERVISOR_CORRECTED
from wederhoor.notices.service import Channel, Notice, State
from wederhoor.notices.tables import OutboxRow
from wederhoor.organisation import Organisation
from wederhoor.people.employments import workers
from wederhoor.people.service import ROLES, StaffMember, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.letters import escape
from wederhoor.rules.wording import dutch_date
from wederhoor.settings.service import stored_answers
from wederhoor.work import Work, local_date

OWN_VIEW = (
    "Wilt u de klacht en de stukken lezen? Meld u aan bij het systeem voor klachten en kies ‘Over mij’. "
    "De secretaris kan u ook een kopie geven."
)


def held_notices(work: Work, dossier_id: uuid.UUID) -> list[OutboxRow]:
    """What waits until a person confirms whom the complaint is about."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.matter_id == dossier_id, OutboxRow.state == State.HELD.value)
        .order_by(OutboxRow.id)
    )
    return list(work.session.scalars(query))


def employees(work: Work) -> list[StaffMember]:
    """Everyone a complaint can be about: whoever holds any role today."""
    return staff_with_role(work, ROLES)


def leaders(work: Work, dossier_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """Who leads whom today, by account, as HR noted it; whoever may not meet this dossier leads nobody here."""
    barred = dossiers.barred_accounts(work, dossier_id)
    found = {one.account_id: one.supervisor_id for one in workers(work)}
    return {who: leader for who, leader in found.items() if leader is not None and leader not in barred}


def accused_parties(work: Work, dossier_id: uuid.UUID) -> list[Party]:
    """Everyone the complaint is about, in the order they were named."""
    query = select(Party).where(Party.dossier_id == dossier_id, Party.role == "accused").order_by(Party.id)
    return list(work.session.scalars(query))


def confirm_accused(
    work: Work,
    dossier: Dossier,
    *,
    accused: StaffMember | Outsider | None,
    supervisor: StaffMember | None,
    party_id: uuid.UUID | None = None,
    not_before: datetime | None = None,
) -> None:
    """A person says whom the complaint is about: they are barred and told, with their supervisor (KR-156(2)).

    `party_id` is who was named, when several were; without one the first whom nobody confirmed, else somebody not named
    yet. An `Outsider` has no account here: they get a letter and, apart from it, a code for the same view. None as accused
    means nobody on the staff: then the held notices do not go. News leaves not before a moment: in working hours, after a
    call. Raises notices.NoticeGone when there is nothing left to confirm.
    """
    held = held_notices(work, dossier.id)
    answers = stored_answers(work, dossier.answers_id)
    if accused is None:
        if not held:
            raise notices.NoticeGone
        notices.cancel_held(work, dossier.id)
        record.append(work, dossier.id, [record.Entry(event=Event.ACCUSED_NOT_STAFF)])
        return
    named = accused_parties(work, dossier.id)
    account_id = accused.account_id if isinstance(accused, StaffMember) else None
    if account_id and any(party.account_id == account_id and party.confirmed_at for party in named):
        raise notices.NoticeGone
    waiting = [party for party in named if not party.confirmed_at and party_id in (None, party.id)]
    party = waiting[0] if waiting else _new_accused(work, dossier, accused.name)
    party.account_id, party.confirmed_at = account_id, work.now
    entry = record.Entry(
        event=Event.ACCUSED_CONFIRMED,
        done_on=work.today,
        details={"account": str(account_id or ""), "party": str(party.id)},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [entry])
    if isinstance(accused, Outsider):
        outsiders.introduce(work, dossier, party, accused)
    elif accused.account_id not in dossiers.barred_accounts(work, dossier.id):
        dossiers.bar(work, dossier.id, [accused.account_id], "accused", "de klacht gaat over deze persoon")
    content = content_of(work, dossier)
    held = _with_first(work, dossier, answers, held)
    occasion = effects.naming(party.id, work.now)
    leaves_on = local_date(max(not_before or work.now, work.now))
    for row in held:
        person = supervisor if row.addressee.startswith("supervisor") else accused
        if person is None:
            row.state, row.done_at = State.CANCELLED.value, work.now
            continue
        to = (
            outsiders.way_to_party(work, party)
            if isinstance(person, Outsider)
            else _way_to_staff(work, person)
        )
        letter_id = row.letter_id
        if letter_id is None:
            own_view = outsiders.OWN_VIEW if isinstance(person, Outsider) else OWN_VIEW
            letter = letters.issue_to(
                work,
                letters.heading_of(dossier),
                answers,
                row.letter,
                to.addressee,
                to.name,
                content,
                {"letter_date": leaves_on}
                | ({"own_view": own_view} if row.letter == effects.TO_ACCUSED else {}),
            )
            letter_id = letter.id if letter else None
        work.session.flush()
        row.content = {"subject": answers.letter(row.letter).mail_subject, "text": to.text}
        notices.release(
            work,
            row,
            recipient=to.recipient,
            letter_id=letter_id,
            channel=to.channel,
            not_before=not_before,
        )
        row.addressee = to.addressee  # from now on for this person, in their own view too
        if row.letter in effects.FIRST:
            row.occasion = occasion  # what goes with this naming when it is taken back
    if isinstance(accused, Outsider):
        send_code(work, dossier, party)


def _way_to_staff(work: Work, person: StaffMember) -> Way:
    text = (
        f"Beste collega,\n\nEr ligt een brief voor u klaar bij {work.organisation.profile.name}. De secretaris neemt "
        "contact met u op en geeft u de brief.\n\nU kunt op deze mail niet antwoorden."
    )
    place = f"account:{person.account_id}"
    return Way(addressee=place, channel=Channel.EMAIL, recipient=person.email, text=text, name=person.name)


def _new_accused(work: Work, dossier: Dossier, name: str) -> Party:
    """Somebody the complaint is about too, whom it did not name."""
    party = Party(
        id=uuid7(),
        dossier_id=dossier.id,
        key_id=dossier.key_id,
        role="accused",
        kind="employee",
        channel="email",
    )
    party.tenant_id = work.tenant_id
    work.session.add(party)
    party.name = {"name": name}
    work.session.flush()
    return party


def _with_first(
    work: Work, dossier: Dossier, answers: Organisation, held: list[OutboxRow]
) -> list[OutboxRow]:
    """What is held, with the first news about this accused: each of its letters that is not held is held now.

    Another letter that happens to be held says nothing about these.
    """
    there = {row.letter for row in held}
    missing = [one for one in first_notices(answers) if one.letter not in there]
    if not missing:
        return held
    again = f"named:{uuid7().hex}"
    notices.announce(work, dossier.id, dossier.key_id, [replace(one, occasion=again) for one in missing])
    return held_notices(work, dossier.id)


def reverse_naming(case: Case, *, party_id: uuid.UUID, reason: str) -> None:
    """The complaint turns out not to be about whoever was confirmed: no accused any more, and told if they had been told.

    A supervisor who had been told hears it too; what had not left does not go. Raises notices.NoticeGone when this party was
    not confirmed.
    """
    work, dossier = case.work, case.dossier
    party = next((p for p in accused_parties(work, dossier.id) if p.id == party_id), None)
    if party is None or party.confirmed_at is None:
        raise notices.NoticeGone
    account, place = party.account_id, place_of(party)
    only = sum(one.confirmed_at is not None for one in accused_parties(work, dossier.id)) == 1
    reached = effects.revoke(
        work,
        dossier,
        lambda row: (
            row.addressee == place
            or effects.belongs_to_naming(row, party.id)
            or (only and row.letter == effects.TO_SUPERVISOR)
        ),
    )
    entries = [
        record.Entry(
            event=Event.NAMING_REVERSED,
            details={"reason": reason, "account": str(account or "")},
            key_id=dossier.key_id,
        )
    ]
    post = Post(case=case, occasion=f"reversed:{uuid7().hex}", entries=entries)
    person = next((p for p in employees(work) if p.account_id == account), None) if account else None
    if any(row.letter in effects.FIRST and row.addressee == place for row in reached):
        to = (
            _way_to_staff(work, person)
            if person
            else None
            if account
            else outsiders.way_to_party(work, party)
        )
        _tell_reversed(post, party, person, to, reason)
    for row in {row.addressee: row for row in reached if row.letter == effects.TO_SUPERVISOR}.values():
        _correct_supervisor(post, row)
    entries += _let_back(work, dossier, account) if account else []
    outsiders.forget(party)
    record.append(work, dossier.id, entries)
    post.send()


def _tell_reversed(post: Post, party: Party, person: StaffMember | None, to: Way | None, reason: str) -> None:
    """The letter to who turned out not to be the accused; on paper to who has no account here."""
    case = post.case
    if to is None or not letters.has(case.answers, "naming_reversed"):
        return
    letter = letters.issue_to(
        case.work,
        letters.heading_of(case.dossier),
        case.answers,
        "naming_reversed",
        to.addressee,
        to.name,
        case.content,
        {"reason": reason, "reasons": reason},
    )
    case.work.session.flush()
    post.entries += letters.issued(letter)
    post.notices.append(
        Notice(
            letter="naming_reversed",
            occasion=post.occasion,
            addressee=to.addressee,
            channel=Channel.EMAIL if person else Channel.POST,
            recipient=person.email if person else None,
            subject=case.answers.letter("naming_reversed").mail_subject if person else "",
            text=colleague_text(case) if person else outsiders.envelope(party),
            letter_id=letter.id if letter else None,
            look=bool(letter and letter.after_look),
        )
    )


def _correct_supervisor(post: Post, told: OutboxRow) -> None:
    """A letter to a supervisor who had been told of a complaint about somebody they lead: it is not about them."""
    case = post.case
    work, dossier = case.work, case.dossier
    letter = notices.issue_letter(
        work,
        dossier.id,
        dossier.key_id,
        code=SUPERVISOR_CORRECTED,
        title=OWN_LETTERS[SUPERVISOR_CORRECTED],
        addressee=told.addressee,
        body=(
            f"\nNummer: {escape(dossier.number)}\n\nDatum: {dutch_date(work.today)}\n\nBeste collega,\n\n"
            "Wij schreven u dat er een klacht is over iemand aan wie u leiding geeft. Dat klopt niet: de klacht gaat niet over "
            "deze medewerker. Houd geheim wat u over de klacht hoorde, en doe er niets mee.\n\n"
            f"Met vriendelijke groet,\n\n{escape(case.answers.profile.name)}\n"
        ),
    )
    post.entries += letters.issued(letter)
    post.notices.append(
        Notice(
            letter=SUPERVISOR_CORRECTED,
            occasion=post.occasion,
            addressee=told.addressee,
            channel=Channel(told.channel),
            recipient=told.recipient,
            subject="Er staat een bericht voor u klaar",
            text=colleague_text(case),
            letter_id=letter.id,
        )
    )


def _let_back(work: Work, dossier: Dossier, account: uuid.UUID) -> list[record.Entry]:
    """Whoever turned out not to be the accused is barred no more; empty when they were not."""
    bars = select(Access).where(
        Access.dossier_id == dossier.id,
        Access.account_id == account,
        Access.kind == "barred",
        Access.reason.in_(("accused", "possible_accused")),
        Access.until_at.is_(None),
    )
    lifted = list(work.session.scalars(bars))
    for bar in lifted:
        bar.until_at = work.now
    facts = {"reason": "de klacht gaat niet over deze persoon"}
    return [record.Entry(event=Event.ACCESS_RESTORED, facts=facts)] if lifted else []
