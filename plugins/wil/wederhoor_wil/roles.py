"""What WIL calls the roles."""

from wederhoor.hookspecs import Role, RoleName, Somebody

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

# Whom the duties name, by the words each of them uses.
EMPLOYEE = RoleName(role=Role.EMPLOYEE, name="medewerker")
SUPERVISOR = RoleName(role="supervisor", name="leidinggevende")
HR = RoleName(role=Role.HR, name="HR")
HR_MANAGER = RoleName(role=Role.HR, name="HR manager")
CONFIDANT = RoleName(role=Role.CONFIDANT, name="vertrouwenspersoon")
ICT = RoleName(role="ict", name="ICT-afdeling")
COMMUNICATIONS = RoleName(role="communications", name="afdeling Communicatie")


def around(name: str) -> RoleName:
    """People around, by what the document calls them."""
    return RoleName(role=Somebody.PEOPLE_AROUND, name=name)


def not_said(name: str) -> RoleName:
    """A body or a scheme of which the document does not say who that is."""
    return RoleName(role=Somebody.NOT_SAID, name=name)
