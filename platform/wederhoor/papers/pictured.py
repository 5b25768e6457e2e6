"""PDFs of our own: pictures as pages, and a last page that says what a copy does not show."""

import io
from collections.abc import Callable, Iterable

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

PAGE = (595.0, 842.0)
"""A4, in points."""
MARGIN, LEADING, POINTS, WIDTH = 56.0, 17.0, 11.0, 84
TITLE = "Over deze kopie"


def pages_of_pictures(pictures: Iterable[bytes], lacks: Callable[[], tuple[str, ...]]) -> bytes:
    """A PDF with a page for each JPEG, as large as the picture at 150 dots an inch; `lacks` is asked when all were drawn."""
    with pikepdf.new() as pdf:
        for jpeg in pictures:
            with Image.open(io.BytesIO(jpeg)) as seen:
                width, height, grey = seen.width, seen.height, seen.mode == "L"
            picture = pdf.make_stream(jpeg)
            picture.Type, picture.Subtype = Name.XObject, Name.Image
            picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
            picture.ColorSpace, picture.Filter = Name.DeviceGray if grey else Name.DeviceRGB, Name.DCTDecode
            points = (max(1, width * 72 // 150), max(1, height * 72 // 150))
            page = pdf.add_blank_page(page_size=points)
            page.obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))
            page.obj.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /Im0 Do Q" % points)
        say_what_lacks(pdf, lacks())
        return saved(pdf)


def say_what_lacks(pdf: pikepdf.Pdf, lacks: tuple[str, ...]) -> None:
    """Add a page that says what this copy does not show; none when it shows everything."""
    if not lacks:
        return
    lines = ["Deze kopie is door het platform gemaakt. Dit staat er niet in, of anders:", ""]
    for sentence in lacks:
        lines += _wrapped(f"- {sentence}")
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    page = pdf.add_blank_page(page_size=PAGE)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    drawn = [b"BT /F1 16 Tf %.1f %.1f Td %s Tj" % (MARGIN, PAGE[1] - MARGIN - 16, _text(TITLE))]
    drawn.append(b"/F1 %.1f Tf 0 -28 Td" % POINTS)
    for line in lines[: int((PAGE[1] - 2 * MARGIN - 60) / LEADING)]:
        drawn.append(b"%s Tj 0 -%.1f Td" % (_text(line), LEADING))
    page.obj.Contents = pdf.make_stream(b"\n".join([*drawn, b"ET"]))


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > WIDTH and lines[-1]:
            lines.append("  ")
        lines[-1] += (" " if lines[-1].strip() else "") + word
    return lines


def _text(line: str) -> bytes:
    plain = line.encode("cp1252", "replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The PDF as bytes: nothing in it of when or by whom, nothing behind its end."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=False)
    return out.getvalue()
