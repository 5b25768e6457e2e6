"""The reporter's own page behind the code: `/<organisation>/misstand-melden/mijn-melding`."""

import uuid
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.misconduct import channel
from wederhoor.misconduct.clocks import clocks_of
from wederhoor.misconduct.forms import AccountForm, NameForm, ReadersForm, TextForm
from wederhoor.misconduct.handling import pass_by
from wederhoor.misconduct.opened import NoSuchReport, Opened, Purpose, ReportEntry, with_code
from wederhoor.misconduct.pages import REPORT
from wederhoor.misconduct.receiving import Reader, readers_today
from wederhoor.misconduct.service import passed_by, readers_of
from wederhoor.misconduct.words import NAMING, entry_view
from wederhoor.strongboxes.walls import ActRefused
from wederhoor.web.code_form import CodeForm
from wederhoor.web.crowd import count_code, forgive_code
from wederhoor.web.fields import choices
from wederhoor.web.kept import keep_code, kept_code, need_code, no_code, onward
from wederhoor.web.permissions import public
from wederhoor.web.runtime import page, resident_work
from wederhoor.web.security import emptied
from wederhoor.work import Work

bp = Blueprint("misconduct_portal", __name__, url_prefix="/<organisation>/misstand-melden/mijn-melding")
LOOK = "look"
"""What the Enter key does where something cannot be taken back: it changes nothing, and says so."""
TITLES = {
    "account": "Het verslag nakijken",
    "name": "Toch uw naam geven",
    "readers": "Wie leest uw melding?",
}
UNKNOWN = "Bij deze code is geen melding bekend. Kijk de code nog eens na. Wij kunnen hem niet opzoeken."


@bp.get("")
@public
def status() -> Response:
    """How it stands, or the question for the code."""
    code = kept_code(REPORT)
    with resident_work(write=code is not None) as work:
        if code is not None:
            try:
                opened = with_code(work, code, lock=True)
            except NoSuchReport:
                keep_code(REPORT, None)
            else:
                channel.note_visit(work, opened)
                return _status(work, opened, TextForm())
        return page("misconduct/code.html", block="form", form=CodeForm())


def _status(work: Work, opened: Opened, form: TextForm, code: int = 200) -> Response:
    body = opened.read()
    entries = opened.entries(work, for_reporter=True)
    answered = {entry.body["on"] for entry in entries if entry.kind is ReportEntry.RELEASE_ANSWER}
    last_check = max((e.at for e in entries if e.kind is ReportEntry.CHECK), default=None)
    last_answer = max((e.at for e in entries if e.kind is ReportEntry.CHECK_ANSWER), default=None)
    account = body.get("account") or {}
    return page(
        "misconduct/status.html",
        code,
        block="form",
        form=form,
        clocks=clocks_of(opened.row, work.today),
        received_on=opened.row.received_on,
        closed=opened.row.closed_on is not None,
        naming=NAMING[body["naming"]],
        anonymous=body["naming"] == "anonymous",
        readers=[reader.name for reader in readers_of(work, opened)],
        entries=[entry_view(entry, own=True, names={}) for entry in reversed(entries)],
        questions=[
            {"id": entry.id, "to": entry.body["to"], "text": entry.body["text"]}
            for entry in entries
            if entry.kind is ReportEntry.RELEASE_ASKED and str(entry.id) not in answered
        ],
        to_sign=bool(account) and not account.get("signed"),
        how_goes=last_check is not None and (last_answer is None or last_answer < last_check),
        own={"text": body.get("text", ""), "blamed": opened.read(Purpose.BLAMED).get("name", "")},
    )


@bp.post("")
@public
def enter() -> Response:
    """Open the door with a code. Codes are counted per address, in memory only: nobody learns that anybody came by."""
    form = CodeForm()
    code = form.read()
    with resident_work() as work:
        if code is not None:
            count_code(work.now)
            try:
                with_code(work, code)
            except NoSuchReport:
                form.code.errors = [UNKNOWN]
            else:
                forgive_code()
                keep_code(REPORT, code)
                return redirect(onward(url_for("misconduct_portal.status")), 303)
        return page("misconduct/code.html", 422, block="form", form=form)


def _own(work: Work) -> Opened:
    """The report of the code this browser holds; who holds none goes to the question for it."""
    code = need_code(REPORT, "misconduct_portal.status")
    try:
        return with_code(work, code, lock=True)
    except NoSuchReport:
        no_code("misconduct_portal.status")


def _back() -> Response:
    return redirect(url_for("misconduct_portal.status"), 303)


