"""The web server: gunicorn with threads, on loopback unless told otherwise."""

from typing import Any

from gunicorn.app.base import BaseApplication

from wederhoor.config import Config, ConfigError
from wederhoor.operations import open_installation

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(config: Config) -> None:
    """Serve until told to stop. Raises ConfigError before it starts when something does not fit."""
    if config.demo and config.embedded and config.host not in LOOPBACK:
        raise ConfigError(
            "Zet WEDERHOOR_DEMO op 0 of haal WEDERHOOR_HOST weg: de voorbeeldwereld mag niet van buiten bereikbaar zijn."
        )
    checked = open_installation(config)  # fail before a single worker exists
    checked.engine.dispose()
    _Server(config).run()


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, config: Config) -> None:
        self.config = config
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
        from wederhoor.app import create_app  # noqa: PLC0415 - each worker opens its own connections

        return create_app(open_installation(self.config))
