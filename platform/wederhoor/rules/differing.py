"""What differs between two texts, word by word: one way of finding it, for editions of a code, letters and papers alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.6
"""From here on two texts are one that changed; our own choice."""
MOST_COMPARED = 2_500
"""Pairs of lines that are held against each other; in a stretch with more, what went and what came stand below each other."""
AROUND = 1
"""Lines that stayed, shown beside what changed."""
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
GAP = "gap"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One sentence or line in two texts: `kind` is new, gone, changed, same or gap (some that stayed are left out).

    Pieces are (kind, text).
    """

    kind: str
    pieces: tuple[tuple[str, str], ...] = ()


def alike(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1; 0 where they are not one that changed."""
    matcher = SequenceMatcher(a=one.split(), b=other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def in_sentences(text: str) -> list[str]:
    """A text in sentences."""
    return [one for one in _SENTENCE.split(text.strip()) if one]


def by_sentence(before: str, after: str) -> list[Passage]:
    """Sentence by sentence: what stayed, what changed with the words that did, what is gone and what is new."""
    return list(_passages(in_sentences(before), in_sentences(after)))


def by_line(before: Iterable[str], after: Iterable[str]) -> list[Passage]:
    """Line by line, without empty ones; of what stayed only what stands beside a change. Nothing when nothing changed."""
    one, other = ([line for line in lines if line.strip()] for lines in (before, after))
    found = list(_passages(one, other))
    changed = [place for place, passage in enumerate(found) if passage.kind != "same"]
    near = {at for place in changed for at in range(place - AROUND, place + AROUND + 1)}
    shown: list[Passage] = []
    for place, passage in enumerate(found if changed else ()):
        if place in near:
            shown.append(passage)
        elif not shown or shown[-1].kind != GAP:
            shown.append(Passage(kind=GAP))
    return shown


def _passages(one: Sequence[str], other: Sequence[str]) -> Iterable[Passage]:
    for tag, i, j, k, m in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Passage(kind="same", pieces=(("same", each),)) for each in one[i:j])
            continue
        old, new = list(one[i:j]), list(other[k:m])
        compared = len(old) * len(new) <= MOST_COMPARED
        for text in new:
            near = max(old, key=lambda each: alike(each, text), default="") if compared else ""
            if near and alike(near, text) >= ALIKE:
                while (passed := old.pop(0)) != near:
                    yield Passage(kind="gone", pieces=(("gone", passed),))
                yield Passage(kind="changed", pieces=tuple(_words(near, text)))
            else:
                yield Passage(kind="new", pieces=(("new", text),))
        yield from (Passage(kind="gone", pieces=(("gone", each),)) for each in old)


def _words(before: str, after: str) -> Iterable[tuple[str, str]]:
    one, other = re.findall(r"\S+\s*", f"{before} "), re.findall(r"\S+\s*", f"{after} ")
    for tag, i, j, k, m in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(one[i:j])
            continue
        if i < j:
            yield "gone", "".join(one[i:j])
        if k < m:
            yield "new", "".join(other[k:m])
