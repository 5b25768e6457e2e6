"""What a file that leaves is called: one way, so that no name tells more than whoever finds it on a disk may know (decision 18)."""

import re
from datetime import date
from typing import NewType
from urllib.parse import quote

from wederhoor.rules.names import plain
from wederhoor.rules.register_number import without_names

FileName = NewType("FileName", str)
"""Made by `file_name` and `paper_name` only."""
LETTER = "brief"
"""What a letter is called for who is no staff: its title says that there is a complaint."""
LONGEST = 80
_NOT_IN_NAMES = re.compile(r"[^\w\- ]+")
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def file_name(what: str, ending: str, *, number: str = "", on: date | None = None) -> FileName:
    """The number of the matter without what is of a name, what it is, and the day when that tells one from another.

    `what` never holds the name of a person, nor a word somebody typed.
    """
    said = " ".join(_NOT_IN_NAMES.sub(" ", what).split())
    parts = [without_names(number), said[:1].lower() + said[1:LONGEST].strip(), on.isoformat() if on else ""]
    return FileName(f"{' '.join(part for part in parts if part)}.{ending.removeprefix('.')}")


def paper_name(number: int, media_type: str, *, of: str) -> FileName:
    """A paper by its number in the dossier `of`; its title is what somebody typed."""
    return file_name(f"stuk {number}", ENDINGS.get(media_type, "bin"), number=of)


def disposition(name: FileName, *, keep: bool) -> str:
    """The header that names a file, for old browsers without accents."""
    simple = plain(name).encode("ascii", "ignore").decode()
    accents = f"; filename*=UTF-8''{quote(name)}" if simple != name else ""
    return f'{"attachment" if keep else "inline"}; filename="{simple}"{accents}'
