"""What Lumens calls the roles, by edition."""

from wederhoor.hookspecs import Role, RoleName, Somebody

_SHARED = (
    RoleName(role=Role.SECRETARY, name="ambtelijk secretaris"),
    RoleName(role=Role.QUALITY_OFFICER, name="kwaliteitsfunctionaris"),
    RoleName(role=Role.COMMITTEE_CHAIR, name="voorzitter van de klachtencommissie"),
    RoleName(role=Role.COMMITTEE_MEMBER, name="lid van de klachtencommissie"),
    RoleName(role=Role.DIRECTOR, name="bestuurder"),
    RoleName(role="supervisory_board", name="raad van toezicht"),
    RoleName(role=Role.CONFIDANT, name="vertrouwenspersoon"),
    RoleName(role=Role.EMPLOYEE, name="medewerker"),
)
NAMES_2016 = (*_SHARED, RoleName(role="supervisor", name="animo-coach"))
NAMES_NEW = (
    *_SHARED,
    RoleName(role="supervisor", name="direct leidinggevende"),
    RoleName(role="cluster_manager", name="clustermanager"),
    RoleName(role="board", name="directie"),
)

# Whom the duties name, by the words each of them uses.
EMPLOYEE = RoleName(role=Role.EMPLOYEE, name="medewerker")
WORKER = RoleName(role=Role.EMPLOYEE, name="werknemer")
COACH = RoleName(role="supervisor", name="animo-coach")
SUPERVISOR = RoleName(role="supervisor", name="leidinggevende")
DIRECT_SUPERVISOR = RoleName(role="supervisor", name="direct leidinggevende")
CONFIDANT = RoleName(role=Role.CONFIDANT, name="vertrouwenspersoon")
DIRECTOR = RoleName(role=Role.DIRECTOR, name="bestuurder")
DIRECTOR_IN_FULL = RoleName(role=Role.DIRECTOR, name="bestuurder van Lumens")
COMMITTEE = RoleName(role=Role.COMMITTEE_MEMBER, name="klachtencommissie")
FILE = RoleName(role=Somebody.PERSONNEL_FILE, name="personeelsdossier")


def around(name: str) -> RoleName:
    """People around, by what the document calls them."""
    return RoleName(role=Somebody.PEOPLE_AROUND, name=name)


def not_said(name: str) -> RoleName:
    """A body or a scheme of which the document does not say who that is."""
    return RoleName(role=Somebody.NOT_SAID, name=name)
