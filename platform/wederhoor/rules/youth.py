"""To a child that complains alone, in the words one uses with a child: "je" for "u".

Of the platform's and the plugins' own words only, never of what somebody typed. Dutch changes the verb with it: "kunt u" becomes
"kun je", "u heeft" "je hebt".
"""

import re

_VERBS = {
    "heeft": "heb", "zult": "zul", "mag": "mag", "was": "was",
    "moet": "moet", "weet": "weet", "laat": "laat", "zet": "zet", "zit": "zit", "praat": "praat", "ontmoet": "ontmoet", "vindt": "vind",
    "begon": "begon", "wilde": "wilde", "kreeg": "kreeg", "had": "had", "vroeg": "vroeg", "meldde": "meldde", "vertelde": "vertelde",
}  # fmt: skip
"""A verb before "je", where it is not the verb before "u" without its t."""
_AFTER = {"heeft": "hebt", "zult": "zult"}
"""A verb after "je", where it is another than after "u"."""
_SOMEBODY = re.compile(
    r"(?:(?:^|[.!?:]\s+|\n)(?:De|Het|Een|Deze|Dit|Die) \w+|\b(?:[Ii]emand|[Ww]ie|[Zz]ij|[Hh]ij)) $"
)
"""Who does it, at the start of a sentence and right before the verb: then "u" is to whom, and the verb stays."""
_U_VERB = re.compile(r"\b([Uu]) (\w+)\b")
_VERB_U = re.compile(r"\b(\w+) u\b")
_TO = re.compile(r"\b((?i:aan|bij|met|naar|over|tegen|van|voor|zonder|door)) u\b")
_OWN = re.compile(r"\b([Uu])w\b")
_ALONE = re.compile(r"\b([Uu])\b")
_POLITE = re.compile(r"^(Beste) (mevrouw|meneer|heer of mevrouw)\b", re.MULTILINE)


def to_youth(text: str) -> str:
    """The same words to a child. What stands between braces, a place for a fact, stays."""
    parts = re.split(r"(\{\??[a-z_]+\})", text)
    return "".join(part if part.startswith("{") else _said(part) for part in parts)


def _said(text: str) -> str:
    text = _TO.sub(r"\1 jou", text)
    text = _VERB_U.sub(_before, text)
    text = _U_VERB.sub(_after, text)
    text = _OWN.sub(lambda found: "Je" if found[1] == "U" else "je", text)
    return _ALONE.sub(lambda found: "Je" if found[1] == "U" else "je", text)


def _before(found: re.Match[str]) -> str:
    verb = found[1]
    plain = verb.lower()
    if _SOMEBODY.search(found.string[: found.start()]):
        return f"{verb} je"
    if plain in _VERBS:
        said = _VERBS[plain]
        return f"{said.capitalize() if verb[0].isupper() else said} je"
    if plain.endswith("t") and len(plain) > 3 and not plain.endswith(("iet", "dat", "met", "het")):
        return f"{verb[:-1]} je"
    return f"{verb} je"


def _after(found: re.Match[str]) -> str:
    you = "Je" if found[1] == "U" else "je"
    return f"{you} {_AFTER.get(found[2], found[2])}"
