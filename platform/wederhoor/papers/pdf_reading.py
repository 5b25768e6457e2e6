"""What a PDF holds, counted, and roughly the text of its pages."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

TEXT_PAGES = 100
TEXT_CHARACTERS = 400_000
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_MEDIA = frozenset({"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"})
_NO_MARKS = frozenset(
    {"/Link", "/Popup", "/Widget", "/FileAttachment", "/Text", "/PrinterMark", "/TrapNet", *_MEDIA}
)


def what_lacks(pdf: pikepdf.Pdf) -> list[str]:
    """What a viewer shows of a PDF, or offers to open, and its pages alone do not hold: counted before anything is changed."""
    counted: Counter[str] = Counter()
    for page in pdf.pages:
        for note in annotations(page):
            _count(note, counted)
    names = pdf.Root.get("/Names", Dictionary())
    embedded = len(pdf.attachments) if isinstance(names, Dictionary) and "/EmbeddedFiles" in names else 0
    counted["files"] += embedded
    if "/Collection" in pdf.Root and not counted["files"]:
        counted["files"] = 1
    return list(_sentences(counted))


def annotations(page: pikepdf.Page) -> list[Dictionary]:
    """The annotations of a page."""
    listed = page.obj.get("/Annots")
    return [one for one in listed if isinstance(one, Dictionary)] if isinstance(listed, Array) else []


def _count(note: Dictionary, counted: Counter[str]) -> None:
    kind = str(note.get("/Subtype", ""))
    flags = note.get("/F", 0)
    if isinstance(flags, int) and flags & (2 | 32):
        return
    looks = isinstance(note.get("/AP"), Dictionary) and "/N" in note.AP
    if kind == "/FileAttachment":
        counted["files"] += 1
    elif kind in _MEDIA:
        counted["media"] += 1
    elif kind == "/Widget":
        counted["fields"] += _filled_in(note) and not _is_drawn(note)
    elif kind not in ("/Link", "/Popup"):
        said = str(note.get("/Contents", "")).strip() or "/RC" in note
        counted["comments"] += bool(said) and (kind != "/FreeText" or not looks)
        counted["marks"] += not looks and kind not in _NO_MARKS


def _filled_in(note: Dictionary) -> bool:
    field: Any = note
    for _ in range(10):
        if "/V" in field:
            value = field.get("/V")
            return str(value) not in ("", "/Off")
        field = field.get("/Parent")
        if not isinstance(field, Dictionary):
            return False
    return False


def _is_drawn(note: Dictionary) -> bool:
    """Whether a field has a look for what was filled in; a box has one for each of its states."""
    looks = note.get("/AP", Dictionary()).get("/N")
    if isinstance(looks, pikepdf.Stream):
        return True
    state = str(note.get("/AS", "/Off"))
    return isinstance(looks, Dictionary) and (state == "/Off" or isinstance(looks.get(state), pikepdf.Stream))


def said_by(drawing: pikepdf.Stream) -> str:
    """The letters a drawing writes, as far as its fonts write letters as letters."""
    steps = pikepdf.parse_content_stream(drawing, "Tj TJ ' \"")
    return "".join(_shown(step.operands) for step in steps if str(step.operator) in _SHOWS)


def _sentences(counted: Counter[str]) -> Iterator[str]:
    if count := counted["files"]:
        yield (
            "In deze pdf zit een bijlage. Die staat niet in de kopie: stuur haar zelf ook."
            if count == 1
            else f"In deze pdf zitten {count} bijlagen. Die staan niet in de kopie: stuur ze zelf ook."
        )
    if count := counted["comments"]:
        yield (
            "Bij deze pdf is een opmerking geschreven. Die staat niet in de kopie."
            if count == 1
            else f"Bij deze pdf zijn {count} opmerkingen geschreven. Die staan niet in de kopie."
        )
    if count := counted["marks"]:
        yield (
            "Een markering of tekening op deze pdf kon niet worden overgenomen."
            if count == 1
            else f"{count} markeringen of tekeningen op deze pdf konden niet worden overgenomen."
        )
    if count := counted["fields"]:
        yield (
            "Een ingevuld veld van deze pdf kon niet worden overgenomen."
            if count == 1
            else f"{count} ingevulde velden van deze pdf konden niet worden overgenomen."
        )
    if counted["media"]:
        yield "In deze pdf zit geluid, film of een model. Dat staat niet in de kopie."


def pdf_text(content: bytes) -> str:
    """Roughly the text of a PDF's first pages, where its fonts write letters as letters; "" where they do not."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return text_of(pdf)
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return ""


def text_of(pdf: pikepdf.Pdf) -> str:
    """See `pdf_text`."""
    found: list[str] = []
    size = 0
    try:
        for page in list(pdf.pages)[:TEXT_PAGES]:
            for stream in (page, *_forms(page)):
                for step in pikepdf.parse_content_stream(stream, "Tj TJ ' \" Td TD T* Tm"):
                    text = _shown(step.operands) if str(step.operator) in _SHOWS else " "
                    size += len(text)
                    found.append(text)
                    if size > TEXT_CHARACTERS:
                        return "".join(found)
                found.append("\n")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "".join(found)
    return "".join(found)


def _forms(page: pikepdf.Page) -> list[Any]:
    """What is drawn onto a page from elsewhere: filled in fields among others."""
    drawn = page.resources.get("/XObject", Dictionary())
    things = drawn.as_dict().values() if isinstance(drawn, Dictionary) else ()
    return [one for one in things if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]


def _shown(operands: Any) -> str:
    text = ""
    for operand in operands:
        parts = list(operand) if isinstance(operand, Array) else [operand]
        for part in parts:
            if isinstance(part, pikepdf.String):
                text += bytes(part).decode("latin-1").replace("\x00", "")
            elif isinstance(part, int | float) and part < -200:
                text += " "  # so far apart is a space
    return re.sub(r"[^\x20-\x7e\xa0-\xff]", " ", text)
