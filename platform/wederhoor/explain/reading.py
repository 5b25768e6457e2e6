"""Reading what people type: amounts, dates and moments. What is not understood is refused in one Dutch
sentence.
"""

import re
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from wederhoor.rules.tables import Worth
from wederhoor.rules.wording import month_number

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_UNKNOWN = frozenset({"unknown", "onbekend", "weet ik niet", "?", ""})
_AMOUNT = re.compile(r"(?:€|eur(?:o)?)?\s*(\d+(?:[.,]\d+)*)(?:,-{1,2})?\s*(?:€|eur(?:o)?)?", re.IGNORECASE)
_RANGES = tuple(
    re.compile(rf"(.+?)\s*(?:{between})\s*(.+)", re.IGNORECASE) for between in (r"\btot\b|\bto\b|–|\.\.", "-")
)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MORE = frozenset({">", "meer dan", "boven", "more than", "over", "above"})
_LESS = frozenset({"<", "minder dan", "onder", "less than", "under", "below"})
_ABOUT = frozenset({"ongeveer", "circa", "ca.", "ca", "about", "around", "±", "~"})
_AT_MOST = frozenset({"hooguit", "ten hoogste", "maximaal", "max", "max.", "tot en met", "at most", "up to"})
_AT_LEAST = frozenset({"minstens", "ten minste", "minimaal", "vanaf", "at least", "from"})
_BOUND = re.compile(
    rf"({'|'.join(map(re.escape, sorted(_MORE | _LESS | _ABOUT | _AT_MOST | _AT_LEAST, reverse=True)))})\s*(.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"tussen\s+(.+?)\s+en\s+(.+)", re.IGNORECASE)
_CENT = Decimal("0.01")
_NAMED_MONTH = re.compile(r"(\d{1,2})e?\s+([a-z]+)\.?\s+(\d{4})")
_MONTHS_IN_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ALSO_MONTHS = {"febr": 2, "maa": 3, "sept": 9}
_YEARS = (1900, 2199)
"""Every term and every holiday can be reckoned for these years."""
_HIGHEST = Decimal(1_000_000_000)


class FactRefused(Exception):
    """A fact or word is not understood. The message is one Dutch sentence that says what is allowed."""


def read_amount(value: object) -> Decimal:
    """An amount in euro: ``25``, ``25,00``, ``€ 25``, ``1.250,50``. Raises ``FactRefused``."""
    refusal = FactRefused(
        f"Het bedrag ‘{value}’ begrijp ik niet: schrijf een bedrag van nul of meer in cijfers, zoals "
        "25 of 25,50."
    )
    if isinstance(value, bool):
        raise refusal
    if isinstance(value, int | float | Decimal):
        text = str(value)
        amount = Decimal(text)
        if not amount.is_finite() or not 0 <= amount <= _HIGHEST:
            raise refusal
        return amount
    match = _AMOUNT.fullmatch(str(value).strip())
    if not match:
        raise refusal
    digits = match[1]
    if "," in digits:
        whole, _, cents = digits.rpartition(",")
        if len(cents) > 2 or "," in whole or not _grouped(whole):
            raise refusal
        digits = f"{whole.replace('.', '')}.{cents}"
    elif "." in digits and _grouped(digits):  # 1.250 is twelve hundred and fifty in Dutch
        digits = digits.replace(".", "")
    elif digits.count(".") > 1 or len(digits.partition(".")[2]) > 2:
        raise refusal
    amount = Decimal(digits)
    if amount > _HIGHEST:
        raise refusal
    return amount


def _grouped(digits: str) -> bool:
    head, *groups = digits.split(".")
    return 1 <= len(head) <= (3 if groups else 12) and all(len(group) == 3 for group in groups)


_ONES = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"


@lru_cache(maxsize=1)
def _number_words() -> dict[str, int]:
    """Nought to 999 as Dutch writes it."""
    ones = _ONES.split()
    below = dict(zip(ones, range(20), strict=True))
    for ten, name in enumerate(_TENS.split(), start=2):
        below[name] = ten * 10
        for one in range(1, 10):
            joined = "ën" if ones[one].endswith("e") else "en"
            below[f"{ones[one]}{joined}{name}"] = ten * 10 + one
    words = dict(below)
    for hundreds in range(1, 10):
        name = f"{ones[hundreds] if hundreds > 1 else ''}honderd"
        words |= {name + (word if n else ""): hundreds * 100 + n for word, n in below.items()}
    return words


def in_digits(text: str) -> str:
    """What people typed as an amount, with numbers in Dutch words ("vijfentwintig euro") as digits, and "tussen 20 en 30"
    as "20-30".
    """
    if between := _BETWEEN.fullmatch(text.strip()):
        return f"{in_digits(between[1])}-{in_digits(between[2])}"
    words = text.strip().lower().replace("één", "een")
    known = _number_words()
    whole = known.get(words.removesuffix(" euro").replace(" ", ""))
    if whole is not None:
        return str(whole)
    parts = [str(known.get(word, word)) for word in words.split()]
    return " ".join(parts) if parts != words.split() else text


def read_worth(value: object) -> Worth | None:
    """An amount, an estimate between two amounts ("20-30", [20, 30], {"min": 20, "max": 30}), or None for
    unknown.

    Raises ``FactRefused``.
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in _UNKNOWN):
        return None
    low: object
    high: object
    if isinstance(value, list | tuple) and len(value) == 2:
        low, high = value
    elif isinstance(value, dict) and value.keys() <= {"min", "max", "low", "high"}:
        low = value.get("min", value.get("low", 0))
        high = value.get("max", value.get("high", _HIGHEST))
    elif isinstance(value, str) and (bound := _BOUND.fullmatch(value.strip())):
        amount = read_amount(bound[2])
        if bound[1].lower() in _MORE:
            return Worth(low=amount + _CENT, high=_HIGHEST)
        if bound[1].lower() in _LESS:
            return Worth(low=Decimal(0), high=max(amount - _CENT, Decimal(0)))
        if bound[1].lower() in _AT_MOST:
            return Worth(low=Decimal(0), high=amount)
        if bound[1].lower() in _AT_LEAST:
            return Worth(low=amount, high=_HIGHEST)
        return Worth(low=amount, high=amount)
    elif isinstance(value, str) and (parts := _two_amounts(value.strip())):
        low, high = parts
    else:
        amount = read_amount(value)
        return Worth(low=amount, high=amount)
    least, most = read_amount(low), read_amount(high)
    if least > most:
        raise FactRefused(f"De schatting ‘{value}’ loopt van hoog naar laag: noem eerst het laagste bedrag.")
    return Worth(low=least, high=most)


def _two_amounts(text: str) -> tuple[str, str] | None:
    """The two amounts of an estimate; nothing for one amount, such as "25,- euro"."""
    if _AMOUNT.fullmatch(text):
        return None
    for between in _RANGES:
        parts = between.fullmatch(text)
        if parts and parts[1].strip("€ "):
            return parts[1], parts[2]
    return None


def worth_in_words(worth: Worth | None) -> str:
    """A worth as it was understood: ``1.250 euro``, ``20 tot en met 30 euro``, ``meer dan 50 euro``."""
    if worth is None:
        return "niet bekend"
    return _worth_in_words(worth.low, worth.high)


@lru_cache(maxsize=4096)
def _worth_in_words(low: Decimal, high: Decimal) -> str:
    if low == high:
        return f"{_euros(low)} euro"
    if high == _HIGHEST:
        return f"{_euros(low)} euro of meer"
    return f"{_euros(low)} tot en met {_euros(high)} euro"


def _euros(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))


def _month(name: str) -> int:
    """A month by its name or as people shorten it. Raises ``ValueError``."""
    if name in _MONTHS_IN_SHORT:
        return _MONTHS_IN_SHORT.index(name) + 1
    return _ALSO_MONTHS.get(name) or month_number(name)


def read_date(value: object) -> date:
    """A day: ``2027-02-28`` or ``28-2-2027``; of a moment the day in the Netherlands. Raises
    ``FactRefused``.
    """
    found = _date(value)
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise FactRefused(
            f"De datum ‘{value}’ ligt te ver weg: kies een jaar van {_YEARS[0]} tot en met {_YEARS[1]}."
        )
    return found


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return _in_amsterdam(value).date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if named := _NAMED_MONTH.fullmatch(text.lower()):
            return date(int(named[3]), _month(named[2]), int(named[1]))
        if match := _DUTCH_DATE.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if len(text) > 10:
            return _moment(text, AMSTERDAM).date()
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise FactRefused(
        f"De datum ‘{value}’ bestaat niet of begrijp ik niet: schrijf JJJJ-MM-DD, zoals 2027-02-28, of "
        "28-2-2027."
    )


def _in_amsterdam(moment: datetime, zone: tzinfo = AMSTERDAM) -> datetime:
    whole = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    try:
        return whole.astimezone(AMSTERDAM)
    except OverflowError:
        raise FactRefused(f"Het tijdstip ‘{moment}’ ligt te ver weg.") from None


def read_moment(value: object, zone: tzinfo = AMSTERDAM) -> datetime:
    """A moment as Dutch time. Without a zone it is in ``zone``; ``Z`` or an offset is converted.

    A day without a time is its first moment. Raises ``FactRefused``.
    """
    if isinstance(value, datetime):
        found = _in_amsterdam(value, zone)
    elif (
        isinstance(value, date)
        or len(str(value).strip()) <= 10
        or _NAMED_MONTH.fullmatch(str(value).strip().lower())
    ):
        day = read_date(value)
        found = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)
    else:
        found = _moment(str(value).strip(), zone)
    read_date(found.date())
    return found


def _moment(text: str, zone: tzinfo) -> datetime:
    try:
        return _in_amsterdam(datetime.fromisoformat(text), zone)
    except ValueError:
        raise FactRefused(
            f"Het tijdstip ‘{text}’ begrijp ik niet: schrijf JJJJ-MM-DDTUU:MM, met Z erachter voor UTC."
        ) from None


def today() -> date:
    """Today in the Netherlands."""
    return datetime.now(UTC).astimezone(AMSTERDAM).date()
