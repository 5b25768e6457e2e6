"""Planted strings: what people write and are called is found in no byte the platform keeps."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner
from tests.support import clock
from tests.support.filling import answer_all
from tests.support.papers import mail, pdf, photo, word
from tests.support.postgres import Postgres
from tests.support.processes import serving, wait_until
from tests.support.smtp import mail_sink
from tests.support.visitor import Page, Upload, Visitor, visitor_at

from wederhoor.cli import main
from wederhoor.work import local_date, utc_now

MARK = "Zqxjvkw"  # in everything that is planted; nobody writes this
PASSWORD = f"{MARK} wachtwoord van de medewerker"
PHONE, POSTAL_CODE = "0651234752", "9876 ZQ"
ABOUT = {
    "about_kind": "employee",
    "accused_name": f"{MARK}beklaagde",
    "category": "treatment",
    "event_on": clock.boxes(clock.day(-60)),
    "youth_help": "no",
}
COMPLAINT = {name: f"{MARK} {name} ü€漢" for name in ("description", "objection", "steps_taken")}
PERSON = {
    "complainant_kind": "client",
    "given_name": f"{MARK}voornaam",
    "surname": f"{MARK}achternaam",
    "organisation_name": f"{MARK}organisatie",
    "street": f"{MARK}straat 1",
    "postal_code": POSTAL_CODE,
    "town": f"{MARK}dorp",
    "email": f"{MARK.lower()}.klager@planted.example",
    "phone": PHONE,
    "contact_channel": "email",
}
MORE = {
    "filed_as": "complaint",
    "contact_consent": "y",
    **dict.fromkeys(("heed", "together", "with_papers"), "yes"),
    **{name: f"{MARK} {name}" for name in ("safe_address", "instructions", "interpreter", "help")},
}
STAFF_EMAIL = f"{MARK.lower()}.medewerker@planted.example"
CONTROL = "Stichting Controle"  # an organisation's name may be read by anyone


def needles(*found: str) -> list[bytes]:
    """Everything to look for, as it could have been written down."""
    texts = {MARK, MARK.lower(), MARK.upper(), PHONE, PHONE[1:], POSTAL_CODE, POSTAL_CODE.replace(" ", "")}
    texts |= {form for text in found for form in (text, text.replace("-", ""))}
    # in UTF-16 whichever way round: what both have in common, for text of one byte a letter
    return [form for text in texts for form in (text.encode("ascii"), text.encode("utf-16-le")[:-1])]


def finds(folders: list[Path], sought: list[bytes], *, since: float) -> list[str]:
    """Where any of these stands: in a file's name or in its bytes. Files last written before `since` hold none."""
    hits, wanted = [], re.compile(b"|".join(re.escape(needle) for needle in sorted(set(sought))))
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                fresh = path.is_file() and path.stat().st_mtime >= since
                content = path.read_bytes().rstrip(b"\0") if fresh else b""
            except FileNotFoundError:  # gone since we looked
                continue
            name = str(path.name).encode()
            hits += [f"{path}: {found!r}" for found in wanted.findall(name + b"\n" + content)]
    return hits


def _file(visitor: Visitor) -> str:
    """Fill in everything; returns the code as it was shown."""
    page = visitor.submit(visitor.get("/controle/klacht-indienen"))
    found = re.search(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}", page.text)
    assert found
    page = answer_all(visitor, page, {**ABOUT, **COMPLAINT, **PERSON, **MORE})
    assert page.url.endswith("/bijlagen")
    place = "/controle/klacht-indienen/vraag/"
    assert visitor.submit(visitor.get(f"{place}naam"), accused_name=MARK * 100).status == 422
    assert visitor.submit(visitor.get(f"{place}bereiken"), email=f"{MARK} geen adres").status == 422
    fellow = {"given_name": MARK, "surname": f"{MARK}mede", "street": f"{MARK}straat", "add": "1"}
    assert f"{MARK}mede" in visitor.submit(visitor.get(f"{place}met-anderen"), **fellow).text
    papers = visitor.get("/controle/klacht-indienen/bijlagen")
    sent = [
        Upload(name=f"{MARK} foto.jpg", content=photo()),
        Upload(name=f"{MARK}.exe", content=MARK.encode() * 9),
    ]
    refused = visitor.submit(
        papers, files=[*sent, Upload(name=f"{MARK} brief.pdf", content=pdf(f"{MARK} brief"))]
    )
    assert (refused.status, f"{MARK}.exe: " in refused.text, refused.text.count("Haal weg")) == (422, True, 2)
    return found[0]


