"""The command for who writes a plugin: what is wrong with it, before anybody works with it."""

from datetime import datetime

import click

from wederhoor.plugins import PluginError, load

NOT_WELL = 1


@click.group("plugin")
def plugin() -> None:
    """Een plugin schrijven en nakijken."""


@plugin.command("check")
@click.argument("name")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="De dag, zoals 2027-03-01; anders vandaag.",
)
def check(name: str, day: datetime | None) -> None:
    """Kijk een plugin na: elke regel die straks bij iemand op het bureau misgaat."""
    from wederhoor.testing.conformance import check_plugin
    from wederhoor.work import local_date, utc_now

    try:
        module = load(name)  # this one, and no other
    except PluginError as why:
        raise click.ClickException(str(why)) from why
    on = day.date() if day is not None else local_date(utc_now())
    found = check_plugin(name, module, on=on)
    for finding in found:
        click.echo(str(finding))
    if found:
        click.echo(f"{len(found)} gevonden.")
        click.get_current_context().exit(NOT_WELL)
    click.echo(f"Plugin {name}: niets gevonden.")
