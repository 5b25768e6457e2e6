"""A provider of access tokens on loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class TokenServer(ThreadingHTTPServer):
    """Gives numbered tokens to who knows the secret or the refresh token; remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.asked: list[dict[str, str]] = []
        self.lasts = 3600
        self.refuses = False

    @property
    def url(self) -> str:
        """Where tokens are asked for."""
        return f"http://127.0.0.1:{self.server_address[1]}/token"


class _Asked(BaseHTTPRequestHandler):
    server: TokenServer

    def do_POST(self) -> None:
        """Give a token, or say what is wrong as RFC 6749 does."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        self.server.asked.append(asked | {"authorization": self.headers.get("Authorization", "")})
        if self.server.refuses:
            self._answer(400, {"error": "invalid_client", "error_description": "geheim: x"})
            return
        given = {"access_token": f"kaart-{len(self.server.asked)}", "token_type": "Bearer"}
        if asked["grant_type"] == "refresh_token":
            given["refresh_token"] = f"volgende-{len(self.server.asked)}"
        self._answer(200, given | {"expires_in": self.server.lasts})

    def _answer(self, status: int, body: dict[str, object]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@contextmanager
def token_server() -> Iterator[TokenServer]:
    """A provider, listening."""
    with TokenServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
