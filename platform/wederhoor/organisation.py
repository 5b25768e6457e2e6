"""Values in, one organisation's frozen answers out. Nothing beyond this file knows pluggy.

``build_organisation`` asks every hook once, checks types and cross-references and freezes the answers. The
caller caches the result by tenant, editions in force and settings version.
"""

import hashlib
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TypeVar

import pluggy

from wederhoor import rules
from wederhoor.asked import Asked
from wederhoor.hookspecs import CONTRACT, hookimpl
from wederhoor.layers.defaults import unknown
from wederhoor.plugin_files import logo_of
from wederhoor.plugins import (
    OrganisationError,
    PluginError,
    contract_of,
    fault_of,
    load,
    manager_for,
    manager_with,
)
from wederhoor.rules.admissibility import AdmissibilityGround, AdmissibilityRules, Category, RequiredItem
from wederhoor.rules.applying import CaseFact, Facts, applies
from wederhoor.rules.canonical import NotCanonical, freeze_value, thaw_value
from wederhoor.rules.code_of_conduct import Article
from wederhoor.rules.committee import Committee, NoCommittee
from wederhoor.rules.complaint_process import ComplaintProcess, NoComplaintProcess
from wederhoor.rules.consistency import (
    problems_in_codes,
    problems_in_editions,
    problems_in_letters,
    problems_in_lines,
    problems_in_notices,
    problems_in_policy,
    problems_in_process,
)
from wederhoor.rules.contracts import said_by_code, sign_by_code
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.rules.declarations import DeclarationPolicy
from wederhoor.rules.letters import LetterTemplate
from wederhoor.rules.palette import problems_in_palette
from wederhoor.rules.profile import OrganisationProfile
from wederhoor.rules.regimes import Regime
from wederhoor.rules.register_number import RegisterNumberRule
from wederhoor.rules.regulations import Edition, EditionKind, edition_in_force, no_edition
from wederhoor.rules.reporting_lines import ReportingLine
from wederhoor.rules.retention import RetentionRule
from wederhoor.rules.roles import RoleName
from wederhoor.rules.settings import SettingRefused, SettingsType, resolve
from wederhoor.rules.tables import Policy
from wederhoor.rules.texts import FurtherOption, MisconductScheme, Statement, Text
from wederhoor.rules.wording import dutch_date, listed

__all__ = [
    "Organisation",
    "OrganisationError",
    "build_from",
    "build_organisation",
    "content_hash",
    "edition_in_force",
    "freeze",
    "thaw",
]

