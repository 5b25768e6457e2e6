"""Mail that goes nowhere: a transport that keeps what it was handed."""

from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

from wederhoor import scheduler
from wederhoor.notices.mail import MailAway, MailRefused
from wederhoor.work import Installation, utc_now


@dataclass(kw_only=True)
class FakeMail:
    """Takes every message, unless told to be away or to refuse."""

    leaves: bool = True
    away: bool = False
    refuses: bool = False
    messages: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        """Keep the message. Raises MailAway or MailRefused when told to."""
        if self.away:
            raise MailAway("ConnectionRefusedError")
        if self.refuses:
            raise MailRefused("SMTP 550")
        self.messages.append(message)


def plain(message: EmailMessage) -> str:
    """The words of a message, as plain text."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def page_of(message: EmailMessage) -> str:
    """The same words as the page in the message."""
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


CALLED_BACK_UNTIL = timedelta(minutes=11)
"""After so long what a person sent can no longer be called back."""


def leaves(installation: Installation, mail: FakeMail | None = None) -> FakeMail:
    """What people sent leaves: the scheduler comes by once it can no longer be called back."""
    sent = mail or FakeMail()
    scheduler.sweep(installation, sent, now=lambda: utc_now() + CALLED_BACK_UNTIL)
    return sent
