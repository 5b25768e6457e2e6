"""The yardsticks: a Flask route that does nothing, and a durable commit of one row."""

import sqlite3
import time
from pathlib import Path

import psycopg
from flask import Flask
from tests.bench.load import THREADS, together

ROW = b"x" * 400


def bare_app() -> Flask:
    """One route, one word."""
    app = Flask("bare")

    @app.get("/")
    def index() -> str:
        return "ok"

    return app


def sqlite_commits(path: Path, count: int) -> float:
    """Durable commits a second of one row each, from several threads, with the platform's own pragmas."""
    with sqlite3.connect(path, isolation_level=None) as first:
        first.execute("PRAGMA journal_mode=WAL")
        first.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, body BLOB)")

    def work() -> None:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        connection.execute("PRAGMA synchronous=FULL")
        for _ in range(count // THREADS):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare (body) VALUES (?)", (ROW,))
            connection.execute("COMMIT")
        connection.close()

    return _rate(work, count)


def postgres_commits(dsn: str, count: int) -> float:
    """The same on PostgreSQL."""
    with psycopg.connect(dsn, autocommit=True) as first:
        first.execute("CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, body bytea)")

    def work() -> None:
        with psycopg.connect(dsn, autocommit=True) as connection:
            for _ in range(count // THREADS):
                connection.execute("INSERT INTO bare (body) VALUES (%s)", (ROW,))

    return _rate(work, count)


def _rate(work: object, count: int) -> float:
    started = time.perf_counter()
    together([work] * THREADS)  # type: ignore[list-item]
    return (count // THREADS * THREADS) / (time.perf_counter() - started)
