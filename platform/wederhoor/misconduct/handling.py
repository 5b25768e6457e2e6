"""What officers do with a report: acknowledge, write, follow up, inform, ask, release, close, destroy."""

import uuid
from datetime import date

from sqlalchemy import select, update

from wederhoor.misconduct.clocks import due_after
from wederhoor.misconduct.opened import Opened, Purpose, ReportEntry
from wederhoor.misconduct.receiving import readers_today
from wederhoor.misconduct.service import (
    WHOSE,
    checks_of,
    done,
    passed_by,
    plan_reminder,
    readers_of,
)
from wederhoor.misconduct.tables import MisconductCheck, MisconductEntry, MisconductKey
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_date
from wederhoor.statutes import wbk
from wederhoor.strongboxes.aside import lock_in_use
from wederhoor.strongboxes.tables import Strongbox
from wederhoor.strongboxes.walls import ActRefused
from wederhoor.work import ActorKind, Work

OUTCOMES = {
    "established": "Er was een misstand",
    "partly": "Een deel klopte",
    "irregularity": "Geen misstand, wel een onregelmatigheid",
    "not_established": "Niet vastgesteld",
    "outside": "Gaat verder bij een instantie buiten de organisatie",
    "withdrawn": "De melder wil niet verder",
}
CONSENT, DUTY = "consent", "duty"


def acknowledge(work: Work, opened: Opened, text: str) -> None:
    """Confirm the receipt in the channel of the reporter; the three months begin. Raises ActRefused."""
    row = opened.row
    if row.acknowledged_on is not None:
        raise ActRefused(f"De ontvangst is al bevestigd, op {dutch_date(row.acknowledged_on)}.")
    opened.add(work, ReportEntry.ACKNOWLEDGEMENT, {"text": text})
    row.acknowledged_on = work.today
    row.feedback_by = due_after(wbk.FEEDBACK, work.today)
    done(work, opened, "De ontvangst is aan de melder bevestigd", article=str(wbk.ACKNOWLEDGEMENT.source))
    plan_reminder(work, opened)


def write_message(work: Work, opened: Opened, text: str) -> None:
    """A message in the channel of the reporter."""
    opened.add(work, ReportEntry.MESSAGE, {"text": text})
    done(work, opened, "Er is een bericht voor de melder geplaatst")


def note_step(work: Work, opened: Opened, text: str, done_on: date) -> None:
    """Something that was done to follow up; the reporter does not see it."""
    opened.add(work, ReportEntry.STEP, {"text": text}, done_on=done_on)
    done(work, opened, "Een stap in de opvolging is opgeschreven")


def write_account(work: Work, opened: Opened, text: str, done_on: date, *, recorded: bool) -> None:
    """Write down what was told in a talk the reporter asked for; they check, correct and sign it (Wbk art. 2b). Raises ActRefused."""
    body = opened.read()
    if (body.get("account") or {}).get("signed"):
        raise ActRefused("De melder heeft het verslag al ondertekend.")
    if body.get("text"):
        opened.add(work, ReportEntry.EARLIER_TEXT, {"text": body["text"]})
    body["text"], body["account"] = text, {"how": "talk", "recorded": recorded}
    opened.write(body)
    opened.add(
        work,
        ReportEntry.MESSAGE,
        {"text": "Het verslag van het gesprek staat klaar om na te kijken."},
        done_on=done_on,
    )
    done(work, opened, "Een gesprek met de melder is opgeschreven", article=str(wbk.article("2b")))


def give_feedback(work: Work, opened: Opened, text: str) -> None:
    """Tell the reporter how the report was judged and what follows. Raises ActRefused before the acknowledgement."""
    row = opened.row
    if row.acknowledged_on is None:
        raise ActRefused("Bevestig eerst de ontvangst.")
    opened.add(work, ReportEntry.FEEDBACK, {"text": text})
    row.feedback_on = row.feedback_on or work.today
    done(
        work,
        opened,
        "De melder is geïnformeerd over de beoordeling en de opvolging",
        article=str(wbk.FEEDBACK.source),
    )
    plan_reminder(work, opened)


