"""The environment, read once: every setting of an installation, with the sentence that says what to change."""

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from wederhoor.addresses import AddressUnusable, in_envelope

MASTER_KEY_BYTES = 32
METRICS_TOKEN_LENGTH = 16
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ConfigError(Exception):
    """A setting is missing or wrong; the message is one Dutch sentence that says what to change."""


@dataclass(frozen=True, kw_only=True)
class OAuth:
    """Where a mail server's access token comes from: with client credentials, or with a refresh token."""

    token_url: str
    client_id: str
    client_secret: str | None
    refresh_token: str | None
    scope: str


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """Where mail leaves: `smtp://` (STARTTLS when offered), `smtps://` (TLS from the start)."""

    host: str
    port: int
    tls: str  # "starttls", "tls" or "none"
    user: str | None
    password: str | None
    oauth: OAuth | None = None


@dataclass(frozen=True, kw_only=True)
class Imap:
    """Where mail that came back is read: `imaps://` (TLS from the start) or `imap://` (STARTTLS)."""

    host: str
    port: int
    tls: str  # "starttls", "tls" or "none"
    user: str
    password: str | None
    oauth: OAuth | None
    folder: str


@dataclass(frozen=True, kw_only=True)
class Clamd:
    """Where the virus scanner listens: a unix socket (`path`), or a host and port."""

    path: str = ""
    host: str = ""
    port: int = 0


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """Where sealed files lie when not in a folder: a bucket of an object store, and perhaps what names in it begin with."""

    name: str
    prefix: str
    endpoint: str
    region: str
    key_id: str
    secret: str


