"""Writes a new plugin: a distribution that loads, is checked and takes complaints at once, with what is still to do in order.

Nothing with legal weight is filled in: what no document was read for is "not received" and stands on the list of to-dos.
"""

import re
from pathlib import Path
from string import Template

from wederhoor.hookspecs import CONTRACT

SLUG = re.compile(r"[a-z][a-z0-9]{1,30}")
TO_DO = "te doen "
"""How the reason of a ``ToConfirm`` begins that somebody still has to do: "te doen 03: ..."."""


class SlugRefused(Exception):
    """A name no plugin can have, or a folder where something already is. The message is one Dutch sentence."""


def write(slug: str, folder: Path) -> tuple[Path, ...]:
    """Write the distribution ``wederhoor-SLUG`` below a folder; the files that were written. Raises ``SlugRefused``."""
    if not SLUG.fullmatch(slug):
        raise SlugRefused(
            f"‘{slug}’ kan geen naam zijn: gebruik 2 tot 31 kleine letters en cijfers, en begin met een letter."
        )
    root = folder / slug
    if root.exists():
        raise SlugRefused(f"{root} bestaat al: kies een andere naam of een andere map.")
    written = []
    for path, text in FILES.items():
        file = root / path.replace("SLUG", slug)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(Template(text).substitute(slug=slug, contract=CONTRACT), encoding="utf-8")
        written.append(file)
    return tuple(written)


