"""The questions of filing, a page for what belongs together: which there are, in which order, and when each is asked.

What an organisation's rules do not look at is not asked: youth help only where its regimes ask for it and whoever complains may have
to do with it, reasons and earlier steps only where its regulation does (Awb 9:4 does not).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wederhoor.dossiers.content import ADDRESS, ARRANGED, DECISION, OWN, Content
from wederhoor.dossiers.own_answers import asked_of, name_of
from wederhoor.intake.facts import (
    SPEAKING,
    asks_youth_help,
    child_alone,
    informal,
    non_formal_rule,
    objecting,
    requires,
    takes_decisions,
)
from wederhoor.organisation import Organisation
from wederhoor.rules.objections import may_be_objection

Shown = Callable[[Content, Organisation], bool]

NEAR_YOUTH = ("youth", "relative", *SPEAKING)
"""Whose complaint may be about youth help; a client who is 18 to 23 says so where is asked who somebody is (KR-067)."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One page: its name in the address, the question, the fields, and when it is asked.

    `only` says of a field when it is on the page; the others are always there.
    """

    name: str
    title: str
    fields: tuple[str, ...]
    section: str
    intro: str = ""
    shown: Shown = lambda _content, _answers: True
    only: Mapping[str, Shown] = field(default_factory=dict)

    def asks(self, content: Content, answers: Organisation) -> tuple[str, ...]:
        """The fields of this page for these answers so far, in the order they are read."""
        if self.name == OWN_PAGE:
            return tuple(name_of(one) for one in asked_of(content, answers))
        always: Shown = lambda _content, _answers: True  # noqa: E731
        return tuple(name for name in self.fields if self.only.get(name, always)(content, answers))


def _required(code: str) -> Shown:
    return lambda content, answers: (
        requires(answers, code) and not informal(content) and not objecting(content)
    )


def _kind(*kinds: str) -> Shown:
    return lambda content, _answers: content.complainant_kind in kinds


def _youth_help(*kinds: str) -> Shown:
    return lambda content, answers: content.complainant_kind in kinds and asks_youth_help(answers)


def _speaking(content: Content, _answers: Organisation) -> bool:
    return content.complainant_kind in SPEAKING


def _late(content: Content, answers: Organisation) -> bool:
    """The day is looked at when the story is kept (`Content.late`); what was filled in stays asked."""
    return not informal(content) and not objecting(content) and bool(content.late or content.why_late)


def _perhaps(content: Content, answers: Organisation) -> bool:
    return (
        takes_decisions(answers)
        and content.about_kind != DECISION
        and may_be_objection(content.description, content.objection, content.accused_name)
    )


ABOUT_YOU, THE_MATTER = "Over u", "Waar het over gaat"
OWN_PAGE = "nog-weten"
"""The page with what the organisation asks itself."""
_SAFE = ("no_post", "safe_address", "no_email", "no_voicemail", "instructions")
_OWN = Question(
    name="uw-naam",
    title="Wat zijn uw naam en adres?",
    fields=("given_name", "surname", "organisation_name", *ADDRESS, "no_address"),
    section=ABOUT_YOU,
    shown=lambda content, answers: not _speaking(content, answers),
    only={
        "organisation_name": lambda content, _answers: (
            content.complainant_kind in ("partner", "other", "") or bool(content.organisation_name)
        ),
    },
)
_NO_HOME = Question(
    name="postadres",
    title="Waar kunnen wij u schrijven?",
    intro="Zonder vast adres kunt u gewoon klagen. Krijgt u ergens post, bijvoorbeeld bij de opvang, familie of op een briefadres? Vul dat "
    "hier in. Hebt u dat niet? Laat het leeg en kies straks e-mail of telefoon.",
    fields=("safe_address",),
    section=ABOUT_YOU,
    shown=lambda content, answers: bool(content.no_address) and not _speaking(content, answers),
)
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
        fields=("alone", "may_know", "youth_help"),
        section=ABOUT_YOU,
        shown=_kind("youth"),
        only={"youth_help": _youth_help("youth")},
    ),
    replace(_OWN, shown=_speaking),
    replace(
        _NO_HOME, shown=lambda content, answers: bool(content.no_address) and _speaking(content, answers)
    ),
    Question(
        name="voor-wie",
        title="Voor wie komt u op?",
        intro="Weet u iets niet? Laat het leeg.",
        fields=(
            "represented_given_name",
            "represented_surname",
            "parent_as",
            "relation",
            "authority",
            "authority_until",
            "minor",
            "youth_help",
        ),
        section=ABOUT_YOU,
        shown=_speaking,
        only={
            "parent_as": _kind("parent"),
            "relation": _kind("representative", "surviving_relative"),
            "authority": _kind("representative"),
            "authority_until": _kind("representative"),
            "minor": _kind("representative"),
            "youth_help": _youth_help(*SPEAKING),
        },
    ),
    Question(
        name="wie-mag-weten",
        title="Wie mag hiervan weten?",
        intro="Het gaat over iemand die jonger is dan 18 jaar. Wij vertellen het aan niemand anders dan wie u noemt.",
        fields=("may_know",),
        section=ABOUT_YOU,
        shown=lambda content, _answers: (
            content.complainant_kind == "representative" and content.minor == "yes"
        ),
    ),
    Question(
        name="over-wie",
        title="Over wie of wat gaat het?",
        fields=("about_kind", "accused_name", "category", "youth_help"),
        section=THE_MATTER,
        only={
            "category": lambda content, _answers: not objecting(content),
            "youth_help": _youth_help("relative"),
        },
    ),
    Question(
        name="besluit",
        title="Een besluit: dan maakt u bezwaar",
        fields=("as_objection",),
        section=THE_MATTER,
        shown=lambda content, answers: content.about_kind == DECISION and takes_decisions(answers),
    ),
    Question(
        name="welke-behandelaar",
        title="Wat doet deze persoon?",
        intro="Een ander behandelt uw klacht dan. Degene over wie u klaagt leest alleen wat iedereen leest over wie een klacht gaat.",
        fields=("concerned_role",),
        section=THE_MATTER,
        shown=lambda content, _answers: content.about_kind == "handler",
    ),
    Question(
        name="wat-is-er-gebeurd",
        title="Wat is er gebeurd?",
        fields=("description", "event_on", "event_unknown"),
        section=THE_MATTER,
    ),
    Question(
        name="misschien-bezwaar",
        title="Gaat het over een besluit?",
        fields=("as_objection",),
        section=THE_MATTER,
        shown=_perhaps,
    ),
    Question(
        name="waarom-nu",
        title="Waarom komt u er nu mee?",
        intro="Het is meer dan een jaar geleden. Dan hoeven wij een klacht niet altijd te behandelen. Vertel daarom wat de reden is.",
        fields=("why_late",),
        section=THE_MATTER,
        shown=_late,
    ),
    Question(
        name="niet-eens",
        title="Waarom bent u het er niet mee eens?",
        fields=("objection", "steps_taken", "nothing_yet"),
        section=THE_MATTER,
        shown=lambda content, answers: (
            _required("objection")(content, answers) or _required("steps_taken")(content, answers)
        ),
        only={
            "objection": _required("objection"),
            "steps_taken": _required("steps_taken"),
            "nothing_yet": _required("steps_taken"),
        },
    ),
    Question(
        name=OWN_PAGE,
        title="Wat wij nog van u willen weten",
        fields=(),
        section=THE_MATTER,
        shown=lambda content, answers: (
            not informal(content) and not objecting(content) and bool(asked_of(content, answers))
        ),
    ),
    _OWN,
    _NO_HOME,
    Question(
        name="bereiken",
        title="Hoe bereiken wij u?",
        fields=("contact_channel", "email", "contact_consent", "phone", "post_home"),
        section=ABOUT_YOU,
        only={"post_home": lambda content, _answers: child_alone(content)},
    ),
    Question(
        name="tot-slot",
        title="Tot slot",
        fields=("heed", "together", "with_papers"),
        section=ABOUT_YOU,
        only={"together": lambda content, answers: not _speaking(content, answers)},
    ),
    Question(
        name="letten",
        title="Waar moeten wij op letten?",
        intro="U vertelt dit één keer. Wij denken eraan bij elke brief, elk telefoontje en elke afspraak.",
        fields=(*_SAFE, *ARRANGED),
        section=ABOUT_YOU,
        shown=lambda content, _answers: content.heeded,
        only={"safe_address": lambda content, _answers: not content.no_address},
    ),
    Question(
        name="met-anderen",
        title="Wie klaagt er ook?",
        intro="Iedereen krijgt een eigen code en eigen brieven, ondertekent zelf en kan zelf stoppen.",
        fields=("fellows",),
        section=ABOUT_YOU,
        shown=lambda content, answers: content.with_others and not _speaking(content, answers),
    ),
)
NAMES = frozenset(question.name for question in QUESTIONS)


def asked(content: Content, answers: Organisation) -> list[Question]:
    """The pages for these answers so far, in order."""
    return [question for question in QUESTIONS if question.shown(content, answers)]


def as_asked(content: Content, answers: Organisation) -> Content:
    """A complaint with the answers to what is asked now; an answer to a question that went away is left out, not filed.

    Leaving one out can make another question go away, so this is done until nothing changes.
    """
    everything = {name for question in QUESTIONS for name in question.fields} & content.as_dict().keys()
    while True:
        kept = {name for question in asked(content, answers) for name in question.asks(content, answers)}
        kept |= set(_told_with(content))
        gone: dict[str, Any] = {
            name: getattr(_EMPTY, name)
            for name in everything - kept
            if getattr(content, name) != getattr(_EMPTY, name)
        }
        own = {code: value for code, value in content.own.items() if f"{OWN}{code}" in kept}
        if own != content.own:
            gone["own"] = own
        if not gone:
            return content
        content = content.merged(gone)


def _told_with(content: Content) -> tuple[str, ...]:
    """What another answer says with it: that it is about youth help, or that a representative is a parent."""
    match content.complainant_kind:
        case "client":
            return ("youth_help",)
        case "parent":
            return ("relation", "authority", "minor")
    return ()


_EMPTY = Content()


def named(name: str, content: Content, answers: Organisation) -> Question | None:
    """The page with this name, when it is asked."""
    return next((question for question in asked(content, answers) if question.name == name), None)