@dataclass(frozen=True, kw_only=True)
class Config:
    """An installation. URLs are SQLAlchemy's; `master_key` is None until a key file is read or made."""

    var: Path
    database_url: URL
    migration_url: URL
    keys_url: URL
    master_key: bytes | None
    master_key_file: Path
    embedded: bool
    smtp: Smtp | None
    imap: Imap | None
    mail_from: str
    public_url: str
    hosts: frozenset[str]
    host: str
    port: int
    workers: int
    threads: int
    demo: bool
    proxies: int
    submissions_per_hour: int
    recall_minutes: int
    metrics_token: str | None
    metrics_tenants: bool
    clamd: Clamd | None
    bucket: Bucket | None = None

    @property
    def address(self) -> str:
        """Where visitors find the pages, without a path: as configured, else this machine itself."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def files(self) -> Path:
        """Where sealed files are kept."""
        return self.var / "files"

    @property
    def record_anchor(self) -> Path:
        """The file outside the database that holds the heads of the record."""
        return self.var / "record" / "heads.log"


def load(environ: Mapping[str, str] | None = None, *, cwd: Path | None = None) -> Config:
    """Read the environment.

    Raises ConfigError with one sentence when a setting cannot be used.
    """
    env = os.environ if environ is None else environ
    var = Path(env.get("WEDERHOOR_VAR") or (cwd or Path.cwd()) / "var").absolute()
    raw = env.get("WEDERHOOR_DATABASE_URL", "")
    embedded = not raw
    database = _url("WEDERHOOR_DATABASE_URL", raw or f"sqlite:///{var / 'db' / 'wederhoor.db'}")
    default_keys = (
        f"sqlite:///{var / 'keys' / 'keys.db'}" if embedded or database.get_backend_name() == "sqlite" else ""
    )
    keys_raw = env.get("WEDERHOOR_KEYS_URL") or default_keys
    if not keys_raw:
        raise ConfigError(
            "Zet WEDERHOOR_KEYS_URL: de sleutels staan in een eigen opslag, los van de database in WEDERHOOR_DATABASE_URL."
        )
    keys = _url("WEDERHOOR_KEYS_URL", keys_raw)
    if keys == database:
        raise ConfigError(
            "Geef WEDERHOOR_KEYS_URL een andere database dan WEDERHOOR_DATABASE_URL: sleutels en gegevens horen niet bij elkaar."
        )
    migration = (
        _url("WEDERHOOR_MIGRATION_URL", env.get("WEDERHOOR_MIGRATION_URL") or raw) if raw else database
    )
    oauth = _oauth(env)
    return Config(
        var=var,
        database_url=database,
        migration_url=migration,
        keys_url=keys,
        master_key=_master_key(env.get("WEDERHOOR_MASTER_KEY", "")),
        master_key_file=Path(env.get("WEDERHOOR_MASTER_KEY_FILE") or var / "keys" / "master.key").absolute(),
        embedded=embedded,
        smtp=_smtp(env.get("WEDERHOOR_SMTP_URL", ""), oauth),
        imap=_imap(env.get("WEDERHOOR_IMAP_URL", ""), oauth),
        mail_from=_address(env.get("WEDERHOOR_MAIL_FROM", "") or "wederhoor@localhost"),
        public_url=_public_url(env.get("WEDERHOOR_PUBLIC_URL", "")),
        hosts=_hosts(env.get("WEDERHOOR_HOSTS", "")),
        host=env.get("WEDERHOOR_HOST", "127.0.0.1"),
        port=_number(env, "WEDERHOOR_PORT", 8000, 1, 65535),
        workers=_number(env, "WEDERHOOR_WORKERS", _workers(), 1, 64),
        threads=_number(env, "WEDERHOOR_THREADS", 4, 1, 64),
        demo=_flag(env, "WEDERHOOR_DEMO", embedded),
        proxies=_number(env, "WEDERHOOR_PROXIES", 0, 0, 5),
        submissions_per_hour=_number(env, "WEDERHOOR_SUBMISSIONS_PER_HOUR", 30, 1, 1_000_000),
        recall_minutes=_number(env, "WEDERHOOR_RECALL_MINUTES", 10, 0, 120),
        metrics_token=_metrics_token(env.get("WEDERHOOR_METRICS_TOKEN", "")),
        metrics_tenants=_flag(env, "WEDERHOOR_METRICS_TENANTS", False),
        clamd=_clamd(env.get("WEDERHOOR_CLAMD", "")),
        bucket=_bucket(env),
    )


def _workers() -> int:
    """Two for each core: kept connections are not spread evenly, and while one process waits another works. Never more than 8."""
    return min(2 * (os.cpu_count() or 1), 8)


def parse_master_key(text: str, origin: str) -> bytes:
    """32 bytes from base64 text; `origin` names the setting or file in the error."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != MASTER_KEY_BYTES:
        raise ConfigError(
            f"Zet in {origin} een hoofdsleutel van 32 bytes in base64 (maak er een met 'wederhoor keys new')."
        )
    return key


def _master_key(text: str) -> bytes | None:
    return parse_master_key(text, "WEDERHOOR_MASTER_KEY") if text else None


