"""Dutch for a child: what is written to an adult with "u", said with "je". One place, so that no page forgets it.

The sentences of the platform are written once. Where "u" follows its verb the verb loses its t ("krijgt u", "krijg je"); verbs whose
stem ends in a t keep it, and some are irregular. A test reads every sentence a child can meet.
"""

import re

_IRREGULAR = {
    "bent": "ben", "heeft": "heb", "hebt": "heb", "kunt": "kun", "zult": "zul", "zou": "zou", "had": "had",
    "doet": "doe", "gaat": "ga", "staat": "sta", "ziet": "zie", "slaat": "sla", "vindt": "vind", "wordt": "word", "houdt": "houd",
    "zendt": "zend", "antwoordt": "antwoord", "meldt": "meld", "vraagt": "vraag", "rondt": "rond",
}  # fmt: skip
_STAYS = frozenset(
    {
        "dat", "wat", "niet", "met", "het", "uit", "tot", "want", "omdat", "zodat", "totdat", "voordat", "nadat", "direct", "straks",
        "post",
        "moet", "moest", "mocht", "laat", "weet", "vergeet", "zit", "zet", "let", "sluit", "wacht", "start", "praat", "haat", "zoet",
        "best", "liefst", "eerst", "laatst", "juist", "vast", "haast",
    }
)  # fmt: skip
"""Words before "u" that end in a t and keep it: not a verb of this sentence, or a verb whose stem ends so."""
_VERB = re.compile(r"\b([A-Za-z]+t|[Zz]ou|[Hh]ad) u\b")
_FAR_HEEFT = re.compile(r"\b([Uu]) ((?:[\w’]+ ){0,5}?)heeft\b")
_AFTER = re.compile(
    r"\b([Oo]ver|[Vv]an|[Vv]oor|[Mm]et|[Bb]ij|[Aa]an|[Nn]aar|[Dd]oor|[Oo]p|[Ii]n) u(?=$|[.,:;?!)’”])"
)
_WORD = r"(?<![-/.\w])({})(?![-/\w])"
"""A word of its own, and no part of a name like "uw-naam"."""
_SPECIAL = (
    (re.compile(r"\bNiemand volgt u\b"), "Niemand volgt je"),
    (re.compile(r"\b(als|[Vv]olgens) u\b(?=$|[.,?!]| en | anders)"), r"\1 jou"),
    (re.compile(r"\bzien als jou\b"), "zien als jij"),
    (re.compile(r"\bwas u dat\b"), "was jij dat"),
    (re.compile(r"\bU en\b"), "Jij en"),
    (re.compile(r"\bu en (de ander|degene)"), r"jou en \1"),
)
_RULES = tuple(
    (re.compile(_WORD.format(formal)), plain)
    for formal, plain in (
        ("uzelf", "jezelf"),
        ("Uzelf", "Jezelf"),
        ("uw", "je"),
        ("Uw", "Je"),
        ("u", "je"),
        ("U", "Je"),
    )
)
_HERE = re.compile(_WORD.format("[Uu](?:w|zelf)?"))


def _inverted(found: re.Match[str]) -> str:
    verb = found.group(1)
    plain = verb.lower()
    if plain in _STAYS:
        return f"{verb} je"
    changed = _IRREGULAR.get(plain, plain[:-1])
    return f"{changed.capitalize() if verb[0].isupper() else changed} je"


def familiar(text: str) -> str:
    """A text with "je" for "u"; a text without "u" stays as it is."""
    if not _HERE.search(text):
        return text
    for pattern, words in _SPECIAL:
        text = pattern.sub(words, text)
    text = _AFTER.sub(lambda found: f"{found.group(1)} jou", text)
    text = _FAR_HEEFT.sub(lambda found: f"{found.group(1)} {found.group(2)}hebt", text)
    text = _VERB.sub(_inverted, text)
    for pattern, word in _RULES:
        text = pattern.sub(word, text)
    return text


def is_formal(text: str) -> bool:
    """Whether somebody is addressed with "u" in it."""
    return bool(_HERE.search(text))