_Coded = TypeVar("_Coded", DeadlineRule, LetterTemplate)


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Everything one organisation answers on one day: what the rest of the platform reads."""

    profile: OrganisationProfile
    regulations: tuple[Edition, ...]
    edition: Edition
    """The complaints regulation in force these answers belong to."""
    process: ComplaintProcess | NoComplaintProcess
    required_content: tuple[RequiredItem, ...]
    categories: tuple[Category, ...]
    admissibility: tuple[AdmissibilityGround, ...]
    deadlines: tuple[DeadlineRule, ...]
    register_number: RegisterNumberRule
    letters: tuple[LetterTemplate, ...]
    code_edition: Edition
    """The edition of the code of conduct these answers belong to."""
    articles: tuple[Article, ...]
    """The code of conduct."""
    regulation_articles: tuple[Article, ...]
    roles: tuple[RoleName, ...]
    regimes: tuple[Regime, ...]
    gift_policy: Policy
    invitation_policy: Policy
    declarations: tuple[DeclarationPolicy, ...]
    reporting_lines: tuple[ReportingLine, ...]
    misconduct: MisconductScheme
    committee: Committee | NoCommittee
    further_options: tuple[FurtherOption, ...]
    texts: tuple[Text, ...]
    retention: tuple[RetentionRule, ...]
    statements: tuple[Statement, ...] = ()
    """What people sign; empty in answers that were stored before there was such a question."""
    processes: tuple[ComplaintProcess, ...] = ()
    """The roads of some cases only, by their conditions; `process` is that of all others."""

    def for_case(self, facts: Facts) -> "Organisation":
        """These answers as far as they apply to a case of which this is known; the same value for the same facts.

        The road, the terms, the letters, what is asked, the grounds and the further options that do not apply are left out.
        """
        known: dict[object, Organisation] = self.__dict__.setdefault("_for_case", {})
        key = tuple(facts.get(fact, "") for fact in CaseFact) if self._asks_facts else ()
        found = known.get(key)
        if found is None:
            found = known[key] = self._narrowed(facts) if key else self
        return found

    @cached_property
    def _asks_facts(self) -> bool:
        """Whether anything here hangs on what is known of a case."""
        parts = (
            self.deadlines,
            self.letters,
            self.required_content,
            self.admissibility,
            self.further_options,
        )
        return bool(self.processes) or any(one.when for part in parts for one in part)

    def _narrowed(self, facts: Facts) -> "Organisation":
        roads = [one for one in self.processes if applies(one.when, facts)]
        return replace(
            self,
            process=roads[0] if roads else self.process,
            processes=(),
            deadlines=_applying(self.deadlines, facts),
            letters=_applying(self.letters, facts),
            required_content=_applying(self.required_content, facts),
            admissibility=_applying(self.admissibility, facts),
            further_options=_applying(self.further_options, facts),
        )

    @property
    def every_process(self) -> tuple[ComplaintProcess, ...]:
        """Every road there is, that of most cases first; none when complaints are not taken here."""
        general = (self.process,) if isinstance(self.process, ComplaintProcess) else ()
        return (*general, *self.processes)

    def deadline(self, code: str) -> DeadlineRule:
        """The rule with that code. Raises ``KeyError``."""
        return _by_code(self.deadlines, code)

    def letter(self, code: str) -> LetterTemplate:
        """The letter with that code. Raises ``KeyError``."""
        return _by_code(self.letters, code)


_Conditional = TypeVar(
    "_Conditional", DeadlineRule, LetterTemplate, RequiredItem, AdmissibilityGround, FurtherOption
)


def _applying(items: tuple[_Conditional, ...], facts: Facts) -> tuple[_Conditional, ...]:
    """Those that apply, of each code the first; what applies asks no more."""
    found: dict[str, _Conditional] = {}
    for item in items:
        if item.code not in found and applies(item.when, facts):
            found[item.code] = replace(item, when=()) if item.when else item
    return tuple(found.values())


def _by_code(items: Iterable[_Coded], code: str) -> _Coded:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)


def build_organisation(
    plugin: str,
    *,
    on: date,
    settings: Mapping[str, object] | None = None,
    code_edition: str | None = None,
) -> Organisation:
    """The answers of an installed plugin on a day. Raises ``PluginError`` or ``OrganisationError``.

    ``code_edition`` asks for one edition of the code of conduct by its code, in force or not.
    """
    try:
        logo_of(plugin)  # what is wrong with it is said when the program starts
        made = build_from(manager_for(plugin), plugin, on=on, settings=settings, code_edition=code_edition)
        return from_contract(made, contract_of(load(plugin)))
    except (PluginError, OrganisationError, KeyboardInterrupt):
        raise
    except BaseException as error:  # a value of the right type can still do anything when it is looked at
        raise OrganisationError(
            f"Plugin {plugin}: met de antwoorden valt niet te werken, {fault_of(error)}; verbeter de plugin."
        ) from error


def build_from(
    manager: pluggy.PluginManager,
    plugin: str,
    *,
    on: date,
    settings: Mapping[str, object] | None = None,
    code_edition: str | None = None,
) -> Organisation:
    """The same for a manager built by hand, as the conformance suite does."""
    asked = Asked(manager, plugin)
    profile = asked.one("organisation_profile", OrganisationProfile)
    fields = asked.one("settings_type", SettingsType).fields
    try:
        values = resolve(fields, settings or {})
    except SettingRefused as error:
        raise OrganisationError(f"Plugin {plugin}: {error}") from error
    editions = asked.several("regulations", Edition, settings=values)
    if problems := problems_in_editions(editions):
        raise OrganisationError(f"Plugin {plugin}, hook regulations: {problems[0]}.")
    edition = _complaints_edition(profile, editions, on)
    code = _code_edition(profile, editions, code_edition, on)
    rule: dict[str, object] = {"edition": edition, "settings": values}
    conduct: dict[str, object] = {"edition": code, "settings": values}
    admissibility = asked.one("admissibility", AdmissibilityRules, **rule)
    roads = asked.roads(**rule)
    organisation = Organisation(
        profile=profile,
        regulations=editions,
        edition=edition,
        process=roads[0],
        required_content=admissibility.required_content,
        categories=asked.several("complaint_categories", Category, **rule),
        admissibility=admissibility.grounds,
        deadlines=asked.several("deadline_rules", DeadlineRule, **rule),
        register_number=asked.one("register_number", RegisterNumberRule, **rule),
        letters=asked.several("letters", LetterTemplate, **rule),
        code_edition=code,
        articles=asked.several("code_of_conduct", Article, **conduct),
        regulation_articles=asked.several("regulation_articles", Article, **rule),
        roles=asked.several("roles", RoleName, **conduct),
        regimes=asked.several("regimes", Regime, **rule),
        gift_policy=asked.one("gift_policy", Policy, **conduct),
        invitation_policy=asked.one("invitation_policy", Policy, **conduct),
        declarations=asked.several("declaration_policies", DeclarationPolicy, **conduct),
        reporting_lines=asked.several("reporting_lines", ReportingLine, **conduct),
        misconduct=asked.one("misconduct_scheme", MisconductScheme, **conduct),
        committee=asked.either("committee", Committee, NoCommittee, **rule),
        further_options=asked.several("further_options", FurtherOption, **rule),
        texts=asked.several("texts", Text, **rule),
        retention=asked.several("retention", RetentionRule, **rule),
        statements=asked.several("statements", Statement, **conduct),
        processes=tuple(road for road in roads[1:] if isinstance(road, ComplaintProcess)),
    )
    _refuse_problems(organisation, plugin)
    return organisation


def unknown_organisation(slug: str, name: str) -> Organisation:
    """An organisation whose plugin is away and of which nothing was kept: its name, and what the platform answers by itself."""
    return build_from(_defaults_of(slug, name), slug, on=date.min)


@lru_cache(maxsize=64)
def _defaults_of(slug: str, name: str) -> pluggy.PluginManager:
    class Unknown:
        """Answers who it is, and nothing else."""

        @hookimpl
        def organisation_profile(self) -> OrganisationProfile:
            return unknown(slug, name)

    return manager_with(slug, Unknown())


def _complaints_edition(profile: OrganisationProfile, editions: tuple[Edition, ...], on: date) -> Edition:
    found = edition_in_force(editions, EditionKind.COMPLAINTS, on)
    if found is not None:
        return found
    if any(one.kind is EditionKind.COMPLAINTS for one in editions):
        raise OrganisationError(f"{profile.name} heeft geen klachtenregeling die geldt op {dutch_date(on)}.")
    return no_edition(EditionKind.COMPLAINTS)


def _code_edition(
    profile: OrganisationProfile, editions: tuple[Edition, ...], asked: str | None, on: date
) -> Edition:
    if asked is None:
        found = edition_in_force(editions, EditionKind.CODE_OF_CONDUCT, on)
        if found is None and all(one.kind is not EditionKind.CODE_OF_CONDUCT for one in editions):
            return no_edition(EditionKind.CODE_OF_CONDUCT)
        if found is None:
            raise OrganisationError(f"{profile.name} heeft geen gedragscode die geldt op {dutch_date(on)}.")
        return found
    codes = {e.code: e for e in editions if e.kind is EditionKind.CODE_OF_CONDUCT}
    if asked not in codes:
        known = listed((f"‘{code}’" for code in codes), "of")
        raise OrganisationError(f"De uitgave ‘{asked}’ bestaat niet bij {profile.name}; kies {known}.")
    return codes[asked]


def from_contract(organisation: Organisation, contract: int) -> Organisation:
    """Answers written for an older contract in the form of today's; those of today as they are."""
    if contract >= CONTRACT:
        return organisation
    roads = [said_by_code(road) for road in organisation.every_process]
    process = roads[0] if isinstance(organisation.process, ComplaintProcess) else organisation.process
    return replace(
        organisation,
        process=process,
        processes=tuple(
            roads[1:] if process is not organisation.process and roads else organisation.processes
        ),
        admissibility=tuple(sign_by_code(ground) for ground in organisation.admissibility),
    )


