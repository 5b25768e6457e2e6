"""The questions the platform asks an organisation's plugin - the one file a plugin author reads.

A plugin is a module with functions of these names, each marked ``@hookimpl``. Answers are frozen values of
the types re-exported here; a hook never returns HTML, rows or routes. Import nothing else of the platform. A
required hook that is missing, answers ``None`` or answers another type stops the start-up and names the
organisation and the hook. A hook about rules receives the edition of the document it belongs to and the
organisation's settings; a hookimpl may leave out arguments it does not need, and gives none a default.
"""

import pluggy

from wederhoor.rules.admissibility import AdmissibilityGround, AdmissibilityRules, Category, RequiredItem
from wederhoor.rules.complaint_process import ComplaintProcess, Move, Need, NoComplaintProcess, Step
from wederhoor.rules.deadlines import Calendar, DeadlineRule, StartEvent, Term, Unit
from wederhoor.rules.letters import Addressee, LetterTemplate, Release
from wederhoor.rules.profile import OrganisationProfile
from wederhoor.rules.provenance import Provenance, Source, Statute, ToConfirm
from wederhoor.rules.register_number import NumberPart, RegisterNumberRule, SequenceScope
from wederhoor.rules.regulations import Consent, Edition, EditionKind
from wederhoor.rules.roles import Role, RoleName

PROJECT = "wederhoor"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

__all__ = [
    "Addressee",
    "AdmissibilityGround",
    "AdmissibilityRules",
    "Calendar",
    "Category",
    "ComplaintProcess",
    "Consent",
    "DeadlineRule",
    "Edition",
    "EditionKind",
    "Hooks",
    "LetterTemplate",
    "Move",
    "Need",
    "NoComplaintProcess",
    "NumberPart",
    "OrganisationProfile",
    "Provenance",
    "RegisterNumberRule",
    "Release",
    "RequiredItem",
    "Role",
    "RoleName",
    "SequenceScope",
    "Source",
    "StartEvent",
    "Statute",
    "Step",
    "Term",
    "ToConfirm",
    "Unit",
    "hookimpl",
    "hookspec",
]


class Hooks:
    """The hook specifications."""

    @hookspec(firstresult=True)
    def organisation_profile(self) -> OrganisationProfile:  # type: ignore[empty-body]
        """Who the organisation is, for the people it serves.

        Required. Facts no source names are ``ToConfirm``. Lumens' complaints address is in its regulation;
        telephone numbers are in none of the documents.
        """

    @hookspec(firstresult=True)
    def regulations(self) -> tuple[Edition, ...]:  # type: ignore[empty-body]
        """Every edition of the code of conduct, the complaints regulation and the misconduct scheme.

        Required. An edition without the consent it needs has no start date. Lumens has two codes of conduct,
        the newer of which waits for its works council.
        """

    @hookspec(firstresult=True)
    def complaint_process(self, edition: Edition, settings: object) -> ComplaintProcess | NoComplaintProcess:  # type: ignore[empty-body]
        """The steps of a complaint and the moves between them.

        Required. ``NoComplaintProcess(reason=...)`` says that there is none.
        """

    @hookspec(firstresult=True)
    def admissibility(self, edition: Edition, settings: object) -> AdmissibilityRules:  # type: ignore[empty-body]
        """What a complaint must contain and when it is not taken up.

        Required. Under Lumens' regulation a ground excludes a complaint; under Awb 9:8 the body may decline.
        """

    @hookspec(firstresult=True)
    def complaint_categories(self, edition: Edition, settings: object) -> tuple[Category, ...]:  # type: ignore[empty-body]
        """Subjects a complaint can be filed under. Required; may be empty."""

    @hookspec(firstresult=True)
    def deadline_rules(self, edition: Edition, settings: object) -> tuple[DeadlineRule, ...]:  # type: ignore[empty-body]
        """Every term, each with its start, its calendar and its article. Required; may be empty."""

    @hookspec(firstresult=True)
    def register_number(self, edition: Edition, settings: object) -> RegisterNumberRule:  # type: ignore[empty-body]
        """How the number of a case is built. Required."""

    @hookspec(firstresult=True)
    def letters(self, edition: Edition, settings: object) -> tuple[LetterTemplate, ...]:  # type: ignore[empty-body]
        """Every letter the organisation sends, as text with placeholders. Required; may be empty."""
