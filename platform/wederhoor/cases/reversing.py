"""A naming is taken back: the complaint turns out not to be about whoever was confirmed."""

import uuid

from sqlalchemy import select

from wederhoor.cases.naming import employees, way_to_staff
from wederhoor.correspondence import effects, letters, outsiders
from wederhoor.correspondence.facts import heading_of
from wederhoor.correspondence.outsiders import Way
from wederhoor.correspondence.telling import Post, colleague_text
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.finding import find_again
from wederhoor.dossiers.parties import place_of
from wederhoor.dossiers.tables import Access, Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.labels import SUPERVISOR_CORRECTED
from wederhoor.notices.service import Channel, Notice
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.service import StaffMember
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tasks import service as tasks
from wederhoor.tasks.meant import POSSIBLE
from wederhoor.work import Work


def reverse_naming(case: Case, *, party_id: uuid.UUID, reason: str) -> None:
    """The complaint turns out not to be about whoever was confirmed: no accused any more, and told if they had been told.

    A supervisor who had been told hears it too; what had not left does not go. Raises notices.NoticeGone when this party was
    not confirmed.
    """
    work, dossier = case.work, case.dossier
    named = dossiers.accused_of(work, dossier.id)
    party = next((p for p in named if p.id == party_id), None)
    if party is None or party.confirmed_at is None:
        raise notices.NoticeGone
    account, place = party.account_id, place_of(party)
    only = sum(one.confirmed_at is not None for one in named) == 1
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
            way_to_staff(work, person) if person else None if account else outsiders.way_to_party(work, party)
        )
        _tell_reversed(post, party, person, to, reason)
    for row in {row.addressee: row for row in reached if row.letter == effects.TO_SUPERVISOR}.values():
        _correct_supervisor(post, row)
    if account and (back := _let_back(work, dossier, account)):
        entries += back
        tasks.finish_all(work, dossier.id, tasks.TaskKind.TAKE_OVER)  # whoever handles it may see it again
    outsiders.forget(party)
    find_again(work, dossier.id)
    record.append(work, dossier.id, entries)
    post.send()


def _tell_reversed(post: Post, party: Party, person: StaffMember | None, to: Way | None, reason: str) -> None:
    """The letter to who turned out not to be the accused; on paper to who has no account here."""
    case = post.case
    if to is None or not letters.has(case.answers, "naming_reversed"):
        return
    letter = letters.issue_to(
        case.work,
        heading_of(case.dossier),
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
            door=words.SIGN_IN,
            text=colleague_text(case) if person else outsiders.envelope(party),
            letter_id=letter.id if letter else None,
            look=bool(letter and letter.after_look),
        )
    )


def _correct_supervisor(post: Post, earlier: OutboxRow) -> None:
    """A letter to a supervisor who had been told of a complaint about somebody they lead: it is not about them."""
    case = post.case
    text = (
        "Wij schreven u dat er een klacht is over iemand aan wie u leiding geeft. Dat klopt niet: de klacht gaat niet over "
        "deze medewerker. Houd geheim wat u over de klacht hoorde, en doe er niets mee."
    )
    letter = letters.issue_own(case, SUPERVISOR_CORRECTED, earlier.addressee, "collega", text)
    post.entries += letters.issued(letter)
    post.notices.append(
        Notice(
            letter=SUPERVISOR_CORRECTED,
            occasion=post.occasion,
            addressee=earlier.addressee,
            channel=Channel(earlier.channel),
            recipient=earlier.recipient,
            text=colleague_text(case),
            door=words.SIGN_IN,
            letter_id=letter.id,
        )
    )


def _let_back(work: Work, dossier: Dossier, account: uuid.UUID) -> list[record.Entry]:
    """Whoever turned out not to be the accused is barred no more; empty when they were not."""
    bars = select(Access).where(
        Access.dossier_id == dossier.id,
        Access.account_id == account,
        Access.kind == "barred",
        Access.reason.in_(("accused", POSSIBLE)),
        Access.until_at.is_(None),
    )
    lifted = list(work.session.scalars(bars))
    for bar in lifted:
        bar.until_at = work.now
    facts = {"reason": "de klacht gaat niet over deze persoon"}
    return [record.Entry(event=Event.ACCESS_RESTORED, facts=facts)] if lifted else []
