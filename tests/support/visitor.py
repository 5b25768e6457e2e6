"""Someone with a browser without JavaScript: opens pages, fills in forms, keeps cookies."""

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from flask.testing import FlaskClient

TIMEOUT_SECONDS = 30
BOUNDARY = "a-line-that-stands-in-no-file"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that is sent: what it is called and what it holds."""

    name: str
    content: bytes


def encoded(values: list[tuple[str, Any]]) -> tuple[str, bytes]:
    """The type and the body of a form, as a browser sends it; with files in parts."""
    if not any(isinstance(value, Upload) for _, value in values):
        return "application/x-www-form-urlencoded", urlencode(values).encode()
    body = b""
    for name, value in values:
        file = value if isinstance(value, Upload) else None
        told = f'; filename="{file.name}"\r\nContent-Type: application/octet-stream' if file else ""
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode()
        body += (file.content if file else str(value).encode()) + b"\r\n"
    return f"multipart/form-data; boundary={BOUNDARY}", body + f"--{BOUNDARY}--\r\n".encode()


@dataclass(kw_only=True)
class Form:
    """A form of a page: where it goes and what would be sent as it stands."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, changes: dict[str, Any]) -> list[tuple[str, Any]]:
        """What is sent with these values; a list fills several boxes of one name, None leaves a name out."""
        kept: list[tuple[str, Any]] = [(name, value) for name, value in self.values if name not in changes]
        for name, value in changes.items():
            if value is not None:
                parts = value if isinstance(value, list) else [value]
                kept += [(name, part if isinstance(part, Upload) else str(part)) for part in parts]
        return kept


@dataclass(kw_only=True)
class Page:
    """What came back."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page as text."""
        return self.body.decode()

    @property
    def forms(self) -> list[Form]:
        """Its forms."""
        reader = _Forms()
        reader.feed(self.text)
        return reader.forms

    def form(self, ending: str = "") -> Form:
        """The form that posts to an address with this ending (or to this page)."""
        for found in self.forms:
            target = urljoin(self.url, found.action)
            if found.method == "post" and urlsplit(target).path.endswith(ending or urlsplit(self.url).path):
                return found
        raise LookupError(f"no form to {ending!r} on {self.url} ({self.status})")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select: str | None = None
        self._textarea: str | None = None
        self._typed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(action=known.get("action", ""), method=known.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "input" and (name := known.get("name")):
            kind = known.get("type", "text")
            if kind not in ("checkbox", "radio", "submit") or "checked" in known:
                self._open.values.append((name, known.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "textarea":
            self._textarea, self._typed = known.get("name"), []
        elif tag == "select":
            self._select = known.get("name")
        elif tag == "option" and self._select and "selected" in known:
            self._open.values.append((self._select, known.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._typed.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._open and self._textarea:
            self._open.values.append((self._textarea, "".join(self._typed).removeprefix("\n")))
            self._textarea = None


Fetch = Callable[[str, str, list[tuple[str, Any]] | None], Page]


class Visitor:
    """Opens pages and posts forms; follows redirects unless told not to."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def get(self, path: str, *, follow: bool = True) -> Page:
        """Open an address."""
        return self._followed(self._fetch("GET", path, None), follow)

    def post(self, path: str, values: list[tuple[str, Any]], *, follow: bool = True) -> Page:
        """Post values as they are."""
        return self._followed(self._fetch("POST", path, values), follow)

    def submit(self, page: Page, ending: str = "", *, follow: bool = True, **changes: Any) -> Page:
        """Fill in a form of a page and send it."""
        form = page.form(ending)
        return self.post(urljoin(page.url, form.action), form.filled(changes), follow=follow)

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in as staff."""
        return self.submit(self.get("/aanmelden"), email=email, password=password)

    def _followed(self, page: Page, follow: bool) -> Page:
        while follow and page.status in (301, 302, 303) and "Location" in page.headers:
            page = self._fetch("GET", urljoin(page.url, page.headers["Location"]), None)
        return page


def visitor_of(client: FlaskClient, **environ: str) -> Visitor:
    """A visitor of an application in this process."""

    def fetch(method: str, path: str, values: list[tuple[str, Any]] | None) -> Page:
        parts = urlsplit(path)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        kind, body = (None, None) if values is None else encoded(values)
        answer = client.open(
            target, method=method, data=body, content_type=kind, environ_overrides=environ or None
        )
        return Page(url=target, status=answer.status_code, headers=dict(answer.headers), body=answer.data)

    return Visitor(fetch)


def visitor_at(address: str, *, forwarded_for: str | None = None) -> Visitor:
    """A visitor of a server at an address, perhaps through a proxy that says where they come from."""
    jar = CookieJar()

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any, **__: Any) -> None:
            return None

    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar), Stay()
    )

    def fetch(method: str, path: str, values: list[tuple[str, Any]] | None) -> Page:
        url = urljoin(address, path)
        kind, body = ("", None) if values is None else encoded(values)
        asked = urllib.request.Request(url, data=body, method=method)
        if kind:
            asked.add_header("Content-Type", kind)
        if forwarded_for:
            asked.add_header("X-Forwarded-For", forwarded_for)
        try:
            with opener.open(asked, timeout=TIMEOUT_SECONDS) as answer:
                return Page(url=url, status=answer.status, headers=dict(answer.headers), body=answer.read())
        except urllib.error.HTTPError as answer:
            with answer:
                return Page(url=url, status=answer.code, headers=dict(answer.headers), body=answer.read())

    return Visitor(fetch)
