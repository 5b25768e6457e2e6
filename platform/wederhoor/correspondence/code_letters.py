"""Letters that bring somebody the code of their own page: on paper, because the second step may come by mail."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from wederhoor.correspondence.letters import own_body
from wederhoor.deadlines.expected import YOUTH
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import full_name, place_of
from wederhoor.dossiers.tables import CodeGiven, Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices.labels import OWN_LETTERS
from wederhoor.notices.letters import ACCESS_CODE, issue_letter
from wederhoor.notices.service import Channel, Notice
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.familiar import familiar
from wederhoor.rules.letters import escape
from wederhoor.vault.codes import code_from, grouped, new_code
from wederhoor.work import Work

AGAIN_WITHIN = timedelta(minutes=10)
COMPLAINANT = "Met deze code kunt u uw klacht met dit nummer op onze website bekijken. Kies daar ‘Mijn klacht bekijken’."
ACCUSED = (
    "U krijgt van ons ook een brief over een klacht. Met deze code kunt u op onze website lezen waar die over gaat, en "
    "erop reageren. Kies daar ‘Een klacht over u’."
)


def send_code(
    work: Work, dossier: Dossier, party: Party, *, look: bool = False, checks: Sequence[str] = ()
) -> None:
    """Give a party a new code and put the letter with it in the print tray; `look`: as a draft for the office first.

    `checks`: how was made sure who it is, when somebody asked for it.

    An earlier code of this party stops at once. Nobody sees the code but on the letter; who may get no post is on the
    list of what has nowhere to go, and gets it by hand.
    """
    code = _give(work, party)
    accused = party.role == "accused"
    letter = issue_letter(
        work,
        dossier.id,
        dossier.key_id,
        code=ACCESS_CODE,
        title=familiar(OWN_LETTERS[ACCESS_CODE]) if party.kind == YOUTH else OWN_LETTERS[ACCESS_CODE],
        addressee=place_of(party),
        body=_body(work, dossier, party, code, ACCUSED if accused else COMPLAINANT),
        after_look=look,
    )
    bound = read_details(party.details)
    by_post = bound.safe("post") or bool(bound.safe_address)
    notice = Notice(
        letter=ACCESS_CODE,
        occasion=f"code:{uuid.uuid4().hex}",
        addressee=place_of(party),
        channel=Channel.POST if by_post else Channel.EMAIL,
        text="\n".join(bound.bound()),
        letter_id=letter.id,
        look=look,
    )
    details = {"checks": list(checks)} if checks else None
    made = Event.ACCUSED_CODE_MADE if accused else Event.CODE_REPLACED
    entries = [record.Entry(event=made, details=details, key_id=dossier.key_id if details else None)]
    facts = {"whose": "de aangeklaagde" if accused else "de klager"}
    record.append(work, dossier.id, [*entries, record.Entry(event=Event.CODE_LETTER_MADE, facts=facts)])
    notices.announce(work, dossier.id, dossier.key_id, [notice])


def send_codes(work: Work, dossier: Dossier) -> None:
    """A dossier that began from another one: everyone who complains gets a code for it, in a letter the office looks at first."""
    for party in dossiers.told_parties(work, dossier.id):
        send_code(work, dossier, party, look=True)


def _body(work: Work, dossier: Dossier, party: Party, code: str, opens: str) -> str:
    name = escape(read_details(party.details).called or full_name(party.name) or "heer of mevrouw")
    text = (
        f"{opens}\n\nUw code is: {escape(grouped(code))}\n\n"
        "Bewaar de code goed en geef hem niet aan anderen. Om stukken te openen vragen wij nog een tweede code; die vraagt u "
        "op de website aan."
    )
    if party.kind == YOUTH:
        text = familiar(text)
    return own_body(work, dossier.number, name, text, signed=work.organisation.profile.name)


def replace_code(work: Work, dossier: Dossier, party: Party, checks: Sequence[str]) -> str:
    """A new receipt code for who lost theirs; the old one stops at once. `checks`: how was made sure who it is."""
    code = _give(work, party)
    event = Event.ACCUSED_CODE_MADE if party.role == "accused" else Event.CODE_REPLACED
    entry = record.Entry(event=event, details={"checks": list(checks)}, key_id=dossier.key_id)
    record.append(work, dossier.id, [entry])
    return code


def _give(work: Work, party: Party) -> str:
    code = new_code()
    party.code_hash, party.former_code_hash = work.vault.code_hash(code), None
    party.code_given = CodeGiven.OFFICE.value
    return code


def renew_code(work: Work, dossier: Dossier, party: Party, used: str) -> str:
    """The code somebody handed on was used for the first time: from here on only whoever used it knows the code."""
    code = _after(work, used)
    party.former_code_hash, party.code_hash = party.code_hash, work.vault.code_hash(code)
    party.code_given, party.code_renewed_at = CodeGiven.RENEWED.value, work.now
    record.append(work, dossier.id, [record.Entry(event=Event.CODE_RENEWED)])
    return code


def _after(work: Work, used: str) -> str:
    return code_from(work.vault.code_hash(f"{used}|renewed"))


def code_after(work: Work, used: str) -> str | None:
    """The code that took the place of one that was handed on and used: the same press of the button, or a cut connection.

    None later on: who has the old code then was perhaps not the first. Raises LookupError for a code that was never replaced like that.
    """
    query = select(Party.code_renewed_at).where(Party.former_code_hash == work.vault.code_hash(used))
    renewed = work.session.scalars(query).first()
    if renewed is None:
        raise LookupError
    return _after(work, used) if abs(work.now - renewed) <= AGAIN_WITHIN else None
