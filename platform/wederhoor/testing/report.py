"""The check of a plugin as one page HR can read: what was found, the roads, the terms, the gifts, what is still to confirm.

One file, without script or anything from outside; it prints.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from wederhoor.organisation import Organisation
from wederhoor.rules.clocks import CaseDates, clock
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.gifts import Giver
from wederhoor.rules.tables import Verdict, Worth, first_row
from wederhoor.rules.wording import dutch_date
from wederhoor.testing.findings import Finding
from wederhoor.testing.tables import worths
from wederhoor.testing.to_confirm import reasons
from wederhoor.testing.year import YEAR, Road, roads

_SHOWN_ROADS = 12
_BEGIN = date(YEAR, 3, 1)
GIVERS = {
    Giver.CLIENT: "een klant",
    Giver.CLIENT_FAMILY: "familie van een klant",
    Giver.RELATION: "een relatie",
    Giver.PARTNER: "een partner",
    Giver.SUPPLIER: "een leverancier",
    Giver.COMPANY: "een bedrijf",
    Giver.BIDDER: "wie op een opdracht biedt",
    Giver.EMPLOYEE_TO_CLIENT: "een medewerker aan een klant",
}
VERDICTS = {
    Verdict.ALLOWED: "mag",
    Verdict.REPORT: "melden",
    Verdict.OWN_JUDGEMENT: "zelf inschatten",
    Verdict.CONSULT: "overleggen",
    Verdict.SUPERVISOR_DECIDES: "leidinggevende beslist",
    Verdict.PRIOR_APPROVAL: "vooraf toestemming",
    Verdict.PRIOR_REPORT: "vooraf melden",
    Verdict.AVOID: "vermijden",
    Verdict.REFUSED: "mag niet",
    Verdict.SILENT: "de code zwijgt",
}
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c22; --paper: #fff; --line: #c9c9d1; --bar: #3a5fb0; --soft: #eef1f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17171c; --line: #45454f; --bar: #8fb0f5; --soft: #23263a; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; max-width: 62rem; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; } .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
li { margin: .3rem 0; } svg { width: 100%; min-width: 42rem; height: auto; } svg text { fill: var(--ink); font-size: 11px; }
svg rect { fill: var(--bar); } svg line { stroke: var(--line); } 
.box { background: var(--soft); padding: .8rem 1rem; border-radius: .4rem; }
@media print { body { max-width: none; } h2 { break-after: avoid; } tr, svg, li { break-inside: avoid; } }
"""


def page(plugin: str, organisation: Organisation, found: Sequence[Finding], *, on: date) -> str:
    """The whole page as HTML."""
    parts = [
        f"<h1>{escape(organisation.profile.name)}: nagekeken op {dutch_date(on)}</h1>",
        "<p>Dit zijn de regels zoals het programma ze kent. Lees ze naast de documenten van de organisatie.</p>",
        "<h2>Wat er is gevonden</h2>",
        _list([str(one) for one in found]) if found else "<p class=box>Er is niets gevonden dat misgaat.</p>",
        *_process(organisation),
        *_terms(organisation),
        *_gifts(organisation),
        "<h2>Wat nog te zoeken of te bevestigen is</h2>",
        _list(reasons(organisation)) or "<p>Niets.</p>",
    ]
    return (
        f"<!doctype html>\n<html lang=nl><head><meta charset=utf-8><title>{escape(plugin)} nagekeken</title>"
        f'<meta name=viewport content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _list(items: Iterable[str]) -> str:
    rows = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in head)
    body = "".join(
        f"<tr>{''.join(_cell(place, cell) for place, cell in enumerate(row))}</tr>" for row in rows
    )
    said = escape(caption)
    return (
        f"<div class=wide tabindex=0 role=region aria-label='{said}'><table><caption>{said}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(place: int, text: str) -> str:
    return f"<td>{escape(text)}</td>" if place else f"<th scope=row>{escape(text)}</th>"


def _process(organisation: Organisation) -> list[str]:
    parts = ["<h2>De weg van een klacht</h2>"]
    if not organisation.every_process:
        return [*parts, "<p>Klachten worden hier niet aangenomen.</p>"]
    for process in organisation.every_process:
        every = roads(process)
        parts.append(
            f"<p>Er zijn {len(every)} wegen naar een einde. De {min(len(every), _SHOWN_ROADS)} kortste:</p>"
        )
        parts += [_picture(process, road) for road in every[:_SHOWN_ROADS]]
    return parts


def _picture(process: ComplaintProcess, road: Road) -> str:
    steps = [process.step(road.start), *(process.step(move.to_step) for move in road.moves)]
    width, gap = 150, 40
    shapes = []
    for place, step in enumerate(steps):
        left = place * (width + gap)
        shapes.append(
            f'<line x1="{left}" y1="30" x2="{left + width + gap}" y2="30"></line>'
            if place < len(steps) - 1
            else ""
        )
        shapes.append(f'<rect x="{left}" y="24" width="12" height="12" rx="6"></rect>')
        shapes.append(f'<text x="{left}" y="16">{escape(step.label[:26])}</text>')
        if place < len(road.moves):
            shapes.append(f'<text x="{left + 18}" y="50">{escape(road.moves[place].label[:30])}</text>')
    said = " → ".join(
        [steps[0].label, *(f"{move.label}: {process.step(move.to_step).label}" for move in road.moves)]
    )
    total = len(steps) * (width + gap)
    return (
        f'<svg viewBox="0 0 {max(total, 760)} 60" role="img"><title>{escape(said)}</title><desc>{escape(said)}</desc>'
        f"{''.join(shapes)}</svg><p>{escape(said)}.</p>"
    )


def _terms(organisation: Organisation) -> list[str]:
    rows = []
    for rule in organisation.deadlines:
        running = clock(rule, CaseDates(starts={rule.starts: _BEGIN}), on=_BEGIN)
        latest = dutch_date(running.latest) if running.latest else "geen laatste dag genoemd"
        rows.append(
            (
                rule.label,
                str(rule.term),
                dutch_date(running.due) if running.due else "",
                latest,
                str(rule.source),
            )
        )
    head = (
        "Wat er moet gebeuren",
        "Termijn",
        f"Als het begint op {dutch_date(_BEGIN)}",
        "Op zijn laatst",
        "Waar het staat",
    )
    return [
        "<h2>Termijnen</h2>",
        _table("Termijnen", head, rows) if rows else "<p>Er zijn geen termijnen bekend.</p>",
    ]


def _gifts(organisation: Organisation) -> list[str]:
    if organisation.code_edition.absent:
        return []
    values = worths(organisation.gift_policy)
    rows = [(GIVERS[giver], *(_verdict(organisation, giver, worth) for worth in values)) for giver in Giver]
    head = ("Wie geeft", *(_worth(worth) for worth in values))
    return [
        "<h2>Geschenken</h2>",
        _table("Wat de gedragscode antwoordt, naar wie geeft en wat het waard is", head, rows),
    ]


def _verdict(organisation: Organisation, giver: Giver, worth: Worth | None) -> str:
    facts = {"giver": giver.value, "kind": "goods", "in_talks": "no"}
    return VERDICTS[first_row(organisation.gift_policy, facts, worth).verdict]


def _worth(worth: Worth | None) -> str:
    if worth is None:
        return "onbekend"
    return f"€ {worth.low}" if worth.low == worth.high else f"€ {worth.low} tot en met {worth.high}"
