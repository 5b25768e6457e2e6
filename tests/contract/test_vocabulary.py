"""Every word the contract offers a plugin is one the platform acts on, and says what it is.

A member nobody fires, asks or renders would be a promise to a plugin author that nothing keeps.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

import wederhoor
from wederhoor import hookspecs
from wederhoor.rules import letters

PLATFORM = Path(wederhoor.__file__).parent
OFFERED = {
    name: value
    for name in hookspecs.__all__
    if isinstance(value := getattr(hookspecs, name), type) and issubclass(value, StrEnum)
}
OURS_ALONE = ("layers", "testing", "demo")
"""Parts that answer like a plugin, or check one: what only they use, nobody acts on."""
OTHERWISE = {
    "AmountTest": {"EXCEEDS": "the last of four, after the others were compared"},
    "SequenceScope": {"CONTINUOUS": "the other one restarts each year, this one does not"},
    "Moment": {
        "WHEN_IT_ARISES": "names no day: nobody can be late",
        "YEARLY": "names no day: nobody can be late",
    },
    "TermEvent": dict.fromkeys(
        (
            *("MEASURES_TOLD", "RULING_GIVEN", "PORTAL_NOTICE_SENT", "REQUEST_ANSWERED", "MEMBERSHIP_ENDED"),
            *("EVALUATED", "REPORT_PUBLISHED", "FEEDBACK_SENT"),
        ),
        "noted with its day at the dossier, by whatever term waits for it (`complaints.happening`)",
    ),
}
"""Members that are acted on without being named, each with how."""


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PLATFORM.rglob("*.py")):
        part = path.relative_to(PLATFORM).parts[0]
        if part not in OURS_ALONE and path.name != "hookspecs.py":
            yield path, ast.parse(path.read_text(encoding="utf-8"))


@cache
def _acted_on() -> tuple[frozenset[tuple[str, str]], frozenset[str], frozenset[str]]:
    """Members named, enums gone through as a whole, and words written out, outside the enums themselves."""
    members: set[tuple[str, str]] = set()
    whole: set[str] = set()
    words: set[str] = set()
    for _, tree in _sources():
        in_enums = {
            id(node)
            for one in ast.walk(tree)
            if isinstance(one, ast.ClassDef)
            and any(getattr(base, "id", "") == "StrEnum" for base in one.bases)
            for node in ast.walk(one)
        }
        for node in ast.walk(tree):
            if id(node) in in_enums:
                continue
            match node:
                case ast.Attribute(value=ast.Name(id=of), attr=member):
                    members.add((of, member))
                case ast.For(iter=ast.Name(id=of)) | ast.comprehension(iter=ast.Name(id=of)):
                    whole.add(of)
                case ast.Call(args=[ast.Name(id=of)]):
                    whole.add(of)  # frozenset(Fact)
                case ast.JoinedStr(values=[ast.Constant(value=str() as start), *_]) if start.endswith("_"):
                    words.add(f"{start}*")
                case ast.Constant(value=str() as word):
                    words.add(word)
    return frozenset(members), frozenset(whole), frozenset(words)


@pytest.mark.parametrize("name", OFFERED)
def test_every_member_is_one_the_platform_acts_on(name: str) -> None:
    members, whole, words = _acted_on()
    enum = OFFERED[name]
    if name in whole:
        return
    begun = tuple(word.removesuffix("*") for word in words if word.endswith("_*"))
    idle = [
        one.name
        for one in enum
        if (name, one.name) not in members
        and one.value not in words
        and not one.value.startswith(begun)
        and one.name not in OTHERWISE.get(name, {})
    ]
    assert not idle, f"{name}: niets in het platform doet iets met {', '.join(idle)}"


@pytest.mark.parametrize("name", OFFERED)
def test_every_member_says_what_it_is(name: str) -> None:
    enum = OFFERED[name]
    assert (inspect.getdoc(enum) or "").strip()
    lines = inspect.getsource(enum).splitlines()
    said = {found[1] for line in lines if (found := re.match(r"\s+([A-Z][A-Z_0-9]*) = [^#]*(#.*)?$", line))}
    assert set(said) == {one.name for one in enum}


def test_every_letter_a_move_can_bring_has_a_name() -> None:
    from wederhoor.cases.moves import LETTERS
    from wederhoor.rules.complaint_process import OUTCOMES

    assert {LETTERS.get(means, means.value) for means in OUTCOMES} <= {
        one.value for one in letters.LetterCode
    }
