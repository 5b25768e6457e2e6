"""Room on the form for others who complain as well."""

from collections.abc import Iterable
from typing import Any

from wederhoor.web.fields import line, phone_line, postal_code_line

FELLOWS_AT_MOST = 200
"""How many others fit on the page: more than any group, and few enough that nobody fills a server with empty boxes."""


FELLOW = (
    ("given_name", "Voornaam"),
    ("surname", "Achternaam"),
    ("street", "Straat en huisnummer"),
    ("postal_code", "Postcode"),
    ("town", "Woonplaats"),
    ("phone", "Telefoonnummer"),
)


def of_fellow(name: str, label: str) -> Any:
    """A field of somebody who complains as well."""
    match name:
        case "postal_code":
            return postal_code_line(label)
        case "phone":
            return phone_line(label)
        case _:
            return line(label)


def fellows_sent(names: Iterable[str]) -> int:
    """For how many others there was room on the page these names of fields came from; one at least."""
    sent = (name.removeprefix("fellow").removesuffix("_surname") for name in names)
    return min(max([1, *(int(n) for n in sent if n.isdecimal() and len(n) < 4)]), FELLOWS_AT_MOST)
