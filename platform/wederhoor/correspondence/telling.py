"""Who is told about an act, with which letter; nobody is told twice about one occasion."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wederhoor.correspondence import effects, letters
from wederhoor.correspondence.facts import heading_of
from wederhoor.correspondence.outsiders import Way, way_to_party
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Party
from wederhoor.dossiers.told import is_told
from wederhoor.messages import service as messages
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.service import Channel, Notice
from wederhoor.people.service import ROLES, StaffMember, staff_with_role
from wederhoor.record.service import Entry
from wederhoor.rules.committee import Committee
from wederhoor.rules.letters import Addressee, MissingFact
from wederhoor.rules.roles import HANDLERS, MEMBERS, Role, called_at
from wederhoor.rules.wording import listed
from wederhoor.work import Refused


@dataclass(kw_only=True)
class Post:
    """Letters issued and notices to send for one act; `send` puts them in the outbox."""

    case: Case
    occasion: str
    meets: str | None = None
    clock: str = ""
    """The code of the term the letters are about."""
    notices: list[Notice] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def send(self) -> None:
        """Announce what was gathered."""
        if self.notices:
            dossier = self.case.dossier
            notices.announce(self.case.work, dossier.id, dossier.key_id, self.notices, recall=True)


Facts = Mapping[str, str | date]


def first_letter(case: Case, codes: Sequence[str]) -> str | None:
    """The first of these letters the organisation has."""
    return next((code for code in codes if letters.has(case.answers, code)), None)


def tell_complainants(
    post: Post, codes: Sequence[str], facts: Facts, parties: Sequence[Party] | None = None
) -> None:
    """A letter to each complainant and representative, or to these `parties` only.

    Raises Refused when a fact the letter needs is not known.
    """
    case, code = post.case, first_letter(post.case, codes)
    if code is None:
        return
    work, dossier = case.work, case.dossier
    work.session.flush()
    people = dossiers.told_parties(work, dossier.id) if parties is None else parties
    try:
        out = letters.to_addressees(
            work,
            heading_of(dossier),
            case.content,
            case.answers,
            code,
            facts,
            [letters.addressee_of(party) for party in people],
            post.occasion,
            post.meets,
            post.clock,
        )
    except MissingFact as missing:
        raise Refused(
            "", f"De brief kan niet worden gemaakt: het gegeven '{missing.fact}' ontbreekt."
        ) from None
    post.notices += out.notices
    post.entries += out.entries


def accused_of(case: Case) -> list[Party]:
    """Everyone the complaint is about, as parties."""
    return dossiers.accused_of(case.work, case.dossier.id)


def staff_by_id(case: Case, account_id: uuid.UUID) -> StaffMember | None:
    """Someone who works here today."""
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
            heading_of(dossier),
            case.answers,
            code,
            addressee,
            to.name if to else "lezer",
            case.content,
            facts,
            clock=post.clock,
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
                text=to.text if to else colleague_text(case),
                door=to.door if to else words.SIGN_IN,
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
    return Way(
        addressee=place,
        channel=Channel.EMAIL,
        recipient=person.email,
        text=text,
        name=person.name,
        door=words.SIGN_IN,
    )


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
    """Tell everyone a document names (`Addressee`, or the code of a role), each with who else hears it.

    Who works here reads it after signing in. Whom the platform cannot write to, somebody of the office tells by hand.
    """
    hears = [one for one in who if _hears(post.case, one)]
    for addressee in who:
        others = listed(_called(post.case, one) for one in hears if one != addressee)
        with_others = {**facts, "told_too": others} if others else facts
        match addressee:
            case Addressee.COMPLAINANT:
                tell_complainants(post, codes, with_others)
            case Addressee.ACCUSED:
                tell_accused(post, codes, with_others)
            case Addressee.MEMBERS:
                tell_committee(post, codes)
            case _:
                tell_office(post, addressee, codes)


def tell_office(post: Post, addressee: str, codes: Sequence[str]) -> None:
    """News for whoever holds a role here or leads the accused, but for whoever is barred; by hand when there is nobody to mail."""
    case, code = post.case, first_letter(post.case, codes)
    if code is None:
        return
    people = holders(case, addressee)
    for person in people:
        post.notices.append(
            letters.to_staff(case.work, case.answers, code, post.occasion, person, None, post.meets)
        )
    if not people and addressee != Addressee.SUPERVISOR:
        post.notices.append(
            Notice(
                letter=code,
                occasion=post.occasion,
                addressee=addressee,
                channel=Channel.EMAIL,
                meets=post.meets,
            )
        )


def holders(case: Case, addressee: str) -> list[StaffMember]:
    """Who works here today and is meant by an addressee or the code of a role; nobody who is barred.

    A leader is meant only who was told of the complaint.
    """
    work = case.work
    barred = dossiers.barred_accounts(work, case.dossier.id)
    if addressee == Addressee.SUPERVISOR:
        told = [
            row.addressee
            for row in notices.notices_of(work, case.dossier.id)
            if row.letter == effects.TO_SUPERVISOR and row.state in notices.LEFT_STATES
        ]
        found = [person for place in dict.fromkeys(told) if (person := _at_place(case, place))]
    elif addressee == Addressee.OTHERS:
        found = []
    else:
        found = staff_with_role(work, BY_ROLE.get(addressee, (addressee,)))
    return [person for person in found if person.account_id not in barred]


BY_ROLE: Mapping[str, Sequence[str]] = {
    Addressee.MEMBERS: MEMBERS,
    Addressee.HANDLER: HANDLERS,
    Addressee.TEAM: HANDLERS,
}
"""The roles of addressees that are called otherwise than a role."""


def _called(case: Case, addressee: str) -> str:
    """Who hears it too, as a letter says it: in the words of the organisation."""
    if addressee in HEARS:
        return HEARS[addressee]
    if addressee == Addressee.MEMBERS and isinstance(case.answers.committee, Committee):
        name = case.answers.committee.name
        return f"de {name[:1].lower()}{name[1:]}"
    if addressee == Addressee.OTHERS:
        return "anderen die de regels noemen"
    role = Role.SECRETARY if addressee in (Addressee.HANDLER, Addressee.TEAM) else addressee
    return f"de {called_at(case.answers.roles, role)}"


HEARS: Mapping[str, str] = {
    Addressee.COMPLAINANT: "wie de klacht indiende",
    Addressee.ACCUSED: "degene over wie de klacht gaat",
}
"""Who hears it too, as a letter says it, where that is the same everywhere."""


def _hears(case: Case, addressee: str) -> bool:
    """Whether there is somebody there to hear it: who withdrew, whom nobody confirmed and who is barred hear nothing."""
    match addressee:
        case Addressee.COMPLAINANT:
            return bool(dossiers.told_parties(case.work, case.dossier.id))
        case Addressee.ACCUSED:
            return any(way_to_accused(case, party) for party in accused_of(case))
        case _:
            return bool(holders(case, addressee))


def colleague_text(case: Case) -> str:
    """The neutral mail to somebody who works here."""
    return words.to_colleague(case.answers.profile.name)


def tell_who_was_told(post: Post, text: str) -> None:
    """News for everyone at work who was told of the complaint: the accused reads `text`, a supervisor that there is news (KR-061).

    Whoever was not told does not hear of a complaint now. An accused without an account gets a message on their own page.
    """
    case = post.case
    work, dossier = case.work, case.dossier
    for party in accused_of(case):
        to = way_to_accused(case, party)
        if to is None or not is_told(work, party):
            continue
        if party.account_id is None:
            messages.write_to_party(work, dossier, party, text)
            continue
        post.notices.append(_news(post, to.addressee, to.recipient, to.text))
    for row in notices.notices_of(work, dossier.id):
        if row.letter == effects.TO_SUPERVISOR and row.state in notices.LEFT_STATES:
            person = _at_place(case, row.addressee)
            if person is not None:
                post.notices.append(_news(post, row.addressee, person.email, colleague_text(case)))


def _news(post: Post, addressee: str, recipient: str | None, text: str) -> Notice:
    return Notice(
        letter=post.occasion.partition(":")[0],
        occasion=post.occasion,
        addressee=addressee,
        channel=Channel.EMAIL,
        recipient=recipient,
        text=text,
        door=words.SIGN_IN,
    )


def _at_place(case: Case, addressee: str) -> StaffMember | None:
    """Who works here today behind a place among addressees; None when nobody does."""
    kind, _, account = addressee.partition(":")
    return staff_by_id(case, uuid.UUID(account)) if kind == "account" else None
