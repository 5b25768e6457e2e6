"""Mail servers that take no passwords, and mail that comes back (a bounce is seen within a minute)."""

import imaplib
import time
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from flask.testing import FlaskClient
from tests.support.imap import Mailbox, mailbox
from tests.support.mail import FakeMail
from tests.support.oauth import TokenServer, token_server
from tests.support.smtp import MailSink, mail_sink
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Filed, Organisation, add_organisation, sqlite_environment

from wederhoor import config as settings
from wederhoor import scheduler
from wederhoor.config import ConfigError
from wederhoor.correspondence.bounces import Inbox, read_bounce
from wederhoor.deadlines.service import clocks_shown
from wederhoor.notices.mail import MailAway, SmtpTransport, message
from wederhoor.notices.tokens import TokenRefused, TokenSource
from wederhoor.record import service as record
from wederhoor.work import Installation, utc_now

USER = "klachten@lumens.example"
on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    with token_server() as server:
        yield server


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with mail_sink() as server:
        yield server


@pytest.fixture
def inbox() -> Iterator[Mailbox]:
    with mailbox() as server:
        yield server


def oauth(tokens: TokenServer, **more: str) -> dict[str, str]:
    given = {
        "TOKEN_URL": tokens.url,
        "CLIENT_ID": "wederhoor",
        "CLIENT_SECRET": "geheim",
        "SCOPE": "mail",
    } | more
    return {f"WEDERHOOR_SMTP_OAUTH_{name}": value for name, value in given.items()}


def transport(tmp_path: Any, sink: MailSink, environment: dict[str, str]) -> SmtpTransport:
    made = settings.load(
        sqlite_environment(tmp_path, WEDERHOOR_SMTP_URL=sink.url_of(USER), **environment)
    ).smtp
    assert made is not None and made.oauth is not None
    return SmtpTransport(smtp=made, tokens=TokenSource(made.oauth))


def mail_to(recipient: str) -> EmailMessage:
    return message(
        sender=USER, sender_name="Lumens", recipient=recipient, text="Er is nieuws.",
        message_id="<1@wederhoor>", at=utc_now(), site="https://x.example/lumens", door="bericht",
    )  # fmt: skip


def test_mail_leaves_with_a_token_that_is_asked_for_once(
    tmp_path: Any, sink: MailSink, tokens: TokenServer
) -> None:
    server = transport(tmp_path, sink, oauth(tokens))
    sink.token = "kaart-1"
    server.send(mail_to("a@x.example"))
    server.send(mail_to("b@x.example"))
    assert len(sink.messages) == 2
    assert sink.shown[0] == f"user={USER}\x01auth=Bearer kaart-1\x01\x01"
    (asked,) = tokens.asked
    assert (asked["grant_type"], asked["scope"]) == ("client_credentials", "mail")


