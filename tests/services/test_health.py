"""What watches over an installation, which names it answers to, and that proxies are not believed beyond count."""

import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support.mail import FakeMail
from tests.support.processes import running, serving, wait_until
from tests.support.visitor import visitor_at, visitor_of
from tests.support.world import PASSWORD, Organisation, with_settings

from wederhoor import config as settings
from wederhoor import health, scheduler, server
from wederhoor.app import create_app
from wederhoor.config import ConfigError
from wederhoor.people import sign_in
from wederhoor.work import Installation, utc_now

TOKEN = "een-heel-lang-token-voor-cijfers"
on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way


def test_readiness_names_what_does_not_work_and_nothing_more(
    installation: Installation, app: Flask, client: FlaskClient
) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"status": "not_ready", "failing": ["scheduler"]})
    assert client.get("/readyz?except=scheduler").status_code == 200
    health.beat(installation, utc_now())
    app.extensions["wederhoor_kept"].clear()
    assert (client.get("/readyz").status_code, client.get("/readyz").json) == (200, {"status": "ok"})
    assert health.failing(installation, utc_now() + timedelta(minutes=6)) == ["scheduler"]
    shutil_moved = installation.config.files.with_name("elders")
    installation.config.files.rename(shutil_moved)
    assert health.failing(installation, utc_now()) == ["files"]
    shutil_moved.rename(installation.config.files)
    assert health.failing(installation, utc_now()) == []


