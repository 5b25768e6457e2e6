"""Which organisation and edition a question is about, and how an answer cites its sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wederhoor.explain.reading import FactRefused, today
from wederhoor.explain.vocabulary import words_or
from wederhoor.installed import plugin_names
from wederhoor.organisation import Organisation, build_organisation
from wederhoor.rules.provenance import Provenance, Source, Statute
from wederhoor.rules.regulations import Edition, EditionKind, edition_in_force
from wederhoor.rules.wording import dutch_date

Answer = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An organisation as the question sees it."""

    organisation: Organisation
    on: date
    refusal: str | None
    """Why no code of conduct applies on the day asked about; complaints can still be asked about."""

    @property
    def note(self) -> str | None:
        """A remark on the edition that every explanation on conduct carries."""
        return self.organisation.code_edition.caution


@lru_cache(maxsize=512)
def asked_organisation(name: str, edition: str | None, on: date, on_given: bool) -> Asked:
    """The organisation with the edition asked for. Raises ``FactRefused`` in one Dutch sentence."""
    slug = name.strip().lower()
    names = plugin_names()
    if slug not in names:
        raise FactRefused(f"De organisatie ‘{name}’ ken ik niet; wel: {', '.join(names)}.")
    now = build_organisation(slug, on=today())
    if edition is None and now.code_edition.absent:
        return Asked(organisation=now, on=on, refusal=f"{now.profile.name} heeft hier geen gedragscode.")
    if edition is None:
        found = edition_in_force(now.regulations, EditionKind.CODE_OF_CONDUCT, on)
        if found is None:
            refusal = f"Op {dutch_date(on)} gold bij {now.profile.name} geen gedragscode die hier bekend is."
            return Asked(organisation=now, on=on, refusal=refusal)
    else:
        found = _edition(now, edition)
        if on_given and not found.in_force_on(on):
            raise FactRefused(_not_in_force(now, found, on))
    organisation = build_organisation(slug, on=today(), code_edition=found.code)
    return Asked(organisation=organisation, on=on, refusal=None)


def _edition(organisation: Organisation, text: str) -> Edition:
    codes = [e for e in organisation.regulations if e.kind is EditionKind.CODE_OF_CONDUCT]
    asked = text.strip().lower()
    found = next((e for e in codes if asked in (e.code.lower(), *e.also)), None)
    if found is None:
        known = words_or(f"‘{e.code}’" for e in codes)
        raise FactRefused(f"De uitgave ‘{text}’ bestaat niet bij {organisation.profile.name}; kies {known}.")
    return found


def _not_in_force(organisation: Organisation, edition: Edition, on: date) -> str:
    others = [
        e.code
        for e in organisation.regulations
        if e.kind is EditionKind.CODE_OF_CONDUCT and e.in_force_on(on)
    ]
    instead = f"op die dag geldt uitgave ‘{others[0]}’" if others else "op die dag geldt er geen"
    if edition.in_force_from is None:
        return (
            f"De uitgave ‘{edition.code}’ heeft nog geen ingangsdatum en geldt niet op {dutch_date(on)}; "
            f"{instead}."
        )
    return f"De uitgave ‘{edition.code}’ geldt niet op {dutch_date(on)}; {instead}."


def cited(sources: Iterable[Provenance]) -> list[dict[str, str]]:
    """Sources as an answer shows them, without repeats."""
    return [{"document": document, "section": section} for document, section in _pairs(tuple(sources))]


@lru_cache(maxsize=2048)
def _pairs(sources: tuple[Provenance, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_pair(source) for source in sources))


def _pair(source: Provenance) -> tuple[str, str]:
    match source:
        case Source():
            return source.document, source.section
        case Statute():
            return source.act, f"art. {source.article}"
        case _:
            return "nog te bevestigen", source.reason


@lru_cache(maxsize=2048)
def _where(sources: tuple[Provenance, ...]) -> str:
    return "; ".join(str(source) for source in dict.fromkeys(sources))


def explained(parts: Iterable[str | None], sources: Iterable[Provenance]) -> str:
    """The explanation with its sources at the end."""
    text = " ".join(part for part in parts if part)
    where = _where(tuple(sources))
    return f"{text} Bron: {where}." if where else text
