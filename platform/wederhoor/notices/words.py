"""What every mail says: one subject, that something is ready, and where to read it; never what it is about.

In the text ``{link}`` stands where the address comes, which is filled in when the mail leaves: by then it is known for certain.
"""

import html
import re
from urllib.parse import urlsplit

SUBJECT = "Er staat een bericht klaar"
"""Of every mail, so that neither the list in a mailbox nor whoever looks over a shoulder learns what it is about."""
LINK = "{link}"
CODE_DOOR, LETTER_DOOR, SIGN_IN = "bericht", "brief", ""
"""Where a link leads: the door for a code, the one for who got a letter with a code, or signing in. No word of what is behind it."""
_ADDRESS = re.compile(r"https?://\S+")
NO_REPLY = "U kunt op deze mail niet antwoorden."


def to_reader(name: str) -> str:
    """To somebody with a code: there is something to read at the organisation of this name."""
    return (
        f"Beste lezer,\n\nEr staat een bericht voor u klaar bij {name}. Waarover het gaat staat niet in deze mail, zodat niemand "
        f"anders het kan lezen.\n\nLees het hier, met uw code:\n{LINK}\n\n{NO_REPLY}"
    )


def to_named(name: str) -> str:
    """To somebody without an account who gets their code apart, on paper."""
    return (
        f"Beste lezer,\n\nEr staat een bericht voor u klaar bij {name}. Waarover het gaat staat niet in deze mail, zodat niemand "
        f"anders het kan lezen.\n\nLees het hier:\n{LINK}\n\nDaarvoor is een code nodig. Die krijgt u apart, per post.\n\n{NO_REPLY}"
    )


def to_colleague(name: str, told: str = "") -> str:
    """To somebody with an account; `told` is a sentence that names no matter."""
    told = told or f"Er staat iets voor u klaar bij {name}."
    return f"Beste collega,\n\n{told}\n\nMeld u aan om het te lezen:\n{LINK}\n\n{NO_REPLY}"


def address_of(site: str, door: str) -> str:
    """The address a link leads to. `site` is that of the organisation's pages."""
    if door == SIGN_IN:
        parts = urlsplit(site)
        return f"{parts.scheme}://{parts.netloc}/aanmelden"
    return f"{site}/{door}"


def list_of(site: str) -> str:
    """What a mailbox sorts these mails by (List-Id, RFC 2919): the same for every mail of an organisation."""
    parts = urlsplit(site)
    host = parts.hostname or "localhost"
    place = parts.path.strip("/")
    return f"<{place}.{host}>" if place else f"<{host}>"


def plain(text: str, link: str) -> str:
    """The text with its address."""
    return text.replace(LINK, link)


def as_html(text: str, link: str) -> str:
    """The same as a modest page: no image, nothing from elsewhere, nothing that tells that it was read."""
    parts = []
    for part in text.split("\n\n"):
        body = _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', html.escape(plain(part, link)))
        parts.append(f"<p>{body.replace(chr(10), '<br>')}</p>")
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{SUBJECT}</title></head>\n'
        '<body style="font-family: sans-serif; font-size: 1rem; line-height: 1.5; max-width: 38em">\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )
