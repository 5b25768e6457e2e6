"""The commands about plugins: which there are, and how well they are."""

import click

from wederhoor import config as settings
from wederhoor.command_context import opened, with_config
from wederhoor.installed import plugin_names, unreadable_distributions
from wederhoor.plugin_health import Health, health_of

NOT_WELL = 1


@click.command("plugins")
@with_config
def plugins(config: settings.Config) -> None:
    """Toon de geïnstalleerde plugins, en hoe het met elk gaat."""
    from wederhoor.operations import plugins_in_use
    from wederhoor.work import local_date, utc_now

    used = plugins_in_use(opened(config)) if _has_database(config) else {}
    today = local_date(utc_now())
    names = sorted({*plugin_names(), *used})
    found = [health_of(name, on=today) for name in names]
    for one in found:
        _say(one, used.get(one.origin.name, 0))
    if not found:
        click.echo("Er is geen plugin geïnstalleerd.")
    for folder in unreadable_distributions():
        click.echo(
            f"Van {folder} is niet te lezen welke plugins het brengt: installeer het opnieuw of verwijder het."
        )
    if any(not one.well and one.origin.name in used for one in found):
        click.get_current_context().exit(NOT_WELL)


def _has_database(config: settings.Config) -> bool:
    """Whether there is an installation to ask who uses what."""
    from pathlib import Path

    return not config.embedded or Path(str(config.database_url.database)).exists()


def _say(one: Health, used: int) -> None:
    where = one.origin.brought or "niet geïnstalleerd"
    contract = f"contract {one.contract}" if one.contract is not None else "contract onbekend"
    click.echo(f"{one.origin.name}: {'goed' if one.well else 'ziek'} ({where}; {contract}; {_by(used)})")
    if one.layers:
        click.echo(f"  bouwt op: {', '.join(str(layer) for layer in one.layers)}")
    if one.wrong:
        click.echo(f"  {one.wrong}")
    if one.unanswered:
        click.echo(f"  beantwoordt niet, dus ‘geen’ of ‘niet ontvangen’: {', '.join(one.unanswered)}")
    for line in one.going_out:
        click.echo(f"  let op, {line}")


def _by(used: int) -> str:
    if not used:
        return "niet in gebruik"
    return f"gebruikt door {used} organisatie{'s' if used > 1 else ''}"