def test_a_token_that_ends_or_is_not_taken_is_replaced(
    tmp_path: Any, sink: MailSink, tokens: TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = transport(tmp_path, sink, oauth(tokens))
    sink.token = "kaart-2"
    with pytest.raises(MailAway, match="SMTP 535"):
        server.send(mail_to("a@x.example"))
    server.send(mail_to("a@x.example"))
    real = time.monotonic
    monkeypatch.setattr("time.monotonic", lambda: real() + 3550)
    sink.token = "kaart-3"
    server.send(mail_to("a@x.example"))
    assert len(tokens.asked) == 3


def test_a_refresh_token_is_used_and_its_successor_too(tokens: TokenServer) -> None:
    environment = {
        **oauth(tokens, CLIENT_SECRET="", REFRESH_TOKEN="eerste"),
        "WEDERHOOR_SMTP_URL": "smtp://a@b",
    }
    smtp = settings.load(environment).smtp
    assert smtp is not None and smtp.oauth is not None
    source = TokenSource(smtp.oauth)
    assert source.token() == "kaart-1"
    source.forget()
    assert source.token() == "kaart-2"
    assert [asked["refresh_token"] for asked in tokens.asked] == ["eerste", "volgende-1"]


@on_one
def test_a_provider_that_refuses_is_seen_at_the_notice_without_secrets(
    lumens: Organisation, installation: Installation, tokens: TokenServer, sink: MailSink, tmp_path: Any
) -> None:
    tokens.refuses = True
    kim = lumens.hire("Kim Bakvis", "secretary")
    lumens.file_complaint()
    scheduler.sweep(installation, transport(tmp_path, sink, oauth(tokens)))
    from wederhoor.app import create_app

    staff = visitor_of(create_app(installation).test_client())
    staff.sign_in(kim.email, PASSWORD)
    shown = staff.get("/lumens/kantoor/verzending").text
    assert "OAuth: invalid_client" in shown
    assert "geheim" not in shown
    assert sink.messages == []


def test_a_provider_that_is_away_gives_no_token() -> None:
    source = TokenSource(
        settings.OAuth(
            token_url="http://127.0.0.1:9/t", client_id="x", client_secret="y", refresh_token=None, scope="z"
        )
    )
    with pytest.raises(TokenRefused, match="ConnectionError"):
        source.token()


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "half of the token settings": ({"WEDERHOOR_SMTP_OAUTH_CLIENT_ID": "x"}, "OAUTH_TOKEN_URL"),
    "a provider over http": (
        {"WEDERHOOR_SMTP_OAUTH_TOKEN_URL": "http://a.example", "WEDERHOOR_SMTP_OAUTH_CLIENT_ID": "x",
         "WEDERHOOR_SMTP_OAUTH_SCOPE": "x"},
        "https-adres",
    ),
    "nothing to show the provider": (
        {"WEDERHOOR_SMTP_OAUTH_TOKEN_URL": "https://a.example", "WEDERHOOR_SMTP_OAUTH_CLIENT_ID": "x",
         "WEDERHOOR_SMTP_OAUTH_SCOPE": "x"},
        "een van de twee",
    ),
    "a secret that is not there": (
        {"WEDERHOOR_SMTP_OAUTH_TOKEN_URL": "https://a.example", "WEDERHOOR_SMTP_OAUTH_CLIENT_ID": "x",
         "WEDERHOOR_SMTP_OAUTH_SCOPE": "x", "WEDERHOOR_SMTP_OAUTH_CLIENT_SECRET_FILE": "/bestaat/niet"},
        "niet te lezen",
    ),
    "a mailbox of another kind": ({"WEDERHOOR_IMAP_URL": "pop3://a:b@c"}, "imaps://"),
    "a mailbox without a name": ({"WEDERHOOR_IMAP_URL": "imaps://c"}, "het postvak"),
    "a mailbox without a way in": ({"WEDERHOOR_IMAP_URL": "imaps://a@c"}, "wachtwoord"),
    "a short token for the figures": ({"WEDERHOOR_METRICS_TOKEN": "kort"}, "minstens 16"),
    "a name with a path": ({"WEDERHOOR_HOSTS": "a.example/x"}, "komma's"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_mail_setting_that_is_wrong_gives_one_sentence(what: str) -> None:
    environment, told = WRONG[what]
    with pytest.raises(ConfigError, match=told) as refused:
        settings.load(environment)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def bounce(message_id: str, *, action: str = "failed", status: str = "5.1.1", whole: bool = True) -> bytes:
    """A report as Postfix and Exchange write it."""
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    return (
        "From: MAILER-DAEMON@mx.example\r\nTo: klachten@lumens.example\r\nSubject: Undelivered\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nHelaas.\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; anna@bewoner.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--x\r\nContent-Type: {kind}\r\n\r\nSubject: Nieuws\r\nMessage-ID: {message_id}\r\n\r\n"
        "--x--\r\n"
    ).encode()


ORDINARY = (
    b"From: iemand@x.example\r\nTo: klachten@lumens.example\r\nSubject: Mijn klacht\r\n"
    b"Content-Type: text/plain\r\n\r\nHallo\r\n"
)


def test_only_a_failure_of_a_message_of_ours_is_a_bounce() -> None:
    ours = f"<{'a' * 32}.{'b' * 32}@wederhoor>"
    for whole in (True, False):
        found = read_bounce(bounce(ours, whole=whole))
        assert found is not None and found.message_id == ours
        assert "bestaat niet" in found.why and "5.1.1" in found.why
    assert read_bounce(bounce(ours, action="delayed")) is None
    assert read_bounce(bounce("<1@elders.example>")) is None
    assert read_bounce(ORDINARY) is None
    assert read_bounce(b"\xff\x00 onzin") is None


@pytest.fixture
def sent(lumens: Organisation, installation: Installation, mail: FakeMail) -> Filed:
    """A complaint whose notices have left."""
    filed = lumens.file_complaint()
    scheduler.sweep(installation, mail)
    return filed


def opened(inbox: Mailbox, **environment: str) -> Inbox:
    made = settings.load({"WEDERHOOR_IMAP_URL": inbox.url(), **environment}).imap
    assert made is not None
    return Inbox(made)


def test_mail_that_came_back_is_on_the_desk_and_on_the_record(
    lumens: Organisation,
    installation: Installation,
    sent: Filed,
    mail: FakeMail,
    inbox: Mailbox,
    client: FlaskClient,
) -> None:
    add_organisation(installation, "ander")
    kim = lumens.hire("Kim Bakvis", "secretary")
    to_anna = next(m for m in mail.messages if m["To"] == "anna@bewoner.example")
    inbox.messages += [
        ORDINARY,
        bounce(str(to_anna["Message-ID"])),
        bounce(f"<{'a' * 32}.{'b' * 32}@wederhoor>"),
    ]
    reading = opened(inbox)
    assert scheduler.fetch_bounces(installation, reading) == 1
    assert inbox.seen == {2}, "what is no bounce of ours stays as it was"
    assert inbox.fetched == [2, 3], "of an ordinary message only the headers are read"
    assert scheduler.fetch_bounces(installation, reading) == 0
    assert inbox.fetched == [2, 3], "nothing is read twice"
    staff = visitor_of(client)
    staff.sign_in(kim.email, PASSWORD)
    assert "teruggekomen: het adres bestaat niet" in staff.get("/lumens/kantoor/verzending").text
    with lumens.work() as work:
        (clock,) = [c for c in clocks_shown(work, sent.dossier_id) if c.code == "confirmation_direct"]
        assert clock.state == "running", "what the mail had met is open again"
        told = [line.sentence for line in record.read(work, sent.dossier_id)]
    assert any("is teruggekomen: het adres bestaat niet" in sentence for sentence in told)
    again = staff.get("/lumens/kantoor/verzending")
    staff.submit(again, "/opnieuw")
    scheduler.sweep(installation, mail)
    assert [m["Message-ID"] for m in mail.messages].count(to_anna["Message-ID"]) == 2
    assert scheduler.fetch_bounces(installation, opened(inbox)) == 0, "the old report does not count again"


@on_one
def test_a_mailbox_opens_with_a_token(
    installation: Installation, inbox: Mailbox, tokens: TokenServer
) -> None:
    environment = {"WEDERHOOR_IMAP_URL": inbox.url(""), **oauth(tokens)}
    inbox.token = "kaart-2"
    reading = opened(inbox, **environment)
    with pytest.raises(imaplib.IMAP4.error):
        scheduler.fetch_bounces(installation, reading)
    assert scheduler.fetch_bounces(installation, reading) == 0
    assert inbox.shown[-1].startswith(f"user={USER}\x01auth=Bearer kaart-2")


@on_one
def test_a_mailbox_that_cannot_be_read_does_not_end_the_scheduler(
    installation: Installation, inbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    reading = opened(inbox, WEDERHOOR_IMAP_URL=inbox.url("fout"))
    scheduler.guarded(lambda: scheduler.fetch_bounces(installation, reading))()
    assert "job failed" in caplog.text
    assert USER not in caplog.text
