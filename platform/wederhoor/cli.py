"""The commands: `wederhoor --help`."""

import os
from importlib.metadata import version
from typing import Any

import click

from wederhoor import config as settings
from wederhoor.command_context import opened, with_config
from wederhoor.explain.commands import explain, organisation
from wederhoor.faults import write_plainly
from wederhoor.installed import unreadable_distributions
from wederhoor.keeping_commands import backup, keys, prove, record, restore
from wederhoor.organisation import OrganisationError
from wederhoor.plugin_check_commands import plugin
from wederhoor.plugin_commands import plugins
from wederhoor.plugins import PluginError
from wederhoor.running_commands import run, scheduler, serve

WRONG_CONFIGURATION = 2


class Commands(click.Group):
    """A group that says what is wrong in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a known refusal becomes a message and exit status 2."""
        from sqlalchemy.exc import DBAPIError

        from wederhoor.operations import OperationRefused
        from wederhoor.storage import told, wrong_with

        try:
            return super().invoke(ctx)
        except (settings.ConfigError, OperationRefused, PluginError, OrganisationError) as refused:
            click.echo(str(refused), err=True)
            ctx.exit(WRONG_CONFIGURATION)
        except (DBAPIError, OSError) as error:
            wrong = wrong_with(error)
            if wrong is None:
                raise
            where = (
                error.filename
                if isinstance(error, OSError) and error.filename
                else "De database of de sleutelopslag"
            )
            click.echo(told(str(where), wrong), err=True)
            ctx.exit(WRONG_CONFIGURATION)
        except (TypeError, ValueError):
            folders = unreadable_distributions()
            if not folders:
                raise
            for (
                folder
            ) in folders:  # libraries look through every distribution too, and end on one they cannot read
                click.echo(
                    f"Het geïnstalleerde pakket {folder} is stuk: installeer het opnieuw of verwijder het.",
                    err=True,
                )
            ctx.exit(WRONG_CONFIGURATION)


def _say_version(ctx: click.Context) -> None:
    from wederhoor.schema import newest_revision

    click.echo(f"wederhoor, versie {version('wederhoor')}; database {newest_revision()}")
    ctx.exit()


@click.group(cls=Commands)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _option, asked: _say_version(ctx) if asked else None,
    help="De versie, en die van de database die erbij hoort.",
)
def main() -> None:
    """Wederhoor: klachten en integriteit voor Nederlandse welzijnsorganisaties."""
    os.umask(0o077)  # whatever is made from here on is for its owner only
    write_plainly()


@main.command()
@click.option(
    "--to",
    "revision",
    default=None,
    help="Terug naar een eerdere versie, zoals 0003. Maak eerst een back-up.",
)
@with_config
def migrate(config: settings.Config, revision: str | None) -> None:
    """Breng de database op de nieuwste versie, als eigenaar (WEDERHOOR_MIGRATION_URL)."""
    from wederhoor import operations, schema

    if revision is not None:
        schema.go_back(config, revision)
        click.echo(f"De database staat op versie {revision}. Start nu het programma dat daarbij hoort.")
        return
    if config.embedded:
        operations.prepare(config)
    else:
        schema.migrate(config)
    click.echo("De database is bij.")


@main.group()
def tenant() -> None:
    """Organisaties."""


