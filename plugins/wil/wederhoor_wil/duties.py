"""What WIL's code asks of people: the sentence people read, and beside it the same as data."""

from wederhoor.hookspecs import ContactOrder, Duty, Moment, RoleName

from .roles import (
    COMMUNICATIONS,
    CONFIDANT,
    EMPLOYEE,
    HR,
    HR_MANAGER,
    ICT,
    SUPERVISOR,
    around,
    not_said,
)


def _employee(
    what: str, to: str, when: str, moment: Moment, *towards: RoleName, choice: ContactOrder | None = None
) -> Duty:
    return Duty(
        who="medewerker",
        by=(EMPLOYEE,),
        what=what,
        to=to,
        towards=towards,
        choice=choice,
        when=when,
        moment=moment,
    )


CONSULT = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="overleggen",
    to="collega’s, leidinggevende en/of HR",
    towards=(around("collega’s"), SUPERVISOR, HR),
    choice=ContactOrder.OPTIONS,
    when="altijd bij twijfel",
    moment=Moment.WHEN_IT_ARISES,
)
"""Chapter 1: always when in doubt."""
DECLARE = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="de nevenwerkzaamheden opgeven",
    to="leidinggevende",
    towards=(SUPERVISOR,),
    when="als u ze doet of van plan bent",
    moment=Moment.WHEN_IT_ARISES,
)
DECIDE = Duty(
    who="medewerker en leidinggevende",
    by=(EMPLOYEE, SUPERVISOR),
    what="samen besluiten",
    to="elkaar",
    towards=(around("elkaar"),),
    when="na de opgave",
    moment=Moment.AFTERWARDS,
)
TALK_TO_COLLEAGUE = _employee(
    "aanspreken",
    "de collega zelf",
    "als het nodig is",
    Moment.WHEN_IT_ARISES,
    around("de collega zelf"),
)
REPORT_INCIDENT = _employee(
    "melden",
    "ICT-afdeling en leidinggevende",
    "onmiddellijk",
    Moment.AT_ONCE,
    ICT,
    SUPERVISOR,
    choice=ContactOrder.BOTH,
)
ASK_BEFORE_PRESS = _employee(
    "overleggen",
    "leidinggevende en afdeling Communicatie",
    "altijd vooraf",
    Moment.BEFOREHAND,
    SUPERVISOR,
    COMMUNICATIONS,
    choice=ContactOrder.BOTH,
)
TELL_COMMUNICATIONS = _employee(
    "contact opnemen",
    "afdeling Communicatie",
    "als u een bericht leest",
    Moment.WHEN_IT_ARISES,
    COMMUNICATIONS,
)
TELL_OF_REMARKS = _employee(
    "bespreken of inlichten",
    "de collega of leidinggevende",
    "als u het ziet of hoort",
    Moment.WHEN_IT_ARISES,
    around("de collega"),
    SUPERVISOR,
    choice=ContactOrder.EITHER,
)
ASK_ABOUT_DRESS = _employee("bespreken", "leidinggevende", "bij vragen", Moment.WHEN_IT_ARISES, SUPERVISOR)
TALK_FIRST = _employee(
    "eerst bespreken", "de collega", "zoveel mogelijk", Moment.WHEN_IT_ARISES, around("de collega")
)
THREE_DOORS = _employee(
    "melden",
    "leidinggevende, HR manager of vertrouwenspersoon",
    "bij een vermoeden",
    Moment.WHEN_IT_ARISES,
    SUPERVISOR,
    HR_MANAGER,
    CONFIDANT,
    choice=ContactOrder.OPTIONS,
)
REPORT_BY_SCHEME = _employee(
    "melden",
    "volgens de regeling",
    "bij een vermoeden",
    Moment.WHEN_IT_ARISES,
    not_said("volgens de regeling"),
)
TALK_WHEN_IN_DOUBT = _employee(
    "bespreken",
    "elkaar of de leidinggevende",
    "bij twijfel",
    Moment.WHEN_IT_ARISES,
    around("elkaar"),
    SUPERVISOR,
    choice=ContactOrder.EITHER,
)
SIGN_SECRECY = _employee(
    "de geheimhoudingsverklaring tekenen", "WIL", "vooraf", Moment.BEFOREHAND, not_said("WIL")
)
