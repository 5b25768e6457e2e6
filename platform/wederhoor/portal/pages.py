"""The complainant's own door: `/<organisation>/mijn-klacht`, behind the receipt code."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.cases.dissatisfaction import may_be_complaint
from wederhoor.cases.lacking import Lacking, lacking
from wederhoor.cases.signing import may_sign
from wederhoor.correspondence.code_letters import code_after, renew_code
from wederhoor.deadlines.expected import expectation, spoken
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views
from wederhoor.dossiers.content import DISSATISFACTION, content_of, missing_for
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.process import answers_for, process_of, terms_wait
from wederhoor.dossiers.service import NoSuchDossier, complainants_of, find_by_code
from wederhoor.dossiers.tables import CodeGiven, Dossier, Party
from wederhoor.intake import drafts
from wederhoor.messages.passing import Passed, passed_between
from wederhoor.messages.service import Direction, MessageKind
from wederhoor.notices.letters import LetterRow, letters_shown
from wederhoor.people.attempts import TooManyAttempts, count_attempt, forgive_attempt
from wederhoor.portal import act_pages as own_acts
from wederhoor.portal import details_pages as own_details
from wederhoor.portal import message_pages as own_messages
from wederhoor.portal.letter_pages import letter_row
from wederhoor.portal.own import bp, own_dossier
from wederhoor.portal.second_step import DOOR, door_open
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import Fact, Meaning, ProcessFacts, moves_from
from wederhoor.vault.codes import grouped
from wederhoor.web.code_form import CodeForm
from wederhoor.web.crowd import CODE_TRIES, CODE_WINDOW
from wederhoor.web.familiar import speak_to
from wederhoor.web.filters import datum
from wederhoor.web.kept import keep_code, kept_code, onward
from wederhoor.web.language import choose, say
from wederhoor.web.permissions import behind_code, public
from wederhoor.web.runtime import client_address, only_reads, page, resident_work
from wederhoor.web.security import emptied
from wederhoor.work import Work

__all__ = ["bp", "own_acts", "own_details", "own_messages"]  # the pages behind the code, all on one blueprint

SHOWN_FOR = timedelta(minutes=30)
UNKNOWN = "Bij deze code is geen klacht bekend. Kijk de code nog eens na, of bel ons."
USED = (
    "Deze code is al een keer gebruikt, en daarbij vervangen door een nieuwe. Heeft u die nieuwe code niet, of was u dat niet? "
    "Bel ons dan meteen."
)
TOLD = {
    Event.COMPLAINT_FILED: "Uw klacht is bij ons binnengekomen",
    Event.DISSATISFACTION_REPORTED: "Uw onvrede is bij ons binnengekomen",
    Event.MADE_COMPLAINT: "Uw onvrede is een klacht geworden",
    Event.COMPLAINT_COMPLETED: "Uw klacht is compleet",
    Event.COMPLAINT_ADDED_TO: "U heeft uw klacht aangevuld",
    Event.COMPLAINT_WITHDRAWN: "U heeft uw klacht ingetrokken",
    Event.JUDGED_ADMISSIBLE: "Wij nemen uw klacht in behandeling",
    Event.JUDGED_INADMISSIBLE: "Wij nemen uw klacht niet in behandeling",
}

WRITTEN: dict[tuple[str, str], str] = {
    (Direction.OUT, MessageKind.MESSAGE): "Er is een bericht voor u",
    (Direction.OUT, MessageKind.AGREEMENTS): "De afspraken zijn opgeschreven",
    (Direction.IN, MessageKind.MESSAGE): "U heeft een bericht gestuurd",
}


@bp.get("")
@public
def status() -> Response:
    """The stand of the case, or the question for the code."""
    code = kept_code("case")
    with resident_work() as work:
        if code is not None:
            try:
                dossier, party = find_by_code(work, work.vault.code_hash(code))
            except NoSuchDossier:  # replaced, ended or destroyed: another code may be typed at once
                keep_code("case", None)
            else:
                speak_to(child=party.kind == "youth")
                return _status_page(work, dossier, party)
        return page("portal/code.html", block="form", form=CodeForm())


AT = "Nu is {body} met uw klacht bezig."
"""Who handles it now, where the rules name a body for this step."""


def _status_page(work: Work, dossier: Dossier, party: Party) -> Response:
    answers = answers_for(work, dossier)
    process = process_of(answers)
    step = process.step(dossier.step)
    people = complainants_of(work, dossier.id)
    content = content_of(work, dossier, people)
    own = lacking(dossier, party, people, content, answers) if step.open else Lacking()
    missing = missing_for(content, answers) if step.open else []
    moves = moves_from(
        dossier.step, process, ProcessFacts.of(*(() if missing else (Fact.COMPLETE,))), role="complainant"
    )
    letters = letters_shown(work, dossier.id, party_key(party.id))
    passed = passed_between(work, dossier, party)
    rows = clocks_shown(work, dossier.id)
    found = expectation(
        answers,
        {row.code: row for row in rows},
        work.today,
        about=content.about_kind,
        role=content.concerned_role,
        open=step.open,
        informal=dossier.filed_as == DISSATISFACTION,
        waits=bool(missing) and terms_wait(answers) and dossier.received_on is None,
        ground=dossier.close_ground or "",
        closed_on=dossier.closed_on,
        withdrawn_on=party.withdrawn_on,
    )
    opened = door_open(work, party)
    return page(
        "portal/status.html",
        block="letters",
        number=dossier.number,
        status_label=say(found.label),
        line=spoken(found.line),
        then=[
            *([say(AT, body=step.body)] if step.open and step.body else []),
            *(spoken(said) for said in found.then),
        ],
        timeline=_timeline(work, dossier, letters, passed, opened=opened),
        clocks=clock_views(rows, answers, work.today, parties_only=True),
        missing=own.items,
        terms_wait=terms_wait(answers) and dossier.received_on is None,
        letters=[letter_row(letter, number, opened) for number, letter in enumerate(letters, 1)],
        may_withdraw=any(m.move.means is Meaning.WITHDRAWN and m.possible for m in moves),
        may_complete=bool(own.fields),
        may_be_complaint=party.withdrawn_on is None and may_be_complaint(dossier, process),
        unread=sum(message.unread for message in passed),
        may_read=may_sign(work, dossier, party) and dossier.filed_as != DISSATISFACTION,
        informal=dossier.filed_as == DISSATISFACTION,
        papers_open=opened,
    )


def _timeline(
    work: Work, dossier: Dossier, letters: Sequence[LetterRow], passed: Sequence[Passed], *, opened: bool
) -> list[dict[str, Any]]:
    """What happened to the case, with the letters and messages of this person and of nobody else, oldest first.

    Until the second step (`opened`) without what a letter is about and why something was decided.
    """
    lines = [
        {"at": line.entered_at, "title": TOLD[Event(line.event)], "text": _told_text(line, dossier, opened)}
        for line in record.read(work, dossier.id, frozenset(TOLD))
    ]
    lines += [
        {"at": letter.created_at, "title": "Er is een brief voor u", "text": letter.title if opened else ""}
        for letter in letters
    ]
    lines += [
        {"at": message.at, "title": WRITTEN[message.direction, message.kind], "text": ""}
        for message in passed
    ]
    return sorted(lines, key=lambda line: line["at"])


def _told_text(line: record.RecordLine, dossier: Dossier, opened: bool) -> str:
    if line.event == Event.COMPLAINT_COMPLETED and dossier.received_on:
        return f"De datum van ontvangst is {datum(dossier.received_on)}."
    if line.event in (
        Event.COMPLAINT_FILED,
        Event.COMPLAINT_WITHDRAWN,
        Event.DISSATISFACTION_REPORTED,
        Event.MADE_COMPLAINT,
        Event.JUDGED_ADMISSIBLE,
        Event.JUDGED_INADMISSIBLE,
    ):
        return (
            ""  # what the office notes of it is in its own words; the letter says it in those of the reader
        )
    if line.event == Event.COMPLAINT_ADDED_TO:
        return "Er ontbreekt nog iets." if dossier.received_on is None else ""
    return line.sentence if opened else ""


@bp.post("")
@public
@only_reads
def enter() -> Response:
    """Open the door with a code. Wrong codes are counted per address."""
    form = CodeForm()
    code = form.read()
    if code is None:
        with resident_work():
            return page("portal/code.html", 422, block="form", form=form)
    with resident_work(write=True) as work:
        try:
            count_attempt(work, "code", client_address(), limit=CODE_TRIES, window=CODE_WINDOW)
        except TooManyAttempts:
            work.keep()
            abort(429)
        try:
            dossier, party = find_by_code(work, work.vault.code_hash(code), lock=True)
        except NoSuchDossier:
            return _no_dossier(work, code, form)
        _worked(work)
        choose(read_details(party.details).reads, only_if_none=True)
        entry = record.Entry(event=Event.STATUS_READ)
        record.append(work, dossier.id, [entry])
        handed_on = party.code_given == CodeGiven.FELLOW
        if handed_on:
            code = renew_code(work, dossier, party, code)
    keep_code("case", code)
    if handed_on:
        return redirect(url_for("portal.own_code"), 303)
    return redirect(onward(url_for("portal.status")), 303)


def _worked(work: Work) -> None:
    """The code is right: typing it was no attempt."""
    forgive_attempt(work, "code", client_address(), window=CODE_WINDOW)


@bp.get("/eigen-code")
@behind_code
def own_code() -> Response:
    """The code that took the place of the one somebody handed on; shown for a while, to write down."""
    with own_dossier() as (work, _, party):
        renewed = party.code_renewed_at
        if renewed is None or abs(work.now - renewed) > SHOWN_FOR:
            return redirect(url_for("portal.status"), 303)
        return page("portal/own_code.html", code=grouped(kept_code("case") or ""))


def _no_dossier(work: Work, code: str, form: CodeForm) -> Response:
    try:
        drafts.find_draft(work, code)
    except drafts.NoSuchDraft:
        try:
            newer = code_after(work, code)
        except LookupError:
            form.code.errors = [UNKNOWN]
        else:
            if newer is not None:
                _worked(work)
                work.keep()
                keep_code("case", newer)
                return redirect(url_for("portal.own_code"), 303)
            form.code.errors = [USED]
        work.keep()
        return page("portal/code.html", 422, block="form", form=form)
    _worked(work)
    keep_code("draft", code)
    work.keep()
    return redirect(url_for("intake.go_on"), 303)


@bp.post("/sluiten")
@public
def close_door() -> Response:
    """Let go of the code in this browser."""
    keep_code("case", None)
    keep_code("draft", None)
    keep_code(DOOR, None)
    return emptied(redirect(url_for("front.start"), 303))
