"""The Wkkgz for a provider of care: the term of its answer and the disputes body."""

from wederhoor.hookspecs import DeadlineRule, FurtherOption, Law, Place, Regime, When, hookimpl, wkkgz


@hookimpl
def regimes() -> tuple[Regime, ...]:
    return (
        Regime(
            code="wkkgz",
            when=(
                When(
                    "complainant",
                    ("client", "youth", "relative", "parent", "representative", "surviving_relative"),
                ),
            ),
            governs=("Wkkgz",),
            laws=(Law.WKKGZ,),
            says="Een klacht van een cliënt, een vertegenwoordiger of een nabestaande over zorg valt onder de Wkkgz.",
            sources=(wkkgz.article("14"),),
        ),
    )


@hookimpl
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return wkkgz.DEADLINES


@hookimpl
def further_options() -> tuple[FurtherOption, ...]:
    return (
        FurtherOption(
            code="disputes_body",
            label="De geschilleninstantie",
            explanation="Bent u het niet eens met het antwoord, dan kunt u naar de geschilleninstantie waarbij de zorgaanbieder hoort.",
            complainants=(),
            source=wkkgz.article("18-22"),
            places=(Place.AFTER,),
        ),
    )