def _refuse_problems(organisation: Organisation, plugin: str) -> None:
    o = organisation
    own_roles = [one.role for one in o.roles if one.like is not None]
    found = {
        "organisation_profile": problems_in_palette(o.profile.palette),
        "admissibility": problems_in_codes(o.required_content, apart=True)
        + problems_in_codes(o.admissibility, apart=True),
        "complaint_categories": problems_in_codes(o.categories),
        "deadline_rules": problems_in_codes(o.deadlines) + problems_in_notices(o.deadlines),
        "letters": problems_in_codes(o.letters, apart=True) + problems_in_letters(o.letters),
        "further_options": problems_in_codes(o.further_options, apart=True),
        "texts": problems_in_codes(o.texts),
        "retention": problems_in_codes(o.retention),
        "statements": problems_in_codes(o.statements),
        "complaint_process": [p for road in o.every_process for p in problems_in_process(road, own_roles)],
        "gift_policy": problems_in_policy(o.gift_policy),
        "invitation_policy": problems_in_policy(o.invitation_policy),
        "declaration_policies": [p for d in o.declarations for p in problems_in_policy(d.policy)],
        "reporting_lines": problems_in_lines(o.reporting_lines),
    }
    for hook, problems in found.items():
        if problems:
            raise OrganisationError(f"Plugin {plugin}, hook {hook}: {problems[0]}.")


