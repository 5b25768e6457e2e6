"""How dates and files are written in templates."""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for

from wederhoor.rules.wording import days_said, dutch_date, dutch_moment, how_far
from wederhoor.work import AMSTERDAM, local_date, utc_now

STATIC = Path(__file__).parent / "static"


def datum(value: date | datetime | None) -> str:
    """ "2 maart 2026"; nothing for None."""
    if value is None:
        return ""
    return dutch_date(value.astimezone(AMSTERDAM).date() if isinstance(value, datetime) else value)


def moment(value: datetime | None) -> str:
    """ "2 maart 2026 om 14.05 uur", in Amsterdam; nothing for None."""
    if value is None:
        return ""
    return dutch_moment(value.astimezone(AMSTERDAM))


def kort(value: date | None) -> str:
    """ "2-3-2026", for a table; nothing for None."""
    return f"{value.day}-{value.month}-{value.year}" if value else ""


def _today() -> date:
    return local_date(utc_now())


def dagen(value: date | datetime | None) -> str:
    """ "3 dagen geleden" or "over 3 dagen", beside a day nobody is late for; nothing for None. Never in a piece that is kept as drawn."""
    if value is None:
        return ""
    return how_far(local_date(value) if isinstance(value, datetime) else value, _today())


def nog(value: date | None) -> str:
    """ "over 3 dagen" or "3 dagen te laat", beside a day by which something must be done; nothing for None. Never kept as drawn either."""
    return days_said(value, _today()) if value else ""


@lru_cache(maxsize=256)
def _fingerprint(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]


@lru_cache(maxsize=256)
def static_url(path: str) -> str:
    """The address of a file under static/, with its fingerprint so that it can be cached for good."""
    return f"{url_for('static', filename=path)}?v={_fingerprint(path)}"


def register(app: Flask) -> None:
    """Make them known to the templates."""
    app.jinja_env.filters["datum"] = datum
    app.jinja_env.filters["kort"] = kort
    app.jinja_env.filters["dagen"] = dagen
    app.jinja_env.filters["nog"] = nog
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.globals["static_url"] = static_url
