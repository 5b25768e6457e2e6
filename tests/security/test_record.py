"""The record: whoever changes it behind the platform's back is found out."""

import json
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.support import clock
from tests.support.postgres import Postgres
from tests.support.world import Filed, Organisation

from wederhoor import record_proof, scheduler
from wederhoor.cli import main
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.dossiers import service as dossiers
from wederhoor.record import anchors
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.record.service import canonical, chain
from wederhoor.work import AMSTERDAM, SYSTEM, Actor, ActorKind, Installation, utc_now

Execute = Callable[..., list[Any]]


class Intruder:
    """Someone with the database's own tools: past roles, policies and triggers."""

    def __init__(self, name: str, server: Postgres | None) -> None:
        self._name = name
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
    lumens.hire("Kim Bakvis", "secretary")
    barred = lumens.hire("Bram Zonderzicht", "employee")
    secretary = Actor(kind=ActorKind.SYSTEM, roles=frozenset({"secretary"}))
    with lumens.work(write=True, actor=secretary) as work:
        judgement = Judgement(admissible=True, ground=None, reason="Dit moet uitgezocht.", done_on=work.today)
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)
        dossiers.bar(work, filed.dossier_id, [barred.account_id], "named", "genoemd")
    scheduler.anchor(lumens.installation)
    return filed


@pytest.fixture
def keys_intruder(installation: Installation, request: pytest.FixtureRequest) -> Intruder:
    """The same at the database of the keys."""
    name = str(installation.config.keys_url.database)
    sqlite = installation.config.keys_url.get_backend_name() == "sqlite"
    return Intruder(name, None if sqlite else request.getfixturevalue("postgres"))


@pytest.fixture
def intruder(installation: Installation, request: pytest.FixtureRequest) -> Intruder:
    sqlite = installation.engine.dialect.name == "sqlite"
    name = str(installation.engine.url.database)
    return Intruder(name, None if sqlite else request.getfixturevalue("postgres"))


def _id(installation: Installation, value: Any) -> str:
    return value.hex if installation.engine.dialect.name == "sqlite" else str(value)


ENTRIES = "SELECT id, seq, body FROM record_entries WHERE matter_id = %s ORDER BY seq"


Chained = Callable[[str, bytes], str]


def _forge_chain(
    execute: Execute,
    matter: str,
    *,
    drop: int | None = None,
    number: str | None = "999",
    chained: Chained = chain,
) -> None:
    """Rewrite a whole chain so that it is right in itself, as a careful forger would; without `number` it says what it said."""
    previous, seq = record.NO_HASH, 0
    for row_id, old_seq, raw in execute(ENTRIES, matter):
        if old_seq == drop:
            execute("DELETE FROM record_entries WHERE id = %s", row_id)
            continue
        seq += 1
        body = json.loads(bytes(raw))
        body["seq"] = seq
        if old_seq == 1 and number is not None:
            body["facts"]["number"] = number
        new = canonical(body)
        digest = chained(previous, new)
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