def _url(name: str, text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        raise ConfigError(
            f"Schrijf {name} als database-adres, zoals postgresql://gebruiker@host/naam of sqlite:////pad/naar/bestand.db."
        ) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ConfigError(
            f"Kies voor {name} een adres dat begint met postgresql:// of sqlite:///; iets anders kan niet."
        )
    return url


OAUTH = "WEDERHOOR_SMTP_OAUTH_"


def _oauth(env: Mapping[str, str]) -> OAuth | None:
    """The token settings of the mail servers; None when none is given."""
    names = ("TOKEN_URL", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "REFRESH_TOKEN", "SCOPE")
    given = {name: env.get(OAUTH + name, "") for name in names}
    if not any(given.values()):
        return None
    for name in ("TOKEN_URL", "CLIENT_ID", "SCOPE"):
        if not given[name]:
            raise ConfigError(
                f"Zet ook {OAUTH}{name}: zonder kan er geen toegang tot de mail worden gevraagd."
            )
    url = urlsplit(given["TOKEN_URL"])
    if url.scheme != "https" and not (url.scheme == "http" and url.hostname in LOOPBACK):
        raise ConfigError(f"Schrijf {OAUTH}TOKEN_URL als https-adres van uw aanbieder.")
    secret = given["CLIENT_SECRET"]
    if given["CLIENT_SECRET_FILE"]:
        try:
            secret = Path(given["CLIENT_SECRET_FILE"]).read_text(encoding="utf-8").strip()
        except OSError:
            raise ConfigError(f"Kijk {OAUTH}CLIENT_SECRET_FILE na: dat bestand is niet te lezen.") from None
    if not secret and not given["REFRESH_TOKEN"]:
        raise ConfigError(f"Zet {OAUTH}CLIENT_SECRET of {OAUTH}REFRESH_TOKEN: een van de twee is nodig.")
    return OAuth(
        token_url=given["TOKEN_URL"],
        client_id=given["CLIENT_ID"],
        client_secret=secret or None,
        refresh_token=given["REFRESH_TOKEN"] or None,
        scope=given["SCOPE"],
    )


@dataclass(frozen=True, kw_only=True)
class _Server:
    host: str
    port: int
    tls: str
    user: str | None
    password: str | None
    path: str


def _server(name: str, text: str, scheme: str, ports: tuple[int, int], example: str) -> _Server:
    """A mail server's address; `ports` are those without and with TLS from the start."""
    parts: SplitResult = urlsplit(text)
    query = parse_qs(parts.query)
    try:
        port, wrong = parts.port, False
    except ValueError:
        port, wrong = None, True
    if wrong or parts.scheme not in (scheme, f"{scheme}s") or not parts.hostname:
        raise ConfigError(f"Schrijf {name} als {example}.")
    tls = "tls" if parts.scheme == f"{scheme}s" else query.get("tls", ["starttls"])[0]
    if tls not in ("tls", "starttls", "none"):
        raise ConfigError(f"Kies in {name} tls=starttls of tls=none.")
    return _Server(
        host=parts.hostname,
        port=port or ports[tls == "tls"],
        tls=tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        path=unquote(parts.path.strip("/")),
    )


def _smtp(text: str, oauth: OAuth | None) -> Smtp | None:
    if not text:
        return None
    example = "smtp://gebruiker:wachtwoord@host:587 of smtps://host:465"
    found = _server("WEDERHOOR_SMTP_URL", text, "smtp", (587, 465), example)
    if oauth and not found.user:
        raise ConfigError(
            "Zet in WEDERHOOR_SMTP_URL het postvak, zoals smtp://klachten%40voorbeeld.nl@host:587."
        )
    return Smtp(
        host=found.host,
        port=found.port,
        tls=found.tls,
        user=found.user,
        password=found.password,
        oauth=None if found.password else oauth,
    )


def _imap(text: str, oauth: OAuth | None) -> Imap | None:
    if not text:
        return None
    example = "imaps://gebruiker:wachtwoord@host:993/INBOX"
    found = _server("WEDERHOOR_IMAP_URL", text, "imap", (143, 993), example)
    if not found.user:
        raise ConfigError(
            "Zet in WEDERHOOR_IMAP_URL het postvak, zoals imaps://klachten%40voorbeeld.nl@host."
        )
    if not found.password and not oauth:
        raise ConfigError(
            f"Zet in WEDERHOOR_IMAP_URL een wachtwoord, of gebruik {OAUTH}TOKEN_URL en wat erbij hoort."
        )
    return Imap(
        host=found.host,
        port=found.port,
        tls=found.tls,
        user=found.user,
        password=found.password,
        oauth=None if found.password else oauth,
        folder=found.path or "INBOX",
    )


def _address(text: str) -> str:
    try:
        return in_envelope(text)
    except AddressUnusable:
        raise ConfigError(
            "Schrijf WEDERHOOR_MAIL_FROM als één e-mailadres, zoals klachten@voorbeeld.nl."
        ) from None


def _bucket(env: Mapping[str, str]) -> Bucket | None:
    text = env.get("WEDERHOOR_FILES_URL", "")
    if not text:
        return None
    parts = urlsplit(text)
    query = parse_qs(parts.query)
    endpoint = urlsplit(query.get("endpoint", [""])[0])
    if parts.scheme != "s3" or not parts.hostname or not endpoint.hostname:
        raise ConfigError(
            "Schrijf WEDERHOOR_FILES_URL als s3://bucket?endpoint=https://opslag.voorbeeld.nl&region=nl, of laat het weg voor een map."
        )
    if endpoint.scheme != "https" and not (endpoint.scheme == "http" and endpoint.hostname in LOOPBACK):
        raise ConfigError("Schrijf in WEDERHOOR_FILES_URL het endpoint met https://.")
    secret = env.get("WEDERHOOR_FILES_SECRET", "")
    if file := env.get("WEDERHOOR_FILES_SECRET_FILE", ""):
        try:
            secret = Path(file).read_text(encoding="utf-8").strip()
        except OSError:
            raise ConfigError("Kijk WEDERHOOR_FILES_SECRET_FILE na: dat bestand is niet te lezen.") from None
    key_id = env.get("WEDERHOOR_FILES_KEY_ID", "")
    if not key_id or not secret:
        raise ConfigError(
            "Zet ook WEDERHOOR_FILES_KEY_ID en WEDERHOOR_FILES_SECRET_FILE: zonder laat de opslag dit programma niet toe."
        )
    return Bucket(
        name=parts.hostname,
        prefix=parts.path.strip("/"),
        endpoint=query["endpoint"][0].rstrip("/"),
        region=query.get("region", ["us-east-1"])[0],
        key_id=key_id,
        secret=secret,
    )


def _clamd(text: str) -> Clamd | None:
    kind, _, rest = text.partition(":")
    if not text:
        return None
    if kind == "unix" and rest.startswith("/"):
        return Clamd(path=rest)
    host, _, port = rest.rpartition(":")
    if (
        kind == "tcp"
        and host
        and port.isascii()
        and port.isdigit()
        and len(port) < 6
        and 0 < int(port) < 65536
    ):
        return Clamd(host=host.strip("[]"), port=int(port))
    raise ConfigError(
        "Schrijf WEDERHOOR_CLAMD als unix:/pad/naar/clamd.sock of tcp:host:3310, of laat het leeg zonder virusscanner."
    )


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")):
        raise ConfigError(
            "Schrijf WEDERHOOR_PUBLIC_URL als het adres voor bezoekers, zoals https://klachten.voorbeeld.nl."
        )
    return text.rstrip("/")


def _hosts(text: str) -> frozenset[str]:
    names = frozenset(name.strip().lower() for name in text.split(",") if name.strip())
    if any(c.isspace() or c in "/:@*" for name in names for c in name):
        raise ConfigError(
            "Schrijf WEDERHOOR_HOSTS als namen met komma's ertussen, zoals klachten.voorbeeld.nl,intern."
        )
    return names


def _metrics_token(text: str) -> str | None:
    if text and len(text) < METRICS_TOKEN_LENGTH:
        raise ConfigError(
            f"Neem voor WEDERHOOR_METRICS_TOKEN minstens {METRICS_TOKEN_LENGTH} willekeurige tekens."
        )
    return text or None


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10) or not low <= int(text) <= high:
        raise ConfigError(f"Geef {name} een heel getal van {low} tot en met {high}.")
    return int(text)


def _flag(env: Mapping[str, str], name: str, default: bool) -> bool:
    text = env.get(name, "")
    if text not in ("", "0", "1"):
        raise ConfigError(f"Zet {name} op 1 (aan) of 0 (uit).")
    return default if text == "" else text == "1"
