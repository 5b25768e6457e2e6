"""What people read about a paper: its kind, its size, and when a file is not taken, why and what to do."""

from collections.abc import Sequence
from typing import Any

from wederhoor.papers.doors import FILE_BYTES, FILES_AT_ONCE, MB, Rules, State
from wederhoor.papers.inspection import IMAGE_SUFFIXES, SUFFIXES, FileKind, Refusal
from wederhoor.papers.scanner import Scanned
from wederhoor.papers.tables import Paper
from wederhoor.web.language import Said

KINDS = {
    FileKind.IMAGE: "foto of afbeelding",
    FileKind.PDF: "pdf",
    FileKind.DOCX: "Word-document",
    FileKind.XLSX: "Excel-bestand",
    FileKind.EML: "e-mail",
    FileKind.MSG: "e-mail uit Outlook",
    FileKind.TEXT: "tekst",
}
SCANNED = {
    Scanned.CLEAN: "gescand op virussen",
    Scanned.NOT_SCANNED: "niet gescand op virussen",
    Scanned.INFECTED: "virus gevonden",
}
RESIDENT_ACCEPT = "image/*,.heic,.heif,.avif,application/pdf,.pdf"
OFFICE_ACCEPT = "image/*,.heic,.heif,.avif,.pdf,.docx,.xlsx,.eml,.msg,.txt"
AGAIN = "Dit bestand is niet heel aangekomen. Kies het nog een keer."
TOO_MUCH = "Alle bestanden samen mogen hoogstens {count} MB zijn. Haal er eerst een weg, of stuur een kleiner bestand."
NOT_LOOKED_AT = (
    "{name}: nog niet bekeken, want er kunnen hoogstens {count} bestanden tegelijk. Kies deze nog een keer."
)
BUSY = "Het is nu erg druk. Wacht een minuut en probeer het dan nog een keer."

_RESIDENT_KINDS = (
    "Dit soort bestand kunnen wij niet aannemen. Stuur een foto of een pdf. "
    "Een brief of een Word-bestand kunt u als pdf bewaren, of er een foto van maken."
)
_OFFICE_KINDS = (
    "Dit soort bestand kan niet in het dossier. "
    "Wat wel kan: foto’s, pdf, Word (.docx), Excel (.xlsx), e-mail (.eml, .msg) en tekst."
)
_REASONS = {
    Refusal.EMPTY: "Dit bestand is leeg. Kies een ander bestand.",
    Refusal.TOO_LARGE: Said(
        "Dit bestand is groter dan {count} MB. Maak het kleiner, of stuur het in delen.",
        count=FILE_BYTES // MB,
    ),
    Refusal.BROKEN: "Dit bestand is stuk of niet te lezen. Open het eens op uw eigen apparaat, of maak er een foto van.",
    Refusal.PASSWORD: "Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en kies het opnieuw.",
    Refusal.MACROS: "In dit bestand zitten macro’s: kleine programma’s. Bewaar het zonder macro’s of als pdf en kies het opnieuw.",
    Refusal.BOMB: "Dit bestand is van binnen te groot om veilig te openen. Maak het kleiner of stuur het in delen.",
    Refusal.TOO_LONG: "Dit bestand heeft te veel bladzijden. Stuur het in delen.",
    Refusal.CHANGED: AGAIN,
    Refusal.FORM: (
        "Deze pdf is een invulformulier dat alleen het programma Adobe Acrobat kan tonen. "
        "Open het daar, kies Afdrukken en dan ‘Bewaar als pdf’, en stuur die pdf. Een foto van het scherm kan ook."
    ),
    Refusal.BUSY: BUSY,
    Refusal.INFECTED: "In dit bestand is een virus gevonden. Wij hebben het niet bewaard. Controleer uw apparaat met een virusscanner.",
}


def reason(why: Refusal, rules: Rules) -> str:
    """Why a file is not taken, and what to do."""
    if why in (Refusal.UNKNOWN_KIND, Refusal.NOT_HERE):
        return _OFFICE_KINDS if rules.keeps_original else _RESIDENT_KINDS
    if why is Refusal.TOO_MANY:
        return Said(
            "U heeft al {count} bestanden toegevoegd; meer kan niet. Haal er eerst een weg.",
            count=rules.count,
        )
    if why is Refusal.TOO_MUCH:
        return Said(TOO_MUCH, count=rules.together // MB)
    return _REASONS[why]


def why_not(why: Refusal, rules: Rules) -> str:
    """Why what came along with a mail is not a paper of its own."""
    return (
        reason(why, rules)
        if why is not Refusal.TOO_MANY
        else "Zij zit te diep in andere berichten, of er kwam te veel mee."
    )


def not_looked_at(names: Sequence[str]) -> str:
    """That files were not looked at, and what to do: more than fit in one go, or it took too long."""
    which = ", ".join(names[:10]) + (f" en nog {len(names) - 10}" if len(names) > 10 else "")
    return Said(NOT_LOOKED_AT, name=which, count=FILES_AT_ONCE)


def size_text(size: int) -> str:
    """Bytes as people say them."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / MB:.1f} MB".replace(".", ",")


def kind_label(paper: Paper) -> str:
    """What a paper is."""
    return KINDS[FileKind(paper.kind)] if paper.kind else "bestand"


def suffix(paper: Paper) -> str:
    """The ending of a file's neutral name."""
    if paper.kind == FileKind.IMAGE:
        return IMAGE_SUFFIXES.get(paper.media_type or "", ".bin")
    return SUFFIXES.get(FileKind(paper.kind), ".bin") if paper.kind else ".bin"


def lacks_of(paper: Paper) -> list[str]:
    """What a paper shows and its copy does not, as sentences."""
    return (paper.lacks or "").splitlines()


def uploaded_view(paper: Paper) -> dict[str, Any]:
    """A paper as whoever sends it sees it."""
    return {
        "id": paper.id,
        "name": paper.file_name,
        "size": size_text(paper.size),
        "kind": kind_label(paper),
        "state": paper.state,
        "percent": min(
            99, 100 * paper.received_bytes // max(paper.size, 1)
        ),  # whole once it was looked at too
        "scanned": SCANNED[Scanned(paper.scanned)] if paper.state != State.RECEIVING else "",
        "at": paper.entered_at,
        "lacks": lacks_of(paper),
    }
