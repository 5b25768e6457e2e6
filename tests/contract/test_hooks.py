"""Every hook is specified, documented by its exact signature, and answered by all three plugins."""

import inspect
from datetime import date
from pathlib import Path

import pytest

from wederhoor.hookspecs import EditionKind, Hooks
from wederhoor.organisation import build_organisation
from wederhoor.plugins import PluginError, installed_plugins, manager_for, manager_with
from wederhoor.testing.hook_docs import is_fresh, render, signatures

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOT = ROOT / "tests" / "organisations" / "hook_signatures.txt"
HOOKS = [name for name, _ in signatures()]
PLUGINS = ("interaktcontour", "lumens", "wil")
TODAY = date(2026, 11, 22)


def test_hook_reference_is_fresh() -> None:
    assert is_fresh(ROOT / "docs" / "hooks.md"), "run python -m wederhoor.testing.hook_docs docs/hooks.md"


def test_hook_signatures_change_only_on_purpose() -> None:
    written = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    assert written == [signature for _, signature in signatures()]


@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_is_documented_by_its_signature(hook: str) -> None:
    assert dict(signatures())[hook] in render()


@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_says_what_it_is_for_and_whether_it_is_required(hook: str) -> None:
    text = inspect.getdoc(getattr(Hooks, hook)) or ""
    assert len(text.splitlines()[0]) > 20
    assert "Required" in text


@pytest.mark.parametrize("plugin", PLUGINS)
@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_is_answered_by_each_plugin(hook: str, plugin: str) -> None:
    organisation = build_organisation(plugin, on=TODAY)
    code = next(e for e in organisation.regulations if e.kind is EditionKind.CODE_OF_CONDUCT)
    wanted = inspect.signature(getattr(Hooks, hook)).parameters
    days = {"new_code_in_force_from": None, "works_council_consent_on": None}
    settings = {**days, "handler_reminder_days": 7, "escalation_days": 2}
    given = {name: {"edition": code, "settings": settings}[name] for name in wanted if name != "self"}
    assert getattr(manager_for(plugin).hook, hook)(**given) is not None


def test_an_unknown_hook_is_an_error_and_not_silence() -> None:
    module = installed_plugins()["wil"]

    class Misspelled:
        pass

    broken = Misspelled()
    vars(broken).update(vars(module))
    vars(broken)["gift_polici"] = vars(module)["gift_policy"]
    with pytest.raises(PluginError, match="gift_polici"):
        manager_with("kapot", broken)


def test_ten_thousand_tenants_on_three_plugins_share_three_managers() -> None:
    assert len({id(manager_for(PLUGINS[n % 3])) for n in range(10_000)}) == 3


def test_plugins_import_only_the_hook_specifications() -> None:
    for path in (ROOT / "plugins").rglob("wederhoor_*/*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(("from wederhoor", "import wederhoor")):
                assert line.startswith("from wederhoor.hookspecs import"), f"{path.name}: {line}"


def test_no_platform_file_names_an_organisation() -> None:
    names = ("lumens", "interaktcontour", "lekstroom")
    allowed = {"hookspecs.py"}  # the docstrings say what the three do
    for folder in ("rules", "statutes", "testing", "explain"):
        for path in (ROOT / "platform" / "wederhoor" / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8").lower()
            found = [name for name in names if name in text]
            assert not found or path.name in allowed, f"{path.name}: {found}"
