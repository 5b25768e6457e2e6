"""Names: folded in one way, put in one order, looked up in one way.

The fold makes spellings of a name the same to whoever looks for it. It is for finding and for protecting: nothing that opens
something (an account, an address, a code) is ever compared by it. Who may be meant by a name: `rules.meant`.
"""

import re
import unicodedata

_PARTICLES = (
    "aan af al bij da dal dalla das de degli dei del della den der des di do dos du een el en het in l la las le les lo "
    "los onder op over s t te ten ter thoe toe tot uijt uit van ver vom von voor vor zu zum zur d"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words before a surname that are not what it is known by ("van der Berg" is looked for under B)."""
_TITLES = "broeder collega dhr dokter dr drs fam familie heer hr ing ir juf juffrouw mej meneer mevr mevrouw mijnheer mr mw prof zuster"
TITLES = frozenset(_TITLES.split())
_FUNCTIONS = (
    "adviseur afdeling balie begeleider begeleidster behandelaar buurtteam coach consulent consulente gemeente hulpverlener "
    "instelling kantoor klantmanager locatie maatschappelijk medewerker medewerkster organisatie stichting team teamleider "
    "vereniging werker wijkteam"
)
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Words beside a name that say where somebody works or as what."""
COMMON = PARTICLES | TITLES | FUNCTIONS
"""Words in a name that name nobody."""
_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ĳ": "ij", "Ĳ": "IJ", "ħ": "h"}
    | {"Ħ": "H", "ŋ": "n", "Ŋ": "N", "ə": "e", "Ə": "E"}
)
"""Letters that Unicode does not take apart into a base letter and a mark."""


def plain(text: str) -> str:
    """A text in letters without marks; capitals stay, and so does what stands between words."""
    if text.isascii():
        return text
    taken_apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in taken_apart if unicodedata.category(c) not in ("Mn", "Me", "Cf"))


def folded(text: str) -> str:
    """A text without marks and in small letters; every sign that is no letter or digit is a space."""
    return _BETWEEN.sub(" ", plain(text).casefold())


_BETWEEN = re.compile(r"[\W_]")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or of a text, folded, in their order; both parts of a name with a hyphen."""
    return tuple(folded(text).split())


def telling_words(name: str) -> frozenset[str]:
    """The words of a name by which somebody is known: longer than two letters, and not one of the common ones."""
    return frozenset(word for word in words_of(name) if len(word) > 2) - COMMON


def known_by(surname: str) -> tuple[str, ...]:
    """The words by which a name, or that of a firm, is looked up: without what goes before it and initials; the last one last."""
    words = words_of(surname)
    known = (word for word in words if len(word) > 1 and word not in PARTICLES | TITLES)
    return tuple(dict.fromkeys(known)) or words[-1:]


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, however they were typed. Two empty names are not."""
    return bool(words_of(one)) and words_of(one) == words_of(other)


def in_order(name: str) -> tuple[str, ...]:
    """The place of a name in a list, as people look for it: marks and capitals only tell apart what is else the same."""
    return (" ".join(words_of(name)), name.casefold(), name)
