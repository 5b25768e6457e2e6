"""The receipt code: made with the draft, shown before sending, the only way back in.

Seventeen random characters of thirty (83 bits) and one check character (ISO 7064 hybrid, modulus 31,30), in three
groups of six. No 0, 1, I, L, O or U, so that it can be read aloud and copied from paper.
"""

import secrets

from stdnum.iso7064 import mod_37_36

from wederhoor.rules import typed

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 17
GROUP = 6


class CodeInvalid(Exception):
    """What was typed cannot be a code; the message says why, in plain Dutch. `msgid` is that sentence with its {places}."""

    def __init__(self, msgid: str, **values: object) -> None:
        super().__init__(msgid.format(**values))
        self.msgid, self.values = msgid, values


EMPTY = "Vul uw code in."
STRANGE = "Dit teken komt in geen enkele code voor: {sign}. Kijk de code nog eens na."
LENGTH = "Een code heeft {length} tekens; u typte er {typed}. Kijk de code nog eens na."
SWAPPED = "Deze code klopt niet helemaal. Kijk of u een teken verwisselde."


def new_code() -> str:
    """A fresh code, without its dashes."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return body + str(mod_37_36.calc_check_digit(body, alphabet=ALPHABET))


def code_from(digest: str) -> str:
    """A code made of a keyed hash in hexadecimal; as hard to guess as the hash."""
    number = int(digest, 16)
    body = ""
    for _ in range(RANDOM_CHARACTERS):
        number, place = divmod(number, len(ALPHABET))
        body += ALPHABET[place]
    return body + str(mod_37_36.calc_check_digit(body, alphabet=ALPHABET))


def grouped(code: str) -> str:
    """The code as people see it: `K7QMXR-29BCHD-WN5E4T`."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def read_code(written: str) -> str:
    """What somebody typed, as a code. Capitals, spaces and dashes do not matter. Raises CodeInvalid."""
    code = typed.code(written)
    if not code:
        raise CodeInvalid(EMPTY)
    if strange := sorted(set(code) - set(ALPHABET)):
        raise CodeInvalid(STRANGE, sign=strange[0])
    length = RANDOM_CHARACTERS + 1
    if len(code) != length:
        raise CodeInvalid(LENGTH, length=length, typed=len(code))
    if mod_37_36.calc_check_digit(code[:-1], alphabet=ALPHABET) != code[-1]:
        raise CodeInvalid(SWAPPED)
    return code
