"""Reporting wrongdoing: `/<organisation>/misstand-melden`. No sign-in, no draft, no address kept."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.misconduct.forms import ReportForm
from wederhoor.misconduct.receiving import Disclosure, NobodyToRead, Reader, readers_today, receive_report
from wederhoor.people.reachable import Reach, reach_of
from wederhoor.rules.provenance import ToConfirm
from wederhoor.statutes import wbk
from wederhoor.vault.codes import grouped
from wederhoor.web.crowd import crowd
from wederhoor.web.kept import keep_code, kept_code
from wederhoor.web.permissions import public
from wederhoor.web.runtime import client_address, page, resident_work
from wederhoor.work import Work, utc_now

bp = Blueprint("misconduct", __name__, url_prefix="/<organisation>/misstand-melden")
REPORT = "melding"
ASKED = ("text", "relation", "evidence", "fear")
TOO_MANY = "Vanaf deze verbinding is vaak iets verstuurd. Wacht een uur, of gebruik een andere verbinding."


@bp.get("")
@public
def before() -> Response:
    """What everybody may know before the first question: where else to go, what protects them, who reads it."""
    with resident_work() as work:
        scheme = work.organisation.misconduct
        return page(
            "misconduct/before.html",
            outside=outside(),
            protection=[{"text": one.text, "source": str(one.source)} for one in wbk.PROTECTION],
            definitions=[
                {"text": one.text, "source": str(one.source)} for one in (*scheme.definitions, wbk.DEFINITION)
            ],
            silent=not scheme.definitions,
            scheme={
                "name": scheme.name,
                "received": scheme.received,
                "source": "" if isinstance(scheme.source, ToConfirm) else str(scheme.source),
                "notes": scheme.notes,
            },
            readers=_reached(work),
            has_report=kept_code(REPORT) is not None,
        )


def _reached(work: Work) -> list[dict[str, str]]:
    """Who reads reports today, and where they are reached as far as that was noted."""
    found = readers_today(work)
    known, nowhere = reach_of(work, [one.account_id for one in found]), Reach(phone="", email="")
    return [
        {"name": one.name, "phone": reached.phone, "email": reached.email}
        for one in found
        for reached in (known.get(one.account_id, nowhere),)
    ]


def outside() -> list[dict[str, str]]:
    """Where somebody can report outside."""
    return [{"name": name, "about": about, "site": site} for name, about, site in wbk.OUTSIDE]


@bp.get("/schrijven")
@public
def write() -> Response:
    """The questions, all on one page: nothing is kept before it is sent."""
    with resident_work() as work:
        return report_page(work, ReportForm())


def report_page(work: Work, form: ReportForm, status: int = 200, *, nobody: bool = False) -> Response:
    """The form of a report, with who would read it."""
    readers = readers_today(work)
    form.prepare(choices_of(readers))
    return page(
        "misconduct/report.html",
        status,
        block="form",
        form=form,
        readers=[reader.name for reader in readers],
        nobody=nobody or not readers,
        outside=outside(),
    )


def choices_of(readers: list[Reader]) -> list[tuple[str, str]]:
    """Officers as a form takes them."""
    return [(str(reader.account_id), reader.name) for reader in readers]


@bp.post("/schrijven")
@public
def send() -> Response:
    """Receive it. Afterwards only the code opens it."""
    return receive_form()


def receive_form() -> Response:
    """Receive what was posted, whichever page it was written on."""
    form = ReportForm()
    with resident_work(write=True) as work:
        form.prepare(choices_of(readers_today(work)))
        if not form.validate():
            return report_page(work, form, 422)
        if not crowd().admits(client_address(), utc_now()):
            form.way.errors = [TOO_MANY]
            return report_page(work, form, 422)
        try:
            receipt = receive_report(work, disclosure_in(form))
        except NobodyToRead:
            return report_page(work, form, 422, nobody=True)
    keep_code(REPORT, receipt.code)
    return redirect(url_for("misconduct.receipt"), 303)


def disclosure_in(form: Any) -> Disclosure:
    """What was filled in."""
    return Disclosure(
        naming=form.naming.data,
        way=form.way.data,
        body={name: form[name].data or "" for name in ASKED},
        who={"name": form.name.data or "", "reach": form.reach.data or ""},
        blamed=form.blamed.data or "",
        passed_by=form.passed(),
    )


@bp.get("/ontvangen")
@public
def receipt() -> Response:
    """The code, to write down."""
    code = kept_code(REPORT)
    if code is None:
        return redirect(url_for("misconduct_portal.status"), 303)
    with resident_work():
        return page("misconduct/receipt.html", code=grouped(code))
