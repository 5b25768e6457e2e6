"""Addresses, numbers and postal codes as people paste them: understood, kept clean, and such that mail arrives."""

import logging
import smtplib
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from tests.support.world import Organisation
from wtforms import Form

from wederhoor import addresses, faults, operations
from wederhoor import config as settings
from wederhoor.addresses import AddressUnusable, number_in
from wederhoor.config import ConfigError, Smtp
from wederhoor.notices.mail import MailAway, MailRefused, SmtpTransport, message
from wederhoor.operations import OperationRefused
from wederhoor.web.fields import DutchDateField, email_line, phone_line, postal_code_line
from wederhoor.work import Installation, utc_now

on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way
PASTED = (
    "\u200bnoor@voorbeeld.nl",
    "noor@voorbeeld.nl\u200b",
    "\ufeffnoor@voorbeeld.nl",
    "noor\u00ad@voorbeeld.nl",
    "mailto:noor@voorbeeld.nl",
    "MAILTO:noor@voorbeeld.nl?subject=Vraag",
    " <noor@voorbeeld.nl> ",
    "noor@voorbeeld.nl\u00a0",
)
DELIVERED = {
    "noor@café-voorbeeld.nl": "noor@xn--caf-voorbeeld-dhb.nl",
    "noor@cafe\u0301-voorbeeld.nl": "noor@xn--caf-voorbeeld-dhb.nl",
    "Noor@Voorbeeld.NL": "Noor@voorbeeld.nl",
}
REFUSED = ("jörg@voorbeeld.nl", "почта@пример.укр")
WRONG = (
    "anna@@bewoner.example",
    "anna",
    "@",
    "anna@",
    "an na@voorbeeld.nl",
    "a@voorbeeld",
    f"{'a' * 70}@x.nl",
)


def _posted(field: Any, text: str) -> Any:
    """A field of a form, posted with this text."""

    class Posted:
        def getlist(self, name: str) -> list[str]:
            return [text]

        def __contains__(self, name: str) -> bool:
            return True

    form = type("OneForm", (Form,), {"asked": field})(Posted())
    form.validate()
    return form.asked


@pytest.mark.parametrize("text", PASTED)
def test_what_was_pasted_is_an_address_and_is_kept_clean(text: str) -> None:
    field = _posted(email_line("E-mailadres"), text)
    assert (list(field.errors), field.data) == ([], "noor@voorbeeld.nl")


@pytest.mark.parametrize("text", DELIVERED)
def test_a_domain_in_another_script_is_delivered_as_punycode(text: str) -> None:
    field = _posted(email_line("E-mailadres"), text)
    assert not field.errors
    mail = _message(field.data)
    assert mail["To"] == DELIVERED[text]
    assert str(mail["To"]).isascii()


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_mail_server_cannot_reach_is_told_at_the_field_with_the_text_kept(text: str) -> None:
    field = _posted(email_line("E-mailadres"), text)
    assert "zonder accent" in field.errors[0]
    assert field.data == text


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_address_is_refused_at_the_field_and_never_a_fault_in_the_mail(text: str) -> None:
    assert "klopt niet" in _posted(email_line("E-mailadres"), text).errors[0]
    with pytest.raises(AddressUnusable):
        addresses.usable(text)


def _message(recipient: str, **changed: str) -> Any:
    given = {
        "text": "Er is nieuws.",
        "sender": "post@voorbeeld.nl",
        "site": "https://x.example/lumens",
        "door": "bericht",
    } | changed
    return message(sender_name="Proef", recipient=recipient, message_id="<1@x>", at=utc_now(), **given)


@pytest.mark.parametrize("text", ["anna@@bewoner.example", "", "a@b\nBcc: c@d.nl", "jörg@voorbeeld.nl", "@"])
def test_a_bad_address_that_was_kept_is_refused_as_one(text: str) -> None:
    with pytest.raises(MailRefused, match="e-mailadres klopt niet"):
        _message(text)
    for changed in ({"text": "half teken \ud800"},):
        with pytest.raises(MailRefused, match="tekst kan niet"):
            _message("noor@voorbeeld.nl", **changed)


