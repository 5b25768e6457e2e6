"""Answers on where somebody can go with a complaint besides, instead of or after the organisation itself."""

from wederhoor.explain.context import Answer, cited, explained
from wederhoor.organisation import Organisation
from wederhoor.rules.reporting_lines import PLACES, Asker, ContactOrder
from wederhoor.rules.texts import FurtherOption
from wederhoor.rules.wording import listed

AFTERWARDS = "after_decision"
"""The matter of whoever does not agree with the outcome."""
_WORDS = dict(PLACES)
_COMPLAINANTS = {
    Asker.CLIENT: ("client",),
    Asker.REPRESENTATIVE: ("representative", "client"),
}
"""By whom the complaint is, seen from who asks; everybody else works here."""


def further_options(organisation: Organisation, matter: str, asker: Asker) -> Answer | None:
    """The answer about a further option by its code, or about all of them (`AFTERWARDS`); None for another matter."""
    every = organisation.further_options
    named = tuple(one for one in every if matter in (one.code, AFTERWARDS))
    if not named and matter != AFTERWARDS:
        return None
    whose = _COMPLAINANTS.get(asker, ("employee",))
    open_to = tuple(one for one in named if not one.complainants or set(one.complainants) & set(whose))
    parts = [_said(one) for one in open_to]
    if not open_to:
        parts.append(
            f"{listed(one.label for one in named)} staat niet open voor wie dit vraagt."
            if named
            else "Waar u na een besluit over uw klacht nog terechtkunt, staat niet in de documenten."
        )
    sources = [one.source for one in open_to or named]
    return {
        "order": ContactOrder.OPTIONS.value,
        "contacts": [_contact(one) for one in open_to],
        "not": [],
        "sources": cited(sources),
        "silent_on": [] if open_to else ["asker" if named else matter],
        "explanation": explained(parts, sources),
        "articles": [],
    }


def _said(one: FurtherOption) -> str:
    how = listed((_WORDS[place] for place in one.places), "of")
    return f"{one.label}{f' ({how})' if how else ''}: {one.explanation}"


def _contact(one: FurtherOption) -> dict[str, object]:
    found: dict[str, object] = {"role": one.code, "name_in_code": one.label, "when": one.explanation}
    if one.places:
        found["place"] = (
            one.places[0].value if len(one.places) == 1 else [place.value for place in one.places]
        )
    return found
