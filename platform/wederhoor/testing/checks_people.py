"""Checks of whom the answers name: roles, contacts, addressees, seats, and what the organisation may set."""

from collections.abc import Iterator
from datetime import date, timedelta

from wederhoor.explain.questions_complaints import COMPLAINANTS
from wederhoor.organisation import Organisation
from wederhoor.rules.committee import Committee
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.letters import Addressee
from wederhoor.rules.regulations import Edition, EditionKind
from wederhoor.rules.reporting_lines import ContactOrder
from wederhoor.rules.roles import (
    COMPLAINANT,
    CONTACT_ROLES,
    HANDLERS,
    MEMBERS,
    SUPERVISOR,
    SUPERVISORY_BOARD,
    Role,
)

ACT_ON_CASES = frozenset({*HANDLERS, *MEMBERS, Role.DIRECTOR, SUPERVISORY_BOARD, COMPLAINANT})
"""Who has a page on which a case is moved on."""


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of everybody who is named and is nobody."""
    own = {one.role for one in organisation.roles if one.like is not None}
    known = {*Role, *CONTACT_ROLES, SUPERVISOR, SUPERVISORY_BOARD, *own}
    for one in organisation.roles:
        if not one.name.strip():
            yield "roles", one.role, "heeft geen naam; vul ‘name’ in"
        if one.like is not None and one.like not in {*Role}:
            yield (
                "roles",
                one.role,
                f"lijkt op {one.like}, en die rol kent het platform niet; kies bij ‘like’ een Role",
            )
        if [other.role for other in organisation.roles].count(one.role) > 1 and one.like is not None:
            yield "roles", one.role, "staat er twee keer; geef elke eigen rol een eigen code"
    for road in organisation.every_process:
        yield from _left_by(road, own)
    for rule in organisation.deadlines:
        for to in rule.extension.addressees if rule.extension else ():
            if to not in {*Addressee} | known:
                yield (
                    "deadline_rules",
                    rule.code,
                    f"bericht {to}, en die is er niet; noem een Addressee of een rol",
                )
        for role in rule.escalation.roles if rule.escalation else ():
            if role not in known:
                yield (
                    "deadline_rules",
                    rule.code,
                    f"wordt doorgegeven aan {role}, en die rol is er niet; noem een Role",
                )
    for role in organisation.profile.take_over.roles:
        if role not in known:
            yield (
                "organisation_profile",
                "take_over",
                f"noemt de rol {role}, en die is er niet; noem een Role",
            )
    if isinstance(organisation.committee, Committee):
        for seat, problem in _committee(organisation.committee):
            yield "committee", seat, problem
    yield from _lines(organisation)
    for option in organisation.further_options:
        for complainant in option.complainants:
            if complainant not in COMPLAINANTS:
                yield (
                    "further_options",
                    option.code,
                    f"is voor {complainant}, en zo klaagt niemand; wel: {', '.join(COMPLAINANTS)}",
                )


def _left_by(road: ComplaintProcess, own: set[str]) -> Iterator[tuple[str, str, str]]:
    for step in road.steps:
        leaving = [move for move in road.moves if step.code in move.from_steps]
        if step.open and leaving and not any({*move.by} & (ACT_ON_CASES | own) for move in leaving):
            yield (
                "complaint_process",
                step.code,
                "wordt alleen verlaten door wie daarvoor geen pagina heeft; noem in ‘by’ wie de zaak behandelt of beslist",
            )
        if step.open and leaving and all(move.by == (COMPLAINANT,) for move in leaving):
            yield (
                "complaint_process",
                step.code,
                "hangt alleen van de klager af; geef ook het kantoor een overgang",
            )


def _committee(committee: Committee) -> Iterator[tuple[str, str]]:
    for seat in committee.seats:
        for complainant in (*seat.complainants, *seat.youth_help_only):
            if complainant not in COMPLAINANTS:
                yield (
                    seat.code,
                    f"is er voor {complainant}, en zo klaagt niemand; wel: {', '.join(COMPLAINANTS)}",
                )
        if not set(seat.youth_help_only) <= set(seat.complainants):
            yield (
                seat.code,
                "noemt bij ‘youth_help_only’ wie niet bij ‘complainants’ staat; voeg die daar toe",
            )
        if not seat.appointed_by.strip():
            yield seat.code, "wordt door niemand benoemd; vul ‘appointed_by’ in"
    for field in ("name", "reports_to", "reports_to_when_director", "secretary"):
        if not str(getattr(committee, field)).strip():
            yield field, "is leeg; vul in wat het document zegt"
    if committee.reports_to == committee.reports_to_when_director:
        yield (
            "reports_to_when_director",
            "is dezelfde als gewoonlijk; noem wie het rapport krijgt als het over die persoon gaat",
        )
    codes = [code for code, _ in committee.silences]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield code, "zwijgt twee keer over hetzelfde; laat er een weg"


def _lines(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    seen: set[tuple[str, str, str]] = set()
    for line in organisation.reporting_lines:
        if not line.contacts:
            yield "reporting_lines", line.matter, "noemt niemand; vul ‘contacts’ in of laat de lijn weg"
        if not line.askers:
            yield "reporting_lines", line.matter, "is voor niemand; vul ‘askers’ in"
        for contact in line.contacts:
            if not contact.name.strip() or "{" in contact.name:
                yield (
                    "reporting_lines",
                    line.matter,
                    f"noemt bij {contact.role} geen naam; schrijf hoe het document die noemt",
                )
        steps = [contact.step for contact in line.contacts if contact.step is not None]
        if line.order is ContactOrder.ORDERED and steps != sorted(steps):
            yield (
                "reporting_lines",
                line.matter,
                "telt de stappen niet op volgorde; zet de contacten in hun volgorde",
            )
        keys = {(line.matter, asker, about) for asker in line.askers for about in line.about or ("",)}
        if keys and all(key in seen or (key[0], key[1], "") in seen for key in keys):
            yield (
                "reporting_lines",
                line.matter,
                "wordt nooit bereikt; een eerdere lijn beantwoordt deze vraag al",
            )
        seen |= keys


def editions(found: tuple[Edition, ...], on: date) -> Iterator[tuple[str, str, str]]:
    """Days in the coming year on which no edition of a kind is in force although there are some, and two that run together."""
    for kind in (EditionKind.COMPLAINTS, EditionKind.CODE_OF_CONDUCT):
        of_kind = [one for one in found if one.kind is kind and not one.absent]
        if not of_kind:
            continue
        for month in range(13):
            day = on + timedelta(days=30 * month)
            running = [one for one in of_kind if one.in_force_on(day)]
            if not running:
                yield (
                    "regulations",
                    of_kind[0].code,
                    f"geldt niet op {day}, en geen andere dan wel; vul een begindatum in",
                )
                break
            dated = [one for one in running if one.in_force_from is not None and not one.undated]
            if len({one.in_force_from for one in dated}) < len(dated):
                yield (
                    "regulations",
                    dated[0].code,
                    f"begint op dezelfde dag als {dated[1].code}; kies een van beide",
                )
                break
    for one in found:
        if one.adopted_on and one.in_force_from and one.in_force_from < one.adopted_on:
            yield (
                "regulations",
                one.code,
                "gaat in voor zij is vastgesteld; verbeter ‘in_force_from’ of ‘adopted_on’",
            )
