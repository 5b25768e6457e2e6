"""What anybody finds before filing: the start page, "Bel mij", the privacy notice, the accessibility statement."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField

from wederhoor.dossiers.process import NoIntake, process_of
from wederhoor.intake.facts import non_formal_rule, said, takes_decisions
from wederhoor.intake.forms import radio
from wederhoor.intake.pages import READERS, count_visit, readers
from wederhoor.organisation import Organisation
from wederhoor.rules.atw import decree_days, working_day
from wederhoor.rules.deadlines import DeadlineRule, StartEvent
from wederhoor.rules.helplines import FOR_CHILDREN
from wederhoor.rules.obvious import limit_of
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.terms import FixedDay, Term
from wederhoor.rules.texts import GOOD_TO_KNOW, TextSlot
from wederhoor.statutes.avg import COMPLAINT_DUTIES, complaint_duties
from wederhoor.tasks.calls import ask_call
from wederhoor.web.fields import line, long_text, needs, phone_line
from wederhoor.web.language import DUTCH, Said, chosen
from wederhoor.web.permissions import public
from wederhoor.web.runtime import page, resident_work
from wederhoor.web.trap import Trap

bp = Blueprint("front", __name__, url_prefix="/<organisation>")

SIGNPOSTS = (
    (TextSlot.SIGNPOST_OBJECTION, "Bent u het niet eens met een besluit?"),
    (TextSlot.SIGNPOST_ELSEWHERE, "Gaat het over een andere organisatie?"),
    (TextSlot.SIGNPOST_HELP, "Wilt u hulp van iemand?"),
)
STEPS = (
    (
        "U vertelt het",
        "Hier, aan de telefoon of per brief. U krijgt een nummer en een code om alles te volgen.",
    ),
    ("Wij bevestigen de ontvangst", "U krijgt een brief. Is er nog niet alles? Dan vragen wij u om de rest."),
    ("Wij zoeken het uit", "Wij luisteren naar u en naar degene over wie u klaagt."),
    (
        "U krijgt een antwoord",
        "Met de redenen erbij. Nemen wij uw klacht niet in behandeling? Dan leest u ook waarom.",
    ),
)
FROM: Mapping[StartEvent, str] = {
    StartEvent.TAKEN_UP: "vanaf de dag dat wij uw klacht in behandeling nemen",
    StartEvent.ASKED_TO_COMPLETE: "vanaf de dag dat wij u vragen wat nog ontbreekt",
    StartEvent.HEARD: "vanaf de dag dat u en de ander zijn gehoord",
    StartEvent.REMINDER_SENT: "vanaf de dag dat wij u eraan herinneren",
    StartEvent.BODY_DECIDED: "vanaf de dag van het besluit",
    StartEvent.RECEIPT: "vanaf de dag dat alles binnen is",
    StartEvent.ARRIVAL: "vanaf de dag dat uw klacht binnenkomt",
    StartEvent.FILED: "vanaf de dag dat u uw klacht indient",
    StartEvent.REPORT_RECEIVED: "vanaf de dag dat het rapport er is",
    StartEvent.NON_FORMAL_REPORT: "vanaf de dag dat u het meldt",
}
LONGER_UNSAID = "Dit kan langer duren. Dan krijgt u bericht."
LONGER = "Dit kan hoogstens {longer} langer duren. Dan krijgt u bericht."
SHOWN_FOR = timedelta(days=14)
WHEN = [("any", "Maakt niet uit"), ("morning", "’s Ochtends"), ("afternoon", "’s Middags")]


class CallForm(Trap):
    """A name, a number, and when it suits."""

    name = line("Uw naam", needs("Vul uw naam in, dan weten wij naar wie wij vragen."))
    phone = phone_line(
        "Uw telefoonnummer", needs("Vul uw telefoonnummer in, anders kunnen wij u niet bellen.")
    )
    when = radio("Wanneer kunnen wij het best bellen?", WHEN)
    no_voicemail = BooleanField("Spreek geen voicemail in")
    what = long_text("Waar gaat het over?", description="Mag leeg blijven.")


def signposts(answers: Organisation) -> list[dict[str, str]]:
    """Where else somebody may have to be, as the organisation's plugin says, with its source."""
    texts = {text.code: text for text in answers.texts}
    return [
        {"code": code.value, "title": title, "text": texts[code].text, "source": _cited(texts[code].source)}
        for code, title in SIGNPOSTS
        if code in texts
    ]


def good_to_know(answers: Organisation) -> list[dict[str, str]]:
    """What else the organisation's documents say that somebody may want to know, each with its source."""
    texts = {text.code: text for text in answers.texts}
    known = [(title, texts[code]) for code, title in GOOD_TO_KNOW if code in texts]
    known += [(text.title, text) for text in answers.texts if text.title and text.code not in SLOTS]
    return [{"title": title, "text": text.text, "source": _cited(text.source)} for title, text in known]


SLOTS = frozenset(TextSlot)


def _cited(source: object) -> str:
    return "" if isinstance(source, ToConfirm) else str(source)


def terms(answers: Organisation) -> list[dict[str, str]]:
    """How long things take, from the terms the organisation works by."""
    rules = [
        rule for rule in answers.deadlines if rule.for_parties and rule.starts in FROM and not rule.plan_only
    ]
    informal = non_formal_rule(answers)
    if informal is not None and informal not in rules:
        rules.append(informal)
    return [_term(rule) for rule in rules]


