"""What an accused may see of their own case, and say about it (KR-016 to KR-018, KR-035; Awb 9:9).

A case opens to somebody once a person confirmed that it is about them and the letter that tells them so has left. Reversing the
naming closes it. This is no office view: whoever is accused meets the dossier nowhere else.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from wederhoor.correspondence import effects
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called
from wederhoor.dossiers.content import Content, content_of
from wederhoor.dossiers.own_answers import told_besides
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.process import answers_for
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.dossiers.told import LEFT, is_told, reached
from wederhoor.intake.forms import WHO_IT_IS
from wederhoor.notices.letters import CODE_LETTERS
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.papers.doors import Side
from wederhoor.papers.service import papers_for
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_date
from wederhoor.tasks import service as tasks
from wederhoor.tenancy.bulk import id_in
from wederhoor.work import Work

REVERSES = "naming_reversed"
TELLS_SUPERVISOR = "notice_supervisor"
TEXTS = (
    ("Wat er volgens de klager is gebeurd", "description"),
    ("Waarom de klager het er niet mee eens is", "objection"),
    ("Wat de klager zelf al deed", "steps_taken"),
    ("Waarom de klager er na meer dan een jaar mee komt", "why_late"),
)
SOMETIMES = frozenset({"why_late"})
"""What is asked only sometimes, and stands there when it was told."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """A case that is open to somebody: the dossier, and who they are in it."""

    dossier: Dossier
    party: Party


@dataclass(frozen=True, kw_only=True)
class Supervised:
    """What a supervisor sees of a case about somebody they lead: that it is there, its number and dates; no papers."""

    number: str
    told_on: datetime
    received_on: date | None
    closed_on: date | None


@dataclass(frozen=True, kw_only=True)
class OwnLetter:
    """A letter to the accused that has left."""

    letter: Letter
    left_at: datetime


def own_cases(work: Work, account_id: uuid.UUID) -> list[Own]:
    """The cases that are open to an account as accused, newest first."""
    query = (
        select(Dossier, Party)
        .join(Party, Party.dossier_id == Dossier.id)
        .where(*_confirmed(account_id))
        .order_by(Dossier.filed_at.desc(), Dossier.id)
    )
    found = [Own(dossier=row.Dossier, party=row.Party) for row in work.session.execute(query)]
    return [own for own in found if is_told(work, own.party)]


def find_own(work: Work, dossier_id: uuid.UUID, account_id: uuid.UUID, *, lock: bool = False) -> Own:
    """One of them. Raises NoSuchDossier."""
    query = (
        select(Dossier, Party)
        .join(Party, Party.dossier_id == Dossier.id)
        .where(Dossier.id == dossier_id, *_confirmed(account_id))
    )
    row = work.session.execute(query.with_for_update(of=Dossier) if lock else query).first()
    own = Own(dossier=row.Dossier, party=row.Party) if row else None
    if own is None or not is_told(work, own.party):
        raise NoSuchDossier
    return own


def find_by_code(work: Work, code: str, *, lock: bool = False) -> Own:
    """The case behind the code of an accused without an account. Raises NoSuchDossier."""
    dossier, party = dossiers.find_by_accused_code(work, work.vault.code_hash(code), lock=lock)
    if not is_told(work, party):
        raise NoSuchDossier
    return Own(dossier=dossier, party=party)


def _confirmed(account_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (Party.role == "accused", Party.account_id == account_id, Party.confirmed_at.is_not(None))


def letters_to(work: Work, own: Own) -> list[OwnLetter]:
    """The letters to this accused that have left, oldest first. Drafts are not among them."""
    left = {row.letter_id: row.done_at or row.created_at for row in reached(work, own.party) if row.letter_id}
    if not left:
        return []
    query = (
        select(Letter)
        .where(Letter.id.in_(left), Letter.issued_at.is_not(None), Letter.code.not_in(CODE_LETTERS))
        .order_by(Letter.issued_at, Letter.id)
    )
    return [OwnLetter(letter=letter, left_at=left[letter.id]) for letter in work.session.scalars(query)]


def find_letter(work: Work, own: Own, letter_id: uuid.UUID) -> Letter | None:
    """One of those letters; None for any other."""
    return next((one.letter for one in letters_to(work, own) if one.letter.id == letter_id), None)


def apologies(work: Work, account_id: uuid.UUID) -> list[Letter]:
    """The letters that say that a complaint is not about this account after all, of cases that are closed to it since."""
    query = (
        select(Letter)
        .join(OutboxRow, OutboxRow.letter_id == Letter.id)
        .where(
            Letter.code == REVERSES,
            Letter.issued_at.is_not(None),
            OutboxRow.addressee == f"account:{account_id}",
            OutboxRow.state.in_(LEFT),
        )
        .order_by(Letter.issued_at, Letter.id)
    )
    return list(work.session.scalars(query))


def papers_of(work: Work, own: Own) -> list[Paper]:
    """The papers: exactly those the complainant gets (KR-017, KR-111)."""
    return papers_for(work, own.dossier.id, Side.PARTIES)


def find_paper(work: Work, own: Own, paper_id: uuid.UUID) -> Paper | None:
    """One of those papers; None for any other."""
    return next((paper for paper in papers_of(work, own) if paper.id == paper_id), None)


def complaint_told(work: Work, own: Own) -> list[tuple[str, str]]:
    """The complaint as it stands, as label and text: what the complainant wrote and who they are, without how to reach them."""
    content = content_of(work, own.dossier)
    lines = [("Wie klaagt", _complainants(work, own.dossier, content))]
    if content.accused_name:
        lines.append(("Over wie, zoals de klager het schreef", content.accused_name))
    lines += _about(work, own, content)
    return (
        lines
        + [
            (label, getattr(content, name) or "Niet ingevuld.")
            for label, name in TEXTS
            if name not in SOMETIMES or getattr(content, name)
        ]
        + told_besides(content, answers_for(work, own.dossier))
    )


def _about(work: Work, own: Own, content: Content) -> list[tuple[str, str]]:
    """What it is about and when it happened, as far as that was told."""
    answers = answers_for(work, own.dossier)
    labels = {one.code: one.label for one in answers.categories}
    lines = [("Waar het over gaat", labels.get(own.dossier.category, ""))]
    when = dutch_date(date.fromisoformat(content.event_on)) if content.event_on else ""
    lines.append(
        (
            "Wanneer het gebeurde",
            when or ("Dat weet de klager niet." if content.event_unknown else "Niet ingevuld."),
        )
    )
    return [line for line in lines if line[1]]


def _complainants(work: Work, dossier: Dossier, content: Content) -> str:
    lines = []
    for party in dossiers.complainants_of(work, dossier.id):
        who = called(party).name
        kind = WHO_IT_IS.get(party.kind, "")
        role = "spreekt voor de klager" if party.role == "representative" else kind
        lines.append(f"{who} ({role})" if role else who)
    return "\n".join(lines) or content.filer


def supervised(work: Work, account_id: uuid.UUID) -> list[Supervised]:
    """The cases a supervisor was told of: number and dates (KR-156), for as long as the accused is confirmed."""
    query = (
        select(Dossier, OutboxRow)
        .join(OutboxRow, OutboxRow.matter_id == Dossier.id)
        .where(
            OutboxRow.letter == TELLS_SUPERVISOR,
            OutboxRow.addressee == f"account:{account_id}",
            OutboxRow.state.in_(LEFT),
        )
        .order_by(Dossier.filed_at.desc(), Dossier.id)
    )
    found = list(work.session.execute(query))
    confirmed = _confirmed_in(work, [row.Dossier.id for row in found])
    return [
        Supervised(
            number=row.Dossier.number,
            told_on=row.OutboxRow.done_at or row.OutboxRow.created_at,
            received_on=row.Dossier.received_on,
            closed_on=row.Dossier.closed_on,
        )
        for row in found
        if _still_about(row.OutboxRow, confirmed.get(row.Dossier.id, frozenset()))
    ]


def _confirmed_in(work: Work, dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Who is confirmed as accused, by dossier."""
    query = select(Party.dossier_id, Party.id).where(
        id_in(Party.dossier_id, "dossiers", dossier_ids),
        Party.role == "accused",
        Party.confirmed_at.is_not(None),
    )
    found: dict[uuid.UUID, frozenset[uuid.UUID]] = {}
    for row in work.session.execute(query):
        found[row.dossier_id] = found.get(row.dossier_id, frozenset()) | {row.id}
    return found


