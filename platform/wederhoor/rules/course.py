"""Who handles, reads and decides on a complaint, as data: it follows from whom the complaint is about, in every text.

Somebody never handles or decides on a complaint about themselves. Where the regulation then names another, that is who; where it
names nobody, nobody is named and that is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wederhoor.rules.committee import Committee, NoCommittee
from wederhoor.rules.complaint_process import Decider
from wederhoor.rules.expecting import Said
from wederhoor.rules.roles import SUPERVISORY_BOARD, Role, RoleName, role_label

DIRECTOR, HANDLER, UNKNOWN = "director", "handler", "unknown"
"""Of whom a complaint is about (`about_kind`): those that change who handles or decides it."""
ALL_READ = "leest alleen wat iedereen leest over wie een klacht gaat"
"""The promise about whoever a complaint is about, exactly as it is kept."""
REACTS_BEFORE = ("investigation", "awb_handling", "wkkgz_answer", "report", "decision")
"""The terms within which the other side is heard, by the code of their rule, the first that runs counts."""

ANSWERED_BY = ("report", "awb_handling", "wkkgz_answer", "decision")
"""The terms at whose end both parties hear what came of it."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """Who decides (empty: nobody is named), who would have when it was not about them, and who keeps contact; all in words."""

    decides: str
    steps_back: str
    handles: str
    committee: str

    @property
    def decision(self) -> str:
        """Who decides, as a sentence."""
        if not self.decides:
            return (
                f"{_capital(self.steps_back)} beslist niet zelf. De regels zeggen niet wie dan wel; dat hoort u van ons "
                "voordat er iets wordt besloten."
            )
        if self.steps_back:
            return f"{_capital(self.decides)} beslist wat er gaat gebeuren, en niet {self.steps_back}."
        return f"{_capital(self.decides)} beslist wat er gaat gebeuren."


def course_of(
    about: str,
    concerned: str,
    committee: Committee | NoCommittee,
    roles: Iterable[RoleName],
    decider: Decider | None = None,
) -> Course:
    """Who handles and decides a complaint about somebody; `concerned` is the role of a handler it is about (C9, KR-115).

    The report goes to the director, and when it is about the director to the supervisory board.
    """
    named = {one.role: one.name for one in roles}
    director = named.get(Role.DIRECTOR, role_label(Role.DIRECTOR))
    first, instead = director, named.get(SUPERVISORY_BOARD, "")
    body = ""
    if isinstance(committee, Committee):
        body, first, instead = (
            _small(committee.name),
            committee.reports_to,
            committee.reports_to_when_director,
        )
    if decider is not None:
        first, instead = decider.name, decider.instead
    office = named.get(Role.SECRETARY, role_label(Role.SECRETARY))
    return Course(
        decides=_the(instead if about == DIRECTOR else first),
        steps_back=_the(first) if about == DIRECTOR else "",
        handles="" if about == HANDLER and concerned in ("", Role.SECRETARY) else _the(office),
        committee=body,
    )


HANDLED = "De mensen die bij {name} klachten behandelen."
OTHER_PARTY = "Degene over wie u klaagt. Die mag dezelfde stukken zien als u, maar niet uw adres, telefoonnummer en e-mailadres."


def readers(course: Course, about: str, organisation: str) -> tuple[Said, ...]:
    """Who reads a complaint, a sentence each, the accused included: for before it is sent and at papers."""
    found = [Said(HANDLED, {"name": organisation})]
    if about == HANDLER:
        found.append(Said(f"Degene over wie u klaagt, behandelt uw klacht niet en {ALL_READ}."))
    elif about == UNKNOWN:
        found.append(
            Said(
                f"Blijkt dat het over iemand gaat die klachten behandelt? Die behandelt uw klacht dan niet en {ALL_READ}."
            )
        )
    if course.committee:
        found.append(
            Said(
                "De leden van de {committee} en wie hen helpt, als uw klacht daarheen gaat.",
                {"committee": course.committee},
            )
        )
    found.append(Said(OTHER_PARTY))
    if course.decides:
        decides = {"decider": _capital(course.decides)}
        found.append(Said("{decider} leest wat nodig is om te beslissen over maatregelen.", decides))
    if course.steps_back:
        other = {"other": _capital(course.steps_back)}
        found.append(Said(f"{{other}} behandelt en beslist niets, en {ALL_READ}.", other))
    if not course.decides:
        found.append(
            Said(
                "De regels zeggen niet wie er dan beslist. Dat hoort u van ons voordat er iets wordt besloten."
            )
        )
    return tuple(found)


def _the(name: str) -> str:
    return name if not name or name.startswith(("de ", "het ", "wie ")) else f"de {name}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
