"""Whether words may be about a decision: then it may be an objection, which has six weeks, and no complaint (Awb 6:7, 9:8 lid 1 c)."""

import re

_WORDS = re.compile(
    r"\b(?:bezwaar\w*|besluit(?:en)?|beschikking(?:en)?|beroepschrift\w*|in (?:hoger )?beroep|beroep (?:aantekenen|instellen|gaan)"
    r"|voorlopige voorziening)\b",
    re.IGNORECASE,
)


def may_be_objection(*texts: str) -> bool:
    """Whether any of these texts speaks of a decision, an objection or an appeal. It only makes a notice appear: a person judges."""
    return any(_WORDS.search(text) for text in texts)
