"""The command for who writes a plugin: what is wrong with it, before anybody works with it."""

from datetime import date, datetime
from pathlib import Path

import click

from wederhoor.organisation import OrganisationError, build_organisation
from wederhoor.plugins import PluginError, load
from wederhoor.testing.findings import Finding
from wederhoor.testing.scaffold import TO_DO, SlugRefused, write

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
@click.option(
    "--report", type=click.Path(path_type=Path), default=None, help="Schrijf ook een pagina die HR kan lezen."
)
def check(name: str, day: datetime | None, report: Path | None) -> None:
    """Kijk een plugin na: elke regel die straks bij iemand op het bureau misgaat, en wat nog te doen is."""
    from wederhoor.testing.conformance import check_plugin
    from wederhoor.work import local_date, utc_now

    try:
        module = load(name)
    except PluginError as error:
        raise click.ClickException(str(error)) from error
    on = day.date() if day is not None else local_date(utc_now())
    found = check_plugin(name, module, on=on)
    for finding in found:
        click.echo(str(finding))
    click.echo(f"{len(found)} gevonden." if found else f"Plugin {name}: niets gevonden.")
    _say_more(name, found, on, report)
    if found:
        click.get_current_context().exit(NOT_WELL)


def _say_more(name: str, found: tuple[Finding, ...], on: date, report: Path | None) -> None:
    """What is still to do, and the page; neither can be said of a plugin that does not build."""
    from wederhoor.testing import report as pages
    from wederhoor.testing.to_confirm import reasons

    try:
        organisation = build_organisation(name, on=on)
    except (PluginError, OrganisationError):
        if report is not None:
            raise click.ClickException(
                "Er is geen pagina gemaakt: verbeter eerst wat hierboven staat."
            ) from None
        return
    open_ones = [one for one in reasons(organisation) if one.startswith(TO_DO)]
    for one in open_ones:
        click.echo(one)
    if report is not None:
        report.write_text(pages.page(name, organisation, found, on=on), encoding="utf-8")
        click.echo(f"De pagina staat in {report}.")


@plugin.command("new")
@click.argument("slug")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("plugins"),
    help="In welke map.",
)
def new(slug: str, folder: Path) -> None:
    """Schrijf een nieuwe plugin, met een test en een lijst van wat te doen is."""
    try:
        written = write(slug, folder)
    except SlugRefused as error:
        raise click.ClickException(str(error)) from error
    for path in written:
        click.echo(path)
    click.echo(f"Installeer haar: pip install --no-build-isolation --no-deps -e {folder / slug}")
    click.echo(f"Kijk haar na: wederhoor plugin check {slug}")


@plugin.command("reference")
@click.argument("word")
def reference(word: str) -> None:
    """Zoek een hook, een type of een woord op."""
    from wederhoor.testing.reference import looked_up

    found = looked_up(word)
    if not found:
        raise click.ClickException(f"‘{word}’ staat nergens; kijk in docs/reference.md wat er is.")
    click.echo("\n".join(found))
