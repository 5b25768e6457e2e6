"""The question for six digits, for any party: try them, and the page that asks."""

from werkzeug.wrappers import Response

from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import second_step
from wederhoor.messages.forms import DoorForm
from wederhoor.messages.second_step import NoCode, WrongCode
from wederhoor.web.kept import keep_code
from wederhoor.web.language import Said
from wederhoor.web.runtime import page
from wederhoor.work import Work

WRONG = "Deze code klopt niet. U kunt het nog {count} keer proberen."
OVER = "Deze code klopt niet. U heeft te vaak geprobeerd; vraag hieronder een nieuwe code."


def try_digits(work: Work, dossier: Dossier, party: Party, form: DoorForm, purpose: str) -> bool:
    """Try digits, and keep in this browser under `purpose` what they opened; a wrong try is an error of the form."""
    try:
        keep_code(purpose, str(second_step.open_door(work, dossier, party, form.digits.data or "")))
    except NoCode:
        form.digits.errors = ["Deze code werkt niet (meer). Vraag hieronder een nieuwe code."]
    except WrongCode as wrong:
        work.keep()  # the try counts
        form.digits.errors = [Said(WRONG, count=wrong.left) if wrong.left else OVER]
    return not form.digits.errors


def door_page(
    party: Party, form: DoorForm, *, status: int, asked: str, ask_url: str, back: tuple[str, str]
) -> Response:
    """The question for the digits, for any party; `back` is label and address of where they came from."""
    return page(
        "messages/door.html",
        status,
        block="form",
        form=form,
        asked=asked,
        way=second_step.way_of(party).value,
        ask_url=ask_url,
        back=back,
    )
