"""The shapes in which answers were stored: their bodies, the fields of every value in them, and the roads they lead to.

`python -m tests.support.shapes` writes the fixtures of the shape of today. Those of a shape before it are never written again.
"""

import gzip
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from wederhoor.declarations.topics import topics_of
from wederhoor.organisation import Organisation, build_organisation, freeze
from wederhoor.rules.declaring import handling_of, lateness_of, may_be_declared, supervisor_called
from wederhoor.rules.regulations import EditionKind
from wederhoor.rules.shapes import SHAPE
from wederhoor.rules.tables import Assessment, Row

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "answers"
ON = date(2026, 11, 22)
PLUGINS = ("interaktcontour", "lumens", "wil")
FIELDS = "fields.txt"
_DONE = ({}, {"accepted": "yes"}, {"after_the_fact": "yes", "reported": "yes"}, {"refused": "yes"})
_DAYS = (ON, ON - timedelta(days=1), ON - timedelta(days=40), ON + timedelta(days=3))


def folder(shape: int) -> Path:
    """Where the fixtures of a shape lie."""
    return FIXTURES / f"shape_{shape}"


def bodies(shape: int) -> Iterator[tuple[str, bytes]]:
    """Every stored body of a shape, by plugin and edition of the code of conduct."""
    for path in sorted(folder(shape).glob("*.json.gz")):
        yield path.name.removesuffix(".json.gz"), gzip.decompress(path.read_bytes())


def answers_of_today() -> Iterator[tuple[str, Organisation]]:
    """What every plugin answers under each edition of its code."""
    for plugin in PLUGINS:
        for edition in build_organisation(plugin, on=ON).regulations:
            if edition.kind is EditionKind.CODE_OF_CONDUCT:
                yield f"{plugin}-{edition.code}", build_organisation(plugin, on=ON, code_edition=edition.code)


def shape_of_today() -> str:
    """Every value type stored answers can consist of: its fields with their types, or its codes."""
    found: dict[str, str] = {}
    _describe(Organisation, found)
    return "".join(f"{name}: {found[name]}\n" for name in sorted(found))


def _describe(kind: object, found: dict[str, str]) -> None:
    for inner in typing.get_args(kind):
        _describe(inner, found)
    if not isinstance(kind, type) or kind.__name__ in found:
        return
    if issubclass(kind, StrEnum):
        found[kind.__name__] = " ".join(sorted(kind))
    elif is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        said = [f"{field.name} {_named(hints[field.name])}" for field in fields(kind)]
        found[kind.__name__] = "; ".join(said)
        for hint in hints.values():
            _describe(hint, found)


def _named(hint: object) -> str:
    inner = typing.get_args(hint)
    if not inner:
        return getattr(hint, "__name__", str(hint))
    origin = typing.get_origin(hint)
    parts = ["..." if one is Ellipsis else _named(one) for one in inner]
    return f"{origin.__name__}[{', '.join(parts)}]" if origin is tuple else " | ".join(parts)


def roads(organisation: Organisation) -> str:
    """Where a declaration goes under every row of every table, and when it is late: one line a row."""
    return "".join(
        f"{topic.code} {row.code}: {_road(organisation, topic.code, row)}\n"
        for topic in topics_of(organisation)
        for row in topic.policy.rows
    )


def _road(organisation: Organisation, topic: str, row: Row) -> str:
    supervisor = supervisor_called(organisation.roles, organisation.reporting_lines)
    parts = []
    for happened in (False, True):
        found = Assessment(
            verdict=row.verdict,
            breach=False,
            duties=row.duties,
            sources=row.sources,
            silent_on=row.silent_on,
            questions=row.questions,
            explanation=row.says,
            row=row.code,
            numbers=row.numbers,
        )
        handling = handling_of(topic, row, found, supervisor, happened=happened)
        readers = ", ".join(f"{one.part} {one.role} ({one.name})" for one in handling.readers)
        outcomes = " ".join(handling.outcomes)
        marks = [
            name
            for name, is_so in (
                ("asked", handling.asked),
                ("declarable", may_be_declared(topic, found, happened=happened)),
                ("file", handling.into_file),
                ("year_end", handling.at_year_end),
            )
            if is_so
        ]
        parts.append(" / ".join([readers, outcomes, " ".join(marks), *handling.remarks]))
    late = [lateness_of(row, facts, day, ON) for facts in _DONE for day in _DAYS]
    return " // ".join([*parts, " ".join(late)])


def main() -> None:
    """Write the fixtures of today's shape."""
    place = folder(SHAPE)
    place.mkdir(parents=True, exist_ok=True)
    for name, organisation in answers_of_today():
        (place / f"{name}.json.gz").write_bytes(gzip.compress(freeze(organisation), 9, mtime=0))
        (place / f"{name}.roads.txt").write_text(roads(organisation), encoding="utf-8")
    (place / FIELDS).write_text(shape_of_today(), encoding="utf-8")


if __name__ == "__main__":
    main()