def ask_release(work: Work, opened: Opened, to: str, why: str) -> None:
    """Ask the reporter whether somebody may know who they are. Raises ActRefused for who is anonymous."""
    if opened.read()["naming"] == "anonymous":
        raise ActRefused("De melder is anoniem: er is geen naam om bekend te maken.")
    opened.add(work, ReportEntry.RELEASE_ASKED, {"to": to, "text": why})
    done(
        work,
        opened,
        "De melder is gevraagd of iemand mag weten wie de melder is",
        article=str(wbk.article("1a")),
    )


def give_notice(work: Work, opened: Opened, whose: Purpose, to: str, duty: str) -> None:
    """Tell the reporter beforehand, in writing, that a law forces us to make known who somebody is."""
    opened.add(work, ReportEntry.RELEASE_NOTICE, {"whose": whose.value, "to": to, "text": duty})
    done(
        work,
        opened,
        f"De melder is vooraf ingelicht dat de wet verplicht bekend te maken {WHOSE[whose]}",
        article=str(wbk.article("1a")),
    )


def releasable(work: Work, opened: Opened) -> dict[uuid.UUID, str]:
    """What may be made known now: consents the reporter gave and notices that were sent, each once.

    Where it does not open what was made known before, nothing may: it may have been this.
    """
    every = opened.entries(work)
    if any(entry.broken and entry.kind is ReportEntry.RELEASED for entry in every):
        return {}
    entries = [entry for entry in every if not entry.broken]
    used = {entry.body["on"] for entry in entries if entry.kind is ReportEntry.RELEASED}
    asked = {str(entry.id): entry for entry in entries if entry.kind is ReportEntry.RELEASE_ASKED}
    found: dict[uuid.UUID, str] = {}
    for entry in entries:
        if str(entry.id) in used:
            continue
        if entry.kind is ReportEntry.RELEASE_NOTICE:
            whose = WHOSE[Purpose(entry.body["whose"])]
            found[entry.id] = (
                f"{whose.capitalize()}, aan {entry.body['to']}: wettelijke plicht, vooraf verteld"
            )
        if (
            entry.kind is ReportEntry.RELEASE_ANSWER
            and entry.body["answer"] == "yes"
            and entry.body["on"] in asked
        ):
            to = asked[entry.body["on"]].body["to"]
            found[entry.id] = f"Wie de melder is, aan {to}: met toestemming van de melder"
    return found


def note_release(work: Work, opened: Opened, ground: uuid.UUID, text: str, done_on: date) -> None:
    """Note that somebody was told who somebody is. Raises ActRefused without consent or notice beforehand (Wbk art. 1a)."""
    may = releasable(work, opened)
    if ground not in may:
        raise ActRefused("Kies waarop u dit baseert: een toestemming, of een kennisgeving vooraf.", "ground")
    opened.add(
        work, ReportEntry.RELEASED, {"on": str(ground), "what": may[ground], "text": text}, done_on=done_on
    )
    done(work, opened, "Er is bekendgemaakt wie iemand is", article=str(wbk.article("1a")))


def plan_check(work: Work, opened: Opened, ask_on: date) -> None:
    """Plan a day to ask whether reporting did the reporter harm. Raises ActRefused for a day that is planned or over."""
    if ask_on < work.today:
        raise ActRefused("Deze dag is al voorbij. Kies een dag die nog komt.", "ask_on")
    if any(check.ask_on == ask_on for check in checks_of(work, opened)):
        raise ActRefused("Voor deze dag staat het al gepland.", "ask_on")
    work.session.add(MisconductCheck(report_id=opened.id, ask_on=ask_on))
    done(work, opened, "Er is gepland na te vragen of de melder nadeel ondervindt")
    plan_reminder(work, opened)


def ask_check(work: Work, opened: Opened, text: str) -> None:
    """Ask the reporter now; the first day that was planned counts as done."""
    opened.add(work, ReportEntry.CHECK, {"text": text})
    for check in checks_of(work, opened):
        if check.asked_at is None:
            check.asked_at = work.now
            break
    done(
        work,
        opened,
        "De melder is gevraagd of de melding nadeel heeft gegeven",
        article=str(wbk.article("17da")),
    )
    plan_reminder(work, opened)


