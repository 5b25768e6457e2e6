"""Checks of who the organisation is, its documents, committee, settings, and what is kept."""

import re
from collections import Counter
from collections.abc import Iterator

from wederhoor.organisation import Organisation
from wederhoor.rules.code_of_conduct import Article
from wederhoor.rules.committee import Committee
from wederhoor.rules.letters import Addressee

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()-]{8,}")


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every fault in these answers."""
    for rule, problem in _profile(organisation):
        yield "organisation_profile", rule, problem
    for rule, problem in _editions(organisation):
        yield "regulations", rule, problem
    if isinstance(organisation.committee, Committee):
        for rule, problem in _committee(organisation.committee):
            yield "committee", rule, problem
    for hook, items in (
        ("admissibility", organisation.required_content),
        ("admissibility", organisation.admissibility),
        ("further_options", organisation.further_options),
        ("statements", organisation.statements),
    ):
        for item in items:
            if not item.label.strip() or "{" in item.label:
                yield hook, item.code, "heeft een lege naam of een invulplek erin; schrijf ‘label’ voluit"
    for text in organisation.texts:
        if not text.text.strip():
            yield "texts", text.code, "is leeg; schrijf de tekst, of laat de regel weg"
    for statement in organisation.statements:
        if not statement.text.strip():
            yield "statements", statement.code, "heeft geen tekst; schrijf in ‘text’ wat iemand verklaart"
    for kept in organisation.retention:
        if not kept.label.strip():
            yield "retention", kept.code, "heeft een lege naam; vul ‘label’ in"
    for rule, problem in _articles(organisation.articles):
        yield "code_of_conduct", rule, problem
    for rule, problem in _articles(organisation.regulation_articles):
        yield "regulation_articles", rule, problem
    for letter in organisation.letters:
        if not letter.body.strip():
            yield "letters", letter.code, "is leeg; vul ‘body’ in"
        if not letter.title.strip() or "{" in letter.title:
            yield "letters", letter.code, "heeft geen titel of een invulplek erin; schrijf ‘title’ voluit"
        if letter.to is Addressee.OTHERS:
            yield (
                "letters",
                letter.code,
                "gaat naar wie het programma niet kan schrijven; kies een andere ‘to’",
            )


def _articles(articles: tuple[Article, ...]) -> Iterator[tuple[str, str]]:
    counted = Counter(article.number for article in articles)
    for article in articles:
        if counted[article.number] > 1:
            yield article.number, "is het nummer van meer dan één artikel; geef elk een eigen nummer"
        if not article.text.strip():
            yield article.number, "is leeg; schrijf in ‘text’ wat het artikel zegt"


def _profile(organisation: Organisation) -> Iterator[tuple[str, str]]:
    profile = organisation.profile
    if not profile.name.strip():
        yield "name", "is leeg; vul de naam van de organisatie in"
    if not profile.statement.strip():
        yield "statement", "is leeg; schrijf in één zin waar klagers op kunnen rekenen"
    if isinstance(profile.complaints_email, str) and not _MAIL.fullmatch(profile.complaints_email):
        yield "complaints_email", "is geen e-mailadres; schrijf het als naam@organisatie.nl"
    if isinstance(profile.phone, str) and not _PHONE.fullmatch(profile.phone):
        yield "phone", "is geen telefoonnummer; gebruik alleen cijfers en spaties"
    if isinstance(profile.website, str) and not profile.website.startswith("https://"):
        yield "website", "begint niet met https://; schrijf het hele adres"
    if isinstance(profile.postal_address, tuple) and not all(map(str.strip, profile.postal_address)):
        yield "postal_address", "heeft een lege regel; laat die weg"
    for rule, amount in (
        ("call_back", profile.call_back.working_days),
        ("declarations", profile.declarations.days),
        ("drafts", profile.drafts.days),
    ):
        if amount <= 0:
            yield rule, f"is {amount} dagen; kies er ten minste één"
    if not profile.take_over.roles:
        yield "take_over", "noemt niemand; vul bij ‘roles’ een rol in"


def _editions(organisation: Organisation) -> Iterator[tuple[str, str]]:
    codes = [edition.code for edition in organisation.regulations]
    for edition in organisation.regulations:
        if codes.count(edition.code) > 1:
            yield edition.code, "is de code van meer dan één uitgave; geef elke uitgave een eigen code"
        begin, end = edition.in_force_from, edition.in_force_until
        if begin is not None and end is not None and end < begin:
            yield edition.code, "eindigt voor zij begint; verbeter ‘in_force_until’"
        if not edition.title.strip() or not edition.document.strip():
            yield edition.code, "heeft geen titel of document; vul ‘title’ en ‘document’ in"
        if edition.evaluate_every_years is not None and edition.evaluate_every_years <= 0:
            yield (
                edition.code,
                "wordt om de nul jaar bekeken; kies bij ‘evaluate_every_years’ een aantal jaren",
            )


def _committee(committee: Committee) -> Iterator[tuple[str, str]]:
    if committee.least_members <= 0:
        yield "least_members", "is nul of minder; kies er ten minste één"
    if committee.term.amount <= 0:
        yield "term", "is een zittingsduur van niets; kies bij ‘term’ een termijn"
    if committee.renewals < 0:
        yield "renewals", "is minder dan nul; kies nul voor geen herbenoeming"
    if (
        committee.panel is not None
        and committee.panel > len(committee.seats)
        and not any(seat.pool for seat in committee.seats)
    ):
        yield "panel", "vraagt meer leden dan er zetels zijn; kies bij ‘panel’ minder of voeg zetels toe"
    for quorum in committee.quorums:
        if quorum.least is not None and quorum.least <= 0:
            yield quorum.act.value, "vraagt nul leden; kies bij ‘least’ er ten minste één"
        if quorum.least is not None and quorum.most is not None and quorum.most < quorum.least:
            yield (
                quorum.act.value,
                "laat er minder toe dan het vraagt; ‘most’ hoort ten minste ‘least’ te zijn",
            )
    for seat in committee.seats:
        if not seat.label.strip():
            yield seat.code, "heeft een lege naam; vul ‘label’ in"
        if seat.deputies is not None and seat.deputies < 0:
            yield seat.code, "heeft minder dan nul vervangers; kies bij ‘deputies’ nul of meer"
