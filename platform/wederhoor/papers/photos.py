"""Photos drawn anew: no location, no camera data, nothing but the picture. A picture of several pages becomes a PDF of as many pages."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pillow_heif
from PIL import AvifImagePlugin, Image, ImageCms, ImageFile, UnidentifiedImageError

from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.made import SafeCopy
from wederhoor.papers.pictured import pages_of_pictures

MAX_PIXELS = 160_000_000
"""More than any phone makes; its header says so before anything is drawn."""
COPY_PIXELS = 30_000_000
"""A sheet of paper scanned at 500 dots an inch; a larger picture is made smaller."""
LOSSLESS_PIXELS = 12_000_000
FRAMES = 100
TOGETHER_PIXELS = 400_000_000
JPEG_QUALITY = 88
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "HEIF", "AVIF")
_LOSSLESS = frozenset({"PNG", "GIF", "BMP"})
_PAGES = frozenset({"TIFF", "HEIF", "AVIF"})
"""Kinds that can hold several pictures; of the others, several are one that moves."""
_WRONG = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
)
_HELD_BACK = 32
NO_END = (
    "Van dit fotobestand ontbreekt het einde. Kijk of de foto heel is, en stuur hem zo nodig nog een keer."
)
LOWER_PART = "Dit fotobestand is niet heel aangekomen: een deel van de foto ontbreekt. Stuur de foto zo mogelijk nog een keer."

pillow_heif.register_heif_opener()
pillow_heif.options.DECODE_THREADS = 1
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
Image.init()
_SRGB = ImageCms.createProfile("sRGB")


def clean_image(content: bytes) -> SafeCopy:
    """A picture drawn anew: upright, as JPEG, or as PNG where it was without loss; several pictures become the pages of a PDF.

    A very large one is made smaller, and the copy says so. Raises Refused for what is broken, unreasonably large or too many.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _cleaned(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Refusal.BOMB) from None
    except _WRONG:
        raise Refused(Refusal.BROKEN) from None


def _cleaned(content: bytes) -> SafeCopy:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        kind = opened.format or ""
        # What stands behind the first picture of an MPO is for the camera; no viewer shows it.
        frames = 1 if kind == "MPO" else getattr(opened, "n_frames", 1)
        if frames == 1:
            picture, said_of_it = _drawn(opened, content)
            made, copy_type = _written(picture, lossless=kind in _LOSSLESS)
            return SafeCopy(copy=made, copy_type=copy_type, lacks=said_of_it)
        lacks: dict[str, None] = {}
        if frames > FRAMES:
            if kind in _PAGES:
                raise Refused(Refusal.TOO_LONG)
            lacks[
                f"Dit is een bewegend beeld van {frames} beelden. In de kopie staan de eerste {FRAMES}."
            ] = None
        elif kind not in _PAGES:
            lacks[
                "Dit is een bewegend beeld. In de kopie staan de beelden onder elkaar, elk op een bladzijde."
            ] = None

        def pictures() -> Iterator[bytes]:
            together = 0
            for number in range(min(frames, FRAMES)):
                opened.seek(number)
                together += opened.width * opened.height
                if together > TOGETHER_PIXELS:
                    raise Refused(Refusal.BOMB)
                picture, said = _drawn(opened, None)
                lacks.update(dict.fromkeys(said))
                yield _as_jpeg(picture)

        pdf = pages_of_pictures(pictures(), lambda: tuple(lacks))
        return SafeCopy(copy=pdf, copy_type="application/pdf", lacks=tuple(lacks))


def _drawn(opened: Image.Image, content: bytes | None) -> tuple[Image.Image, tuple[str, ...]]:
    """One picture, upright, in plain colours, no larger than a copy is, and what is to be said of it."""
    width, height = opened.size
    if width * height > MAX_PIXELS:
        raise Refused(Refusal.BOMB)
    lacks: list[str] = []
    factor = 1
    while width * height / factor**2 > COPY_PIXELS:
        factor += 1
    if factor > 1:
        opened.draft(None, (width // factor, height // factor))  # a JPEG is drawn smaller at once
    whole = opened
    try:
        opened.load()
    except OSError:
        if content is None:
            raise
        whole, said = _without_its_end(content)
        lacks += said
    if _is_deep(whole):
        whole = _to_eight_bits(whole)
    left = 1
    while whole.width * whole.height / left**2 > COPY_PIXELS:
        left += 1
    small = whole.reduce(left) if left > 1 and whole.mode not in ("P", "1") else whole
    if left > 1 and small is whole:
        small = whole.convert(
            "RGBA" if "transparency" in whole.info else "L" if whole.mode == "1" else "RGB"
        ).reduce(left)
    small.info = dict(whole.info)
    if factor > 1:
        lacks.append(
            f"Deze foto is erg groot. De kopie is verkleind van {_million(width * height)} "
            f"tot {_million(small.width * small.height)} miljoen beeldpunten."
        )
    return _upright(small, opened), tuple(lacks)


def _million(pixels: int) -> str:
    return str(max(1, round(pixels / 1_000_000)))


def _upright(small: Image.Image, opened: Image.Image) -> Image.Image:
    turned = {3: 3, 6: 6, 8: 8, 2: 2, 4: 4, 5: 5, 7: 7}.get(_orientation(opened), 1)
    plain = _in_plain_colours(small)
    if turned == 1:
        return plain
    how = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }[turned]
    return plain.transpose(how)


def _orientation(opened: Image.Image) -> int:
    if opened.format in ("HEIF", "AVIF"):
        return 1  # turned by its own box when it was read
    try:
        said = opened.getexif().get(0x0112, 1)
    except _WRONG:  # what is said of a picture may be broken where the picture is not
        return 1
    return said if isinstance(said, int) else 1


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """As L, RGB or RGBA, in the colours every screen means."""
    profile = picture.info.get("icc_profile")
    if "transparency" in picture.info or picture.mode in ("LA", "La", "PA", "RGBa"):
        picture = picture.convert("RGBA")
    elif picture.mode in ("1", "L"):
        return picture.convert("L")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "LAB"):
        try:
            target = "RGBA" if picture.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, _SRGB, outputMode=target) or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile nobody can read; the numbers are shown as they are, as a browser does
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def _is_deep(picture: Image.Image) -> bool:
    return picture.mode.startswith("I;16") or picture.mode in ("I", "F")


