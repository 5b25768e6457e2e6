"""A mailbox on loopback that speaks as much IMAP as is needed, and remembers what was marked as read."""

import base64
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

WELCOME = {"klachten@lumens.example": "geheim"}


class Mailbox(socketserver.ThreadingTCPServer):
    """Messages are numbered from 1; `seen` holds the numbers that were marked as read, `fetched` those read whole."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages: list[bytes] = []
        self.seen: set[int] = set()
        self.fetched: list[int] = []
        self.token = ""
        self.shown: list[str] = []

    def url(self, password: str = "geheim") -> str:
        """How the platform finds it."""
        given = f":{password}" if password else ""
        return f"imap://klachten%40lumens.example{given}@127.0.0.1:{self.server_address[1]}/INBOX?tls=none"


class _Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        with suppress(OSError):
            self._say("* OK proef")
            while line := self.rfile.readline().decode():
                tag, _, rest = line.strip().partition(" ")
                if not self._answer(tag, rest):
                    return

    def _answer(self, tag: str, line: str) -> bool:
        verb = line.split()[0].upper()
        if verb == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2")
        elif verb == "LOGIN":
            user, password = re.findall(r'"([^"]*)"|(\S+)', line)[1:3]
            if WELCOME.get("".join(user)) != "".join(password):
                self._say(f"{tag} NO onbekend")
                return True
        elif verb == "AUTHENTICATE":
            self._say("+ ")
            said = base64.b64decode(self.rfile.readline()).decode()
            self.server.shown.append(said)
            if f"auth=Bearer {self.server.token}\x01" not in said:
                self._say(f"{tag} NO onbekend")
                return True
        elif verb in ("SELECT", "EXAMINE"):
            self._say(f"* {len(self.server.messages)} EXISTS")
        elif verb == "STATUS":
            self._say("* STATUS INBOX (UIDVALIDITY 7)")
        elif verb == "UID":
            self._uid(line.split(maxsplit=2)[1].upper(), line.split(maxsplit=2)[2])
        if verb == "LOGOUT":
            self._say("* BYE dag")
        self._say(f"{tag} OK klaar")
        return verb != "LOGOUT"

    def _uid(self, verb: str, rest: str) -> None:
        if verb == "SEARCH":
            found = re.search(r"UID (\d+):\*", rest)
            assert found and "UNSEEN" in rest
            start, last = int(found[1]), len(self.server.messages)
            wanted = set(range(start, last + 1)) | ({last} if last else set())  # as the standard has it
            self._say("* SEARCH " + " ".join(str(uid) for uid in sorted(wanted - self.server.seen)))
        elif verb == "FETCH":
            uid = int(rest.split()[0])
            assert "PEEK" in rest, "reading marks nothing"
            body = self.server.messages[uid - 1]
            if "[HEADER]" in rest:
                body = body.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
            else:
                self.server.fetched.append(uid)
            self.wfile.write(f"* {uid} FETCH (UID {uid} FLAGS () RFC822.SIZE {len(body)} BODY[] ".encode())
            self.wfile.write(f"{{{len(body)}}}\r\n".encode() + body + b")\r\n")
        elif verb == "STORE":
            assert r"(\Seen)" in rest and "+FLAGS" in rest
            self.server.seen.add(int(rest.split()[0]))

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A mailbox, listening."""
    with Mailbox() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