def _said(term: Term | FixedDay) -> str:
    """A term in words that can be said in another language: its number is a place."""
    if isinstance(term, FixedDay):
        return str(term)
    number, _, unit = str(term).partition(" ")
    return Said(f"{{n}} {unit}", n=number) if number.isdigit() else str(term)


def _term(rule: DeadlineRule) -> dict[str, str]:
    longer = rule.extension.at_most if rule.extension else None
    return {
        "label": rule.label,
        "term": _said(rule.term),
        "starts": FROM[rule.starts],
        "longer": Said(LONGER, longer=_said(longer)) if longer else LONGER_UNSAID if rule.extension else "",
        "source": _cited(rule.source),
    }


@bp.get("/")
@public
def start() -> Response:
    """What can I do here, what happens, how long, and is this the right place."""
    with resident_work() as work:
        answers = work.organisation
        try:
            process_of(answers)
            open_here = True
        except NoIntake:
            open_here = False
        return page(
            "portal/start.html",
            steps=[{"title": title, "text": text} for title, text in STEPS],
            open_here=open_here,
            talk_first=said(answers, TextSlot.TALK_FIRST),
            limit=_said(limit.term) if (limit := limit_of(answers.admissibility)) else "",
            good_to_know=good_to_know(answers),
            signposts=signposts(answers),
            terms=terms(answers),
            informal=non_formal_rule(answers) is not None,
            helplines=FOR_CHILDREN,
            decisions=takes_decisions(answers),
            reach=reach(answers),
        )


def reach(answers: Organisation) -> dict[str, str]:
    """Where to write to when nothing can be sent in here; empty where nobody said."""
    email, lines = answers.profile.complaints_email, answers.profile.postal_address
    return {
        "email": email if isinstance(email, str) else "",
        "address": ", ".join(lines) if isinstance(lines, tuple) else "",
    }


@bp.get("/bel-mij")
@public
def call_me() -> Response:
    """A name and a number, and somebody calls."""
    with resident_work() as work:
        return _call_page(work.organisation, CallForm(data={"when": "any"}))


def _call_page(answers: Organisation, form: CallForm, status: int = 200) -> Response:
    days = answers.profile.call_back.working_days
    return page("portal/call.html", status, block="form", form=form, days=days, called_on=None)


@bp.post("/bel-mij")
@public
def call_me_send() -> Response:
    """Put it on the list of who handles complaints, with the day by which to call."""
    form = CallForm()
    valid = form.validate()
    with resident_work(write=True) as work:
        if not valid:
            return _call_page(work.organisation, form, 422)
        count_visit(work, "call")
        call: dict[str, Any] = {name: form[name].data or "" for name in ("name", "phone", "what")}
        call["when"] = dict(WHEN).get(form.when.data or "any", "")
        if form.no_voicemail.data:
            call["mind"] = "Spreek geen voicemail in."
        if chosen() is not DUTCH:
            call["language"] = chosen().dutch
        called_on = ask_call(work, call)
    return redirect(url_for("front.called", uiterlijk=called_on.isoformat()), 303)


@bp.get("/bel-mij/gevraagd")
@public
def called() -> Response:
    """That it was noted, and the last day to call; to be read again as often as one likes."""
    with resident_work() as work:
        latest = working_day(work.today, work.organisation.profile.call_back.working_days, decree_days())
        try:
            called_on = date.fromisoformat(request.args.get("uiterlijk", ""))
        except ValueError:
            return redirect(url_for("front.call_me"), 303)
        if not work.today - SHOWN_FOR <= called_on <= latest:
            return redirect(url_for("front.call_me"), 303)
        return page("portal/call.html", form=None, days=0, called_on=called_on)


@bp.get("/privacy")
@public
def privacy() -> Response:
    """What happens with what people tell."""
    with resident_work() as work:
        answers = work.organisation
        kept = [
            {
                "label": rule.label,
                "term": str(rule.term) if rule.term is not None and rule.term.amount else "",
                "starts": rule.starts,
                "source": _cited(rule.source),
            }
            for rule in answers.retention
        ]
        email, officer = answers.profile.complaints_email, answers.profile.privacy_officer
        duties = [
            complaint_duties(regime.laws)
            for regime in answers.regimes
            if all(
                condition.fact != "matter" for condition in regime.when
            )  # a report or a decision is no complaint
        ]
        return page(
            "portal/privacy.html",
            readers=(readers(answers), *READERS),
            kept=kept,
            draft_days=answers.profile.drafts.days,
            email=email if isinstance(email, str) else None,
            officer=officer if isinstance(officer, str) else None,
            duties=[
                str(duty) for duty in COMPLAINT_DUTIES.values() if any(duty in found for found in duties)
            ],
            own_interest=not all(duties),
        )


@bp.get("/toegankelijkheid")
@public
def accessibility() -> Response:
    """How usable this website is, what was tested, and what to do when something does not work."""
    with resident_work() as work:
        said = next((text for text in work.organisation.texts if text.code == "accessibility"), None)
        return page(
            "portal/accessibility.html",
            duty={"text": said.text, "source": _cited(said.source)} if said else None,
        )
