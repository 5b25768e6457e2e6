"""What InteraktContour calls the roles."""

from wederhoor.hookspecs import Role, RoleName

NAMES = (
    RoleName(role=Role.DIRECTOR, name="Raad van Bestuur"),
    RoleName(role=Role.CONFIDANT, name="vertrouwenspersoon"),
    RoleName(role=Role.SECRETARY, name="klachtenfunctionaris"),
    RoleName(role="supervisor", name="direct leidinggevende"),
    RoleName(role="supervisory_board", name="Raad van Toezicht"),
    RoleName(role="spokespersons", name="officiële woordvoerders"),
    RoleName(role=Role.EMPLOYEE, name="medewerker"),
)
