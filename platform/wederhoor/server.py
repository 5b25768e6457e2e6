"""The web server: gunicorn with threads that only see whole requests (`connections`), on loopback unless told otherwise."""

import errno
import gc
import hashlib
import importlib
import logging
import os
import resource
import socket
import stat
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication

from wederhoor.config import LOOPBACK, Config, ConfigError
from wederhoor.connections import PatientWorker
from wederhoor.operations import open_installation, sick_plugins
from wederhoor.papers.places import workshop_of
from wederhoor.papers.workshop import say_protections
from wederhoor.vault.store import private_folder
from wederhoor.work import Installation

log = logging.getLogger("wederhoor.server")

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONNECTIONS = 1_000
"""At once, in one process; those that ask nothing make room for those that come."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own in it, that nobody else enters
FREE_WITHIN = 4.0  # seconds
COLLECT_AFTER = (10_000, 20, 20)
"""New objects before a collection, and how many of those before the older ones are looked at too: a page makes thousands."""


def serve(config: Config) -> None:
    """Serve until told to stop. Raises ConfigError before it starts when something does not fit."""
    if config.demo and config.embedded and config.host not in LOOPBACK:
        raise ConfigError(
            "Zet WEDERHOOR_DEMO op 0 of haal WEDERHOOR_HOST weg: de voorbeeldwereld mag niet van buiten bereikbaar zijn."
        )
    check_address(config)
    check_free(config.host, config.port)
    checked = open_installation(config)  # fail before a single worker exists
    say_plugins(checked)
    checked.engine.dispose()
    say_protections(workshop_of(config.files))
    _let_many_in()
    scratch = scratch_folder(config)
    _share_numbers(scratch / "metrics")
    _load_once(config)
    _Server(config, scratch).run()


def say_plugins(installation: Installation) -> None:
    """Say which plugins are not well; their organisations open read-only, and the others go on."""
    for wrong in sick_plugins(installation):
        log.warning("%s Organisaties met deze plugin kunnen nu alleen worden gelezen.", wrong)


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


def check_free(host: str, port: int) -> None:
    """Raises ConfigError when this program cannot listen there; workers of a server that was killed get a moment to go."""
    until = time.monotonic() + FREE_WITHIN
    while True:
        try:
            _bind_once(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise ConfigError(
                    f"Kijk WEDERHOOR_HOST en WEDERHOOR_PORT na: op {host}:{port} kan dit programma niet luisteren."
                ) from None
            if time.monotonic() >= until:
                raise ConfigError(
                    f"Stop wat al op poort {port} luistert, of zet WEDERHOOR_PORT op een andere poort."
                ) from None
            time.sleep(0.1)
        else:
            return


def _bind_once(host: str, port: int) -> None:
    family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        # Refused where somebody listens. It does not listen itself: who comes just now would be cut off.
        trial.bind(where)


def _let_many_in() -> None:
    """As many open files as the machine lets a process have, as far as connections may ask for them."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS if most == resource.RLIM_INFINITY else min(2 * CONNECTIONS, most)
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (max(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0]), most)
    )


def scratch_folder(config: Config) -> Path:
    """Where the processes count together: in memory, so that a disk that is full or slow ends none of them; else beside the data."""
    name = hashlib.sha256(str(config.var).encode()).hexdigest()[:12]
    folder = SHARED_MEMORY / f"wederhoor-{os.geteuid()}-{name}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:  # this machine has no such place, or keeps it from us
        return config.var
    return folder if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() else config.var


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
    def __init__(self, config: Config, scratch: Path) -> None:
        from wederhoor.web.crowd import crowds  # after the counters have their folder

        self.config = config
        self.scratch = scratch
        self.crowds = crowds(config.submissions_per_hour)  # before the workers part: they count together
        super().__init__()

    def load_config(self) -> None:
        host = self.config.host
        options: dict[str, Any] = {
            "bind": f"[{host}]:{self.config.port}" if ":" in host else f"{host}:{self.config.port}",
            "workers": self.config.workers,
            "threads": self.config.threads,
            "worker_class": PatientWorker,
            "worker_connections": CONNECTIONS,
            "sendfile": False,  # what is sent goes through the worker, which waits for nobody
            "control_socket_disable": True,
            "loglevel": "warning",
            "graceful_timeout": 20,
            "timeout": 60,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 4094,
            "worker_tmp_dir": str(self.scratch),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from wederhoor.app import create_app  # each worker opens its own connections
        from wederhoor.web.crowd import share

        app = create_app(open_installation(self.config))
        share(app, self.crowds)
        return app
