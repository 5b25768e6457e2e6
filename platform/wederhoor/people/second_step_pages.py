"""The second step of signing in."""

from flask import Blueprint, redirect, request, url_for
from flask import session as keep
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.people import factors, passkeys, sessions
from wederhoor.people.forms import SecondStepForm
from wederhoor.people.pages import home_of, is_local, know_device, start_session
from wederhoor.people.place import place_of_passkeys
from wederhoor.people.sign_in import TooManyTries
from wederhoor.web.permissions import first_step
from wederhoor.web.runtime import installation, no_tenant, page
from wederhoor.work import utc_now

bp = Blueprint("second_step", __name__)
WRONG = (
    "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code van uw app en probeer het opnieuw."
)


@bp.get("/aanmelden/tweede-stap")
@first_step
def ask() -> Response:
    """Ask for a code or a passkey."""
    target = request.args.get("verder", "")
    if not current_user.owes_second_step:
        return redirect(_onwards(target), 303)
    return _page(SecondStepForm(), target)


@bp.post("/aanmelden/tweede-stap")
@first_step
def send() -> Response:
    """Check it; when it is right the session ends and one that may go on begins."""
    form = SecondStepForm()
    target = request.form.get("next", "")
    if not current_user.owes_second_step:
        return redirect(_onwards(target), 303)
    if not form.validate():
        return _page(form, target, 422)
    wrong = ""
    raised = ""
    now = utc_now()
    try:
        with no_tenant(write=True) as session:
            if form.credential.data:
                fits = passkeys.check_passkey(
                    session,
                    current_user.token,
                    place_of_passkeys(),
                    credential=form.credential.data,
                    now=now,
                )
                wrong = "Dit lukte niet met uw passkey. Probeer het opnieuw, of vul een code in."
            else:
                vault = installation().vault
                fits = factors.check_code(session, vault, current_user.account_id, form.code.data, now)
                wrong = WRONG
            if fits:
                raised = sessions.raise_session(
                    session, current_user.token, remember=bool(keep.get("onthoud")), now=now
                )
    except TooManyTries:
        wrong = "Te vaak een verkeerde code. Wacht even en probeer het dan opnieuw."
    if not raised:
        form.credential.data = ""
        form.code.errors = [wrong]
        return _page(form, target, 422)
    remember = bool(keep.pop("onthoud", False))
    start_session(current_user.account_id, raised, remember=remember)
    know_device(current_user.account_id, now)
    return redirect(_onwards(target), 303)


def _onwards(target: str) -> str:
    return target if is_local(target) else home_of(current_user.account_id)


def _page(form: SecondStepForm, target: str, status: int = 200) -> Response:
    with no_tenant(write=True) as session:
        question = passkeys.ask_to_sign(session, current_user.token, place_of_passkeys())
    return page(
        "platform/second_step.html",
        status,
        block="form",
        form=form,
        next=target,
        question=question,
        action=url_for("second_step.send"),
    )
