"""The record: whoever changes it behind the platform's back is found out."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.support.postgres import Postgres
from tests.support.world import Filed, Organisation

from wederhoor import operations, scheduler
from wederhoor.cli import main
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.dossiers import service as dossiers
from wederhoor.record import anchors
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.record.service import canonical, chain
from wederhoor.work import SYSTEM, Actor, ActorKind, Installation, utc_now

Execute = Callable[..., list[Any]]


class Intruder:
    """Someone with the database's own tools: past roles, policies and triggers."""

    def __init__(self, installation: Installation, server: Postgres | None) -> None:
        self._name = str(installation.engine.url.database)
        self._server = server
        self.mark = "%s" if server else "?"

    @contextmanager
    def tools(self) -> Iterator[Execute]:
        if self._server is not None:
            with self._server.connect(self._name) as connection:
                connection.execute("SET session_replication_role = replica")
                yield lambda statement, *values: _rows(connection.execute(statement, values))
            return
        raw = sqlite3.connect(self._name)
        raw.create_function("current_tenant", 0, lambda: None)
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        yield lambda statement, *values: _rows(raw.execute(statement.replace("%s", "?"), values))
        raw.commit()
        raw.close()


def _rows(cursor: Any) -> list[Any]:
    return list(cursor.fetchall()) if cursor.description else []


@pytest.fixture
def matter(lumens: Organisation) -> Filed:
    """A complaint of which the record has several entries, anchored."""
    filed = lumens.file_complaint()
    secretary = Actor(kind=ActorKind.SYSTEM, roles=frozenset({"secretary"}))
    with lumens.work(write=True, actor=secretary) as work:
        judgement = Judgement(admissible=True, ground=None, reason="Dit moet uitgezocht.", done_on=work.today)
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)
    scheduler.anchor(lumens.installation)
    return filed


@pytest.fixture
def intruder(installation: Installation, request: pytest.FixtureRequest) -> Intruder:
    sqlite = installation.engine.dialect.name == "sqlite"
    return Intruder(installation, None if sqlite else request.getfixturevalue("postgres"))


def _id(installation: Installation, value: Any) -> str:
    return value.hex if installation.engine.dialect.name == "sqlite" else str(value)


ENTRIES = "SELECT id, seq, body FROM record_entries WHERE matter_id = %s ORDER BY seq"


def _forge_chain(execute: Execute, matter: str, *, drop: int | None = None) -> None:
    """Rewrite a whole chain so that it is right in itself, as a careful forger would."""
    previous, seq = record.NO_HASH, 0
    for row_id, old_seq, raw in execute(ENTRIES, matter):
        if old_seq == drop:
            execute("DELETE FROM record_entries WHERE id = %s", row_id)
            continue
        seq += 1
        body = json.loads(bytes(raw))
        body["seq"] = seq
        if old_seq == 1:
            body["facts"]["number"] = "999"
        new = canonical(body)
        digest = chain(previous, new)
        execute(
            "UPDATE record_entries SET seq = %s, body = %s, previous_hash = %s, hash = %s WHERE id = %s",
            seq,
            new,
            previous,
            digest,
            row_id,
        )
        previous = digest
    execute("UPDATE record_heads SET seq = %s, hash = %s WHERE id = %s", seq, previous, matter)


def _swap(execute: Execute, matter: str) -> None:
    first, second, *_ = execute(ENTRIES, matter)
    execute("UPDATE record_entries SET seq = 1000 WHERE id = %s", first[0])
    execute("UPDATE record_entries SET seq = %s WHERE id = %s", first[1], second[0])
    execute("UPDATE record_entries SET seq = %s WHERE id = %s", second[1], first[0])


def _cut_last(execute: Execute, matter: str, *, head_too: bool) -> None:
    *_, before, last = execute(
        "SELECT id, seq, hash FROM record_entries WHERE matter_id = %s ORDER BY seq", matter
    )
    execute("DELETE FROM record_entries WHERE id = %s", last[0])
    if head_too:
        execute("UPDATE record_heads SET seq = %s, hash = %s WHERE id = %s", before[1], before[2], matter)


