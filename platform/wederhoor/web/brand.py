"""An organisation's colours as a style sheet of its own, so that the content policy needs no exception."""

import hashlib
from functools import lru_cache

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from wederhoor.rules.palette import STEPS, Palette
from wederhoor.web.permissions import public
from wederhoor.web.runtime import address, resident_work

bp = Blueprint("brand", __name__)


@lru_cache(maxsize=256)
def style_of(palette: Palette | None) -> str:
    """The style sheet; empty for an organisation without colours of its own, which gets the neutral ones."""
    if palette is None:
        return ""

    def ramp(colours: tuple[str, ...]) -> str:
        values = zip(STEPS, colours, strict=True)
        return "".join(f"--voorbeeld-kleuren-violet-{step}:{colour};" for step, colour in values)

    dark = f"@media screen and (prefers-color-scheme:dark){{.w-theme{{{ramp(palette.dark)}}}}}"
    return f".w-theme{{{ramp(palette.light)}}}\n{dark}\n"


@lru_cache(maxsize=256)
def fingerprint(palette: Palette | None) -> str:
    """Changes when the colours do."""
    return hashlib.sha256(style_of(palette).encode()).hexdigest()[:10]


def brand_url(palette: Palette | None) -> str | None:
    """Where the colours of the organisation in the path are; None when it has none of its own."""
    return address("brand.style", v=fingerprint(palette)) if palette else None


@bp.get("/<organisation>/merk.css")
@public
def style() -> Response:
    """The colours. Kept for good by a browser that asked for this very edition."""
    with resident_work() as work:
        palette = work.organisation.profile.palette
    response = make_response(style_of(palette))
    response.mimetype = "text/css"
    response.set_etag(fingerprint(palette))
    asked = request.args.get("v") == fingerprint(palette)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if asked else "no-cache"
    return response.make_conditional(request.environ)
