"""Mail that goes nowhere: a transport that keeps what it was handed."""

from dataclasses import dataclass, field
from email.message import EmailMessage

from wederhoor.notices.mail import MailAway, MailRefused


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