@tenant.command("create")
@click.argument("slug")
@click.option("--plugin", required=True, help="Naam van de geïnstalleerde plugin.")
@click.option("--name", default=None, help="Naam, als die anders is dan in de plugin.")
@click.option("--phone", default=None, help="Telefoonnummer voor klagers.")
@click.option("--phone-hours", default=None, help="Wanneer dat nummer opneemt.")
@click.option(
    "--address",
    "postal_address",
    default=None,
    help="Postadres boven brieven, met ; tussen de regels: 'Postbus 1; 1234 AB Plaats'.",
)
@click.option("--email", "complaints_email", default=None, help="E-mailadres boven brieven.")
@click.option("--website", default=None, help="De website van de organisatie.")
@click.option("--holidays", default=None, help="Vakantieperioden, zoals brieven ze noemen.")
@click.option(
    "--privacy-officer",
    default=None,
    help="De functionaris gegevensbescherming, met hoe die te bereiken is; staat op de bladzijde over privacy.",
)
@click.option(
    "--draft-days", type=click.IntRange(14, 90), help="Hoeveel dagen een begonnen klacht blijft staan (30)."
)
@click.option(
    "--take-over", default=None, help="Rollen die een klacht over een behandelaar overnemen, op volgorde."
)
@with_config
def tenant_create(
    config: settings.Config,
    slug: str,
    plugin: str,
    name: str | None,
    phone: str | None,
    phone_hours: str | None,
    postal_address: str | None,
    complaints_email: str | None,
    website: str | None,
    holidays: str | None,
    privacy_officer: str | None,
    draft_days: int | None,
    take_over: str | None,
) -> None:
    """Voeg een organisatie toe; SLUG is haar naam in het adres."""
    from wederhoor import operations

    told = (
        ("phone", phone),
        ("phone_hours", phone_hours),
        ("postal_address", postal_address),
        ("complaints_email", complaints_email),
        ("website", website),
        ("holidays", holidays),
        ("privacy_officer", privacy_officer),
        ("draft_days", draft_days),
        ("take_over", take_over),
    )
    own = {k: v for k, v in told if v}
    operations.create_tenant(opened(config), slug=slug, plugin=plugin, name=name, settings=own)
    click.echo(f"Organisatie '{slug}' is toegevoegd.")


@main.group()
def account() -> None:
    """Accounts van medewerkers."""


@account.command("create")
@click.option("--organisation", "slug", required=True)
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True)
@click.option("--initials", default="", help="Initialen voor het registernummer.")
@click.option(
    "--works-as",
    "kind",
    type=click.Choice(["employee", "volunteer", "intern", "hired", "board_member"]),
    help="In welke hoedanigheid iemand hier werkt; nodig om meldingen te kunnen beoordelen.",
)
@click.option("--team", help="Het team waarin iemand werkt.")
@click.option("--under", metavar="E-MAIL", help="Het account van de leidinggevende.")
@with_config
def account_create(
    config: settings.Config,
    slug: str,
    email: str,
    name: str,
    roles: tuple[str, ...],
    initials: str,
    kind: str | None,
    team: str | None,
    under: str | None,
) -> None:
    """Maak een account; toont een link die één keer werkt, drie dagen lang."""
    from wederhoor import operations

    works = (
        operations.Works(kind=kind or "employee", team=team, under=under) if kind or team or under else None
    )
    token = operations.create_account(
        opened(config), slug=slug, email=email, name=name, roles=roles, initials=initials, works=works
    )
    click.echo(_link(config, token))


@account.command("reset")
@click.option("--email", required=True)
@with_config
def account_reset(config: settings.Config, email: str) -> None:
    """Toon een link om een nieuw wachtwoord te kiezen; die werkt één keer, twee uur lang."""
    from wederhoor import operations

    click.echo(_link(config, operations.reset_account(opened(config), email=email)))


@account.command("reset-second-factor")
@click.option("--email", required=True)
@with_config
def account_reset_second_factor(config: settings.Config, email: str) -> None:
    """Wis de tweede stap van iemand die alles kwijt is. Stel eerst vast dat u deze persoon spreekt."""
    from wederhoor import operations

    operations.reset_second_factor(opened(config), email=email)
    click.echo("De tweede stap is gewist en deze persoon is overal afgemeld. Er gaat een bericht naar toe.")


def _link(config: settings.Config, token: str) -> str:
    return f"{config.address}/wachtwoord/{token}"


for _command in (plugin, plugins, run, serve, scheduler, keys, record, backup, restore, prove):
    main.add_command(_command)
main.add_command(explain)
main.add_command(organisation)
