"""An organisation's colours as a style sheet of its own, so that the content policy needs no exception."""

import hashlib
from functools import lru_cache

from flask import Blueprint, abort, make_response, request
from werkzeug.wrappers import Response

from wederhoor.plugins import PluginError, logo_of
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


def logo_url(slug: str) -> str | None:
    """Where the mark of the organisation in the path is, by the name of its plugin; None when it has none."""
    drawing = _logo(slug)
    return address("brand.logo", v=hashlib.sha256(drawing.encode()).hexdigest()[:10]) if drawing else None


def _logo(slug: str) -> str | None:
    try:
        return logo_of(slug)
    except PluginError:  # a plugin that is missing or broken: the pages can still be read, and say so
        return None


@bp.get("/<organisation>/beeldmerk.svg")
@public
def logo() -> Response:
    """The mark, as a picture. Kept for good by a browser that asked for this very edition."""
    with resident_work() as work:
        drawing = _logo(work.organisation.profile.slug)
    if drawing is None:
        abort(404)
    response = make_response(drawing)
    response.mimetype = "image/svg+xml"
    mark = hashlib.sha256(drawing.encode()).hexdigest()[:10]
    response.set_etag(mark)
    asked = request.args.get("v") == mark
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if asked else "no-cache"
    return response.make_conditional(request.environ)


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
