"""Filing a complaint: `/<organisation>/klacht-indienen`, page by page, with and without JavaScript."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import drafts, service
from wederhoor.intake.attempts import TooManyAttempts, count_attempt
from wederhoor.intake.codes import grouped
from wederhoor.intake.content import Content, missing_items
from wederhoor.intake.forms import (
    ABOUT,
    CHANNELS,
    WHO,
    YOUTH_HELP,
    AboutForm,
    ComplaintForm,
    PersonForm,
    SignForm,
    start_values,
)
from wederhoor.intake.process import NoIntake, process_of
from wederhoor.papers.bsn import mentions_bsn
from wederhoor.papers.doors import Belongs, State
from wederhoor.papers.labels import uploaded_view
from wederhoor.papers.service import unfinished, uploaded
from wederhoor.rules.committee import NoCommittee
from wederhoor.settings.service import stored_answers
from wederhoor.vault.files import DiskFull, room_left
from wederhoor.web.filters import datum
from wederhoor.web.permissions import public
from wederhoor.web.runtime import client_address, installation, page, resident_work
from wederhoor.work import Work

bp = Blueprint("intake", __name__, url_prefix="/<organisation>")

MINIMUM_FILL = timedelta(seconds=3)
TOO_FAST = "Dit ging wel erg snel. Wacht een paar tellen en verstuur het dan nog een keer."
HOUR = timedelta(hours=1)
FORMS: dict[int, type[AboutForm | ComplaintForm | PersonForm]] = {
    1: AboutForm,
    2: ComplaintForm,
    3: PersonForm,
}
TITLES = {
    1: ("over", "Over wie en wat gaat het?", "Weet u iets niet? Laat het dan leeg."),
    2: ("klacht", "Uw klacht", "Schrijf het zoals u het zou vertellen."),
    3: (
        "gegevens",
        "Uw gegevens",
        "Zo weten wij wie u bent en hoe wij u bereiken.",
    ),
}
NAME_NEEDED = "Zonder uw naam en adres kunnen wij een klacht niet behandelen. U mag ze ook later aanvullen."
STEPS = (
    (
        "U dient uw klacht in",
        "U vertelt wat er is gebeurd. U krijgt meteen een nummer en een code om uw klacht te volgen.",
    ),
    (
        "Wij bevestigen de ontvangst",
        "U krijgt een brief met de datums die vanaf dan gelden. Is er nog niet alles? Dan vragen wij u om de rest.",
    ),
    (
        "Wij zoeken het uit",
        "Wij luisteren naar u en naar degene over wie u klaagt.",
    ),
    (
        "U krijgt een antwoord",
        "Schriftelijk, met de redenen erbij. Nemen wij uw klacht niet in behandeling? Dan leest u ook waarom.",
    ),
)
HANDLERS = "De mensen die bij de organisatie klachten behandelen."
COMMITTEE = "De leden van de klachtencommissie, haar secretaris en wie bij de organisatie klachten behandelt."
READERS = (
    "Degene over wie u klaagt. Die mag dezelfde stukken zien als u, maar niet uw adres, telefoonnummer en e-mailadres.",
    "De organisatie zelf: zij mag de stukken inzien, en de directeur beslist over maatregelen.",
)


def kept_code(purpose: str) -> str | None:
    """The code this browser holds for an organisation: of a draft (`draft`) or of a dossier (`case`)."""
    codes: dict[str, str] = session.get(purpose, {})
    return codes.get(g.tenant.slug)


def keep_code(purpose: str, code: str | None) -> None:
    """Hold a code in this browser, or let it go."""
    codes: dict[str, str] = dict(session.get(purpose, {}))
    if code is None:
        codes.pop(g.tenant.slug, None)
    else:
        codes[g.tenant.slug] = code
    session[purpose] = codes


@bp.get("/")
@public
def start() -> Response:
    """What can I do here, what happens, how long."""
    with resident_work() as work:
        try:
            process_of(work.organisation)
            open_here = True
        except NoIntake:
            open_here = False
        steps = [{"title": title, "text": text} for title, text in STEPS]
        within_a_year = any(ground.code == "older_than_a_year" for ground in work.organisation.admissibility)
        return page("intake/start.html", steps=steps, open_here=open_here, within_a_year=within_a_year)


@bp.get("/klacht-indienen")
@public
def before() -> Response:
    """Who will read this, before the first question."""
    with resident_work() as work:
        process_of(work.organisation)
        return page("intake/before.html", resume_url=_resume_url(work))


def _resume_url(work: Work) -> str | None:
    code = kept_code("draft")
    if code is None:
        return None
    try:
        drafts.draft_content(work, code)
    except (drafts.NoSuchDraft, drafts.AlreadySent):
        return None
    return url_for("intake.fill_in", number=1)


@bp.post("/klacht-indienen")
@public
def begin() -> Response:
    """Make the draft and its code."""
    _disk_has_room()
    with resident_work(write=True) as work:
        _count(work, "draft")
        keep_code("draft", drafts.start_draft(work))
    return redirect(url_for("intake.fill_in", number=1), 303)


@bp.get("/klacht-indienen/<int:number>")
@public
def fill_in(number: int) -> Response:
    """One page of questions."""
    if number not in FORMS:
        abort(404)
    with resident_work() as work:
        opened = _open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, content = opened
        return _page(work, number, _form(work, number, start_values(content)), code)


@bp.post("/klacht-indienen/<int:number>")
@public
def save(number: int) -> Response:
    """Keep one page of answers and go on to the next, or back to the one before."""
    if number not in FORMS:
        abort(404)
    _disk_has_room()
    with resident_work(write=True) as work:
        opened = _open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, _ = opened
        form = _form(work, number, None)
        if not form.validate():
            return _page(work, number, form, code, status=422)
        drafts.save_draft(work, code, form.values())
    if "back" in request.form:
        target = url_for("intake.fill_in", number=number - 1) if number > 1 else url_for("intake.before")
    elif number == len(FORMS):
        target = url_for("intake.check")
    else:
        target = url_for("intake.fill_in", number=number + 1)
    return redirect(target, 303)


@bp.get("/klacht-indienen/controle")
@public
def check() -> Response:
    """Everything once more, what is missing, sign and send."""
    with resident_work() as work:
        opened = _open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, content = opened
        name = " ".join(part for part in (content.given_name, content.surname) if part)
        return _check_page(work, SignForm(data={"sign": "now", "signed_name": ""}), code, content, name=name)


@bp.post("/klacht-indienen/controle")
@public
def send() -> Response:
    """Send it: one complaint, however often the button is pressed."""
    _disk_has_room()
    code = kept_code("draft")
    if code is None:  # sent from another tab, perhaps
        return redirect(url_for("intake.receipt" if kept_code("case") else "intake.before"), 303)
    form = SignForm()
    valid = form.validate()
    with resident_work(write=True) as work:
        try:
            if not valid or form.website.data:
                content = drafts.draft_content(work, code)
                if valid:
                    form.sign.errors = [TOO_FAST]
                return _check_page(work, form, code, content, status=422)
            _count(work, "submission")
            signed = form.signed_name.data if form.sign.data == "now" else None
            service.receive_complaint(work, code, signed_name=signed, at_least=MINIMUM_FILL)
        except drafts.AlreadySent:
            return _to_receipt(code)
        except drafts.NoSuchDraft:
            return redirect(url_for("intake.before"), 303)
        except service.TooFast:
            form.sign.errors = [TOO_FAST]
            return _check_page(work, form, code, drafts.draft_content(work, code), status=422)
    return _to_receipt(code)


@bp.get("/klacht-indienen/ontvangst")
@public
def receipt() -> Response:
    """The receipt, as long as this browser holds the code."""
    code = kept_code("case")
    if code is None:
        return redirect(url_for("intake.before"), 303)
    with resident_work() as work:
        found = service.receipt_of(work, code)
        return page(
            "intake/receipt.html",
            number=found.number,
            code=grouped(code),
            received_at=found.filed_at,
            complete=not found.missing,
            missing=found.missing,
            dates=_dates(work, found),
        )


def _dates(work: Work, found: service.Receipt) -> list[dict[str, Any]]:
    dossier = work.session.get_one(Dossier, (work.tenant_id, found.dossier_id))
    answers = stored_answers(work, dossier.answers_id)
    clocks = {clock.code: clock for clock in clocks_shown(work, dossier.id)}
    return [
        {"label": rule.label, "due": clocks[rule.code].due_on, "explanation": clocks[rule.code].explanation}
        for rule in answers.deadlines
        if rule.for_parties and rule.code in clocks
    ]


def _to_receipt(code: str) -> Response:
    keep_code("draft", None)
    keep_code("case", code)
    return redirect(url_for("intake.receipt"), 303)


def _open_draft(work: Work) -> Response | tuple[str, Content]:
    code = kept_code("draft")
    if code is None:
        to = "intake.receipt" if kept_code("case") else "intake.before"
        return redirect(url_for(to), 303)
    try:
        content = drafts.draft_content(work, code)
    except drafts.AlreadySent:
        return _to_receipt(code)
    except drafts.NoSuchDraft:
        keep_code("draft", None)
        return redirect(url_for("intake.before"), 303)
    return code, content


def _form(work: Work, number: int, values: dict[str, Any] | None) -> AboutForm | ComplaintForm | PersonForm:
    form = FORMS[number](data=values) if values is not None else FORMS[number]()
    if isinstance(form, AboutForm):
        form.prepare(work.organisation.categories, work.today)
    return form


def _page(
    work: Work, number: int, form: AboutForm | ComplaintForm | PersonForm, code: str, status: int = 200
) -> Response:
    name, title, intro = TITLES[number]
    back = url_for("intake.before") if number == 1 else url_for("intake.fill_in", number=number - 1)
    if name == "gegevens" and any(item.code == "name_address" for item in work.organisation.required_content):
        intro = NAME_NEEDED
    about = {"number": number, "total": len(FORMS) + 1, "title": title, "intro": intro, "name": name}
    return page(
        "intake/page.html", status, block="form", page=about, form=form, code=grouped(code), back_url=back
    )


def _check_page(
    work: Work, form: SignForm, code: str, content: Content, *, status: int = 200, name: str = ""
) -> Response:
    missing = missing_items(content, work.organisation.required_content)
    papers = uploaded(work, Belongs(draft_id=drafts.find_draft(work, code).id))
    return page(
        "intake/check.html",
        status,
        block="form",
        sections=_sections(work, content),
        missing=[item for item in missing if item.code != "signature"],
        code=grouped(code),
        form=form,
        readers=(HANDLERS if isinstance(work.organisation.committee, NoCommittee) else COMMITTEE, *READERS),
        papers=[uploaded_view(paper) for paper in papers],
        unfinished=unfinished(papers),
        papers_url=url_for("uploads.draft_index"),
        bsn_in=_probable_bsn(content)
        + [paper.file_name for paper in papers if paper.mentions_bsn and paper.state == State.READY],
    )


def _probable_bsn(content: Content) -> list[str]:
    """The answers that probably mention a BSN, by their question; the numbers themselves are kept nowhere."""
    asked = {
        "accused_name": "Naam",
        "description": "Wat er is gebeurd",
        "objection": "Waarom u het er niet mee eens bent",
        "steps_taken": "Wat u zelf al deed",
    }
    return [label for name, label in asked.items() if mentions_bsn(getattr(content, name))]


def _sections(work: Work, content: Content) -> list[dict[str, Any]]:
    categories = {category.code: category.label for category in work.organisation.categories}
    day = start_values(content)["event_on"]
    rows: dict[int, list[tuple[str, str]]] = {
        1: [
            ("Over wie of wat", dict(ABOUT).get(content.about_kind, "")),
            ("Naam", content.accused_name),
            ("Onderwerp", categories.get(content.category, "")),
            ("Wanneer", "Weet ik niet (meer)" if content.event_unknown and not day else datum(day)),
            ("Jeugdhulp", dict(YOUTH_HELP).get(content.youth_help, "")),
        ],
        2: [
            ("Wat er is gebeurd", content.description),
            ("Waarom u het er niet mee eens bent", content.objection),
            ("Wat u zelf al deed", content.steps_taken),
        ],
        3: [
            ("Wie u bent", dict(WHO).get(content.complainant_kind, "")),
            ("Naam", " ".join(p for p in (content.given_name, content.surname) if p)),
            ("Organisatie", content.organisation_name),
            ("Adres", ", ".join(p for p in (content.street, content.postal_code, content.town) if p)),
            ("E-mail", content.email),
            ("Telefoon", content.phone),
            ("Bericht", dict(CHANNELS).get(content.contact_channel, "")),
        ],
    }
    return [
        {"title": TITLES[number][1], "edit_url": url_for("intake.fill_in", number=number), "rows": part}
        for number, part in rows.items()
    ]


def _count(work: Work, purpose: str) -> None:
    limit = installation().config.submissions_per_hour
    try:
        count_attempt(work, purpose, client_address(), limit=limit, window=HOUR)
    except TooManyAttempts:
        work.session.commit()  # the attempt counts, although nothing else happens
        abort(429)


def _disk_has_room() -> None:
    if not room_left(installation().config.var):
        raise DiskFull
