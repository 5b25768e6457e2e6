"""The workshop, tried from inside: neither keys, database, network, other processes nor descriptors; files wait in one queue a machine."""

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from tests.support import clock
from tests.support.papers import pdf, photo, picture_bomb
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor.papers import confinement, doors, places, workshop
from wederhoor.papers.inspection import OFFICE_KINDS, Refused
from wederhoor.papers.places import Busy, a_place
from wederhoor.papers.workshop import examine, protections

TRIES = """
import ctypes, io, json, os, socket, subprocess, sys, resource, threading
from wederhoor.papers import confinement, workshop
paths, inherited, without = json.loads(sys.argv[1])
def none_here(*values):
    raise OSError(1, "none here")

if "namespace" in without:
    confinement._leave_the_machine = none_here
if "calls" in without:
    confinement._prepared_calls = lambda: None
in_force = workshop.enter()
libc = ctypes.CDLL(None, use_errno=True)
got = []

def tried(name, what):
    try:
        what()
    except (OSError, ValueError, MemoryError, RuntimeError):
        return
    got.append(name)

def call(name, *values):
    if getattr(libc, name)(*values) < 0:
        raise OSError(ctypes.get_errno())

for path in paths:
    tried("read " + path, lambda path=path: open(path, "rb").read(1))
    tried("list " + path, lambda path=path: os.listdir(os.path.dirname(path)))
tried("inherited", lambda: os.read(inherited, 1))
tried("memory of the parent", lambda: open(f"/proc/{os.getppid()}/environ", "rb").read(1))
tried("own descriptors", lambda: os.listdir("/proc/self/fd"))
tried("tcp", lambda: socket.create_connection(("127.0.0.1", 1), 1))
tried("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)))
tried("unix", lambda: socket.socket(socket.AF_UNIX))
tried("pair", socket.socketpair)
tried("write", lambda: open("/tmp/zqxjvkw", "wb").write(b"x"))
tried("more descriptors", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100)))
if confinement.CALLS in in_force:  # else an administrator could, and would do it to the machine the test runs on
    tried("trace", lambda: call("ptrace", 16, os.getppid(), 0, 0))
    tried("namespace", lambda: call("unshare", 0x10000000))
    tried("fork", os.fork)
    tried("program", lambda: os.execv(sys.executable, [sys.executable, "-V"]))
    tried("kill", lambda: os.kill(os.getppid(), 0))
tried("memory", lambda: bytearray(4 * 1024**3))
tried("dup", lambda: [os.dup(0) for _ in range(9)])
sys.stdout.write(json.dumps({"in_force": in_force, "got": got, "environment": dict(os.environ)}))
sys.stdout.flush()
os._exit(0)
"""


def inside(paths: list[str], *, without: tuple[str, ...] = ()) -> dict[str, object]:
    """What a program gets hold of inside; `without` are locks this kernel is said not to have."""
    kept = os.open(__file__, os.O_RDONLY)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", TRIES, json.dumps([paths, kept, list(without)])],
            capture_output=True,
            pass_fds=(kept,),
            env=clock.environment() | {"WEDERHOOR_MASTER_KEY": "geheim"},
            timeout=60,
            check=False,
        )
    finally:
        os.close(kept)
    assert done.stdout, done.stderr.decode()
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.fixture
def secrets(lumens: Organisation) -> list[str]:
    """What may never be read: the database, the keys, the master key, a sealed file, and the program's own."""
    var = lumens.installation.config.var
    found = [str(path) for path in var.rglob("*") if path.is_file()][:40]
    return [*found, "/etc/passwd", "/proc/self/environ", __file__]


def test_nothing_is_within_reach_inside_the_workshop(secrets: list[str]) -> None:
    """Must 12."""
    told = inside(secrets)
    assert told["got"] == []
    assert told["environment"] == {}
    assert confinement.LIMITS in told["in_force"]  # type: ignore[operator]


@pytest.mark.parametrize("without", [("namespace",), ("calls",), ("namespace", "calls")])
def test_with_fewer_locks_in_the_kernel_the_limits_still_hold(
    secrets: list[str], without: tuple[str, ...]
) -> None:
    """The descriptor limit is in force everywhere; every other lock stands by itself."""
    assert inside(secrets, without=without)["got"] == []


