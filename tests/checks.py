"""The checks of `make lint` that no tool does by itself: schema drift on both databases, fresh documents, house rules.

`python -m tests.checks` exits 1 and says what is wrong; `--write` refreshes the generated documents first.
"""

import re
import subprocess
import sys
from pathlib import Path

from tests.support.drift import drift
from tests.support.postgres import running_postgres

import wederhoor.schema  # noqa: F401 - every room is loaded
from wederhoor.resources import resource_dir
from wederhoor.tenancy.keeping import described, kept
from wederhoor.testing import hook_docs, reference

ROOT = Path(__file__).resolve().parents[1]
ORGANISATIONS = re.compile(r"[Ll]umens|[Ii]nteraktcontour|InteraktContour|\bWIL\b|[\"']wil[\"']|Lekstroom")
EXAMPLES = frozenset({"hookspecs.py"})  # its docstrings say what each organisation does
HOOKS = ROOT / "docs" / "hooks.md"
REFERENCE = HOOKS.with_name("reference.md")
LONG_FILES = ROOT / "docs" / "decisions" / "0011-one-life-in-one-room.md"
KEPT = ROOT / "docs" / "kept.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
ADDRESSES = re.compile(r"https?://(?!www\.w3\.org)")


def tracked(*patterns: str) -> list[Path]:
    """Files under version control that match."""
    done = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in done.stdout.splitlines()]


def check_drift() -> list[str]:
    """The migrations and the tables say the same, on SQLite and on PostgreSQL."""
    problems = [f"sqlite: {change}" for change in drift("sqlite://")]
    with running_postgres() as server:
        problems += [f"postgresql: {change}" for change in drift(server.fresh_url())]
    return problems


def check_platform_names_nobody() -> list[str]:
    """No file of the platform names an organisation: what is particular to one lives in its plugin."""
    problems = []
    for path in tracked("platform/wederhoor/**/*.py", "platform/wederhoor/*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if ORGANISATIONS.search(line) and path.name not in EXAMPLES:
                problems.append(
                    f"{path.relative_to(ROOT)}:{number} names an organisation: {line.strip()[:80]}"
                )
    return problems


def check_no_addresses_in_locks() -> list[str]:
    """No lock file names an index."""
    return [
        f"{path.name} names an address"
        for path in tracked("*.lock", "package*.json")
        if ADDRESSES.search(path.read_text(encoding="utf-8"))
    ]


def check_no_package_in_platform() -> list[str]:
    """platform/ itself is a folder, never a package: it would shadow the standard library."""
    return [
        f"{path.name} may not stand in platform/"
        for path in (resource_dir("migrations").parent / "platform").glob("*.py")
    ]


def check_reference() -> list[str]:
    """The reference says what the source says."""
    return (
        []
        if reference.is_fresh(REFERENCE)
        else ["docs/reference.md is stale; run python -m tests.checks --write"]
    )


def check_hook_docs() -> list[str]:
    """docs/hooks.md says what the hook specifications say."""
    if HOOKS.read_text(encoding="utf-8") == hook_docs.render():
        return []
    return ["docs/hooks.md is out of date: run 'make docs'"]


def kept_page() -> str:
    """docs/kept.md: what is kept, where, of whom, and what of it is sealed."""
    rows = described(kept())
    head = (
        "# Wat bewaard wordt\n\n"
        "Gemaakt uit het register dat elke kamer naast haar tabellen vult (`tenancy/keeping.py`); `make docs` ververst het. "
        "Wat verzegeld is, opent alleen met de sleutel van de zaak; van een hash is de waarde niet terug te lezen.\n\n"
        "| Wat | Waar | Van wie | Verzegeld | Als hash |\n| --- | --- | --- | --- | --- |\n"
    )
    lines = [
        f"| {row['what']} | `{row['where']}` | {row['of']} | {row['sealed']} | {row['hashed']} |"
        for row in rows
    ]
    return head + "\n".join(lines) + "\n"


def check_kept_docs() -> list[str]:
    """docs/kept.md says what the rooms say they keep."""
    if KEPT.exists() and KEPT.read_text(encoding="utf-8") == kept_page():
        return []
    return ["docs/kept.md is out of date: run 'make docs'"]


def check_architecture_names_every_module() -> list[str]:
    """docs/architecture.md has a line for every module of the platform."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    house = set(re.findall(r"\w+", text.split("```")[1]))
    inside = [
        path.relative_to(ROOT / "platform" / "wederhoor") for path in tracked("platform/wederhoor/*.py")
    ]
    names = {path.parts[0].removesuffix(".py") for path in inside}
    missing = sorted(names - house - {"__init__", "__main__"})
    return [f"docs/architecture.md does not name {name}" for name in missing]


def check_long_files_say_why() -> list[str]:
    """A file over 300 lines stands in decision 11 with the reason why it is one; none stands there that no longer needs to."""
    told = set(re.findall(r"^\| `([^`]+\.py)` \|", LONG_FILES.read_text(encoding="utf-8"), re.MULTILINE))
    long = {
        str(path.relative_to(ROOT))
        for path in tracked("platform/*.py", "plugins/*.py")
        if path.exists() and len(path.read_text(encoding="utf-8").splitlines()) > 300
    }
    return [f"{name} is over 300 lines and decision 11 does not say why" for name in sorted(long - told)] + [
        f"{name} stands in decision 11 and is no longer over 300 lines" for name in sorted(told - long)
    ]


CHECKS = (
    check_long_files_say_why,
    check_drift,
    check_hook_docs,
    check_reference,
    check_kept_docs,
    check_architecture_names_every_module,
    check_platform_names_nobody,
    check_no_addresses_in_locks,
    check_no_package_in_platform,
)


def main() -> int:
    """Run every check; 1 when one found something."""
    if "--write" in sys.argv[1:]:
        HOOKS.write_text(hook_docs.render(), encoding="utf-8")
        REFERENCE.write_text(reference.render(), encoding="utf-8")
        KEPT.write_text(kept_page(), encoding="utf-8")
    problems = [problem for check in CHECKS for problem in check()]
    for problem in problems:
        print(problem)
    print(f"{len(CHECKS)} checks, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
