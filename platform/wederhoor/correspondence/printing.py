"""Several letters as one PDF to print; one whose PDF cannot be made is named, and the others go on."""

import io
import logging
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pikepdf

from wederhoor.dossiers import service as dossiers
from wederhoor.faults import described
from wederhoor.notices.aside import to_pdf_apart
from wederhoor.notices.labels import letter_title
from wederhoor.notices.letters import pdf_of, without_pdf
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.vault.files import FileStore
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

log = logging.getLogger("wederhoor.notices")

TITLE = "Brieven"
NOT_HERE = "Niet in deze stapel"
MAKING = "Een van deze brieven wordt nog gemaakt. Probeer het over een minuut weer."
NO_PDF = (
    "Van geen van deze brieven kon een pdf worden gemaakt. Open de brief en print hem vanaf de bladzijde."
)
NOT_PRINTED = "Deze brief zat niet in de stapel: {which}. Print hem vanaf de bladzijde van de brief, en zet hem dan apart op ‘gepost’."


@dataclass(kw_only=True)
class Stack:
    """Letters to print: the PDFs there are, those that could not be made, and whether one is being made still."""

    bodies: list[bytes] = field(default_factory=list)
    missing: list[OutboxRow] = field(default_factory=list)
    making: bool = False

    @property
    def refusal(self) -> str:
        """Why nothing can be printed now."""
        return MAKING if self.making else NO_PDF


def missing_of(work: Work, rows: Collection[OutboxRow]) -> list[OutboxRow]:
    """Which of these notices have a letter whose PDF could not be made."""
    failed = without_pdf(work, [row.letter_id for row in rows if row.letter_id])
    return [row for row in rows if row.letter_id in failed]


def stack(work: Work, files: FileStore, rows: Sequence[OutboxRow]) -> Stack:
    """The PDFs of these notices, in order; that each is printed goes on the record."""
    found = Stack(missing=missing_of(work, rows))
    failed = {row.id for row in found.missing}
    for row in rows:
        letter = work.session.get(Letter, (work.tenant_id, row.letter_id)) if row.letter_id else None
        if letter is None or row.id in failed:
            found.missing += [row] if row.id not in failed else []
            continue
        try:
            body = pdf_of(work, files, letter)
        except (OSError, Destroyed, SealBroken) as error:
            log.error("no PDF of letter %s to print: %s", letter.id, described(error))
            found.missing.append(row)
            continue
        if body is None:
            found.making = True
            continue
        found.bodies.append(body)
        record.append(
            work, row.matter_id, [record.Entry(event=Event.LETTER_PRINTED, facts={"letter": letter.title})]
        )
    return found


def named(work: Work, rows: Collection[OutboxRow]) -> str:
    """These letters by title and number of their matter."""
    numbers: dict[uuid.UUID, str] = dossiers.numbers(work, [row.matter_id for row in rows])
    return "; ".join(
        f"{letter_title(work.organisation, row.letter)} ({numbers.get(row.matter_id, '-')})" for row in rows
    )


def sheet_of_missing(work: Work, rows: Collection[OutboxRow]) -> list[bytes]:
    """A sheet on top of the stack that names what is not in it; nothing when all of it is."""
    if not rows:
        return []
    lines = "\n".join(f"- {one}" for one in named(work, rows).split("; "))
    text = f"Van deze brieven kon geen pdf worden gemaakt:\n\n{lines}\n\nPrint ze vanaf de bladzijde van de brief."
    return [to_pdf_apart(title=NOT_HERE, sender=work.organisation.profile.name, markdown=text)]


def merged(letters: Sequence[bytes]) -> bytes:
    """The pages of several PDFs after each other, under a title that says nothing. For paper: reading is letter by letter."""
    with pikepdf.new() as whole:
        for content in letters:
            with pikepdf.open(io.BytesIO(content)) as one:
                whole.pages.extend(one.pages)
        whole.docinfo["/Title"] = TITLE
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue()
