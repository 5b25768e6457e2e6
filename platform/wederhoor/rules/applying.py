"""To which cases a rule applies: conditions over what is known of a case, the same for terms, letters, content, grounds and roads.

A rule without conditions applies to every case. Whoever the complaint is by and about is not among the facts: an organisation's own
table of regimes decides what that means (`Regime`), and conditions name the regime.
"""

from collections.abc import Mapping
from enum import StrEnum

from wederhoor.rules.tables import Unless, When, all_hold

Facts = Mapping[str, str]
NO_FACTS: Facts = {}


class CaseFact(StrEnum):
    """What a condition of a rule about cases may ask (`When(CaseFact.REGIME, ("youth_help",))`)."""

    REGIME = "regime"  # the code of the row of `regimes` the case falls under
    CATEGORY = "category"  # a code of `complaint_categories`
    CHANNEL = "channel"  # how it came in: see `CameBy`
    FORM = "form"  # "oral" or "written"
    FILED_AS = "filed_as"  # "complaint", or "dissatisfaction" for who wants no formal one
    OUTCOME = "outcome"  # the code of an `Judgement`, once there is one


class CameBy(StrEnum):
    """How a complaint came in."""

    WEB = "web"  # through the form on the website
    LETTER = "letter"
    PHONE = "phone"
    DESK = "desk"  # in a talk


ORAL = frozenset({CameBy.PHONE.value, CameBy.DESK.value})
"""The ways that are spoken: such a complaint is written down by somebody of the office."""
FORMS = ("oral", "written")


def case_facts(
    *, regime: str | None, category: str, channel: str, filed_as: str, outcome: str | None = None
) -> dict[str, str]:
    """The facts of one case, as conditions ask them."""
    return {
        CaseFact.REGIME: regime or "",
        CaseFact.CATEGORY: category,
        CaseFact.CHANNEL: channel,
        CaseFact.FORM: FORMS[0] if channel in ORAL else FORMS[1],
        CaseFact.FILED_AS: filed_as,
        CaseFact.OUTCOME: outcome or "",
    }


def applies(when: tuple[When | Unless, ...], facts: Facts) -> bool:
    """Whether a rule with these conditions applies to a case of which this is known."""
    return not when or all_hold(when, facts, None)
