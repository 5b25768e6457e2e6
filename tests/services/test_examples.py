"""The examples for a service manager and a reverse proxy, started."""

import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.support import clock
from tests.support.processes import free_port, serving, wait_until
from tests.support.slow import Dripping, slowest
from tests.support.world import Organisation

from wederhoor import config as settings
from wederhoor import server

pytestmark = pytest.mark.siege

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
NAME = "klachten.voorbeeld.nl"
SBIN = "/usr/sbin:/usr/bin:/sbin:/bin"


def program(name: str) -> str:
    """Where a program is; without it there is nothing to start."""
    found = shutil.which(name) or shutil.which(name, path=SBIN)
    if found is None:
        pytest.skip(f"{name} is not installed here; .ci/run installs it, and there this test runs")
    return found


def test_the_environment_file_is_complete_and_holds_no_secret(tmp_path: Path) -> None:
    lines = (EXAMPLES / "wederhoor.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert not [name for name in given if name.endswith(("_SECRET", "_KEY", "_TOKEN", "PASSWORD"))]
    assert not [value for value in given.values() if re.search(r"://[^/@]*:[^/@]*@", value)]
    secret = tmp_path / "secret"
    secret.write_text("x")
    config = settings.load(given | {"WEDERHOOR_SMTP_OAUTH_CLIENT_SECRET_FILE": str(secret)})
    server.check_address(config)
    assert config.smtp and config.smtp.oauth and config.imap and config.imap.oauth
    told = (EXAMPLES.parent / "operations.md").read_text()
    for name in given:
        assert (
            name in told or name.rsplit("_", 1)[0] + "_" in told or f"`_{name.split('_', 1)[1]}`" in told
        ), name


@pytest.mark.parametrize("unit", ["wederhoor-web.service", "wederhoor-scheduler.service"])
def test_the_service_manager_takes_the_units(unit: str, tmp_path: Path) -> None:
    analyse = program("systemd-analyze")
    text = (EXAMPLES / unit).read_text()
    assert "/opt/wederhoor/.venv/bin/wederhoor" in text
    command = Path(sys.executable).parent / "wederhoor"
    copy = tmp_path / unit
    copy.write_text(
        text.replace("/opt/wederhoor/.venv/bin/wederhoor", str(command)).replace("=wederhoor\n", "=daemon\n")
    )
    done = subprocess.run([analyse, "verify", str(copy)], capture_output=True, text=True, check=False)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if unit in line]
    assert ours == [], ours


@contextmanager
def process(command: list[str], log: Path) -> Iterator[None]:
    with log.open("wb") as out:
        home = {"HOME": str(log.parent), "XDG_CONFIG_HOME": str(log.parent), "XDG_DATA_HOME": str(log.parent)}
        started = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=home)
        try:
            yield
        finally:
            started.terminate()
            started.wait(15)


