"""Filing: what a draft holds becomes a case, and the receipt for it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wederhoor.cases.opening import NewCase, open_case
from wederhoor.cases.referring import may_be_objection
from wederhoor.correspondence import consents, letters
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import DISSATISFACTION, content_of, missing_for
from wederhoor.dossiers.parties import filer_of
from wederhoor.dossiers.process import answers_about, answers_for, process_of, regime_of
from wederhoor.dossiers.rows import NewParty, party_rows
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import drafts
from wederhoor.intake.questions import as_asked
from wederhoor.papers.service import file_papers
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.settings.service import store_answers
from wederhoor.vault.codes import code_from
from wederhoor.work import Work

WEB = "web"
"""Asked page by page. At the counter everything stands on one page, and what is on it was said."""


class TooFast(Exception):
    """The draft was filled in faster than a person can."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the complainant holds after sending: everything the receipt page shows."""

    dossier_id: uuid.UUID
    number: str
    filed_at: datetime
    received_on: date | None
    missing: tuple[RequiredItem, ...]
    filed_as: str = "complaint"
    arrived_on: date | None = None
    as_objection: bool = False
    """It is to be sent on as an objection, with the day it arrived (Awb 6:15)."""
    perhaps_objection: bool = False
    """It speaks of a decision and nobody said that it is no objection: somebody looks today."""
    to_child: bool = False
    """Whoever holds it is younger than 18."""
    fellows: tuple[tuple[str, str], ...] = ()
    """Name and code of each who complains as well, to hand over."""


def receive_complaint(
    work: Work,
    code: str,
    *,
    signed_name: str | None,
    at_least: timedelta = timedelta(),
    channel: str = WEB,
    arrived_on: date | None = None,
) -> Receipt:
    """Receive what a draft holds, in one transaction: number, sealed dossier, clocks, record and outbox (KR-082, 156).

    The same code twice is the same complaint: the second time answers with the first receipt. An incomplete complaint
    is received too; its terms start when it is complete (KR-084). `channel` is how it came, `arrived_on` the day it reached
    the organisation when that was not today: terms run from then. Raises NoSuchDraft, and TooFast for a draft younger
    than `at_least`: that was a machine.
    """
    row = drafts.lock_draft(work, code)
    if row.dossier_id is not None:
        return _receipt(work, work.session.get_one(Dossier, (work.tenant_id, row.dossier_id)))
    if work.now - row.created_at < at_least:
        raise TooFast
    content = drafts.content_in(work, row)
    if signed_name:
        content = content.merged({"signed_name": signed_name, "signed_at": work.now.isoformat()})
    answers = work.organisation
    if channel == WEB:
        content = as_asked(content, answers)
    here = answers_about(answers, content, channel)
    arrived = arrived_on or work.today
    codes = [code, *fellow_codes(work, code, len(content.fellows))]
    hashes = [work.vault.code_hash(one) for one in codes]
    informal = content.filed_as == DISSATISFACTION
    missing = missing_for(content, here)
    event = Event.DISSATISFACTION_REPORTED if informal else Event.COMPLAINT_FILED
    source = str(process_of(here).source)

    def attach(dossier_id: uuid.UUID, parties: Sequence[NewParty]) -> list[record.Entry]:
        if content.contact_channel == "email" and content.contact_consent:
            consents.give(work, dossier_id, parties[0].row["id"], channel="email", how=channel)
        count = file_papers(work, row.id, dossier_id)
        return [record.Entry(event=Event.PAPERS_FILED, facts={"count": str(count)})] if count else []

    new = NewCase(
        content=content,
        parties=lambda dossier_id, key_id: party_rows(work, dossier_id, key_id, content, hashes),
        entry=lambda number: record.Entry(
            event=event, facts={"number": number}, done_on=arrived, article=source
        ),
        channel=channel,
        arrived_on=arrived,
        received_on=None if missing else arrived,
        category=content.category or "other",
        regime=regime_of(answers, content),
        draft_id=row.id,
        attach=attach,
    )
    opened = open_case(work, answers, store_answers(work), new)
    drafts.mark_sent(work, row.id, opened.dossier_id)
    return Receipt(
        dossier_id=opened.dossier_id,
        number=opened.number,
        filed_at=work.now,
        received_on=new.received_on,
        missing=tuple(missing),
    )


def fellow_codes(work: Work, code: str, count: int) -> list[str]:
    """The codes of those who complain as well: made from the first, so that the receipt can be shown again."""
    return [code_from(work.vault.code_hash(f"{code}|{number}")) for number in range(1, count + 1)]


def _receipt(work: Work, dossier: Dossier) -> Receipt:
    content = content_of(work, dossier)
    answers = answers_for(work, dossier)
    missing = missing_for(content, answers)
    return Receipt(
        dossier_id=dossier.id,
        number=dossier.number,
        filed_at=dossier.filed_at,
        received_on=dossier.received_on,
        filed_as=dossier.filed_as,
        arrived_on=dossier.arrived_on,
        as_objection=content.as_objection == "yes",
        perhaps_objection=not content.as_objection and may_be_objection(content, answers),
        missing=tuple(missing),
    )


def receipt_of(work: Work, code: str) -> Receipt:
    """The receipt behind a code, with the codes of who complains as well as long as they are the first. Raises NoSuchDossier."""
    dossier, party = dossiers.find_by_code(work, work.vault.code_hash(code))
    receipt = replace(_receipt(work, dossier), to_child=party.kind == "youth")
    people = dossiers.complainants_of(work, dossier.id)
    if party is not filer_of(people):
        return receipt
    by_hash = {one.code_hash: one for one in people if one is not party}
    made = fellow_codes(work, code, len(by_hash))
    told = [(by_hash[hashed], one) for one in made if (hashed := work.vault.code_hash(one)) in by_hash]
    return replace(
        receipt, fellows=tuple((letters.salutation(one.name or {}), made_code) for one, made_code in told)
    )
