"""What InteraktContour calls the roles."""

from wederhoor.hookspecs import Role, RoleName, Somebody

NAMES = (
    RoleName(role=Role.DIRECTOR, name="Raad van Bestuur"),
    RoleName(role=Role.CONFIDANT, name="vertrouwenspersoon"),
    RoleName(role=Role.SECRETARY, name="klachtenfunctionaris"),
    RoleName(role="supervisor", name="direct leidinggevende"),
    RoleName(role="supervisory_board", name="Raad van Toezicht"),
    RoleName(role="spokespersons", name="officiële woordvoerders"),
    RoleName(role=Role.EMPLOYEE, name="medewerker"),
)

# Whom the duties name, by the words each of them uses.
EMPLOYEE = RoleName(role=Role.EMPLOYEE, name="medewerker")
SUPERVISOR = RoleName(role="supervisor", name="leidinggevende")
DIRECT_SUPERVISOR = RoleName(role="supervisor", name="direct leidinggevende")
SUPERVISOR_OR_MANAGER = RoleName(role="supervisor", name="leidinggevende of manager")
BOARD = RoleName(role=Role.DIRECTOR, name="Raad van Bestuur")
SUPERVISORY_BOARD = RoleName(role="supervisory_board", name="Raad van Toezicht")


def around(name: str) -> RoleName:
    """People around, by what the document calls them."""
    return RoleName(role=Somebody.PEOPLE_AROUND, name=name)


def not_said(name: str) -> RoleName:
    """A body or a scheme of which the document does not say who that is."""
    return RoleName(role=Somebody.NOT_SAID, name=name)
