"""What lies around a broken plugin goes on: other distributions, who is remembered, what is shown, the pages and the proof."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, select
from tests.support import clock
from tests.support.made_plugins import LIKE_WIL, installed, write_plugin
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor import backups, health
from wederhoor.cli import main
from wederhoor.installed import LAYER_GROUP, plugin_names
from wederhoor.organisation import build_organisation
from wederhoor.plugin_health import health_of, working
from wederhoor.plugins import PluginError, load
from wederhoor.record_proof import verify_record
from wederhoor.settings import code_editions
from wederhoor.settings.tables import FrozenAnswers, SettingsVersion
from wederhoor.tenancy.tables import Tenant

BANNER = "U kunt hier nu alleen lezen"
CLOSED = "Een klacht indienen kan nu even niet via deze website."
RAISES = f"{LIKE_WIL}\n@hookimpl\ndef gift_policy():\n    raise RuntimeError('boem')\n"
LATER = f"""{LIKE_WIL}
from wederhoor_wil import plugin as _wil

@hookimpl(trylast=True)
def gift_policy():
    return _wil.gift_policy()
"""
QUOTES = f"""{LIKE_WIL}
from wederhoor_wil import plugin as _wil

@hookimpl
def settings_type():
    source = ToConfirm(reason="bedacht")
    field = SettingField(code="who", label="Wie", kind=SettingKind.TEXT, default="", source=source)
    return SettingsType(version=1, fields=(*_wil.settings_type().fields, field))

@hookimpl
def texts(settings):
    if settings["who"]:
        raise KeyError(settings["who"])
    return ()
"""
TWICE = """
from dataclasses import replace
from wederhoor.hookspecs import *
from wederhoor_wil import plugin as _wil

@hookimpl
def letters():
    first = replace(_wil.letters()[0], code="own_letter")
    return (replace(first, when=(When(CaseFact.CHANNEL, ("web",)),)), first)
"""


def _use(organisation: Organisation, plugin: str) -> None:
    with organisation.work(write=True) as work:
        row = work.session.get_one(Tenant, organisation.id)
        row.plugin, row.version = plugin, row.version + 1


@pytest.mark.parametrize(
    "listed", [b"[wederhoor.plugins]\n\xff\xfe = x.plugin\n", b"[wederhoor.plugins]\nzonder gelijkteken\n"]
)
def test_a_distribution_that_cannot_be_read_takes_nobody_along(tmp_path: Path, listed: bytes) -> None:
    write_plugin(tmp_path, "heel", LIKE_WIL)
    info = tmp_path / "stuk-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stuk\nVersion: 1.0\n")
    (info / "entry_points.txt").write_bytes(listed)
    with installed(tmp_path):
        assert {"heel", "lumens", "wil"} <= set(plugin_names())
        assert health_of("heel", on=clock.TODAY).well and health_of("wil", on=clock.TODAY).well
        said = CliRunner().invoke(main, ["plugins"], env={"WEDERHOOR_VAR": str(tmp_path / "leeg")})
        assert "stuk-1.0.dist-info is niet te lezen" in said.output


def test_a_program_that_ends_on_a_distribution_it_cannot_read_names_it(tmp_path: Path) -> None:
    """Libraries look through all of them at their import, before anything of ours is asked."""
    info = tmp_path / "stuk-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stuk\nVersion: 1.0\n")
    (info / "entry_points.txt").write_bytes(b"[wederhoor.plugins]\n\xff\xfe = x.plugin\n")
    environment = os.environ | clock.environment() | {"WEDERHOOR_VAR": str(tmp_path / "var")}
    environment["PYTHONPATH"] += f"{os.pathsep}{tmp_path}"
    command = [sys.executable, "-m", "wederhoor", "migrate"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "stuk-1.0.dist-info is stuk" in done.stderr) == (2, True), done.stderr


def test_what_the_platform_is_called_is_no_name_for_a_plugin_and_an_entry_point_names_a_module(
    tmp_path: Path,
) -> None:
    write_plugin(tmp_path, "defaults", LIKE_WIL)
    package = write_plugin(tmp_path, "los", LIKE_WIL)
    (tmp_path / f"{package.name}-0.1.0.dist-info" / "entry_points.txt").write_text(
        "[wederhoor.plugins]\nlos = een twee!\n"
    )
    with installed(tmp_path):
        with pytest.raises(PluginError, match="kan niet ‘defaults’ heten"):
            load("defaults")
        with pytest.raises(PluginError, match="noemt geen module: in entry_points staat ‘een twee!’"):
            load("los")


def test_what_was_wrong_is_remembered_without_who_asked(tmp_path: Path) -> None:
    """Each refusal is a new one: one that is raised again and again would keep every request it went through."""
    write_plugin(tmp_path, "kapot", "nergens\n")
    with installed(tmp_path):
        found = []
        for _ in range(3):
            with pytest.raises(PluginError) as raised:
                load("kapot")
            found.append(raised.value)
        assert len({id(one) for one in found}) == 3 and len({str(one) for one in found}) == 1
        assert found[2].__context__ is None and found[2].__cause__ is None


def test_a_plugin_answers_before_the_platform_whatever_place_it_asks_for(tmp_path: Path) -> None:
    write_plugin(tmp_path, "later", LATER)
    with installed(tmp_path):
        mine = build_organisation("later", on=clock.TODAY).gift_policy
    assert mine == build_organisation("wil", on=clock.TODAY).gift_policy


def test_what_a_layer_says_of_some_cases_and_of_all_others_both_count(tmp_path: Path) -> None:
    write_plugin(tmp_path, "twee_brieven", TWICE, group=LAYER_GROUP)
    write_plugin(tmp_path, "gebruikt", LIKE_WIL + "LAYERS = ('twee_brieven',)\n")
    with installed(tmp_path):
        letters = build_organisation("gebruikt", on=clock.TODAY).letters
    assert [bool(one.when) for one in letters if one.code == "own_letter"] == [True, False]


def test_checking_a_plugin_loads_that_one_and_says_why_it_cannot(tmp_path: Path) -> None:
    write_plugin(tmp_path, "kapot", "nergens\n")
    write_plugin(tmp_path, "ander", LIKE_WIL)
    with installed(tmp_path):
        said = CliRunner().invoke(main, ["plugin", "check", "kapot"])
        assert (said.exit_code, "NameError" in said.output) == (1, True)
        assert "wederhoor_ander.plugin" not in sys.modules, "nobody asked for it"


def test_whoever_needs_every_plugin_gets_those_that_work(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Such as the invented world, which makes an organisation of each."""
    write_plugin(tmp_path, "kapot", RAISES)
    with installed(tmp_path):
        assert [name for name, _ in working(clock.TODAY)] == ["interaktcontour", "lumens", "wil"]
    assert "Plugin kapot, hook gift_policy: RuntimeError" in caplog.text


