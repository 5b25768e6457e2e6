"""What WIL calls the roles."""

from wederhoor.hookspecs import Role, RoleName

NAMES = (
    RoleName(role=Role.DIRECTOR, name="directeur"),
    RoleName(role=Role.HR, name="HR manager"),
    RoleName(role=Role.CONFIDANT, name="vertrouwenspersoon"),
    RoleName(role=Role.SECRETARY, name="klachtencoördinator"),
    RoleName(role="supervisor", name="leidinggevende"),
    RoleName(role="ict", name="ICT-afdeling"),
    RoleName(role="communications", name="afdeling Communicatie"),
    RoleName(role=Role.EMPLOYEE, name="medewerker"),
)
