"""Something reached the wrong person: a note with 72 real hours to report it, and the decision (AVG 33)."""

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from wederhoor.complaints.acts import CORRECT, Act
from wederhoor.complaints.tables import Breach
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case
from wederhoor.notices import service as notices
from wederhoor.notices.labels import letter_title, to_labels
from wederhoor.notices.service import State
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_moment
from wederhoor.statutes import avg
from wederhoor.tasks.service import TaskKind, add_task
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import AMSTERDAM, Refusal, Refused, local_date

REPORT_WITHIN = timedelta(hours=avg.BREACH_WITHIN.amount)


def note_breach(
    case: Case, *, notice_id: uuid.UUID | None, what: str, told: str, noticed_at: datetime
) -> Breach:
    """A letter or message reached the wrong person: note it, and have somebody judge within 72 real hours (AVG 33).

    Raises Refused for a moment that has not been.
    """
    work, dossier = case.work, case.dossier
    noticed_at = noticed_at.astimezone(
        UTC
    )  # hours are counted as they pass, not as the clock on the wall shows them
    if noticed_at > work.now:
        raise Refused("noticed_on", "Dit tijdstip is nog niet geweest.")
    breach = Breach(
        id=uuid7(),
        dossier_id=dossier.id,
        key_id=dossier.key_id,
        notice_id=notice_id,
        noticed_at=noticed_at,
        report_by=noticed_at + REPORT_WITHIN,
        entered_at=work.now,
        account_id=work.actor.account_id,
    )
    breach.tenant_id = work.tenant_id
    work.session.add(breach)
    breach.what = what
    breach.told = told or None
    work.session.flush()
    said = record.Entry(
        event=Event.BREACH_NOTED,
        facts={"report_by": _moment(breach.report_by)},
        done_on=local_date(noticed_at),
        article=str(avg.BREACH.source),
    )
    record.append(work, dossier.id, [said])
    add_task(
        work,
        TaskKind.BREACH,
        {
            "what": f"Beslis of het datalek wordt gemeld bij de AP. Melden kan tot {_moment(breach.report_by)}."
        },
        due_on=local_date(breach.report_by),
        dossier_id=dossier.id,
    )
    return breach


def _moment(moment: datetime) -> str:
    return dutch_moment(moment.astimezone(AMSTERDAM))


def breaches_of(case: Case) -> list[Breach]:
    """What went astray in a dossier, oldest first."""
    query = select(Breach).where(Breach.dossier_id == case.dossier.id).order_by(Breach.noticed_at, Breach.id)
    return list(case.work.session.scalars(query))


def judge_breach(case: Case, *, breach_id: uuid.UUID, decision: str, reason: str) -> None:
    """Reported to the authority, or not, with reasons. Raises Refused."""
    work, dossier = case.work, case.dossier
    breach = next((b for b in breaches_of(case) if b.id == breach_id and b.decided_at is None), None)
    if breach is None:
        raise Refused("breach", "Hierover is al besloten.")
    breach.decision, breach.decided_at = decision, work.now
    late = work.now > breach.report_by
    words = dict(DECISIONS)[decision].lower()
    said = record.Entry(
        event=Event.BREACH_JUDGED,
        facts={"decision": f"{words}, na de 72 uur" if late and decision == "reported" else words},
        article=str(avg.BREACH.source),
        details={"reason": reason, "breach": str(breach.id)},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said])


DECISIONS = (
    ("reported", "Gemeld bij de Autoriteit Persoonsgegevens"),
    ("not_reported", "Niet gemeld: er is waarschijnlijk geen risico voor mensen"),
)


def _gone(case: Case) -> list[tuple[str, str]]:
    """What has left, and so can have gone astray."""
    rows = notices.notices_of(case.work, case.dossier.id)
    to = to_labels(rows)
    return [
        (str(row.id), f"{letter_title(case.answers, row.letter)}, aan {to[row.id]}")
        for row in rows
        if row.done_at and row.state != State.CANCELLED
    ]


