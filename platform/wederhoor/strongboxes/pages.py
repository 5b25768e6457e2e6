"""The strongbox of whoever is signed in: `/account/kluis`."""

import uuid
from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.people.pages import is_local
from wederhoor.people.telling import tell_about
from wederhoor.record.events import Event
from wederhoor.strongboxes import aside, service
from wederhoor.strongboxes.forms import ChangeForm, GiveUpForm, MakeForm, OpenForm, RecoverForm, TakeBackForm
from wederhoor.strongboxes.here import box_here, keep_token, need_box
from wederhoor.web.once import repeatable
from wederhoor.web.permissions import signed_in
from wederhoor.web.runtime import installation, no_tenant, own_account, page
from wederhoor.web.shown import need_shown, show_later
from wederhoor.work import Actor, ActorKind, utc_now

bp = Blueprint("strongboxes", __name__, url_prefix="/account/kluis")
TOO_OFTEN = "Te vaak een verkeerde wachtzin of code. Wacht even en probeer het dan opnieuw."
AS_PASSWORD = (
    "Dit is uw wachtwoord. Kies een andere wachtzin: wie uw wachtwoord kent, mag uw kluis niet openen."  # noqa: S105 - a sentence
)
TITLES = {
    "change": "Andere wachtzin kiezen",
    "recover": "Wachtzin vergeten",
    "give_up": "Opnieuw beginnen",
    "take_back": "Mijn oude kluis terughalen",
}
WRONG = "Deze wachtzin klopt niet."
LAST = (
    "In uw kluis ligt iets dat niemand anders kan openen. Laat daarom eerst iemand anders meelezen: open uw kluis met uw wachtzin of "
    "met uw herstelcode, en kies daar wie het ook leest. Kan dat echt niet meer? Zet dan hier een vinkje: uw kluis gaat opzij en "
    "blijft bewaard."
)
STILL_OPEN = (
    "In uw kluis ligt iets dat niemand anders kan openen, en uw kluis is nu open. Laat eerst iemand anders meelezen. Bent u alleen uw "
    "wachtzin kwijt? Kies dan een nieuwe met uw herstelcode."
)
WRONG_EITHER = "Hiermee gaat geen van uw oude kluizen open. Kijk het nog eens na."
NOT_WHOLE = "Niet alles in uw oude kluis ging open. Wat open ging, ligt nu in uw kluis. Vraag voor de rest de melder of een collega."
WRONG_CODE = "Deze herstelcode klopt niet. Kijk de code nog eens na."


def _has_box() -> bool:
    with no_tenant() as session:
        return service.has_box(session, current_user.account_id)


def _target() -> str:
    target = request.values.get("verder", "")
    return target if is_local(target) else ""


@bp.get("")
@signed_in
def box() -> Response:
    """Make it, open it, or close it."""
    if not _has_box():
        return _page("make", MakeForm())
    return _page("open" if box_here() else "closed", OpenForm())


def _page(state: str, form: Any, status: int = 200) -> Response:
    with no_tenant() as session:
        replaced = service.replaced_at(session, current_user.account_id) if state == "open" else None
        put_aside = aside.has_aside(session, current_user.account_id)
    return page(
        "strongboxes/box.html",
        status,
        block="form",
        state=state,
        form=form,
        onwards=_target(),
        replaced=replaced,
        put_aside=put_aside,
    )


@bp.post("")
@signed_in
def send() -> Response:
    """Make the box, or open it."""
    asks_new = "again" in request.form  # also when it was made by the same form, a moment ago
    return _make() if asks_new or not _has_box() else _open()


def _make() -> Response:
    form = MakeForm()
    if not form.validate():
        return _page("make", form, 422)
    try:
        with own_account() as session:
            code = service.make_box(session, current_user.account_id, form.passphrase.data, utc_now())
    except service.SameAsPassword:
        form.passphrase.errors = [AS_PASSWORD]
        return _page("make", form, 422)
    except service.AlreadyThere:
        return redirect(url_for("strongboxes.box"), 303)
    return show_later("strongboxes.made", {"code": code, "onwards": _target(), "renewed": False})


@bp.get("/herstelcode/<uuid:shown_id>")
@signed_in
def made(shown_id: uuid.UUID) -> Response:
    """The recovery code, to write down."""
    return page("strongboxes/recovery.html", **need_shown(shown_id, url_for("strongboxes.box")))


def _open() -> Response:
    form = OpenForm()
    if not form.validate():
        return _page("closed", form, 422)
    token = ""
    try:
        with no_tenant(write=True) as session:
            try:
                token = service.open_box(
                    session,
                    current_user.account_id,
                    form.passphrase.data,
                    signed_in=current_user.token,
                    now=utc_now(),
                )
            except service.WrongSecret:  # the try counts, so this is committed
                form.passphrase.errors = [WRONG]
    except service.TooManyTries:
        form.passphrase.errors = [TOO_OFTEN]
    if not token:
        return _page("closed", form, 422)
    keep_token(token)
    return redirect((_target() if not _just_replaced() else "") or url_for("strongboxes.box"), 303)


