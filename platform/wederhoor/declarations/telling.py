"""Who hears that there is something to read. The mail says that there is news, and nothing more."""

import uuid
from collections.abc import Sequence

from wederhoor.declarations.tables import Declaration
from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import Notice, announce_all
from wederhoor.people.service import StaffMember, staff_with_role
from wederhoor.work import Work

REMINDED = "declaration_reminder"
TEXTS = {
    "declaration_reader": "Bij {name} ligt iets voor u klaar om te lezen. Kijk bij ‘Beslissen’.",
    "declaration_outcome": "Bij {name} is nieuws over iets dat u invulde.",
    REMINDED: "Bij {name} wacht iets op u. Kijk bij ‘Beslissen’.",
    "declaration_review": "Bij {name} staat iets dat u vorig jaar invulde. Kijk of het nog klopt.",
    "gift_sharing": "Bij {name} wacht een taak van het eind van het jaar.",
}  # fmt: skip


def holders(work: Work, role: str, *, but: uuid.UUID | None = None) -> list[StaffMember]:
    """Who holds a role today, without one person."""
    return [person for person in staff_with_role(work, (role,)) if person.account_id != but]


def tell(
    work: Work, declaration: Declaration, letter: str, people: Sequence[StaffMember], *, occasion: str
) -> None:
    """Put a neutral mail to each in the outbox, once per occasion."""
    tell_all(work, [(declaration, person, occasion) for person in people], letter)


def tell_all(work: Work, addressed: Sequence[tuple[Declaration, StaffMember, str]], letter: str) -> None:
    """The same for many declarations."""
    if addressed:
        notices = [
            (one.id, one.key_id, notice(work, letter, person, occasion))
            for one, person, occasion in addressed
        ]
        announce_all(work, notices)


def notice(work: Work, letter: str, person: StaffMember, occasion: str) -> Notice:
    """One neutral mail."""
    body = TEXTS[letter].format(name=work.organisation.profile.name)
    return to_colleague(person.account_id, person.email, body, letter=letter, occasion=occasion)
