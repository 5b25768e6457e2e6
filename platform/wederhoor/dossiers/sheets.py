"""What stands around the words of a letter on paper: who it is from, where it goes, its number (KR-152), the size of its type."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import full_name
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices.aside import NotSet, to_pages_apart
from wederhoor.notices.pdf import INK, LARGE, NORMAL, Head, Sheet
from wederhoor.notices.tables import Letter
from wederhoor.people.service import names_of
from wederhoor.plugin_files import logo_if_there
from wederhoor.rules.palette import STEPS
from wederhoor.rules.profile import OrganisationProfile
from wederhoor.work import Work

PEOPLE = ("party", "accused")
COLOUR = STEPS.index(500)


def sheet_of(work: Work, letter: Letter, site: str) -> Sheet:
    """The sheet of one letter. `site` is where people reach the organisation's pages."""
    return sheet_to(work, letter.matter_id, letter.addressee, site)


def sheet_to(work: Work, matter_id: uuid.UUID, addressee: str, site: str) -> Sheet:
    """The sheet of a letter about a matter to one addressee, which need not be there yet."""
    query = select(Dossier.number).where(Dossier.id == matter_id)
    number = work.session.scalars(query).first()
    if number is None:  # a note for a file, to nobody
        return Sheet()
    kind, _, place = addressee.partition(":")
    party = work.session.get(Party, (work.tenant_id, uuid.UUID(place))) if kind in PEOPLE and place else None
    large = party is not None and bool(read_details(party.details).large_print)
    to: tuple[str, ...] = ()
    if party is not None:
        to = envelope(party)
    elif kind == "account" and place:
        account = uuid.UUID(place)
        to = (names_of(work, [account]).get(account, ""),)
    return Sheet(
        number=number,
        head=head_of(work.organisation.profile, site),
        to=tuple(line for line in to if line),
        points=LARGE if large else NORMAL,
    )


def head_of(profile: OrganisationProfile, site: str) -> Head:
    """The sender, as a letter says it; what no document and no setting names is left out."""
    lines = list(profile.postal_address) if isinstance(profile.postal_address, tuple) else []
    if isinstance(profile.phone, str):
        hours = f", {profile.phone_hours}" if isinstance(profile.phone_hours, str) else ""
        lines.append(f"Telefoon {profile.phone}{hours}")
    if isinstance(profile.complaints_email, str):
        lines.append(profile.complaints_email)
    lines.append(site)
    colour = profile.palette.light[COLOUR] if profile.palette else INK
    return Head(name=profile.name, lines=tuple(lines), colour=colour, logo=logo_if_there(profile.slug))


def envelope(party: Party) -> tuple[str, ...]:
    """Name and address as they stand behind the window; no address where somebody said that post is not safe."""
    details, contact, name = read_details(party.details), party.contact or {}, party.name or {}
    called = full_name(name) or name.get("organisation_name", "")
    if details.safe_address:
        return (called, *(part.strip() for part in details.safe_address.replace("\n", ",").split(",")))
    if not details.safe("post"):
        return (called,)
    place = f"{contact.get('postal_code', '')}  {contact.get('town', '')}".strip()
    return (called, contact.get("street", ""), place, contact.get("country", ""))


def drawn(
    work: Work, sheet: Sheet, *, title: str, markdown: str, later: Sequence[str], logo_url: str
) -> list[str]:
    """The pages of a letter on its sheet, to look at before it leaves; none when they cannot be drawn."""
    try:
        return to_pages_apart(
            title=title,
            sender=work.organisation.profile.name,
            markdown=markdown,
            sheet=sheet,
            later=tuple(later),
            logo_url=logo_url,
        )
    except NotSet:
        return []
