"""The second step on the own page: six digits open papers and letters for an hour, in this browser."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake.own import bp, own_dossier
from wederhoor.messages import second_step
from wederhoor.messages.forms import DoorForm
from wederhoor.messages.second_step import NoCode, TooManyCodes, Way, WrongCode
from wederhoor.web.kept import keep_code, kept_code
from wederhoor.web.permissions import behind_code
from wederhoor.web.runtime import only_reads, page
from wederhoor.work import Work

DOOR = "door"


def door_open(work: Work, party: Party) -> bool:
    """Whether this browser may read the papers of this party."""
    return second_step.open_until(work, party, kept_code(DOOR)) is not None


def to_door() -> Response:
    """To the question for the digits."""
    return redirect(url_for("portal.door"), 303)


@bp.get("/tweede-code")
@behind_code
def door() -> Response:
    """The question for the digits."""
    with own_dossier() as (work, dossier, party):
        if door_open(work, party):
            return redirect(url_for("portal.papers"), 303)
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
    return redirect(url_for("portal.papers"), 303)


def try_digits(work: Work, dossier: Dossier, party: Party, form: DoorForm, purpose: str) -> bool:
    """Try digits, and keep in this browser under `purpose` what they opened; a wrong try is an error of the form."""
    try:
        keep_code(purpose, str(second_step.open_door(work, dossier, party, form.digits.data or "")))
    except NoCode:
        form.digits.errors = ["Deze code werkt niet (meer). Vraag hieronder een nieuwe code."]
    except WrongCode as wrong:
        left = f"U kunt het nog {wrong.left} keer proberen."
        if not wrong.left:
            left = "U heeft te vaak geprobeerd; vraag hieronder een nieuwe code."
        form.digits.errors = [f"Deze code klopt niet. {left}"]
    return not form.digits.errors


@bp.post("/tweede-code/vragen")
@behind_code
def door_ask() -> Response:
    """Ask for digits, through the channel that was registered."""
    with own_dossier(write=True) as (work, dossier, party):
        try:
            way = second_step.ask_code(work, dossier, party)
        except TooManyCodes:
            abort(429)
    return redirect(url_for("portal.door", gevraagd=way.value), 303)


def _door_page(party: Party, form: DoorForm, *, status: int = 200, asked: str = "") -> Response:
    return door_page(
        party,
        form,
        status=status,
        asked=asked,
        ask_url=url_for("portal.door_ask"),
        back=("Terug naar mijn klacht", url_for("portal.status")),
    )


def door_page(
    party: Party, form: DoorForm, *, status: int, asked: str, ask_url: str, back: tuple[str, str]
) -> Response:
    """The question for the digits, for any party; `back` is label and address of where they came from."""
    return page(
        "intake/door.html",
        status,
        block="form",
        form=form,
        asked=asked,
        way=second_step.way_of(party).value,
        ask_url=ask_url,
        back=back,
    )
