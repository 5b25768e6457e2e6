"""What InteraktContour's code asks people to report, get approved or leave alone, by topic."""

from wederhoor.hookspecs import AnyYes, Duty, Moment, Row, Unless, Verdict, When, topic_table

from .purchases import FROM_CLIENT_SAYS, NOT_SHOWN, PRIVATE, TERMS_ROWS
from .roles import DIRECT_SUPERVISOR, EMPLOYEE, SUPERVISOR, SUPERVISOR_OR_MANAGER
from .social_media import ON_SOCIAL_MEDIA
from .sources import ic
from .topics import TOPICS

_SPLIT = "Scheiding werk/privé"


def _cl(point: int) -> str:
    return f"Omgang van medewerkers met cliënten, punt {point}"


def _co(point: int) -> str:
    return f"Omgang met collega’s, punt {point}"


_SAME_TEAM = ("Werkt u op dezelfde locatie of afdeling?",)
_NO_COLLEAGUE = ("client", "client_family", "supplier", "company", "relation", "partner", "other")

POLICIES = (
    topic_table(
        "side_activity",
        "Nevenfuncties",
        ic(f"{_SPLIT}, punt 4"),
        Row(
            code="may_conflict",
            when=(When("conflict", ("yes", "unclear")),),
            verdict=Verdict.REFUSED,
            says=(
                "Een nevenfunctie die in strijd kan zijn met de belangen van InteraktContour, vervult u niet."
            ),
            sources=(ic(f"{_SPLIT}, punt 4"),),
            numbers=("IC-40",),
        ),
        Row(
            code="no_conflict",
            when=(When("conflict", ("no",)),),
            verdict=Verdict.ALLOWED,
            says=(
                "De nevenfunctie kan niet in strijd zijn met de belangen van InteraktContour. Melden "
                "vraagt de code niet."
            ),
            sources=(ic(f"{_SPLIT}, punt 4"),),
            silent_on=("reporting",),
        ),
        Row(
            code="judge",
            when=(),
            verdict=Verdict.OWN_JUDGEMENT,
            says=(
                "Kan de nevenfunctie in strijd zijn met de belangen van InteraktContour? Dan mag zij "
                "niet. Melden vraagt de "
                "code niet."
            ),
            sources=(ic(f"{_SPLIT}, punt 4"),),
            numbers=("IC-40",),
            questions=("Kan de nevenfunctie in strijd zijn met de belangen van InteraktContour?",),
            silent_on=("reporting",),
        ),
    ),
    topic_table(
        "private_purchase",
        "Privé kopen",
        PRIVATE,
        Row(
            code="client",
            when=(When("with", ("client", "client_family")),),
            verdict=Verdict.SILENT,
            says=FROM_CLIENT_SAYS,
            sources=(PRIVATE, ic(_cl(7)), ic("Algemeen")),
            numbers=("IC-04",),
            silent_on=("purchase_from_client",),
        ),
        Row(
            code="no_business",
            when=(When("does_business", ("no",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code regelt alleen kopen bij een bedrijf waarmee de organisatie zaken doet of heeft "
                "gedaan."
            ),
            sources=(PRIVATE,),
            silent_on=("company_without_business",),
        ),
        *TERMS_ROWS,
        NOT_SHOWN,
    ),
    topic_table(
        "personal_relation",
        "Persoonlijke relatie of liefde",
        ic("Omgang van medewerkers met cliënten en met collega’s"),
        Row(
            code="love_client",
            when=(When("with", ("client",)), When("relation", ("love",))),
            verdict=Verdict.REPORT,
            says=(
                "Verliefdheid tussen u en een cliënt, van welke kant ook, meldt en bespreekt u "
                "meteen. Samen zoekt u een "
                "passende oplossing. Een persoonlijke relatie met een cliënt mag niet."
            ),
            sources=(ic(_cl(8)), ic(_cl(5))),
            numbers=("IC-17", "IC-13"),
            duties=(
                Duty(
                    who="medewerker",
                    by=(EMPLOYEE,),
                    what="melden en bespreken",
                    to="leidinggevende of manager",
                    towards=(SUPERVISOR_OR_MANAGER,),
                    when="direct",
                    moment=Moment.AT_ONCE,
                ),
            ),
        ),
        Row(
            code="client",
            when=(When("with", ("client",)),),
            verdict=Verdict.REFUSED,
            says="U gaat geen persoonlijke relatie aan met een cliënt, ook niet online.",
            sources=(ic(_cl(5)),),
            numbers=("IC-13",),
        ),
        Row(
            code="family",
            when=(
                When("relation", ("family",)),
                Unless("with", _NO_COLLEAGUE),
                Unless("same_team", ("no",)),
            ),
            verdict=Verdict.SUPERVISOR_DECIDES,
            says=(
                "Familie op dezelfde locatie of afdeling wil de organisatie voorkomen. De "
                "leidinggevende weegt met het team "
                "of het kan, of dat overplaatsing of afscheid nodig is. De code vraagt u niet om het "
                "te melden."
            ),
            sources=(ic(_co(3)),),
            numbers=("IC-23",),
            duties=(
                Duty(
                    who="leidinggevende",
                    by=(SUPERVISOR,),
                    what="afwegen, in overleg met het team",
                    to="medewerker",
                    towards=(EMPLOYEE,),
                    when="",
                    moment=Moment.NOT_SAID,
                ),
            ),
            questions=_SAME_TEAM,
        ),
        Row(
            code="love_same_team",
            when=(When("relation", ("love",)), When("with", ("colleague",)), When("same_team", ("yes",))),
            verdict=Verdict.REPORT,
            says=(
                "Een liefdesrelatie met een collega van dezelfde locatie of afdeling wordt gemeld. "
                "Zij is ongewenst in het "
                "werk; per geval komt er een oplossing, zoals overplaatsing of afscheid."
            ),
            sources=(ic(_co(2)),),
            numbers=("IC-21", "IC-22"),
            duties=(
                Duty(
                    who="medewerker",
                    by=(EMPLOYEE,),
                    what="de relatie melden",
                    to="direct leidinggevende",
                    towards=(DIRECT_SUPERVISOR,),
                    when="als die ontstaat",
                    moment=Moment.WHEN_IT_ARISES,
                ),
            ),
        ),
        Row(
            code="love_perhaps_same_team",
            when=(
                When("relation", ("love",)),
                Unless("with", _NO_COLLEAGUE),
                Unless("same_team", ("no",)),
            ),
            verdict=Verdict.REPORT,
            says=(
                "Werkt uw collega op dezelfde locatie of afdeling? Dan wordt een liefdesrelatie gemeld. Werkt u niet "
                "bij elkaar, dan vraagt de code niets."
            ),
            sources=(ic(_co(2)),),
            numbers=("IC-21", "IC-22"),
            duties=(
                Duty(
                    who="medewerker",
                    by=(EMPLOYEE,),
                    what="de relatie melden",
                    to="direct leidinggevende",
                    towards=(DIRECT_SUPERVISOR,),
                    when="als u op dezelfde locatie of afdeling werkt",
                    moment=Moment.WHEN_IT_ARISES,
                ),
            ),
            questions=_SAME_TEAM,
        ),
        Row(
            code="other",
            when=(),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt hierover niets. Zij regelt alleen cliënten, en collega’s van dezelfde "
                "locatie of afdeling."
            ),
            sources=(ic(_co(2)), ic(_co(3))),
            silent_on=("personal_relation",),
        ),
    ),
    topic_table(
        "client_data",
        "Cliëntinformatie inzien",
        ic(_cl(2)),
        Row(
            code="needed",
            when=(AnyYes(("needed_for_work", "functional_consultation")),),
            verdict=Verdict.ALLOWED,
            says=(
                "U kijkt omdat het nodig is voor de hulp, of in werkoverleg met collega’s of leidinggevenden."
            ),
            sources=(ic(_cl(2)),),
            numbers=("IC-10",),
        ),
        Row(
            code="not_needed",
            when=(),
            verdict=Verdict.REFUSED,
            says=(
                "U kijkt alleen in cliëntinformatie als dat nodig is voor de hulp. Werkoverleg is de "
                "enige uitzondering."
            ),
            sources=(ic(_cl(2)),),
            numbers=("IC-10",),
        ),
    ),
    topic_table(
        "physical_intervention",
        "Lichamelijk ingrijpen",
        ic(_cl(6)),
        Row(
            code="needed",
            when=(When("safety", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says="Ingrijpen mag alleen om een conflict te stoppen dat anders bedreigend en onveilig wordt.",
            sources=(ic(_cl(6)),),
            numbers=("IC-15",),
        ),
        Row(
            code="otherwise",
            when=(),
            verdict=Verdict.REFUSED,
            says=(
                "U bent niet agressief tegen een cliënt. Ingrijpen mag alleen als het anders bedreigend "
                "en onveilig wordt."
            ),
            sources=(ic(_cl(6)),),
            numbers=("IC-14", "IC-15"),
        ),
    ),
    *ON_SOCIAL_MEDIA,
    *TOPICS,
)