@on_one
def test_a_database_that_moved_on_is_not_ready(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    health.beat(installation, utc_now())
    monkeypatch.setattr("wederhoor.schema.newest_revision", lambda: "9999")
    assert health.failing(installation, utc_now()) == ["migrations"]


@on_one
def test_the_office_says_that_the_scheduler_stands_still(
    installation: Installation, lumens: Organisation, app: Flask, client: FlaskClient
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    assert "De planner staat stil" in visitor.get("/lumens/kantoor/").text
    health.beat(installation, utc_now())
    app.extensions["wederhoor_kept"].clear()
    assert "De planner staat stil" not in visitor.get("/lumens/kantoor/").text
    health.beat(installation, utc_now() - timedelta(minutes=6))
    app.extensions["wederhoor_kept"].clear()
    assert "De planner staat stil" in visitor.get("/lumens/kantoor/").text
    assert "De planner" not in visitor.get("/lumens/").text


def test_figures_are_counted_tenant_by_tenant_and_say_nothing_about_anybody(
    installation: Installation, lumens: Organisation, tenant: Any, client: FlaskClient, mail: FakeMail
) -> None:
    lumens.hire("Kim Bakvis", "secretary")
    tenant("ander").file_complaint(now=utc_now() - timedelta(days=400))
    lumens.file_complaint()
    mail.refuses = True
    health.beat(installation, utc_now())
    scheduler.sweep(installation, mail)
    counted = health.take_figures(installation, utc_now())
    assert counted["notices"]["failed"] >= 1
    assert counted["overdue"] >= 1
    assert counted["tenants"] == {}
    client.get("/lumens/")
    text = client.get("/metrics").text
    assert re.search(r'wederhoor_notices_open\{state="failed"\} [1-9]', text)
    assert re.search(r"wederhoor_clocks_overdue [1-9]", text)
    assert re.search(r"wederhoor_scheduler_age_seconds \d", text)
    assert 'wederhoor_requests_total{endpoint="front.start",method="GET",status="200"}' in text
    for private in ("lumens", "ander", "Bakvis", "Anna", "kantoor"):
        assert private not in text
    named = with_settings(installation.config, metrics_tenants=True)
    health.take_figures(
        Installation(config=named, engine=installation.engine, vault=installation.vault), utc_now()
    )
    assert 'wederhoor_tenant_overdue{tenant="ander"}' in client.get("/metrics").text


@on_one
def test_figures_are_for_this_machine_or_for_who_has_the_token(installation: Installation) -> None:
    client = create_app(installation).test_client()
    assert client.get("/metrics").status_code == 200
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert client.get("/metrics", headers={name: "127.0.0.1"}).status_code == 404
    assert client.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code == 404
    guarded = Installation(
        config=with_settings(installation.config, metrics_token=TOKEN),
        engine=installation.engine,
        vault=installation.vault,
    )
    client = create_app(guarded).test_client()
    assert client.get("/metrics").status_code == 404, "with a token, being here is not enough"
    assert client.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
    far = {"REMOTE_ADDR": "192.0.2.1"}
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, environ_overrides=far)
    assert answer.status_code == 200


def _with(installation: Installation, **changed: Any) -> FlaskClient:
    config = with_settings(installation.config, **changed)
    return create_app(
        Installation(config=config, engine=installation.engine, vault=installation.vault)
    ).test_client()


@on_one
def test_only_our_own_names_are_answered_to(installation: Installation, lumens: Organisation) -> None:
    client = _with(
        installation, public_url="https://klachten.example", hosts=frozenset({"intern.example"}), proxies=1
    )
    for host in ("klachten.example", "KLACHTEN.example:443", "intern.example", "localhost", "127.0.0.1:8000"):
        assert client.get("/lumens/", headers={"Host": host}).status_code == 200
    for host in ("kwaad.example", "klachten.example.kwaad.example", "x"):
        answer = client.get("/lumens/", headers={"Host": host})
        assert answer.status_code == 421
    spoofed = {"Host": "klachten.example", "X-Forwarded-Host": "kwaad.example"}
    assert client.get("/lumens/", headers=spoofed).status_code == 421, "what the proxy itself says counts"
    assert _with(installation).get("/", headers=spoofed).status_code == 421, "the name without a proxy too"


@on_one
def test_cookies_are_safe_behind_https(installation: Installation, lumens: Organisation) -> None:
    client = _with(installation, public_url="https://klachten.example", proxies=1)
    answer = client.get(
        "/aanmelden",
        headers={"Host": "klachten.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "1.2.3.4"},
    )
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("proxies", [0, 1])
@on_one
def test_an_address_that_somebody_made_up_does_not_count(
    proxies: int, installation: Installation, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guesser sends another address with every try; the proxy adds the real one at the end."""
    monkeypatch.setattr(sign_in, "FAILURES_PER_ADDRESS", 3)
    client = _with(installation, proxies=proxies)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/aanmelden").text)
    assert token
    told = []
    for number in range(5):
        real = ", 192.0.2.7" if proxies else ""
        answer = client.post(
            "/aanmelden",
            data={"csrf_token": token[1], "email": f"{number}@x.example", "password": "x"},
            headers={"X-Forwarded-For": f"10.0.0.{number}{real}"},
        )
        told.append("Te vaak" in answer.text)
    assert told == [False, False, False, True, True]


UNSAFE = {
    "a public address in the clear": ({"WEDERHOOR_PUBLIC_URL": "http://klachten.example"}, "https://"),
    "https without a proxy": ({"WEDERHOOR_PUBLIC_URL": "https://klachten.example"}, "WEDERHOOR_PROXIES"),
    "listening everywhere without a name": ({"WEDERHOOR_HOST": "0.0.0.0"}, "WEDERHOOR_PUBLIC_URL"),
}


@pytest.mark.parametrize("what", UNSAFE)
def test_what_would_not_be_safe_does_not_start(what: str, tmp_path: Path) -> None:
    changed, told = UNSAFE[what]
    config = settings.load({"WEDERHOOR_VAR": str(tmp_path), "WEDERHOOR_DEMO": "0", **changed})
    with pytest.raises(ConfigError, match=told):
        server.serve(config)


@on_one
def test_workers_add_up_what_they_counted_and_the_scheduler_beats(
    environment: dict[str, str], lumens: Organisation, tmp_path: Path
) -> None:
    with (
        running(environment, "scheduler", log=tmp_path / "scheduler.log"),
        serving({**environment, "WEDERHOOR_WORKERS": "2"}, log=tmp_path / "web.log") as address,
    ):
        visitor = visitor_at(address)
        wait_until(lambda: visitor.get("/readyz").status == 200, what="ready")
        for _ in range(20):
            visitor.get("/lumens/")
        time.sleep(0.1)
        counts = []
        for _ in range(6):
            found = re.search(
                r'wederhoor_requests_total\{endpoint="front.start"[^}]*\} (\d+)',
                visitor.get("/metrics").text,
            )
            assert found
            counts.append(found[1])
        assert set(counts) == {"20"}, "whichever worker answers"
