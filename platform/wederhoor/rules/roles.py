"""The roles the platform knows, and what an organisation calls them. A role name says who may act, not who a
person is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Codes used in permissions, moves and letters."""

    SECRETARY = "secretary"
    QUALITY_OFFICER = "quality_officer"
    COMMITTEE_CHAIR = "committee_chair"
    COMMITTEE_MEMBER = "committee_member"
    DIRECTOR = "director"
    HR = "hr"
    CONFIDANT = "confidant"
    INTEGRITY_OFFICER = "integrity_officer"
    ADMIN = "admin"
    EMPLOYEE = "employee"


SUPERVISORY_BOARD = "supervisory_board"
"""Not given: who supervises the director."""
SUPERVISOR = "supervisor"
"""Not given either: follows from who works under whom."""
HANDLERS = (Role.SECRETARY, Role.QUALITY_OFFICER)
"""Who handles complaints."""
MEMBERS = (Role.COMMITTEE_CHAIR, Role.COMMITTEE_MEMBER)
"""Who sits on the committee."""
JUDGES = (*HANDLERS, Role.COMMITTEE_CHAIR)
"""Who judges whether a complaint is taken up, and does what the chair may do as well."""
READERS = (*HANDLERS, *MEMBERS)
"""Who reads a dossier by their role."""
NO_OFFICER_BESIDE = (Role.DIRECTOR, Role.HR, Role.ADMIN)
"""Whoever holds one of these as well is no independent officer (Wbk art. 2 lid 2 d)."""

COMPLAINANT = "complainant"
"""Not a role somebody is given: the person whose complaint it is, through their own door."""

ROLE_LABELS = {
    Role.SECRETARY: "secretaris",
    Role.QUALITY_OFFICER: "kwaliteitsfunctionaris",
    Role.COMMITTEE_CHAIR: "voorzitter van de commissie",
    Role.COMMITTEE_MEMBER: "commissielid",
    Role.DIRECTOR: "bestuurder",
    Role.HR: "HR",
    Role.CONFIDANT: "vertrouwenspersoon",
    Role.INTEGRITY_OFFICER: "integriteitsfunctionaris",
    Role.ADMIN: "beheerder",
    Role.EMPLOYEE: "medewerker",
}

CONTACT_ROLES = {
    "area_coordinator": "gebiedscoördinator",
    "cluster_manager": "clustermanager",
    "communications": "communicatie",
    "ict": "ICT",
    "mt_member": "MT-lid",
    "supervisory_board": "Raad van Toezicht",
    "works_council": "ondernemingsraad",
}
"""Roles that open no page: they only tell who is behind the name in a reporting line today."""


def role_label(code: str) -> str:
    """Plain Dutch for a role code, the complainant included."""
    if code == COMPLAINANT:
        return "klager"
    return CONTACT_ROLES[code] if code in CONTACT_ROLES else ROLE_LABELS[Role(code)]


@dataclass(frozen=True, kw_only=True)
class RoleName:
    """What one organisation calls a role: one of the platform's, one its reporting lines name, or one of its own.

    An own role has a code of its own and says with ``like`` which role of the platform it is here: whoever holds it may do what
    that role may, and a move or notice may name it apart.
    """

    role: str
    name: str
    like: str | None = None


def called_at(names: Iterable[RoleName], code: str) -> str:
    """What an organisation calls a role; the platform's plain word where it has none of its own."""
    for one in names:
        if one.role == code:
            return one.name
    if code == COMPLAINANT or code in CONTACT_ROLES or code in ROLE_LABELS:
        return role_label(code)
    return OTHER_NAMES.get(code, code)


OTHER_NAMES = {SUPERVISOR: "leidinggevende"}
