"""The office: today, and one dossier in parts."""

import uuid

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.cases.linking import record_lines
from wederhoor.complaints.receiving import missing_labels
from wederhoor.deadlines.case import Case, case_of
from wederhoor.deadlines.handlers import HANDLER, handlers_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views, first_due
from wederhoor.desk import going_pages, register_pages, together_pages, views
from wederhoor.desk.blueprint import bp
from wederhoor.desk.inlist import of_today
from wederhoor.desk.offering import offers_here
from wederhoor.desk.pressing import PLACE
from wederhoor.desk.timeline import timeline_view
from wederhoor.desk.today import today
from wederhoor.desk.today_view import groups_view
from wederhoor.desk.together import why_not_to
from wederhoor.desk.whose import EVERYBODY, choices
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.content import Content, content_of
from wederhoor.dossiers.own_answers import told_besides
from wederhoor.dossiers.process import answers_for
from wederhoor.notices.again import try_all_again
from wederhoor.notices.tables import OutboxRow
from wederhoor.organisation import Organisation
from wederhoor.papers.beside import beside
from wederhoor.people.staff import one_look, staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.roles import HANDLERS
from wederhoor.settings.choices import choice_of, keep_choices
from wederhoor.tasks.told import just_done
from wederhoor.web.keyset import place_text, read_place
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import files, page
from wederhoor.web.telling import tell

readers = register_pages.readers
writers = staff(*HANDLERS)
__all__ = ["bp", "going_pages", "together_pages"]
WHOSE = "vandaag"
"""Under what name is kept whose lines somebody looked at last."""
TEXTS = (
    ("Wat er is gebeurd", "description"),
    ("Waarom de klager het er niet mee eens is", "objection"),
    ("Wat de klager zelf al deed", "steps_taken"),
)
SOMETIMES = (("Waarom de klager er na meer dan een jaar mee komt", "why_late"),)
CLIENT_IS = {
    "refused": "Vroeg om hulp en kreeg die niet.",
    "young": "18 tot 23 jaar; krijgt of kreeg jeugdhulp.",
}
"""What kind of client, when that was told (KR-067, KR-069)."""


@bp.get("/")
@readers
@one_look
def home() -> Response:
    """Today: of whom it was looked at last, unless the address says of whom."""
    with staff_work() as work:
        asked, last = request.args.get("wie", ""), choice_of(work, WHOSE)
        people = choices(work)
        known = {one.value: one for one in people}
        whose = known.get(asked or last) or (None if asked else known[EVERYBODY])
        if whose is None:
            abort(404)
        after = read_place(request.args.get("na", ""), *PLACE)
        found = today(work, whose=whose.accounts, after=after)
        response = page(
            "desk/home.html",
            block="lists",
            groups=groups_view(work, found, of_today(whose.value)),
            late=found.late,
            today=work.today,
            whose=[
                {
                    "label": one.label,
                    "url": url_for("desk.home", wie=one.value),
                    "current": one is whose,
                }
                for one in people
            ],
            asked="" if whose.value == EVERYBODY else whose.value,
            first=not request.args.get("na"),
            more=url_for("desk.home", wie=whose.value, na=place_text(found.more)) if found.more else None,
            done=just_done(work, request.args.get("gedaan", ""), "vandaag"),
        )
        changed = asked and asked != (last or EVERYBODY) and not work.read_only
    if changed:
        with staff_work(write=True) as work:
            keep_choices(work, {WHOSE: asked})
    return response


@bp.post("/mail-opnieuw")
@writers
def mail_again() -> Response:
    """Mail to colleagues that is of no matter goes once more."""
    with staff_work(write=True) as work:
        many = try_all_again(work, OutboxRow.matter_id == work.tenant_id)
    if not many:
        tell("Nog een keer versturen helpt hier niet. Vraag de beheerder het adres na te kijken.")
    return redirect(url_for("desk.home"), 303)


def _texts(content: Content, answers: Organisation) -> list[dict[str, str]]:
    """The complaint in words; what is asked only sometimes stands there when it was told."""
    told = [(label, getattr(content, name)) for label, name in TEXTS]
    rows = [{"label": label, "body": text or "Niet ingevuld."} for label, text in told]
    some = [(label, getattr(content, name)) for label, name in SOMETIMES]
    some.append(("Wie de klager is", CLIENT_IS.get(content.client_as, "")))
    if content.as_objection == "yes":
        some.append(("Bezwaar", "Wie dit schreef wil dat het als bezwaar wordt doorgestuurd."))
    some += told_besides(content, answers)
    return rows + [{"label": label, "body": text} for label, text in some if text]


@bp.get("/dossiers/<uuid:dossier_id>")
@readers
def dossier(dossier_id: uuid.UUID) -> Response:
    """One dossier: where it stands and what can be done. Looking at it is on the record."""
    with staff_work(write=True) as work:
        found = dossiers.find(work, dossier_id)
        answers = answers_for(work, found)
        parties = dossiers.parties_of(work, found.id)
        content = content_of(work, found, parties)
        who = called_in(work, parties)
        spoken = views.spoken_by(parties, content)
        record.append(work, found.id, [record.Entry(event=Event.DOSSIER_READ)])
        case = case_of(work, found, content)
        can = offers_here(case)
        clocks = clock_views(clocks_shown(work, found.id), answers, work.today)
        return page(
            "desk/dossier.html",
            dossier=views.dossier_view(found, answers),
            parties=[
                views.party_view(party, who[party.id], reads=spoken.get(party.id, "")) for party in parties
            ],
            texts=_texts(content, answers),
            timeline=timeline_view(work, found.id),
            clocks=clocks,
            due=first_due(clocks),
            offers=can,
            facts=views.facts_view(work, found, answers),
            linked=views.linked_view(work, found),
            missing=missing_labels(case),
            take_url=url_for("desk.together") if _can_take(case) else None,
            beside=beside(work, files(), found, request.args.get("stuk", "")) or abort(404),
        )


def _can_take(case: Case) -> bool:
    """Whether whoever looks can take this matter upon themselves, and has not."""
    me = case.work.actor.account_id
    if me is None or not case.work.actor.roles.intersection(HANDLERS):
        return False
    return handlers_of(case.work, case.dossier.id).get(HANDLER) != me and not why_not_to(case, me)


@bp.get("/dossiers/<uuid:dossier_id>/brieven")
@readers
def letters(dossier_id: uuid.UUID) -> Response:
    """Letters and messages that left or wait, to whom and how."""
    with staff_work() as work:
        found = dossiers.find(work, dossier_id)
        answers = answers_for(work, found)
        return page(
            "correspondence/letters.html",
            dossier=views.dossier_view(found, answers),
            notices=views.notices_view(work, found, answers),
        )


@bp.get("/dossiers/<uuid:dossier_id>/logboek")
@readers
def log(dossier_id: uuid.UUID) -> Response:
    """Everything that is on the record of one dossier."""
    with staff_work() as work:
        found = dossiers.find(work, dossier_id)
        answers = answers_for(work, found)
        return page(
            "desk/log.html",
            dossier=views.dossier_view(found, answers),
            record=views.record_view(work, record_lines(work, found.id)),
        )
