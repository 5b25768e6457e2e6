"""Photos drawn anew: no location, no camera data, nothing but the picture."""

import io
import struct
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from wederhoor.papers.inspection import Refusal, Refused

MAX_PIXELS = 60_000_000
JPEG_QUALITY = 88
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "HEIF")
_LOSSLESS = frozenset({"PNG", "GIF", "BMP"})

register_heif_opener()
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def clean_image(content: bytes) -> tuple[bytes, str]:
    """A picture drawn anew: upright, at its own size, as JPEG, or as PNG where it was without loss. Bytes and media type.

    Nothing but the pixels of the first picture comes along. Raises Refused for what is broken or unreasonably large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise Refused(Refusal.BOMB)
                lossless = opened.format in _LOSSLESS
                opened.load()
                upright = ImageOps.exif_transpose(opened)
                return _drawn(upright, lossless=lossless)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Refusal.BOMB) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError):
        raise Refused(Refusal.BROKEN) from None


def _drawn(picture: Image.Image, *, lossless: bool) -> tuple[bytes, str]:
    out = io.BytesIO()
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    if lossless:
        mode = "RGBA" if see_through else ("L" if picture.mode in ("1", "L") else "RGB")
        plain = Image.new(mode, picture.size)
        plain.paste(picture.convert(mode))
        plain.save(out, "PNG")
        return out.getvalue(), "image/png"
    plain = Image.new("RGB", picture.size, "white")
    if see_through:
        layer = picture.convert("RGBA")
        plain.paste(layer, mask=layer.getchannel("A"))
    else:
        plain.paste(picture.convert("RGB"))
    plain.save(out, "JPEG", quality=JPEG_QUALITY, optimize=False)
    return out.getvalue(), "image/jpeg"