def _just_replaced() -> bool:
    """Whether it turned out at this opening that somebody had replaced the key; then it is told, and by mail too."""
    now = utc_now()
    with no_tenant() as session:
        found = service.replaced_at(session, current_user.account_id)
    if found is None or abs(now - found) > timedelta(minutes=1):
        return False
    actor = Actor(kind=ActorKind.STAFF, account_id=current_user.account_id)
    tell_about(installation(), current_user.account_id, Event.STRONGBOX_REPLACED, actor=actor, now=now)
    return True


@bp.post("/dicht")
@signed_in
def close() -> Response:
    """Close the box."""
    keep_token(None)
    with no_tenant(write=True) as session:
        service.close(session, current_user.token)
    return redirect(url_for("strongboxes.box"), 303)


@bp.get("/wachtzin")
@signed_in
def change() -> Response:
    """Another passphrase."""
    return _act("change", ChangeForm())


@bp.post("/wachtzin")
@signed_in
def change_send() -> Response:
    """Lock it with the new one."""
    form = ChangeForm()
    if form.validate():
        with no_tenant(write=True) as session:
            try:
                service.change_passphrase(
                    session, current_user.account_id, form.old.data, form.passphrase.data, utc_now()
                )
            except service.WrongSecret:
                form.old.errors = [WRONG]
            except service.TooManyTries:
                form.old.errors = [TOO_OFTEN]
            except service.SameAsPassword:
                form.passphrase.errors = [AS_PASSWORD]
            except service.NoStrongbox:
                return redirect(url_for("strongboxes.box"), 303)
    if form.errors:
        return _act("change", form, 422)
    return redirect(url_for("strongboxes.box"), 303)


@bp.get("/herstel")
@signed_in
def recover() -> Response:
    """The passphrase is lost; there is a code on paper."""
    return _act("recover", RecoverForm())


@bp.post("/herstel")
@signed_in
def recover_send() -> Response:
    """A new passphrase, and a new code."""
    form = RecoverForm()
    code = ""
    if form.validate():
        with own_account() as session:
            try:
                code = service.recover(
                    session, current_user.account_id, form.code.data, form.passphrase.data, utc_now()
                )
            except service.WrongSecret:
                form.code.errors = [WRONG_CODE]
            except service.TooManyTries:
                form.code.errors = [TOO_OFTEN]
            except service.SameAsPassword:
                form.passphrase.errors = [AS_PASSWORD]
            except service.NoStrongbox:
                return redirect(url_for("strongboxes.box"), 303)
    if not code:
        return _act("recover", form, 422)
    keep_token(None)
    return show_later("strongboxes.made", {"code": code, "onwards": "", "renewed": True})


@bp.get("/opnieuw")
@signed_in
def give_up() -> Response:
    """Passphrase and code are both lost."""
    return _give_up(GiveUpForm())


@bp.post("/opnieuw")
@signed_in
def give_up_send() -> Response:
    """The old box is put aside; another can be made. Refused while only it opens something, unless that was said."""
    form = GiveUpForm()
    if not form.validate():
        return _give_up(form, 422)
    try:
        aside.give_up(installation(), current_user.account_id, utc_now(), aside=form.aside.data)
    except service.NoStrongbox:
        return redirect(url_for("strongboxes.box"), 303)
    except aside.LastReader as last:
        form.aside.errors = [STILL_OPEN if last.still_open else LAST]
        return _give_up(form, 422)
    keep_token(None)
    return redirect(url_for("strongboxes.box"), 303)


def _give_up(form: GiveUpForm, status: int = 200) -> Response:
    last = aside.is_last(installation(), current_user.account_id)
    return page(
        "strongboxes/act.html",
        status,
        block="form",
        what="give_up",
        title=TITLES["give_up"],
        form=form,
        last=last,
    )


@bp.get("/terughalen")
@signed_in
def take_back() -> Response:
    """A box was put aside, and its passphrase or code was found."""
    need_box()
    return _act("take_back", TakeBackForm())


@bp.post("/terughalen")
@signed_in
@repeatable
def take_back_send() -> Response:
    """What lay in it lies in the box of now."""
    box = need_box()
    form = TakeBackForm()
    if form.validate():
        try:
            aside.take_back(installation(), box, form.secret.data, utc_now())
        except service.WrongSecret:
            form.secret.errors = [WRONG_EITHER]
        except service.TooManyTries:
            form.secret.errors = [TOO_OFTEN]
        except aside.NotWhole:
            form.secret.errors = [NOT_WHOLE]
        except service.NoStrongbox:
            return redirect(url_for("strongboxes.box"), 303)
    if form.errors:
        return _act("take_back", form, 422)
    return redirect(url_for("strongboxes.box"), 303)


def _act(what: str, form: Any, status: int = 200) -> Response:
    return page(
        "strongboxes/act.html", status, block="form", what=what, title=TITLES[what], form=form, last=False
    )
