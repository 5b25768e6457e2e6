"""The web server: gunicorn with threads, on loopback unless told otherwise."""

import gc
import importlib
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication

from wederhoor.config import LOOPBACK, Config, ConfigError
from wederhoor.operations import open_installation
from wederhoor.papers.places import workshop_of
from wederhoor.papers.workshop import say_protections
from wederhoor.vault.store import private_folder

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
COLLECT_AFTER = (10_000, 20, 20)
"""New objects before a collection, and how many of those before the older ones are looked at too: a page makes thousands."""


def serve(config: Config) -> None:
    """Serve until told to stop. Raises ConfigError before it starts when something does not fit."""
    if config.demo and config.embedded and config.host not in LOOPBACK:
        raise ConfigError(
            "Zet WEDERHOOR_DEMO op 0 of haal WEDERHOOR_HOST weg: de voorbeeldwereld mag niet van buiten bereikbaar zijn."
        )
    check_address(config)
    checked = open_installation(config)  # fail before a single worker exists
    checked.engine.dispose()
    say_protections(workshop_of(config.files))
    _share_numbers(config.var / "metrics")
    _load_once(config)
    _Server(config).run()


def check_address(config: Config) -> None:
    """Raises ConfigError when sign-in and complaints would travel in the clear, or visitors would all look like one."""
    public = urlsplit(config.public_url)
    if public.scheme == "http" and public.hostname not in LOOPBACK:
        raise ConfigError(
            "Schrijf WEDERHOOR_PUBLIC_URL met https://: over http kan iedereen onderweg meelezen, en de cookies zijn niet veilig."
        )
    if public.scheme == "https" and not config.proxies:
        raise ConfigError(
            "Zet WEDERHOOR_PROXIES op het aantal proxy's ervoor (meestal 1): dit programma spreekt zelf geen https."
        )
    if config.host not in LOOPBACK and not config.public_url:
        raise ConfigError(
            "Zet WEDERHOOR_PUBLIC_URL op het adres voor bezoekers, of haal WEDERHOOR_HOST weg: zonder weet het programma zijn naam niet."
        )


def _share_numbers(folder: Path) -> None:
    """An empty folder where the workers put what they count, named before any of them loads the counters."""
    private_folder(folder)
    for old in folder.glob("*.db"):
        old.unlink()
    os.environ[METRICS_FOLDER] = str(folder)


def _load_once(config: Config) -> None:
    """Load the application before the workers part, and leave what is loaded out of every collection of garbage.

    The workers then share that memory, and a request does not pay for walking through it.
    """
    importlib.import_module("wederhoor.app")
    if config.database_url.get_backend_name() == "sqlite":
        importlib.import_module("wederhoor.tenancy.parsed")
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, config: Config) -> None:
        from wederhoor.web.crowd import crowds  # after the counters have their folder

        self.config = config
        self.crowds = crowds(config.submissions_per_hour)  # before the workers part: they count together
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self.config.host}:{self.config.port}",
            "workers": self.config.workers,
            "threads": self.config.threads,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "loglevel": "warning",
            "graceful_timeout": 20,
            "timeout": 60,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 4094,
            "worker_tmp_dir": str(self.config.var),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from wederhoor.app import create_app  # each worker opens its own connections
        from wederhoor.web.crowd import share

        app = create_app(open_installation(self.config))
        share(app, self.crowds)
        return app
