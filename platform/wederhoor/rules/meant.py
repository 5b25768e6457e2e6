"""Who may be meant by a name or in a text: the one judgement, for everything that names somebody who works here.

It is wide. Whoever is held away by mistake is let in again by a colleague who looks; what somebody read about themselves cannot be
unread. So a surname is enough, also with a typing error; a first name where nothing speaks against it; initials; both parts of a
double name. A name in a script that nobody can compare may be anybody's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wederhoor.rules.names import COMMON, FUNCTIONS, PARTICLES, TITLES, plain, words_of

_SOUNDS = (("ij", "y"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f"), ("ck", "k"))
_DOUBLE = re.compile(r"(.)\1+")


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word)


def _near(one: str, other: str) -> bool:
    """Whether two words, as they sound, are one typing error apart; two for long ones. Short ones have to be the same."""
    if one == other:
        return True
    short = min(len(one), len(other))
    most = 2 if short >= 9 else 1
    if short < 4 or abs(len(one) - len(other)) > most or (short == 4 and one[0] != other[0]):
        return False
    return _apart(one, other, most) <= most


def _apart(one: str, other: str, most: int) -> int:
    """Letters to change, leave out, add or swap with their neighbour; more than `most` is not counted further."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, there in enumerate(other, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > most:
            return most + 1
        before, row = row, following
    return row[-1]


@dataclass(frozen=True, kw_only=True)
class _Word:
    """A word as it was written: folded, as it sounds, whether it has a capital, and whether a sentence begins with it."""

    word: str
    sound: str
    capital: bool
    first: bool


_WRITTEN = re.compile(r"[^\W_]+")
_ENDS = frozenset(".!?\n:;")


def _written(text: str) -> tuple[_Word, ...]:
    shown = plain(text)
    found: list[_Word] = []
    end = 0
    for match in _WRITTEN.finditer(shown):
        between = shown[end : match.start()].strip(" \t\"'(")
        end = match.end()
        word = match[0].casefold()
        # a single letter with a full stop is an initial, not the end of a sentence
        stops = bool(_ENDS.intersection(shown[match.start() - 2 : match.start()])) and not (
            found and len(found[-1].word) == 1
        )
        first = not found or stops or bool(_ENDS.intersection(between))
        found.append(_Word(word=word, sound=_sound(word), capital=match[0][0].isupper(), first=first))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class _Person:
    """Somebody's name taken apart, as it sounds: given name, the other words, and what goes before each of those."""

    given: str
    surnames: tuple[str, ...]
    before: frozenset[str]
    initials: str
    joined: tuple[str, ...]
    """The other words as one: a double name without its hyphen, a name grown together with what goes before it."""

    @property
    def all(self) -> tuple[str, ...]:
        return (self.given, *self.surnames)


def _person(name: str) -> _Person:
    last, comma, rest = name.partition(",")
    words = [word for word in words_of(f"{rest} {last}" if comma else name) if word not in TITLES]
    known = [word for word in words if word not in PARTICLES and len(word) > 1] or words
    given, *surnames = [_sound(word) for word in known] or [""]
    return _Person(
        given=given,
        surnames=tuple(surnames),
        before=frozenset(words) & PARTICLES,
        initials="".join(word[0] for word in words),
        joined=_grown_together(words, known),
    )


