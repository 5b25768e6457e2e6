"""The questions the platform asks an organisation's plugin - the one file a plugin author reads.

A plugin is a module with functions of these names, each marked ``@hookimpl``. Answers are frozen values of
the types re-exported here; a hook never returns HTML, rows or routes. Import nothing else of the platform. A
hook that answers another type, at any depth, makes its organisation read-only and is named with its place. What a plugin does not
answer, the layers it names answer (``LAYERS = ("jeugdwet",)`` in the module: a law of ``wederhoor.layers``, or a layer of another
distribution), and then the platform itself, where there is a harmless answer: none, not received. Who the organisation is, and for
who takes complaints what a complaint must hold, nobody else can say. "None" is a value: ``NoCommittee``, ``NoComplaintProcess``, an
empty tuple. A hook about rules receives the edition of the document it belongs to and the organisation's settings; a hookimpl may
leave out arguments it does not need, and gives none a default. Hook wrappers are not called.
"""

from collections.abc import Mapping

import pluggy

from wederhoor.rules import usual_letters
from wederhoor.rules.admissibility import (
    AdmissibilityGround,
    AdmissibilityRules,
    Category,
    FilingLimit,
    Item,
    RequiredItem,
    Sign,
)
from wederhoor.rules.applying import CameBy, CaseFact
from wederhoor.rules.asked import Question, QuestionKind
from wederhoor.rules.code_of_conduct import Article, RuleKind, read_articles
from wederhoor.rules.committee import Act, Committee, Exclusion, NoCommittee, Quorum, Seat
from wederhoor.rules.complaint_process import (
    ComplaintProcess,
    Decider,
    Fact,
    Judgement,
    JudgementKind,
    Meaning,
    Move,
    Need,
    NoComplaintProcess,
    Step,
)
from wederhoor.rules.deadlines import (
    Calendar,
    DeadlineRule,
    Escalation,
    Extension,
    FixedDay,
    Opens,
    StartEvent,
    Term,
    TermEvent,
    Unit,
)
from wederhoor.rules.declarations import DeclarationPolicy, plain_topic, topic_table
from wederhoor.rules.duties import Duty, FollowUp, Moment, Right, Somebody
from wederhoor.rules.letters import Addressee, LetterCode, LetterTemplate, Release
from wederhoor.rules.palette import Palette
from wederhoor.rules.profile import CallBack, OrganisationProfile
from wederhoor.rules.provenance import Provenance, Source, Statute, ToConfirm
from wederhoor.rules.regimes import Law, Regime
from wederhoor.rules.register_number import NumberPart, RegisterNumberRule, SequenceScope
from wederhoor.rules.regulations import Consent, Edition, EditionKind
from wederhoor.rules.reporting_lines import About, Asker, Contact, ContactOrder, Place, ReportingLine
from wederhoor.rules.retention import RetentionRule
from wederhoor.rules.roles import Role, RoleName
from wederhoor.rules.settings import SettingField, SettingKind, SettingsType, Value
from wederhoor.rules.tables import (
    Amount,
    AmountTest,
    AnyYes,
    Becomes,
    Condition,
    Count,
    Option,
    Policy,
    Row,
    Silence,
    Total,
    Unless,
    Verdict,
    When,
)
from wederhoor.rules.texts import FurtherOption, MisconductScheme, Statement, Text, TextSlot
from wederhoor.rules.usual_letters import framed
from wederhoor.statutes import awb, jeugdwet, wbk, wkkgz

PROJECT = "wederhoor"
CONTRACT = 2
"""The version of this contract. A plugin says for which it was written: ``CONTRACT = 2`` in its module. One that does not is of 1."""
OLDEST_CONTRACT = 1
"""The oldest contract that still works; what has changed since is said by ``wederhoor plugins`` and ``wederhoor plugin check``."""
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Settings = Mapping[str, Value]
"""The value of every field of ``settings_type``, by code."""

__all__ = [
    "CONTRACT",
    "OLDEST_CONTRACT",
    "About",
    "Act",
    "Addressee",
    "AdmissibilityGround",
    "AdmissibilityRules",
    "Amount",
    "AmountTest",
    "AnyYes",
    "Article",
    "Asker",
    "Becomes",
    "Calendar",
    "CallBack",
    "CameBy",
    "CaseFact",
    "Category",
    "Committee",
    "ComplaintProcess",
    "Condition",
    "Consent",
    "Contact",
    "ContactOrder",
    "Count",
    "DeadlineRule",
    "Decider",
    "DeclarationPolicy",
    "Duty",
    "Edition",
    "EditionKind",
    "Escalation",
    "Exclusion",
    "Extension",
    "Fact",
    "FilingLimit",
    "FixedDay",
    "FollowUp",
    "FurtherOption",
    "Hooks",
    "Item",
    "Law",
    "LetterCode",
    "LetterTemplate",
    "Meaning",
    "MisconductScheme",
    "Moment",
    "Move",
    "Need",
    "NoCommittee",
    "NoComplaintProcess",
    "NumberPart",
    "Opens",
    "Option",
    "OrganisationProfile",
    "Judgement",
    "JudgementKind",
    "Palette",
    "Policy",
    "Provenance",
    "Question",
    "QuestionKind",
    "Quorum",
    "Regime",
    "RegisterNumberRule",
    "Release",
    "Place",
    "ReportingLine",
    "RequiredItem",
    "RetentionRule",
    "Right",
    "Role",
    "RoleName",
    "Row",
    "RuleKind",
    "Seat",
    "SequenceScope",
    "SettingField",
    "SettingKind",
    "Settings",
    "SettingsType",
    "Sign",
    "Silence",
    "Somebody",
    "Source",
    "StartEvent",
    "Statement",
    "Statute",
    "Step",
    "Term",
    "TermEvent",
    "Text",
    "TextSlot",
    "ToConfirm",
    "Total",
    "Unit",
    "Unless",
    "Value",
    "Verdict",
    "When",
    "awb",
    "framed",
    "hookimpl",
    "hookspec",
    "jeugdwet",
    "plain_topic",
    "read_articles",
    "topic_table",
    "usual_letters",
    "wbk",
    "wkkgz",
]


