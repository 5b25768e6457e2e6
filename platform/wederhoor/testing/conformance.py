"""The conformance suite: what every organisation's plugin must keep to, wherever that plugin is kept.

    from wederhoor.testing.conformance import check_plugin
    assert check_plugin("voorbeeld", module, on=date(2026, 11, 22)) == ()

Each finding names plugin, hook and rule in Dutch. An empty answer means the plugin conforms.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pluggy

from wederhoor.asked import Asked
from wederhoor.organisation import Organisation, OrganisationError, build_from, freeze, thaw
from wederhoor.plugins import PluginError, manager_with
from wederhoor.rules.committee import Act, Committee, panel_for
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.letters import LETTER_FACTS, MissingFact, placeholders, render_letter
from wederhoor.rules.register_number import SequenceScope, format_register_number
from wederhoor.rules.regulations import EditionKind
from wederhoor.rules.reporting_lines import About, Asker, ReportingLine, find_line, route
from wederhoor.rules.settings import SettingField, SettingKind, SettingsType
from wederhoor.testing import (
    checks_clocks,
    checks_conditions,
    checks_content,
    checks_copying,
    checks_letters,
    checks_people,
    checks_process,
    checks_profile,
    checks_statutes,
    checks_tables,
    tables,
    year,
)
from wederhoor.testing.findings import Finding

BEFORE_A_NUMBER = frozenset({"draft_expires"})
"""Letters about what has no register number yet."""
_COMPLAINANTS = ("client", "employee", "volunteer", "intern")


def check_plugin(plugin: str, module: object, *, on: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a plugin on a day, for every edition of its code and every setting."""
    try:
        manager = manager_with(plugin, module)
    except PluginError as error:
        return (Finding(plugin=plugin, hook="-", rule="-", problem=str(error).rstrip(".")),)
    try:
        first = build_from(manager, plugin, on=on)
        found = list(_settings(manager, plugin, on))
        if first.profile.slug != plugin:
            problem = f"is {first.profile.slug}, en de plugin heet {plugin}; geef beide dezelfde naam"
            found.append(Finding(plugin=plugin, hook="organisation_profile", rule="slug", problem=problem))
        found += [
            Finding(plugin=plugin, hook=hook, rule=rule, problem=problem)
            for hook, rule, problem in (
                *checks_people.editions(first.regulations, on),
                *checks_content.settings(Asked(manager, plugin).one("settings_type", SettingsType).fields),
            )
        ]
        for edition in first.regulations:
            if edition.kind is EditionKind.CODE_OF_CONDUCT:
                organisation = build_from(manager, plugin, on=on, code_edition=edition.code)
                found += _check(plugin, organisation)
                found += check_organisation(plugin, organisation)
    except OrganisationError as error:
        return (_refused(plugin, str(error)),)
    return tuple(dict.fromkeys(found))


CHECKS = (
    checks_process.problems,
    checks_clocks.problems,
    checks_statutes.problems,
    checks_profile.problems,
    checks_people.problems,
    checks_content.problems,
    checks_conditions.problems,
    checks_letters.problems,
    checks_tables.problems,
    year.problems,
)
"""Every check of answers that build, in the order in which to mend what they find."""


def check_organisation(plugin: str, organisation: Organisation) -> tuple[Finding, ...]:
    """What is wrong with answers that build: what would fail at somebody's desk."""
    return tuple(
        Finding(plugin=plugin, hook=hook, rule=rule, problem=problem)
        for hook, rule, problem in (
            *(one for check in CHECKS for one in check(organisation)),
            *checks_copying.problems(plugin, organisation),
            *_stored(organisation),
        )
    )


