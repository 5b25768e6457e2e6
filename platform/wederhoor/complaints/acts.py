"""What an act is: a name, who may do it, what is asked, why it is impossible now, and what it does.

An act is a value; one page shows and refuses them all. `Case` is what an act may know of a dossier.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wederhoor.deadlines.case import Case
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.roles import HANDLERS, called_at
from wederhoor.rules.wording import listed
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal

STEP, STEER, WRITE, CORRECT, END = "step", "steer", "write", "correct", "end"
GROUPS = {
    STEP: "Een stap verder",
    STEER: "Regelen en vastleggen",
    WRITE: "Schrijven en vragen",
    CORRECT: "Herstellen en verbinden",
    END: "Afsluiten",
}
"""Under which heading the dossier offers an act, in this order."""
OFFICE = frozenset(HANDLERS)
"""Who may do most acts."""


def done_on(case: "Case", label: str = "Datum waarop dit gebeurde") -> Field:
    """The day an act was done, which may be before the day it is entered."""
    return Field(
        name="done_on",
        ask=Ask.DATE,
        label=label,
        hint="Dat mag eerder zijn dan vandaag.",
        needed="Vul de datum in.",
        start=case.work.today,
    )


def _nothing(_case: Case) -> Refusal | None:
    return None


def _always(_case: Case) -> bool:
    return True


def _no_more(_case: Case, _values: Values) -> tuple[Field, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Something to see beside the form of an act: lines of text, and matters with their address."""

    title: str
    lines: Sequence[str] = ()
    links: Sequence[tuple[str, str, str]] = ()
    """Words, address, and a line below."""
    warns: bool = False


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act. `slug` is its place in the address; `do` receives what was filled in and found whole."""

    slug: str
    title: str
    lead: str
    submit: str
    fields: Callable[[Case], tuple[Field, ...]]
    do: Callable[[Case, Values], None]
    roles: frozenset[str] = OFFICE
    refusal: Callable[[Case], Refusal | None] = _nothing
    source: Callable[[Case], Provenance | None] = field(default=lambda _case: None)
    when_open: bool | None = True
    """Only while the handling goes on; False: only after closing; None: always."""
    listed: bool = True
    """Whether the dossier offers it by itself; a correction is found under 'iets verbeteren'."""
    move: str | None = None
    """The move of the process it makes."""
    group: str = STEER
    """Under which of `GROUPS` it stands."""
    beside: Callable[[Case], "Sequence[Beside]"] = field(default=lambda _case: ())
    """What somebody has to see to do it well."""
    final: Callable[[Case], str] = field(default=lambda _case: "")
    """What will happen, in a sentence, when it cannot be taken back: then it is asked once. Empty when it can."""
    then: Callable[[Case, Values], tuple[Field, ...]] = _no_more
    """What is asked besides, once `fields` were answered: it hangs on the answers. Raises Refused."""
    foretold: Callable[[Case, Values], Sequence[str]] = field(default=lambda _case, _values: ())
    """What these answers will do, line by line, to be read before somebody says yes to `final`. Raises Refused."""
    fits: Callable[[Case], bool] = _always
    """Whether it makes sense to name this act in a case like this."""


def why_not(act: Act, case: Case) -> Refusal | None:
    """Why an act is impossible now; None when it can be done."""
    if not case.work.actor.roles & act.roles:
        who = listed((called_at(case.work.organisation.roles, role) for role in sorted(act.roles)), "of")
        return Refusal(reason=f"Dit kan alleen de {who} doen")
    if act.when_open is True and not case.open:
        return Refusal(reason="De zaak is afgesloten. Heropen haar eerst", source=case.process.source)
    if act.when_open is False and case.open:
        return Refusal(reason="De zaak is niet afgesloten", source=case.process.source)
    return act.refusal(case)
