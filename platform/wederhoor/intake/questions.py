"""The questions of filing, one a page: which there are, in which order, and when each is asked.

What an organisation's rules do not look at is not asked: youth help only where its regimes ask for it, reasons and
earlier steps only where its regulation does (Awb 9:4 does not).
"""

from collections.abc import Callable
from dataclasses import dataclass

from wederhoor.dossiers.content import Content
from wederhoor.organisation import Organisation
from wederhoor.rules.committee import NoCommittee
from wederhoor.rules.deadlines import DeadlineRule, StartEvent
from wederhoor.rules.roles import HANDLERS, MEMBERS, role_label

Shown = Callable[[Content, Organisation], bool]

SPEAKING = ("representative", "parent", "surviving_relative")
NAMED = ("employee", "team", "director", "handler", "unknown")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One page: its name in the address, the question, the fields, and when it is asked."""

    name: str
    title: str
    fields: tuple[str, ...]
    section: str
    intro: str = ""
    shown: Shown = lambda _content, _answers: True


def asks_youth_help(answers: Organisation) -> bool:
    """Whether any regime of this organisation looks at youth help."""
    return any(condition.fact == "youth_help" for regime in answers.regimes for condition in regime.when)


def non_formal_rule(answers: Organisation) -> DeadlineRule | None:
    """The term for dissatisfaction that is no formal complaint (KR-032), where the organisation has one."""
    return next((rule for rule in answers.deadlines if rule.starts is StartEvent.NON_FORMAL_REPORT), None)


def requires(answers: Organisation, code: str) -> bool:
    """Whether the organisation's regulation asks for this."""
    return any(item.code == code for item in answers.required_content)


def handling_roles(answers: Organisation) -> list[tuple[str, str]]:
    """Who handles complaints here, by role: a complaint about one of them passes them by."""
    codes = [*HANDLERS]
    if not isinstance(answers.committee, NoCommittee):
        codes += [*MEMBERS]
    return [(code, role_label(code).capitalize()) for code in codes]


def _required(code: str) -> Shown:
    return lambda content, answers: requires(answers, code) and not informal(content)


def informal(content: Content) -> bool:
    """Whether no formal complaint is wanted."""
    return content.filed_as == "dissatisfaction"


ABOUT_YOU, THE_MATTER = "Over u", "Waar het over gaat"
QUESTIONS: tuple[Question, ...] = (
    Question(
        name="wat-wilt-u",
        title="Wat wilt u?",
        fields=("filed_as",),
        section=THE_MATTER,
        shown=lambda _content, answers: non_formal_rule(answers) is not None,
    ),
    Question(name="wie-bent-u", title="Wie bent u?", fields=("complainant_kind",), section=ABOUT_YOU),
    Question(
        name="jonger-dan-18",
        title="Klaag je alleen?",
        intro="Dat mag altijd. Niemand hoeft het goed te vinden. Wij vertellen het thuis niet als je dat niet wilt.",
        fields=("alone", "may_know"),
        section=ABOUT_YOU,
        shown=lambda content, _answers: content.complainant_kind == "youth",
    ),
    Question(
        name="voor-wie",
        title="Voor wie komt u op?",
        intro="Weet u iets niet? Laat het leeg.",
        fields=(
            "represented_given_name",
            "represented_surname",
            "relation",
            "authority",
            "authority_until",
            "minor",
            "may_know",
        ),
        section=ABOUT_YOU,
        shown=lambda content, _answers: content.complainant_kind in SPEAKING,
    ),
    Question(
        name="over-wie",
        title="Over wie of wat gaat het?",
        fields=("about_kind",),
        section=THE_MATTER,
    ),
    Question(
        name="welke-behandelaar",
        title="Wat doet deze persoon?",
        intro="Gaat het over iemand die klachten behandelt? Dan krijgt die persoon uw klacht niet te zien. Een ander behandelt uw klacht.",
        fields=("concerned_role",),
        section=THE_MATTER,
        shown=lambda content, _answers: content.about_kind == "handler",
    ),
    Question(
        name="naam",
        title="Weet u de naam?",
        fields=("accused_name",),
        section=THE_MATTER,
        shown=lambda content, _answers: content.about_kind in NAMED,
    ),
    Question(
        name="onderwerp",
        title="Wat past het best?",
        fields=("category",),
        section=THE_MATTER,
    ),
    Question(
        name="wanneer",
        title="Wanneer gebeurde het?",
        fields=("event_on", "event_unknown"),
        section=THE_MATTER,
    ),
    Question(
        name="jeugdhulp",
        title="Gaat het over jeugdhulp?",
        fields=("youth_help",),
        section=THE_MATTER,
        shown=lambda _content, answers: asks_youth_help(answers),
    ),
    Question(
        name="wat-is-er-gebeurd", title="Wat is er gebeurd?", fields=("description",), section=THE_MATTER
    ),
    Question(
        name="niet-eens",
        title="Waarom bent u het er niet mee eens?",
        fields=("objection",),
        section=THE_MATTER,
        shown=_required("objection"),
    ),
    Question(
        name="al-gedaan",
        title="Wat hebt u zelf al gedaan?",
        fields=("steps_taken",),
        section=THE_MATTER,
        shown=_required("steps_taken"),
    ),
    Question(
        name="uw-naam",
        title="Hoe heet u?",
        fields=("given_name", "surname", "organisation_name"),
        section=ABOUT_YOU,
    ),
    Question(
        name="uw-adres",
        title="Wat is uw adres?",
        fields=("street", "postal_code", "town"),
        section=ABOUT_YOU,
    ),
    Question(
        name="bereiken",
        title="Hoe bereiken wij u?",
        fields=("contact_channel", "email", "contact_consent", "phone"),
        section=ABOUT_YOU,
    ),
    Question(
        name="veilig",
        title="Is er iets waar wij op moeten letten?",
        intro="Bijvoorbeeld omdat iemand anders uw post of telefoon ziet. Wij houden ons hier altijd aan.",
        fields=("no_post", "no_email", "no_voicemail", "safe_address", "instructions"),
        section=ABOUT_YOU,
    ),
    Question(
        name="nodig",
        title="Wat hebt u nodig?",
        intro="U vertelt dit één keer. Wij denken eraan bij elke brief en elke afspraak.",
        fields=("interpreter", "sign_language", "large_print", "help"),
        section=ABOUT_YOU,
    ),
    Question(
        name="met-anderen",
        title="Klaagt u samen met anderen?",
        intro="Iedereen krijgt een eigen code en eigen brieven, ondertekent zelf en kan zelf stoppen.",
        fields=("fellows",),
        section=ABOUT_YOU,
        shown=lambda content, _answers: content.complainant_kind not in SPEAKING,
    ),
)


def asked(content: Content, answers: Organisation) -> list[Question]:
    """The pages for these answers so far, in order."""
    return [question for question in QUESTIONS if question.shown(content, answers)]


def as_asked(content: Content, answers: Organisation) -> Content:
    """A complaint with the answers to what is asked now; an answer to a question that went away is left out, not filed.

    Leaving one out can make another question go away, so this is done until nothing changes.
    """
    while True:
        kept = {field for question in asked(content, answers) for field in question.fields}
        gone = {field for question in QUESTIONS for field in question.fields} - kept
        empty = {
            name: getattr(_EMPTY, name) for name in gone if getattr(content, name) != getattr(_EMPTY, name)
        }
        if not empty:
            return content
        content = content.merged(empty)


_EMPTY = Content()


def named(name: str, content: Content, answers: Organisation) -> Question | None:
    """The page with this name, when it is asked."""
    return next((question for question in asked(content, answers) if question.name == name), None)
