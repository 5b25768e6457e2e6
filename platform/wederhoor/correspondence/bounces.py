"""Mail that came back (RFC 3464): read from the mailbox, matched by Message-ID, shown where it was sent from.

Only reports of failure are marked as read; everything else in the mailbox is left as it is.
"""

import email
import email.policy
import imaplib
import logging
import re
import ssl
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from sqlalchemy import select

from wederhoor.config import Imap
from wederhoor.faults import described
from wederhoor.notices.labels import CAME_BACK, letter_title
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.notices.tokens import TokenSource
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.setbacks.service import PAUSES, pause_after
from wederhoor.work import Work, utc_now

log = logging.getLogger("wederhoor.notices")

TIMEOUT_SECONDS = 20
AT_ONCE = 100
OURS = re.compile(r"<[0-9a-f]{32}(?:\.([0-9a-f]{32}))?@wederhoor>")
WHY = (
    ("5.1", "het adres bestaat niet of neemt niets aan"),
    ("5.2", "het postvak is vol of gesloten"),
    ("5.7", "de mailserver van de ontvanger weigert het"),
)
LEFT = (State.SENT, State.SENDING, State.UNCERTAIN)


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """A message of ours that did not arrive. `tenant_id` is None for one sent before Message-IDs named it."""

    message_id: str
    tenant_id: uuid.UUID | None
    status: str

    @property
    def why(self) -> str:
        """The reason in words, with the code of the mail server."""
        words = next(
            (meaning for code, meaning in WHY if self.status.startswith(f"{code}.")), "niet afgeleverd"
        )
        return f"{words} ({self.status})" if self.status else words


def read_bounce(raw: bytes) -> Bounce | None:
    """What a message reports; None when it is no report of a failure about a message of ours."""
    message = email.message_from_bytes(raw)
    if message.get_content_type() != "multipart/report":
        return None
    status = ""
    failed = False
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for group in part.get_payload():
                if isinstance(group, Message) and str(group.get("Action", "")).strip().lower() == "failed":
                    failed = True
                    code = str(group.get("Status", "")).split()
                    status = code[0][:12] if code else ""
    if not failed:
        return None
    found = OURS.search(_about(message))
    if found is None:
        return None
    return Bounce(message_id=found[0], tenant_id=uuid.UUID(found[1]) if found[1] else None, status=status)


def _about(report: Message) -> str:
    """Every place where the Message-ID of what came back may stand."""
    texts = [str(report.get(name, "")) for name in ("In-Reply-To", "References", "X-Failed-Message-ID")]
    for part in report.walk():
        if part is not report:
            texts += [str(part.get(name, "")) for name in ("Message-ID", "Original-Message-ID")]
        if part.get_content_type() == "text/rfc822-headers":
            body = part.get_payload(decode=True)
            texts.append(body.decode("utf-8", "replace") if isinstance(body, bytes) else "")
    return "\n".join(texts)


class NotTaken(Exception):
    """One message could not be read or noted; the mailbox itself is fine."""


