"""Checks for what was taken over from another organisation's plugin: its sentences, its numbers, its documents."""

from collections.abc import Iterator
from datetime import date

from wederhoor.installed import plugin_names
from wederhoor.organisation import Organisation, OrganisationError, build_organisation
from wederhoor.plugins import PluginError
from wederhoor.rules.provenance import Source

_LONG = 60
_SHORT_LIST = 3


def problems(plugin: str, organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of what stands word for word in another installed plugin."""
    mine = _sentences(organisation)
    documents = {one.document for one in organisation.regulations}
    for hook, rule, source in _sources(organisation):
        if documents and source.document not in documents:
            yield (
                hook,
                rule,
                (
                    f"haalt {source.document} aan, en zo heet geen van de documenten; verbeter de bron, of noem het document bij "
                    "‘regulations’"
                ),
            )
    for name in plugin_names():
        if name == plugin:
            continue
        try:
            other = build_organisation(name, on=organisation_day(organisation))
        except (PluginError, OrganisationError):
            continue  # what is wrong with it is said when it is checked itself
        theirs = _sentences(other)
        for text, (hook, rule) in mine.items():
            if text in theirs:
                yield (
                    hook,
                    rule,
                    f"staat woordelijk bij {name} ({theirs[text][1]}); schrijf wat het eigen document zegt",
                )
        shared = {a.number for a in organisation.articles} & {a.number for a in other.articles}
        if len(shared) >= _SHORT_LIST:
            few = ", ".join(sorted(shared)[:_SHORT_LIST])
            yield "code_of_conduct", few, f"zijn nummers van {name}; geef de artikelen eigen nummers"


def organisation_day(organisation: Organisation) -> date:
    """A day on which these answers were in force."""
    return organisation.edition.in_force_from or date(2026, 11, 22)


def _sentences(organisation: Organisation) -> dict[str, tuple[str, str]]:
    """Long sentences of the organisation's own, by where they stand."""
    found: dict[str, tuple[str, str]] = {}

    def note(text: str, hook: str, rule: str) -> None:
        plain = " ".join(text.split())
        if len(plain) >= _LONG:
            found.setdefault(plain, (hook, rule))

    for article in organisation.articles:
        note(article.text, "code_of_conduct", article.number)
    for article in organisation.regulation_articles:
        note(article.text, "regulation_articles", article.number)
    for hook, policy in (
        ("gift_policy", organisation.gift_policy),
        ("invitation_policy", organisation.invitation_policy),
        *(("declaration_policies", one.policy) for one in organisation.declarations),
    ):
        for row in policy.rows:
            note(row.says, hook, row.code)
    return found


def _sources(organisation: Organisation) -> Iterator[tuple[str, str, Source]]:
    for hook, items in (
        ("deadline_rules", organisation.deadlines),
        ("letters", organisation.letters),
        ("texts", organisation.texts),
        ("retention", organisation.retention),
        ("further_options", organisation.further_options),
    ):
        for item in items:
            if isinstance(item.source, Source):
                yield hook, item.code, item.source
    for row in organisation.gift_policy.rows:
        for source in row.sources:
            if isinstance(source, Source):
                yield "gift_policy", row.code, source
    for line in organisation.reporting_lines:
        for source in line.sources:
            if isinstance(source, Source):
                yield "reporting_lines", line.matter, source
