"""The invented people of the demo world."""

from dataclasses import dataclass

PHONE = "088 000 00 00"
ADDRESS = "Postbus 0; 0000 ZZ Voorbeeldstad"
HOURS = "op werkdagen van 9.00 tot 12.00 uur"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone invented, and what they do here."""

    name: str
    roles: tuple[str, ...]
    initials: str = ""
    team: str | None = None
    under: str | None = None
    kind: str = "employee"


SECRETARY = "Kim Bakvis"
STAND_IN = "Joost Kwaliteit"
OFFICE, NEIGHBOURHOOD, BOARD = "Kantoor", "Wijkteam Noord", "Bestuur"
DIRECTOR = "Dirk Directeur"
LEADER = "Sanne Teamleider"
PEOPLE = (
    Person(name=DIRECTOR, roles=("director", "employee"), team=BOARD, kind="board_member"),
    Person(name=SECRETARY, roles=("secretary", "employee"), initials="kb", team=OFFICE, under=DIRECTOR),
    Person(name=STAND_IN, roles=("quality_officer", "employee"), team=OFFICE, under=DIRECTOR),
    Person(name="Vera Voorzit", roles=("committee_chair",)),
    Person(name="Mo Meedenker", roles=("committee_member",)),
    Person(name="Lena Luister", roles=("committee_member",)),
    Person(name="Hilda Personeel", roles=("hr", "employee"), team=OFFICE, under=DIRECTOR),
    Person(name="Vic Vertrouwd", roles=("confidant",)),
    Person(name="Inge Integer", roles=("integrity_officer", "employee"), team=OFFICE, under=DIRECTOR),
    Person(name="Ada Beheer", roles=("admin", "employee"), team=OFFICE, under=DIRECTOR),
    Person(name="Tom Toezicht", roles=("supervisory_board",)),
    Person(name="Cora Clustermanager", roles=("employee", "cluster_manager"), team=OFFICE, under=DIRECTOR),
    Person(name="Puck Pers", roles=("employee", "communications"), team=OFFICE, under=DIRECTOR),
    Person(name="Stef Storing", roles=("employee", "ict"), team=OFFICE, under=DIRECTOR),
    Person(name=LEADER, roles=("employee",), team=NEIGHBOURHOOD, under="Cora Clustermanager"),
    Person(name="Wil Wijkwerker", roles=("employee",), team=NEIGHBOURHOOD, under=LEADER),
    Person(name="Pim Planner", roles=("employee",), team=NEIGHBOURHOOD, under=LEADER),
    Person(name="Vrij Williger", roles=("employee",), team=NEIGHBOURHOOD, under=LEADER, kind="volunteer"),
)
"""Nobody has these names; one of every role at each organisation. Whoever leads stands before whom they lead."""


REACHED = ("confidant", "quality_officer", "integrity_officer")
"""Whose number stands at "Met wie kan ik praten?"."""


def address(name: str, slug: str) -> str:
    """The e-mail address of somebody invented, at a domain that cannot exist."""
    return f"{name.lower().replace(' ', '.')}@{slug}.voorbeeld.example"
