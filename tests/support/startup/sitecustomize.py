"""Python reads this first in every program that tests start: it is then at the moment of the tests (`tests/support/clock.py`).

The workshop of papers starts apart from everything (`python -I`) and keeps the machine's clock, as do nginx, caddy and
PostgreSQL: none of them compares anything with a date of a test. So do the dates that the system writes on files.
"""

import os
import sys

if "WEDERHOOR_TEST_AHEAD" in os.environ:
    from datetime import timedelta

    sys.modules["pytest"] = None  # type: ignore[assignment]  # time_machine would load all of it, which takes longer than the rest
    import time_machine

    del sys.modules["pytest"]
    ahead = timedelta(seconds=float(os.environ["WEDERHOOR_TEST_AHEAD"]))
    time_machine.travel(ahead, tick=True).start().time_ns()  # the first look at it is where it begins