def test_an_address_of_the_own_network_is_left_to_the_own_mail_server() -> None:
    assert _message("balie@intranet")["To"] == "balie@intranet"


@pytest.mark.parametrize(
    "text", ["06\u00a012 34 56 78", "06\u201112345678", "06\u201312345678", "0612345678\u200b", "٠٦١٢٣٤٥٦٧٨"]
)
def test_a_number_that_was_pasted_is_understood(text: str) -> None:
    field = _posted(phone_line("Telefoonnummer"), text)
    assert not field.errors
    assert "".join(sign for sign in field.data if sign.isdigit()) == "0612345678"
    assert field.data.isascii()


ABROAD = (
    "+32 471 12 34 56",
    "0032 471 12 34 56",
    "+48 512 345 678",
    "+49 30 123456",
    "+1 202 555 0143",
    "tel:+32471123456",
)


@pytest.mark.parametrize("text", ["06 12 34 56 78", "030-1234567", "+31 (0)6 12345678", "0800 1234", *ABROAD])
def test_a_number_of_a_country_is_kept_as_it_was_written(text: str) -> None:
    field = _posted(phone_line("Telefoonnummer"), text)
    assert not field.errors and field.data == text.removeprefix("tel:")


@pytest.mark.parametrize(
    "text",
    ["06 123", "0471 12 34 56", "1234567890", "06 00 00 00 00", "+32 1", "112", "bel mij", "+999 12345678"],
)
def test_what_is_no_number_of_any_country_is_told_at_the_field(text: str) -> None:
    field = _posted(phone_line("Telefoonnummer"), text)
    assert "klopt niet" in field.errors[0] and field.data == text


def test_a_number_abroad_without_its_country_is_asked_for_it() -> None:
    assert "+32" in _posted(phone_line("Telefoonnummer"), "0471 12 34 56").errors[0]


def test_a_postal_code_that_was_pasted_is_understood_and_one_abroad_is_taken_as_it_is() -> None:
    assert _posted(postal_code_line("Postcode"), "1234\u200bAB").data == "1234 AB"
    for text in ("75001", "10115", "2000", "00-950", "B-2000", "D-10115", "SW1A 1AA", "D02 AF30", "1010"):
        field = _posted(postal_code_line("Postcode"), text)
        assert not field.errors and field.data == text
    for text in ("1234 A", "0123 AB", "1234 ABC", "1", "--"):
        assert "1234 AB" in _posted(postal_code_line("Postcode"), text).errors[0], text


def test_a_day_that_was_pasted_is_understood() -> None:
    form = type("OneForm", (Form,), {"asked": DutchDateField("Wanneer?")})()
    form.asked.process_formdata(["1", "3", "2026\u200b"])
    assert form.asked.data == date(2026, 3, 1)


@on_one
def test_the_command_for_accounts_judges_in_the_same_way(
    installation: Installation, lumens: Organisation
) -> None:
    def made(email: str) -> str:
        return operations.create_account(
            installation, slug="lumens", email=email, name="Noor Proef", roles=("secretary",)
        )

    for text in ("noor@@voorbeeld.nl", "jörg@voorbeeld.nl"):
        with pytest.raises(OperationRefused):
            made(text)
    with pytest.raises(OperationRefused):
        operations.create_tenant(
            installation, slug="nieuw", plugin="lumens", settings={"complaints_email": "klacht@@voorbeeld.nl"}
        )
    made("\u200bmailto:Noor@Voorbeeld.nl")
    assert operations.reset_account(installation, email="noor@voorbeeld.nl\u200b")


