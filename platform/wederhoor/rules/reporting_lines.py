"""Reporting lines: who to go to with which matter, never the person it is about.

``route`` only leaves out and never adds: where the document names nobody who is not concerned, the answer
says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.wording import listed


class ContactOrder(StrEnum):
    """How the contacts of a line relate."""

    ORDERED = "ordered"  # the next only when the one before does not work
    EITHER = "either"  # one of them
    BOTH = "both"  # all of them
    OPTIONS = "options"  # free choice


class Place(StrEnum):
    """How one contact stands to the others of its line."""

    NEXT = "next"  # one of them, as the order of the line says
    BESIDE = "beside"  # whatever happens with the others, as support
    INSTEAD = "instead"  # for who does not want, or cannot go to, the others
    AFTER = "after"  # when the others are done with it


class About(StrEnum):
    """Whom a matter is about, seen from the person who asks."""

    SELF = "self"
    COLLEAGUE = "colleague"
    OWN_MANAGER = "own_manager"
    TEAM = "team"
    DIRECTOR = "director"
    BOARD = "board"
    CONFIDANT = "confidant"
    CLIENT = "client"
    ORGANISATION = "organisation"
    PARTICIPANT = "participant"
    UNKNOWN = "unknown"


class Asker(StrEnum):
    """Who asks."""

    EMPLOYEE = "employee"
    CLIENT = "client"
    REPRESENTATIVE = "representative"
    CONFIDANT = "confidant"
    TEAM = "team"
    COMMITTEE = "committee"
    BOARD_MEMBER = "board_member"
    ACCUSED = "accused"


CONCERNED: dict[About, tuple[str, ...]] = {
    About.OWN_MANAGER: ("supervisor", "cluster_manager"),
    About.TEAM: ("team", "colleagues"),
    About.DIRECTOR: ("director",),
    About.BOARD: ("director", "board"),
    About.CONFIDANT: ("confidant",),
}
"""The roles that fall away because the matter is about whoever holds them."""
_MORE_THAN_ONE = ("team", "colleagues", "board")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody to go to. ``role`` is a code, ``name`` what this edition calls them."""

    role: str
    name: str
    when: str
    only_about: tuple[str, ...] = ()
    """Only when the matter is about one of these."""
    step: int | None = None
    """In an ordered line: contacts of the same step are a free choice."""
    place: Place = Place.NEXT


@dataclass(frozen=True, kw_only=True)
class ReportingLine:
    """Where one kind of matter goes."""

    matter: str
    label: str
    askers: tuple[str, ...]
    order: ContactOrder
    contacts: tuple[Contact, ...]
    sources: tuple[Provenance, ...]
    numbers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Only for matters about one of these; empty: whoever it is about."""
    note: str | None = None
    provided_about: tuple[str, ...] = ()
    """For matters about these the document itself names the others as the way to go."""
    silent_about: tuple[str, ...] = ()
    """Whom the document does not provide for: said aloud, because then nobody may be left."""
    silent_askers: tuple[str, ...] = ()
    """Askers the document does not say this for: somebody without the supervisor it names."""
    unsaid: str | None = None
    """What the organisation still has to find or confirm: never shown to who asks the way."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """Where a matter goes, who was left out and what the document does not say."""

    order: ContactOrder
    contacts: tuple[Contact, ...]
    left_out: tuple[Contact, ...]
    sources: tuple[Provenance, ...]
    silent_on: tuple[str, ...]
    explanation: str
    numbers: tuple[str, ...] = ()


def find_line(
    lines: Iterable[ReportingLine], matter: str, asker: Asker, about: About
) -> ReportingLine | None:
    """The first line for this matter, asker and person."""
    for line in lines:
        if line.matter == matter and asker in line.askers and (not line.about or about in line.about):
            return line
    return None


def why_not(contact: Contact) -> str:
    """Why this contact was left out."""
    return "de zaak gaat over hen" if contact.role in _MORE_THAN_ONE else "de zaak gaat over deze persoon"


def route(line: ReportingLine, about: About, asker: Asker = Asker.EMPLOYEE) -> Route:
    """The contacts of a line without anybody the matter is about."""
    concerned = CONCERNED.get(about, ())
    fitting = [c for c in line.contacts if not c.only_about or about in c.only_about]
    left = tuple(c for c in fitting if c.role not in concerned)
    out = tuple(c for c in fitting if c.role in concerned)
    silent: list[str] = []
    parts = [f"{line.label}: {in_words(line.order, left)}."] if left else []
    parts += [remark for remark in (line.note, line.unsaid) if remark]
    if out:
        names = listed(c.name for c in out)
        parts.append(_left_out_words(names, out, left))
        if about not in line.provided_about and not any(c.only_about for c in left):
            silent.append(about.value)
            parts.append("Het document zegt niet wie er dan in de plaats komt.")
    elif about in line.silent_about:
        silent.append(about.value)
        parts.append("Voor een zaak over deze persoon zegt het document niets bijzonders.")
    if asker in line.silent_askers:
        silent.append(asker.value)
        parts.append("Bij wie een bestuurder dan terechtkan, zegt het document niet.")
    if not left:
        parts.append("Er blijft niemand over die het document noemt.")
    return Route(
        order=line.order,
        contacts=left,
        left_out=out,
        sources=line.sources,
        silent_on=tuple(silent),
        explanation=" ".join(parts),
        numbers=line.numbers,
    )


def _left_out_words(names: str, out: tuple[Contact, ...], left: tuple[Contact, ...]) -> str:
    if any(contact.role == "person_concerned" for contact in left):
        return f"De stap naar {names} vervalt, want dat is hier de persoon zelf."
    whom = "hen" if len(out) > 1 or out[0].role in _MORE_THAN_ONE else "die persoon"
    return f"Niet naar {names}, want het gaat over {whom}."


PLACES = ((Place.INSTEAD, "in plaats daarvan"), (Place.BESIDE, "daarnaast"), (Place.AFTER, "na afloop"))
"""How somebody stands to the others, in words: three things that are never the same."""


def in_words(order: ContactOrder, contacts: tuple[Contact, ...]) -> str:
    """The names in the order they are to be tried; who is instead of them, and who is there beside them, after that."""
    first = tuple(c for c in contacts if c.place is Place.NEXT)
    parts = [_in_order(order, first)] if first else []
    for place, word in PLACES:
        names = [c.name for c in contacts if c.place is place]
        if names:
            parts.append(f"{word} {listed(names, 'of')}" if parts else listed(names, "of"))
    return "; ".join(parts)


def _in_order(order: ContactOrder, contacts: tuple[Contact, ...]) -> str:
    names = [c.name for c in contacts]
    match order:
        case ContactOrder.ORDERED:
            return ", daarna ".join(listed((c.name for c in step), "of") for step in steps_of(contacts))
        case ContactOrder.BOTH:
            return listed(names)
        case _:
            return listed(names, "of")


def steps_of(contacts: tuple[Contact, ...]) -> list[list[Contact]]:
    """The contacts in order, those that share a step together."""
    steps: list[list[Contact]] = []
    for contact in contacts:
        if steps and contact.step is not None and steps[-1][0].step == contact.step:
            steps[-1].append(contact)
        else:
            steps.append([contact])
    return steps
