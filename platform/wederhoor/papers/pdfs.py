"""PDFs made again from their pages: what a viewer shows and nothing else. What acts, hides or tells of its makers is gone, at every
depth.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, FormFieldFlag
from pikepdf.form import ExtendedAppearanceStreamGenerator

from wederhoor.papers.confinement import load_whole
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.made import SafeCopy
from wederhoor.papers.pdf_cleaning import TooDeep
from wederhoor.papers.pdf_layers import hidden_groups, shown
from wederhoor.papers.pdf_parts import Parts
from wederhoor.papers.pdf_reading import annotations, said_by, text_of, what_lacks
from wederhoor.papers.pdf_streams import refuse_what_unfolds
from wederhoor.papers.pictured import saved, say_what_lacks

MAX_PAGES = 1_500
_ROOT_KEEPS = frozenset({"/Type", "/Pages"})
_PAGE_KEEPS = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate", "/Group", "/UserUnit"}
)
_WRONG = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pikepdf.DependencyError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OSError,
    OverflowError,
    RecursionError,
    NotImplementedError,
    TooDeep,
)
load_whole(pikepdf)
LAYERS = "Deze pdf heeft lagen die uit staan. Wat daarin staat, ziet niemand die hem opent, en staat niet in de kopie."
PICTURES = "Niet elke afbeelding in deze pdf is te lezen. Wat niet te lezen is, staat niet in de kopie."
TEXT = "Niet alle tekst van deze pdf kon worden overgenomen."
FORM = "Deze pdf is een formulier van Adobe. Kijk of alles wat is ingevuld ook in de kopie staat."


def clean_pdf(content: bytes) -> SafeCopy:
    """A PDF with only its pages: what annotations and form fields show is drawn onto them; a last page says what is missing.

    Raises Refused: with a password, broken, too many pages, or a form that only one program can draw.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _cleaned(pdf)
    except pikepdf.PasswordError:
        raise Refused(Refusal.PASSWORD) from None
    except pikepdf.QpdfRuntimeError:  # encrypted, and nothing within reach to open it with: see `confinement`
        raise Refused(Refusal.PASSWORD) from None
    except _WRONG:
        raise Refused(Refusal.BROKEN) from None


def _cleaned(pdf: pikepdf.Pdf) -> SafeCopy:
    pages = len(pdf.pages)
    if not 0 < pages <= MAX_PAGES:
        raise Refused(Refusal.TOO_LONG if pages else Refusal.BROKEN)
    refuse_what_unfolds(pdf)
    lacks = [FORM] * _adobe_form(pdf)
    hidden = hidden_groups(pdf)
    hid = _drop_hidden_annotations(pdf, hidden)
    _draw_fields(pdf)
    lacks += what_lacks(pdf)
    with _forgiving():
        pdf.flatten_annotations("screen")
    said = text_of(pdf)
    for name in set(pdf.Root.keys()) - _ROOT_KEEPS:
        del pdf.Root[name]
    parts = Parts(pdf, hidden)
    for page in pdf.pages:
        for name in set(page.obj.keys()) - _PAGE_KEEPS:
            del page.obj[name]
        parts.page(page)
    for name in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[name]
    if not parts.borrows:
        pdf.remove_unreferenced_resources()
    lacks += [LAYERS] * (hid or parts.hid) + [PICTURES] * bool(parts.lost)
    if len(pdf.pages) != pages:
        raise Refused(Refusal.BROKEN)
    if not parts.hid and _letters(text_of(pdf)) != _letters(said):
        lacks.append(TEXT)
    say_what_lacks(pdf, tuple(lacks))
    return SafeCopy(copy=saved(pdf), copy_type="application/pdf", lacks=tuple(lacks))


def _letters(text: str) -> str:
    return "".join(text.split())


def _adobe_form(pdf: pikepdf.Pdf) -> bool:
    """Whether it is a form with a second description of itself. Raises Refused where its pages are only a stand-in for that."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or "/XFA" not in form:
        return False
    fields = form.get("/Fields")
    drawn_elsewhere = bool(pdf.Root.get("/NeedsRendering", False))
    if drawn_elsewhere or not isinstance(fields, Array) or not len(fields):
        raise Refused(Refusal.FORM)
    return True


def _drop_hidden_annotations(pdf: pikepdf.Pdf, hidden: frozenset[tuple[int, int]]) -> bool:
    """Take away what stands in layers that are off; returns whether there was any."""
    dropped = False
    for page in pdf.pages:
        here = annotations(page)
        seen = [note for note in here if shown(note.get("/OC"), hidden)]
        if len(seen) < len(here):
            page.obj.Annots, dropped = Array(seen), True
    return dropped


def _draw_fields(pdf: pikepdf.Pdf) -> None:
    """Draw the fields of a form that nobody has drawn yet, or that ask to be drawn again."""
    acro: Any = pdf.Root.get("/AcroForm")
    if not isinstance(acro, Dictionary):
        return
    again = bool(acro.get("/NeedAppearances", False))
    with _forgiving():
        draws = ExtendedAppearanceStreamGenerator(pdf, pdf.acroform)
        for field in pdf.acroform.fields:
            with _forgiving():
                _draw_field(pdf, draws, field, again=again)
    acro.NeedAppearances = False


def _draw_field(pdf: pikepdf.Pdf, draws: Any, field: Any, *, again: bool) -> None:
    if field.flags & FormFieldFlag.tx_password:
        return
    widgets = [widget.obj for widget in pdf.acroform.get_annotations_for_field(field)]
    if all("/AP" in widget for widget in widgets) and (not again or _says_it(widgets, field)):
        return
    if field.is_text and field.flags & FormFieldFlag.tx_comb:  # the finer way cuts off letters in boxes
        for widget in pdf.acroform.get_annotations_for_field(field):
            field.generate_appearance(widget)
    elif field.is_text:
        draws.generate_text(field)
    elif field.is_choice:
        draws.generate_choice(field)


def _says_it(widgets: list[Any], field: Any) -> bool:
    """Whether a field as it was drawn says what is filled in: then its own drawing is better than ours."""
    value = "".join(str(field.value_as_string).split())
    drawings = [widget.AP.get("/N") for widget in widgets]
    return all(isinstance(one, pikepdf.Stream) and value == "".join(said_by(one).split()) for one in drawings)


@contextmanager
def _forgiving() -> Iterator[None]:
    """A field that cannot be drawn is counted among what lacks; its page stays."""
    try:
        yield
    except _WRONG:
        return
