"""The commands that start what keeps running: the web, the scheduler, and both together."""

import os
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import click

from wederhoor import config as settings
from wederhoor.children import WITH_PARENT, end_with_parent, keep
from wederhoor.command_context import opened, with_config


@click.command()
@click.option("--port", type=int, default=None, help="Poort, standaard 8000.")
@with_config
def run(config: settings.Config, port: int | None) -> None:
    """Richt in wat er nog niet is, start web en planner, en toon het adres."""
    from wederhoor import server

    chosen = port or config.port
    server.check_free(config.host, chosen)
    _prepare(config)
    environment = os.environ | {"WEDERHOOR_PORT": str(chosen)}
    status = keep([["serve"], ["scheduler"]], environment, lambda: _answers(config.host, chosen))
    click.echo("Tot ziens.")
    sys.exit(status)


def _prepare(config: settings.Config) -> None:
    """Make what is not there; the invented world as a whole: one that was cut off halfway, before anybody came, begins anew."""
    from wederhoor import operations
    from wederhoor.vault.store import private_folder

    half = config.var / "voorbeeldwereld-half"
    if half.exists():
        operations.clear(config)
    fresh = config.embedded and not Path(str(config.database_url.database)).exists()
    loads = config.demo and fresh
    if loads:
        private_folder(config.var)
        half.touch()
    operations.prepare(config)
    installation = operations.open_installation(config)
    if loads:
        from wederhoor import demo

        click.echo("Voorbeeldwereld laden ...")
        demo.load(installation)
        half.unlink()
    operations.close(installation)


def _answers(host: str, port: int) -> bool:
    """Whether the web answers; says so, with its address."""
    address = f"http://{host}:{port}/"
    try:
        urllib.request.urlopen(f"{address}healthz", timeout=2).close()  # noqa: S310 - our own address
    except OSError:
        return False
    click.echo(f"Wederhoor draait op {address} (stop met Ctrl+C)")
    return True


def _under_run(command: Callable[..., None]) -> Callable[..., None]:
    """A command that `run` starts as well: then it ends with it."""

    def mind(_context: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked:
            end_with_parent()

    option = click.option(WITH_PARENT, is_flag=True, hidden=True, expose_value=False, callback=mind)
    return option(command)


@click.command()
@_under_run
@with_config
def serve(config: settings.Config) -> None:
    """Start alleen het web."""
    from wederhoor.server import serve as start

    start(config)


@click.command()
@_under_run
@with_config
def scheduler(config: settings.Config) -> None:
    """Start alleen de planner."""
    from wederhoor import scheduler as planner
    from wederhoor.server import say_plugins

    installation = opened(config)
    say_plugins(installation)
    planner.run(installation)
