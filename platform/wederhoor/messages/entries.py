"""Messages with one party and notes for the parties, as that party reads them."""

from typing import Any

from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import service
from wederhoor.messages.service import Direction, MessageKind, NoteSide
from wederhoor.web.language import Said
from wederhoor.work import Work


def entries(work: Work, dossier: Dossier, party: Party, *, opened: bool = True) -> list[dict[str, Any]]:
    """The messages with one party and the notes for the parties, newest first, without names of staff.

    Until the second step (`opened`) that they are there and when: what they say is content.
    """
    name = work.organisation.profile.name
    shown: list[dict[str, Any]] = [
        {
            "title": service.TITLES[MessageKind(message.kind)],
            "who": "Van u" if message.direction == Direction.IN else Said("Van {name}", name=name),
            "text": message.text,
            "at": message.at,
            "answer_by": message.answer_by,
            "agreements": message.kind == MessageKind.AGREEMENTS,
            "kind": "out" if message.direction == Direction.IN else "in",
        }
        for message in service.messages_with(work, dossier, party)
    ]
    shown += [
        {
            "title": "Mededeling",
            "who": Said("Van {name}, voor alle partijen", name=name),
            "text": note.body["text"],
            "at": note.written_at,
            "answer_by": None,
            "agreements": False,
            "kind": "note",
        }
        for note in service.notes_of(work, dossier, NoteSide.PARTIES)
    ]
    if not opened:
        shown = [{**entry, "text": "", "agreements": False} for entry in shown]
    return sorted(shown, key=lambda entry: entry["at"], reverse=True)
