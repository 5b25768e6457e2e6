"""What depends on the day, on the days on which programs tend to fail: `make days`, two at a time, on SQLite.

Each day is a run of pytest of its own that begins at that moment (`tests/support/clock.py`), on a machine in another place too:
nothing may depend on the time zone of the server.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from tests.support import clock

MOMENTS: Mapping[str, tuple[str, str]] = {
    "the last evening of a year": ("2026-12-31T23:30:00+01:00", "Europe/Amsterdam"),
    "the night in which an hour is skipped": ("2027-03-28T02:30:00+01:00", "Europe/Amsterdam"),
    "the hour that exists twice, the first time": ("2027-10-31T02:30:00+02:00", "UTC"),
    "the hour that exists twice, the second time": ("2027-10-31T02:30:00+01:00", "Europe/Amsterdam"),
    "a leap day, still the day before in UTC": ("2028-02-29T00:30:00+01:00", "America/New_York"),
    "two years on": ("2028-11-23T10:00:00+01:00", "Pacific/Auckland"),
}
TRIED = ("tests/services", "tests/contract", "tests/pages/test_acts.py", "tests/pages/test_colleagues.py",
         "tests/pages/test_declarations.py", "tests/pages/test_delivery.py", "tests/pages/test_portal.py", "plugins")  # fmt: skip
LEFT_OUT = ("together", "health", "examples", "upgrade", "migrations", "commands", "passwords", "mail_servers", "register_plan",
            "disks", "whole_copies", "paper_kinds", "papers", "ticking", "head_of_line", "floods")  # fmt: skip
"""What takes long, or is about programs and databases rather than days."""


def tried(name: str) -> tuple[bool, str]:
    """Whether all went well on a day, and what pytest said."""
    moment, zone = MOMENTS[name]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--no-header",
            "-p",
            "no:cacheprovider",
            "-k",
            "not postgresql",
            "-m",
            "not siege",
        ]
        + [*TRIED, *(f"--ignore=tests/services/test_{one}.py" for one in LEFT_OUT)],
        env=os.environ | {clock.VARIABLE: moment, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def main() -> int:
    """Try every day; 1 when something failed, with all that was said about it."""
    failed = 0
    with ThreadPoolExecutor(2) as two:
        for name, (well, said) in zip(MOMENTS, two.map(tried, MOMENTS), strict=True):
            moment, zone = MOMENTS[name]
            print(f"{name}: {moment}, on a machine in {zone}: {said.strip().splitlines()[-1]}", flush=True)
            if not well:
                failed += 1
                print(said)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
