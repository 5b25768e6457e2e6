"""A broken plugin concerns the organisations that use it and nobody else, whatever way it is broken (real distributions, no mock)."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete
from tests.support.made_plugins import LIKE_WIL, installed, write_plugin
from tests.support.mail import FakeMail
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor import scheduler, server
from wederhoor.cli import main
from wederhoor.explain.asking import answer_case
from wederhoor.plugin_health import health_of
from wederhoor.settings.tables import FrozenAnswers
from wederhoor.tenancy.tables import Tenant

BANNER = "U kunt hier nu alleen lezen"
RAISES = f"{LIKE_WIL}\n@hookimpl\ndef gift_policy():\n    raise RuntimeError('boem')\n"
NOT_A_TERM = f"""{LIKE_WIL}
from dataclasses import replace
from wederhoor_wil import plugin as _wil

@hookimpl
def deadline_rules(settings):
    return tuple(replace(rule, term="6 weken") for rule in _wil.deadline_rules(settings))
"""
A_LIST = f"{LIKE_WIL}\n@hookimpl\ndef texts():\n    return []\n"
NOT_A_CODE = f"""{LIKE_WIL}
from dataclasses import replace
from wederhoor_wil import plugin as _wil

@hookimpl
def complaint_process():
    road = _wil.complaint_process()
    return replace(road, moves=tuple(replace(move, means="withdraw") for move in road.moves))
"""
UNSAYABLE = f"""{LIKE_WIL}
class Unsayable(Exception):
    def __str__(self):
        raise ValueError

@hookimpl
def texts():
    raise Unsayable
"""
STATED = f"""{LIKE_WIL}
from dataclasses import replace
from wederhoor_wil import plugin as _wil

@hookimpl
def organisation_profile():
    return replace(_wil.organisation_profile(), statement={{}})
"""
MOMENT = f"""{LIKE_WIL}
from dataclasses import replace
from datetime import datetime
from wederhoor_wil import plugin as _wil

@hookimpl
def regulations():
    return tuple(replace(one, in_force_from=datetime(2020, 1, 1)) for one in _wil.regulations())
"""
NUMBER = f"""{LIKE_WIL}
from dataclasses import replace
from wederhoor_wil import plugin as _wil

@hookimpl
def register_number():
    return replace(_wil.register_number(), padding=10**5000)
"""
LOOKED_AT = f"""{LIKE_WIL}
from dataclasses import replace
from wederhoor_wil import plugin as _wil

class Code(str):
    __hash__ = None

@hookimpl
def texts():
    return tuple(replace(one, code=Code(one.code)) for one in _wil.texts())