def _ask_call(visitor: Visitor) -> None:
    told = {"name": f"{MARK} naam", "phone": PHONE, "what": f"{MARK} waarover", "when": "any"}
    assert "Wij bellen u" in visitor.submit(visitor.get("/controle/bel-mij"), **told).text


def _add_papers(staff: Visitor) -> None:
    """Documents and a mail in a dossier, read there."""
    register = staff.get("/controle/kantoor/register")
    place = re.findall(r'href="(/controle/kantoor/dossiers/[0-9a-f-]+)["?]', register.text)[0] + "/stukken"
    sent = [
        Upload(name=f"{MARK} verslag.docx", content=word(f"{MARK} verslag")),
        Upload(
            name=f"{MARK}.eml",
            content=mail((f"{MARK}.txt", f"{MARK} tekst".encode()), subject=f"{MARK} onderwerp"),
        ),
    ]
    told = {"title": f"{MARK} titel", "origin": "organisation"}
    page = staff.submit(staff.get(place), files=sent, **told)
    assert f"{MARK} onderwerp" in page.text
    found = re.search(rf'href="({place}/[0-9a-f-]+)">\d+\. {MARK} verslag', page.text)
    assert found
    assert f"{MARK} verslag</p>" in staff.get(found[1]).text
    moved = staff.submit(staff.get(f"{found[1]}/hoort-hier-niet"), where="withdraw", reason=f"{MARK} reden")
    assert f"{MARK} reden" in moved.text


def _send(visitor: Visitor, **signing: str | None) -> None:
    page = visitor.submit(visitor.get("/controle/klacht-indienen/controle"), **signing)
    assert page.url.endswith("/ontvangst"), page.text


def _complete(visitor: Visitor) -> None:
    page = visitor.get("/controle/mijn-klacht/aanvullen")
    assert visitor.submit(page, signed_name=f"{MARK} handtekening", statement="y").status == 200


def _withdraw(visitor: Visitor, staff: Visitor) -> None:
    """On their own page, after the second step: digits the office says on the telephone."""
    number = re.search(r"Nummer (?:<bdi>)?([\w-]+)", visitor.get("/controle/mijn-klacht").text)
    assert number
    register = staff.get("/controle/kantoor/register").text
    paths = re.findall(r'href="(/controle/kantoor/dossiers/[^"/?]+)(?=["?])', register)
    path = next(one for one in paths if number[1] in staff.get(one).text)
    codes = staff.get(f"{path}/codes")
    party = re.findall(r'<option value="([0-9a-f-]{36})"', codes.text)[0]
    given = staff.submit(codes, what="phone", party=party, called="y", content="y")
    digits = re.search(r'id="code">(\d{6})<', given.text)
    assert digits, given.text
    asked = visitor.get("/controle/mijn-klacht/tweede-code?voor=intrekken")
    page = visitor.submit(asked, "/tweede-code", digits=digits[1])
    assert page.url.endswith("/intrekken")
    done = visitor.submit(page, reason=f"{MARK} reden om in te trekken", confirm="y")
    assert (done.status, done.url.endswith("/mijn-klacht")) == (
        200,
        True,
    )  # another complains as well: it goes on


def _set_up_second_step(staff: Visitor, arrived: Page) -> list[str]:
    """Real data open with a second step; returns its secret and the codes on paper."""
    assert arrived.url.split("?")[0].endswith("/account/beveiliging")
    page = staff.get("/account/beveiliging/app")
    found = re.search(r'id="sleutel">([A-Z2-7 ]+)<', page.text)
    assert found
    secret = found[1].replace(" ", "")
    done = staff.submit(page, name=f"{MARK} telefoon", code=pyotp.TOTP(secret).now())
    codes = re.findall(r"<li>([0-9A-Z-]{14})</li>", staff.submit(done, proof=PASSWORD).text)
    assert len(codes) == 10
    assert "/controle/kantoor" in staff.get("/controle/kantoor/").url
    return [secret, *codes]


