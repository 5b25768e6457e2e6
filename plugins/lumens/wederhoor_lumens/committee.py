"""The complaints committee (bijlage 4)."""

from wederhoor.hookspecs import Act, Committee, Quorum, Seat, Term, Unit

from .sources import kr

_COMPOSITION = kr("bijlage 4, Samenstelling en vergaderingen van de klachtencommissie")
_STEP_3 = kr("bijlage 3, stap 3")
_CHALLENGE = kr("bijlage 3, Wraking en verschoning")
# Bijlage 3, stap 1a, punt 2 d lets these complain when it is about youth help, and only then.
_ABOUT_YOUTH_HELP = ("youth", "parent", "guardian", "foster_parent")
_CLIENTS = ("client", "representative", "surviving_relative", *_ABOUT_YOUTH_HELP)

COMMITTEE = Committee(
    name="Klachtencommissie",
    seats=(
        Seat(
            code="chair",
            label="onafhankelijke voorzitter",
            nominated_by="de overige leden",
            appointed_by="bestuurder",
            independent=True,
            complainants=(),
            source=_COMPOSITION,
        ),
        Seat(
            code="director_member",
            label="lid benoemd door de bestuurder",
            nominated_by=None,
            appointed_by="bestuurder",
            independent=False,
            complainants=(),
            source=_COMPOSITION,
        ),
        Seat(
            code="client_member",
            label="lid voorgedragen door de klantenraad",
            nominated_by="klantenraad",
            appointed_by="bestuurder",
            independent=False,
            complainants=_CLIENTS,
            source=_COMPOSITION,
            youth_help_only=_ABOUT_YOUTH_HELP,
        ),
        Seat(
            code="staff_member",
            label="lid voorgedragen door de ondernemingsraad",
            nominated_by="ondernemingsraad",
            appointed_by="bestuurder",
            independent=False,
            complainants=("employee", "volunteer", "intern"),
            source=_COMPOSITION,
        ),
    ),
    least_members=3,
    quorums=(
        Quorum(
            act=Act.HEARING,
            least=None,
            most=3,
            rule=(
                "Horen doen de voorzitter en ten hoogste twee leden, met de secretaris. Is de "
                "voorzitter verhinderd, dan "
                "vervangt een lid hem."
            ),
            source=_STEP_3,
        ),
        Quorum(
            act=Act.DECISION,
            least=3,
            most=None,
            rule="Afhandelen kan alleen met de hele commissie. Bij gelijke stemmen beslist de voorzitter.",
            source=_COMPOSITION,
        ),
        Quorum(
            act=Act.CHALLENGE,
            least=2,
            most=2,
            rule=(
                "De andere leden beslissen over een bezwaar tegen een lid. Bij gelijke stemmen is het "
                "bezwaar terecht."
            ),
            source=_CHALLENGE,
        ),
    ),
    term=Term(3, Unit.YEARS),
    renewals=1,
    notice=Term(1, Unit.MONTHS),
    secretary="één ambtelijk secretaris van Lumens, geen lid",
    decides_tie="voorzitter",
    challenge_tie="bezwaar is terecht",
    reports_to="bestuurder",
    reports_to_when_director="Raad van Toezicht",
    source=_COMPOSITION,
    notes=(
        "Het besluit wordt naar buiten gebracht alsof het unaniem is.",
        (
            "Een lid stopt bij het einde van het dienstverband, bij opzegging, of op verzoek van de "
            "andere leden."
        ),
    ),
    silences=(
        (
            "third_seat",
            "Voor partners, leveranciers, betrokkenen en anderen noemt het reglement geen derde lid.",
        ),
        (
            "participant_appointments",
            "Welke klantenraad en bestuurder bij een deelnemer benoemen, zegt het reglement niet.",
        ),
        (
            "hearing_minimum",
            "Hoeveel leden er bij het horen ten minste moeten zijn, zegt het reglement niet met een getal.",
        ),
        (
            "about_committee",
            "Over een klacht over de Raad van Toezicht, de secretaris, de kwaliteitsfunctionaris of "
            "de commissie zegt het "
            "reglement niets.",
        ),
    ),
)
