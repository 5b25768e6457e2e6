"""Who asks whom to talk to, in their own words: which matters there are for them, and whom those can be about."""

from dataclasses import dataclass

from wederhoor.organisation import Organisation
from wederhoor.rules.names import in_order
from wederhoor.rules.reporting_lines import About, Asker, find_line, route

UNDESIRED = "undesired_conduct"
STAFF = (Asker.EMPLOYEE, Asker.TEAM, Asker.BOARD_MEMBER, Asker.ACCUSED)


@dataclass(frozen=True, kw_only=True)
class Who:
    """Somebody who asks: in their own words, as what the lines know them, and whom a matter of theirs can be about."""

    label: str
    asker: Asker
    about: tuple[tuple[About, str], ...]


_ANYBODY = (About.UNKNOWN, "Over niemand in het bijzonder, of dat zeg ik liever niet")
_AT_WORK = (
    (About.COLLEAGUE, "Over een collega"),
    (About.OWN_MANAGER, "Over mijn leidinggevende"),
    (About.TEAM, "Over mijn hele team"),
    (About.DIRECTOR, "Over de bestuurder of directeur"),
    (About.BOARD, "Over het bestuur"),
    (About.CONFIDANT, "Over de vertrouwenspersoon"),
    (About.CLIENT, "Over een klant, cliënt of inwoner"),
    (About.SELF, "Over mijzelf"),
    (About.ORGANISATION, "Over de organisatie"),
    _ANYBODY,
)
_OUTSIDE = (
    (About.COLLEAGUE, "Over een medewerker"),
    (About.TEAM, "Over een heel team"),
    (About.DIRECTOR, "Over de bestuurder of directeur"),
    (About.ORGANISATION, "Over de organisatie"),
    _ANYBODY,
)
_ON_THE_BOARD = (
    (About.COLLEAGUE, "Over een medewerker"),
    (About.BOARD, "Over een andere bestuurder"),
    (About.CONFIDANT, "Over de vertrouwenspersoon"),
    (About.CLIENT, "Over een klant, cliënt of inwoner"),
    (About.SELF, "Over mijzelf"),
    _ANYBODY,
)
WHO = (
    Who(label="Ik ben inwoner, klant of cliënt", asker=Asker.CLIENT, about=_OUTSIDE),
    Who(label="Ik help of vertegenwoordig iemand", asker=Asker.REPRESENTATIVE, about=_OUTSIDE),
    Who(label="Ik werk hier", asker=Asker.EMPLOYEE, about=_AT_WORK),
    Who(label="Ik ben vrijwilliger of stagiair", asker=Asker.EMPLOYEE, about=_AT_WORK),
    Who(
        label="Er is een klacht over mij",
        asker=Asker.ACCUSED,
        about=((About.CONFIDANT, "Over de vertrouwenspersoon"), _ANYBODY),
    ),
    Who(label="Ik ben bestuurder", asker=Asker.BOARD_MEMBER, about=_ON_THE_BOARD),
)
"""In the order people are asked; a volunteer or an intern has the same ways as who is employed (KR-007, KR-070)."""


def matters_for(organisation: Organisation, asker: Asker) -> list[tuple[str, str]]:
    """Matters the code shows a way for, as (code, label), each once; what hurts most stands first.

    Of two that are called the same the first is the way for this asker.
    """
    lines = [line for line in reversed(organisation.reporting_lines) if asker in line.askers]
    by_matter = {line.matter: line.label for line in lines}
    found = {label: code for code, label in by_matter.items()}
    return sorted(
        ((code, label) for label, code in found.items()),
        key=lambda pair: (pair[0] != UNDESIRED, in_order(pair[1])),
    )


def about_choices(organisation: Organisation, matter: str, who: Who) -> tuple[tuple[About, str], ...]:
    """Whom it can be about, where that makes a difference for the way; else nobody has to say it."""
    lines = organisation.reporting_lines
    ways = set()
    for about, _ in who.about:
        line = find_line(lines, matter, who.asker, about)
        ways.add((line.label, route(line, about, who.asker).contacts) if line else None)
    return who.about if len(ways) > 1 else ()