def _remove_matter(execute: Execute, matter: str) -> None:
    execute("DELETE FROM record_entries WHERE matter_id = %s", matter)
    execute("DELETE FROM record_heads WHERE id = %s", matter)


def _remove_matter_and_anchors(execute: Execute, matter: str) -> None:
    _remove_matter(execute, matter)
    execute("DELETE FROM record_anchors")


TAMPERING: dict[str, tuple[Callable[[Execute, str], object], str]] = {
    "an entry's body": (
        lambda ex, m: ex("UPDATE record_entries SET body = %s WHERE matter_id = %s AND seq = 2", b"{}", m),
        "de inhoud is veranderd",
    ),
    "an entry's body that is no data, with a hash that fits": (
        lambda ex, m: ex(
            "UPDATE record_entries SET body = %s, hash = %s WHERE matter_id = %s AND seq = 1",
            b"x",
            chain(record.NO_HASH, b"x"),
            m,
        ),
        "de inhoud is niet te lezen",
    ),
    "an entry's event": (
        lambda ex, m: ex(
            "UPDATE record_entries SET event = 'letter_read' WHERE matter_id = %s AND seq = 1", m
        ),
        "de kolommen kloppen niet",
    ),
    "an entry's moment": (
        lambda ex, m: ex(
            "UPDATE record_entries SET entered_at = '2020-01-01 00:00:00.000000' WHERE matter_id = %s AND seq = 1",
            m,
        ),
        "de kolommen kloppen niet",
    ),
    "an entry's sealed details": (
        lambda ex, m: ex(
            "UPDATE record_entries SET details_sealed = %s WHERE matter_id = %s AND seq = 1", b"x", m
        ),
        "de verzegelde bijzonderheden zijn veranderd",
    ),
    "an entry removed from the middle": (
        lambda ex, m: ex("DELETE FROM record_entries WHERE matter_id = %s AND seq = 2", m),
        "nummer 2 ontbreekt",
    ),
    "the last entry cut": (lambda ex, m: _cut_last(ex, m, head_too=False), "de laatste regel ontbreekt"),
    "the last entry cut and the head with it": (
        lambda ex, m: _cut_last(ex, m, head_too=True),
        "een vastgelegde regel ontbreekt",
    ),
    "two entries in another order": (_swap, "sluit niet aan"),
    "the head's hash": (
        lambda ex, m: ex("UPDATE record_heads SET hash = %s WHERE id = %s", "0" * 64, m),
        "de kop past niet",
    ),
    "the head removed": (
        lambda ex, m: ex("DELETE FROM record_heads WHERE id = %s", m),
        "de kop van de keten",
    ),
    "a whole matter removed": (_remove_matter, "een vastgelegde regel ontbreekt"),
    "a whole matter removed with the database's anchors": (
        _remove_matter_and_anchors,
        "een vastgelegde regel ontbreekt",
    ),
    "a whole chain forged anew": (_forge_chain, "een vastgelegde regel ontbreekt of is veranderd"),
    "a chain forged anew without one entry": (
        lambda ex, m: _forge_chain(ex, m, drop=2),
        "een vastgelegde regel ontbreekt of is veranderd",
    ),
    "the database's anchors removed in the middle": (
        lambda ex, m: ex("DELETE FROM record_anchors WHERE number = 1"),
        "de database mist een vastgelegde kop",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_in_the_database_is_found(
    installation: Installation, matter: Filed, intruder: Intruder, what: str
) -> None:
    assert operations.verify_record(installation) == []
    tamper, finding = TAMPERING[what]
    with intruder.tools() as execute:
        tamper(execute, _id(installation, matter.dossier_id))
    problems = operations.verify_record(installation)
    assert any(finding in problem.what for problem in problems), problems


def _edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("".join(f"{line}\n" for line in change(path.read_text().splitlines())))


FILE_TAMPERING: dict[str, Callable[[list[str]], list[str]]] = {
    "its last line cut": lambda lines: lines[:-1],
    "its first line cut": lambda lines: lines[1:],
    "all lines cut": lambda lines: [],
    "two lines in another order": lambda lines: [lines[1], lines[0], *lines[2:]],
    "a hash changed": lambda lines: [lines[0].replace('\\"hash\\":\\"', '\\"hash\\":\\"0'), *lines[1:]],
    "a line made unreadable": lambda lines: ["geen json", *lines[1:]],
    "a body made unreadable": lambda lines: [
        json.dumps({**json.loads(lines[0]), "body": "geen json"}),
        *lines[1:],
    ],
    "a line given to another tenant": lambda lines: [
        json.dumps({**json.loads(lines[0]), "tenant": "f" * 32}),
        *lines[1:],
    ],
}


def test_tampering_with_the_file_of_heads_is_found(installation: Installation, matter: Filed) -> None:
    path = installation.config.record_anchor
    whole = path.read_text()
    for what, change in FILE_TAMPERING.items():
        _edit(path, change)
        assert operations.verify_record(installation), what
        path.write_text(whole)
    assert operations.verify_record(installation) == []


def test_a_whole_organisation_that_disappeared_is_found(
    installation: Installation, matter: Filed, intruder: Intruder
) -> None:
    with intruder.tools() as execute:
        for table in ("record_entries", "record_heads", "record_anchors"):
            execute(f"DELETE FROM {table}")
        execute("UPDATE tenants SET id = %s", _id(installation, matter.dossier_id))
    assert any("kent deze organisatie niet meer" in p.what for p in operations.verify_record(installation))


def _verify(environment: dict[str, str]) -> Result:
    return CliRunner(env=environment).invoke(main, ["record", "verify"])


def test_the_command_says_so_and_ends_with_1(
    installation: Installation, matter: Filed, intruder: Intruder, environment: dict[str, str]
) -> None:
    right = _verify(environment)
    assert (right.exit_code, right.output) == (0, "Het logboek klopt.\n")
    with intruder.tools() as execute:
        execute(
            "DELETE FROM record_entries WHERE matter_id = %s AND seq = 2",
            _id(installation, matter.dossier_id),
        )
    wrong = _verify(environment)
    assert wrong.exit_code == 1
    assert f"zaak {matter.dossier_id}" in wrong.output
    assert "Het logboek klopt niet" in wrong.output


def test_heads_written_to_the_file_just_before_a_crash_are_taken_over(
    installation: Installation, matter: Filed, lumens: Organisation
) -> None:
    class PowerFailure(Exception):
        pass

    lumens.file_complaint()
    with pytest.raises(PowerFailure), lumens.work(write=True) as work:
        assert anchors.anchor(work, installation.config.record_anchor) == (1, None)
        raise PowerFailure
    assert operations.verify_record(installation) == []
    lumens.file_complaint()
    scheduler.anchor(installation)
    assert scheduler.anchor(installation) == 0
    assert operations.verify_record(installation) == []


def test_many_heads_are_written_a_batch_at_a_time_and_once_each(
    installation: Installation, matter: Filed, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a sweep put on a million records keeps nobody from writing while it is anchored."""
    path = installation.config.record_anchor
    filed = [lumens.file_complaint() for _ in range(5)]
    monkeypatch.setattr(anchors, "BATCH", 2)
    before = len(path.read_text().splitlines())
    with lumens.work(write=True) as work:
        first = anchors.anchor(work, path)
    assert first.heads == 2
    assert first.place is not None
    assert scheduler.anchor(installation) == len(filed) - 2
    assert len(path.read_text().splitlines()) == before + len(filed)
    with lumens.work(write=True) as work:
        record.append(work, filed[0].dossier_id, [record.Entry(event=Event.STATUS_READ)])
    assert (scheduler.anchor(installation), scheduler.anchor(installation)) == (1, 0)
    assert operations.verify_record(installation) == []


def test_the_file_of_heads_is_for_its_owner_only(installation: Installation, matter: Filed) -> None:
    path = installation.config.record_anchor
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_record_holds_no_name_and_no_reason_in_clear(matter: Filed, lumens: Organisation) -> None:
    with lumens.work(actor=SYSTEM, now=utc_now()) as work:
        lines = repr(record.read(work, matter.dossier_id))
    assert "Beklaagde" not in lines
    assert "Dit moet uitgezocht" not in lines
