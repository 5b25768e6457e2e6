"""The terms of the Awb; those of its own complaints scheme are not known."""

from dataclasses import replace

from wederhoor.hookspecs import DeadlineRule, Escalation, ToConfirm, awb

RULES = awb.DEADLINES

_MISSED = ToConfirm(
    reason="de regeling is niet gezien; wie het hoort als een termijn wordt gemist, is niet bekend"
)


def escalated(rules: tuple[DeadlineRule, ...], days: int) -> tuple[DeadlineRule, ...]:
    """The terms somebody is reminded of, with who else hears of them so many days after they were missed."""
    above = Escalation(after_days=days, roles=("quality_officer",), source=_MISSED)
    return tuple(
        replace(rule, escalation=above) if rule.reminders and not rule.chance and not rule.runs_out else rule
        for rule in rules
    )