def _act(staff: Visitor, path: str) -> None:
    """What staff write in acts: a reason for more time, a party's right address, a letter that went astray."""
    today = local_date(utc_now())
    day = [today.day, today.month, today.year]
    street = re.search(r'name="(street_[0-9a-f]+)"', staff.get(f"{path}/partij-verbeteren").text)
    assert street
    acts: dict[str, dict[str, object]] = {
        "uitstel": {"code": "report", "amount": "1", "reason": f"{MARK} uitstel", "done_on": day},
        "verkeerd-bezorgd": {
            "what": f"{MARK} naar de buren",
            "told": f"{MARK} ingelicht",
            "noticed_on": day,
            "noticed_time": "00.00",
        },
        "partij-verbeteren": {street[1]: f"{MARK}weg 2", "reason": f"{MARK} verhuisd"},
    }
    for slug, typed in acts.items():
        assert staff.submit(staff.get(f"{path}/{slug}"), **typed).status == 200, slug
    outsider = {name: f"{MARK} {name}" for name in ("given_name", "surname", "street", "town")}
    reached = {"email": f"{MARK.lower()}@planted.example", "phone": PHONE, "channel": "email"}
    told = staff.submit(
        staff.get(f"{path}/vrijgeven"), employee="outside", **outsider, **reached, sure_of_it="y"
    )
    assert f"{MARK} given_name {MARK} surname" in told.text


def _declare(staff: Visitor) -> None:
    """A gift that is checked and declared, and one taken back: who gave what stands nowhere in clear."""
    page = staff.get("/controle/gedragscode/geschenk")
    told = {"who": f"{MARK} gever", "what": f"{MARK} geschenk", "story": f"{MARK} erbij"}
    facts = {"giver": "client", "kind": "goods", "state": "offered", "in_doubt": "y"}
    answer = staff.submit(page, **facts, **told, act="check")
    done = staff.submit(answer, act="declare")
    assert f"{MARK} geschenk" in done.text
    assert "ingetrokken" in staff.submit(done, "/intrekken", reason=f"{MARK} reden").text


def _judge(staff: Visitor) -> Page:
    register = staff.get("/controle/kantoor/register").text
    for path in re.findall(r'href="(/controle/kantoor/dossiers/[^"/?]+)(?=["?])', register):
        if "Dit kan nu niet" in staff.get(f"{path}/uitstel").text:
            continue
        _act(staff, path)
        page = staff.get(f"{path}/ontvankelijkheid")
        if page.status == 200:
            today = local_date(utc_now())
            refused = {
                "verdict": "judge_inadmissible",
                "ground_older_than_a_year": "yes",
                "reason": f"{MARK} motivering",
                "done_on": [today.day, today.month, today.year],
            }
            done = staff.submit(page, **refused)
            if done.status == 200:
                return done
    raise LookupError("no dossier that can be judged")


def _behind_the_wall(staff: Visitor, address: str) -> list[str]:
    """A strongbox, a report and a talk, written and read. Returns the recovery code and the codes."""
    words = f"{MARK} wachtzin van vier woorden"
    made = staff.submit(staff.get("/account/kluis"), passphrase=words, again=words, understood="y")
    recovery = re.search(r'id="code">([0-9A-Z-]{29})<', made.text)
    assert recovery
    assert staff.submit(staff.get("/account/kluis"), passphrase=f"{MARK} verkeerd").status == 422
    staff.submit(staff.get("/account/kluis"), passphrase=words)
    codes = []
    told = {name: f"{MARK} {name}" for name in ("text", "name")}
    report = {
        "way": "written",
        "naming": "named",
        "reach": PHONE,
        "blamed": f"{MARK} baas",
        "fear": f"{MARK} angst",
    }
    for place, more in (("misstand-melden", report), ("vertrouwenspersoon", {})):
        worker = visitor_at(address)
        done = worker.submit(worker.get(f"/controle/{place}/schrijven"), **told, **more)
        code = re.search(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}", done.text)
        assert code, done.text
        codes.append(code[0])
        own = "mijn-melding" if more else "mijn-bericht"
        worker.submit(worker.get(f"/controle/{place}/{own}"), "/bericht", text=f"{MARK} bericht")
    report_page = re.findall(r'"(/controle/meldingen/[0-9a-f-]{36})"', staff.get("/controle/meldingen").text)[
        0
    ]
    assert f"{MARK} name" in staff.submit(staff.get(report_page), "/bekijken", wie="reporter").text
    today = local_date(utc_now())
    step = {"text": f"{MARK} stap", "done_on": [today.day, today.month, today.year]}
    assert f"{MARK} stap" in staff.submit(staff.get(f"{report_page}/stap"), **step).text
    talk = re.findall(
        r'"(/vertrouwenspersoon/controle/[0-9a-f-]{36})"', staff.get("/vertrouwenspersoon").text
    )[0]
    assert f"{MARK} bericht" in staff.get(talk).text
    assert f"{MARK} notitie" in staff.submit(staff.get(f"{talk}/notitie"), text=f"{MARK} notitie").text
    return [recovery[1], *codes]