_PROJECT = """[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "wederhoor-$slug"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["wederhoor"]

[project.entry-points."wederhoor.plugins"]
$slug = "wederhoor_$slug.plugin"

[tool.hatch.build.targets.wheel]
packages = ["wederhoor_$slug"]
"""
_README = """# wederhoor-$slug

De regels van een organisatie voor Wederhoor, geschreven voor contract $contract.

    pip install -e .
    wederhoor plugin check $slug
    wederhoor explain regime --organisation $slug --complainant client

`wederhoor plugin check` noemt eerst wat fout is en dan, op volgorde, wat nog te doen is. Zoek een type of een veld op met
`wederhoor plugin reference WOORD`.
"""
_PLUGIN = """\"\"\"Every answer of this organisation. Rules that grow long move to a module of their own.\"\"\"

from wederhoor.hookspecs import (
    AdmissibilityRules,
    Category,
    ComplaintProcess,
    DeadlineRule,
    Edition,
    EditionKind,
    Item,
    LetterTemplate,
    OrganisationProfile,
    RequiredItem,
    hookimpl,
)

from .letters import TEMPLATES
from .process import PROCESS
from .sources import REGULATION, to_do

CONTRACT = $contract
LAYERS: tuple[str, ...] = ()  # a law the regulation works out: ("awb",), ("wkkgz",), ("jeugdwet",)


@hookimpl
def organisation_profile() -> OrganisationProfile:
    return OrganisationProfile(
        slug="$slug",
        name="$slug",
        legal_name=to_do(1, "de naam zoals die in het handelsregister staat"),
        complaints_email=to_do(2, "het adres waar klachten binnenkomen"),
        phone=to_do(2, "het telefoonnummer"),
        phone_hours=to_do(2, "wanneer iemand opneemt"),
        postal_address=to_do(2, "het postadres"),
        website=to_do(2, "het adres van de website"),
        statement="Schrijf in één zin waar deze organisatie voor is.",
        sources=(to_do(1, "waar de naam en de zin vandaan komen"),),
    )


@hookimpl
def regulations() -> tuple[Edition, ...]:
    return (
        Edition(
            document=REGULATION,
            code="eerste",
            kind=EditionKind.COMPLAINTS,
            version="niet ontvangen",
            title="Klachtenregeling",
            adopted_on=None,
            consents=(),
            in_force_from=None,
            in_force_until=None,
            evaluate_by=None,
            evaluate_every_years=None,
            process_owner=None,
            document_owner=None,
            source=to_do(3, "de klachtenregeling: titel, versie, vastgesteld op, in werking op"),
            undated=True,
        ),
    )


@hookimpl
def complaint_process() -> ComplaintProcess:
    return PROCESS


@hookimpl
def admissibility() -> AdmissibilityRules:
    return AdmissibilityRules(
        required_content=(
            RequiredItem(
                code=Item.NAME_ADDRESS,
                label="Uw naam en adres",
                explanation="Zo weten we wie u bent en waar we u kunnen bereiken.",
                source=to_do(5, "wat een klacht moet bevatten"),
            ),
            RequiredItem(
                code=Item.DESCRIPTION,
                label="Waar uw klacht over gaat",
                explanation="Beschrijf wat er is gebeurd.",
                source=to_do(5, "wat een klacht moet bevatten"),
            ),
        ),
        grounds=(),  # 6: wanneer een klacht niet wordt behandeld
    )


@hookimpl
def complaint_categories() -> tuple[Category, ...]:
    return (Category(code="other", label="Iets anders", source=to_do(7, "waarover mensen klagen")),)


@hookimpl
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return ()  # 8: de termijnen; zonder regeling staat er geen


@hookimpl
def letters() -> tuple[LetterTemplate, ...]:
    return TEMPLATES
"""
_SOURCES = """\"\"\"How documents are cited, and what is still to do.\"\"\"

from wederhoor.hookspecs import Source, ToConfirm

REGULATION = "Klachtenregeling"


def regulation(section: str) -> Source:
    \"\"\"A section of the complaints regulation, by the headings it uses.\"\"\"
    return Source(document=REGULATION, section=section)


def to_do(number: int, what: str) -> ToConfirm:
    \"\"\"What still has to be found, in the order in which to do it; `wederhoor plugin check` lists them.\"\"\"
    return ToConfirm(reason=f"te doen {number:02d}: {what}")
"""
_PROCESS = """\"\"\"The road of a complaint. Read the regulation beside it: every step and move with its article.\"\"\"

from wederhoor.hookspecs import ComplaintProcess, Fact, Meaning, Move, Need, Role, Step

from .sources import to_do

_OFFICE = (Role.SECRETARY, Role.QUALITY_OFFICER)
_OPEN = ("incomplete", "assess", "handling")
_ROAD = to_do(4, "de weg van een klacht: stappen, wie er over gaat, wie beslist")

PROCESS = ComplaintProcess(
    steps=(
        Step(code="incomplete", label="Nog niet compleet", public_label="We hebben nog iets van u nodig", open=True),
        Step(code="assess", label="Beoordelen", public_label="We bekijken of we uw klacht kunnen behandelen", open=True),
        Step(code="handling", label="In behandeling", public_label="We behandelen uw klacht", open=True),
        Step(code="closed", label="Afgesloten", public_label="Uw klacht is afgesloten", open=False),
    ),
    moves=(
        Move(
            code="complete",
            means=Meaning.COMPLETED,
            label="Alles is binnen",
            from_steps=("incomplete",),
            to_step="assess",
            by=(*_OFFICE, "complainant"),
            needs=(Fact.COMPLETE,),
            source=_ROAD,
        ),
        Move(
            code="take_up",
            means=Meaning.TAKEN_UP,
            label="In behandeling nemen",
            from_steps=("assess",),
            to_step="handling",
            by=_OFFICE,
            needs=(),
            source=_ROAD,
        ),
        Move(
            code="decide",
            means=Meaning.DECIDED,
            label="Besluiten",
            from_steps=("handling",),
            to_step="closed",
            by=(*_OFFICE, Role.DIRECTOR),
            needs=(Fact.DECISION_RECORDED,),
            source=_ROAD,
        ),
        Move(
            code="withdraw",
            means=Meaning.WITHDRAWN,
            label="Intrekken",
            from_steps=_OPEN,
            to_step="closed",
            by=("complainant", *_OFFICE),
            needs=(),
            source=_ROAD,
        ),
    ),
    needs=(
        Need(fact=Fact.COMPLETE, reason="Nog niet alles wat nodig is, is binnen", source=_ROAD),
        Need(fact=Fact.DECISION_RECORDED, reason="Het besluit is nog niet vastgelegd", source=_ROAD),
    ),
    start_incomplete="incomplete",
    start_complete="assess",
    source=_ROAD,
)
"""
_LETTERS = """\"\"\"The letters: a list to tick off. Each is in the platform's words until `text=` gives your own.\"\"\"

from wederhoor.hookspecs import LetterCode, usual_letters

from .sources import to_do

_WORDS = to_do(9, "de brieven: eigen woorden, en het artikel dat om de brief vraagt")
_SENT = (
    LetterCode.CONFIRMATION,
    LetterCode.RECEIVED_INCOMPLETE,
    LetterCode.NOTICE_ACCUSED,
    LetterCode.NAMING_REVERSED,
    LetterCode.ADMISSIBLE,
    LetterCode.INADMISSIBLE,
    LetterCode.EXTENDED,
    LetterCode.FORWARDED,
    LetterCode.DECISION,
    LetterCode.WITHDRAWN,
    LetterCode.CLOSED,
    LetterCode.REOPENED,
    LetterCode.REMINDER_COMPLAINANT,
    LetterCode.REMINDER_HANDLER,
    LetterCode.SECOND_STEP,
    LetterCode.DRAFT_EXPIRES,
)
TEMPLATES = tuple(usual_letters.usual(code, _WORDS) for code in _SENT)
"""
_TEST = """\"\"\"The plugin keeps to the contract.\"\"\"

from datetime import date

from wederhoor.testing.conformance import check_plugin
from wederhoor_$slug import plugin


def test_nothing_is_wrong() -> None:
    assert check_plugin("$slug", plugin, on=date(2027, 3, 1)) == ()
"""
FILES = {
    "pyproject.toml": _PROJECT,
    "README.md": _README,
    "wederhoor_SLUG/__init__.py": "",
    "wederhoor_SLUG/plugin.py": _PLUGIN,
    "wederhoor_SLUG/sources.py": _SOURCES,
    "wederhoor_SLUG/process.py": _PROCESS,
    "wederhoor_SLUG/letters.py": _LETTERS,
    "tests/test_plugin.py": _TEST,
}
"""Every file of a new distribution, by its place; ``SLUG`` in a place stands for the name."""
