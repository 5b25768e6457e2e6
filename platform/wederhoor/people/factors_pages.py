"""Someone's own door: which second steps they have, codes on paper, where they are signed in."""

import uuid
from typing import Any

import segno
from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.people import factors, passkeys, sessions
from wederhoor.people.factors import FactorShown
from wederhoor.people.forms import AppForm, FactorForm, PasskeyForm, ProofForm
from wederhoor.people.pages import clear_browser, home_of, is_local
from wederhoor.people.place import place_of_passkeys
from wederhoor.people.sign_in import TooManyTries
from wederhoor.people.telling import tell_about
from wederhoor.record.events import Event
from wederhoor.web.permissions import signed_in
from wederhoor.web.runtime import installation, no_tenant, own_account, page
from wederhoor.web.security import emptied
from wederhoor.web.shown import need_shown, show_later
from wederhoor.work import Actor, ActorKind, utc_now

bp = Blueprint("factors", __name__, url_prefix="/account/beveiliging")
SETUP_OVER = "Dit duurde langer dan een kwartier. Scan de code hieronder opnieuw: het is een nieuwe."
WRONG_PROOF = "Dit wachtwoord of deze code klopt niet."
SLOWED = "Te vaak verkeerd. Wacht even en probeer het dan opnieuw."


@bp.get("")
@signed_in
def index() -> Response:
    """What there is; and where to go on when somebody was on their way to the office."""
    vault, target = installation().vault, request.args.get("verder", "")
    with no_tenant() as session:
        shown = factors.factors_of(session, vault, current_user.account_id)
        left = factors.recovery_codes_left(session, current_user.account_id)
        open_here = sessions.open_sessions(session, current_user.account_id, current_user.token, utc_now())
    return page(
        "platform/security.html",
        factors=[_view(factor) for factor in shown],
        codes_left=left,
        sessions=open_here,
        needed=not shown and bool(target),
        onwards=target if is_local(target) else home_of(current_user.account_id),
    )


def _view(factor: FactorShown) -> dict[str, object]:
    return {
        "label": factor.label,
        "name": factor.name,
        "created_at": factor.created_at,
        "used_at": factor.used_at,
        "url": url_for("factors.one", factor_id=factor.id),
        "remove_url": url_for("factors.remove", factor_id=factor.id),
    }


@bp.get("/app")
@signed_in
def app() -> Response:
    """Set up an app that makes codes."""
    return _app_page(AppForm())


@bp.post("/app")
@signed_in
def app_send() -> Response:
    """The app counts when its first code is right."""
    form = AppForm()
    if not form.validate():
        return _app_page(form, 422)
    try:
        with no_tenant(write=True) as session:
            fits = factors.confirm_app(
                session,
                installation().vault,
                current_user.token,
                code=form.code.data,
                name=form.name.data,
                now=utc_now(),
            )
    except TooManyTries:
        form.code.errors = [SLOWED]
        return _app_page(form, 422)
    except factors.SetupOver:
        form.code.errors = [SETUP_OVER]
        return _app_page(form, 422)
    if not fits:
        form.code.errors = [
            "Deze code klopt niet. Kijk of de tijd op uw telefoon goed staat, en neem de nieuwste code."
        ]
        return _app_page(form, 422)
    return _added()


def _app_page(form: AppForm, status: int = 200) -> Response:
    with no_tenant(write=True) as session:
        vault = installation().vault
        _, secret = factors.pending_app(session, vault, current_user.token, utc_now())
    picture = segno.make(factors.app_address(secret, current_user.name), error="m")
    return page(
        "platform/app_factor.html",
        status,
        block="form",
        form=form,
        picture=picture.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
    )


def _added() -> Response:
    """It is told; whoever has no codes on paper yet goes there, others back to the list."""
    _tell(Event.SECOND_FACTOR_ADDED)
    with no_tenant() as session:
        left = factors.recovery_codes_left(session, current_user.account_id)
    return redirect(url_for("factors.index") if left else url_for("factors.codes"), 303)


def _tell(event: Event) -> None:
    actor = Actor(kind=ActorKind.STAFF, account_id=current_user.account_id)
    tell_about(installation(), current_user.account_id, event, actor=actor, now=utc_now())


@bp.get("/passkey")
@signed_in
def passkey() -> Response:
    """Make a passkey."""
    return _passkey_page(PasskeyForm())


@bp.post("/passkey")
@signed_in
def passkey_send() -> Response:
    """Keep the passkey the browser made."""
    form = PasskeyForm()
    if not form.validate():
        return _passkey_page(form, 422)
    with no_tenant(write=True) as session:
        fits = passkeys.add_passkey(
            session,
            installation().vault,
            current_user.token,
            place_of_passkeys(),
            credential=form.credential.data,
            name=form.name.data,
            now=utc_now(),
        )
    if not fits:
        form.credential.errors = ["Deze passkey kon niet worden bewaard. Probeer het opnieuw."]
        return _passkey_page(form, 422)
    return _added()


