"""Measure on SQLite and on PostgreSQL and print one table for each."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.bare import postgres_commits, sqlite_commits
from tests.bench.load import Measured, Request, children, fire, memory_mib, resident_mib
from tests.bench.world import World
from tests.support.ports import free_port
from tests.support.postgres import OWNER, Postgres

from wederhoor import config, operations, schema
from wederhoor.config import Config
from wederhoor.intake.check_pages import MINIMUM_FILL

ROUNDS = 9  # short ones in turn: a machine that others use too changes its speed from one moment to the next
PAGES = 200
SUBMISSION_ROUNDS = 3
SUBMISSIONS = 160
COMMITS = 2_000
SIZES = (1_000, 100_000)
LARGE = (1_000, 100_000, 1_000_000)  # `make bench` with the word "large": minutes to fill
MANY_TENANTS = (500, 10_000)
CLOCKS = (20_000, 1_000_000)  # without and with the word "large"
SEARCHES = ("zeldzaam", "sleutel", "teruggebeld", "m77@bewoner.example", "0777-")
PLUGIN = "lumens"
BARE = [
    sys.executable,
    "-m",
    "gunicorn",
    "--worker-class",
    "gthread",
    "--no-control-socket",
    "--log-level",
    "warning",
]


def main() -> None:
    """Both databases, one after the other."""
    large = "large" in sys.argv[1:]
    wanted = [word for word in sys.argv[1:] if word != "large"] or ["sqlite", "postgresql"]
    sizes = LARGE if large else SIZES
    print(
        f"{os.cpu_count()} cores; {PAGES} requests a page, {ROUNDS} rounds, median; ratios to the yardsticks of the same run"
    )
    with tempfile.TemporaryDirectory() as folder:
        if "sqlite" in wanted:
            environment = {"WEDERHOOR_VAR": f"{folder}/sqlite"}
            settings = _settings(environment)
            measure(
                "SQLite",
                environment,
                settings,
                lambda: sqlite_commits(Path(folder) / "bare.db", COMMITS),
                sizes,
            )
        if "postgresql" in wanted:
            with Postgres(durable=True) as server:
                server.create_database("bench")
                environment = _postgres_environment(server, folder)
                settings = _settings(environment)
                dsn = f"host={server.folder} port=5432 dbname=bench user=postgres"
                measure("PostgreSQL", environment, settings, lambda: postgres_commits(dsn, COMMITS), sizes)


def _postgres_environment(server: Postgres, folder: str) -> dict[str, str]:
    return {
        "WEDERHOOR_VAR": f"{folder}/postgresql",
        "WEDERHOOR_DATABASE_URL": server.url("bench").render_as_string(hide_password=False),
        "WEDERHOOR_MIGRATION_URL": server.url("bench", OWNER).render_as_string(hide_password=False),
        "WEDERHOOR_KEYS_URL": f"sqlite:///{folder}/postgresql/keys/keys.db",
        "WEDERHOOR_MASTER_KEY": operations.new_master_key(),
    }


def _settings(environment: dict[str, str]) -> Config:
    environment |= {"WEDERHOOR_DEMO": "0", "WEDERHOOR_SUBMISSIONS_PER_HOUR": "1000000"}
    settings = config.load(environment)
    operations.prepare(settings)
    if not settings.embedded:
        schema.migrate(settings)
    return settings


@contextmanager
def serving(
    command: list[str], environment: dict[str, str], port: int, path: str
) -> Iterator[tuple[int, float]]:
    """A server of its own: (process id, seconds until the first answer)."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise
                time.sleep(0.02)
        yield process.pid, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(30)


def measure(
    name: str,
    environment: dict[str, str],
    settings: Config,
    commits: Callable[[], float],
    sizes: tuple[int, ...],
) -> None:
    """One database: fill it, serve it, fire at it, print."""
    world = World.of(operations.open_installation(settings))
    tenants = {f"org-{n}": world.tenant(f"org-{n}", PLUGIN) for n in range(8)}
    port, bare_port = free_port(), free_port()
    serve = [sys.executable, "-m", "wederhoor", "serve"]
    many = ["--workers", str(settings.workers), "--threads", str(settings.threads)]
    bare = [*BARE, *many, "--bind", f"127.0.0.1:{bare_port}", "tests.bench.bare:bare_app()"]
    with (
        serving(serve, environment | {"WEDERHOOR_PORT": str(port)}, port, "/healthz") as (server, cold),
        serving(bare, {}, bare_port, "/") as (flask, _),
    ):
        yardstick = Yardstick(port=port, server=server, bare_port=bare_port, bare=flask, commits=commits)
        print(f"\n{name}")
        first, tenant_id = next(iter(tenants.items()))
        yardstick.warm([world.form_page(first, tenant_id)] * 50)
        yardstick.against_route("form page", world.form_page(first, tenant_id))
        yardstick.against_route("status page", world.status_page(first, tenant_id))
        _register(world, yardstick, tenants["org-7"], sizes)
        yardstick.against_route(
            "dossier, 300 entries, 100 papers", world.thick_dossier("org-6", tenants["org-6"])
        )
        started = time.perf_counter()
        swept = world.reminders(tenants["org-5"], CLOCKS[sizes == LARGE])
        print(f"  sweep: {swept}")
        print(f"  (made ready and swept in {time.perf_counter() - started:.0f} s)")
        _many_tenants(world, yardstick, first, tenant_id, MANY_TENANTS[sizes == LARGE])
        spread = list(tenants.items())
        batches = [
            [world.submission(*spread[n % 8]) for n in range(SUBMISSIONS)] for _ in range(SUBMISSION_ROUNDS)
        ]
        yardstick.against_commit("submission, eight organisations", batches)
        batches = [
            [world.submission(first, tenant_id) for _ in range(SUBMISSIONS)] for _ in range(SUBMISSION_ROUNDS)
        ]
        yardstick.against_commit("submission, one organisation", batches)
        workers = children(server)[1:]
        resident, own = max(map(resident_mib, workers)), max(map(memory_mib, workers))
        print(f"  memory per worker: {resident:.0f} MiB resident, {own:.0f} MiB its own")
        print(f"  first answer after start: {cold:.2f} s")
    world.installation.engine.dispose()


