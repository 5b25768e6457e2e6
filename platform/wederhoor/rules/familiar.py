"""Dutch for a child: what is written to an adult with "u", said with "je". One place, so that no page forgets it.

The sentences of the platform and of plugins are written once; what somebody typed is never touched. Where "u" follows its verb the verb
loses its t ("krijgt u", "krijg je"); verbs whose stem ends in a t keep it, and some are irregular. Where somebody else does it the verb
stays ("De secretaris helpt u"). What stands between braces is a place for a fact and stays. A test reads every sentence a child can meet.
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
_TO = re.compile(
    r"\b((?i:aan|bij|met|naar|over|tegen|van|voor|zonder|door)) u\b|\b((?i:op|in)) u(?=$|[.,:;?!)’”])"
)
_SOMEBODY = re.compile(
    r"(?:(?:^|[.!?:]\s+|\n)(?:De|Het|Een|Deze|Dit|Die) \w+|\b(?:[Ii]emand|[Ww]ie|[Zz]ij|[Hh]ij)) $"
)
"""Who does it, at the start of a sentence and right before the verb: then "u" is to whom."""
_PLACE = re.compile(r"(\{\??[a-z_]+\})")
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
    if plain in _STAYS or _SOMEBODY.search(found.string[: found.start()]):
        return f"{verb} je"
    changed = _IRREGULAR.get(plain, plain[:-1])
    return f"{changed.capitalize() if verb[0].isupper() else changed} je"


def familiar(text: str) -> str:
    """A text with "je" for "u"; a text without "u" stays as it is."""
    if not _HERE.search(text):
        return text
    return "".join(part if part.startswith("{") else _said(part) for part in _PLACE.split(text))


def _said(text: str) -> str:
    for pattern, words in _SPECIAL:
        text = pattern.sub(words, text)
    text = _TO.sub(lambda found: f"{found.group(1) or found.group(2)} jou", text)
    text = _FAR_HEEFT.sub(lambda found: f"{found.group(1)} {found.group(2)}hebt", text)
    text = _VERB.sub(_inverted, text)
    for pattern, word in _RULES:
        text = pattern.sub(word, text)
    return text


def is_formal(text: str) -> bool:
    """Whether somebody is addressed with "u" in it."""
    return bool(_HERE.search(text))
