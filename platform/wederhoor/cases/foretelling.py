"""What it will do that a case goes on in another one, said before anything is done: for the case, and for everybody in it."""

from collections.abc import Mapping

from wederhoor.cases.merging import Joining, details_of, still_here
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.tables import Dossier
from wederhoor.rules.wording import listed


def foretold(case: Case, other: Dossier, joined: Joining) -> list[str]:
    """What joining will do, in sentences: for the case, and for everybody in it."""
    work, here = case.work, still_here(case.work, case.dossier.id)
    there = {party.id: party for party in still_here(work, other.id)}
    called_there, names = called_in(work, there.values()), called_in(work, here)
    told = {party.id for party in dossiers.told_parties(work, case.dossier.id)}
    lines = [
        f"Dossier {case.dossier.number} gaat dicht en verwijst naar {other.number}. Wat hier ligt, blijft hier te lezen.",
        "Wie een van de twee dossiers niet mag zien, ziet ze daarna allebei niet.",
    ]
    for party in here:
        name, twin = names[party.id].name, joined.same.get(party.id)
        if party.role == "accused":
            if party.id in joined.along:
                lines.append(
                    f"{name} staat in {other.number} ook als aangeklaagde, "
                    "en krijgt daar pas bericht als u vastlegt over wie de klacht gaat."
                )
            elif twin is None:
                lines.append(f"{name} staat alleen hier als aangeklaagde, en niet in {other.number}.")
            continue
        if twin is not None:
            gets = (
                f"{name} krijgt een brief dat de klacht verdergaat in {other.number}"
                if party.id in told
                else ""
            )
            lines.append(
                f"{gets or name + ' is ' + called_there[twin].name} en houdt daar de eigen code en de eigen brieven."
            )
            if party.id in joined.details:
                lines.append(
                    f"Brieven aan {called_there[twin].name} gaan voortaan naar {in_words(details_of(party))}."
                )
        else:
            lines.append(
                f"{name} klaagt voortaan ook in {other.number}, krijgt daar brieven en kan er met een eigen code lezen wat klagers lezen. "
                "De brief met die code kijkt u eerst na."
            )
    return lines


def in_words(details: Mapping[str, str]) -> str:
    """How somebody can be reached, in one line."""
    street = " ".join(filter(None, (details["street"], details["postal_code"], details["town"])))
    ways = {"email": "per e-mail", "post": "per post", "phone": "per telefoon", "pick_up": "wordt opgehaald"}
    parts = [part for part in (details["safe_address"] or street, details["email"], details["phone"]) if part]
    return f"{listed(parts, 'en') or 'geen adres'} ({ways.get(details['channel'], 'op de eigen pagina')})"
