"""Title 9.1 of the Awb for a public body: its terms, what a complaint holds, and the grounds on which it need not be taken up."""

from wederhoor.hookspecs import (
    AdmissibilityRules,
    DeadlineRule,
    FurtherOption,
    Law,
    Place,
    Regime,
    awb,
    hookimpl,
)


@hookimpl
def regimes() -> tuple[Regime, ...]:
    return (
        Regime(
            code="awb",
            when=(),
            governs=("Awb, titel 9.1",),
            laws=(Law.AWB,),
            says="Een klacht over een bestuursorgaan valt onder titel 9.1 van de Awb.",
            sources=(awb.article("9:1"),),
        ),
    )


@hookimpl
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return awb.DEADLINES


@hookimpl
def admissibility() -> AdmissibilityRules:
    return AdmissibilityRules(required_content=awb.REQUIRED_CONTENT, grounds=awb.GROUNDS)


@hookimpl
def further_options() -> tuple[FurtherOption, ...]:
    return (
        FurtherOption(
            code="ombudsman",
            label="De ombudsman",
            explanation="Is uw klacht behandeld en bent u niet tevreden? Dan kunt u binnen een jaar naar de ombudsman.",
            complainants=(),
            source=awb.article("9:18 lid 1, 9:20 en 9:24 lid 1"),
            places=(Place.AFTER,),
        ),
    )
