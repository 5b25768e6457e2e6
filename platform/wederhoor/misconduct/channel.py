"""What the reporter does with the code: write, check and sign, answer, say who may read it, give a name after all."""

import uuid

from sqlalchemy import select

from wederhoor.misconduct.handling import let_read
from wederhoor.misconduct.opened import Opened, Purpose, ReportEntry
from wederhoor.misconduct.service import done, readers_of
from wederhoor.misconduct.tables import MisconductCheck, MisconductEntry
from wederhoor.statutes import wbk
from wederhoor.strongboxes.telling import tell
from wederhoor.strongboxes.walls import ActRefused
from wederhoor.work import Work


def note_visit(work: Work, opened: Opened) -> None:
    """The reporter has seen what was written. When is kept nowhere: it says where somebody was at what hour."""
    theirs = [
        ReportEntry.MESSAGE,
        ReportEntry.ACKNOWLEDGEMENT,
        ReportEntry.FEEDBACK,
        ReportEntry.CHECK,
        ReportEntry.RELEASE_ASKED,
    ]
    query = select(MisconductEntry).where(
        MisconductEntry.report_id == opened.id,
        MisconductEntry.read_at.is_(None),
        MisconductEntry.kind.in_(
            [kind.value for kind in (*theirs, ReportEntry.RELEASE_NOTICE, ReportEntry.CLOSING)]
        ),
    )
    for entry in work.session.scalars(query):
        entry.read_at = entry.at  # that it was seen; when, is nobody's business


def write_back(work: Work, opened: Opened, text: str) -> None:
    """A message from the reporter; whoever reads the report hears once that there is something. Raises ActRefused."""
    waited = opened.waits(work)
    opened.add(work, ReportEntry.FROM_REPORTER, {"text": text})
    done(work, opened, "De melder heeft een bericht geplaatst")
    if not waited:
        tell(work, readers_of(work, opened))


def sign_account(work: Work, opened: Opened, text: str, signed: str) -> None:
    """Check, correct and sign what was written down of a talk (Wbk art. 2b). Raises ActRefused."""
    body = opened.read()
    account = body.get("account")
    if not account or account.get("signed"):
        raise ActRefused("Er ligt geen verslag om te ondertekenen.")
    changed = text.strip() != body["text"].strip()
    if changed:
        opened.add(work, ReportEntry.EARLIER_TEXT, {"text": body["text"]})
        body["text"] = text
    body["account"] = {**account, "signed": signed}
    opened.write(body)
    signing = (
        "De melder heeft het verslag verbeterd en ondertekend"
        if changed
        else "De melder heeft het verslag ondertekend"
    )
    opened.add(work, ReportEntry.SIGNED, {"text": f"{signing}: {signed}"})
    done(work, opened, signing, article=str(wbk.article("2b")))
    tell(work, readers_of(work, opened))


def answer_release(work: Work, opened: Opened, on: uuid.UUID, answer: str) -> None:
    """Say whether somebody may know who the reporter is. Raises ActRefused for a question there is not, or answered."""
    entries = opened.entries(work)
    answered = {entry.body["on"] for entry in entries if entry.kind is ReportEntry.RELEASE_ANSWER}
    open_questions = {entry.id for entry in entries if entry.kind is ReportEntry.RELEASE_ASKED}
    if on not in open_questions or str(on) in answered or answer not in ("yes", "no"):
        raise ActRefused("Deze vraag is al beantwoord.")
    said = "Ja, dat mag." if answer == "yes" else "Nee, dat mag niet."
    opened.add(work, ReportEntry.RELEASE_ANSWER, {"on": str(on), "answer": answer, "text": said})
    permission = "toestemming gegeven" if answer == "yes" else "geen toestemming gegeven"
    done(work, opened, f"De melder heeft {permission} om bekend te maken wie de melder is")
    tell(work, readers_of(work, opened))


def answer_check(work: Work, opened: Opened, text: str) -> None:
    """Say how it goes since the report. Raises ActRefused."""
    waited = opened.waits(work)
    opened.add(work, ReportEntry.CHECK_ANSWER, {"text": text})
    query = (
        select(MisconductCheck)
        .where(
            MisconductCheck.report_id == opened.id,
            MisconductCheck.asked_at.is_not(None),
            MisconductCheck.answered_at.is_(None),
        )
        .order_by(MisconductCheck.ask_on)
    )
    for check in work.session.scalars(query):
        check.answered_at = work.now
    done(work, opened, "De melder heeft laten weten hoe het gaat")
    if not waited:
        tell(work, readers_of(work, opened))


def let_read_after_all(work: Work, opened: Opened, account_id: uuid.UUID) -> None:
    """The reporter lets an officer read it, also one who was passed by: it is somebody else of that name. Raises ActRefused."""
    body = opened.read()
    body["passed_by"] = [one for one in body.get("passed_by", []) if one != str(account_id)]
    opened.write(body)
    let_read(work, opened, account_id)
    tell(work, [one for one in readers_of(work, opened) if one.account_id == account_id])


def give_name(work: Work, opened: Opened, name: str, reach: str) -> None:
    """The reporter says who they are after all; only the readers of the report can see it. Raises ActRefused."""
    body = opened.read()
    if body["naming"] != "anonymous":
        raise ActRefused("Uw naam is al bekend bij wie uw melding lezen.")
    opened.write({"name": name, "reach": reach}, Purpose.REPORTER)
    body["naming"] = "confidential"
    opened.write(body)
    opened.add(work, ReportEntry.NAME_GIVEN, {"text": "De melder heeft een naam gegeven."})
    done(work, opened, "De melder is niet meer anoniem")
    tell(work, readers_of(work, opened))
