"""Measure on SQLite and on PostgreSQL and print one table for each."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.bare import postgres_commits, sqlite_commits
from tests.bench.load import Measured, children, fire, memory_mib, resident_mib
from tests.bench.world import World
from tests.support.ports import free_port
from tests.support.postgres import Postgres
from wederhoor import config, operations, schema
from wederhoor.config import Config
from wederhoor.plugins import installed_plugins

ROUNDS = 3
PAGES = 400
SUBMISSIONS = 160
COMMITS = 2_000
SIZES = (1_000, 100_000)


def main() -> None:
    """Both databases, one after the other."""
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    print(f"{os.cpu_count()} cores; {PAGES} requests a page, {ROUNDS} rounds, median; ratios to the yardsticks of the same run")
    with tempfile.TemporaryDirectory() as folder:
        if "sqlite" in wanted:
            environment = {"WEDERHOOR_VAR": f"{folder}/sqlite"}
            settings = _settings(environment)
            measure("SQLite", environment, settings, lambda: sqlite_commits(Path(folder) / "bare.db", COMMITS))
        if "postgresql" in wanted:
            with Postgres(durable=True) as server:
                server.create_database("bench")
                environment = _postgres_environment(server, folder)
                settings = _settings(environment)
                dsn = f"host={server.folder} port=5432 dbname=bench user=postgres"
                measure("PostgreSQL", environment, settings, lambda: postgres_commits(dsn, COMMITS))


def _postgres_environment(server: Postgres, folder: str) -> dict[str, str]:
    from tests.support.postgres import OWNER

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
def serving(command: list[str], environment: dict[str, str], path: str) -> Iterator[tuple[int, int, float]]:
    """A server of its own: (port, process id, seconds until the first answer)."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | environment | {"WEDERHOOR_PORT": str(port)})
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise
                time.sleep(0.02)
        yield port, process.pid, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(30)


def measure(name: str, environment: dict[str, str], settings: Config, commits: object) -> None:
    """One database: fill it, serve it, fire at it, print."""
    world = World.of(operations.open_installation(settings))
    plugin = next(iter(sorted(installed_plugins(), key=lambda p: p != "lumens")))
    tenants = {f"org-{n}": world.tenant(f"org-{n}", plugin) for n in range(8)}
    print(f"\n{name}")
    serve = [sys.executable, "-m", "wederhoor", "serve"]
    bare = [
        sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--worker-class", "gthread", "--bind",
    ]  # fmt: skip
    with serving(serve, environment, "/healthz") as (port, server, cold):
        bare_port = free_port()
        with serving([*bare, f"127.0.0.1:{bare_port}", "--no-control-socket", "tests.bench.bare:bare_app()"],
                     {"PORT_OF_BARE": str(bare_port)}, "/") if False else _bare(bare) as (flask_port, flask):  # fmt: skip
            first, tenant_id = next(iter(tenants.items()))
            from tests.bench.load import Request

            nothing = [Request(method="GET", path="/", headers={})] * PAGES
            rows: list[tuple[str, Measured, float]] = []

            def against_route(label: str, requests: list[Request]) -> None:
                pairs = [(fire(port, server, requests), fire(flask_port, flask, nothing)) for _ in range(ROUNDS)]
                ratio = median(ours.rate / theirs.rate for ours, theirs in pairs)
                rows.append((label, pairs[-1][0], ratio))

            fire(port, server, [world.form_page(first, tenant_id)] * 50)
            against_route("form page", [world.form_page(first, tenant_id)] * PAGES)
            against_route("status page", [world.status_page(first, tenant_id)] * PAGES)
            done = 0
            for size in SIZES:
                world.fill(tenants["org-7"], size - done) if not done else _more(world, tenants["org-7"], done, size)
                done = size
                against_route(f"register page, {size:,} dossiers", [world.register_page("org-7")] * PAGES)

            def against_commit(label: str, requests: list[list[Request]]) -> None:
                pairs = [(fire(port, server, batch), commits()) for batch in requests]  # type: ignore[operator]
                ratio = median(ours.rate / theirs for ours, theirs in pairs)
                rows.append((label, pairs[-1][0], ratio))

            spread = list(tenants.items())
            against_commit(
                "submission, eight organisations",
                [[world.submission(*spread[n % 8]) for n in range(SUBMISSIONS)] for _ in range(ROUNDS)],
            )
            against_commit(
                "submission, one organisation",
                [[world.submission(first, tenant_id) for _ in range(SUBMISSIONS)] for _ in range(ROUNDS)],
            )
            for label, found, ratio in rows:
                print(f"  {label:36} {found.rate:8.0f}/s  {found.cpu_ms:6.2f} ms CPU  ratio {ratio:5.2f}")
            workers = children(server)[1:]
            print(f"  memory per worker: {max(resident_mib(p) for p in workers):.0f} MiB resident, "
                  f"{max(memory_mib(p) for p in workers):.0f} MiB its own")  # fmt: skip
            print(f"  first answer after start: {cold:.2f} s")
    world.installation.engine.dispose()


if __name__ == "__main__":
    main()
