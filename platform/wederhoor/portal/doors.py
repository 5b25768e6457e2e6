"""Where the link in a mail leads: addresses without a word of what is behind them, that go on to the door for a code."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.notices.words import CODE_DOOR, LETTER_DOOR
from wederhoor.web.permissions import public

bp = Blueprint("doors", __name__, url_prefix="/<organisation>")


@bp.get(f"/{CODE_DOOR}")
@public
def message() -> Response:
    """To the door for whoever has a receipt code, or a code to go on with what was not sent yet."""
    return redirect(url_for("portal.status"), 303)


@bp.get(f"/{LETTER_DOOR}")
@public
def letter() -> Response:
    """To the door for whoever has a letter with a code."""
    return redirect(url_for("accused_code.case"), 303)