def certificate(folder: Path) -> None:
    """A key and a certificate for the name of the example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.fromtimestamp(clock.machine_time(), UTC)  # so does OpenSSL
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def ask(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """What comes back, without following."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object, **__: object) -> None:
            return None

    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusting), Stay()
    )
    asked = urllib.request.Request(url, headers={"Host": NAME, **headers})
    try:
        with opener.open(asked, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, dict(answer.headers), answer.read().decode()


def _safely(port: int) -> socket.socket:
    """A connection with TLS."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), 20), server_hostname=NAME)


def _nobody_waits(base: str, connect: Callable[[], socket.socket]) -> None:
    """Through the proxy, one process of two threads behind it, while many are slow or silent."""
    for path in ("/healthz", "/lumens/klacht-indienen"):
        ask(f"{base}{path}")
    with Dripping(connect, heads=120, bodies=120, idle=64, host=NAME):
        for path in ("/healthz", "/lumens/klacht-indienen"):
            took = slowest(lambda path=path: ask(f"{base}{path}")[0], seconds=3)  # type: ignore[misc]
            assert took < 0.2, (path, took)


def listens(url: str) -> bool:
    try:
        ask(url)
    except OSError:
        return False
    return True


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_visitor_comes_through_nginx(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    nginx = program("nginx")
    certificate(tmp_path)
    plain, safe = free_port(), free_port()
    public = {
        "WEDERHOOR_PUBLIC_URL": f"https://{NAME}",
        "WEDERHOOR_PROXIES": "1",
        "WEDERHOOR_WORKERS": "1",
        "WEDERHOOR_THREADS": "2",
    }
    with serving(environment | public, log=tmp_path / "web.log") as address:
        example = (EXAMPLES / "nginx.conf").read_text()
        for old, new in (
            ("127.0.0.1:8000", address.removeprefix("http://")),
            ("listen 80;", f"listen 127.0.0.1:{plain};"),
            ("listen 443 ssl", f"listen 127.0.0.1:{safe} ssl"),
            ("/etc/ssl/wederhoor", str(tmp_path)),
            ("/var/log/nginx", str(tmp_path)),
        ):
            assert old in example
            example = example.replace(old, new)
        for unsealed in ("proxy_request_buffering  off;", "proxy_max_temp_file_size 0;"):
            assert unsealed in example, "what people send and read never lies open on the disk of the proxy"
        folders = "".join(
            f"{kind}_temp_path {tmp_path}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        whole = tmp_path / "nginx.conf"
        whole.write_text(
            f"daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log;\n"
            f"events {{}}\nhttp {{ access_log off; {folders}\n{example}\n}}\n"
        )
        command = [nginx, "-c", str(whole), "-p", str(tmp_path), "-e", str(tmp_path / "error.log")]
        tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tested.returncode == 0, tested.stderr
        assert "warn" not in tested.stderr
        with process(command, tmp_path / "nginx.log"):
            base = f"https://127.0.0.1:{safe}"
            wait_until(lambda: listens(base), what="nginx")
            status, headers, page = ask(f"{base}/lumens/", **{"X-Forwarded-For": "127.0.0.1"})
            assert status == 200
            assert "Lumens" in page
            assert headers["Strict-Transport-Security"]
            status, headers, _ = ask(f"{base}/lumens/kantoor/")
            assert (status, headers["Location"][:11]) == (303, "/aanmelden?")
            status, headers, _ = ask(f"{base}/aanmelden")
            assert "Secure" in headers["Set-Cookie"]
            assert ask(f"{base}/metrics")[0] == ask(f"{base}/readyz")[0] == 404
            assert ask(f"{base}/lumens/", Host="kwaad.example")[0] == 421
            status, headers, _ = ask(f"http://127.0.0.1:{plain}/lumens/")
            assert (status, headers["Location"]) == (301, f"https://{NAME}/lumens/")
            assert ask(f"{base}/wachtwoord/een-geheime-link")[0] == 404
            assert json.loads(ask(f"{base}/healthz")[2]) == {"status": "ok"}
            _nobody_waits(base, lambda: _safely(safe))
    log = (tmp_path / "wederhoor.log").read_text()
    assert "/lumens/" in log
    assert "geheime" not in log
    assert "127.0.0.1" not in log


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_visitor_comes_through_caddy(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    caddy = program("caddy")
    port = free_port()
    public = {
        "WEDERHOOR_PUBLIC_URL": f"https://{NAME}",
        "WEDERHOOR_PROXIES": "1",
        "WEDERHOOR_WORKERS": "1",
        "WEDERHOOR_THREADS": "2",
    }
    with serving(environment | public, log=tmp_path / "web.log") as address:
        example = (EXAMPLES / "Caddyfile").read_text()
        example = example.replace("127.0.0.1:8000", address.removeprefix("http://"))
        example = example.replace(f"{NAME} {{", f"http://{NAME}:{port} {{\n\tbind 127.0.0.1", 1)
        whole = tmp_path / "Caddyfile"
        own = f"{{\n\tadmin off\n\tstorage file_system {tmp_path}/caddy\n"
        assert example.count("\n{\n") == 1, "one block of settings for the whole, at the beginning"
        whole.write_text(example.replace("\n{\n", f"\n{own}", 1))
        with process(
            [caddy, "run", "--adapter", "caddyfile", "--config", str(whole)], tmp_path / "caddy.log"
        ):
            base = f"http://127.0.0.1:{port}"
            wait_until(lambda: listens(base), what="caddy")
            assert ask(f"{base}/lumens/")[0] == 200
            assert ask(f"{base}/metrics")[0] == ask(f"{base}/readyz")[0] == 404
            _nobody_waits(base, lambda: socket.create_connection(("127.0.0.1", port), 20))