def _to_eight_bits(picture: Image.Image) -> Image.Image:
    """A scan with more shades than a screen: as light and as dark as it was. Converting it plainly makes it white."""
    deep = picture.convert("F") if picture.mode != "F" else picture
    low, high = deep.getextrema()
    low, high = float(low), float(high)  # type: ignore[arg-type]
    if picture.mode.startswith("I;16") or (low >= 0 and 255 < high <= 65_535):
        scale, shift = 1 / 257, 0.0
    elif low >= 0 and high <= 1 and picture.mode == "F":
        scale, shift = 255.0, 0.0
    elif low >= 0 and high <= 255:
        scale, shift = 1.0, 0.0
    else:
        scale = 255 / (high - low) if high > low else 0.0
        shift = -low * scale
    return deep.point(lambda value: value * scale + shift).convert("L")


@contextmanager
def _lenient() -> Iterator[None]:
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _without_its_end(content: bytes) -> tuple[Image.Image, tuple[str, ...]]:
    """A picture whose file stops too early, as every viewer shows it, and what is to be said of it.

    It is drawn twice, on black and on white: where those differ, nothing was drawn. Raises OSError where that is most of it.
    """
    jpeg = content.startswith(b"\xff\xd8")
    black, white = _over(content, 0, jpeg=jpeg), _over(content, 255, jpeg=jpeg)
    missing = _differs(black, white)
    if jpeg:  # the library holds back the last rows until it sees the mark
        white = Image.open(io.BytesIO(content + b"\xff\xd9"), formats=("JPEG",))
        white.load()
        if white.info.get("progressive"):  # drawn whole, at first roughly: no row says what is missing
            return white, (NO_END,)
        missing = 0 if missing <= _HELD_BACK else missing
    if missing * 10 > white.height * 9:
        raise OSError
    return white, (LOWER_PART,) * (missing > 0)


def _over(content: bytes, shade: int, *, jpeg: bool) -> Image.Image:
    """What can be drawn of a picture, over one shade."""
    opened: Any = Image.open(io.BytesIO(content), formats=FORMATS)
    prepare = getattr(opened, "load_prepare", None)
    if prepare is not None:

        def prepared() -> None:
            prepare()
            bands = len(opened.getbands())
            opened.im.paste(shade if bands == 1 else (shade,) * bands, (0, 0, *opened.size))

        opened.load_prepare = prepared
    if jpeg:
        with suppress(OSError):  # asked to be lenient it would fill up what is missing, and nobody would know
            opened.load()
        return opened._new(opened.im)  # type: ignore[no-any-return]
    with _lenient():
        opened.load()
    return opened  # type: ignore[no-any-return]


def _differs(one: Image.Image, other: Image.Image) -> int:
    """In how many rows two pictures of one size differ."""
    if one.size != other.size or one.mode != other.mode:
        return one.height
    differs = 0
    for top in range(one.height):  # also of a picture that is drawn in rounds, every eighth row first
        box = (0, top, one.width, top + 1)
        differs += one.crop(box).tobytes() != other.crop(box).tobytes()
    return differs


def _written(picture: Image.Image, *, lossless: bool) -> tuple[bytes, str]:
    if not lossless or picture.width * picture.height > LOSSLESS_PIXELS:
        return _as_jpeg(picture), "image/jpeg"
    out = io.BytesIO()
    picture.info = {}
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue(), "image/png"


def _as_jpeg(picture: Image.Image) -> bytes:
    if picture.mode == "RGBA":
        plain = Image.new("RGB", picture.size, "white")
        plain.paste(picture, mask=picture.getchannel("A"))
    else:
        plain = picture
        plain.info = {}
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=JPEG_QUALITY, optimize=False)
    return out.getvalue()
