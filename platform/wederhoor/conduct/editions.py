"""The editions of an organisation's code of conduct: which there are, since when, and what a day belongs to."""

from dataclasses import dataclass
from datetime import date

from wederhoor.rules.code_of_conduct import Article
from wederhoor.rules.regulations import Edition, EditionKind, edition_in_force
from wederhoor.rules.wording import dutch_date
from wederhoor.settings.code_editions import answers_under
from wederhoor.work import Work

OLD_YEARS = 5
"""From this age on a page says that law and collective agreements may have changed since; our own choice."""


class NoSuchEdition(Exception):
    """The organisation has no edition of its code with this name."""


@dataclass(frozen=True, kw_only=True)
class EditionView:
    """What a page says of an edition: `when` in words, `current` for the one in force today."""

    code: str
    title: str
    when: str
    current: bool
    consents: tuple[str, ...]
    notes: tuple[str, ...]
    caution: str | None
    age: str | None


def codes(work: Work) -> tuple[Edition, ...]:
    """Every edition of the code of conduct, in the order of their start; those without a start last."""
    found = [e for e in work.organisation.regulations if e.kind is EditionKind.CODE_OF_CONDUCT]
    return tuple(
        sorted(found, key=lambda e: (e.in_force_from is None and not e.undated, e.in_force_from or date.min))
    )


def find_edition(work: Work, code: str) -> Edition:
    """The edition with this code. Raises NoSuchEdition."""
    for edition in codes(work):
        if edition.code == code:
            return edition
    raise NoSuchEdition(code)


def on_day(work: Work, day: date) -> Edition | None:
    """The edition that held on a day; None when we know of none."""
    return edition_in_force(codes(work), EditionKind.CODE_OF_CONDUCT, day)


def articles_of(work: Work, edition: Edition) -> tuple[Article, ...]:
    """Every article of an edition, in the order of the document."""
    return answers_under(work, edition.code).articles


def edition_view(work: Work, edition: Edition) -> EditionView:
    """An edition in words."""
    since = edition.in_force_from or edition.adopted_on
    years = _years(since, work.today) if since else None
    return EditionView(
        code=edition.code,
        title=edition.title,
        when=_when(work, edition),
        current=edition.code == work.organisation.code_edition.code,
        consents=tuple(_consent(consent.body, consent.on, consent.required) for consent in edition.consents),
        notes=edition.notes,
        caution=edition.caution,
        age=f"Deze tekst is {years} jaar oud. Wet en cao kunnen sindsdien veranderd zijn."
        if years is not None and years >= OLD_YEARS
        else None,
    )


def _years(since: date, today: date) -> int:
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def _when(work: Work, edition: Edition) -> str:
    if edition.undated:
        return "Zonder datum. Wij gaan ervan uit dat deze uitgave geldt."
    if edition.in_force_from is None:
        return "Geldt nog niet: er is geen begindatum."
    until = edition.in_force_until or _followed_on(work, edition)
    start = dutch_date(edition.in_force_from)
    if edition.in_force_from > work.today:
        return f"Gaat in op {start}."
    return (
        f"Gold van {start} tot {dutch_date(until)}."
        if until and until <= work.today
        else f"Geldt sinds {start}."
    )


def _followed_on(work: Work, edition: Edition) -> date | None:
    """The day on which a later edition took its place."""
    later = [
        e.in_force_from
        for e in codes(work)
        if e.in_force_from and e.in_force_from > (edition.in_force_from or date.min)
    ]
    return min(later, default=None)


def _consent(body: str, on: date | None, required: bool) -> str:
    if on is not None:
        return f"De {body} stemde in op {dutch_date(on)}."
    return f"De {body} moet nog instemmen." if required else f"Of de {body} instemde, is niet bekend."
