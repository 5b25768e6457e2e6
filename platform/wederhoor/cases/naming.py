"""Whom a complaint is about: a person confirms that, and can take it back (KR-156(2), decision 3)."""

import uuid
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from wederhoor.correspondence import effects, letters, outsiders
from wederhoor.correspondence.code_letters import send_code
from wederhoor.correspondence.facts import heading_of, react_by
from wederhoor.correspondence.first_news import first_notices
from wederhoor.correspondence.outsiders import Outsider, Way
from wederhoor.db import uuid7
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.finding import find_again
from wederhoor.dossiers.process import answers_for
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.service import Channel, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.organisation import Organisation
from wederhoor.people.employments import workers
from wederhoor.people.service import ROLES, StaffMember, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work, local_date

OWN_VIEW = (
    "Wilt u de klacht en de stukken lezen? Meld u aan bij het systeem voor klachten en kies ‘Over mij’. "
    "U kunt ons ook om een kopie vragen."
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
    answers = answers_for(work, dossier)
    if accused is None:
        if not held:
            raise notices.NoticeGone
        notices.cancel_held(work, dossier.id)
        record.append(work, dossier.id, [record.Entry(event=Event.ACCUSED_NOT_STAFF)])
        return
    named = dossiers.accused_of(work, dossier.id)
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
            else way_to_staff(work, person)
        )
        letter_id = row.letter_id
        if letter_id is None:
            own_view = outsiders.OWN_VIEW if isinstance(person, Outsider) else OWN_VIEW
            letter = letters.issue_to(
                work,
                heading_of(dossier),
                answers,
                row.letter,
                to.addressee,
                to.name,
                content,
                {"letter_date": leaves_on, **_rights(work, dossier, answers, own_view, supervisor)}
                if row.letter == effects.TO_ACCUSED
                else {"letter_date": leaves_on},
            )
            letter_id = letter.id if letter else None
        work.session.flush()
        row.content = {"text": to.text, "door": to.door}
        notices.release(
            work,
            row,
            recipient=to.recipient,
            letter_id=letter_id,
            channel=to.channel,
            not_before=not_before,
        )
        row.addressee = to.addressee  # from now on for this person, in their own view too
        letter_held = work.session.get(Letter, (work.tenant_id, letter_id)) if letter_id else None
        if letter_held is not None:
            letter_held.addressee = to.addressee
        if row.letter in effects.FIRST:
            row.occasion = occasion  # what goes with this naming when it is taken back
    find_again(work, dossier.id)
    if isinstance(accused, Outsider):
        send_code(work, dossier, party)


def _rights(
    work: Work, dossier: Dossier, answers: Organisation, own_view: str, supervisor: StaffMember | None
) -> dict[str, str | date]:
    """What the first letter to an accused says beside their rights: where to read it, by when to react, who else knows."""
    facts: dict[str, str | date] = {"own_view": own_view}
    if supervisor is not None:
        facts["supervisor_told"] = "uw leidinggevende"
    if day := react_by(answers, deadlines.clocks_of(work, dossier.id)):
        facts["react_by"] = day
    return facts


def way_to_staff(work: Work, person: StaffMember) -> Way:
    """How a letter reaches somebody who works here: a neutral mail; the letter is on their own page."""
    return Way(
        addressee=f"account:{person.account_id}",
        channel=Channel.EMAIL,
        recipient=person.email,
        text=words.to_colleague(work.organisation.profile.name),
        name=person.name,
        door=words.SIGN_IN,
    )


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
