"""Every example in docs/explain.md gives exactly the answer it shows."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from wederhoor.explain.asking import QUESTIONS
from wederhoor.explain.commands import explain, organisation

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explain.md"
EXAMPLES = re.findall(r"```console\n\$ wederhoor (\w+) (.+)\n([^`]+)```", PAGE.read_text(encoding="utf-8"))


def test_every_question_has_an_example() -> None:
    shown = [command.split()[0] for group, command, _ in EXAMPLES if group == "explain"]
    assert shown == list(QUESTIONS)


@pytest.mark.parametrize(("group", "command", "shown"), EXAMPLES)
def test_an_example_answers_what_it_shows(group: str, command: str, shown: str) -> None:
    found = CliRunner().invoke(explain if group == "explain" else organisation, shlex.split(command))
    assert found.exit_code == 0
    if group == "explain":
        assert json.loads(found.output) == json.loads(shown)
    else:
        assert found.output.startswith(shown)
