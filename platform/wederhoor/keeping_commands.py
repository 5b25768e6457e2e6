"""The commands about what must never be lost: keys, the record, back-ups."""

import sys
from pathlib import Path

import click

from wederhoor import config as settings
from wederhoor.command_context import opened, with_config

AGAIN = "Start web en planner opnieuw: zij kennen alleen de oude."


@click.group()
def keys() -> None:
    """Sleutels."""


@keys.command("new")
def keys_new() -> None:
    """Toon een nieuwe hoofdsleutel."""
    from wederhoor import operations

    click.echo(operations.new_master_key())


@keys.command("rotate")
@click.option(
    "--new-key-file",
    type=click.Path(path_type=Path),
    required=True,
    help="Bestand met de nieuwe hoofdsleutel.",
)
@with_config
def keys_rotate(config: settings.Config, new_key_file: Path) -> None:
    """Verpak alle sleutels met een nieuwe hoofdsleutel. Zet daarna de nieuwe in WEDERHOOR_MASTER_KEY(_FILE)."""
    from wederhoor import operations

    if not new_key_file.exists():
        raise settings.ConfigError(f"{new_key_file} is er niet; maak het met 'wederhoor keys new'.")
    new_key = settings.parse_master_key(new_key_file.read_text(), str(new_key_file))
    count = operations.rotate_master_key(config, new_key)
    if config.embedded and config.master_key is None:
        operations.write_secret(config.master_key_file, new_key_file.read_text().strip())
        click.echo(f"{count} sleutels opnieuw verpakt; {config.master_key_file} is vervangen. {AGAIN}")
    else:
        click.echo(f"{count} sleutels opnieuw verpakt; zet nu de nieuwe hoofdsleutel in de omgeving. {AGAIN}")


@click.group("record")
def record() -> None:
    """Het logboek."""


@record.command("verify")
@click.option(
    "--copy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Een kopie van heads.log die u elders bewaarde.",
)
@with_config
def record_verify(config: settings.Config, copy: Path | None) -> None:
    """Controleer of niemand iets in het logboek of aan rechten veranderde of wegliet."""
    from wederhoor import record_proof

    found = record_proof.verify_record(opened(config), copy)
    for problem in found:
        click.echo(f"zaak {problem.matter_id}, regel {problem.seq}: {problem.what}")
    problems = [problem for problem in found if not problem.lost]
    if problems:
        click.echo(f"Het logboek klopt niet: {len(problems)} afwijking(en).", err=True)
        sys.exit(1)
    click.echo("Het logboek klopt.")


@record.command("anchor")
@with_config
def record_anchor(config: settings.Config) -> None:
    """Leg de koppen van het logboek nu vast buiten de database."""
    from wederhoor import scheduler as planner

    click.echo(f"{planner.anchor(opened(config))} koppen vastgelegd.")


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--keys",
    "keys_target",
    type=click.Path(path_type=Path),
    required=True,
    help="Andere map, voor de sleutels.",
)
@with_config
def backup(config: settings.Config, target: Path, keys_target: Path) -> None:
    """Maak een back-up: gegevens en bestanden in TARGET, sleutels apart. De hoofdsleutel bewaart u zelf."""
    from wederhoor import administration, backups
    from wederhoor.work import utc_now

    made = backups.back_up(config, target, keys_target)
    administration.note_backup(opened(config), utc_now())
    click.echo(f"Gegevens en {made.files} bestanden staan in {target}, sleutels in {keys_target}.")
    click.echo(
        f"De hoofdsleutel ({made.master_key_in}) zit er niet in. Bewaar hem apart: zonder is deze back-up onleesbaar. "
        "Instellingen, certificaten en geheimen van de mail zitten er ook niet in."
    )


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--keys", "keys_source", type=click.Path(path_type=Path, exists=True), required=True)
@with_config
def restore(config: settings.Config, source: Path, keys_source: Path) -> None:
    """Zet een back-up terug op een lege plek, en kijk na of alles opengaat."""
    from wederhoor import backups, record_proof

    backups.restore(config, source, keys_source)
    try:
        record_proof.note_restored(opened(config))
        _prove(config)
    except settings.ConfigError as why:
        click.echo(
            f"De back-up staat terug, maar is nog niet nagekeken. {why} Voer daarna 'wederhoor prove' uit."
        )
        sys.exit(1)
    click.echo("De back-up staat terug.")


@click.command()
@with_config
def prove(config: settings.Config) -> None:
    """Kijk na of alles wat verzegeld is opengaat: elke waarde en elk bestand, en of het logboek klopt."""
    _prove(config)


def _prove(config: settings.Config) -> None:
    from wederhoor import proving

    proof = proving.prove(opened(config))
    if proof.wrong:
        for line in proof.wrong[: proving.SHOWN]:
            click.echo(line, err=True)
        click.echo(f"Niet alles gaat open: {len(proof.wrong)} keer is er iets mis.", err=True)
        sys.exit(1)
    click.echo(f"Alles gaat open: {proof.values} waarden en {proof.files} bestanden; het logboek klopt.")
    if proof.destroyed:
        click.echo(f"Van {proof.destroyed} waarden is de sleutel vernietigd; die horen niet open te gaan.")
