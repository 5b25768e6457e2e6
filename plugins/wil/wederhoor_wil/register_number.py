"""The case number: no document gives one, so date and sequence without anything personal."""

from wederhoor.hookspecs import NumberPart, RegisterNumberRule, SequenceScope

from .sources import PARTLY_SEEN

RULE = RegisterNumberRule(
    parts=(NumberPart.DATE, NumberPart.SEQUENCE),
    scope=SequenceScope.CONTINUOUS,
    padding=4,
    separator="-",
    surname_letters=0,
    source=PARTLY_SEEN,
)
