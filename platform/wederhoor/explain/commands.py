"""The commands ``explain`` and ``organisation``."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from wederhoor.explain.asking import QUESTIONS, VOCABULARIES, Answers, answer_case, read_cases
from wederhoor.explain.diff import side_by_side
from wederhoor.explain.reading import FactRefused, read_date, today
from wederhoor.explain.vocabulary import FactKind, Vocabulary
from wederhoor.organisation import OrganisationError, build_organisation
from wederhoor.plugins import PluginError, set_of

_CASES = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Question(click.Command):
    """A question whose vocabulary is only built when it is asked or explained."""

    def __init__(self, question: str, text: str) -> None:
        super().__init__(question, callback=_asking(question), help=text)
        self._question = question
        self._ready = False

    def _complete(self) -> None:
        if self._ready:
            return
        self._ready = True
        vocabulary = VOCABULARIES[self._question]()
        self.params = _options(vocabulary)
        self.epilog = f"\b\nWoorden\n\n{vocabulary.described()}"

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        self._complete()
        return super().get_params(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._complete()
        super().format_epilog(ctx, formatter)


def _options(vocabulary: Vocabulary) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(["--organisation"], help="Naam van een geïnstalleerde organisatie."),
        click.Option(["--edition"], help="Uitgave van de gedragscode."),
        click.Option(["--on"], help="Dag waarvoor de vraag geldt."),
        click.Option(["--cases"], type=_CASES, help="Bestand met gevallen (YAML of JSON-regels)."),
        click.Option(["--json", "as_json"], is_flag=True, help="Antwoord als JSON, één regel per geval."),
    ]
    for fact in vocabulary.facts:
        names = [f"--{fact.name.replace('_', '-')}", fact.name]
        if fact.kind is FactKind.FLAG:  # "--in-doubt" alone means yes
            options.append(click.Option(names, help=fact.help, is_flag=False, flag_value="yes"))
        else:
            options.append(click.Option(names, help=fact.help))
    return options


def _asking(question: str) -> Callable[..., None]:
    def ask(
        organisation: str | None,
        edition: str | None,
        on: str | None,
        cases: Path | None,
        as_json: bool,
        **facts: str | None,
    ) -> None:
        given: dict[str, object] = {name: value for name, value in facts.items() if value is not None}
        about = {"organisation": organisation, "edition": edition, "on": on}
        given |= {name: value for name, value in about.items() if value is not None}
        _answer(question, given, cases, as_json)

    return ask


def _answer(question: str | None, given: Mapping[str, object], cases: Path | None, as_json: bool) -> None:
    refused = False
    try:
        asked = [given] if cases is None else [{**given, **case} for case in read_cases(cases)]
    except FactRefused as error:
        raise click.UsageError(str(error)) from error
    for case in asked:
        try:
            found: Answers = answer_case(case, question)
        except FactRefused as error:
            if cases is None:
                raise click.UsageError(str(error)) from error
            refused = True
            found = {"error": str(error)}
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else _readable(found))
    if refused:
        raise click.exceptions.Exit(2)


def _readable(found: Answers) -> str:
    items: list[dict[str, Any]] = found if isinstance(found, list) else [found]
    return "\n\n".join(_one(item) for item in items) or "Deze gegevens starten geen enkele termijn."


def _one(item: Mapping[str, Any]) -> str:
    lines = [str(item.get("error") or item.get("explanation", ""))]
    for name, value in item.items():
        if name in {"explanation", "error"} or value in (None, [], "", False):
            continue
        if isinstance(value, list):
            lines.append(f"{name}:")
            lines += [f"  - {_flat(entry)}" for entry in value]
        else:
            lines.append(f"{name}: {_flat(value)}")
    return "\n".join(lines)


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name}: {_flat(part)}" for name, part in value.items() if part not in (None, "", [])
        )
    if isinstance(value, list):
        return ", ".join(_flat(part) for part in value)
    return str(value)


_HELP = {
    "gift": "Wat de gedragscode zegt over een geschenk.",
    "invitation": "Wat de gedragscode zegt over een uitnodiging.",
    "declaration": "Wat de gedragscode zegt over iets dat u meldt, vraagt of laat.",
    "contacts": "Bij wie u met een zaak terechtkunt.",
    "deadlines": "Elke termijn die de gegevens starten.",
    "committee": "Wie er in de commissie zit en wie voordraagt.",
    "admissibility": "Of een klacht in behandeling komt.",
    "regime": "Welke wet of regeling geldt.",
    "article": "Een artikel in gewone taal.",
}


@click.group(invoke_without_command=True)
@click.option("--cases", type=_CASES, help="Bestand met gevallen; elk noemt zijn vraag bij question.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON, één regel per geval.")
@click.pass_context
def explain(ctx: click.Context, cases: Path | None, as_json: bool) -> None:
    """Vraag de regels van een organisatie en krijg antwoord met de vindplaats."""
    if ctx.invoked_subcommand is not None:
        return
    if cases is None:
        click.echo(ctx.get_help())
        return
    _answer(None, {}, cases, as_json)


for _name in QUESTIONS:
    explain.add_command(_Question(_name, _HELP[_name]))


@click.group()
def organisation() -> None:
    """Organisaties en hun regels."""


@organisation.command()
@click.argument("left")
@click.argument("right")
@click.option("--on", help="Dag waarop beide worden bekeken.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def diff(left: str, right: str, on: str | None, as_json: bool) -> None:
    """Zet twee organisaties naast elkaar: alles waarin zij verschillen."""
    try:
        day = read_date(on) if on else today()
        found = side_by_side(
            build_organisation(left.lower(), on=day), build_organisation(right.lower(), on=day)
        )
        sets = [", ".join(str(one) for one in set_of(name.lower())) for name in (left, right)]
        found.append(("plugin", sets[0], sets[1]))
    except (FactRefused, OrganisationError, PluginError) as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(
            json.dumps(
                [dict(zip(("subject", left, right), row, strict=True)) for row in found], ensure_ascii=False
            )
        )
        return
    for subject, mine, theirs in found:
        click.echo(f"{subject}\n  {left}: {mine}\n  {right}: {theirs}")