@pytest.mark.parametrize(
    "text", ["a@@b.nl", "jörg@voorbeeld.nl", "a@b.nl, c@d.nl", "a", "<a@b.nl", "a b@c.nl"]
)
def test_a_sender_that_cannot_send_stops_the_start_with_one_sentence(text: str, tmp_path: Any) -> None:
    environment = {"WEDERHOOR_VAR": str(tmp_path), "WEDERHOOR_MAIL_FROM": text}
    with pytest.raises(ConfigError, match="WEDERHOOR_MAIL_FROM als één e-mailadres"):
        settings.load(environment)
    environment["WEDERHOOR_MAIL_FROM"] = "wederhoor@localhost"
    assert settings.load(environment).mail_from == "wederhoor@localhost"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (smtplib.SMTPSenderRefused(550, b"geen relay", "post@voorbeeld.nl"), MailAway),
        (smtplib.SMTPDataError(554, b"niet aangenomen"), MailRefused),
        (smtplib.SMTPDataError(451, b"later"), MailAway),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), MailAway),
    ],
)
def test_what_a_server_says_of_the_sender_is_not_the_fault_of_one_mail(
    answer: Exception, told: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Server:
        def __enter__(self) -> "Server":
            return self

        def __exit__(self, *_: object) -> None: ...

        def send_message(self, _mail: object) -> None:
            raise answer

    monkeypatch.setattr(SmtpTransport, "_connect", lambda _: Server())
    smtp = Smtp(host="mail.example", port=25, tls="none", user=None, password=None, oauth=None)
    with pytest.raises(told):
        SmtpTransport(smtp=smtp).send(_message("noor@voorbeeld.nl"))


SECRET = "noor.geheim@bewoner.example"


def _raised() -> BaseException:
    """An exception with secrets in its message, its arguments, its cause and the values of a statement."""
    try:
        try:
            try:
                addresses.usable(f"{SECRET}@@")
            except AddressUnusable as why:
                raise KeyError(SECRET, {"naam": SECRET}) from why
        except KeyError as why:
            raise IntegrityError(
                "insert into x values (:a)", {"a": SECRET}, ValueError(f"DETAIL: Key ({SECRET})")
            ) from why
    except IntegrityError as error:
        error.add_note(SECRET)
        return error
    raise AssertionError


def test_the_log_says_kind_and_place_in_our_own_code_and_nobodys_words() -> None:
    told = faults.described(_raised())
    assert SECRET not in told
    assert told.startswith("IntegrityError(ValueError) at ")
    assert "KeyError at " in told
    assert "AddressUnusable at wederhoor/addresses.py:" in told


def test_whoever_logs_with_a_traceback_says_no_more(caplog: pytest.LogCaptureFixture) -> None:
    error = _raised()
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "fout", (), (type(error), error, None), None, SECRET
    )
    line = faults.PlainFormatter("%(levelname)s %(message)s").format(record)
    assert SECRET not in line
    assert "IntegrityError" in line


@on_one
def test_the_error_page_logs_the_place_and_not_what_was_typed(
    app: Flask, lumens: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise _raised()

    monkeypatch.setattr("wederhoor.people.service.account_by_email", fails)
    monkeypatch.setattr("wederhoor.people.sign_in.account_by_email", fails)
    client = app.test_client()
    with app.test_request_context():
        pass
    answer = client.get("/aanmelden")
    token = answer.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/aanmelden", data={"csrf_token": token, "email": SECRET, "password": SECRET})
    assert answer.status_code == 500
    assert "IntegrityError" in caplog.text
    assert "wederhoor/people/" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mevrouw N. Onbekend, 06 12 34 56 78", "06 12 34 56 78"),
        ("Noor (0612345678), liefst na vijf uur", "0612345678"),
        ("uit België: +32 471 12 34 56", "+32 471 12 34 56"),
        ("belde op 12-11-2026 om 14.00 uur", ""),
        ("Noor", ""),
    ],
)
def test_a_number_in_a_line_is_found(text: str, number: str) -> None:
    assert number_in(text) == number
