"""Lumens' letters. Every letter about a case carries its register number (bijlage 4, Registratie)."""

from wederhoor.hookspecs import Addressee, LetterTemplate, Release, ToConfirm

from . import letter_texts
from .sources import kr

_NEWS = "Er staat een bericht voor u klaar"
_TASK = "Er staat een taak voor u klaar"
_STEP_1B = kr("bijlage 3, stap 1b")
_REGISTRATION = kr("bijlage 4, Registratieprocedure")

TEMPLATES = (
    LetterTemplate(
        code="confirmation",
        title="Bevestiging van ontvangst",
        body=letter_texts.CONFIRMATION,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 2"),
    ),
    LetterTemplate(
        code="received_incomplete",
        title="Binnengekomen, nog niet compleet",
        body=letter_texts.INCOMPLETE,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="notice_accused",
        title="Bericht aan de aangeklaagde",
        body=letter_texts.NOTICE_ACCUSED,
        to=Addressee.ACCUSED,
        # Told by a person who confirmed who it is, never by an automatic mail.
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="notice_supervisor",
        title="Bericht aan de leidinggevende van de aangeklaagde",
        body=letter_texts.NOTICE_SUPERVISOR,
        to=Addressee.SUPERVISOR,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="copy_members",
        title="Kopie aan de commissieleden",
        body=letter_texts.COPY_MEMBERS,
        to=Addressee.MEMBERS,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="admissible",
        title="Klacht in behandeling",
        body=letter_texts.ADMISSIBLE,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="inadmissible",
        title="Klacht niet in behandeling",
        body=letter_texts.INADMISSIBLE,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="withdrawn",
        title="Bevestiging van intrekking",
        body=letter_texts.WITHDRAWN,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 1a"),
    ),
    LetterTemplate(
        code="closed",
        title="Bericht dat de klacht is afgesloten",
        body=letter_texts.CLOSED,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=kr("Afsluiting van klachtbehandeling"),
    ),
    LetterTemplate(
        code="report_delay",
        title="Het rapport komt later",
        body=letter_texts.REPORT_DELAY,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 4"),
    ),
    LetterTemplate(
        code="decision",
        title="Besluit over de klacht",
        body=letter_texts.DECISION,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 5"),
    ),
    LetterTemplate(
        code="reminder_handler",
        title="Herinnering aan de behandelaar",
        body=letter_texts.REMINDER,
        to=Addressee.HANDLER,
        release=Release.DIRECT,
        mail_subject=_TASK,
        source=ToConfirm(
            reason="het reglement kent geen herinneringen aan de behandelaar; dit is een hulpmiddel"
        ),
    ),
)
