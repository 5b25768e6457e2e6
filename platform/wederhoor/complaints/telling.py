"""Who is told about an act, with which letter; nobody is told twice about one occasion."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wederhoor.complaints.acts import ActRefused, Case
from wederhoor.complaints.outsiders import Way, way_to_party
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Party
from wederhoor.intake import letters
from wederhoor.notices import service as notices
from wederhoor.notices.service import Channel, Notice
from wederhoor.people.service import StaffMember, staff_with_role
from wederhoor.record.service import Entry
from wederhoor.rules.letters import MissingFact
from wederhoor.rules.wording import dutch_date

MEMBERS = ("committee_chair", "committee_member")
ADDRESSEES = {
    "klager": "complainant",
    "aangeklaagde": "accused",
    "degene over wie de klacht gaat": "accused",
    "klachtencommissie": "committee",
}
"""Who a document says must be told, as the platform addresses them."""


@dataclass(kw_only=True)
class Post:
    """Letters issued and notices to send for one act; `send` puts them in the outbox."""

    case: Case
    occasion: str
    meets: str | None = None
    notices: list[Notice] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def send(self) -> None:
        """Announce what was gathered."""
        if self.notices:
            dossier = self.case.dossier
            notices.announce(self.case.work, dossier.id, dossier.key_id, self.notices)


Facts = Mapping[str, str | date]


def first_letter(case: Case, codes: Sequence[str]) -> str | None:
    """The first of these letters the organisation has."""
    return next((code for code in codes if letters.has(case.answers, code)), None)


def tell_complainants(post: Post, codes: Sequence[str], facts: Facts) -> None:
    """A letter to each complainant and representative. Raises ActRefused when a fact the letter needs is not known."""
    case, code = post.case, first_letter(post.case, codes)
    if code is None:
        return
    work, dossier = case.work, case.dossier
    work.session.flush()
    try:
        out = letters.to_complainants(
            work,
            dossier,
            case.content,
            case.answers,
            code,
            facts,
            occasion=post.occasion,
            meets=post.meets,
        )
    except MissingFact as missing:
        raise ActRefused(
            "", f"De brief kan niet worden gemaakt: het gegeven '{missing.fact}' ontbreekt."
        ) from None
    post.notices += out.notices
    post.entries += out.entries


def accused_of(case: Case) -> list[Party]:
    """Everyone the complaint is about, as parties."""
    return [p for p in dossiers.parties_of(case.work, case.dossier.id) if p.role == "accused"]


def staff_by_id(case: Case, account_id: uuid.UUID) -> StaffMember | None:
    """Someone who works here today."""
    from wederhoor.people.service import ROLES

    found = staff_with_role(case.work, ROLES)
    return next((person for person in found if person.account_id == account_id), None)


def tell_accused(
    post: Post, codes: Sequence[str], facts: Facts, *, not_before: datetime | None = None
) -> None:
    """A letter to everyone the complaint is about; it waits while nobody confirmed who that is."""
    case, code = post.case, first_letter(post.case, codes)
    if code is None:
        return
    work, dossier = case.work, case.dossier
    for party in accused_of(case):
        to = way_to_accused(case, party)
        addressee = to.addressee if to else "accused"
        letter = letters.issue_to(
            work,
            letters.matter_of(dossier),
            case.answers,
            code,
            addressee,
            to.name if to else "collega",
            case.content,
            facts,
        )
        if letter is None:
            continue
        work.session.flush()
        post.notices.append(
            Notice(
                letter=code,
                occasion=post.occasion,
                addressee=addressee,
                channel=to.channel if to else Channel.EMAIL,
                recipient=to.recipient if to else None,
                subject=case.answers.letter(code).mail_subject,
                text=to.text if to else colleague_text(case),
                held=to is None,
                look=letter.after_look and to is not None,
                not_before=not_before,
                meets=post.meets,
                letter_id=letter.id,
            )
        )
        post.entries += letters.issued(letter)
        if to is None:
            break


def way_to_accused(case: Case, party: Party) -> Way | None:
    """How news reaches an accused; None while nobody confirmed who it is, or when they work here no more."""
    if party.confirmed_at is None:
        return None
    if party.account_id is None:
        return way_to_party(case.work, party)
    person = staff_by_id(case, party.account_id)
    if person is None:
        return None
    place = f"account:{person.account_id}"
    text = colleague_text(case)
    return Way(addressee=place, channel=Channel.EMAIL, recipient=person.email, text=text, name=person.name)


def tell_committee(post: Post, codes: Sequence[str]) -> None:
    """News for the members of the committee, but for whoever is barred; it has nowhere to go when there is nobody."""
    case, code = post.case, first_letter(post.case, codes)
    if code is None:
        return
    work = case.work
    barred = dossiers.barred_accounts(work, case.dossier.id)
    members = [m for m in staff_with_role(work, MEMBERS) if m.account_id not in barred]
    for member in members:
        post.notices.append(
            letters.to_staff(work, case.answers, code, post.occasion, member, None, post.meets)
        )
    if not members:
        post.notices.append(
            Notice(
                letter=code,
                occasion=post.occasion,
                addressee="committee",
                channel=Channel.EMAIL,
                meets=post.meets,
            )
        )


def tell(post: Post, who: Sequence[str], codes: Sequence[str], facts: Facts) -> None:
    """Tell everyone a document names."""
    for name in who:
        match ADDRESSEES.get(name):
            case "complainant":
                tell_complainants(post, codes, facts)
            case "accused":
                tell_accused(post, codes, facts)
            case "committee":
                tell_committee(post, codes)
            case _:
                raise ActRefused("", f"Het platform kan '{name}' geen bericht sturen.")


def colleague_text(case: Case) -> str:
    """The neutral mail to somebody who works here."""
    return (
        f"Beste collega,\n\nEr staat iets voor u klaar bij {case.answers.profile.name}. Meld u aan om het te lezen.\n\n"
        "U kunt op deze mail niet antwoorden."
    )


def in_words(facts: Mapping[str, str | date]) -> dict[str, str]:
    """Facts of a letter as text."""
    return {name: dutch_date(v) if isinstance(v, date) else v for name, v in facts.items()}