def _passkey_page(form: PasskeyForm, status: int = 200) -> Response:
    form.credential.data = ""
    with no_tenant(write=True) as session:
        question = passkeys.ask_to_make(
            session, current_user.token, place_of_passkeys(), person=current_user.name
        )
    return page("platform/passkey_factor.html", status, block="form", form=form, question=question)


@bp.get("/codes")
@signed_in
def codes() -> Response:
    """Explain codes on paper; making them is a press of a button."""
    if not current_user.has_factors:
        return redirect(url_for("factors.index"), 303)
    with no_tenant() as session:
        left = factors.recovery_codes_left(session, current_user.account_id)
    return page("platform/recovery_codes.html", block="form", form=ProofForm(), codes=[], left=left)


@bp.post("/codes")
@signed_in
def codes_send() -> Response:
    """Make ten new ones and show them, this once."""
    if not current_user.has_factors:
        return redirect(url_for("factors.index"), 303)
    form, now = ProofForm(), utc_now()
    vault, account_id = installation().vault, current_user.account_id
    made: list[str] = []
    if form.validate():
        try:
            with own_account() as session:
                if factors.check_proof(session, vault, account_id, form.proof.data, now):
                    made = factors.make_recovery_codes(session, vault, account_id, now)
                else:
                    form.proof.errors = [WRONG_PROOF]
        except TooManyTries:
            form.proof.errors = [SLOWED]
    if not made:
        with no_tenant() as session:
            left = factors.recovery_codes_left(session, account_id)
        return page("platform/recovery_codes.html", 422, block="form", form=form, codes=[], left=left)
    _tell(Event.RECOVERY_CODES_MADE)
    return show_later("factors.codes_made", {"codes": made})


@bp.get("/codes/<uuid:shown_id>")
@signed_in
def codes_made(shown_id: uuid.UUID) -> Response:
    """The new ones, to write down."""
    codes = need_shown(shown_id, url_for("factors.codes"))["codes"]
    return page("platform/recovery_codes.html", form=ProofForm(formdata=None), codes=codes, left=len(codes))


@bp.get("/<uuid:factor_id>")
@signed_in
def one(factor_id: uuid.UUID) -> Response:
    """Give an app or passkey another name."""
    shown = _shown(factor_id)
    return page(
        "platform/factor_name.html", block="form", form=FactorForm(data={"name": shown.name}), factor=shown
    )


@bp.post("/<uuid:factor_id>")
@signed_in
def rename(factor_id: uuid.UUID) -> Response:
    """Keep the name."""
    shown, form = _shown(factor_id), FactorForm()
    if not form.validate():
        return page("platform/factor_name.html", 422, block="form", form=form, factor=shown)
    with no_tenant(write=True) as session:
        factor = factors.find_factor(session, current_user.account_id, factor_id)
        factors.rename(session, installation().vault, factor, form.name.data)
    return redirect(url_for("factors.index"), 303)


@bp.get("/<uuid:factor_id>/weghalen")
@signed_in
def remove(factor_id: uuid.UUID) -> Response:
    """Ask for the password or a code before an app or passkey goes."""
    return page("platform/factor_remove.html", block="form", form=ProofForm(), **_removal(factor_id))


@bp.post("/<uuid:factor_id>/weghalen")
@signed_in
def remove_send(factor_id: uuid.UUID) -> Response:
    """Remove it."""
    form, context = ProofForm(), _removal(factor_id)
    if not form.validate():
        return page("platform/factor_remove.html", 422, block="form", form=form, **context)
    vault, account_id = installation().vault, current_user.account_id
    wrong = WRONG_PROOF
    fits = False
    try:
        with no_tenant(write=True) as session:
            fits = factors.check_proof(session, vault, account_id, form.proof.data, utc_now())
            if fits:
                factors.remove_factor(
                    session, account_id, factors.find_factor(session, account_id, factor_id)
                )
    except TooManyTries:
        wrong = SLOWED
    if not fits:
        form.proof.errors = [wrong]
        return page("platform/factor_remove.html", 422, block="form", form=form, **context)
    _tell(Event.SECOND_FACTOR_REMOVED)
    return redirect(url_for("factors.index"), 303)


def _shown(factor_id: uuid.UUID) -> FactorShown:
    found: FactorShown = _removal(factor_id)["factor"]
    return found


def _removal(factor_id: uuid.UUID) -> dict[str, Any]:
    """The factor and whether it is the last one. Aborts with 404 when it is not this account's."""
    with no_tenant() as session:
        shown = factors.factors_of(session, installation().vault, current_user.account_id)
    found = [factor for factor in shown if factor.id == factor_id]
    if not found:
        abort(404)
    return {"factor": found[0], "last": len(shown) == 1}


@bp.post("/afmelden")
@signed_in
def sign_out_everywhere() -> Response:
    """End every session of this account, or every one but this."""
    others_only = request.form.get("waar") == "anderen"
    with no_tenant(write=True) as session:
        but = current_user.token if others_only else None
        sessions.end_sessions(session, current_user.account_id, utc_now(), but=but)
    if others_only:
        return redirect(url_for("factors.index"), 303)
    clear_browser()
    return emptied(redirect(url_for("people.sign_in"), 303))
