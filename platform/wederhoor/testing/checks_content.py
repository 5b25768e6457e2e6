"""Checks of what a complaint must hold and when it is not taken up."""

from collections.abc import Iterator

from wederhoor.organisation import Organisation
from wederhoor.rules.admissibility import Item, Sign
from wederhoor.rules.asked import Question, QuestionKind
from wederhoor.rules.complaint_process import OUTCOMES, ComplaintProcess, Fact
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.settings import SettingField, SettingKind
from wederhoor.rules.texts import TextSlot

_STARTS = (StartEvent.HAPPENED, StartEvent.KNOWN, StartEvent.BODY_DECIDED)
ACT_ADDRESSES = frozenset(
    {
        *(
            "aangeklaagde-terugdraaien",
            "afsplitsen",
            "bijeenkomst",
            "compleet",
            "datalek",
            "datum-verbeteren",
        ),
        *("doorsturen", "gebeurd", "herinneren", "heropenen", "instemming", "klacht-maken", "koppelen"),
        *(
            "niet-bedoeld",
            "omschrijven",
            "ontkoppelen",
            "ontvankelijkheid",
            "overdragen",
            "partij-verbeteren",
        ),
        *("reactie", "samenvoegen", "spoed", "toewijzen", "uit-elkaar", "uitstel", "vergissing"),
        *("verkeerd-bezorgd", "vraag", "vrijgeven", "wijziging-intrekken"),
    }
)
"""Addresses of what the office can do by itself; a move that is called so would never be reached."""


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every item, ground, need, judgement and text."""
    for item in organisation.required_content:
        if item.code not in set(Item) and item.question is None:
            yield (
                "admissibility",
                item.code,
                "is een eigen onderdeel en wordt nergens gevraagd; vul ‘question’ in",
            )
        if item.question is not None:
            for problem in question(item.question):
                yield "admissibility", item.code, problem
            if item.question.code != item.code:
                yield (
                    "admissibility",
                    item.code,
                    "bewaart het antwoord onder een andere code; geef de vraag dezelfde code",
                )
            if not item.question.needed.strip():
                yield (
                    "admissibility",
                    item.code,
                    "is nodig en mag toch leeg blijven; vul ‘needed’ van de vraag in",
                )
    for ground in organisation.admissibility:
        if (ground.sign is Sign.TOO_LATE) != (ground.limit is not None):
            problem = "hoort bij een termijn en noemt die niet, of andersom; zet ‘sign’ op TOO_LATE en vul ‘limit’ in"
            yield "admissibility", ground.code, problem
        if ground.limit is not None and ground.limit.starts not in _STARTS:
            yield (
                "admissibility",
                ground.code,
                "telt vanaf iets dat de klager niet invult; kies HAPPENED, KNOWN of BODY_DECIDED",
            )
        if ground.asks and not ground.unless:
            yield "admissibility", ground.code, "vraagt naar een uitzondering die er niet is; vul ‘unless’ in"
    if organisation.every_process and not organisation.categories:
        yield (
            "complaint_categories",
            "-",
            "zijn er niet, en een klacht wordt onder een onderwerp ingediend; noem er ten minste één",
        )
    for road in organisation.every_process:
        yield from _road(road)
    for text in organisation.texts:
        if text.code not in set(TextSlot) and not text.title.strip():
            yield (
                "texts",
                text.code,
                "staat op geen enkele pagina; geef haar een TextSlot als code, of een ‘title’",
            )


def _road(road: ComplaintProcess) -> Iterator[tuple[str, str, str]]:
    asked = {fact for move in road.moves for fact in move.needs}
    for need in road.needs:
        if need.fact not in asked:
            yield (
                "complaint_process",
                need.fact,
                "wordt uitgelegd en door geen overgang gevraagd; haal het uit ‘needs’",
            )
        if need.fact not in set(Fact) and not need.asks:
            yield (
                "complaint_process",
                need.fact,
                "is een eigen gegeven en wordt nergens gevraagd; vul ‘asks’ in",
            )
        for one in need.asks:
            for problem in question(one):
                yield "complaint_process", need.fact, problem
    for move in road.moves:
        if move.code.replace("_", "-") in ACT_ADDRESSES and move.means is None:
            yield (
                "complaint_process",
                move.code,
                "heet als iets dat het kantoor al zelf kan; kies een andere code",
            )
        if set(move.from_steps) == {move.to_step} and not (
            move.means or move.letters or move.meets or move.starts
        ):
            yield (
                "complaint_process",
                move.code,
                "verandert niets; noem een andere stap, een brief of wat er gebeurde",
            )
    if road.outcomes and not any(move.means in OUTCOMES for move in road.moves):
        problem = "is een oordeel dat niemand geeft; geef een overgang met DECIDED, FINDINGS of ANSWERED"
        yield "complaint_process", road.outcomes[0].code, problem
    if road.decider is not None and road.decider.name.lower().startswith(("de ", "het ", "een ")):
        yield (
            "complaint_process",
            "decider",
            "begint met een lidwoord, en dat zet het platform er zelf voor; haal het weg",
        )


def question(one: Question) -> Iterator[str]:
    """What is wrong with a question."""
    if not one.label.strip():
        yield "heeft een vraag zonder woorden; vul ‘label’ in"
    if one.kind is QuestionKind.CHOICE and len(one.choices) < 2:
        yield "laat kiezen uit minder dan twee antwoorden; vul ‘choices’ in"
    if one.kind is not QuestionKind.CHOICE and one.choices:
        yield "noemt antwoorden en laat niet kiezen; zet ‘kind’ op CHOICE"
    if len({code for code, _ in one.choices}) < len(one.choices):
        yield "noemt een antwoord twee keer; geef elk antwoord een eigen code"


def settings(fields: tuple[SettingField, ...]) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every field HR may set."""
    codes = [field.code for field in fields]
    for field in fields:
        if codes.count(field.code) > 1:
            yield (
                "settings_type",
                field.code,
                "is de code van meer dan één instelling; geef elke een eigen code",
            )
        if not field.label.strip():
            yield "settings_type", field.code, "heeft geen naam; vul ‘label’ in"
        low, high = field.minimum, field.maximum
        if field.kind is SettingKind.NUMBER:
            if low is None or high is None:
                yield "settings_type", field.code, "heeft geen grenzen; vul ‘minimum’ en ‘maximum’ in"
            elif low > high:
                yield (
                    "settings_type",
                    field.code,
                    "heeft een laagste waarde boven de hoogste; draai ‘minimum’ en ‘maximum’ om",
                )
            elif isinstance(field.default, int) and not low <= field.default <= high:
                yield "settings_type", field.code, "begint buiten de eigen grenzen; kies een andere ‘default’"
