"""InteraktContour's letters, from the Wkkgz; its own texts are not known."""

from wederhoor.hookspecs import Addressee, LetterTemplate, Release, wkkgz

from . import letter_texts, letter_texts_later
from .sources import NOT_RECEIVED


def _letter(
    code: str, title: str, body: str, to: Addressee, release: Release, article: str | None
) -> LetterTemplate:
    return LetterTemplate(
        code=code,
        title=title,
        body=body,
        to=to,
        release=release,
        source=wkkgz.article(article) if article else NOT_RECEIVED,
    )


_YOU, _ACCUSED = Addressee.COMPLAINANT, Addressee.ACCUSED
_NOW, _LOOK = Release.DIRECT, Release.AFTER_LOOK

TEMPLATES = (
    _letter("confirmation", "Wij hebben uw klacht ontvangen", letter_texts.CONFIRMATION, _YOU, _NOW, None),
    _letter(
        "received_incomplete", "Wij missen nog iets voor uw klacht", letter_texts.INCOMPLETE, _YOU, _NOW, None
    ),
    _letter("notice_accused", "Er is een klacht die over u gaat", letter_texts.NOTICE, _ACCUSED, _LOOK, None),
    _letter("admissible", "Wij nemen uw klacht in behandeling", letter_texts.ADMISSIBLE, _YOU, _LOOK, None),
    _letter(
        "inadmissible", "Wij nemen uw klacht niet in behandeling", letter_texts.DECLINED, _YOU, _LOOK, None
    ),
    _letter("answer", "Ons antwoord op uw klacht", letter_texts.ANSWER, _YOU, _LOOK, "17"),
    _letter("extended", "Het antwoord komt later", letter_texts_later.EXTENDED, _YOU, _LOOK, "17"),
    _letter("postponed", "Het besluit komt later", letter_texts_later.POSTPONED, _YOU, _LOOK, None),
    _letter("urgent", "De klacht krijgt spoed", letter_texts_later.URGENT, _YOU, _LOOK, None),
    _letter("forwarded", "Uw klacht is doorgestuurd", letter_texts_later.FORWARDED, _YOU, _LOOK, None),
    _letter("withdrawn", "U hebt uw klacht ingetrokken", letter_texts_later.WITHDRAWN, _YOU, _NOW, None),
    _letter("closed", "Wij hebben uw klacht afgesloten", letter_texts_later.CLOSED, _YOU, _LOOK, None),
    _letter(
        "reminder_complainant",
        "Wilt u nog verder met uw klacht?",
        letter_texts_later.REMINDER_COMPLAINANT,
        _YOU,
        _LOOK,
        None,
    ),
    _letter("second_step", "Uw tweede code", letter_texts_later.SECOND_STEP, _YOU, _NOW, None),
    _letter("reopened", "Uw klacht is heropend", letter_texts_later.REOPENED, _YOU, _LOOK, None),
    _letter(
        "naming_reversed",
        "De klacht gaat niet over u",
        letter_texts_later.NAMING_REVERSED,
        _ACCUSED,
        _LOOK,
        None,
    ),
    _letter(
        "draft_expires", "Uw begonnen klacht wordt gewist", letter_texts_later.DRAFT_EXPIRES, _YOU, _NOW, None
    ),
    _letter(
        "reminder_handler",
        "Er wacht iets op u",
        letter_texts.REMINDER,
        Addressee.HANDLER,
        _NOW,
        None,
    ),
)