class Hooks:
    """The hook specifications."""

    @hookspec(firstresult=True)
    def organisation_profile(self) -> OrganisationProfile:  # type: ignore[empty-body]
        """Who the organisation is, for the people it serves.

        Required. A fact no source names is ``ToConfirm``. Lumens: its complaints address comes from its
        regulation. InteraktContour and WIL: their documents name no address at all. None of the three
        documents names a telephone number. ``palette`` holds its colours; unreadable ones stop the start-up,
        an organisation without any gets neutral ones. Its mark is no answer but a file: ``logo.svg`` beside the
        module, an SVG that only draws; it stands on pages and letters, and a bad one stops the start-up.
        """

    @hookspec(firstresult=True)
    def settings_type(self) -> SettingsType:  # type: ignore[empty-body]
        """What HR may set, with bounds and defaults.

        Required; may have no fields. Numbers, names and texts belong here; the shape of a rule does not.
        Lumens: the day its works council consents to the newer code, and when handlers are reminded.
        InteraktContour and WIL: none yet, because their numbers are in the codes themselves.
        """

    @hookspec(firstresult=True)
    def regulations(self, settings: Settings) -> tuple[Edition, ...]:  # type: ignore[empty-body]
        """Every edition of the code of conduct, the complaints regulation and the misconduct scheme.

        Required. An edition without the consent it needs has no start date. Lumens: two codes, the newer of
        which waits for its works council, and the complaints regulation. InteraktContour: its integrity
        code and the Wkkgz. WIL: its code and a complaints scheme that is known in part.
        """

    @hookspec(firstresult=True)
    def roles(self, edition: Edition, settings: Settings) -> tuple[RoleName, ...]:  # type: ignore[empty-body]
        """What the organisation calls the platform's roles, by edition of its code of conduct.

        Required; may be empty. Lumens 2016: the supervisor is the animo-coach; the newer code says
        leidinggevende.
        """

    @hookspec(firstresult=True)
    def regimes(self, edition: Edition, settings: Settings) -> tuple[Regime, ...]:  # type: ignore[empty-body]
        """Which statute or regulation governs which matter, as a first-match table.

        Required. ``governs`` is what people read, ``laws`` those among them that are a ``Law``: what a law
        obliges to follows from these. Lumens: its regulation, and the Jeugdwet for youth help. InteraktContour: the Wkkgz, to be
        confirmed. WIL: Awb title 9.1.
        """

    @hookspec(firstresult=True)
    def code_of_conduct(self, edition: Edition, settings: Settings) -> tuple[Article, ...]:  # type: ignore[empty-body]
        """Every rule of that edition of the code of conduct as an article in plain Dutch.

        Required. Say it in your own words and give number and section; name the data that act on it, or why
        nothing does.
        """

    @hookspec(firstresult=True)
    def regulation_articles(self, edition: Edition, settings: Settings) -> tuple[Article, ...]:  # type: ignore[empty-body]
        """Every rule of that edition of the complaints regulation as an article in plain Dutch.

        Required; empty where the regulation was not received, as at InteraktContour and WIL.
        """

    @hookspec(firstresult=True)
    def gift_policy(self, edition: Edition, settings: Settings) -> Policy:  # type: ignore[empty-body]
        """What the code says about gifts, as a first-match table with its silences.

        Required. Lumens: no amount, own judgement. InteraktContour: nothing from clients, under 25 euro
        from relations. WIL: always reported, above 50 euro refused.
        """

    @hookspec(firstresult=True)
    def invitation_policy(self, edition: Edition, settings: Settings) -> Policy:  # type: ignore[empty-body]
        """What the code says about dinners, outings and events that somebody else offers.

        Required. Lumens says nothing; InteraktContour wants approval beforehand; WIL wants a report
        beforehand.
        """

    @hookspec(firstresult=True)
    def declaration_policies(self, edition: Edition, settings: Settings) -> tuple[DeclarationPolicy, ...]:  # type: ignore[empty-body]
        """What the code asks people to report, get approved or leave alone, one table per topic.

        Required. Side activities, private transactions, relations, property, press and every prohibition. A
        ``Duty`` says in Dutch what people read (``who``, ``what``, ``to``, ``when``) and beside it the same as
        data: by whom and towards whom by role, which of them is enough (``choice``) and the ``Moment``. Who
        decides, is consulted or is told, and what is late, follows from the data alone; a duty without it
        stops the start-up.
        """

    @hookspec(firstresult=True)
    def statements(self, edition: Edition, settings: Settings) -> tuple[Statement, ...]:  # type: ignore[empty-body]
        """What people sign before they may do something.

        Required; may be empty. WIL: secrecy, before access to Suwinet. Lumens and InteraktContour: none. That
        everybody gets the code itself to read is the platform's own; a plugin says nothing about it.
        """

    @hookspec(firstresult=True)
    def reporting_lines(self, edition: Edition, settings: Settings) -> tuple[ReportingLine, ...]:  # type: ignore[empty-body]
        """Who to go to with which matter.

        Required. ``silent_about`` names the persons the document provides nothing for: the platform leaves
        out whoever a matter is about and never invents a replacement.
        """

    @hookspec(firstresult=True)
    def misconduct_scheme(self, edition: Edition, settings: Settings) -> MisconductScheme:  # type: ignore[empty-body]
        """How suspected wrongdoing is reported.

        Required. All three codes refer to a scheme that was not among the documents; the statute stands
        beside it.
        """

    @hookspec(firstresult=True)
    def complaint_process(  # type: ignore[empty-body]
        self, edition: Edition, settings: Settings
    ) -> ComplaintProcess | NoComplaintProcess | tuple[ComplaintProcess | NoComplaintProcess, ...]:
        """The steps of a complaint and the moves between them: one road, or a tuple of roads.

        Of several roads exactly one has no conditions: it is that of every case to which no other applies (`ComplaintProcess.when`).

        Required. Lumens: from its regulation. WIL: from Awb title 9.1. InteraktContour: from the Wkkgz.
        ``NoComplaintProcess`` says that there is none.
        """

    @hookspec(firstresult=True)
    def admissibility(self, edition: Edition, settings: Settings) -> AdmissibilityRules:  # type: ignore[empty-body]
        """What a complaint must contain and when it is not taken up.

        Required. Under Lumens' regulation a ground excludes a complaint; under Awb 9:8 the body may
        decline.
        """

    @hookspec(firstresult=True)
    def complaint_categories(self, edition: Edition, settings: Settings) -> tuple[Category, ...]:  # type: ignore[empty-body]
        """Subjects a complaint can be filed under.

        Required; may be empty.
        """

    @hookspec(firstresult=True)
    def deadline_rules(self, edition: Edition, settings: Settings) -> tuple[DeadlineRule, ...]:  # type: ignore[empty-body]
        """Every term, each with its start, its calendar and its article.

        Required; may be empty. Only a term set in a law moves off weekends and holidays. An ``Extension``
        names whom to tell in Dutch (``notice_to``) and as ``Addressee`` (``addressees``); who is told follows
        from the second.
        """

    @hookspec(firstresult=True)
    def committee(self, edition: Edition, settings: Settings) -> Committee | NoCommittee:  # type: ignore[empty-body]
        """Seats and who fills them, terms, quorum.

        Required. Lumens: a chair, a member of the director and a third seat that depends on the
        complainant. InteraktContour and WIL: none is known.
        """

    @hookspec(firstresult=True)
    def further_options(self, edition: Edition, settings: Settings) -> tuple[FurtherOption, ...]:  # type: ignore[empty-body]
        """Where a complainant can go besides or afterwards.

        Required; may be empty.
        """

    @hookspec(firstresult=True)
    def register_number(self, edition: Edition, settings: Settings) -> RegisterNumberRule:  # type: ignore[empty-body]
        """How the number of a case is built.

        Required. Lumens: sequence, date, three letters of the surname, initials of the secretary.
        """

    @hookspec(firstresult=True)
    def letters(self, edition: Edition, settings: Settings) -> tuple[LetterTemplate, ...]:  # type: ignore[empty-body]
        """Every letter the organisation sends, as text with placeholders.

        Required; may be empty. A letter may name the facts of ``wederhoor.rules.letters.LETTER_FACTS`` and
        no others. ``framed`` puts number, date, greeting and closing around the words; ``usual_letters`` has words no
        document settles, for whoever takes them up by name.
        """

    @hookspec(firstresult=True)
    def texts(self, edition: Edition, settings: Settings) -> tuple[Text, ...]:  # type: ignore[empty-body]
        """Short texts that pages show because a document settles them.

        Required; may be empty.
        """

    @hookspec(firstresult=True)
    def retention(self, edition: Edition, settings: Settings) -> tuple[RetentionRule, ...]:  # type: ignore[empty-body]
        """How long what is kept.

        Required; may be empty. Lumens: committee files five years. WIL: by selection list, the term is not
        known.
        """