def let_read(work: Work, opened: Opened, account_id: uuid.UUID) -> None:
    """Let another officer read the report. Raises ActRefused."""
    known = {one.account_id for one in readers_of(work, opened)}
    found = [one for one in readers_today(work) if one.account_id == account_id]
    if not found or account_id in known or account_id in passed_by(opened):
        raise ActRefused("Kies iemand die dit nog niet leest en die het mag lezen.", "who")
    opened.give_to(work, found[0].box)
    opened.add(work, ReportEntry.READERS, {"text": f"{found[0].name} leest uw melding nu ook."})
    done(work, opened, "Een tweede functionaris kan de melding lezen")


def pass_by(
    work: Work, opened: Opened, account_id: uuid.UUID, name: str, instead: uuid.UUID | None = None
) -> None:
    """Take the report away from an officer, at once and for good: it is about them, or they are too close to it.

    Somebody reads it `instead` from now on. Raises ActRefused when nobody could read it any more.
    """
    if instead is not None:
        let_read(work, opened, instead)
        work.session.flush()
    lock_in_use(work.session, [one.account_id for one in readers_of(work, opened)])
    left = {one.account_id for one in readers_of(work, opened)} - {account_id}
    if (
        not left and work.actor.kind is not ActorKind.RESIDENT
    ):  # whose report it is decides, and still opens it
        raise ActRefused(
            "Dan kan niemand deze melding meer lezen. Kies hieronder wie haar in plaats daarvan leest. Staat daar niemand? Vraag "
            "dan om een tweede functionaris; die maakt eerst een kluis.",
            "who",
        )
    body = opened.read()
    body["passed_by"] = sorted({*body.get("passed_by", []), str(account_id)})
    opened.write(body)
    boxes = select(Strongbox.id).where(Strongbox.account_id == account_id)
    keys = select(MisconductKey).where(
        MisconductKey.report_id == opened.id,
        MisconductKey.strongbox_id.in_(list(work.session.scalars(boxes))),
    )
    for key in work.session.scalars(keys):
        work.session.delete(key)
    opened.add(work, ReportEntry.READERS, {"text": f"{name} kan uw melding niet (meer) lezen."})
    done(work, opened, "Een functionaris kan de melding niet meer lezen")


def close_report(work: Work, opened: Opened, outcome: str, text: str, review_on: date) -> None:
    """Close it: what came of it, told to the reporter, and when to look whether it can be destroyed. Raises ActRefused."""
    row = opened.row
    if row.closed_on is not None:
        raise ActRefused("De melding is al afgesloten.")
    if row.feedback_on is None:
        raise ActRefused("Informeer eerst de melder over de beoordeling en de opvolging.")
    if review_on <= work.today:
        raise ActRefused("Kies een dag die nog komt.", "review_on")
    opened.add(work, ReportEntry.CLOSING, {"outcome": OUTCOMES[outcome], "text": text})
    row.closed_on, row.review_on = work.today, review_on
    done(work, opened, "De melding is afgesloten")
    plan_reminder(work, opened)


def reopen(work: Work, opened: Opened, text: str) -> None:
    """Go on with a report that was closed. Raises ActRefused."""
    if opened.row.closed_on is None:
        raise ActRefused("De melding is niet afgesloten.")
    opened.row.closed_on = opened.row.review_on = None
    opened.add(work, ReportEntry.STEP, {"text": text}, done_on=work.today)
    done(work, opened, "De melding is heropend")
    plan_reminder(work, opened)


def destroy(work: Work, opened: Opened) -> uuid.UUID:
    """Destroy a closed report (Wbk art. 2a): only its dates stay. Returns the key to destroy once this is committed.

    Raises ActRefused.
    """
    row = opened.row
    if row.closed_on is None:
        raise ActRefused("Sluit de melding eerst af. Alleen wat niet meer nodig is, wordt vernietigd.")
    key_id = row.key_id
    row.destroyed_on, row.code_hash, row.next_reminder_on, row.review_on = work.today, None, None, None
    row.body_locked = row.reporter_locked = row.blamed_locked = None
    work.session.execute(update(MisconductKey).where(MisconductKey.report_id == row.id).values(wrapped=b""))
    work.session.execute(
        update(MisconductEntry).where(MisconductEntry.report_id == row.id).values(body_locked=b"")
    )
    entry = record.Entry(event=Event.MISCONDUCT_DESTROYED, article=str(wbk.article("2a")))
    record.append(work, row.id, [entry])
    return key_id
