"""The parts a page of a PDF is drawn from, each with only what drawing needs: a list of what may stay, at every depth, and nothing
else does.

What stands in no list here is gone from the copy: actions, scripts, names of makers, thumbnails, metadata, links between parts, and
what nobody has thought of yet.
"""

import zlib
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from wederhoor.papers.inspection import Refused
from wederhoor.papers.pdf_cleaning import Clean, layers_of
from wederhoor.papers.pdf_content import clean_content
from wederhoor.papers.pdf_fonts import FontParts
from wederhoor.papers.pdf_layers import shown
from wederhoor.papers.pdf_streams import (
    bare_picture,
    bytes_of,
    components_of,
    decoded,
    plain,
    without_remarks,
)

_DEVICES = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


class Parts(FontParts):
    """Cleans the parts of one PDF, each once, however often it is drawn.

    `lost` counts pictures that could not be read; `hid` says that something stood in a layer that is off; `borrows` that a part draws
    with what its page has.
    """

    def __init__(self, pdf: pikepdf.Pdf, hidden: frozenset[tuple[int, int]]) -> None:
        super().__init__(pdf)
        self.hidden = hidden
        self.lost = 0
        self.hid = self.borrows = False

    def page(self, page: pikepdf.Page) -> None:
        """Clean a page with everything it is drawn from."""
        resources = page.resources
        streams = page.obj.get("/Contents")
        if streams is not None:
            page.contents_coalesce()
        page.obj.Resources = self.resources(resources)
        if isinstance(page.obj.get("/Contents"), Stream):
            self.draws(cast(Stream, page.obj.Contents), page.obj.Resources, layers_of(resources))
        if "/Group" in page.obj:
            page.obj.Group = self._group(page.obj.Group)

    # Each of what follows takes a part and gives what stays of it; None is nothing.

    def resources(self, found: Any) -> Dictionary:
        if not isinstance(found, Dictionary):
            return Dictionary()
        made: Dictionary = self.once(
            found,
            "resources",
            lambda one: self.only(
                one,
                {
                    "/ExtGState": self.each(self._state),
                    "/ColorSpace": self.each(self._colour),
                    "/Pattern": self.each(self._pattern),
                    "/Shading": self.each(self._shading),
                    "/XObject": self.each(self._drawn),
                    "/Font": self.each(self.font),
                },
            ),
        )
        return made

    def _state(self, found: Any) -> Any:
        if not isinstance(found, Dictionary):
            return None
        names = [
            "LW",
            "LC",
            "LJ",
            "ML",
            "D",
            "RI",
            "OP",
            "op",
            "OPM",
            "FL",
            "SM",
            "SA",
            "BM",
            "CA",
            "ca",
            "AIS",
            "TK",
        ]
        may: dict[str, Clean] = {f"/{name}": plain for name in names}
        may |= {
            "/Font": self._font_and_size,
            "/SMask": self._soft_mask,
            "/TR": self._function,
            "/TR2": self._function,
        }
        return self.once(found, "state", lambda one: self.only(one, may))

    def _font_and_size(self, found: Any) -> Any:
        if isinstance(found, Array) and len(found) == 2 and (font := self.font(found[0])) is not None:
            return Array([font, plain(found[1])])
        return None

    def _soft_mask(self, found: Any) -> Any:
        if not isinstance(found, Dictionary):
            return plain(found)
        may: dict[str, Clean] = {"/S": plain, "/G": self._drawn, "/BC": plain, "/TR": self._function}
        return self.only(found, may)

    def _group(self, found: Any) -> Any:
        if not isinstance(found, Dictionary):
            return None
        return self.only(found, {"/S": plain, "/CS": self._colour, "/I": plain, "/K": plain})

    def _colour(self, found: Any) -> Any:
        if isinstance(found, Name):
            return found
        if not isinstance(found, Array) or not len(found):
            return None
        return self.once(found, "colour", self._colours)

    def _colours(self, found: Any) -> Any:
        kind = str(found[0])
        if kind == "/ICCBased" and len(found) > 1 and isinstance(found[1], Stream):
            return self._by_profile(found[1])
        if kind in ("/CalGray", "/CalRGB", "/Lab") and len(found) > 1:
            return Array([found[0], plain(found[1])])
        if kind == "/Indexed" and len(found) > 3:
            base = self._colour(found[1])
            entries = (int(found[2]) + 1) * (components_of(base) or 4)
            return Array([found[0], base, int(found[2]), pikepdf.String(bytes_of(found[3])[:entries])])
        if kind == "/Separation" and len(found) > 3:
            return Array([found[0], found[1], self._colour(found[2]), self._function(found[3])])
        if kind == "/DeviceN" and len(found) > 3:
            return Array([found[0], plain(found[1]), self._colour(found[2]), self._function(found[3])])
        if kind == "/Pattern":
            return Array([found[0], *([self._colour(found[1])] if len(found) > 1 else [])])
        return found[0] if len(found) == 1 and isinstance(found[0], Name) else None

    def _by_profile(self, profile: Stream) -> Any:
        """The colours of a screen or a printer instead of a profile, which says who made it; Lab stays Lab."""
        other = profile.get("/Alternate")
        if isinstance(other, Array) and len(other) and str(other[0]) == "/Lab":
            return self._colour(other)
        count = profile.get("/N", 3)
        return _DEVICES.get(int(count) if isinstance(count, int) else 3, Name.DeviceRGB)

    def _function(self, found: Any) -> Any:
        if isinstance(found, Array):
            return Array([one for part in found if (one := self._function(part)) is not None])
        if not isinstance(found, Dictionary | Stream):
            return plain(found)
        return self.once(found, "function", self._functions)

    def _functions(self, found: Any) -> Any:
        names = [
            "FunctionType",
            "Domain",
            "Range",
            "Size",
            "BitsPerSample",
            "Order",
            "Encode",
            "Decode",
            "C0",
            "C1",
            "N",
            "Bounds",
        ]
        may: dict[str, Clean] = {f"/{name}": plain for name in names} | {"/Functions": self._function}
        if not isinstance(found, Stream):
            return self.only(found, may)
        self.keep_only(found, may)
        data = decoded(found)
        found.write(without_remarks(data) if found.get("/FunctionType") == 4 else data)
        return found

    def _pattern(self, found: Any) -> Any:
        if not isinstance(found, Dictionary | Stream):
            return None
        if isinstance(found, Stream):
            return self.once(found, "pattern", self._tile)
        may: dict[str, Clean] = {"/PatternType": plain, "/Matrix": plain}
        may |= {"/Shading": self._shading, "/ExtGState": self._state}
        return self.once(found, "pattern", lambda one: self.only(one, may))

    def _tile(self, found: Stream) -> Stream:
        names = ["Type", "PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix"]
        layers = layers_of(found.get("/Resources"))
        self.keep_only(found, {f"/{name}": plain for name in names} | {"/Resources": self.resources})
        self.draws(found, found.get("/Resources"), layers)
        return found

    def _shading(self, found: Any) -> Any:
        if not isinstance(found, Dictionary | Stream):
            return None
        return self.once(found, "shading", self._shades)

    def _shades(self, found: Any) -> Any:
        names = [
            "ShadingType",
            "Background",
            "BBox",
            "AntiAlias",
            "Domain",
            "Coords",
            "Extend",
            "Matrix",
            "BitsPerCoordinate",
            "BitsPerComponent",
            "BitsPerFlag",
            "Decode",
            "VerticesPerRow",
        ]
        may: dict[str, Clean] = {f"/{name}": plain for name in names}
        may |= {"/ColorSpace": self._colour, "/Function": self._function}
        if not isinstance(found, Stream):
            return self.only(found, may)
        self.keep_only(found, may)
        found.write(decoded(found))
        return found

    def _drawn(self, found: Any) -> Any:
        if not isinstance(found, Stream):
            return None
        if not shown(found.get("/OC"), self.hidden):
            self.hid = True
            return None
        kind = str(found.get("/Subtype", ""))
        if kind == "/Image":
            return self.once(found, "drawn", self._picture)
        return self.once(found, "drawn", self._form) if kind == "/Form" else None

    def _form(self, found: Stream) -> Stream:
        may: dict[str, Clean] = {
            f"/{name}": plain for name in ["Type", "Subtype", "FormType", "BBox", "Matrix"]
        }
        layers = layers_of(found.get("/Resources"))
        self.keep_only(found, may | {"/Resources": self.resources, "/Group": self._group})
        self.draws(found, found.get("/Resources"), layers)
        return found

    def draws(self, stream: Stream, resources: Any, layers: Any) -> None:
        self.borrows = self.borrows or resources is None
        made, hid = clean_content(
            self.pdf, stream, decoded(stream), resources, layers, self.hidden, self._drawn
        )
        self.hid = self.hid or hid
        for name in ("/DecodeParms", "/Filter"):
            if name in stream:
                del stream[name]
        stream.write(made)

    def _picture(self, found: Stream) -> Stream | None:
        names = [
            "Type",
            "Subtype",
            "Width",
            "Height",
            "BitsPerComponent",
            "Intent",
            "ImageMask",
            "Decode",
            "Interpolate",
            "SMaskInData",
            "Matte",
        ]
        may: dict[str, Clean] = {f"/{name}": plain for name in names}
        mask: Clean = lambda one: self._drawn(one) if isinstance(one, Stream) else plain(one)  # noqa: E731
        self.keep_only(found, may | {"/ColorSpace": self._colour, "/Mask": mask, "/SMask": mask})
        try:
            self.lost += not bare_picture(self.pdf, found)
        except (Refused, pikepdf.PdfError, zlib.error, ValueError, TypeError):
            self.lost += 1
            return None
        return found
