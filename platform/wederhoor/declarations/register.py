"""The register of an organisation, newest first, by key; and the same as a file to keep.

Only what the register may hold is in it (`registered_at`); what only those read whom the code names never is.
"""

import csv
import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, select, tuple_
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.declarations.cursor import Cursor
from wederhoor.declarations.service import NoSuchDeclaration
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.topics import topics_of
from wederhoor.declarations.words import LATE, OUTCOMES, STEPS, worth_in_words
from wederhoor.people.service import names_of
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Lateness, Outcome
from wederhoor.rules.wording import dutch_date
from wederhoor.tenancy.locks import read_rows
from wederhoor.vault.sealed import opened_value
from wederhoor.web.filtering import SINCE, UNTIL, Narrowing, UnknownFilter, read_days
from wederhoor.work import AMSTERDAM, Work, local_date

PAGE = 25
BATCH = 500
MOST_ROWS = 60_000
MOST_IN_EXCEL = 20_000
"""An Excel file takes three times as long to make as a CSV."""
OUTCOME = "uitkomst-"


class TooManyRows(Exception):
    """There is more than fits in one file; a shorter period does."""


@dataclass(frozen=True, kw_only=True)
class Filters(Narrowing):
    """The choices above the register of declarations."""

    ADDRESS = {
        "onderwerp": "topic",
        "stand": "state",
        "laat": "late",
        "wie": "declarer",
        SINCE: "since",
        UNTIL: "until",
    }
    topic: str = ""
    state: str = ""
    late: str = ""
    declarer: uuid.UUID | None = None


def read_filters(values: Mapping[str, str], topics: frozenset[str]) -> tuple[Filters, dict[str, str]]:
    """Filters from an address, and per field what is wrong with a date. Raises UnknownFilter for an unknown choice."""
    topic, state, late = (values.get(name, "") for name in ("onderwerp", "stand", "laat"))
    states = {"", *STEPS, *(OUTCOME + outcome.value for outcome in Outcome)}
    if topic not in {"", *topics} or state not in states or late not in {"", "late", "afterwards"}:
        raise UnknownFilter
    try:
        declarer = uuid.UUID(values["wie"]) if values.get("wie") else None
    except ValueError:
        raise UnknownFilter from None
    days = read_days(values)
    found = Filters(
        topic=topic, state=state, late=late, declarer=declarer, since=days.since, until=days.until
    )
    return found, days.errors


class RegisterRow(NamedTuple):
    """One line of the register; `content_sealed` and `key_id` only for a file."""

    id: uuid.UUID
    topic: str
    step: str
    outcome: str | None
    lateness: str
    declarer_id: uuid.UUID
    registered_at: datetime
    happened_on: date | None
    decide_by: date | None
    cents_low: int | None
    cents_high: int | None


_D = Declaration.__table__
_COLUMNS = tuple(_D.c[name] for name in RegisterRow._fields)
_MORE = (_D.c.key_id, _D.c.content_sealed, _D.c.decision_sealed, _D.c.decided_at, _D.c.verdict)
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "topic": _D.c.topic == bindparam("in_topic"),
    "step": _D.c.step == bindparam("in_step"),
    "outcome": _D.c.outcome == bindparam("in_outcome"),
    "lateness": _D.c.lateness == bindparam("in_lateness"),
    "declarer": _D.c.declarer_id == bindparam("declarer", type_=Uuid),
    "since": _D.c.registered_at >= bindparam("since", type_=Moment),
    "until": _D.c.registered_at < bindparam("until", type_=Moment),
}


@lru_cache(maxsize=256)
def register_statement(
    conditions: frozenset[str] = frozenset(), later: bool = False, whole: bool = False
) -> Select[Any]:
    """Newest first; `later` when a page came before, `whole` with what is sealed, for a file."""
    query = select(*_COLUMNS, *(_MORE if whole else ())).where(
        _D.c.tenant_id == bindparam("tenant"),
        _D.c.registered_at.is_not(None),
        *(_CONDITIONS[name] for name in sorted(conditions)),
    )
    # The same moment for what is registered; the index of one person's declarations is by this one.
    moment = _D.c.declared_at if "declarer" in conditions else _D.c.registered_at
    if later:
        after = tuple_(bindparam("after", type_=Moment), bindparam("after_id", type_=Uuid))
        query = query.where(tuple_(moment, _D.c.id) < after)
    query = query.order_by(moment.desc(), _D.c.id.desc())
    return query.limit(BATCH + 1 if whole else PAGE + 1)


def register_page(
    work: Work, filters: Filters, cursor: Cursor | None = None
) -> tuple[list[RegisterRow], Cursor | None]:
    """One page of the register, and where the next begins."""
    rows = _rows(work, filters, cursor, whole=False)
    shown = [RegisterRow._make(row) for row in rows[:PAGE]]
    following = (shown[-1].registered_at, shown[-1].id) if len(rows) > PAGE else None
    return shown, following


def _rows(work: Work, filters: Filters, cursor: Cursor | None, *, whole: bool) -> Sequence[Any]:
    conditions, values = _conditions(filters)
    if cursor is not None:
        values |= {"after": cursor[0], "after_id": cursor[1]}
    statement = register_statement(conditions, cursor is not None, whole)
    return read_rows(work.session, statement, **values)


