"""The acts of a complaint: judge whether it is taken up, and confirm whom it is about.

The possible moves come from `moves_from`; the same judgement refuses the act itself.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.complaints.acts import Case, case_of
from wederhoor.complaints.moves import choose, facts_of
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake import letters
from wederhoor.intake.service import content_of
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, State
from wederhoor.notices.tables import OutboxRow
from wederhoor.organisation import Organisation
from wederhoor.people.service import ROLES, StaffMember, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import PossibleMove, moves_from
from wederhoor.settings.service import stored_answers
from wederhoor.work import Work, local_date


class GroundMissing(Exception):
    """Not taking a complaint up needs a ground of the regulation."""


class ReasonMissing(Exception):
    """Not taking a complaint up needs reasons, for the complainant (KR-087)."""


class BeforeFiling(Exception):
    """An act cannot have been done before the complaint came in, nor in the future."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Whether a complaint is taken up. `done_on` is the day it was decided; `reason` is for the complainant."""

    admissible: bool
    ground: str | None
    reason: str
    done_on: date


def possible_moves(case: Case) -> tuple[PossibleMove, ...]:
    """What can be done now by someone with the actor's roles; impossible moves say why."""
    process, facts = case.process, facts_of(case)
    found: dict[str, PossibleMove] = {}
    for role in sorted(case.work.actor.roles):
        for possible in moves_from(case.dossier.step, process, facts, role=role):
            known = found.get(possible.move.code)
            if known is None or (possible.possible and not known.possible):
                found[possible.move.code] = possible
    order = [move.code for move in process.moves]
    return tuple(sorted(found.values(), key=lambda p: order.index(p.move.code)))


def judge_admissibility(work: Work, dossier: Dossier, judgement: Judgement) -> None:
    """Take the complaint up, or not with ground and reasons (KR-038, 040, 087).

    Raises MoveNotPossible, GroundMissing, ReasonMissing or BeforeFiling.
    """
    case = case_of(work, dossier)
    answers, content = case.answers, case.content
    ground = next((g for g in answers.admissibility if g.code == judgement.ground), None)
    if not judgement.admissible and ground is None:
        raise GroundMissing
    if not judgement.admissible and not judgement.reason.strip():
        raise ReasonMissing
    if not local_date(dossier.filed_at) <= judgement.done_on <= work.today:
        raise BeforeFiling
    code = "judge_admissible" if judgement.admissible else "judge_inadmissible"
    move = choose(case, code, facts_of(case))
    dossier.step = move.to_step
    details = {"reason": judgement.reason} if judgement.reason else None
    if judgement.admissible:
        event, facts = Event.JUDGED_ADMISSIBLE, {}
        letter_facts: dict[str, str | date] = {
            "timeline": letters.timeline(answers, deadlines.clocks_of(work, dossier.id))
        }
    else:
        assert ground is not None  # noqa: S101 - checked above
        event, facts = Event.JUDGED_INADMISSIBLE, {"ground": ground.label}
        letter_facts = {"ground": ground.label, "reasons": judgement.reason}
        dossier.closed_on, dossier.close_ground = judgement.done_on, f"inadmissible:{ground.code}"
    out = letters.to_complainants(
        work,
        dossier,
        content,
        answers,
        "admissible" if judgement.admissible else "inadmissible",
        letter_facts,
        occasion="admissibility",
        meets=None if judgement.admissible else "inadmissibility_sent",
    )
    judged = record.Entry(
        event=event,
        facts=facts,
        done_on=judgement.done_on,
        article=str(ground.source if ground else move.source),
        details=details,
        key_id=dossier.key_id if details else None,
    )
    record.append(work, dossier.id, [judged, *out.entries])
    if judgement.admissible:
        deadlines.lapse(work, dossier.id, answers, "judged_admissible", "de klacht is in behandeling genomen")
    else:
        _close_inadmissible(work, dossier, answers)
    notices.announce(work, dossier.id, dossier.key_id, out.notices)


def _close_inadmissible(work: Work, dossier: Dossier, answers: Organisation) -> None:
    """Everything stops but the duty to tell the complainant, which stays open until the letter has left."""
    told = frozenset(rule.code for rule in answers.deadlines if rule.met_by == "inadmissibility_sent")
    deadlines.lapse(
        work, dossier.id, answers, "closed", "de klacht is niet in behandeling genomen", keep=told
    )
    notices.cancel_held(work, dossier.id)


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


def confirm_accused(
    work: Work, dossier: Dossier, *, accused: StaffMember | None, supervisor: StaffMember | None
) -> None:
    """A person says whom the complaint is about: they are barred and told, with their supervisor (KR-156(2)).

    None as accused means nobody on the staff: then the held notices do not go. Raises notices.NoticeGone when nothing
    is held any more.
    """
    held = held_notices(work, dossier.id)
    if not held:
        raise notices.NoticeGone
    answers = stored_answers(work, dossier.answers_id)
    if accused is None:
        notices.cancel_held(work, dossier.id)
        record.append(work, dossier.id, [record.Entry(event=Event.ACCUSED_NOT_STAFF)])
        return
    query = select(Party).where(Party.dossier_id == dossier.id, Party.role == "accused").order_by(Party.id)
    party = work.session.scalars(query).first()
    if party is not None:
        party.account_id, party.confirmed_at = accused.account_id, work.now
    entry = record.Entry(
        event=Event.ACCUSED_CONFIRMED,
        done_on=work.today,
        details={"account": str(accused.account_id)},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [entry])
    if accused.account_id not in dossiers.barred_accounts(work, dossier.id):
        dossiers.bar(work, dossier.id, [accused.account_id], "accused", "de klacht gaat over deze persoon")
    content = content_of(work, dossier)
    for row in held:
        person = accused if row.addressee == "accused" else supervisor
        if person is None:
            row.state, row.done_at = State.CANCELLED.value, work.now
            continue
        letter = letters.issue_to(
            work,
            letters.matter_of(dossier),
            answers,
            row.letter,
            row.addressee,
            person.name,
            content,
            {},
            look=False,
        )
        work.session.flush()
        row.content = {
            "subject": answers.letter(row.letter).mail_subject,
            "text": (
                f"Beste collega,\n\nEr ligt een brief voor u klaar bij {answers.profile.name}. De secretaris neemt "
                "contact met u op en geeft u de brief.\n\nU kunt op deze mail niet antwoorden."
            ),
        }
        notices.release(
            work, row, recipient=person.email, letter_id=letter.id if letter else None, channel=Channel.EMAIL
        )
