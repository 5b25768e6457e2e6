"""Whoever asked for a link to choose a new password gets it by mail, at the address their account has and at no other."""

import logging
from datetime import datetime

from sqlalchemy import select

from wederhoor.faults import described
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.service import Channel, Notice
from wederhoor.notices.tables import OutboxRow
from wederhoor.people import links
from wederhoor.people.here import works_somewhere
from wederhoor.people.service import account_by_hash, people_by_id
from wederhoor.people.tables import LinkRequest
from wederhoor.settings.service import begin_work, platform_session
from wederhoor.work import SYSTEM, Installation

log = logging.getLogger("wederhoor.scheduler")
LETTER = "password_reset"
"""What a mail with a link is called in the outbox."""
LASTS = {True: "twee uur", False: "drie dagen"}
"""How long a link works: for who has a password, and for who never chose one."""
GIVEN_UP = links.HOUR
"""A link that could not be mailed for so long is not mailed any more: its time is half over."""


def mail_links(installation: Installation, now: datetime) -> None:
    """Look whose the addresses are for which a link was asked, and mail it. One that fails holds up none of the others."""
    with platform_session(installation, write=False) as session:
        asked = [request.id for request in links.asked_links(session)]
    for request_id in asked:
        try:
            _mail(installation, request_id, now)
        except Exception as error:  # noqa: BLE001 - it is tried again, and the others go on
            log.error("a link could not be mailed: %s", described(error))


def _mail(installation: Installation, request_id: object, now: datetime) -> None:
    vault = installation.vault
    with platform_session(installation, write=False) as session:
        request = session.get_one(LinkRequest, request_id)
        account = account_by_hash(session, vault, request.address_hash, request.before_hash)
        late = now - request.asked_at > GIVEN_UP
        wanted = account.id if account and not late and not links.mailed_lately(session, request) else None
        origin = request.origin
    places = works_somewhere(installation, wanted, now) if wanted else []
    with platform_session(installation, write=True) as session:
        request = session.get_one(LinkRequest, request_id)
        account = account_by_hash(session, vault, request.address_hash, request.before_hash)
        token = links.mailed_link(vault, account, now) if account is not None and places else ""
        request.done_at = None if token else now
        lasts = LASTS[account is None or account.password_hash is not None]
    if not token or wanted is None:
        return
    text = (
        f"Beste collega,\n\nMet deze link kiest u een nieuw wachtwoord. Hij werkt één keer, {lasts} lang:\n\n"
        f"{origin}/wachtwoord/{token}\n\nHeeft u hier niet om gevraagd? Dan hoeft u niets te doen."
    )
    with begin_work(installation, places[0], write=True, actor=SYSTEM, now=now, no_rules=True) as work:
        occasion = LinkRequest.__tablename__ + str(request_id)
        if work.session.scalars(select(OutboxRow.id).where(OutboxRow.occasion == occasion)).first() is None:
            notice = Notice(
                letter=LETTER,
                occasion=occasion,
                addressee=f"account:{wanted}",
                channel=Channel.EMAIL,
                recipient=next((one.email for one in people_by_id(work, [wanted])), None),
                door=words.SIGN_IN,
                text=text,
            )
            notices.announce(work, wanted, work.vault.new_key(), [notice])
    with platform_session(installation, write=True) as session:
        request = session.get_one(LinkRequest, request_id)
        request.done_at = request.mailed_at = now
