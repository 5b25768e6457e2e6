"""The Jeugdwet beside an organisation's own rules: which complaints it governs, and the month within which measures are told."""

from dataclasses import replace

from wederhoor.hookspecs import CaseFact, DeadlineRule, Law, Regime, When, hookimpl, jeugdwet

CODE = "youth_help"
_CLIENT_SIDE = (
    "client",
    "relative",
    "representative",
    "surviving_relative",
    "youth",
    "parent",
    "guardian",
    "foster_parent",
)


@hookimpl
def regimes() -> tuple[Regime, ...]:
    return (
        Regime(
            code=CODE,
            when=(When("complainant", _CLIENT_SIDE), When("youth_help", ("yes",))),
            governs=("Jeugdwet",),
            laws=(Law.JEUGDWET,),
            says="De klacht gaat over jeugdhulp: de Jeugdwet is het kader. Titel 9.1 van de Awb geldt niet.",
            sources=(jeugdwet.article("4.2.1 lid 8"),),
        ),
    )


@hookimpl
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return tuple(replace(rule, when=(When(CaseFact.REGIME, (CODE,)),)) for rule in jeugdwet.DEADLINES)
