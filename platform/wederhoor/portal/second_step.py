"""The second step on the own page: six digits open papers and letters for an hour, in this browser."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.tables import Party
from wederhoor.messages import second_step
from wederhoor.messages.door_pages import door_page, try_digits
from wederhoor.messages.forms import DoorForm
from wederhoor.messages.second_step import TooManyCodes, Way
from wederhoor.portal.own import bp, own_dossier
from wederhoor.web.kept import kept_code
from wederhoor.web.permissions import behind_code
from wederhoor.web.runtime import only_reads
from wederhoor.work import Work

DOOR = "door"
ONWARDS = {
    "intrekken": "portal.withdraw",
    "klacht": "portal.make_complaint",
    "gegevens": "portal.details",
    "berichten": "portal.messages",
}
"""Where somebody was going who had to give the second code first."""


def door_open(work: Work, party: Party) -> bool:
    """Whether this browser may read the papers of this party."""
    return second_step.open_until(work, party, kept_code(DOOR)) is not None


def knows_who(work: Work, party: Party) -> bool:
    """Whether it is sure enough who asks for what cannot be taken back: a code others have seen needs the second step with it."""
    return party.code_given is None or door_open(work, party)


def to_door(then: str = "") -> Response:
    """To the question for the digits; `then`: what they were asked for (`ONWARDS`)."""
    return redirect(url_for("portal.door", voor=then or None), 303)


def _onwards() -> str:
    return url_for(ONWARDS.get(request.args.get("voor", ""), "portal.papers"))


@bp.get("/tweede-code")
@behind_code
def door() -> Response:
    """The question for the digits."""
    with own_dossier() as (work, dossier, party):
        if door_open(work, party):
            return redirect(_onwards(), 303)
        asked = request.args.get("gevraagd", "")
        return _door_page(party, DoorForm(), asked=asked if asked in set(Way) else "")


@bp.post("/tweede-code")
@behind_code
@only_reads
def door_send() -> Response:
    """Try the digits; a wrong try counts."""
    form = DoorForm()
    with own_dossier(write=True) as (work, dossier, party):
        if not form.validate() or not try_digits(work, dossier, party, form, DOOR):
            return _door_page(party, form, status=422)
    return redirect(_onwards(), 303)


@bp.post("/tweede-code/vragen")
@behind_code
def door_ask() -> Response:
    """Ask for digits, through the channel that was registered."""
    with own_dossier(write=True) as (work, dossier, party):
        try:
            way = second_step.ask_code(work, dossier, party)
        except TooManyCodes:
            abort(429)
    return redirect(url_for("portal.door", gevraagd=way.value, voor=request.args.get("voor") or None), 303)


def _door_page(party: Party, form: DoorForm, *, status: int = 200, asked: str = "") -> Response:
    return door_page(
        party,
        form,
        status=status,
        asked=asked,
        ask_url=url_for("portal.door_ask", voor=request.args.get("voor") or None),
        back=("Terug naar mijn klacht", url_for("portal.status")),
    )