"""
MISSPELLED = f"{LIKE_WIL}\n@hookimpl\ndef gift_polici():\n    return None\n"
BROKEN = {
    "syntax": ("def x(:\n", ("SyntaxError", "plugin.py:1")),
    "import": ("import nergens_te_vinden\n", ("ModuleNotFoundError", "plugin.py:1")),
    "type": ("'a' + 1\n", ("TypeError", "plugin.py:1")),
    "exit": ("raise SystemExit(3)\n", ("SystemExit",)),
    "raises": (RAISES, ("gift_policy", "RuntimeError: boem")),
    "deep": (NOT_A_TERM, ("deadline_rules", "term: Term of FixedDay verwacht, kreeg de tekst ‘6 weken’")),
    "list": (A_LIST, ("texts", "een tuple verwacht, kreeg list")),
    "code": (NOT_A_CODE, ("complaint_process", "means: Meaning of niets verwacht")),
    "misspelled": (MISSPELLED, ("gift_polici",)),
    "newer": (LIKE_WIL + "CONTRACT = 99\n", ("contract 99", "nieuwere versie van het platform")),
    "outdated": (LIKE_WIL + "CONTRACT = 0\n", ("contract 0", "nieuwere versie van de plugin")),
    "contract": (LIKE_WIL + "CONTRACT = 'twee'\n", ("CONTRACT moet een geheel getal zijn",)),
    "layer": (LIKE_WIL + "LAYERS = ('nergens',)\n", ("Laag ‘nergens’ is niet geïnstalleerd",)),
    "layers": (LIKE_WIL + "LAYERS = 'jeugdwet'\n", ("LAYERS moet een tuple",)),
    "attribute": (f"{LIKE_WIL}\ndef __getattr__(name):\n    raise OSError(name)\n", ("LAYERS: OSError",)),
    "unsayable": (UNSAYABLE, ("texts: Unsayable;",)),
    "generator": (
        f"{LIKE_WIL}\n@hookimpl\ndef texts():\n    raise GeneratorExit\n",
        ("texts: GeneratorExit",),
    ),
    "wrapper": (f"{LIKE_WIL}\n@hookimpl(wrapper=True)\ndef texts():\n    return (yield)\n", ("een wrapper",)),
    "unheard": (
        f"{LIKE_WIL}\n@hookimpl\ndef texts(settings={{}}):\n    return ()\n",
        ("geef settings geen",),
    ),
    "argument": (f"{LIKE_WIL}\n@hookimpl\ndef texts(nergens):\n    return ()\n", ("texts(nergens)",)),
    "surrogate": (STATED.format("'\\udc80'"), ("een teken in dat geen tekst is",)),
    "moment": (MOMENT, ("[2016].in_force_from: date verwacht, kreeg datetime",)),
    "number": (NUMBER, ("een getal in dat te groot is",)),
    "looked_at": (LOOKED_AT, ("met de antwoorden valt niet te werken, TypeError: unhashable",)),
}
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where distributions are put that are installed during a test."""
    place = tmp_path / "plugins"
    place.mkdir()
    for kind, (code, _) in BROKEN.items():
        write_plugin(place, f"kapot_{kind}", code)
    write_plugin(place, "kapot_logo", LIKE_WIL, files={"logo.svg": LOGO})
    write_plugin(place, "kapot_twee", LIKE_WIL, distribution="eerste-plugin")
    write_plugin(place, "kapot_twee", LIKE_WIL, distribution="tweede-plugin")
    with installed(place):
        yield place


KINDS = {
    **{f"kapot_{kind}": words for kind, (_, words) in BROKEN.items()},
    "kapot_logo": ("logo.svg",),
    "kapot_twee": ("heten", "eerste-plugin en tweede-plugin"),
    "kapot_weg": ("niet geïnstalleerd",),
}


def test_every_kind_of_broken_plugin_is_said_in_one_sentence_with_its_place(folder: Path) -> None:
    from tests.support import clock

    for name, words in KINDS.items():
        found = health_of(name, on=clock.TODAY)
        assert not found.well, name
        assert "\n" not in found.wrong and all(word in found.wrong for word in words), (name, found.wrong)
    for name in ("lumens", "interaktcontour", "wil"):
        found = health_of(name, on=clock.TODAY)
        assert (found.wrong, found.contract, found.origin.distribution) == ("", 2, f"wederhoor-{name}")


