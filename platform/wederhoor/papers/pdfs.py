"""PDFs made again from their pages: no scripts, no hidden files, nothing of their makers."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from wederhoor.papers.inspection import Refusal, Refused

MAX_PAGES = 1_500
TEXT_PAGES = 30
TEXT_CHARACTERS = 200_000

_ROOT_KEEPS = frozenset({"/Type", "/Pages", "/Lang", "/MarkInfo", "/PageLabels", "/OCProperties"})
_PAGE_KEEPS = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate", "/Group", "/UserUnit"}
)
_DROPS = ("/AA", "/JS", "/AF", "/Metadata", "/PieceInfo", "/LastModified", "/EF", "/OpenAction", "/A", "/OPI")


def clean_pdf(content: bytes) -> bytes:
    """A PDF with only its pages: what annotations and form fields show is drawn onto them, everything that acts is gone.

    Raises Refused: with a password, broken, or too many pages.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not 0 < len(pdf.pages) <= MAX_PAGES:
                raise Refused(Refusal.TOO_LONG if len(pdf.pages) else Refusal.BROKEN)
            _draw_annotations(pdf)
            _keep_only(pdf.Root, _ROOT_KEEPS)
            for page in pdf.pages:
                _keep_only(page.obj, _PAGE_KEEPS)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for thing in pdf.objects:
                _strip(thing)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                linearize=False,
            )
            return out.getvalue()
    except pikepdf.PasswordError:
        raise Refused(Refusal.PASSWORD) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, RecursionError):
        raise Refused(Refusal.BROKEN) from None


def _keep_only(thing: pikepdf.Object, names: frozenset[str]) -> None:
    for key in set(thing.keys()) - names:
        del thing[key]


def _draw_annotations(pdf: pikepdf.Pdf) -> None:
    """What a form field or a note shows becomes part of its page; the rest of it goes."""
    if "/AcroForm" in pdf.Root:
        with _forgiving():
            pdf.generate_appearance_streams()
    with _forgiving():
        pdf.flatten_annotations("screen")


class _forgiving:  # reads as a word where it stands
    """A form that cannot be drawn is left out; its page stays."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> bool:
        return kind is not None and issubclass(kind, pikepdf.PdfError | ValueError | TypeError | KeyError)


def _strip(thing: Any) -> None:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in _DROPS:
        if key in thing:
            del thing[key]
    if thing.get("/S") in (
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/URI",
        "/GoToR",
        "/GoToE",
    ):
        del thing["/S"]
    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
        single = thing.get("/Filter")
        if isinstance(single, pikepdf.Array) and len(single) == 1:
            single = single[0]
        if single == "/DCTDecode":
            raw = thing.read_raw_bytes()
            plain = without_metadata(raw)
            if plain != raw:
                parameters: Any = thing.get("/DecodeParms")
                thing.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG without what its maker wrote beside the picture (EXIF, location, comments); the picture is the same."""
    return b"".join(_segments(jpeg))


def _segments(jpeg: bytes) -> Iterator[bytes]:
    if jpeg[:2] != b"\xff\xd8":
        yield jpeg
        return
    yield jpeg[:2]
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        marker = jpeg[at + 1]
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        # APP0 (JFIF), APP2 (colours) and APP14 (how colours are meant) belong to the picture.
        told = marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in (0xE0, 0xE2, 0xEE))
        if not told:
            yield jpeg[at:end]
        at = end
    yield jpeg[at:]


_SHOWS = frozenset({"Tj", "TJ", "'", '"'})


def pdf_text(content: bytes) -> str:
    """Roughly the text of a PDF's first pages, where its fonts write letters as letters; "" where they do not."""
    found: list[str] = []
    size = 0
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for page in list(pdf.pages)[:TEXT_PAGES]:
                for stream in (page, *_forms(page)):
                    for step in pikepdf.parse_content_stream(stream, "Tj TJ ' \" Td TD T*"):
                        text = _shown(step.operands) if str(step.operator) in _SHOWS else " "
                        size += len(text)
                        found.append(text)
                        if size > TEXT_CHARACTERS:
                            return "".join(found)
                    found.append("\n")
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return "".join(found)
    return "".join(found)


def _forms(page: pikepdf.Page) -> list[Any]:
    """What is drawn onto a page from elsewhere: filled in fields among others."""
    drawn = page.resources.get("/XObject", pikepdf.Dictionary())
    return [thing for thing in drawn.as_dict().values() if thing.get("/Subtype") == "/Form"]


def _shown(operands: Any) -> str:
    text = ""
    for operand in operands:
        parts = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
        for part in parts:
            if isinstance(part, pikepdf.String):
                text += bytes(part).decode("latin-1").replace("\x00", "")
    return re.sub(r"[^\x20-\x7e\xa0-\xff]", " ", text)
