"""Values in, one organisation's frozen answers out. Nothing beyond this file knows pluggy.

``build_organisation`` asks every hook once, checks types and cross-references and freezes the answers. The
caller caches the result by tenant, editions in force and settings version.
"""

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

import pluggy

from wederhoor import rules
from wederhoor.plugins import manager_for
from wederhoor.rules.admissibility import AdmissibilityGround, AdmissibilityRules, Category, RequiredItem
from wederhoor.rules.canonical import NotCanonical, freeze_value, thaw_value
from wederhoor.rules.complaint_process import ComplaintProcess, NoComplaintProcess, known_facts
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.rules.letters import LETTER_FACTS, LetterTemplate, placeholders
from wederhoor.rules.profile import OrganisationProfile
from wederhoor.rules.provenance import Source, Statute, ToConfirm
from wederhoor.rules.register_number import RegisterNumberRule
from wederhoor.rules.regulations import Edition, EditionKind, edition_in_force
from wederhoor.rules.roles import COMPLAINANT, Role
from wederhoor.rules.wording import dutch_date

__all__ = [
    "Organisation",
    "OrganisationError",
    "build_organisation",
    "content_hash",
    "edition_in_force",
    "freeze",
    "thaw",
]


T = TypeVar("T")
U = TypeVar("U")
_Coded = TypeVar("_Coded", DeadlineRule, LetterTemplate)


class OrganisationError(Exception):
    """An organisation's answers cannot be used. The message is Dutch and names plugin, hook and what to
    change.
    """


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

    def deadline(self, code: str) -> DeadlineRule:
        """The rule with that code. Raises ``KeyError``."""
        return _by_code(self.deadlines, code)

    def letter(self, code: str) -> LetterTemplate:
        """The letter with that code. Raises ``KeyError``."""
        return _by_code(self.letters, code)


def _by_code(items: Iterable[_Coded], code: str) -> _Coded:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)


def build_organisation(
    plugin: str, *, on: date, settings: Mapping[str, object] | None = None
) -> Organisation:
    """The answers of an installed plugin on a day. Raises ``PluginError`` or ``OrganisationError``."""
    return build_from(manager_for(plugin), plugin, on=on, settings=settings)


def build_from(
    manager: pluggy.PluginManager, plugin: str, *, on: date, settings: Mapping[str, object] | None = None
) -> Organisation:
    """The same for a manager built by hand, as the conformance suite does."""
    asked = _Asked(manager, plugin)
    profile = asked.one("organisation_profile", OrganisationProfile)
    editions = asked.several("regulations", Edition)
    edition = edition_in_force(editions, EditionKind.COMPLAINTS, on)
    if edition is None:
        raise OrganisationError(f"{profile.name} heeft geen klachtenregeling die geldt op {dutch_date(on)}.")
    about: dict[str, object] = {"edition": edition, "settings": settings or {}}
    process = asked.either("complaint_process", ComplaintProcess, NoComplaintProcess, **about)
    admissibility = asked.one("admissibility", AdmissibilityRules, **about)
    organisation = Organisation(
        profile=profile,
        regulations=editions,
        edition=edition,
        process=process,
        required_content=admissibility.required_content,
        categories=asked.several("complaint_categories", Category, **about),
        admissibility=admissibility.grounds,
        deadlines=asked.several("deadline_rules", DeadlineRule, **about),
        register_number=asked.one("register_number", RegisterNumberRule, **about),
        letters=asked.several("letters", LetterTemplate, **about),
    )
    _check(organisation, plugin)
    return organisation


class _Asked:
    """Asks one plugin's hooks and refuses answers of another type, naming plugin and hook."""

    def __init__(self, manager: pluggy.PluginManager, plugin: str) -> None:
        self._manager = manager
        self._plugin = plugin

    def _ask(self, hook: str, **about: object) -> object:
        answer = getattr(self._manager.hook, hook)(**about)
        if answer is None:
            raise OrganisationError(
                f"Plugin {self._plugin}, hook {hook}: geeft geen antwoord, en dat is verplicht."
            )
        return answer

    def one(self, hook: str, kind: type[T], **about: object) -> T:
        answer = self._ask(hook, **about)
        if not isinstance(answer, kind):
            raise self._wrong(hook, kind.__name__, answer)
        return answer

    def either(self, hook: str, kind: type[T], other: type[U], **about: object) -> T | U:
        answer = self._ask(hook, **about)
        if not isinstance(answer, kind | other):
            raise self._wrong(hook, f"{kind.__name__} of {other.__name__}", answer)
        return answer

    def several(self, hook: str, kind: type[T], **about: object) -> tuple[T, ...]:
        answer = self._ask(hook, **about)
        if not isinstance(answer, tuple):
            raise self._wrong(hook, f"een tuple van {kind.__name__}", answer)
        for item in answer:
            if not isinstance(item, kind):
                raise self._wrong(hook, kind.__name__, item)
        return answer

    def _wrong(self, hook: str, wanted: str, answer: object) -> OrganisationError:
        got = type(answer).__name__
        return OrganisationError(f"Plugin {self._plugin}, hook {hook}: {wanted} verwacht, kreeg {got}.")


def _check(organisation: Organisation, plugin: str) -> None:
    """Cross-references between the answers. Raises ``OrganisationError`` on the first that fails."""

    def refuse(hook: str, what: str) -> None:
        raise OrganisationError(f"Plugin {plugin}, hook {hook}: {what}.")

    for hook, items in (
        ("admissibility", organisation.required_content),
        ("admissibility", organisation.admissibility),
        ("complaint_categories", organisation.categories),
        ("deadline_rules", organisation.deadlines),
        ("letters", organisation.letters),
    ):
        codes = [item.code for item in items]
        for code in codes:
            if codes.count(code) > 1:
                refuse(hook, f"de code {code} komt twee keer voor")
        for item in items:
            if not isinstance(item.source, Source | Statute | ToConfirm):
                refuse(hook, f"{item.code} noemt geen bron")
    if isinstance(organisation.process, ComplaintProcess):
        _check_process(organisation.process, refuse)
    for letter in organisation.letters:
        if unknown := sorted(placeholders(letter.body) - LETTER_FACTS.keys()):
            refuse("letters", f"brief {letter.code} vraagt een onbekend gegeven: {', '.join(unknown)}")


def _check_process(process: ComplaintProcess, refuse: Callable[[str, str], None]) -> None:
    steps = {step.code for step in process.steps}
    explained = {need.fact for need in process.needs}
    actors = {*Role, COMPLAINANT}
    for start in (process.start_incomplete, process.start_complete):
        if start not in steps:
            refuse("complaint_process", f"de beginstap {start} bestaat niet")
    for move in process.moves:
        for code in (*move.from_steps, move.to_step):
            if code not in steps:
                refuse("complaint_process", f"stap {move.code} noemt {code}, en die bestaat niet")
        if unknown := set(move.by) - actors:
            refuse(
                "complaint_process", f"stap {move.code} noemt een onbekende rol: {', '.join(sorted(unknown))}"
            )
        for fact in move.needs:
            if fact not in known_facts():
                refuse("complaint_process", f"stap {move.code} vraagt een onbekend gegeven: {fact}")
            if fact not in explained:
                refuse("complaint_process", f"stap {move.code} legt niet uit waarom {fact} nodig is")
        if not isinstance(move.source, Source | Statute | ToConfirm):
            refuse("complaint_process", f"stap {move.code} noemt geen bron")


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
