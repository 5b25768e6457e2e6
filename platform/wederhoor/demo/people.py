"""The invented people of the demo world."""

from dataclasses import dataclass

PHONE = "088 000 00 00"
HOURS = "op werkdagen van 9.00 tot 12.00 uur"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone invented, and what they do here."""

    name: str
    roles: tuple[str, ...]
    initials: str = ""


SECRETARY = "Kim Bakvis"
STAND_IN = "Joost Kwaliteit"
PEOPLE = (
    Person(name=SECRETARY, roles=("secretary",), initials="kb"),
    Person(name=STAND_IN, roles=("quality_officer",)),
    Person(name="Vera Voorzit", roles=("committee_chair",)),
    Person(name="Mo Meedenker", roles=("committee_member",)),
    Person(name="Lena Luister", roles=("committee_member",)),
    Person(name="Dirk Directeur", roles=("director",)),
    Person(name="Hilda Personeel", roles=("hr",)),
    Person(name="Vic Vertrouwd", roles=("confidant",)),
    Person(name="Ada Beheer", roles=("admin",)),
    Person(name="Wil Wijkwerker", roles=("employee",)),
    Person(name="Sanne Teamleider", roles=("employee",)),
    Person(name="Pim Planner", roles=("employee",)),
)
"""Nobody has these names; one of every role at each organisation."""