def _conditions(filters: Filters) -> tuple[frozenset[str], dict[str, Any]]:
    values: dict[str, Any] = {}
    names: set[str] = set()
    if filters.topic:
        names.add("topic")
        values["in_topic"] = filters.topic
    if filters.state.startswith(OUTCOME):
        names.add("outcome")
        values["in_outcome"] = filters.state.removeprefix(OUTCOME)
    elif filters.state:
        names.add("step")
        values["in_step"] = filters.state
    if filters.late:
        names.add("lateness")
        values["in_lateness"] = filters.late
    if filters.declarer:
        names.add("declarer")
        values["declarer"] = filters.declarer
    if filters.since:
        names.add("since")
        values["since"] = datetime.combine(filters.since, time(), AMSTERDAM)
    if filters.until:
        names.add("until")
        values["until"] = datetime.combine(filters.until + timedelta(days=1), time(), AMSTERDAM)
    return frozenset(names), values


def find_registered(work: Work, declaration_id: uuid.UUID) -> Declaration:
    """A declaration of the register; looking at it is on the record. Raises NoSuchDeclaration."""
    query = select(Declaration).where(
        Declaration.id == declaration_id, Declaration.registered_at.is_not(None)
    )
    found = work.session.scalars(query).first()
    if found is None:
        raise NoSuchDeclaration
    facts = {"by": "HR"}
    record.append(work, found.id, [record.Entry(event=Event.DECLARATION_READ, facts=facts)])
    return found


HEADINGS = (
    "Gemeld op",
    "Onderwerp",
    "Wie meldt",
    "Wat",
    "Wie geeft of met wie",
    "Dag",
    "Laagste waarde (euro)",
    "Hoogste waarde (euro)",
    "Waarde",
    "Te laat",
    "Stand",
    "Uitkomst",
    "Besloten op",
    "Toelichting",
    "Aan wie",
    "Artikelen",
)


def file_rows(work: Work, filters: Filters, most: int = MOST_ROWS) -> Iterator[tuple[str, ...]]:
    """Every line of the register as texts, newest first. Raises TooManyRows past a file's limit."""
    labels = {topic.code: topic.label for topic in topics_of(work.organisation)}
    names: dict[uuid.UUID, str] = {}
    cursor: Cursor | None = None
    count = 0
    while True:
        rows = _rows(work, filters, cursor, whole=True)
        shown = rows[:BATCH]
        work.vault.load(row.key_id for row in shown)
        unknown = {row.declarer_id for row in shown} - names.keys()
        names |= names_of(work, list(unknown))
        for row in shown:
            count += 1
            yield _line(work, row, labels, names)
        if len(rows) <= BATCH:
            return
        if count >= most:
            raise TooManyRows
        cursor = (shown[-1].registered_at, shown[-1].id)


def _line(work: Work, row: Any, labels: Mapping[str, str], names: Mapping[uuid.UUID, str]) -> tuple[str, ...]:
    def opened(column: str, sealed: bytes | None) -> dict[str, Any]:
        found = opened_value(work.vault, row.key_id, Declaration.__tablename__, column, row.id, sealed)
        return dict(found or {})

    content, decision = (
        opened("content_sealed", row.content_sealed),
        opened("decision_sealed", row.decision_sealed),
    )
    known = row.cents_low is not None and row.cents_high is not None
    return (
        dutch_date(local_date(row.registered_at)),
        labels.get(row.topic, content["label"]),
        names.get(row.declarer_id, ""),
        content["what"],
        content["who"],
        dutch_date(row.happened_on) if row.happened_on else "",
        _amount(row.cents_low) if known else "",
        _amount(row.cents_high) if known else "",
        worth_in_words(row.cents_low, row.cents_high) if known else "",
        LATE[Lateness(row.lateness)],
        STEPS[row.step],
        OUTCOMES[Outcome(row.outcome)] if row.outcome else "",
        dutch_date(local_date(row.decided_at)) if row.decided_at else "",
        decision.get("reason", ""),
        decision.get("destination", ""),
        ", ".join(content["numbers"]),
    )


def _amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def as_csv(rows: Iterator[tuple[str, ...]]) -> tuple[bytes, int]:
    """A CSV as Dutch spreadsheets open it, and how many lines."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the count is what is left
        writer.writerow([harmless(cell) for cell in row])
    return ("\ufeff" + text.getvalue()).encode(), count


def as_xlsx(rows: Iterator[tuple[str, ...]]) -> tuple[bytes, int]:
    """An Excel file in which every cell is text, and how many lines."""
    from openpyxl import Workbook  # only who asks for one waits for it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Meldingen")

    def texts(row: Sequence[str]) -> list[Any]:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
            cell.data_type = "s"
            cells.append(cell)
        return cells

    sheet.append(texts(HEADINGS))
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007
        sheet.append(texts([harmless(cell) for cell in row]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), count


def note_export(work: Work, kind: str, count: int) -> None:
    """Put on the record of the organisation that the register left as a file."""
    facts = {"format": kind, "count": str(count)}
    record.append(work, work.tenant_id, [record.Entry(event=Event.DECLARATIONS_EXPORTED, facts=facts)])
