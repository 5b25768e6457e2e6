"""No test depends on the day it runs: one clock for the tests and for the programs they start (`tests/support/clock.py`)."""

import ast
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from tests.support import clock
from tests.support.processes import wait_until

from wederhoor.vault.files import FileStore
from wederhoor.work import local_date, utc_now

ROOT = Path(__file__).parents[2]
CLOCK = ROOT / "tests" / "support" / "clock.py"
STARTUP = ROOT / "tests" / "support" / "startup" / "sitecustomize.py"
FILES = sorted(
    path
    for folder in (ROOT / "tests", *ROOT.glob("plugins/*/tests"))
    for path in folder.rglob("*.py")
    if path not in (CLOCK, STARTUP)
)
READS = frozenset(
    {
        ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time"),
        ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"), ("time", "ctime"), ("time", "asctime"),
        ("time", "clock_gettime"), ("time", "clock_gettime_ns"),
    }
)  # fmt: skip
"""What reads a clock: of a test that is `clock.NOW`, `clock.TODAY`, or `utc_now` as the platform has it."""
BEHIND = frozenset({"time_machine", "_time_machine", "freezegun"})
"""What sets a clock, or reads the machine's behind the back of the tests': `clock.travel` and `clock.machine_time` do."""
ALSO_REAL = frozenset({"machine_time", "escape_hatch"})
MAY_SEE_THE_MACHINE = {
    "tests/security/test_planted.py": "when the system wrote a file",
    "tests/services/test_examples.py": "a certificate that OpenSSL judges",
}
STARTS = frozenset({"Popen", "run", "check_call", "check_output", "call"})
OTHER_PROGRAMS = {
    "tests/support/postgres.py": "PostgreSQL: the platform asks it for no date",
    "tests/services/test_examples.py": "nginx, caddy and systemd",
    "tests/support/swift.py": "an object store, which compares with the time of the files it writes",
    "tests/e2e/test_reading_copies.py": "poppler and LibreOffice, judges of a copy: neither is asked for a date",
    "tests/checks.py": "git, by `make lint`",
    "tests/days.py": "pytest, which is told its moment by the variable",
    "tests/bench/__main__.py": "the bench measures real time, its program and its visitors by the same clock",
}


def _called(node: ast.Call) -> tuple[str, str]:
    """The last two names of what is called: ("datetime", "now")."""
    if not isinstance(node.func, ast.Attribute):
        return "", node.func.id if isinstance(node.func, ast.Name) else ""
    owner = node.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name, node.func.attr


def faults(source: str, name: str = "") -> Iterator[str]:
    """Where a test goes past the clock of the tests, in words."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            for imported in [module] if module else [one.name for one in node.names]:
                if imported.split(".")[0] in BEHIND:
                    yield f"line {node.lineno}: {imported}: take clock.travel"
            for one in node.names if module == "time" else ():
                if ("time", one.name) in READS:
                    yield f"line {node.lineno}: {one.name} of time: take clock.NOW or utc_now"
        elif isinstance(node, ast.Attribute | ast.Name):
            called = node.attr if isinstance(node, ast.Attribute) else node.id
            if called in ALSO_REAL and name not in MAY_SEE_THE_MACHINE:
                yield f"line {node.lineno}: {called}: the machine's clock"
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id
                if (owner, node.attr) in READS:
                    yield f"line {node.lineno}: {owner}.{node.attr}: take clock.NOW, clock.TODAY or utc_now"
        if isinstance(node, ast.Call) and _called(node)[0] == "subprocess" and _called(node)[1] in STARTS:
            given = next((one.value for one in node.keywords if one.arg == "env"), None)
            if name not in OTHER_PROGRAMS and (given is None or "clock.environment()" not in source):
                yield f"line {node.lineno}: a program with the machine's clock: env with clock.environment()"


def test_no_test_goes_past_the_clock() -> None:
    assert len(FILES) > 100
    found = []
    for path in FILES:
        name = str(path.relative_to(ROOT))
        found += [f"{name}: {fault}" for fault in faults(path.read_text(encoding="utf-8"), name)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime, UTC\nNOW = datetime.now(UTC)",
        "import datetime\nx = datetime.date.today()",
        "from datetime import date\nx = {'default': date.today}",
        "import time\nbegun = time.time()",
        "from time import time",
        "import time_machine",
        "from time_machine import travel",
        "from tests.support import clock\nx = clock.machine_time()",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'wederhoor'], check=True)",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'wederhoor'], check=True, env={})",
    ],
)
def test_a_test_that_goes_past_the_clock_is_found(source: str) -> None:
    assert list(faults(source))


def test_what_may_see_the_machine_still_does() -> None:
    for name in (*MAY_SEE_THE_MACHINE, *OTHER_PROGRAMS):
        assert any(path == ROOT / name for path in FILES), name
    for name in MAY_SEE_THE_MACHINE:
        assert "clock.machine_time()" in (ROOT / name).read_text(encoding="utf-8"), name


SHARED = utc_now()


@pytest.fixture(scope="module")
def of_the_module() -> datetime:
    return utc_now()


def test_the_run_begins_at_one_moment_and_goes_on(of_the_module: datetime) -> None:
    assert clock.NOW <= SHARED <= of_the_module <= utc_now()
    assert utc_now() - clock.NOW < timedelta(hours=1), "real time goes by, and no more"
    assert local_date(clock.NOW) == clock.TODAY
    before, real = utc_now(), time.monotonic()
    wait_until(lambda: time.monotonic() > real + 0.05)
    assert utc_now() > before


def test_a_program_that_a_test_starts_is_at_this_moment_and_so_is_what_it_starts() -> None:
    inner = "from wederhoor.work import utc_now; print(utc_now().isoformat())"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    before = utc_now()
    done = subprocess.run(
        [sys.executable, "-c", outer], env=clock.environment(), capture_output=True, text=True, check=True
    )
    said = datetime.fromisoformat(done.stdout.strip())
    assert timedelta(seconds=-1) < said - before < timedelta(minutes=1)


def test_a_sealed_file_is_of_this_moment(tmp_path: Path) -> None:
    files, tenant_id = FileStore(root=tmp_path), uuid4()
    files.write(tenant_id, uuid4(), b"x")
    ((_, _, written),) = files.kept(tenant_id)
    assert abs(written - utc_now().timestamp()) < 5
