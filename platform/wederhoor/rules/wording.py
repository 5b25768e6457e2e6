"""Dutch wording shared by the explanations: dates, amounts of time, lists. No rule is decided here."""

from collections.abc import Iterable
from datetime import date, datetime

_MONTH_NAMES = "januari februari maart april mei juni juli augustus september oktober november december"
_DAY_NAMES = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
MONTHS = tuple(_MONTH_NAMES.split())
_DAYS = tuple(_DAY_NAMES.split())


def dutch_date(day: date) -> str:
    """``2 maart 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dutch_moment(local: datetime) -> str:
    """``2 maart 2026 om 14.05 uur``, for a moment as the clock there shows it."""
    return f"{dutch_date(local.date())} om {local:%H.%M} uur"


def month_number(name: str) -> int:
    """Three for "maart". Raises ``ValueError`` for another word."""
    return MONTHS.index(name) + 1


def weekday(day: date) -> str:
    """``maandag``."""
    return _DAYS[day.weekday()]


def days_said(due_on: date, today: date) -> str:
    """How far away a day is, in words; roughly, from two months on."""
    days = (due_on - today).days
    if days < 0:
        return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
    if days < 2:
        return "morgen" if days else "vandaag"
    if days <= 60:
        return f"over {days} dagen"
    return f"over {days // 30} maanden" if days < 700 else f"over {days // 365} jaar"


def how_far(day: date, today: date) -> str:
    """How far away a day is, behind us or ahead, where nobody is late for it; as roughly."""
    days = (today - day).days
    if days <= 0:
        return days_said(day, today)
    if days == 1:
        return "gisteren"
    if days <= 60:
        return f"{days} dagen geleden"
    return f"{days // 30} maanden geleden" if days < 700 else f"{days // 365} jaar geleden"


_TIMES = ("geen keer", "één keer", "twee keer", "drie keer", "vier keer", "vijf keer")


def times(count: int) -> str:
    """How often, in words: ``één keer``."""
    return _TIMES[count] if count < len(_TIMES) else f"{count} keer"


def listed(items: Iterable[str], last: str = "en") -> str:
    """``a, b en c``; with ``last="of"`` ``a, b of c``."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
