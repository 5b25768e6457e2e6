"""How mail leaves the building: over SMTP, or not at all."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from wederhoor.addresses import AddressUnusable, in_envelope
from wederhoor.config import Smtp
from wederhoor.notices import words
from wederhoor.notices.labels import BAD_ADDRESS, BAD_TEXT
from wederhoor.notices.tokens import TokenRefused, TokenSource, xoauth2

TIMEOUT_SECONDS = 20
LASTS_SECONDS = 120
"""How long one conversation may take; a server that goes on dripping is cut off."""
SHUTTING_DOWN = 421


class MailRefused(Exception):
    """The mail server will never take this message (a wrong address, a message it does not accept)."""


class MailAway(Exception):
    """The mail server cannot be reached or says to try later; `of_all` unless it said so of this mail only."""

    def __init__(self, why: str, *, of_all: bool = True) -> None:
        super().__init__(why)
        self.of_all = of_all


class Transport(Protocol):
    """Something that takes a message."""

    @property
    def leaves(self) -> bool:
        """Whether a message really goes anywhere."""

    def send(self, message: EmailMessage) -> None:
        """Hand the message over. Raises MailRefused or MailAway."""


@dataclass(frozen=True, kw_only=True)
class SmtpTransport:
    """A real mail server."""

    smtp: Smtp
    leaves: bool = True
    tokens: TokenSource | None = None

    def send(self, message: EmailMessage) -> None:
        """Deliver over SMTP, with TLS as configured."""
        try:
            with self._connect() as server, _no_longer_than(LASTS_SECONDS, server):
                if self.smtp.tls == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if self.tokens is not None:
                    self._show_token(server, self.tokens)
                elif self.smtp.user:
                    server.login(self.smtp.user, self.smtp.password or "")
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            if all(code >= 500 for code in codes):
                raise MailRefused(f"SMTP {codes[0]}") from None
            raise MailAway(f"SMTP {codes[0]}", of_all=codes[0] == SHUTTING_DOWN) from None
        except TokenRefused as refused:
            raise MailAway(str(refused)) from None
        except smtplib.SMTPResponseException as answer:
            if answer.smtp_code == 535 and self.tokens is not None:
                self.tokens.forget()
            # Only what the server says of the message itself is about this one; of the sender or the connection it is about all.
            of_this_one = isinstance(answer, smtplib.SMTPDataError) and answer.smtp_code != SHUTTING_DOWN
            if of_this_one and 500 <= answer.smtp_code < 600:
                raise MailRefused(f"SMTP {answer.smtp_code}") from None
            raise MailAway(f"SMTP {answer.smtp_code}", of_all=not of_this_one) from None
        except (OSError, smtplib.SMTPException) as error:
            raise MailAway(type(error).__name__) from None

    def _show_token(self, server: smtplib.SMTP, tokens: TokenSource) -> None:
        first = xoauth2(self.smtp.user or "", tokens.token())
        server.ehlo_or_helo_if_needed()

        def answer(challenge: bytes | None = None) -> str:
            return (
                first if challenge is None else ""
            )  # a second question is the server's complaint about the first

        server.auth("XOAUTH2", answer)

    def _connect(self) -> smtplib.SMTP:
        if self.smtp.tls == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.smtp.host, self.smtp.port, timeout=TIMEOUT_SECONDS, context=context)
        return smtplib.SMTP(self.smtp.host, self.smtp.port, timeout=TIMEOUT_SECONDS)


@contextmanager
def _no_longer_than(seconds: float, server: smtplib.SMTP) -> Iterator[None]:
    """Cut the line when a conversation takes too long, though the server says something now and then."""

    def cut() -> None:
        with suppress(OSError):  # it is over already
            if server.sock is not None:
                server.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


@dataclass(frozen=True, kw_only=True)
class KeepTransport:
    """No mail server: messages stay in the outbox, to be read in the demo's mailbox."""

    leaves: bool = False

    def send(self, message: EmailMessage) -> None:
        """Nothing leaves."""


def message(
    *,
    sender: str,
    sender_name: str,
    recipient: str,
    text: str,
    message_id: str,
    at: datetime,
    site: str,
    door: str,
) -> EmailMessage:
    """A message as plain text and as a modest page; `site` and `door` say where its link leads.

    Raises MailRefused when an address cannot be written in a header, or the text cannot be sent.
    """
    link = words.address_of(site, door)
    mail = EmailMessage()
    try:
        to = in_envelope(recipient)
    except AddressUnusable:
        raise MailRefused(BAD_ADDRESS) from None
    try:
        mail["From"] = Address(display_name=sender_name, addr_spec=sender)
        mail["To"] = Address(addr_spec=to)
        mail["Subject"] = words.SUBJECT
        mail.set_content(words.plain(text, link))
        mail.add_alternative(words.as_html(text, link), subtype="html")
    except (ValueError, LookupError, MessageError):
        raise MailRefused(BAD_TEXT) from None
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    mail["List-Id"] = words.list_of(site)
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = "nl"
    return mail