def test_what_an_organisation_set_itself_is_in_no_fault_and_is_counted_when_it_does_not_fit(
    tmp_path: Path, tenant: Callable[..., Organisation]
) -> None:
    """A plugin can be well and yet not go with what one organisation filled in."""
    write_plugin(tmp_path, "haalt_aan", QUOTES)
    with installed(tmp_path):
        one, other = tenant("een", "haalt_aan"), tenant("ander", "haalt_aan")
        assert health_of("haalt_aan", on=clock.TODAY).well
        with one.work(write=True) as work:
            shared = {"version": 2, "valid_from": work.today, "reason": "nieuw", "entered_at": work.now}
            work.session.add(SettingsVersion(values={"who": "Truus Verzonnen"}, **shared))
        _use(one, "haalt_aan")
        with one.work() as work, other.work() as beside:
            assert work.read_only and not beside.read_only
            assert "KeyError: '…'" in work.why_read_only and "Truus" not in work.why_read_only
        health.beat(one.installation, clock.NOW)
        assert health.take_figures(one.installation, clock.NOW)["read_only"] == 1


def test_stored_answers_say_of_which_plugins_and_versions_they_are(
    tmp_path: Path, app: Flask, tenant: Callable[..., Organisation]
) -> None:
    """Those of every edition of the code; the platform's own layers have the version of the platform."""
    write_plugin(
        tmp_path, "samen", LIKE_WIL.replace("wil", "lumens") + "LAYERS = ('jeugdwet',)\n", version="2.5"
    )
    with installed(tmp_path):
        one = tenant("een", "samen")
        kim = one.hire("Kim Bakvis", "secretary")
        filed = one.file_complaint()
        with one.work(write=True) as work:
            assert code_editions.keep(work) > 0
        with one.work() as work:
            found = set(work.session.scalars(select(FrozenAnswers.origin)).all())
        assert found == {
            "samen (wederhoor-samen 2.5), jeugdwet (wederhoor 0.1.0), defaults (wederhoor 0.1.0)"
        }
        office = visitor_of(app.test_client())
        office.sign_in(kim.email, PASSWORD)
        assert "wederhoor-samen 2.5" in office.get(f"/een/kantoor/dossiers/{filed.dossier_id}").text


