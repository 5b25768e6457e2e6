"""How a part of a PDF is cleaned: a list says which of its entries may stay, and what becomes of each; the rest is gone."""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

DEEPEST = 60

Clean = Callable[[Any], Any]


class TooDeep(Exception):
    """Parts within parts, further than any reader follows."""


class Cleaning:
    """Cleans each part once, however often it is drawn."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._known: dict[tuple[int, int, str], Any] = {}
        self._depth = 0

    def once(self, found: Any, kind: str, make: Clean) -> Any:
        """Make it, or give what was made before; a part within itself stays what it is."""
        key = (*found.objgen, kind) if isinstance(found, pikepdf.Object) else (0, 0, kind)
        if key[0] and key in self._known:
            return self._known[key]
        if self._depth > DEEPEST:
            raise TooDeep
        self._depth += 1
        if key[0]:
            self._known[key] = found
        made = make(found)
        self._depth -= 1
        if key[0]:
            if made is not found and isinstance(made, Dictionary | Array) and not isinstance(made, Stream):
                made = self.pdf.make_indirect(made)
            self._known[key] = made
        return made

    def each(self, clean: Clean) -> Clean:
        def cleaned(found: Any) -> Any:
            if not isinstance(found, Dictionary):
                return None
            made = Dictionary()
            for name in found.keys():  # noqa: SIM118 - not a Python dictionary
                value = clean(found[name])
                if value is not None:
                    made[name] = value
            return made

        return cleaned

    def only(self, found: Any, may: dict[str, Clean]) -> Dictionary:
        made = Dictionary()
        for name, clean in may.items():
            if name in found:
                value = clean(found[name])
                if value is not None:
                    made[name] = value
        return made

    def keep_only(self, stream: Stream, may: dict[str, Clean]) -> None:
        """The same for a stream, which stays the object it is."""
        said = {"/Length", "/Filter", "/DecodeParms", *may}
        for name in set(stream.keys()) - said:
            del stream[name]
        for name, clean in may.items():
            if name in stream:
                value = clean(stream[name])
                if value is None:
                    del stream[name]
                else:
                    stream[name] = value


def layers_of(resources: Any) -> Any:
    """Which layers the steps of a part may name, by what they are called there."""
    return resources.get("/Properties") if isinstance(resources, Dictionary) else None