@pytest.fixture
def keys_kind() -> str:
    return "postgresql"


@pytest.fixture
def data(database: str, request: pytest.FixtureRequest) -> list[Path]:
    """Where the database keeps its bytes, beside var/."""
    if database == "sqlite":
        return []
    server: Postgres = request.getfixturevalue("postgres")
    return [server.data]


@pytest.fixture
def flush(database: str, request: pytest.FixtureRequest) -> Iterator[object]:
    def everything_to_disk() -> None:
        if database == "postgresql":
            server: Postgres = request.getfixturevalue("postgres")
            with server.connect("postgres") as connection:
                connection.execute("CHECKPOINT")

    return everything_to_disk  # type: ignore[return-value]


@pytest.mark.siege
def test_what_people_write_is_found_in_no_byte(
    environment: dict[str, str], tmp_path: Path, data: list[Path], flush, database: str
) -> None:
    begun = clock.machine_time() - 2
    logs = tmp_path / "logs"
    logs.mkdir()

    def command(*arguments: str) -> str:
        done = CliRunner(env=environment).invoke(main, arguments)
        assert done.exit_code == 0, done.output
        return done.output.strip()

    command("tenant", "create", "controle", "--plugin", "lumens", "--name", CONTROL)
    link = command(
        *("account", "create", "--organisation", "controle", "--email", STAFF_EMAIL),
        *("--name", f"Kim {MARK}medewerker", "--role", "secretary", "--initials", "kb"),
        *("--role", "integrity_officer", "--role", "confidant"),
    )
    token = link.rsplit("/", 1)[1]
    with mail_sink() as sink:
        # one worker: what is kept is the same, and a second one would learn every page anew
        ours = {**environment, "WEDERHOOR_SMTP_URL": sink.url, "WEDERHOOR_WORKERS": "1"}
        with serving(ours, log=logs / "run.log", command="run") as address:
            staff = visitor_at(address)
            staff.submit(staff.get(f"/wachtwoord/{token}"), password=PASSWORD, again=PASSWORD)
            wrong = staff.sign_in(STAFF_EMAIL, f"{PASSWORD} verkeerd")
            assert wrong.status == 422
            sought = needles(*_set_up_second_step(staff, staff.sign_in(STAFF_EMAIL, PASSWORD)))
            one, two = visitor_at(address), visitor_at(address)
            codes = [_file(one), _file(two)]
            draft = visitor_at(address)
            _ask_call(draft)
            codes.append(_file(draft))  # never sent
            filled = time.monotonic()
            assert one.get(f"/controle/{MARK}").status == 404
            assert one.get(f"/controle/mijn-klacht?code={codes[0]}").status == 200
            _declare(staff)
            sought += needles(*_behind_the_wall(staff, address))
            # people take longer than three seconds; a program that fills in forms does not
            time.sleep(max(0.0, filled + 3.1 - time.monotonic()))
            _send(one, sign="later")
            _complete(one)
            _send(two, sign="now", signed_name=f"{MARK} handtekening", statement="y")
            _withdraw(two, staff)
            assert _judge(staff).status == 200
            _add_papers(staff)
            forgot = visitor_at(address)
            forgot.submit(forgot.get("/wachtwoord-vergeten"), email=STAFF_EMAIL)
            wait_until(lambda: len(sink.messages) >= 5, what=f"{len(sink.messages)} mails")
            wait_until(lambda: len(list((tmp_path / "var/files").rglob("????????*"))) >= 5, what="PDFs")
            sought += needles(*codes, token)
            flush()
            looked = clock.machine_time() - 2
            assert finds([tmp_path / "var", logs, *data], sought, since=begun) == []
        flush()
        assert finds([tmp_path / "var", logs, *data], sought, since=looked) == [], "in what was written since"
        assert finds([tmp_path / "var", *data], [CONTROL.encode()], since=begun), (
            "the search itself finds what is there"
        )
        for message in sink.messages:
            said = [part.get_payload(decode=True).decode() for part in message.iter_parts()]
            shown = " ".join([str(message["Subject"]), *said])
            assert MARK.lower() not in shown.lower()
            assert "klacht" not in str(message["Subject"]).lower()
