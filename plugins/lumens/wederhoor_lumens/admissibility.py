"""What a complaint to the committee must contain and when it is not taken up (bijlage 3, stap 1b)."""

from wederhoor.hookspecs import (
    AdmissibilityGround,
    AdmissibilityRules,
    Category,
    FilingLimit,
    RequiredItem,
    Sign,
    Term,
    ToConfirm,
    Unit,
)

from .sources import kr

_STEP_1B = kr("bijlage 3, stap 1b")

REQUIRED_CONTENT = (
    RequiredItem(
        code="name_address",
        label="Uw naam en adres",
        explanation="Zo weten we wie u bent en waar we u kunnen bereiken.",
        source=_STEP_1B,
    ),
    RequiredItem(
        code="date",
        label="De datum",
        explanation="De dag waarop u uw klacht schrijft.",
        source=_STEP_1B,
    ),
    RequiredItem(
        code="description",
        label="Waar uw klacht over gaat",
        explanation="Beschrijf zo duidelijk mogelijk wat er is gebeurd.",
        source=_STEP_1B,
    ),
    RequiredItem(
        code="objection",
        label="Waarom u het er niet mee eens bent",
        explanation="Vertel waarom u dit niet goed vindt.",
        source=_STEP_1B,
    ),
    RequiredItem(
        code="steps_taken",
        label="Wat u al hebt gedaan",
        explanation=(
            "Vertel wat u tot nu toe hebt gedaan om het op te lossen. Nog niets gedaan? Schrijf dat op."
        ),
        source=_STEP_1B,
    ),
    RequiredItem(
        code="signature",
        label="Uw handtekening",
        explanation="Hebt u het formulier op de website gebruikt? Dan vragen we u om alsnog te ondertekenen.",
        source=_STEP_1B,
    ),
)

GROUNDS = (
    AdmissibilityGround(
        code="anonymous",
        sign=Sign.UNNAMED,
        label="De klacht is anoniem ingediend.",
        unless=None,
        must=True,
        source=_STEP_1B,
    ),
    AdmissibilityGround(
        code="not_participating",
        label="De klacht gaat niet over een organisatie die aan dit reglement meedoet.",
        unless=None,
        must=True,
        source=_STEP_1B,
    ),
    AdmissibilityGround(
        code="handled_before",
        sign=Sign.HANDLED_EARLIER,
        asks="Welke nieuwe feiten of omstandigheden zijn er?",
        label="De klacht is al eerder ingediend en behandeld.",
        unless="Er zijn nieuwe feiten en omstandigheden.",
        must=True,
        source=_STEP_1B,
    ),
    AdmissibilityGround(
        code="same_pending",
        sign=Sign.STILL_PENDING,
        label="Een gelijke klacht van dezelfde klager is nog in behandeling.",
        unless=None,
        must=True,
        source=_STEP_1B,
    ),
    AdmissibilityGround(
        code="older_than_a_year",
        sign=Sign.TOO_LATE,
        limit=FilingLimit(term=Term(1, Unit.YEARS)),
        asks="Welke bijzondere reden is er om de klacht toch te behandelen?",
        label="De klacht gaat over iets dat meer dan een jaar voor het indienen is gebeurd.",
        unless="Er is een bijzondere reden om de klacht toch te behandelen.",
        must=True,
        source=_STEP_1B,
    ),
    AdmissibilityGround(
        code="other_court",
        label="Een andere rechter dan de bestuursrechter behandelt de klacht of heeft dat gedaan.",
        unless=None,
        must=True,
        source=_STEP_1B,
    ),
)

RULES = AdmissibilityRules(required_content=REQUIRED_CONTENT, grounds=GROUNDS)

_OWN_LIST = ToConfirm(
    reason="het reglement noemt als voorbeelden alleen bejegening, expertise en omgang met persoonsgegevens"
)
_PARTNERSHIPS = kr("Verdeling van verantwoordelijkheden bij opdrachten en samenwerkingsconstructies")

CATEGORIES = (
    Category(code="treatment", label="Hoe u bent behandeld", source=_PARTNERSHIPS),
    Category(code="expertise", label="Deskundigheid", source=_PARTNERSHIPS),
    Category(code="personal_data", label="Omgang met persoonsgegevens", source=_PARTNERSHIPS),
    Category(code="agreements", label="Afspraken en bereikbaarheid", source=_OWN_LIST),
    Category(code="service", label="De hulp of dienst zelf", source=_OWN_LIST),
    Category(code="employment", label="Werk en omgang met collega’s", source=_OWN_LIST),
    Category(code="other", label="Iets anders", source=_OWN_LIST),
)
