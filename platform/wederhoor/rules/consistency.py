"""What is wrong with an organisation's answers taken together: names that do not exist, sources that are
missing.

Every function answers Dutch sentences without a full stop, empty when all is well.
"""

from collections.abc import Iterable
from typing import Protocol

from wederhoor.rules.complaint_process import ComplaintProcess, known_facts
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.rules.duties import DUTY_ROLES, Duty, Moment
from wederhoor.rules.letters import LETTER_FACTS, LetterTemplate, placeholders
from wederhoor.rules.provenance import Provenance, Source, Statute, ToConfirm
from wederhoor.rules.regulations import Edition
from wederhoor.rules.reporting_lines import ReportingLine
from wederhoor.rules.roles import COMPLAINANT, Role
from wederhoor.rules.tables import Policy

_PROVENANCE = (Source, Statute, ToConfirm)


class Coded(Protocol):
    """Anything with a code and a source."""

    @property
    def code(self) -> str: ...

    @property
    def source(self) -> Provenance: ...


def problems_in_codes(items: Iterable[Coded], *, apart: bool = False) -> list[str]:
    """Codes that occur twice and items without a source; `apart`: one code may occur more than once under other conditions."""
    seen: set[str] = set()
    found: list[str] = []
    for item in items:
        if item.code in seen:
            found.append(f"de code {item.code} komt twee keer voor")
        if not apart or not getattr(item, "when", None):
            seen.add(item.code)
        if not isinstance(item.source, _PROVENANCE):
            found.append(f"{item.code} noemt geen bron")
    return found


def problems_in_editions(editions: Iterable[Edition]) -> list[str]:
    """Editions that start without the consent they need, or before it was given (LN-36; WOR 27)."""
    found: list[str] = []
    for edition in editions:
        for consent in edition.consents:
            if not consent.required or consent.unknown or edition.in_force_from is None:
                continue
            if consent.on is None:
                found.append(
                    f"{edition.title} heeft een begindatum zonder instemming van de {consent.body}; "
                    "vul de dag van die instemming in of haal de begindatum weg"
                )
            elif edition.in_force_from < consent.on:
                found.append(
                    f"{edition.title} gaat in vóór de {consent.body} instemde; kies een begindatum op of na die dag"
                )
    return found


def problems_in_letters(letters: Iterable[LetterTemplate]) -> list[str]:
    """Placeholders the platform cannot fill."""
    return [
        f"brief {letter.code} vraagt een onbekend gegeven: {', '.join(unknown)}"
        for letter in letters
        if (unknown := sorted(placeholders(letter.body) - LETTER_FACTS.keys()))
    ]


def problems_in_lines(lines: Iterable[ReportingLine]) -> list[str]:
    """Reporting lines without a source."""
    return [f"de lijn {line.matter} noemt geen bron" for line in lines if not line.sources]


def problems_in_policy(policy: Policy) -> list[str]:
    """Rows without a source, and a table that can leave a case without an answer."""
    found = [
        f"regel {row.code} noemt geen bron"
        for row in policy.rows
        if not row.sources or not all(isinstance(source, _PROVENANCE) for source in row.sources)
    ]
    if not policy.rows or policy.rows[-1].when:
        found.append("de laatste regel moet altijd gelden, anders blijft een geval zonder antwoord")
    found += [
        f"regel {row.code}: {problem}" for row in policy.rows for problem in problems_in_duties(row.duties)
    ]
    return found


def problems_in_duties(duties: Iterable[Duty]) -> list[str]:
    """Duties that say in Dutch only whose they are, towards whom and when: nobody reads that."""
    found: list[str] = []
    for duty in duties:
        named = f"de plicht ‘{duty.what}’"
        if not duty.by:
            found.append(f"{named} zegt niet als gegeven van wie zij is; vul een rol in bij ‘by’")
        if not duty.towards:
            found.append(
                f"{named} zegt niet als gegeven bij wie zij is te doen; vul een rol in bij ‘towards’"
            )
        if duty.moment is None:
            found.append(f"{named} noemt geen moment; vul ‘moment’ in")
        found += [
            f"{named} noemt een onbekende rol: {one.role}"
            for one in (*duty.by, *duty.towards)
            if one.role not in DUTY_ROLES
        ]
        if len(duty.towards) > 1 and duty.choice is None:
            found.append(f"{named} noemt er meer dan één en zegt niet of één genoeg is; vul ‘choice’ in")
        if (duty.moment is Moment.WITHIN_DAYS) != (duty.days is not None and duty.days > 0):
            found.append(
                f"{named} hoort een aantal dagen te noemen bij ‘binnen een aantal dagen’, en alleen dan"
            )
    return found


def problems_in_notices(rules: Iterable[DeadlineRule]) -> list[str]:
    """Notices of a longer term that say in Dutch only who must be told."""
    return [
        f"{rule.code}: het bericht over een langere termijn noemt geen geadresseerde; vul ‘addressees’ in"
        for rule in rules
        if (extension := rule.extension) is not None
        and (extension.notice_to or extension.needs_notice)
        and not extension.addressees
    ]


def problems_in_process(process: ComplaintProcess, own_roles: Iterable[str] = ()) -> list[str]:
    """Steps, roles and facts that moves name and that do not exist; ``own_roles``: those the organisation has beside the platform's."""
    steps = {step.code for step in process.steps}
    explained = {need.fact for need in process.needs}
    actors = {*Role, COMPLAINANT, *own_roles}
    own = {need.fact for need in process.needs if need.asks}
    found = [
        f"de beginstap {start} bestaat niet"
        for start in (process.start_incomplete, process.start_complete)
        if start not in steps
    ]
    for move in process.moves:
        found += [
            f"stap {move.code} noemt {code}, en die bestaat niet"
            for code in (*move.from_steps, move.to_step)
            if code not in steps
        ]
        found += [
            f"stap {move.code} noemt een onbekende rol: {role}" for role in move.by if role not in actors
        ]
        found += [
            f"stap {move.code} vraagt een onbekend gegeven: {fact}"
            for fact in move.needs
            if fact not in known_facts() | own
        ]
        found += [
            f"stap {move.code} legt niet uit waarom {fact} nodig is"
            for fact in move.needs
            if fact not in explained
        ]
        if not isinstance(move.source, _PROVENANCE):
            found.append(f"stap {move.code} noemt geen bron")
    return found
