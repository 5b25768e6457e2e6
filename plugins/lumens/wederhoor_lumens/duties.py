"""What the two codes ask of people in more than one place: the sentence people read, and beside it the same as data."""

from wederhoor.hookspecs import Duty, Moment

from .roles import COACH, DIRECT_SUPERVISOR, EMPLOYEE, FILE, SUPERVISOR, WORKER, not_said

REPORT_ALL = Duty(
    who="werknemer",
    by=(WORKER,),
    what="de nevenactiviteit melden",
    to="werkgever",
    towards=(not_said("werkgever"),),
    when="als u die gaat verrichten",
    moment=Moment.WHEN_IT_ARISES,
)
RECORD = Duty(
    who="leidinggevende",
    by=(SUPERVISOR,),
    what="het besluit vastleggen",
    to="personeelsdossier",
    towards=(FILE,),
    when="na het besluit",
    moment=Moment.AFTERWARDS,
)
ASK_SUPERVISOR = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="melden en toestemming vragen",
    to="direct leidinggevende",
    towards=(DIRECT_SUPERVISOR,),
    when="bij twijfel, vooraf",
    moment=Moment.BEFOREHAND,
)


def coach(what: str, when: str, moment: Moment, late: str | None = None) -> Duty:
    return Duty(
        who="medewerker",
        by=(EMPLOYEE,),
        what=what,
        to="animo-coach",
        towards=(COACH,),
        when=when,
        moment=moment,
        afterwards=late,
    )


def direct_supervisor(what: str, when: str) -> Duty:
    return Duty(
        who="medewerker",
        by=(EMPLOYEE,),
        what=what,
        to="direct leidinggevende",
        towards=(DIRECT_SUPERVISOR,),
        when=when,
        moment=Moment.WHEN_IT_ARISES,
    )
