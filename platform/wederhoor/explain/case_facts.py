"""The organisation as one case sees it: which regime a question falls under, and what then applies."""

from collections.abc import Mapping

from wederhoor.explain.reading import FactRefused
from wederhoor.explain.vocabulary import word, words_or
from wederhoor.organisation import Organisation
from wederhoor.rules.applying import FORMS, ORAL, CameBy, case_facts
from wederhoor.rules.complaint_process import ComplaintProcess, Meaning
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.regimes import choose_regime

_ALSO_MISSING = {
    "name": "name_address",
    "address": "name_address",
    "reason": "objection",
    "steps": "steps_taken",
}
_USUAL_ITEMS = frozenset({"name_address", "date", "description", "objection", "steps_taken", "signature"})


def for_this_case(
    organisation: Organisation, facts: Mapping[str, object], given: str = "client"
) -> Organisation:
    """The answers as far as they apply to a case of which this is said; ``given``: who complains when nobody says."""
    asked = {
        "matter": "complaint",
        "complainant": str(facts.get("complainant", given)),
        "about": str(facts.get("about", "unknown")),
        "youth_help": str(facts.get("youth_help", "no")),
    }
    governing = choose_regime(organisation.regimes, asked)
    oral = facts.get("form") == FORMS[0] or facts.get("oral") == "yes"
    channel = str(facts.get("channel", CameBy.PHONE if oral else CameBy.WEB))
    if "form" in facts and (channel in ORAL) != oral:
        raise FactRefused(f"‘{channel}’ en ‘{facts['form']}’ gaan niet samen: controleer channel en form.")
    return organisation.for_case(
        case_facts(
            regime=governing.code if governing else None,
            category=str(facts.get("category", "other")),
            channel=channel,
            filed_as="dissatisfaction" if facts.get("formal") == "no" else "complaint",
            outcome=str(facts["outcome"]) if "outcome" in facts else None,
        )
    )


def missing_items(organisation: Organisation, given: object) -> tuple[str, ...]:
    """What is said to be missing, by the codes of the organisation. Raises ``FactRefused`` naming those there are."""
    codes = tuple(_ALSO_MISSING.get(str(one), str(one)) for one in given) if isinstance(given, tuple) else ()
    own = [item.code for item in organisation.required_content]
    for code in codes:
        if code not in own and word(code) not in _USUAL_ITEMS:
            known = words_or(dict.fromkeys((*own, *sorted(_USUAL_ITEMS))))
            raise FactRefused(f"Het woord ‘{code}’ ken ik niet bij missing; wel: {known}.")
    return codes


def can_be_completed(organisation: Organisation) -> str | None:
    """What the organisation itself says on completing a complaint, in words; None: nothing."""
    for rule in organisation.deadlines:
        if rule.starts is StartEvent.ASKED_TO_COMPLETE:
            return f"U krijgt de kans om dat aan te vullen: {rule.term} nadat daarom is gevraagd ({rule.source})."
    process = organisation.process
    if (
        organisation.edition.law is None
        and isinstance(process, ComplaintProcess)
        and any(move.means is Meaning.COMPLETED for move in process.moves)
    ):
        return "U krijgt de kans om dat aan te vullen; een termijn noemt het document niet."
    return None