def _breach_fields(case: Case) -> tuple[Field, ...]:
    return (
        Field(
            name="notice",
            ask=Ask.CHOICE,
            label="Welke brief of welk bericht?",
            choices=(("", "Iets anders, of onbekend"), *_gone(case)),
        ),
        Field(
            name="what",
            ask=Ask.TEXT,
            label="Wat is er gebeurd?",
            hint="Wat kwam bij wie terecht, en wat stond erin?",
            needed="Schrijf op wat er is gebeurd.",
        ),
        Field(
            name="noticed_on",
            ask=Ask.DATE,
            label="Wanneer werd het ontdekt?",
            needed="Vul de dag in waarop het is ontdekt.",
            start=case.work.today,
        ),
        Field(
            name="noticed_time",
            ask=Ask.LINE,
            label="Hoe laat?",
            hint="Bijvoorbeeld 14.30. Vanaf dit tijdstip tellen 72 uur, ook in het weekend.",
            needed="Vul het tijdstip in.",
            maximum=5,
        ),
        Field(name="told", ask=Ask.TEXT, label="Wie is al ingelicht?", hint="En wanneer."),
    )


def _note_breach(case: Case, values: Values) -> None:
    hours, _, minutes = values["noticed_time"].replace(":", ".").partition(".")
    try:
        at = datetime.combine(
            values["noticed_on"],
            datetime.strptime(f"{int(hours)}:{int(minutes or 0)}", "%H:%M").time(),  # noqa: DTZ007 - joined to its place here
            AMSTERDAM,
        )
    except ValueError:
        raise Refused("noticed_time", "Schrijf het tijdstip als 14.30.") from None
    notice = uuid.UUID(values["notice"]) if values.get("notice") else None
    note_breach(case, notice_id=notice, what=values["what"], told=values.get("told") or "", noticed_at=at)


def _judge_fields(case: Case) -> tuple[Field, ...]:
    waiting = tuple(
        (str(b.id), f"Ontdekt op {_moment(b.noticed_at)}, melden kan tot {_moment(b.report_by)}")
        for b in breaches_of(case)
        if b.decided_at is None
    )
    return (
        Field(
            name="breach", ask=Ask.RADIOS, label="Welk datalek?", choices=waiting, needed="Kies een datalek."
        ),
        Field(
            name="decision", ask=Ask.RADIOS, label="Besluit", choices=DECISIONS, needed="Kies een besluit."
        ),
        Field(name="reason", ask=Ask.TEXT, label="Waarom?", needed="Schrijf op waarom."),
    )


def _no_breach(case: Case) -> Refusal | None:
    if any(b.decided_at is None for b in breaches_of(case)):
        return None
    return Refusal(reason="Er is geen datalek genoteerd waarover nog besloten moet worden")


ACTS = (
    Act(
        slug="verkeerd-bezorgd",
        title="Een brief of bericht kwam bij de verkeerde terecht",
        lead="Noteer het meteen. Melden bij de Autoriteit Persoonsgegevens kan tot 72 uur nadat het is ontdekt.",
        submit="Noteren",
        group=CORRECT,
        fields=_breach_fields,
        do=_note_breach,
        source=lambda _case: avg.BREACH.source,
        when_open=None,
        listed=False,
    ),
    Act(
        slug="datalek",
        title="Besluiten over een datalek",
        lead="Meld het datalek, tenzij het waarschijnlijk geen risico oplevert voor mensen.",
        submit="Besluit vastleggen",
        group=CORRECT,
        fields=_judge_fields,
        do=lambda case, v: judge_breach(
            case, breach_id=uuid.UUID(v["breach"]), decision=v["decision"], reason=v["reason"]
        ),
        refusal=_no_breach,
        source=lambda _case: avg.BREACH.source,
        when_open=None,
        listed=False,
    ),
)