def _give_role(execute: Execute, _matter: str) -> None:
    columns = "tenant_id, id, account_id, role, valid_from, initials, granted_at"
    execute(
        f"INSERT INTO role_grants ({columns}) SELECT tenant_id, account_id, account_id, 'director', valid_from, initials, granted_at "
        "FROM role_grants LIMIT 1"
    )


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
        "de inhoud is veranderd",
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
    "a whole chain forged anew": (_forge_chain, "de inhoud is veranderd"),
    "a chain forged anew without one entry": (
        lambda ex, m: _forge_chain(ex, m, drop=2),
        "de inhoud is veranderd",
    ),
    "a role given": (_give_role, "rechten zijn buiten het programma om gewijzigd (role_grants)"),
    "a role ended": (
        lambda ex, m: ex("UPDATE role_grants SET valid_until = '2020-01-01'"),
        "rechten zijn buiten het programma om gewijzigd (role_grants)",
    ),
    "every role removed": (
        lambda ex, m: ex("DELETE FROM role_grants"),
        "rechten zijn buiten het programma om gewijzigd (role_grants)",
    ),
    "a bar lifted": (
        lambda ex, m: ex("DELETE FROM access"),
        "rechten zijn buiten het programma om gewijzigd (access)",
    ),
    "a bar given to somebody else": (
        lambda ex, m: ex("UPDATE access SET account_id = id"),
        "rechten zijn buiten het programma om gewijzigd (access)",
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
    assert record_proof.verify_record(installation) == []
    tamper, finding = TAMPERING[what]
    with intruder.tools() as execute:
        tamper(execute, _id(installation, matter.dossier_id))
    problems = record_proof.verify_record(installation)
    assert any(finding in problem.what for problem in problems), problems


ANCHORS = "SELECT number, body, hash FROM anchors WHERE number > 0 ORDER BY number"

PROOF_TAMPERING: dict[str, Callable[[Execute], object]] = {
    "its last line cut": lambda ex: ex(
        "DELETE FROM anchors WHERE number = (SELECT max(number) FROM anchors)"
    ),
    "its first line cut": lambda ex: ex("DELETE FROM anchors WHERE number = 1"),
    "all lines cut": lambda ex: ex("DELETE FROM anchors WHERE number > 0"),
    "a hash changed": lambda ex: ex("UPDATE anchors SET hash = %s WHERE number = 1", "0" * 64),
    "a body made unreadable": lambda ex: ex("UPDATE anchors SET body = 'geen json' WHERE number = 1"),
    "a body changed": lambda ex: ex("UPDATE anchors SET body = replace(body, 'seq', 'sec') WHERE number = 1"),
    "where the key begins moved": lambda ex: ex("UPDATE anchors SET body = %s WHERE number = 0", MOVED),
}
MOVED = '{"at":"2020-01-01T00:00:00+00:00","keyed_after":9999}'


@pytest.mark.parametrize("what", PROOF_TAMPERING)
def test_tampering_with_the_proof_beside_the_keys_is_found(
    installation: Installation, matter: Filed, keys_intruder: Intruder, what: str
) -> None:
    with keys_intruder.tools() as execute:
        PROOF_TAMPERING[what](execute)
    assert record_proof.verify_record(installation), what


def _edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("".join(f"{line}\n" for line in change(path.read_text().splitlines())))


FILE_TAMPERING: dict[str, Callable[[list[str]], list[str]]] = {
    "a hash changed": lambda lines: [lines[0].replace('\\"hash\\":\\"', '\\"hash\\":\\"0'), *lines[1:]],
    "a body made unreadable": lambda lines: [
        json.dumps({**json.loads(lines[0]), "body": "geen json"}),
        *lines[1:],
    ],
    "a line given to another tenant": lambda lines: [
        json.dumps({**json.loads(lines[0]), "tenant": "f" * 32}),
        *lines[1:],
    ],
}


def test_a_copy_that_says_something_else_is_found(installation: Installation, matter: Filed) -> None:
    path = installation.config.record_anchor
    whole = path.read_text()
    for what, change in FILE_TAMPERING.items():
        _edit(path, change)
        assert record_proof.verify_record(installation), what
        path.write_text(whole)
    assert record_proof.verify_record(installation) == []


def test_a_copy_elsewhere_tells_what_was_there_before_both_databases_were_put_back(
    installation: Installation,
    matter: Filed,
    lumens: Organisation,
    tmp_path: Path,
    environment: dict[str, str],
    intruder: Intruder,
    keys_intruder: Intruder,
) -> None:
    """Who has the data, the keys and the master key can take the last hour out of all of them; a copy elsewhere still has it."""
    later = lumens.file_complaint()
    scheduler.anchor(installation)
    elsewhere = tmp_path / "elders.log"
    shutil.copy2(installation.config.record_anchor, elsewhere)
    removed = _id(installation, later.dossier_id)
    with keys_intruder.tools() as execute:
        bodies = execute(ANCHORS)
        last = [number for number, body, _ in bodies if later.dossier_id.hex in body]
        execute("DELETE FROM anchors WHERE number >= %s", min(last))
    with intruder.tools() as execute:
        _remove_matter(execute, removed)
        execute("DELETE FROM record_anchors WHERE number >= %s", min(last))
        execute("DELETE FROM access WHERE dossier_id = %s", removed)
    installation.config.record_anchor.unlink()
    assert record_proof.verify_record(installation) == []
    found = CliRunner(env=environment).invoke(main, ["record", "verify", "--copy", str(elsewhere)])
    assert found.exit_code == 1 and f"zaak {later.dossier_id}" in found.output


def test_two_machines_with_folders_of_their_own_agree(
    installation: Installation, matter: Filed, lumens: Organisation, tmp_path: Path
) -> None:
    (tmp_path / "tweede").mkdir()
    second = replace(installation, config=replace(installation.config, var=tmp_path / "tweede"))
    for leads in (second, installation, second, second):
        lumens.file_complaint()
        scheduler.anchor(leads)
        assert record_proof.verify_record(installation) == record_proof.verify_record(second) == []
    lines = [one.config.record_anchor.read_text().splitlines() for one in (second, installation)]
    assert set(lines[1]) < set(lines[0]), "whoever led last has them all"


def test_a_head_that_was_kept_from_being_anchored_is_found_and_anchored(
    installation: Installation, lumens: Organisation, matter: Filed, intruder: Intruder
) -> None:
    with clock.travel(clock.NOW) as travelled:
        lumens.file_complaint()
        with intruder.tools() as execute:
            execute("UPDATE record_heads SET anchored_seq = seq")
        scheduler.anchor(installation)
        assert record_proof.verify_record(installation) == [], "it may be a moment late"
        travelled.shift(20 * 60)
        lumens.file_complaint()
        scheduler.anchor(installation)
        assert [p.what for p in record_proof.verify_record(installation)] == [
            "staat niet in het bewijs buiten de database, en had er allang in moeten staan"
        ]
        travelled.move_to(_night().timestamp())
        scheduler.tidy(installation)
        assert {p.what for p in record_proof.verify_record(installation)} == {
            "is later toegevoegd dan erin staat"
        }


def _night() -> datetime:
    return datetime.combine(clock.day(1), time(4, 10), AMSTERDAM)


def test_an_entry_that_says_it_is_older_than_it_is_is_found(
    installation: Installation, lumens: Organisation, matter: Filed
) -> None:
    """Even when the program itself was made to write it, by who set its clock back for a moment."""
    with clock.travel(clock.NOW) as travelled:
        travelled.shift(2 * 3600)
        lumens.file_complaint()
        scheduler.anchor(installation)
        travelled.shift(3600)
        lumens.file_complaint()
        scheduler.anchor(installation)
        with lumens.work(write=True, now=utc_now() - timedelta(hours=1)) as work:
            record.append(work, matter.dossier_id, [record.Entry(event=Event.STATUS_READ)])
        scheduler.anchor(installation)
        assert [p.what for p in record_proof.verify_record(installation)] == [
            "is later toegevoegd dan erin staat"
        ]


def test_a_clock_that_goes_back_makes_nobody_a_forger(
    installation: Installation, lumens: Organisation
) -> None:
    with clock.travel(clock.NOW) as travelled:
        for step in (0, 3600, -7200, 600, 60, 7200):
            travelled.shift(step)
            lumens.file_complaint()
            scheduler.anchor(installation)
        assert record_proof.verify_record(installation) == []


def test_what_was_anchored_before_there_was_a_key_still_counts_and_nothing_else_without_it(
    installation: Installation,
    lumens: Organisation,
    matter: Filed,
    intruder: Intruder,
    keys_intruder: Intruder,
) -> None:
    """An installation of before: chained without a key, its lines in a file only."""
    _without_key(installation, intruder, keys_intruder)
    lumens.file_complaint()
    scheduler.anchor(installation)
    later = lumens.file_complaint()
    scheduler.anchor(installation)
    assert record_proof.verify_record(installation) == []
    with intruder.tools() as execute:
        _forge_chain(execute, _id(installation, later.dossier_id))
    problems = record_proof.verify_record(installation)
    assert any("de inhoud is veranderd" in p.what for p in problems), problems


def test_a_file_that_was_changed_before_it_was_taken_over_is_told(
    installation: Installation,
    lumens: Organisation,
    matter: Filed,
    intruder: Intruder,
    keys_intruder: Intruder,
) -> None:
    _without_key(installation, intruder, keys_intruder)
    _edit(installation.config.record_anchor, lambda lines: lines[1:])
    lumens.file_complaint()
    scheduler.anchor(installation)
    assert any("was al veranderd" in p.what for p in record_proof.verify_record(installation))


def _without_key(installation: Installation, intruder: Intruder, keys_intruder: Intruder) -> None:
    with keys_intruder.tools() as execute:
        execute("DELETE FROM anchors")
    heads: dict[str, tuple[int, str]] = {}
    with intruder.tools() as execute:
        execute("DELETE FROM record_entries WHERE event = 'rights_noted'")
        execute("DELETE FROM record_anchors")
        execute("UPDATE record_heads SET anchored_seq = 0")
        matters = [row[0] for row in execute("SELECT DISTINCT matter_id FROM record_entries")]
        for one in matters:
            _forge_chain(execute, one, number=None)
        kept = {row[0] for row in execute("SELECT id FROM record_heads")} - set(matters)
        for one in kept:
            execute("DELETE FROM record_heads WHERE id = %s", one)
        for one in matters:
            (seq, digest), *_ = execute("SELECT seq, hash FROM record_heads WHERE id = %s", one)
            heads[uuid.UUID(str(one)).hex] = (seq, digest)
        tenant = uuid.UUID(str(execute("SELECT tenant_id FROM record_heads")[0][0])).hex
    previous, lines = record.NO_HASH, []
    for number, (matter, (seq, digest)) in enumerate(heads.items(), 1):
        body = canonical({"number": number, "matter": matter, "seq": seq, "hash": digest}).decode()
        previous = chain(previous, body.encode())
        lines.append(json.dumps({"tenant": tenant, "hash": previous, "body": body}))
    installation.config.record_anchor.write_text("".join(f"{line}\n" for line in lines))
    with intruder.tools() as execute:
        execute("UPDATE record_heads SET anchored_seq = seq")


def test_with_the_key_a_forger_is_still_found_by_what_was_anchored(
    installation: Installation, matter: Filed, intruder: Intruder, lumens: Organisation
) -> None:
    chained = installation.vault.of(lumens.id).chained
    with intruder.tools() as execute:
        _forge_chain(execute, _id(installation, matter.dossier_id), chained=chained)
    problems = record_proof.verify_record(installation)
    assert any("een vastgelegde regel ontbreekt of is veranderd" in p.what for p in problems)


def test_what_a_back_up_lost_is_told_and_is_nobodys_fault(
    installation: Installation, matter: Filed, lumens: Organisation, intruder: Intruder
) -> None:
    later = lumens.file_complaint()
    scheduler.anchor(installation)
    removed = _id(installation, later.dossier_id)
    with intruder.tools() as execute:  # the data of before, beside the keys of now
        _remove_matter(execute, removed)
        execute("DELETE FROM access WHERE dossier_id = %s", removed)
        execute("DELETE FROM record_anchors WHERE number = (SELECT max(number) FROM record_anchors)")
    record_proof.note_restored(installation)
    found = record_proof.verify_record(installation)
    assert [(p.matter_id, p.lost) for p in found] == [(later.dossier_id, True)]
    lumens.file_complaint()
    scheduler.anchor(installation)
    assert [p.lost for p in record_proof.verify_record(installation)] == [True]


def test_a_whole_organisation_that_disappeared_is_found(
    installation: Installation, matter: Filed, intruder: Intruder
) -> None:
    with intruder.tools() as execute:
        for table in ("record_entries", "record_heads", "record_anchors"):
            execute(f"DELETE FROM {table}")
        execute("UPDATE tenants SET id = %s", _id(installation, matter.dossier_id))
    assert any("kent deze organisatie niet meer" in p.what for p in record_proof.verify_record(installation))


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


def test_heads_written_beside_the_keys_just_before_a_crash_are_taken_over(
    installation: Installation, matter: Filed, lumens: Organisation
) -> None:
    class PowerFailure(Exception):
        pass

    lumens.file_complaint()
    with pytest.raises(PowerFailure), lumens.work(write=True) as work:
        assert anchors.anchor(work, installation.vault.anchors) == (1, None)
        raise PowerFailure
    assert record_proof.verify_record(installation) == []
    lumens.file_complaint()
    scheduler.anchor(installation)
    assert scheduler.anchor(installation) == 0
    assert record_proof.verify_record(installation) == []


def test_many_heads_are_written_a_batch_at_a_time_and_once_each(
    installation: Installation, matter: Filed, lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a sweep put on a million records keeps nobody from writing while it is anchored."""
    path = installation.config.record_anchor
    filed = [lumens.file_complaint() for _ in range(5)]
    monkeypatch.setattr(anchors, "BATCH", 2)
    before = len(path.read_text().splitlines())
    with lumens.work(write=True) as work:
        first = anchors.anchor(work, installation.vault.anchors)
    assert first.heads == 2
    assert first.place is not None
    assert scheduler.anchor(installation) == len(filed) - 2
    assert len(path.read_text().splitlines()) == before + len(filed)
    with lumens.work(write=True) as work:
        record.append(work, filed[0].dossier_id, [record.Entry(event=Event.STATUS_READ)])
    assert (scheduler.anchor(installation), scheduler.anchor(installation)) == (1, 0)
    assert record_proof.verify_record(installation) == []


def test_the_file_of_heads_is_for_its_owner_only(installation: Installation, matter: Filed) -> None:
    path = installation.config.record_anchor
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_record_holds_no_name_and_no_reason_in_clear(matter: Filed, lumens: Organisation) -> None:
    with lumens.work(actor=SYSTEM, now=utc_now()) as work:
        lines = repr(record.read(work, matter.dossier_id))
    assert "Beklaagde" not in lines
    assert "Dit moet uitgezocht" not in lines
