"""A mail server on loopback that keeps what it gets, and can hold its answer back."""

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message
from email.policy import default
from urllib.parse import quote


class MailSink(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as is needed. While `hold` is set, a message is taken but not answered."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages: list[Message] = []
        self.token: str | None = None  # when set, only whoever shows it may send
        self.shown: list[str] = []
        self.hold = threading.Event()
        self.go_on = threading.Event()

    @property
    def url(self) -> str:
        """How the platform finds it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}?tls=none"

    def url_of(self, user: str) -> str:
        """The same for a mailbox."""
        return self.url.replace("smtp://", f"smtp://{quote(user, safe='')}@")

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every message, in order of arrival."""
        return [str(message["Message-ID"]) for message in self.messages]


class _Conversation(socketserver.StreamRequestHandler):
    server: MailSink

    def handle(self) -> None:
        known = self.server.token is None
        with suppress(OSError):
            self._say("220 proef")
            while line := self.rfile.readline():
                verb = line.split()[0].upper() if line.split() else b""
                if verb == b"EHLO" and self.server.token is not None:
                    self._say("250-proef\r\n250 AUTH XOAUTH2")
                elif verb == b"AUTH":
                    known = self._known(line.split()[-1])
                elif verb == b"MAIL" and not known:
                    self._say("530 eerst aanmelden")
                elif verb == b"DATA":
                    self._say("354 ga uw gang")
                    self._take()
                elif verb == b"QUIT":
                    self._say("221 dag")
                    return
                else:
                    self._say("250 goed")

    def _known(self, shown: bytes) -> bool:
        said = base64.b64decode(shown).decode()
        self.server.shown.append(said)
        if said.endswith(f"\x01auth=Bearer {self.server.token}\x01\x01"):
            self._say("235 welkom")
            return True
        self._say(
            "334 eyJzdGF0dXMiOiI0MDEifQ=="
        )  # the reason, as Exchange and Gmail give it; then an empty line is due
        self.rfile.readline()
        self._say("535 5.7.3 niet goed")
        return False

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line)
        self.server.messages.append(message_from_bytes(b"".join(lines), policy=default))
        if self.server.hold.is_set():
            self.server.go_on.wait(30)
        self._say("250 aangenomen")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_sink() -> Iterator[MailSink]:
    """A mail server, listening."""
    with MailSink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.go_on.set()
            server.shutdown()
            thread.join()
