"""Who else reads a talk: a stand-in the worker agreed to, or another confidant when nobody can read it any more."""

import uuid

from sqlalchemy import select

from wederhoor.confidants.opened import Opened, TalkEntry
from wederhoor.confidants.reach import holders_of
from wederhoor.confidants.service import Confidant, confidants_today, done, owner_of, readers_of
from wederhoor.confidants.tables import ConsultationKey
from wederhoor.strongboxes.aside import lock_in_use
from wederhoor.strongboxes.tables import Strongbox
from wederhoor.strongboxes.telling import tell
from wederhoor.strongboxes.walls import ActRefused
from wederhoor.work import Work


def ask_share(work: Work, opened: Opened, account_id: uuid.UUID) -> None:
    """Ask the worker whether a stand-in may read this. Raises ActRefused."""
    if opened.row.code_hash is None:
        raise ActRefused("Deze persoon heeft geen code om mee te antwoorden. Maak eerst een code.", "who")
    other = _other(work, opened, account_id)
    opened.add(
        work,
        TalkEntry.SHARE_ASKED,
        {"to": str(account_id), "text": f"Mag {other.name} dit ook lezen, als ik er niet ben?"},
    )
    done(work, opened, "Er is gevraagd of een waarnemer mag meelezen")


def _other(work: Work, opened: Opened, account_id: uuid.UUID) -> Confidant:
    known = {one.account_id for one in readers_of(work, opened)}
    for one in confidants_today(work):
        if one.account_id == account_id and account_id not in known:
            return one
    raise ActRefused("Kies een andere vertrouwenspersoon, die dit nog niet leest.", "who")


def answer_share(work: Work, opened: Opened, on: uuid.UUID, answer: str) -> None:
    """The worker says whether the stand-in may read it; with yes the key goes into their strongbox. Raises ActRefused."""
    entries = opened.entries(work)
    answered = {entry.body["on"] for entry in entries if entry.kind is TalkEntry.SHARE_ANSWER}
    asked = {entry.id: entry for entry in entries if entry.kind is TalkEntry.SHARE_ASKED and not entry.broken}
    if on not in asked or str(on) in answered or answer not in ("yes", "no"):
        raise ActRefused("Deze vraag is al beantwoord.")
    said = "Ja, dat mag." if answer == "yes" else "Nee, dat mag niet."
    if answer == "yes":
        other = _other(work, opened, uuid.UUID(asked[on].body["to"]))
        opened.give_to(work, other.box)
    opened.add(work, TalkEntry.SHARE_ANSWER, {"on": str(on), "text": said})
    done(work, opened, f"Meelezen door een waarnemer: {'ja' if answer == 'yes' else 'nee'}")


def let_read(work: Work, opened: Opened, account_id: uuid.UUID) -> None:
    """Whose talk it is lets another confidant read it, when nobody can any more. Raises ActRefused."""
    if readers_of(work, opened):
        raise ActRefused("Dit wordt al gelezen. Vraag het aan wie het leest.", "who")
    opened.give_to(work, _other(work, opened, account_id).box)
    done(work, opened, "Een andere vertrouwenspersoon leest dit nu")
    tell(work, readers_of(work, opened))


def stop_sharing(work: Work, opened: Opened) -> None:
    """Only the confidant reads it from now on. Raises ActRefused when the confidant cannot open it any more."""
    owner = owner_of(opened)
    lock_in_use(work.session, holders_of(work, opened.id))
    if owner not in holders_of(work, opened.id):
        raise ActRefused(
            "Dan kan niemand dit meer lezen: uw vertrouwenspersoon kan er niet meer bij. Vraag eerst een andere vertrouwenspersoon.",
            "who",
        )
    own = select(Strongbox.id).where(Strongbox.account_id == owner)
    keys = select(ConsultationKey).where(
        ConsultationKey.consultation_id == opened.id,
        ConsultationKey.strongbox_id.is_not(None),
        ConsultationKey.strongbox_id.not_in(list(work.session.scalars(own))),
    )
    for key in work.session.scalars(keys):
        work.session.delete(key)
    done(work, opened, "Niemand anders leest meer mee")