class Inbox:
    """The mailbox that bounces come to. Remembers how far it read, so that each visit looks at what is new."""

    def __init__(self, imap: Imap) -> None:
        self._imap = imap
        self._tokens = TokenSource(imap.oauth) if imap.oauth else None
        self._after = 0
        self._validity = ""
        self._again: dict[str, tuple[int, datetime]] = {}
        self.left_alone = 0

    def visit(self, take: Callable[[Bounce], bool], *, now: datetime | None = None) -> int:
        """Hand every new bounce to `take`, and mark those it took as read. Returns how many it took.

        Raises OSError, imaplib's and imap_tools' errors when the mailbox cannot be read, TokenRefused without a token.
        """
        taken, now = 0, now or utc_now()
        with self._opened() as mailbox:
            validity = str(mailbox.folder.status(self._imap.folder, ["UIDVALIDITY"]).get("UIDVALIDITY", ""))
            if validity != self._validity:
                self._after, self._validity = 0, validity
                self._again.clear()
            for uid in self._to_look_at(mailbox, now):
                try:
                    noted = self._note(mailbox, uid, take)
                except (OSError, imaplib.IMAP4.error, ImapToolsError):
                    raise
                except Exception as error:  # noqa: BLE001 - one message must not hold up the others
                    log.error("message %s of the mailbox cannot be taken: %s", uid, described(error))
                    self._set_aside(uid, now)
                else:
                    self._again.pop(uid, None)
                    taken += noted
                    self.left_alone += not noted
                self._after = max(self._after, int(uid))
        return taken

    def _to_look_at(self, mailbox: BaseMailBox, now: datetime) -> list[str]:
        """The new unread messages and those set aside whose pause is over, oldest first."""
        fresh = mailbox.uids(f"UNSEEN UID {self._after + 1}:*", None)
        found = {uid for uid in fresh if int(uid) > self._after}
        ahead = now + max(PAUSES)  # a pause that ends later was given by a clock that was ahead
        found |= {uid for uid, (_, again_at) in self._again.items() if not now < again_at <= ahead}
        return sorted(found, key=int)[:AT_ONCE]

    def _note(self, mailbox: BaseMailBox, uid: str, take: Callable[[Bounce], bool]) -> bool:
        """Read one message and hand it over when it is a bounce; of other messages only the headers are fetched."""
        head = next(mailbox.fetch(uid_list=uid, mark_seen=False, headers_only=True), None)
        if head is None or head.obj.get_content_type() != "multipart/report":
            return False
        whole = next(mailbox.fetch(uid_list=uid, mark_seen=False), None)
        try:
            bounce = read_bounce(whole.obj.as_bytes()) if whole else None
            taken = bounce is not None and take(bounce)
        except Exception as error:
            raise NotTaken from error
        if not taken:
            return False
        mailbox.client.uid("STORE", uid, "+FLAGS", r"(\Seen)")
        return True

    def _set_aside(self, uid: str, now: datetime) -> None:
        """A message that failed is looked at again later, and in the end left unread for a person."""
        attempts = self._again.pop(uid, (0, now))[0] + 1
        pause = pause_after(attempts)
        if pause is None:
            self.left_alone += 1
        else:
            self._again[uid] = (attempts, now + pause)

    def _opened(self) -> BaseMailBox:
        imap = self._imap
        if imap.tls == "none":
            box: BaseMailBox = MailBoxUnencrypted(imap.host, imap.port, timeout=TIMEOUT_SECONDS)
        else:
            kind = MailBox if imap.tls == "tls" else MailBoxStartTls
            context = ssl.create_default_context()  # imaplib's own checks no certificate
            box = kind(imap.host, imap.port, timeout=TIMEOUT_SECONDS, ssl_context=context)
        try:
            if self._tokens is not None:
                return box.xoauth2(imap.user, self._tokens.token(), initial_folder=imap.folder)
            return box.login(imap.user, imap.password or "", initial_folder=imap.folder)
        except (ImapToolsError, imaplib.IMAP4.error):
            if self._tokens is not None:
                self._tokens.forget()
            box.client.shutdown()
            raise


def mark_returned(
    open_work: Callable[[], AbstractContextManager[Work]],
    bounce: Bounce,
    lock_matter: Callable[[Work, uuid.UUID], None],
    came_back: Callable[[Work, uuid.UUID, str], None],
) -> bool:
    """Note at one tenant that a notice came back, once; False when it is not of this tenant.

    What its leaving had brought about is undone by `came_back`, as for post that is returned.
    """
    with open_work() as work:
        query = select(OutboxRow.id, OutboxRow.matter_id).where(OutboxRow.message_id == bounce.message_id)
        found = work.session.execute(query).first()
        if found is None:
            return False
        lock_matter(work, found.matter_id)
        row = work.session.get_one(OutboxRow, (work.tenant_id, found.id), with_for_update=True)
        if row.state not in LEFT:
            return True  # noted before, or somebody dealt with it
        row.state, row.last_error = State.FAILED.value, f"{CAME_BACK}{bounce.why}"[:200]
        facts = {"letter": letter_title(work.organisation, row.letter), "why": bounce.why}
        record.append(work, row.matter_id, [record.Entry(event=Event.NOTICE_RETURNED, facts=facts)])
        work.session.flush()
        if row.meets:
            came_back(work, row.matter_id, row.meets)
        return True
