"""Acts that change terms: make one longer, bring all forward, and a delay the complainant agrees with."""

from wederhoor.complaints.acts import CORRECT, Act, done_on
from wederhoor.complaints.term_changes import (
    _extendable,
    _shortenable,
    _with_consent,
    delay_with_consent,
    extend_term,
    revoke_change,
    shorten_terms,
)
from wederhoor.deadlines.case import Case
from wederhoor.rules.deadlines import Extension, Term, Unit
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.roles import JUDGES
from wederhoor.rules.term_changes import (
    CHANGE_LABELS,
    ChangeKind,
)
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal

UNITS = (("days", "dagen"), ("workdays", "werkdagen"), ("weeks", "weken"), ("months", "maanden"))


REASON = Field(
    name="reason",
    ask=Ask.TEXT,
    label="Reden",
    hint="Schrijf aan de mensen die de brief krijgen.",
    needed="Schrijf de reden op. Zij staat in de brief.",
)


def _extend_fields(case: Case) -> tuple[Field, ...]:
    rules = _extendable(case)
    choices = tuple(
        (
            rule.code,
            f"{rule.label} ({_most(rule.extension)}, besluit van {rule.extension.by})",
        )
        for rule in rules
        if rule.extension
    )
    told = [
        f"{r.label}: {listed(r.extension.notice_to)}" for r in rules if r.extension and r.extension.notice_to
    ]
    return (
        Field(
            name="code",
            ask=Ask.RADIOS,
            label="Welke termijn?",
            hint=f"Wie bericht krijgt: {'; '.join(told)}." if told else "",
            needed="Kies welke termijn langer wordt.",
            choices=choices,
        ),
        Field(name="amount", ask=Ask.NUMBER, label="Hoeveel langer?", needed="Vul een getal in."),
        Field(
            name="unit",
            ask=Ask.RADIOS,
            label="In welke eenheid?",
            needed="Kies een eenheid.",
            choices=UNITS,
            start="weeks",
        ),
        REASON,
        done_on(case, "Datum van het besluit"),
    )


def _most(extension: Extension) -> str:
    """How much longer, in words."""
    most = f"ten hoogste {extension.at_most} langer" if extension.at_most else "zonder maximum"
    return f"{most}, ook meer dan één keer" if extension.again else most


def _no_extension(case: Case) -> Refusal | None:
    if _extendable(case):
        return None
    rules = [rule for rule in case.answers.deadlines if rule.extension and rule.code in case.clocks]
    if not rules:
        return Refusal(reason="Deze regeling kent geen verlenging of uitstel")
    extension = rules[0].extension
    return Refusal(
        reason="Er loopt geen termijn die nog kan worden verlengd: zij is niet begonnen, voorbij of al verlengd",
        source=extension.source if extension else None,
    )


def _extend(case: Case, values: Values) -> None:
    extend_term(
        case,
        code=values["code"],
        amount=Term(values["amount"], Unit(values["unit"])),
        reason=values["reason"],
        done_on=values["done_on"],
    )


def _first_source(case: Case, name: str) -> Provenance | None:
    found = (getattr(rule, name) for rule in case.answers.deadlines)
    return next((source for source in found if source), None)


def _until(case: Case, label: str) -> Field:
    return Field(name="until", ask=Ask.DATE, label=label, needed="Vul de nieuwe laatste dag in.", future=True)


def _no_urgency(case: Case) -> Refusal | None:
    if _shortenable(case):
        return None
    return Refusal(
        reason="Deze regeling kent geen bekorting wegens spoed, of er loopt geen termijn die korter kan",
        source=_first_source(case, "shortened_by"),
    )


def _no_consent(case: Case) -> Refusal | None:
    if _with_consent(case):
        return None
    source = _first_source(case, "consent")
    if source is None:
        return Refusal(reason="Deze regeling kent geen verder uitstel met instemming van de klager")
    return Refusal(reason="Verder uitstel kan pas na de verdaging die u zelf mag besluiten", source=source)


def _revoke_fields(case: Case) -> tuple[Field, ...]:
    rules = {rule.code: rule.label for rule in case.answers.deadlines}
    choices = []
    for row in case.changes:
        about = f", {rules[row.code]}" if row.code in rules else ""
        label = f"{CHANGE_LABELS[ChangeKind(row.kind)]} van {dutch_date(row.decided_on)}{about}"
        choices.append((row.id.hex, label.capitalize()))
    return (
        Field(
            name="change",
            ask=Ask.RADIOS,
            label="Welke wijziging geldt niet meer?",
            needed="Kies een wijziging.",
            choices=tuple(choices),
        ),
        Field(name="reason", ask=Ask.TEXT, label="Waarom?", needed="Schrijf op waarom."),
    )


def _nothing_to_revoke(case: Case) -> Refusal | None:
    if case.changes:
        return None
    return Refusal(reason="Er is niets aan de termijnen gewijzigd")


ACTS = (
    Act(
        slug="uitstel",
        title="Termijn verlengen of uitstellen",
        lead=(
            "Een termijn kan niet langer worden dan de regels toestaan, en één keer, tenzij zij anders zeggen. Moet er eerst "
            "bericht naar mensen, dan geldt de nieuwe datum pas als alle berichten weg zijn."
        ),
        submit="Besluit vastleggen",
        roles=frozenset(JUDGES),
        fields=_extend_fields,
        do=_extend,
        refusal=_no_extension,
    ),
    Act(
        slug="spoed",
        title="Termijnen bekorten wegens spoed",
        lead="De commissie kan de termijnen bekorten als een zaak spoed heeft. De partijen krijgen zo snel mogelijk bericht, met de reden.",
        submit="Spoed vastleggen",
        roles=frozenset(JUDGES),
        fields=lambda case: (
            _until(case, "Nieuwe laatste dag"),
            REASON,
            done_on(case, "Datum van het besluit"),
        ),
        do=lambda case, v: shorten_terms(case, until=v["until"], reason=v["reason"], done_on=v["done_on"]),
        refusal=_no_urgency,
        source=lambda case: _first_source(case, "shortened_by"),
    ),
    Act(
        slug="instemming",
        title="Verder uitstel met instemming van de klager",
        lead="Langer uitstel kan alleen zover de klager daar schriftelijk mee instemt. Bewaar die brief of mail bij de stukken.",
        submit="Instemming vastleggen",
        fields=lambda case: (
            _until(case, "Tot en met welke dag stemt de klager in?"),
            Field(
                name="how",
                ask=Ask.TEXT,
                label="Hoe heeft de klager ingestemd?",
                hint="Bijvoorbeeld: mail van 3 maart, stuk 4.",
                needed="Schrijf op waaruit de schriftelijke instemming blijkt.",
            ),
            done_on(case, "Datum van de instemming"),
        ),
        do=lambda case, v: delay_with_consent(case, until=v["until"], how=v["how"], done_on=v["done_on"]),
        refusal=_no_consent,
        source=lambda case: _first_source(case, "consent"),
    ),
    Act(
        slug="wijziging-intrekken",
        title="Een wijziging van termijnen intrekken",
        lead="De termijnen worden opnieuw berekend zonder deze wijziging. Wat al vaststond, blijft in het logboek staan.",
        submit="Intrekken",
        group=CORRECT,
        fields=_revoke_fields,
        do=lambda case, v: revoke_change(case, change_id=v["change"], reason=v["reason"]),
        refusal=_nothing_to_revoke,
        listed=False,
    ),
)