@bp.post("/bericht")
@public
def reply() -> Response:
    """A message, or how it goes."""
    form = TextForm()
    with resident_work(write=True) as work:
        opened = _own(work)
        if not form.validate():
            return _status(work, opened, form, 422)
        write = channel.answer_check if request.form.get("soort") == "nazorg" else channel.write_back
        try:
            write(work, opened, form.text.data)
        except ActRefused as refused:
            form.text.errors = [refused.why]
            return _status(work, opened, form, 422)
    return _back()


@bp.post("/antwoord")
@public
def answer() -> Response:
    """Yes or no to making known who the reporter is."""
    with resident_work(write=True) as work:
        opened = _own(work)
        try:
            on = uuid.UUID(request.form.get("vraag", ""))
            channel.answer_release(work, opened, on, request.form.get("antwoord", ""))
        except (ValueError, ActRefused):
            form = TextForm()
            form.text.errors = ["Deze vraag is er niet (meer), of u gaf geen ja of nee."]
            return _status(work, opened, form, 422)
    return _back()


@bp.get("/verslag")
@public
def account() -> Response:
    """What was written down of a talk."""
    with resident_work(write=True) as work:
        opened = _own(work)
        return _account(opened, AccountForm(data={"text": opened.read()["text"]}))


def _account(opened: Opened, form: AccountForm, status: int = 200, *, looked: bool = False) -> Response:
    account = opened.read().get("account")
    if not account or account.get("signed"):
        abort(redirect(url_for("misconduct_portal.status"), 303))
    return _own_page("account", form, status, recorded=account["recorded"], looked=looked)


def _own_page(
    what: str, form: Any, status: int = 200, *, recorded: bool = False, looked: bool = False
) -> Response:
    return page(
        "misconduct/own.html",
        status,
        block="form",
        what=what,
        title=TITLES[what],
        form=form,
        recorded=recorded,
        looked=looked,
        look=LOOK,
    )


@bp.post("/verslag")
@public
def account_send() -> Response:
    """Corrected and signed."""
    form = AccountForm()
    with resident_work(write=True) as work:
        opened = _own(work)
        if not form.validate():
            return _account(opened, form, 422)
        if request.form.get("act") == LOOK:
            return _account(opened, form, 422, looked=True)
        try:
            channel.sign_account(work, opened, form.text.data, form.signed.data)
        except ActRefused:
            return _back()
    return _back()


@bp.get("/naam")
@public
def name() -> Response:
    """A name after all."""
    with resident_work(write=True) as work:
        _own(work)
        return _own_page("name", NameForm())


@bp.post("/naam")
@public
def name_send() -> Response:
    """Give it to whoever reads the report."""
    form = NameForm()
    with resident_work(write=True) as work:
        opened = _own(work)
        if not form.validate():
            return _own_page("name", form, 422)
        if request.form.get("act") == LOOK:
            return _own_page("name", form, 422, looked=True)
        try:
            channel.give_name(work, opened, form.name.data, form.reach.data or "")
        except ActRefused:
            return _back()
    return _back()


@bp.get("/lezers")
@public
def readers() -> Response:
    """Who reads the report."""
    with resident_work(write=True) as work:
        return _readers(work, _own(work), ReadersForm())


def _readers(work: Work, opened: Opened, form: Any, status: int = 200) -> Response:
    form.who.choices = choices((key, one.name) for key, one in _choices(work, opened).items())
    return _own_page("readers", form, status)


def _choices(work: Work, opened: Opened) -> dict[str, Reader]:
    """Who receives reports today, and who reads this one without."""
    return {str(one.account_id): one for one in (*readers_today(work), *readers_of(work, opened))}


@bp.post("/lezers")
@public
def readers_send() -> Response:
    """Let somebody read it, or no longer."""
    form = ReadersForm()
    with resident_work(write=True) as work:
        opened = _own(work)
        people = _choices(work, opened)
        form.who.choices = choices((key, one.name) for key, one in people.items())
        if not form.validate():
            return _readers(work, opened, form, 422)
        chosen = people[form.who.data]
        try:
            if form.what.data == "in":
                channel.let_read_after_all(work, opened, chosen.account_id)
            elif chosen.account_id not in passed_by(opened):
                pass_by(work, opened, chosen.account_id, chosen.name)
        except ActRefused as why:
            form.who.errors = [why.why]
            return _readers(work, opened, form, 422)
    return _back()


@bp.post("/sluiten")
@public
def close() -> Response:
    """Let go of the code in this browser."""
    keep_code(REPORT, None)
    return emptied(redirect(url_for("misconduct.before"), 303))
