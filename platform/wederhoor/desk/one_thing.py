"""One thing that presses, and the one that is of no matter: mail to colleagues that did not arrive."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.desk.pressing import stuck_mail
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.service import names_of
from wederhoor.rules.names import in_order
from wederhoor.rules.wording import listed
from wederhoor.tasks.opening import Act
from wederhoor.tasks.service import OpenTask
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing that presses. `late` only of a term: what a register calls late; `told` is what a task says."""

    what: str
    kind: str
    day: date
    shows_day: bool = True
    late: bool = False
    why: str = ""
    article: str = ""
    waits_for: str = ""
    acts: tuple[Act, ...] = ()
    """What answers it, the most direct first."""
    longer: Act | None = None
    """What gives it more time."""
    goes: bool = False
    """Whether it goes by itself: nobody has to do anything."""
    task: OpenTask | None = None

    @property
    def place(self) -> tuple[int, bool, bool, bool, date, int]:
        """Its place in its matter: what holds up the rest, late terms, then by day; last what only says how it stands or goes by itself."""
        first = _HOLD_UP.index(self.kind) if self.kind in _HOLD_UP else len(_HOLD_UP)
        stands = self.kind in ("new", "step")
        return (first, not self.late, self.goes, stands, self.day, _KINDS.index(self.kind))

    @property
    def answer(self) -> Act | None:
        """The page on which it is answered."""
        return next((act for act in self.acts if not act.press), None)


_HOLD_UP = ("waiting", "held")
"""What must be done before anything else can: what is missing, and whom it is about."""
_KINDS = ("term", "lapsed", "held", "failed", "by_hand", "task", "look", "post", "waiting", "new", "step")


def stuck_thing(work: Work) -> Thing:
    """Mail to colleagues that did not arrive, with whom it was for."""
    rows = work.session.scalars(select(OutboxRow.addressee).where(*stuck_mail(work))).all()
    accounts = {uuid.UUID(one.removeprefix("account:")) for one in rows if one.startswith("account:")}
    names = sorted(names_of(work, sorted(accounts)).values(), key=in_order)
    return Thing(
        what="Mail aan een collega kwam niet aan"
        if len(rows) == 1
        else f"{len(rows)} mails aan collega’s kwamen niet aan",
        kind="failed",
        day=work.today,
        shows_day=False,
        why=f"Voor {listed(names)}. Klopt het adres? De beheerder kan het nakijken." if names else "",
        acts=(Act("Opnieuw proberen", "desk.mail_again", press=True),),
    )