@pytest.mark.parametrize("database", ["sqlite"])
def test_sentences_that_cannot_be_read_or_filled_in_are_left_out(
    tmp_path: Path, app: Flask, tenant: Callable[..., Organisation], caplog: pytest.LogCaptureFixture
) -> None:
    title = "Bent u niet tevreden? Vertel het ons"
    ours = "Ging er iets mis in het contact met {name}?"
    written = {
        "onleesbaar": b'\xff\xfe msgid "x\nmsgstr oeps',
        "oningevuld": (
            f'msgid "{ours}"\nmsgstr "Zqx {{nobody}}"\n\nmsgid "{title}"\nmsgstr "Zqx title"\n'
        ).encode(),
    }
    for name, content in written.items():
        package = write_plugin(tmp_path, name, LIKE_WIL + NAMED.format(name))
        (package / "translations").mkdir()
        (package / "translations" / "en.po").write_bytes(content)
    with installed(tmp_path):
        found = {}
        for name in written:
            tenant(name, name)
            visitor = visitor_of(app.test_client())
            visitor.get(f"/{name}/?taal=en")
            page = visitor.get(f"/{name}/")
            assert page.status == 200, name
            found[name] = page.text
    assert "Zqx title" in found["oningevuld"] and "Zqx {nobody}" not in found["oningevuld"]
    assert "Did something go wrong" in found["oningevuld"] and "onleesbaar" in caplog.text


NAMED = """
from dataclasses import replace
from wederhoor_wil import plugin as _wil

@hookimpl
def organisation_profile():
    return replace(_wil.organisation_profile(), slug="{}")
"""


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("stored", [True, False], ids=["kept", "nothing kept"])
def test_every_page_of_everybody_opens_and_only_staff_read_why(
    tmp_path: Path, app: Flask, tenant: Callable[..., Organisation], stored: bool
) -> None:
    write_plugin(tmp_path, "kapot", RAISES)
    with installed(tmp_path):
        sick = tenant("ziek", "wil")
        roles = ("secretary", "hr", "admin", "integrity_officer", "employee", "director", "confidant")
        kim = sick.hire("Kim Bakvis", *roles)
        filed = sick.file_complaint() if stored else None
        with sick.work(write=True) as work:
            shared = {"version": 2, "valid_from": work.today, "reason": "nieuw", "entered_at": work.now}
            values = {"phone": "040 111 22 33", "postal_address": "Postbus 1; 1234 AB Nergenshuizen"}
            work.session.add(SettingsVersion(values=values, **shared))
            if not stored:
                work.session.execute(delete(FrozenAnswers).where(FrozenAnswers.tenant_id == sick.id))
        _use(sick, "kapot")
        office, party, anybody = (visitor_of(app.test_client()) for _ in range(3))
        office.sign_in(kim.email, PASSWORD)
        if filed is not None:
            assert filed.number in party.submit(party.get("/ziek/mijn-klacht"), code=filed.code).text
        pages = [
            rule.rule.replace("<organisation>", "ziek")
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and rule.arguments == {"organisation"}
        ]
        assert len(pages) > 50
        for path in pages:
            _opens(office, path)
            for outside in (party, anybody):
                said = re.sub(r"<[^>]+>", " ", _opens(outside, path))
                assert "boem" not in said and "plugin" not in said.lower(), path
        front, filing = anybody.get("/ziek/").text, anybody.get("/ziek/klacht-indienen")
        assert BANNER in front and CLOSED in front
        assert "040 111 22 33" in front and "Postbus 1, 1234 AB Nergenshuizen" in front
        assert filing.status == (200 if stored else 404)
        assert stored is (CLOSED in filing.text) and "Begin met uw klacht" not in filing.text


def _opens(visitor: Visitor, path: str) -> str:
    page = visitor.get(path)
    assert page.status in (200, 403, 404), (path, page.status)
    return page.text if "text/" in page.headers.get("Content-Type", "") else ""


@pytest.mark.parametrize("database", ["sqlite"])  # a copy of the other is made by a program of its own
def test_the_record_is_proved_and_a_back_up_made_beside_a_broken_plugin(
    tmp_path: Path, tenant: Callable[..., Organisation]
) -> None:
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    write_plugin(plugins, "kapot", "raise SystemExit(3)\n")
    with installed(plugins):
        sick, well = tenant("ziek", "wil"), tenant("goed", "lumens")
        sick.file_complaint()
        well.file_complaint()
        _use(sick, "kapot")
        assert verify_record(sick.installation) == []
        made = backups.back_up(sick.installation.config, tmp_path / "kopie", tmp_path / "sleutels")
        assert made is not None and list((tmp_path / "kopie").iterdir())