def test_this_machine_says_which_locks_it_gives(tmp_path: Path) -> None:
    assert set(protections(tmp_path)) <= set(confinement.ALL)
    assert confinement.LIMITS in protections(tmp_path)


def test_a_child_that_says_too_much_or_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = Image.effect_noise((300, 300), 60)
    out = io.BytesIO()
    noise.save(out, "PNG")
    monkeypatch.setattr(workshop, "ANSWER_BYTES", 1_000)
    with pytest.raises(Refused, match="bomb"):
        examine(out.getvalue(), OFFICE_KINDS, needs_copy=True, queue=tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(workshop, "SECONDS", 0.01)
    with pytest.raises(Refused, match="bomb"):
        examine(photo(), OFFICE_KINDS, needs_copy=True, queue=tmp_path)


def test_pictures_that_unfold_cost_little(tmp_path: Path) -> None:
    """Must 10: a picture of 60 million points in two kilobytes once took 1.5 GB."""
    out = io.BytesIO()
    Image.new("1", (9_000, 6_600)).save(out, "PNG")
    assert len(out.getvalue()) < 20_000
    found = examine(out.getvalue(), OFFICE_KINDS, needs_copy=True, queue=tmp_path)
    assert found.copy is not None
    with pytest.raises(Refused, match="bomb"):
        examine(picture_bomb(), OFFICE_KINDS, needs_copy=True, queue=tmp_path)


def test_as_many_files_at_once_as_fit_in_a_quarter_of_the_memory() -> None:
    gigabyte = 1024**3
    assert places.places(2 * gigabyte, 8) == 1
    assert places.places(16 * gigabyte, 8) == 2
    assert places.places(64 * gigabyte, 8) == 4
    assert places.places(64 * gigabyte, 1) == 1


def test_one_queue_holds_for_every_process_of_a_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "places", lambda *_: 1)
    other = (
        "import sys; from pathlib import Path; from wederhoor.papers import places\n"
        "places.places = lambda *_: 1\n"
        "with places.a_place(Path(sys.argv[1])):\n    print('in', flush=True); sys.stdin.read()"
    )
    held = subprocess.Popen(
        [sys.executable, "-c", other, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=clock.environment(),
    )
    with held:
        assert held.stdout is not None
        assert held.stdin is not None
        assert held.stdout.readline() == b"in\n"
        with pytest.raises(Busy), a_place(tmp_path, wait_seconds=0.2):
            pass
        held.kill()  # however it ends, its place comes free
        held.wait(10)
        with a_place(tmp_path, wait_seconds=5):
            pass


def test_who_waits_gets_the_place_that_comes_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "places", lambda *_: 1)
    got = threading.Event()

    def wait() -> None:
        with a_place(tmp_path, wait_seconds=20):
            got.set()

    with a_place(tmp_path):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not got.wait(0.3)
    assert got.wait(10)
    waiting.join(10)


@pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way
@pytest.mark.siege
def test_of_a_request_with_many_files_the_first_twenty_are_looked_at_and_the_rest_is_named(
    app: Flask, lumens: Organisation
) -> None:
    """Must 10: a thousand files fit in one request; nothing that was taken is lost, nothing that was not is passed over in silence."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    client = app.test_client()
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    address = f"/lumens/kantoor/dossiers/{filed.dossier_id}/stukken"
    token = dict(visitor.get(address).form().values)["csrf_token"]
    answer = client.post(
        address,
        data={
            "csrf_token": token,
            "origin": "organisation",
            "side": "parties",
            "files": [(io.BytesIO(f"Tekst {n}".encode()), f"{n}.txt") for n in range(23)],
        },
        content_type="multipart/form-data",
    )
    assert answer.status_code == 422
    assert "20.txt, 21.txt, 22.txt: nog niet bekeken" in answer.text
    page = visitor.get(address).text
    assert "19.txt" in page
    assert "20.txt" not in page


def test_whether_there_is_room_is_known_before_a_file_is_taken_apart(
    lumens: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.services.test_papers import Filer

    filer = Filer(lumens)
    monkeypatch.setattr(doors, "FILE_BYTES", 10)
    looked: list[bytes] = []
    monkeypatch.setattr("wederhoor.papers.reception.look_at", lambda content, *_: looked.append(content))
    with pytest.raises(Refused, match="too_large"):
        filer.add("groot.pdf", pdf())
    assert looked == []
