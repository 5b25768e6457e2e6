"""The register of an organisation, newest first, by key; and the same as a file to keep.

Only what the register may hold is in it (`registered_at`); what only those read whom the code names never is.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, select, tuple_
from sqlalchemy.types import Uuid

from wederhoor.db import Moment
from wederhoor.declarations.cursor import Cursor
from wederhoor.declarations.reminding import deciders_of
from wederhoor.declarations.service import NoSuchDeclaration
from wederhoor.declarations.tables import Declaration, DeclarationReader
from wederhoor.declarations.topics import topics_of
from wederhoor.declarations.words import HIGHEST, LATE, OUTCOMES, STEPS, cents_of, worth_in_words
from wederhoor.people.service import names_of
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Lateness, Outcome
from wederhoor.tenancy.locks import read_rows
from wederhoor.vault.sealed import opened_value
from wederhoor.web.filtering import SINCE, UNTIL, Narrowing, UnknownFilter, read_days
from wederhoor.web.spreadsheets import Cell, Column
from wederhoor.work import Work, local_date

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
_MORE = (_D.c.key_id, _D.c.content_sealed, _D.c.decision_sealed, _D.c.decided_at, _D.c.decided_by)
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
    days = filters.moments()
    return frozenset(names | days.keys()), values | days


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


COLUMNS = (
    Column(heading="Gemeld op", width=12),
    Column(heading="Onderwerp", width=20),
    Column(heading="Wie meldt", width=22),
    Column(heading="Wat", width=36),
    Column(heading="Wie geeft of met wie", width=26),
    Column(heading="Dag", width=12),
    Column(heading="Laagste waarde (euro)", width=14),
    Column(heading="Hoogste waarde (euro)", width=14),
    Column(heading="Waarde", width=20),
    Column(heading="Te laat"),
    Column(heading="Stand", width=24),
    Column(heading="Wie beslist", width=24),
    Column(heading="Beslissen uiterlijk", width=14),
    Column(heading="Uitkomst", width=24),
    Column(heading="Besloten op", width=12),
    Column(heading="Toelichting", width=40),
    Column(heading="Aan wie", width=24),
    Column(heading="Artikelen"),
)


def file_rows(work: Work, filters: Filters, most: int = MOST_ROWS) -> Iterator[tuple[Cell, ...]]:
    """Every line of the register, newest first. Raises TooManyRows past a file's limit."""
    labels = {topic.code: topic.label for topic in topics_of(work.organisation)}
    names: dict[uuid.UUID, str] = {}
    cursor: Cursor | None = None
    count = 0
    while True:
        rows = _rows(work, filters, cursor, whole=True)
        shown = rows[:BATCH]
        work.vault.load(row.key_id for row in shown)
        deciding = deciders_of(work, [row.id for row in shown])
        asked = {row.declarer_id for row in shown} | {row.decided_by for row in shown if row.decided_by}
        asked |= {reader.account_id for reader in deciding.values() if reader.account_id}
        names |= names_of(work, list(asked - names.keys()))
        for row in shown:
            count += 1
            yield _line(work, row, labels, names, deciding.get(row.id))
        if len(rows) <= BATCH:
            return
        if count >= most:
            raise TooManyRows
        cursor = (shown[-1].registered_at, shown[-1].id)


def _line(
    work: Work,
    row: Any,
    labels: Mapping[str, str],
    names: Mapping[uuid.UUID, str],
    decides: DeclarationReader | None,
) -> tuple[Cell, ...]:
    def opened(column: str, sealed: bytes | None) -> dict[str, Any]:
        found = opened_value(work.vault, row.key_id, Declaration.__tablename__, column, row.id, sealed)
        return dict(found or {})

    content, decision = (
        opened("content_sealed", row.content_sealed),
        opened("decision_sealed", row.decision_sealed),
    )
    known = row.cents_low is not None and row.cents_high is not None
    who = names.get(row.decided_by, "") if row.decided_by else ""
    if not who and decides is not None:
        called = content["readers"].get(decides.role, decides.role)
        who = names.get(decides.account_id, called) if decides.account_id else called
    return (
        local_date(row.registered_at),
        labels.get(row.topic, content["label"]),
        names.get(row.declarer_id, ""),
        content["what"],
        content["who"],
        row.happened_on,
        _amount(row.cents_low) if known else None,
        _amount(row.cents_high) if known and row.cents_high < cents_of(HIGHEST) else None,
        worth_in_words(row.cents_low, row.cents_high) if known else "",
        LATE[Lateness(row.lateness)],
        STEPS[row.step],
        who,
        row.decide_by,
        OUTCOMES[Outcome(row.outcome)] if row.outcome else "",
        local_date(row.decided_at) if row.decided_at else None,
        decision.get("reason", ""),
        decision.get("destination", ""),
        ", ".join(content["numbers"]),
    )


def _amount(cents: int) -> Decimal:
    return Decimal(cents) / 100


def note_export(work: Work, kind: str, count: int) -> None:
    """Put on the record of the organisation that the register left as a file."""
    facts = {"format": kind, "count": str(count)}
    record.append(work, work.tenant_id, [record.Entry(event=Event.DECLARATIONS_EXPORTED, facts=facts)])
