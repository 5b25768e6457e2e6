"""A plugin from an empty folder to the first complaint, and the reference that leads there."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.made_plugins import installed
from tests.support.world import Organisation, add_organisation

from wederhoor import hookspecs
from wederhoor.cli import main
from wederhoor.organisation import build_organisation
from wederhoor.testing import reference
from wederhoor.testing.reference_examples import EXAMPLES

DOCS = Path(__file__).resolve().parents[2] / "docs"
DAY = "2027-03-01"


def _made(folder: Path) -> Path:
    """A new plugin called zon, and its distribution as an installer leaves it."""
    done = CliRunner().invoke(main, ["plugin", "new", "zon", "--folder", str(folder)])
    assert done.exit_code == 0, done.output
    root = folder / "zon"
    info = root / "wederhoor_zon-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wederhoor-zon\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[wederhoor.plugins]\nzon = wederhoor_zon.plugin\n")
    return root


def test_a_new_plugin_has_no_faults_and_lists_what_is_to_do_in_order(tmp_path: Path) -> None:
    with installed(_made(tmp_path)):
        done = CliRunner().invoke(main, ["plugin", "check", "zon", "--on", DAY])
        assert done.exit_code == 0, done.output
        found = [line for line in done.output.splitlines() if line.startswith("te doen ")]
        assert found == sorted(found) and len(found) >= 8
        assert (
            build_organisation("zon", on=date(2027, 3, 1)).deadlines == ()
        )  # nothing with weight is filled in


def test_a_new_plugin_takes_its_first_complaint(tmp_path: Path, lumens: Organisation) -> None:
    with installed(_made(tmp_path)):
        zon = add_organisation(lumens.installation, "zon", plugin="zon")
        filed = zon.file_complaint()
        assert filed.number


def test_the_report_is_one_file_that_needs_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "nagekeken.html"
    done = CliRunner().invoke(main, ["plugin", "check", "lumens", "--on", DAY, "--report", str(page)])
    assert done.exit_code == 0, done.output
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text and "http" not in text.replace("https://www.w3.org", "")
    assert "Lumens: nagekeken op 1 maart 2027" in text and "<svg" in text and "Termijnen" in text


@pytest.mark.parametrize("slug", ["Zon", "1zon", "z", "zon-licht"])
def test_a_name_no_plugin_can_have_is_refused(tmp_path: Path, slug: str) -> None:
    done = CliRunner().invoke(main, ["plugin", "new", slug, "--folder", str(tmp_path)])
    assert (done.exit_code, "kan geen naam zijn" in done.output) == (1, True)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "zon").mkdir()
    done = CliRunner().invoke(main, ["plugin", "new", "zon", "--folder", str(tmp_path)])
    assert (done.exit_code, "bestaat al" in done.output) == (1, True)


def test_the_reference_is_fresh_and_finds_words() -> None:
    assert reference.is_fresh(DOCS / "reference.md")
    assert "step" in reference.looked_up("DeadlineRule")[0]
    assert CliRunner().invoke(main, ["plugin", "reference", "bestaatniet"]).exit_code == 1


@pytest.mark.parametrize("hook", EXAMPLES)
def test_an_example_of_the_reference_is_what_the_hook_answers(hook: str) -> None:
    names = {name: getattr(hookspecs, name) for name in hookspecs.__all__}
    toml = '[[article]]\nnumber = "1"\nkinds = "D"\nsection = "1"\ntext = "Meld het."\n'
    assert eval(EXAMPLES[hook], {**names, "date": date, "TOML": toml}) is not None


def test_every_hook_has_an_example() -> None:
    assert set(EXAMPLES) == {name for name in vars(hookspecs.Hooks) if not name.startswith("_")}
