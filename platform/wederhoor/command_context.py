"""What every command gets: the configuration of the environment, and an installation that is closed afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from wederhoor import config as settings

F = TypeVar("F", bound=Callable[..., Any])


def with_config(command: F) -> F:
    """Give a command the configuration of the environment."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        return command(settings.load(), *args, **kwargs)

    return run  # type: ignore[return-value]


def opened(config: settings.Config) -> Any:
    """An open installation; closed when the command ends."""
    from wederhoor import operations

    installation = operations.open_installation(config)
    click.get_current_context().call_on_close(lambda: operations.close(installation))
    return installation
