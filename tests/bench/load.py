"""Requests over real HTTP with kept connections, and what they cost the server in CPU."""

import http.client
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

THREADS = 8
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request; `expect` is the status it must answer with."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None = None
    expect: int = 200


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Requests a second, and CPU milliseconds of the server's processes for each."""

    rate: float
    cpu_ms: float


def children(pid: int) -> list[int]:
    """A process and everything it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += children(int(child))
    return found


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time of processes so far."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_mib(pid: int) -> float:
    """What one process holds for itself (unique set size), in MiB."""
    kib = 0
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(("Private_Clean", "Private_Dirty")):
            kib += int(line.split()[1])
    return kib / 1024


def resident_mib(pid: int) -> float:
    """What one process holds, shared pages included, in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def fire(port: int, server: int, requests: Sequence[Request], *, threads: int = THREADS) -> Measured:
    """Send every request once, spread over threads; raises when one answers otherwise than expected."""
    pids = children(server)
    wrong: list[str] = []

    def work(mine: Sequence[Request]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for request in mine:
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != request.expect:
                wrong.append(f"{request.method} {request.path}: {answer.status}")
        connection.close()

    before, started = cpu_seconds(pids), time.perf_counter()
    together([lambda mine=requests[n::threads]: work(mine) for n in range(threads)])  # type: ignore[misc]
    seconds, cpu = time.perf_counter() - started, cpu_seconds(pids) - before
    if wrong:
        raise RuntimeError(f"{len(wrong)} wrong answers, first: {wrong[0]}")
    return Measured(rate=len(requests) / seconds, cpu_ms=1000 * cpu / len(requests))


def together(jobs: Sequence[Callable[[], None]]) -> None:
    """Run jobs at the same time and wait for all; the first failure is raised."""
    failed: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - handed to the caller below
            failed.append(error)

    running = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if failed:
        raise failed[0]