def _stored(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Answers judge a case as they were stored: what comes back is what went in."""
    if thaw(freeze(organisation)) != organisation:
        yield (
            "-",
            "-",
            "komt anders terug uit de opslag dan het erin ging; gebruik alleen de typen van hookspecs",
        )


def _refused(plugin: str, text: str) -> Finding:
    """A refusal at start-up as a finding; it already names hook and rule."""
    _, _, rest = text.partition("hook ")
    hook, _, problem = rest.partition(": ")
    return Finding(plugin=plugin, hook=hook or "-", rule="-", problem=(problem or text).rstrip("."))


def _settings(manager: pluggy.PluginManager, plugin: str, on: date) -> Iterator[Finding]:
    """Every setting at its lowest, default and highest value still builds an organisation."""
    for field in Asked(manager, plugin).one("settings_type", SettingsType).fields:
        for value in _edges(field, on):
            try:
                build_from(manager, plugin, on=on, settings={field.code: value})
            except OrganisationError as error:
                yield Finding(
                    plugin=plugin, hook="settings_type", rule=field.code, problem=f"bij {value}: {error}"
                )


def _edges(field: SettingField, on: date) -> tuple[object, ...]:
    match field.kind:
        case SettingKind.NUMBER:
            return (field.minimum, field.default, field.maximum)
        case SettingKind.YES_NO:
            return (True, False)
        case SettingKind.DATE:
            return (field.default, on - timedelta(days=365), on, on + timedelta(days=365))
        case SettingKind.TEXT:
            return (field.default, "", "x" * 500)


def _check(plugin: str, organisation: Organisation) -> list[Finding]:
    found: list[Finding] = []

    def note(hook: str, rule: str, problem: str) -> None:
        found.append(Finding(plugin=plugin, hook=hook, rule=rule, problem=problem))

    policies = [
        ("gift_policy", organisation.gift_policy),
        ("invitation_policy", organisation.invitation_policy),
    ]
    policies += [("declaration_policies", declared.policy) for declared in organisation.declarations]
    for hook, policy in policies:
        for code in tables.dead_rows(policy):
            note(hook, code, "wordt door geen enkel geval bereikt; een eerdere regel vangt alles al af")
    for case in tables.unanswered(organisation.gift_policy):
        note("gift_policy", case, "krijgt geen antwoord")
    if not any(p.hook == "gift_policy" for p in found):
        for case in tables.freer_when_dearer(organisation.gift_policy):
            note("gift_policy", case, "een duurder geschenk wordt vrijer beoordeeld dan een goedkoper")
    for line in organisation.reporting_lines:
        for about in About:
            if all(
                find_line(organisation.reporting_lines, line.matter, a, about) is not line
                for a in _askers(line)
            ):
                continue  # a line before it takes this case
            if not route(line, about).contacts and about not in line.silent_about:
                note("reporting_lines", line.matter, f"eindigt bij degene over wie het gaat ({about})")
    if isinstance(organisation.process, ComplaintProcess):
        for step, problem in _process(organisation.process):
            note("complaint_process", step, problem)
    for rule in organisation.deadlines:
        if rule.outer and all(other.code != rule.outer for other in organisation.deadlines):
            note("deadline_rules", rule.code, f"noemt {rule.outer}, en die bestaat niet")
    if isinstance(organisation.committee, Committee):
        for seat, problem in _committee(organisation.committee):
            note("committee", seat, problem)
    for problem in _register_number(organisation):
        note("register_number", "parts", problem)
    for letter in organisation.letters:
        try:
            render_letter(letter, LETTER_FACTS)
        except MissingFact as error:
            note("letters", letter.code, f"mist het gegeven {error.fact}")
        if placeholders(letter.mail_subject):
            note("letters", letter.code, "zet gegevens van de zaak in het onderwerp van een mail")
        if letter.code not in BEFORE_A_NUMBER and "number" not in placeholders(letter.body):
            note("letters", letter.code, "draagt geen registernummer")
    return found


def _askers(line: ReportingLine) -> tuple[Asker, ...]:
    return tuple(Asker(asker) for asker in line.askers)


def _process(process: ComplaintProcess) -> Iterator[tuple[str, str]]:
    reached = {process.start_incomplete, process.start_complete}
    while more := {m.to_step for m in process.moves if reached & set(m.from_steps)} - reached:
        reached |= more
    ends = {step.code for step in process.steps if not step.open}
    finishing = set(ends)
    while more := {s for m in process.moves if m.to_step in finishing for s in m.from_steps} - finishing:
        finishing |= more
    for step in process.steps:
        if step.code not in reached:
            yield step.code, "wordt nooit bereikt"
        if step.open and not any(step.code in move.from_steps for move in process.moves):
            yield step.code, "kan niet worden verlaten"
        elif step.code not in finishing:
            yield step.code, "leidt niet naar een einde"


def _committee(committee: Committee) -> Iterator[tuple[str, str]]:
    panels = [panel_for(committee, complainant) for complainant in _COMPLAINANTS]
    if not any(panel.complete for panel in panels):
        yield "seats", f"geen enkele klager krijgt een commissie van {committee.least_members} leden"
    codes = [seat.code for seat in committee.seats]
    for code in codes:
        if codes.count(code) > 1:
            yield code, "komt twee keer voor"
    size = max(len(panel.seats) for panel in panels)
    for quorum in committee.quorums:
        if quorum.least is not None and quorum.least > size:
            yield quorum.act.value, f"vraagt {quorum.least} leden, maar er zijn er {size}"
        if quorum.act is Act.DECISION and quorum.least is not None and quorum.least < committee.least_members:
            yield quorum.act.value, "laat beslissen door minder leden dan de commissie ten minste heeft"


def _register_number(organisation: Organisation) -> Iterator[str]:
    rule = organisation.register_number
    day, numbers, sequence = date(2026, 12, 30), [], 0
    for step in range(6):  # three days each side of New Year, two cases a day
        on = day + timedelta(days=step // 2)
        restarts = (
            rule.scope is SequenceScope.YEAR and on.year != (on - timedelta(days=1)).year and step % 2 == 0
        )
        sequence = 1 if restarts else sequence + 1
        numbers.append(
            format_register_number(rule, sequence=sequence, on=on, surname="Jansen", secretary_initials="kb")
        )
    if len(set(numbers)) != len(numbers):
        yield "geeft twee zaken hetzelfde nummer"
    if sorted(numbers) != numbers:
        yield "sorteert na nieuwjaar niet meer op volgorde van binnenkomst"