def _still_about(notice: OutboxRow, confirmed: frozenset[uuid.UUID]) -> bool:
    """Whether the accused a supervisor was told of is still one; news of before that was kept is about any of them."""
    if not notice.occasion.startswith(effects.NAMING):
        return bool(confirmed)
    return any(effects.belongs_to_naming(notice, party_id) for party_id in confirmed)


def note_reading(work: Work, own: Own, entry: record.Entry | None = None) -> None:
    """That the accused looked, on the record."""
    record.append(work, own.dossier.id, [entry or record.Entry(event=Event.ACCUSED_READ)])


def reaction_came_in(work: Work, own: Own) -> None:
    """The written reaction that was just kept is a paper for both parties (KR-018): on the record, and somebody has to read it."""
    mine = [paper for paper in papers_of(work, own) if paper.origin == party_key(own.party.id)]
    number = str(max(paper.number for paper in mine))
    entry = record.Entry(event=Event.ACCUSED_REACTED, facts={"paper": number})
    record.append(work, own.dossier.id, [entry])
    told = {"what": f"De aangeklaagde heeft gereageerd: stuk {number}. Laat het de klager weten."}
    task = tasks.ask_once(
        work, tasks.TaskKind.READ_REACTION, told, due_on=work.today, dossier_id=own.dossier.id
    )
    task.text = told  # of more than one the last is named: the others stand before it
