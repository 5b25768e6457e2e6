"""The fonts of a PDF, with only what says how letters are drawn and which letters they are."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from wederhoor.papers.font_data import quiet_font
from wederhoor.papers.pdf_cleaning import Clean, Cleaning, layers_of
from wederhoor.papers.pdf_streams import collection, decoded, plain, without_remarks


class FontParts(Cleaning):
    """Cleans fonts; a font that is drawn step by step is drawn from parts like a page."""

    def resources(self, found: Any) -> Dictionary:
        """What something is drawn with."""
        raise NotImplementedError

    def draws(self, stream: Stream, resources: Any, layers: Any) -> None:
        """Clean the steps that draw something."""
        raise NotImplementedError

    def font(self, found: Any) -> Any:
        if not isinstance(found, Dictionary):
            return None
        return self.once(found, "font", self._fonts)

    def _fonts(self, found: Any) -> Any:
        names = [
            "Type",
            "Subtype",
            "Name",
            "BaseFont",
            "FirstChar",
            "LastChar",
            "Widths",
            "FontBBox",
            "FontMatrix",
            "W",
            "DW",
            "W2",
            "DW2",
        ]
        may: dict[str, Clean] = {f"/{name}": plain for name in names}
        may |= {
            "/Encoding": self._encoding,
            "/ToUnicode": self._map,
            "/FontDescriptor": self._descriptor,
            "/CIDToGIDMap": self._data_or_name,
            "/CIDSystemInfo": collection,
            "/DescendantFonts": lambda all_: Array(
                [one for part in all_ if (one := self.font(part)) is not None]
            ),
            "/Resources": self.resources,
        }
        made = self.only(found, may)
        if found.get("/Subtype") == "/Type3":
            resources = made.get("/Resources")
            made["/CharProcs"] = self.each(lambda one: self._glyph(one, resources))(found.get("/CharProcs"))
        return made

    def _glyph(self, found: Any, resources: Any) -> Any:
        if not isinstance(found, Stream):
            return None

        def drawn(stream: Stream) -> Stream:
            layers = layers_of(stream.get("/Resources"))
            self.keep_only(stream, {"/Resources": self.resources})
            self.draws(stream, stream.get("/Resources", resources), layers)
            return stream

        return self.once(found, "glyph", drawn)

    def _encoding(self, found: Any) -> Any:
        if isinstance(found, Stream):
            return self._map(found)
        if isinstance(found, Dictionary):
            return self.only(found, {"/Type": plain, "/BaseEncoding": plain, "/Differences": plain})
        return plain(found)

    def _map(self, found: Any) -> Any:
        if not isinstance(found, Stream):
            return found if isinstance(found, Name) else None

        def said(stream: Stream) -> Stream:
            may: dict[str, Clean] = {"/Type": plain, "/CMapName": plain, "/WMode": plain}
            self.keep_only(stream, may | {"/CIDSystemInfo": collection, "/UseCMap": self._map})
            stream.write(without_remarks(decoded(stream)))
            return stream

        return self.once(found, "map", said)

    def _data_or_name(self, found: Any) -> Any:
        if not isinstance(found, Stream):
            return plain(found)

        def bare(stream: Stream) -> Stream:
            self.keep_only(stream, {})
            stream.write(decoded(stream))
            return stream

        return self.once(found, "data", bare)

    def _descriptor(self, found: Any) -> Any:
        if not isinstance(found, Dictionary):
            return None
        names = [
            "Type",
            "FontName",
            "FontStretch",
            "FontWeight",
            "Flags",
            "FontBBox",
            "ItalicAngle",
            "Ascent",
            "Descent",
            "Leading",
            "CapHeight",
            "XHeight",
            "StemV",
            "StemH",
            "AvgWidth",
            "MaxWidth",
            "MissingWidth",
        ]
        may: dict[str, Clean] = {f"/{name}": plain for name in names}
        may |= dict.fromkeys(("/FontFile", "/FontFile2", "/FontFile3"), self._program)
        return self.once(found, "descriptor", lambda one: self.only(one, may))

    def _program(self, found: Any) -> Any:
        if not isinstance(found, Stream):
            return None

        def quiet(stream: Stream) -> Stream:
            lengths: dict[str, Clean] = {
                f"/{name}": plain for name in ["Length1", "Length2", "Length3", "Subtype"]
            }
            self.keep_only(stream, lengths)
            program = quiet_font(decoded(stream))
            stream.write(program)
            if "/Length1" in stream and "/Length2" not in stream:
                stream.Length1 = len(program)
            return stream

        return self.once(found, "program", quiet)