def _grown_together(words: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """`jansenbakkerdam`, `elamrani` for el Amrani, `vanderberg` and `vdberg` for van der Berg."""
    found = ["".join(known[1:])] if len(known) > 2 else []
    before: list[str] = []
    for word in words[1:]:
        if word in PARTICLES:
            before.append(word)
        elif before:
            found += ["".join((*before, word)), "".join((*(one[0] for one in before), word))]
            before = []
    return tuple(dict.fromkeys(_sound(one) for one in found))


@dataclass(frozen=True, kw_only=True)
class _Text:
    """A text, with the places of each word as it sounds; `bare`: nobody typed a capital but where a sentence begins."""

    words: tuple[_Word, ...]
    places: Mapping[str, Sequence[int]]
    bare: bool


def _text(words: tuple[_Word, ...]) -> _Text:
    places: dict[str, list[int]] = {}
    for n, one in enumerate(words):
        places.setdefault(one.sound, []).append(n)
    return _Text(words=words, places=places, bare=not any(one.capital and not one.first for one in words))


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Whom something names: `called` is what stands where a name was asked, `told` is text in which names may occur.

    In text a first name alone means nobody in particular, unless `by_first_name`: where nothing else says who is meant.
    """

    called: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    by_first_name: bool = False

    @property
    def as_called(self) -> "Naming":
        """The same without the text: only where a name was asked."""
        return Naming(called=self.called)

    @property
    def says_something(self) -> bool:
        """Whether there is any word in it."""
        return bool(self._parts or self._texts)

    def may_mean(self, name: str) -> bool:
        """Whether somebody called this may be meant: probably or possibly. A name that cannot be read may be anybody's."""
        person = _person(name)
        if not person.given:
            return self.says_something
        return any(_may_be(part, person) for part in self._parts) or any(
            _occurs(text, person, self.by_first_name) for text in self._texts
        )

    @cached_property
    def _parts(self) -> tuple[tuple[_Word, ...], ...]:
        parts = (part for text in self.called for part in _SEVERAL.split(_ASIDE.sub(" ", text)))
        return tuple(written for part in parts if (written := _written(part)))

    @cached_property
    def _texts(self) -> tuple[_Text, ...]:
        return tuple(_text(written) for text in self.told if (written := _written(text)))


_SEVERAL = re.compile(r"\b(?:en|of|and|or|met)\b|[/;&+\n]", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")


def _may_be(part: Sequence[_Word], person: _Person) -> bool:
    """Whether a name in a field may be this person's: a surname, a first name with nothing against it, or initials."""
    if not any("a" <= c <= "z" for one in part for c in one.word):
        return any(one.word.isalpha() for one in part)  # in a script nobody can compare: it may be anybody
    known = [one for one in part if one.word not in TITLES]
    sounds = [one.sound for one in known]
    pairs = [a + b for a, b in zip(sounds, sounds[1:], strict=False)]
    surnames = person.surnames or (person.given,)
    whole = [_sound(person.given + surname) for surname in person.surnames[:1]]
    surnames = (*surnames, *whole, *person.joined)
    if any(_near(sound, surname) for sound in (*sounds, *pairs) for surname in surnames):
        return True
    return _first_name_only(known, person) or _initials_only(known, person)


def _first_name_only(known: Sequence[_Word], person: _Person) -> bool:
    place = next((n for n, one in enumerate(known) if _near(one.sound, person.given)), None)
    if place is None:
        return False
    small = not any(one.capital for one in known)
    for n, one in enumerate(known):
        if n == place or one.word in COMMON:
            continue
        if len(one.word) == 1:
            if one.word not in person.initials:
                return False
        elif (one.capital and known[n - 1].word not in FUNCTIONS) or (small and n == place + 1):
            return False  # another surname
    return True


def _initials_only(known: Sequence[_Word], person: _Person) -> bool:
    letters = "".join(one.word for one in known if one.word not in PARTICLES)
    loose = all(len(one.word) == 1 for one in known)
    if not 2 <= len(letters) <= 4 or not (loose or len(known) == 1) or letters[0] != person.initials[0]:
        return False
    rest = iter(person.initials[1:])
    return all(letter in rest for letter in letters[1:])


_ORDINARY_WORDS = (
    "de het een mijn haar zijn hun ons onze deze dit die dat geen elk elke ieder iedere welk welke zo heel erg zeer te veel "
    "naar bij van voor"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""After one of these a small letter begins no name."""
_SUBJECTS = frozenset(["ik", "jij", "je", "u", "hij", "zij", "ze", "wij", "we", "jullie"])
"""After one of these a small letter begins what they do ("ik wil"), and no name."""


def _occurs(text: _Text, person: _Person, by_first_name: bool) -> bool:
    """Whether a text names this person. A word that is also a surname counts with a capital, or with what makes it a name."""
    surnames = {*person.surnames, *person.joined} or {person.given}
    for surname in surnames:
        for n in text.places.get(surname, ()):
            one, before = text.words[n], text.words[n - 1] if n else None
            beside = before is not None and before.sound == person.given
            named = before is not None and (before.word in TITLES or before.word in person.before)
            bare = text.bare and (before is None or before.word not in _ORDINARY | _SUBJECTS)
            if beside or (len(one.word) > 2 and (one.capital or named or bare)):
                return True
    if not by_first_name or not person.surnames:
        return False
    for n in text.places.get(person.given, ()):
        following = text.words[n + 1] if n + 1 < len(text.words) else None
        another = following is not None and following.capital and not following.first
        bare = text.bare and not (n and text.words[n - 1].word in _SUBJECTS)
        if not another and (text.words[n].capital or bare):
            return True
    return False


_GREETING = re.compile(
    r"^\s*(?:beste|geachte|dag|hallo|hoi|hi|hey|lieve|dear|goedemorgen|goedemiddag|goedenavond|goedendag)\b[^\n,.!?]{0,60}(?:[,.!\n]|$)",
    re.IGNORECASE,
)


def without_greeting(text: str) -> str:
    """A message without the line that says to whom it is written: that names nobody it is about."""
    return _GREETING.sub("", text, count=1)
