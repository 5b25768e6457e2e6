"""Letters that bring somebody the code of their own page: on paper, because the second step may come by mail."""

import uuid
from collections.abc import Sequence

from wederhoor.correspondence.letters import own_body
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import full_name, place_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices.labels import OWN_LETTERS
from wederhoor.notices.letters import ACCESS_CODE, issue_letter
from wederhoor.notices.service import Channel, Notice
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.letters import escape
from wederhoor.vault.codes import grouped, new_code
from wederhoor.work import Work

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
    code = new_code()
    party.code_hash = work.vault.code_hash(code)
    accused = party.role == "accused"
    letter = issue_letter(
        work,
        dossier.id,
        dossier.key_id,
        code=ACCESS_CODE,
        title=OWN_LETTERS[ACCESS_CODE],
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
    name = escape(full_name(party.name) or "heer of mevrouw")
    text = (
        f"{opens}\n\nUw code is: {escape(grouped(code))}\n\n"
        "Bewaar de code goed en geef hem niet aan anderen. Om stukken te openen vragen wij nog een tweede code; die vraagt u "
        "op de website aan."
    )
    return own_body(work, dossier.number, name, text, signed=work.organisation.profile.name)


def replace_code(work: Work, dossier: Dossier, party: Party, checks: Sequence[str]) -> str:
    """A new receipt code for who lost theirs; the old one stops at once. `checks`: how was made sure who it is."""
    code = new_code()
    party.code_hash = work.vault.code_hash(code)
    event = Event.ACCUSED_CODE_MADE if party.role == "accused" else Event.CODE_REPLACED
    entry = record.Entry(event=event, details={"checks": list(checks)}, key_id=dossier.key_id)
    record.append(work, dossier.id, [entry])
    return code