@lru_cache(maxsize=1)
def _types() -> Mapping[str, type]:
    """Every value type of ``rules``, by name: what stored answers may consist of."""
    found: dict[str, type] = {"Organisation": Organisation}
    for module in pkgutil.iter_modules(rules.__path__):
        for value in vars(importlib.import_module(f"{rules.__name__}.{module.name}")).values():
            if isinstance(value, type) and (is_dataclass(value) or issubclass(value, StrEnum)):
                found.setdefault(value.__name__, value)
    return found


def freeze(value: object) -> bytes:
    """Canonical bytes of an ``Organisation`` or any rule value. Raises ``OrganisationError``."""
    try:
        return freeze_value(value)
    except NotCanonical as error:
        raise OrganisationError(f"Deze regels kunnen niet worden bewaard: {error}.") from error


def thaw(data: bytes) -> Organisation:
    """The organisation stored as these bytes. Raises ``OrganisationError``."""
    try:
        value = thaw_value(data, _types())
    except NotCanonical as error:
        raise OrganisationError(f"De bewaarde regels zijn onleesbaar: {error}.") from error
    if not isinstance(value, Organisation):
        raise OrganisationError("De bewaarde regels zijn niet van een organisatie.")
    return value


def content_hash(organisation: Organisation) -> str:
    """SHA-256 in hex of the canonical bytes: equal answers, equal hash."""
    return hashlib.sha256(freeze(organisation)).hexdigest()