def _register(world: World, yardstick: "Yardstick", tenant_id: uuid.UUID, sizes: tuple[int, ...]) -> None:
    """The page of the register and what is looked up in it, while it grows."""
    filled = 0
    at_first: Cost | None = None
    for size in sizes:
        started = time.perf_counter()
        world.fill(tenant_id, filled, size)
        world.settle()
        print(f"  {size - filled:,} dossiers put in a register in {time.perf_counter() - started:.0f} s")
        filled = size
        page = yardstick.against_route(f"register page, {size:,} dossiers", world.register_page("org-7"))
        at_first = at_first or page
        print(f"  cost of that page against {sizes[0]:,} dossiers: {page.against(at_first)}")
        for text in SEARCHES:
            found, milliseconds = world.search("org-7", tenant_id, text)
            print(f"  search {text!r} in {size:,}: {milliseconds:.1f} ms, {found} on the page")


def _many_tenants(world: World, yardstick: "Yardstick", slug: str, tenant_id: uuid.UUID, count: int) -> None:
    """What a request costs when there are many organisations: at one of them, and at another one each time."""
    form = world.form_page(slug, tenant_id)
    few = yardstick.against_route("form page, 8 organisations", form)
    started = time.perf_counter()
    slugs = world.more_tenants(count)
    print(f"  {count:,} organisations added in {time.perf_counter() - started:.0f} s")
    many = yardstick.against_route(f"form page, {count:,} more", form)
    print(f"  cost of a request at one organisation, with {count:,} more: {many.against(few)}")
    first = yardstick.warm([start_page(one) for one in slugs])
    print(f"  first visit to each: {first.rate:,.0f}/s, {first.cpu_ms:.2f} ms CPU")
    spread = [start_page(one) for one in slugs[:: max(1, count // PAGES)]]
    for _ in range(5):  # until every worker has seen each of these
        yardstick.warm(spread)
    yardstick.in_turn(
        f"a request spread over {count:,} organisations", [start_page(slug)] * len(spread), spread
    )


def start_page(slug: str) -> Request:
    """What an organisation shows to whoever comes in."""
    return Request(method="GET", path=f"/{slug}/", headers={})


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a page costs: its rate as a part of the bare route's, and milliseconds of CPU."""

    ratio: float
    cpu_ms: float

    def against(self, before: "Cost") -> str:
        """How much dearer than before; the CPU says it also on a machine that does other things."""
        return f"{self.cpu_ms / before.cpu_ms:.2f} times in CPU, {before.ratio / self.ratio:.2f} by the clock"


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """The server that is measured and what it is measured against."""

    port: int
    server: int
    bare_port: int
    bare: int
    commits: Callable[[], float]

    def warm(self, requests: list[Request]) -> Measured:
        """Requests that are measured against nothing."""
        return fire(self.port, self.server, requests)

    def against_route(self, label: str, asked: Request | list[Request]) -> "Cost":
        """A page, or pages, against a route that does nothing, in turn."""
        requests = [asked] * PAGES if isinstance(asked, Request) else asked
        self.warm(requests)  # every worker has seen the page
        nothing = [Request(method="GET", path="/", headers={})] * len(requests)
        pairs = [
            (fire(self.port, self.server, requests), fire(self.bare_port, self.bare, nothing))
            for _ in range(ROUNDS)
        ]
        ratio = median(ours.rate / theirs.rate for ours, theirs in pairs)
        self._print(label, [ours for ours, _ in pairs], ratio)
        return Cost(ratio=ratio, cpu_ms=median(ours.cpu_ms for ours, _ in pairs))

    def in_turn(self, label: str, ones: list[Request], others: list[Request]) -> None:
        """Requests against other requests, round by round, so that both meet the same machine."""
        rounds = [
            (fire(self.port, self.server, ones), fire(self.port, self.server, others)) for _ in range(ROUNDS)
        ]
        cpu = median(other.cpu_ms / one.cpu_ms for one, other in rounds)
        rate = median(one.rate / other.rate for one, other in rounds)
        print(f"  cost of {label}: {cpu:.2f} times in CPU, {rate:.2f} by the clock")

    def against_commit(self, label: str, batches: list[list[Request]]) -> None:
        """Sending against durable commits of one row, in turn."""
        time.sleep(MINIMUM_FILL.total_seconds())  # a form that is sent faster is taken for a machine
        pairs = [(fire(self.port, self.server, batch), self.commits()) for batch in batches]
        ratio = median(ours.rate / theirs for ours, theirs in pairs)
        self._print(label, [ours for ours, _ in pairs], ratio)

    def _print(self, label: str, rounds: list[Measured], ratio: float) -> None:
        rate, cpu = median(m.rate for m in rounds), median(m.cpu_ms for m in rounds)
        print(f"  {label:34} {rate:8.0f}/s {cpu:7.2f} ms CPU   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
