"""An organisation's colours as a style sheet of its own, so that the content policy needs no exception."""

import hashlib
from functools import lru_cache

from flask import Blueprint, abort, make_response, request
from werkzeug.wrappers import Response

from wederhoor.plugin_files import logo_if_there
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


def fingerprint(palette: Palette | None) -> str:
    """Changes when the colours do."""
    return _edition(style_of(palette))


def brand_url(palette: Palette | None) -> str | None:
    """Where the colours of the organisation in the path are; None when it has none of its own."""
    return address("brand.style", v=fingerprint(palette)) if palette else None


def logo_url(slug: str) -> str | None:
    """Where the mark of the organisation in the path is, by the name of its plugin; None when it has none."""
    drawing = logo_if_there(slug)
    return address("brand.logo", v=_edition(drawing)) if drawing else None


@lru_cache(maxsize=256)
def _edition(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@bp.get("/<organisation>/beeldmerk.svg")
@public
def logo() -> Response:
    """The mark, as a picture. Kept for good by a browser that asked for this very edition."""
    with resident_work() as work:
        drawing = logo_if_there(work.organisation.profile.slug)
    if not drawing:
        abort(404)
    return _kept(drawing, "image/svg+xml")


def _kept(text: str, media_type: str) -> Response:
    response = make_response(text)
    response.mimetype = media_type
    response.set_etag(_edition(text))
    asked = request.args.get("v") == _edition(text)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if asked else "no-cache"
    return response.make_conditional(request.environ)


@bp.get("/<organisation>/merk.css")
@public
def style() -> Response:
    """The colours. Kept for good by a browser that asked for this very edition."""
    with resident_work() as work:
        palette = work.organisation.profile.palette
    return _kept(style_of(palette), "text/css")
