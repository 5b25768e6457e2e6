"""Lumens' letters. Every letter about a case carries its register number (bijlage 4, Registratie)."""

from wederhoor.hookspecs import Addressee, LetterTemplate, Provenance, Release, ToConfirm

from . import letter_texts, letter_texts_later
from .sources import kr

_STEP_1B = kr("bijlage 3, stap 1b")
_REGISTRATION = kr("bijlage 4, Registratieprocedure")

_SILENT = "het reglement noemt deze brief niet; hij is er om het de klager makkelijk te maken"


def _later(
    code: str,
    title: str,
    body: str,
    release: Release,
    source: Provenance,
    to: Addressee = Addressee.COMPLAINANT,
) -> LetterTemplate:
    return LetterTemplate(code=code, title=title, body=body, to=to, release=release, source=source)


_LATER = (
    _later(
        "close_nothing_more",
        "Wij hebben uw klacht afgesloten",
        letter_texts.NOTHING_MORE,
        Release.AFTER_LOOK,
        kr("Afsluiting van klachtbehandeling"),
    ),
    _later(
        "extended",
        "De behandeling duurt langer",
        letter_texts_later.EXTENDED,
        Release.AFTER_LOOK,
        kr("bijlage 4, Samenstelling en vergaderingen"),
    ),
    _later(
        "postponed",
        "Het besluit wordt uitgesteld",
        letter_texts_later.POSTPONED,
        Release.AFTER_LOOK,
        kr("bijlage 3, stap 5"),
    ),
    _later(
        "urgent",
        "De klacht krijgt spoed",
        letter_texts_later.URGENT,
        Release.AFTER_LOOK,
        kr("bijlage 3, Bekorten termijnen bij spoed"),
    ),
    _later(
        "forwarded",
        "Uw klacht is doorgestuurd",
        letter_texts_later.FORWARDED,
        Release.AFTER_LOOK,
        ToConfirm(reason="het reglement zegt niet hoe een klacht wordt doorgestuurd"),
    ),
    _later(
        "reminder_complainant",
        "Wilt u nog verder met uw klacht?",
        letter_texts_later.REMINDER_COMPLAINANT,
        Release.AFTER_LOOK,
        kr("bijlage 3, stap 3"),
    ),
    _later(
        "second_step",
        "Uw tweede code",
        letter_texts_later.SECOND_STEP,
        Release.DIRECT,
        ToConfirm(reason=_SILENT),
    ),
    _later(
        "reopened",
        "Uw klacht is heropend",
        letter_texts_later.REOPENED,
        Release.AFTER_LOOK,
        ToConfirm(reason="het reglement zegt niet hoe een heropening wordt gemeld"),
    ),
    _later(
        "naming_reversed",
        "De klacht gaat niet over u",
        letter_texts_later.NAMING_REVERSED,
        Release.AFTER_LOOK,
        ToConfirm(reason="het reglement zegt niet wat er gebeurt na een verkeerde naam"),
        Addressee.ACCUSED,
    ),
    _later(
        "draft_expires",
        "Uw begonnen klacht wordt gewist",
        letter_texts_later.DRAFT_EXPIRES,
        Release.DIRECT,
        ToConfirm(reason="het reglement zegt niets over een klacht die nog niet verstuurd is"),
    ),
)

TEMPLATES = (
    LetterTemplate(
        code="confirmation",
        title="Wij hebben uw klacht ontvangen",
        body=letter_texts.CONFIRMATION,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        source=kr("bijlage 3, stap 2"),
    ),
    LetterTemplate(
        code="received_incomplete",
        title="Wij missen nog iets voor uw klacht",
        body=letter_texts.INCOMPLETE,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="notice_accused",
        title="Er is een klacht die over u gaat",
        body=letter_texts.NOTICE_ACCUSED,
        to=Addressee.ACCUSED,
        # Told by a person who confirmed who it is, never by an automatic mail.
        release=Release.AFTER_LOOK,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="notice_supervisor",
        title="Er is een klacht over iemand aan wie u leiding geeft",
        body=letter_texts.NOTICE_SUPERVISOR,
        to=Addressee.SUPERVISOR,
        release=Release.AFTER_LOOK,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="copy_members",
        title="Er staat een klacht voor u klaar",
        body=letter_texts.COPY_MEMBERS,
        to=Addressee.MEMBERS,
        release=Release.DIRECT,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="admissible",
        title="Wij nemen uw klacht in behandeling",
        body=letter_texts.ADMISSIBLE,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="inadmissible",
        title="Wij nemen uw klacht niet in behandeling",
        body=letter_texts.INADMISSIBLE,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="withdrawn",
        title="U hebt uw klacht ingetrokken",
        body=letter_texts.WITHDRAWN,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        source=kr("bijlage 3, stap 1a"),
    ),
    LetterTemplate(
        code="closed",
        title="Wij hebben uw klacht afgesloten",
        body=letter_texts.CLOSED,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        source=kr("Afsluiting van klachtbehandeling"),
    ),
    LetterTemplate(
        code="report_delay",
        title="Het rapport komt later",
        body=letter_texts.REPORT_DELAY,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        source=kr("bijlage 3, stap 4"),
    ),
    LetterTemplate(
        code="decision",
        title="Het besluit over uw klacht",
        body=letter_texts.DECISION,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        source=kr("bijlage 3, stap 5"),
    ),
    LetterTemplate(
        code="reminder_handler",
        title="Er wacht iets op u",
        body=letter_texts.REMINDER,
        to=Addressee.HANDLER,
        release=Release.DIRECT,
        source=ToConfirm(
            reason="het reglement kent geen herinneringen aan de behandelaar; dit is een hulpmiddel"
        ),
    ),
    *_LATER,
)
