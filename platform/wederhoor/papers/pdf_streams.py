"""Values and streams of a PDF, bare: what is not a number or a name goes, and a stream holds what it shows and nothing behind it."""

import re
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.picture_data import bare_jbig2, bare_jpeg, bare_jpeg_2000

MOST_BYTES = 192 * 1024**2
"""As much as one stream may hold: a scanned sheet in colour at 600 dots an inch is half of it."""
MOST_POINTS = 160_000_000
_LEVEL = pikepdf.StreamDecodeLevel.specialized
_PICTURES = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
_REMARK = re.compile(rb"%[^\r\n]*")
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3, "/Lab": 3}


def plain(found: Any) -> Any:
    """Numbers, names, and lists and dictionaries of those: nothing in words, nothing that points elsewhere."""
    if isinstance(found, Array):
        return Array([one for part in found if (one := plain(part)) is not None])
    if isinstance(found, Stream | pikepdf.String | str | bytes):
        return None
    if isinstance(found, Dictionary):
        return Dictionary({name: one for name, part in found.items() if (one := plain(part)) is not None})
    return found


def collection(found: Any) -> Any:
    """Which collection of characters: the one place where words say how letters are drawn."""
    if not isinstance(found, Dictionary):
        return None
    made = Dictionary()
    for name in ("/Registry", "/Ordering"):
        word = str(found.get(name, ""))
        made[name] = pikepdf.String(word if re.fullmatch(r"[A-Za-z0-9]{1,20}", word) else "Identity")
    supplement = found.get("/Supplement", 0)
    made.Supplement = supplement if isinstance(supplement, int) else 0
    return made


def bytes_of(found: Any) -> bytes:
    return decoded(found) if isinstance(found, Stream) else bytes(found)


def without_remarks(program: bytes) -> bytes:
    """A small program without what is said between its lines."""
    return _REMARK.sub(b" ", program)


def refuse_what_unfolds(pdf: pikepdf.Pdf) -> None:
    """Look at how much each stream holds, before anything reads it whole. Raises Refused for more than a page ever has."""
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            continue
        if thing.get("/Subtype") == "/Image" and _points(thing) > MOST_POINTS:
            raise Refused(Refusal.BOMB)
        raw = thing.read_raw_bytes()
        for name in _as_list(thing.get("/Filter")):
            if str(name) not in ("/FlateDecode", "/Fl"):
                break
            opened = zlib.decompressobj()
            try:
                raw = opened.decompress(raw, MOST_BYTES)
            except zlib.error:
                break
            if opened.unconsumed_tail:
                raise Refused(Refusal.BOMB)


def _points(picture: Stream) -> int:
    width, height = picture.get("/Width", 0), picture.get("/Height", 0)
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def decoded(stream: Stream) -> bytes:
    """What a stream holds, however many filters it is behind, as far as it can be read."""
    if "/F" in stream:
        return b""  # another file's
    try:
        return stream.read_bytes(_LEVEL)
    except pikepdf.PdfError:
        if stream.get("/Filter") not in ("/FlateDecode", "/Fl"):
            raise
        return _as_far_as_it_goes(stream.read_raw_bytes())


def _as_far_as_it_goes(raw: bytes) -> bytes:
    opened = zlib.decompressobj()
    made = b""
    try:
        for at in range(0, len(raw), 4096):
            made += opened.decompress(raw[at : at + 4096])
    except zlib.error:
        return made
    return made


def components_of(colour: Any) -> int | None:
    """How many numbers a colour has; None when that is not known."""
    if isinstance(colour, Name):
        return _COMPONENTS.get(str(colour))
    if not isinstance(colour, Array) or not len(colour):
        return None
    kind = str(colour[0])
    if kind in ("/Indexed", "/Separation"):
        return 1
    return len(colour[1]) if kind == "/DeviceN" else _COMPONENTS.get(kind)


def bare_picture(pdf: pikepdf.Pdf, picture: Stream) -> bool:
    """Leave of a picture only what draws it. Returns whether all of it is there.

    Raises Refused, pikepdf.PdfError and what numbers that are none raise, for one that cannot be read.
    """
    filters = _as_list(picture.get("/Filter"))
    settings = _as_list(picture.get("/DecodeParms"))
    settings += [None] * (len(filters) - len(settings))
    codec = next((n for n, one in enumerate(filters) if str(one) in _PICTURES), None)
    if codec is None:
        data = decoded(picture)
        most = _raw_bytes(picture)
        picture.write(data if most is None else data[:most])
        return most is None or len(data) >= most
    raw = picture.read_raw_bytes()
    if codec:
        before = pdf.make_stream(raw)
        before.Filter = Array(filters[:codec])
        if any(isinstance(one, Dictionary) for one in settings[:codec]):
            before.DecodeParms = Array(
                [one if isinstance(one, Dictionary) else None for one in settings[:codec]]
            )
        raw = before.read_bytes(_LEVEL)
    kind = str(filters[codec])
    said = settings[codec] if isinstance(settings[codec], Dictionary) else None
    kept: Any = plain(Dictionary({n: v for n, v in said.items() if n != "/JBIG2Globals"})) if said else None
    if kind in ("/DCTDecode", "/DCT"):
        raw = bare_jpeg(raw)
    elif kind == "/JPXDecode":
        raw = bare_jpeg_2000(raw)
    elif kind == "/JBIG2Decode":
        raw = bare_jbig2(raw)
        shared = said.get("/JBIG2Globals") if said else None
        if isinstance(shared, Stream):
            kept = kept or Dictionary()
            kept.JBIG2Globals = pdf.make_stream(bare_jbig2(decoded(shared)))
    picture.write(raw, filter=filters[codec], decode_parms=kept)
    return True


def _as_list(found: Any) -> list[Any]:
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def _raw_bytes(picture: Stream) -> int | None:
    """How many bytes the picture has when nothing is packed; None when that is not known."""
    mask = bool(picture.get("/ImageMask", False))
    count = 1 if mask else components_of(picture.get("/ColorSpace"))
    bits = 1 if mask else picture.get("/BitsPerComponent", 8)
    if count is None:
        return None
    return (int(picture.Width) * count * int(bits) + 7) // 8 * int(picture.Height)
