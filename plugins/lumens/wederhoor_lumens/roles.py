"""What Lumens calls the roles, by edition."""

from wederhoor.hookspecs import Role, RoleName

_SHARED = (
    RoleName(role=Role.SECRETARY, name="ambtelijk secretaris"),
    RoleName(role=Role.QUALITY_OFFICER, name="kwaliteitsfunctionaris"),
    RoleName(role=Role.COMMITTEE_CHAIR, name="voorzitter van de klachtencommissie"),
    RoleName(role=Role.COMMITTEE_MEMBER, name="lid van de klachtencommissie"),
    RoleName(role=Role.DIRECTOR, name="bestuurder"),
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
