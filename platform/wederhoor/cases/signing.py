"""What was written down for somebody is read, corrected and signed (KR-079)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wederhoor.cases.completing import complete
from wederhoor.deadlines.case import case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import Content, missing_fields
from wederhoor.dossiers.process import answers_for, process_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.tasks import service as tasks
from wederhoor.work import Work


class TextChanged(Exception):
    """The text was completed or corrected since it was shown: it is read again before it is signed."""


CHANGED = "De tekst is intussen aangevuld of verbeterd. Lees hieronder de nieuwe tekst, en onderteken dan."


def version_of(work: Work, dossier: Dossier) -> str:
    """Which version of the complaint stands now, as a form keeps it."""
    return str(dossiers.current_statement(work, dossier.id).version)


def may_sign(work: Work, dossier: Dossier, party: Party) -> bool:
    """Whether this party still has to read and sign what was written down (KR-079)."""
    if party.signed_at is not None or party.withdrawn_on is not None or party.role == "accused":
        return False
    return process_of(answers_for(work, dossier)).step(dossier.step).open


def unsigned(work: Work, dossier: Dossier) -> list[Party]:
    """Who still has to sign."""
    return [party for party in dossiers.complainants_of(work, dossier.id) if may_sign(work, dossier, party)]


def only_signature(content: Content, required: tuple[RequiredItem, ...]) -> bool:
    """Whether a signature is all that is missing: then it is read back and signed."""
    return set(missing_fields(content, required)) == {"signature"}


def sign_complaint(
    work: Work,
    dossier: Dossier,
    party: Party,
    values: Mapping[str, Any],
    *,
    signed_name: str,
    how: str,
    on: date | None = None,
    read_back: Mapping[str, str] | None = None,
    seen: str = "",
) -> bool:
    """A party read or heard it, corrected it (`values`) and signs; `on` is the day when that was not today.

    `read_back` says who read what to whom: sealed with the record. `seen` is the version of the text they had before them; older
    words never overwrite newer ones. Returns whether the complaint is complete now. Raises
    MoveNotPossible when the case is closed, and TextChanged when the text was added to meanwhile.
    """
    if values and seen != version_of(work, dossier):
        raise TextChanged
    whole = complete(case_of(work, dossier), party, values, signed_name=signed_name, on=on)
    entries = [record.Entry(event=Event.COMPLAINANT_SIGNED, facts={"how": how}, done_on=on)]
    if read_back is not None:
        details = {**read_back, "signed_name": signed_name}
        entries.append(
            record.Entry(
                event=Event.READ_BACK_DONE,
                facts={"how": how},
                done_on=on,
                details=details,
                key_id=dossier.key_id,
            )
        )
    record.append(work, dossier.id, entries)
    _finish_read_back(work, dossier)
    return whole


def _finish_read_back(work: Work, dossier: Dossier) -> None:
    """Nobody has to read back any more when all have signed."""
    work.session.flush()
    if unsigned(work, dossier):
        return
    tasks.finish_all(work, dossier.id, tasks.TaskKind.READ_BACK)
