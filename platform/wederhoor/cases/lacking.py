"""What is still missing, for each person who complains: of the complaint for whoever filled it in, of themselves for the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from wederhoor.dossiers.content import (
    DISSATISFACTION,
    Content,
    missing_fields,
    missing_items,
    own_content,
)
from wederhoor.dossiers.parties import filer_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.organisation import Organisation
from wederhoor.rules.admissibility import RequiredItem

OF_A_PERSON = ("name_address", "signature")
"""What a document asks of every person who complains, and not of the complaint."""


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """What one person can still add: the fields to fill in, and what it is called."""

    fields: tuple[str, ...] = ()
    items: tuple[RequiredItem, ...] = ()


def lacking(
    dossier: Dossier, party: Party, people: Sequence[Party], content: Content, answers: Organisation
) -> Lacking:
    """What this person still has to add (KR-082): dissatisfaction needs nothing (KR-031).

    `people` are all who complain, `content` the complaint as it stands. Somebody who complains as well is never asked for what
    is missing of another.
    """
    if dossier.filed_as == DISSATISFACTION or party.withdrawn_on is not None:
        return Lacking()
    required = answers.required_content
    if filer_of(people).id != party.id:
        required = tuple(item for item in required if item.code in OF_A_PERSON)
        content = own_content(party)
    found = missing_fields(content, required)
    fields = [name for names in found.values() for name in names]
    if "surname" in fields:
        fields.insert(0, "given_name")
    if "street" in fields or "town" in fields or "postal_code" in fields:
        fields.append("no_address")
    return Lacking(fields=tuple(fields), items=tuple(missing_items(content, required)))
