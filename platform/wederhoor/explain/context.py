"""Which organisation and edition a question is about, and how an answer cites its sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wederhoor.explain.reading import FactRefused, today
from wederhoor.explain.vocabulary import words_or
from wederhoor.organisation import Organisation, build_organisation
from wederhoor.plugins import installed_plugins
from wederhoor.rules.provenance import Provenance, Source, Statute
from wederhoor.rules.regulations import Edition, EditionKind
from wederhoor.rules.wording import dutch_date

_SAME_EDITION = {"l16": "2016", "v2.0": "2016", "2.0": "2016", "oud": "2016", "old": "2016"}
_SAME_NEW = {"ln": "nieuw", "new": "nieuw", "newer": "nieuw", "nieuwe": "nieuw"}
Answer = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An organisation as the question sees it."""

    organisation: Organisation
    on: date
    note: str | None
    """A remark on the edition that every explanation carries."""


@lru_cache(maxsize=512)
def asked_organisation(name: str, edition: str | None, on: date, on_given: bool) -> Asked:
    """The organisation with the edition asked for. Raises ``FactRefused`` in one Dutch sentence."""
    slug = name.strip().lower()
    plugins = tuple(installed_plugins())
    if slug not in plugins:
        raise FactRefused(f"De organisatie ‘{name}’ ken ik niet; wel: {', '.join(plugins)}.")
    if edition is None:
        in_force = build_organisation(slug, on=on)
        return Asked(organisation=in_force, on=on, note=_note(in_force.code_edition))
    probe = build_organisation(slug, on=today())
    found = _edition(probe, edition)
    if on_given and not found.in_force_on(on):
        raise FactRefused(_not_in_force(probe, found, on))
    organisation = build_organisation(slug, on=today(), code_edition=found.code)
    return Asked(organisation=organisation, on=on, note=_note(found))


def _edition(organisation: Organisation, text: str) -> Edition:
    codes = {e.code.lower(): e for e in organisation.regulations if e.kind is EditionKind.CODE_OF_CONDUCT}
    asked = text.strip().lower()
    found = codes.get(asked) or codes.get(_SAME_EDITION.get(asked, "")) or codes.get(_SAME_NEW.get(asked, ""))
    if found is None:
        known = words_or(f"‘{e.code}’" for e in codes.values())
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


def _note(edition: Edition) -> str | None:
    if edition.in_force_from is None:
        return "Let op: deze uitgave is nog niet in werking; de ondernemingsraad moet nog instemmen."
    return None


def cited(sources: Iterable[Provenance]) -> list[dict[str, str]]:
    """Sources as an answer shows them, without repeats."""
    found: list[dict[str, str]] = []
    for source in sources:
        match source:
            case Source():
                item = {"document": source.document, "section": source.section}
            case Statute():
                item = {"document": source.act, "section": f"art. {source.article}"}
            case _:
                item = {"document": "nog te bevestigen", "section": source.reason}
        if item not in found:
            found.append(item)
    return found


def explained(parts: Iterable[str | None], sources: Iterable[Provenance]) -> str:
    """The explanation with its sources at the end."""
    text = " ".join(part for part in parts if part)
    where = "; ".join(str(source) for source in dict.fromkeys(sources))
    return f"{text} Bron: {where}." if where else text
