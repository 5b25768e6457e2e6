"""Office files as what they are: archives of parts that point at each other (ECMA-376 part 2), in the transitional or the strict form."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote

from lxml import etree

from wederhoor.papers.inspection import UNPACKED_BYTES

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_OTHERWISE = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = Any
WRONG: tuple[type[Exception], ...] = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    zipfile.BadZipFile,
    etree.LxmlError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What a broken office file can make of a reader."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One part pointing at another: its id, the last word of its type, and the name of the part; "" for what is outside."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of an Office file, in the transitional form whichever it was saved in. Raises zipfile.BadZipFile, KeyError,
    etree.LxmlError.
    """

    def __init__(self, content: bytes) -> None:
        self._packed = zipfile.ZipFile(io.BytesIO(content))
        self._names = {name.lower(): name for name in self._packed.namelist()}
        self._left = UNPACKED_BYTES

    def names(self) -> list[str]:
        """The parts there are."""
        return list(self._names.values())

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """A part, as transitional. Raises KeyError, and ValueError for more than a document holds."""
        with self._packed.open(self._names[name.lower()]) as part:
            content = part.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise ValueError
        return transitional(content)

    def opened(self, name: str) -> IO[bytes]:
        """A large part, to be read piece by piece; of a file that is transitional already. Raises KeyError."""
        return self._packed.open(self._names[name.lower()])

    def xml(self, name: str) -> Element:
        """A part of markup; nothing outside it is ever read."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(self.read(name), parser)

    def related(self, name: str) -> list[Relation]:
        """Where a part points; "" is the package itself."""
        folder, file = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(listed):
            return []
        found = []
        for one in self.xml(listed).iter(_RELATIONS):
            outside = one.get("TargetMode", "").lower() == "external"
            target = unquote(one.get("Target", ""))
            place = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = one.get("Type", "").rsplit("/", 1)[-1]
            found.append(Relation(id=one.get("Id", ""), kind=kind, target="" if outside else place))
        return found

    def main(self) -> str:
        """The name of the part everything begins in. Raises KeyError."""
        for one in self.related(""):
            if one.kind == "officeDocument" and self.has(one.target):
                return one.target
        raise KeyError


def transitional(content: bytes) -> bytes:
    """Markup of the strict form in the words of the transitional; anything else comes back as it is."""
    if _STRICT not in content:
        return content
    return _STRICT_NAME.sub(
        lambda m: b"http://schemas.openxmlformats.org/%s/2006/%s" % (m[1], _OTHERWISE.get(m[2], m[2])),
        content,
    )


def as_transitional(content: bytes) -> bytes:
    """A whole file of the strict form as a transitional one; a transitional file comes back as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        listed = packed.infolist()
        if not any(
            _STRICT in packed.read(one) for one in listed if one.filename.lower().endswith((".xml", ".rels"))
        ):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
            for one in listed:
                part = packed.read(one)
                markup = one.filename.lower().endswith((".xml", ".rels"))
                made.writestr(one.filename, transitional(part) if markup else part)
        return out.getvalue()