@pytest.mark.parametrize("database", ["sqlite"])  # which rows there are is the same on both
def test_good_organisations_beside_broken_ones_notice_nothing(
    folder: Path,
    app: Flask,
    tenant: Callable[..., Organisation],
    mail: FakeMail,
    caplog: pytest.LogCaptureFixture,
) -> None:
    good = [tenant(name, name) for name in ("lumens", "interaktcontour", "wil")]
    installation = good[0].installation
    for one in good:
        one.file_complaint()
    visitor = visitor_of(app.test_client())
    before = {one.slug: visitor.get(f"/{one.slug}/").text for one in good}
    broken = {}
    for number, name in enumerate(KINDS):
        broken[name] = one = tenant(f"org-{number}", "wil")
        if number % 2:
            with one.work(write=True) as work:  # as one that was added before answers were kept
                work.session.execute(delete(FrozenAnswers).where(FrozenAnswers.tenant_id == one.id))
        _use(one, name)
    for name, one in broken.items():
        page = visitor.get(f"/{one.slug}/")
        assert (page.status, BANNER in page.text) == (200, True), name
        assert "plugin" not in page.text.lower().replace("/static/", "") and "Traceback" not in page.text, (
            name
        )
    for one in good:
        page = visitor.get(f"/{one.slug}/")
        assert BANNER not in page.text
        assert _same(page.text) == _same(before[one.slug])
    ready = visitor.get("/readyz?except=scheduler")
    assert (ready.status, json.loads(ready.text)["status"]) == (200, "ok")
    assert set(json.loads(ready.text)["plugins_not_well"]) == set(KINDS)
    scheduler.sweep(installation, mail)
    assert {message["To"] for message in mail.messages}, "the good ones get their mail"
    with caplog.at_level("WARNING"):
        server.say_plugins(installation)
    assert sum("kunnen nu alleen worden gelezen" in record.message for record in caplog.records) == len(KINDS)
    case = {"organisation": "wil", "giver": "company", "value": 60, "on": "2026-11-22"}
    assert answer_case(case, "gift")["verdict"] == "refused"  # type: ignore[call-overload,index]


@pytest.mark.parametrize("stored", [True, False], ids=["kept", "nothing kept"])
def test_who_works_there_reads_why_and_can_open_what_there_is(
    folder: Path, app: Flask, tenant: Callable[..., Organisation], stored: bool
) -> None:
    """Read-only with the reason, also where no answers were kept; residents read no such thing, and nothing can be filed."""
    sick = tenant("ziek", "wil")
    kim = sick.hire("Kim Bakvis", "secretary", "admin")
    if not stored:
        with sick.work(write=True) as work:
            work.session.execute(delete(FrozenAnswers).where(FrozenAnswers.tenant_id == sick.id))
    else:
        filed = sick.file_complaint()
    _use(sick, "kapot_raises")
    office, resident = visitor_of(app.test_client()), visitor_of(app.test_client())
    office.sign_in(kim.email, PASSWORD)
    for path in ("", "/register", "/termijnen", "/beheer"):
        page = office.get(f"/ziek/kantoor{path}")
        if page.status == 404:
            continue
        assert (page.status, BANNER in page.text) == (200, True), (path, page.status)
        assert "RuntimeError: boem" in page.text, path
    front = resident.get("/ziek/")
    assert (front.status, "boem" in front.text) == (200, False)
    assert ("Klacht indienen</a>" in front.text) is stored
    if stored:
        assert filed.number in office.get(f"/ziek/kantoor/dossiers/{filed.dossier_id}").text
    with sick.work() as work:
        assert work.why_read_only.startswith("Plugin kapot_raises, hook gift_policy")


def test_the_command_lists_every_plugin_and_fails_when_one_that_is_used_is_not_well(
    folder: Path, tenant: Callable[..., Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = tenant("een", "wil")
    monkeypatch.setattr("wederhoor.plugin_commands.opened", lambda _config: one.installation)
    monkeypatch.setattr("wederhoor.plugin_commands._has_database", lambda _config: True)
    said = CliRunner().invoke(main, ["plugins"])
    assert "wil: goed (wederhoor-wil 0.1.0; contract 2; gebruikt door 1 organisatie)" in said.output
    assert "kapot_raises: ziek (wederhoor-kapot_raises 0.1.0; contract 2; niet in gebruik)" in said.output
    assert said.exit_code == 0, "nobody uses what is broken"
    _use(one, "kapot_weg")
    said = CliRunner().invoke(main, ["plugins"])
    assert (
        "kapot_weg: ziek (niet geïnstalleerd; contract onbekend; gebruikt door 1 organisatie)" in said.output
    )
    assert said.exit_code == 1


def _same(text: str) -> str:
    import re

    return re.sub(r'(value|content|nonce)="[^"]*"', "", text)


def _use(organisation: Organisation, plugin: str) -> None:
    with organisation.work(write=True) as work:
        row = work.session.get_one(Tenant, organisation.id)
        row.plugin, row.version = plugin, row.version + 1
