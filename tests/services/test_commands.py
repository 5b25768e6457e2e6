"""The commands and the settings: one Dutch sentence when something does not fit, a link that works once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from tests.support.mail import FakeMail, plain
from tests.support.postgres import APP, BACKUP, OWNER, SUPERUSER, Postgres
from tests.support.visitor import visitor_of
from tests.support.world import (
    PASSWORD,
    Organisation,
    Templates,
    add_organisation,
    fresh_environment,
    opened,
)

from wederhoor import config as settings
from wederhoor import operations, scheduler, server
from wederhoor.app import create_app
from wederhoor.cli import main
from wederhoor.config import Config, ConfigError
from wederhoor.work import Installation


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner(env=environment).invoke(main, list(arguments))


def refusal(environment: dict[str, str], *arguments: str) -> str:
    """The one sentence with which a command ends."""
    done = run(environment, *arguments)
    assert done.exit_code == 2, done.output
    said = done.output.strip()
    assert len(said.splitlines()) == 1, said
    assert said.endswith(".") and "Traceback" not in said
    return said


@pytest.fixture
def on_postgresql(postgres: Postgres, templates: Templates, tmp_path: Path) -> Iterator[dict[str, str]]:
    with fresh_environment("postgresql", templates, postgres, tmp_path / "var") as environment:
        yield environment


@pytest.mark.parametrize(
    ("role", "why"),
    [(OWNER, "de eigenaar van de tabellen"), (SUPERUSER, "een superuser"), (BACKUP, "BYPASSRLS")],
)
@pytest.mark.parametrize("command", ["serve", "scheduler"])
def test_who_stands_above_the_rows_does_not_start(
    on_postgresql: dict[str, str], role: str, why: str, command: str
) -> None:
    address = on_postgresql["WEDERHOOR_DATABASE_URL"].replace(APP, role)
    assert why in refusal({**on_postgresql, "WEDERHOOR_DATABASE_URL": address}, command)


def test_who_may_become_the_owner_does_not_start_either(
    on_postgresql: dict[str, str], postgres: Postgres
) -> None:
    with postgres.connect("postgres") as connection:
        connection.execute("CREATE ROLE tussenpersoon LOGIN")
        connection.execute(f"GRANT {OWNER} TO tussenpersoon")
        address = on_postgresql["WEDERHOOR_DATABASE_URL"].replace(APP, "tussenpersoon")
        try:
            said = refusal({**on_postgresql, "WEDERHOOR_DATABASE_URL": address}, "serve")
        finally:
            connection.execute("DROP ROLE tussenpersoon")
    assert "eigenaar" in said


WRONG = {
    "a database of another kind": ({"WEDERHOOR_DATABASE_URL": "mysql://x/y"}, "postgresql:// of sqlite:///"),
    "a database address that is none": ({"WEDERHOOR_DATABASE_URL": "zomaar"}, "WEDERHOOR_DATABASE_URL"),
    "no place for the keys": ({"WEDERHOOR_DATABASE_URL": "postgresql://u@h/d"}, "WEDERHOOR_KEYS_URL"),
    "keys among the data": (
        {"WEDERHOOR_DATABASE_URL": "sqlite:////x/a.db", "WEDERHOOR_KEYS_URL": "sqlite:////x/a.db"},
        "een andere database",
    ),
    "a master key that is none": ({"WEDERHOOR_MASTER_KEY": "kort"}, "32 bytes in base64"),
    "a port that is none": ({"WEDERHOOR_PORT": "tachtig"}, "WEDERHOOR_PORT"),
    "a port too high": ({"WEDERHOOR_PORT": "70000"}, "van 1 tot en met 65535"),
    "a number with a digit of another script": ({"WEDERHOOR_WORKERS": "²"}, "WEDERHOOR_WORKERS"),
    "no workers": ({"WEDERHOOR_WORKERS": "0"}, "WEDERHOOR_WORKERS"),
    "a flag that is none": ({"WEDERHOOR_DEMO": "ja"}, "op 1 (aan) of 0 (uit)"),
    "mail over something else": ({"WEDERHOOR_SMTP_URL": "http://mail"}, "smtp://"),
    "mail with a wrong port": ({"WEDERHOOR_SMTP_URL": "smtp://mail:x"}, "WEDERHOOR_SMTP_URL"),
    "mail with an unknown tls": ({"WEDERHOOR_SMTP_URL": "smtp://mail?tls=ssl"}, "tls=starttls"),
    "mail from something that is no address": ({"WEDERHOOR_MAIL_FROM": "zomaar"}, "WEDERHOOR_MAIL_FROM"),
    "a public address without http": ({"WEDERHOOR_PUBLIC_URL": "klachten.nl"}, "https://"),
    "the demo for everyone": ({"WEDERHOOR_DEMO": "1", "WEDERHOOR_HOST": "0.0.0.0"}, "van buiten"),
    "a database that does not answer": (
        {
            "WEDERHOOR_DATABASE_URL": "postgresql://u@/d?host=/bestaat/niet",
            "WEDERHOOR_KEYS_URL": "sqlite:////x/k.db",
        },
        "de database antwoordt niet",
    ),
    "a database that was never migrated": (
        {"WEDERHOOR_DATABASE_URL": "sqlite:///{var}/leeg.db", "WEDERHOOR_KEYS_URL": "sqlite:///{var}/k.db"},
        "wederhoor migrate",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_setting_that_is_wrong_gives_one_sentence(what: str, tmp_path: Path) -> None:
    changed, told = WRONG[what]
    (tmp_path / "var").mkdir()
    environment = {name: value.replace("{var}", str(tmp_path / "var")) for name, value in changed.items()}
    assert told in refusal({"WEDERHOOR_VAR": str(tmp_path / "var"), **environment}, "serve")


def test_without_a_master_key_nothing_starts(on_postgresql: dict[str, str]) -> None:
    environment = {**on_postgresql, "WEDERHOOR_MASTER_KEY": ""}
    assert "Geef een hoofdsleutel" in refusal(environment, "serve")


def test_an_organisation_is_added_once(environment: dict[str, str]) -> None:
    done = run(environment, "tenant", "create", "lumens", "--plugin", "lumens", "--phone", "088 123 45 67")
    assert (done.exit_code, done.output) == (0, "Organisatie 'lumens' is toegevoegd.\n")
    again = refusal(environment, "tenant", "create", "lumens", "--plugin", "lumens")
    assert again == "Er is al een organisatie 'lumens'."
    with opened(settings.load(environment)) as installation:
        page = create_app(installation).test_client().get("/lumens/")
    assert page.status_code == 200
    assert "088 123 45 67" in page.text


@pytest.mark.parametrize("slug", ["Lumens", "a b", "demo", "static", "../x", "é", "a" * 41, ""])
def test_a_name_that_cannot_be_in_an_address_is_refused(slug: str, environment: dict[str, str]) -> None:
    refusal(environment, "tenant", "create", slug, "--plugin", "lumens")


def test_an_unknown_plugin_is_named(environment: dict[str, str]) -> None:
    assert "bestaatniet" in refusal(environment, "tenant", "create", "x", "--plugin", "bestaatniet")


@pytest.fixture
def kim(lumens: Organisation, environment: dict[str, str]) -> str:
    """The path of the one-time link of a new account."""
    done = run(
        environment,
        *("account", "create", "--organisation", "lumens", "--email", "kim@lumens.example"),
        *("--name", "Kim Bakvis", "--role", "secretary"),
    )
    assert done.exit_code == 0, done.output
    found = re.fullmatch(r"http://127\.0\.0\.1:8000(/wachtwoord/\S+)\n", done.output)
    assert found
    return found[1]


def test_the_link_of_a_new_account_works_once(kim: str, client: FlaskClient) -> None:
    visitor = visitor_of(client)
    page = visitor.get(kim)
    for password, again, told in (
        ("kort", "kort", "minstens 12 tekens"),
        ("x" * 257, "x" * 257, "hoogstens 256 tekens"),
        (PASSWORD, PASSWORD + "!", "niet gelijk"),
    ):
        wrong = visitor.submit(page, password=password, again=again)
        assert wrong.status == 422
        assert told in wrong.text
        assert password not in wrong.text or password == "kort"
    assert visitor.submit(page, password=PASSWORD, again=PASSWORD).url == "/aanmelden"
    assert visitor.get(kim).status == 404
    assert visitor.submit(page, password=PASSWORD, again=PASSWORD).status == 404
    assert "/lumens/kantoor" in visitor.sign_in("kim@lumens.example", PASSWORD).url


def test_accounts_are_refused_with_a_sentence(lumens: Organisation, environment: dict[str, str]) -> None:
    given = ("account", "create", "--email", "kim@lumens.example", "--name", "Kim")
    assert "Er is geen organisatie" in refusal(
        environment, *given, "--organisation", "x", "--role", "secretary"
    )
    assert "is geen rol" in refusal(environment, *given, "--organisation", "lumens", "--role", "baas")
    assert "geen account" in refusal(environment, "account", "reset", "--email", "wie@lumens.example")


def test_a_lost_password_is_reset_by_mail(
    lumens: Organisation, installation: Installation, client: FlaskClient, mail: FakeMail
) -> None:
    lumens.hire("Kim Bakvis", "secretary", email="kim@lumens.example")
    visitor, elsewhere = visitor_of(client), visitor_of(create_app(installation).test_client())
    assert "/lumens/kantoor" in elsewhere.sign_in("kim@lumens.example", PASSWORD).url
    known = visitor.submit(visitor.get("/wachtwoord-vergeten"), email="kim@lumens.example")
    unknown = visitor.submit(visitor.get("/wachtwoord-vergeten"), email="wie@lumens.example")
    assert _without_tokens(known.text).replace("kim@", "x@") == _without_tokens(unknown.text).replace(
        "wie@", "x@"
    )
    scheduler.sweep(installation, mail)
    (message,) = mail.messages
    assert message["To"] == "kim@lumens.example"
    link = re.search(r"/wachtwoord/\S+", plain(message))
    assert link
    new = "een heel nieuw wachtwoord"
    assert visitor.submit(visitor.get(link[0]), password=new, again=new).url == "/aanmelden"
    assert "/aanmelden" in elsewhere.get("/lumens/kantoor/").url, "every session ends with the old password"
    assert visitor.sign_in("kim@lumens.example", PASSWORD).status == 422
    assert "/lumens/kantoor" in visitor.sign_in("kim@lumens.example", new).url


def _without_tokens(text: str) -> str:
    return re.sub(r'value="[^"]{40,}"', "", text)


@pytest.fixture
def demo(templates: Templates, tmp_path: Path) -> Iterator[Installation]:
    with (
        fresh_environment("sqlite", templates, None, tmp_path / "var") as environment,
        opened(settings.load({**environment, "WEDERHOOR_DEMO": "1"})) as installation,
    ):
        add_organisation(installation, "lumens").hire("Kim Bakvis", "secretary")
        yield installation


def test_the_demo_lets_in_nobody_from_elsewhere(demo: Installation) -> None:
    client = create_app(demo).test_client()
    assert client.get("/demo").status_code == 200
    for headers in ({"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"X-Real-IP": "::1"}):
        assert client.get("/demo", headers=headers).status_code == 404
        assert client.post("/demo", headers=headers).status_code in (404, 422)
    for address in ("192.0.2.1", "10.0.0.1", "::ffff:192.0.2.1"):
        for path in ("/demo", "/demo/postvak"):
            assert client.get(path, environ_overrides={"REMOTE_ADDR": address}).status_code == 404


def test_the_demo_answers_only_to_the_names_of_this_machine(demo: Installation) -> None:
    """A page elsewhere whose name points at 127.0.0.1 (DNS rebinding) must not reach it."""
    client = create_app(demo).test_client()
    assert client.get("/demo", headers={"Host": "kwaad.example"}).status_code == 421
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        assert client.get("/demo", headers={"Host": host}).status_code == 200


def test_there_is_no_demo_on_a_database_of_its_own(on_postgresql: dict[str, str]) -> None:
    with opened(settings.load({**on_postgresql, "WEDERHOOR_DEMO": "1"})) as installation:
        client = create_app(installation).test_client()
        assert client.get("/demo").status_code == 404


def test_the_demo_does_not_listen_beyond_this_machine(tmp_path: Path) -> None:
    config: Config = settings.load({"WEDERHOOR_VAR": str(tmp_path), "WEDERHOOR_HOST": "192.0.2.1"})
    with pytest.raises(ConfigError, match="van buiten"):
        server.serve(config)


def test_preparing_twice_keeps_everything(tmp_path: Path) -> None:
    config = settings.load({"WEDERHOOR_VAR": str(tmp_path / "var"), "WEDERHOOR_DEMO": "0"})
    operations.prepare(config)
    with opened(config) as installation:
        add_organisation(installation, "lumens").file_complaint()
    key = config.master_key_file.read_bytes()
    operations.prepare(config)
    assert config.master_key_file.read_bytes() == key
    with opened(config) as installation:
        assert create_app(installation).test_client().get("/lumens/").status_code == 200


def test_every_command_says_what_it_does() -> None:
    def walk(command: object, path: str) -> None:
        assert getattr(command, "help", None), path
        for name, sub in getattr(command, "commands", {}).items():
            walk(sub, f"{path} {name}")

    walk(main, "wederhoor")
