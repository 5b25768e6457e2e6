"""Reading copies, judged by readers that are not ours: poppler draws and reads PDFs, LibreOffice reads documents and sheets.

Two laws hold for every file, found or made: what was seen before cleaning is seen after it, and nothing that was planted beside what
is seen is left in any stream.
"""

import io
import random
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from tests.support.papers import pdf, photo, word

from wederhoor.papers.blocks import lines_of
from wederhoor.papers.pdfs import clean_pdf
from wederhoor.papers.sheets import read_xlsx
from wederhoor.papers.word import read_docx

pytestmark = pytest.mark.e2e
FILES = Path(__file__).parents[1] / "fixtures" / "files"
PLANTED = b"Zqxjvkw"
OURS = "Over deze kopie"
LAW = settings(
    max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def poppler(program: str, *values: str) -> bytes:
    return subprocess.run([program, *values], capture_output=True, check=True, timeout=120).stdout


def seen(content: bytes, folder: Path) -> tuple[str, list[Image.Image]]:
    """The text and the pages, as poppler reads and draws them."""
    file = folder / f"{random.Random(len(content)).random()}.pdf"
    file.write_bytes(content)
    text = poppler("pdftotext", "-enc", "UTF-8", str(file), "-").decode()
    poppler("pdftoppm", "-r", "40", "-png", str(file), str(file.with_suffix("")))
    pages = sorted(folder.glob(f"{file.stem}-*.png"))
    drawn = [Image.open(io.BytesIO(page.read_bytes())).convert("L") for page in pages]
    for page in pages:
        page.unlink()
    return text, drawn


def looks_the_same(before: bytes, after: bytes, folder: Path) -> None:
    text, pages = seen(before, folder)
    copied, drawn = seen(after, folder)
    assert "".join(copied.split()).startswith("".join(text.split()))
    assert len(drawn) - len(pages) in (0, 1)
    assert (len(drawn) > len(pages)) is (OURS in copied)
    for one, other in zip(pages, drawn, strict=False):
        assert one.size == other.size
        different = sum(ImageChops.difference(one, other).histogram()[64:])
        assert different <= one.width * one.height // 500


def says_nothing(content: bytes) -> None:
    """Nothing planted is left, in whatever stream, behind whatever filter."""
    assert PLANTED not in content
    with pikepdf.open(io.BytesIO(content)) as made:
        for thing in made.objects:
            assert PLANTED not in thing.unparse(resolved=True)
            if isinstance(thing, pikepdf.Stream):
                raw = thing.read_raw_bytes()
                assert PLANTED not in raw
                try:
                    assert PLANTED not in thing.read_bytes(pikepdf.StreamDecodeLevel.specialized)
                except pikepdf.PdfError:
                    assert thing.get("/Subtype") == "/Image"


@pytest.mark.parametrize("name", ["pdf-type3-letter-a.pdf", "pdf-foto-a85.pdf"])
def test_a_pdf_that_hurt_somebody_looks_the_same_after_cleaning(name: str, tmp_path: Path) -> None:
    content = (FILES / name).read_bytes()
    looks_the_same(content, clean_pdf(content).copy, tmp_path)


def test_every_letter_of_a_chart_is_read(tmp_path: Path) -> None:
    text, _ = seen(clean_pdf((FILES / "pdf-type3-letter-a.pdf").read_bytes()).copy, tmp_path)
    assert "ABSAB" in text


FILTERS = st.lists(st.sampled_from(["ascii", "hex", "flate"]), max_size=3)
PLACES = st.sets(
    st.sampled_from(
        [
            "info",
            "root",
            "page",
            "thumb",
            "piece",
            "alternate",
            "image",
            "font",
            "state",
            "content",
            "words",
            "group",
            "inline",
            "names",
        ]
    ),
    min_size=1,
)


def packed(data: bytes, filters: list[str]) -> tuple[bytes, list[Any]]:
    import base64
    import zlib

    names: list[Any] = []
    for one in filters:
        if one == "ascii":
            data, name = base64.a85encode(data) + b"~>", Name.ASCII85Decode
        elif one == "hex":
            data, name = data.hex().encode() + b">", Name.ASCIIHexDecode
        else:
            data, name = zlib.compress(data), Name.FlateDecode
        names.insert(0, name)
    return data, names


def jpeg_with_everything() -> bytes:
    plain = photo(size=(40, 30))
    comment = b"\xff\xfe" + (len(PLANTED) + 2).to_bytes(2, "big") + PLANTED
    return plain[:2] + comment + plain[2:] + PLANTED


@LAW
@given(where=PLACES, filters=FILTERS, kind=st.sampled_from(["jpeg", "raw", "jp2"]))
def test_whatever_is_planted_in_a_pdf_is_gone_and_whatever_is_seen_stays(
    where: set[str], filters: list[str], kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 150))
    planted = pikepdf.String(PLANTED.decode())
    hidden = made.make_stream(PLANTED)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    picture = made.make_stream(b"")
    data: bytes
    if kind == "jpeg":
        data, codec = jpeg_with_everything(), [Name.DCTDecode]
    elif kind == "jp2":
        out = io.BytesIO()
        Image.effect_noise((40, 30), 60).convert("RGB").save(out, "JPEG2000", comment=PLANTED)
        data, codec = (
            out.getvalue() + (len(PLANTED) + 8).to_bytes(4, "big") + b"uuid" + PLANTED,
            [Name.JPXDecode],
        )
    else:
        data, codec = bytes(range(256)) * 14 + bytes(16) + PLANTED, []
    data, names = packed(data, filters)
    picture.write(data, filter=Array([*names, *codec]) if names or codec else None)
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 40, 30
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    steps = b"q 80 0 0 60 10 10 cm /Im0 Do Q BT /F1 12 Tf 10 120 Td (Dit is te zien) Tj ET"
    page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im0=picture))
    if "info" in where:
        made.docinfo["/Author"] = PLANTED.decode()
    if "root" in where:
        made.Root.PieceInfo = Dictionary(Deep=Dictionary(Deeper=Array([Dictionary(Text=planted), hidden])))
        made.Root.Metadata = hidden
    if "page" in where:
        page.obj.Zqx = Dictionary(A=planted)
        page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=planted))
    if "thumb" in where:
        page.obj.Thumb = hidden
    if "piece" in where:
        picture.PieceInfo = Dictionary(A=planted)
        picture.Metadata = hidden
    if "alternate" in where:
        picture.Alternates = Array([Dictionary(Image=hidden)])
    if "image" in where:
        picture.OPI = Dictionary(F=planted)
        picture.Name = Name("/Im0")
    if "font" in where:
        font.Zqx = Dictionary(A=Array([planted]))
        font.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=32, FontFamily=planted
        )
    if "state" in where:
        page.Resources.ExtGState = Dictionary(G=Dictionary(CA=1, Zqx=planted, HT=hidden))
        steps = b"/G gs " + steps
    if "content" in where:
        steps = b"% " + PLANTED + b"\n" + steps
    if "words" in where:
        steps = b"/Span <</Alt (" + PLANTED + b")>> BDC " + steps + b" EMC /X <</Y (" + PLANTED + b")>> DP"
    if "group" in where:
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, Zqx=planted)
    if "inline" in where:
        small = b"\xff\x00\x00" + PLANTED
        steps += b" q 9 0 0 9 150 9 cm BI /W 1 /H 1 /CS /RGB /BPC 8 /L %d ID " % len(small) + small + b" EI Q"
    if "names" in where:
        made.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array([planted, Dictionary(S=Name.JavaScript, JS=planted)]))
        )
        made.Root.OpenAction = Dictionary(S=Name.URI, URI=planted)
    page.Contents = made.make_stream(steps)
    out = io.BytesIO()
    made.save(out)
    before = out.getvalue() + b"\n" + PLANTED
    copied = clean_pdf(before)
    says_nothing(copied.copy)
    looks_the_same(before, copied.copy, tmp_path_factory.mktemp("law"))
    assert copied.lacks == ()


def test_a_pdf_with_everything_in_it_says_nothing_and_shows_its_field(tmp_path: Path) -> None:
    copied = clean_pdf(pdf("Mijn brief"))
    text, _ = seen(copied.copy, tmp_path)
    assert "Mijn brief" in text
    assert "Ingevuld veld" in text
    assert b"Zqxjvkw".lower() not in copied.copy.lower()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def office_reads(content: bytes, ending: str, into: str, folder: Path) -> str:
    file = folder / f"x.{ending}"
    file.write_bytes(content)
    subprocess.run(
        [shutil.which("soffice") or "soffice", f"-env:UserInstallation=file://{folder}/home", "--headless", "--convert-to", into,
         "--outdir", str(folder), str(file)],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    return (folder / f"x.{into.split(':')[0]}").read_text("utf-8", "replace")


def test_a_word_document_says_as_much_as_libreoffice_reads_in_it(tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(word("Er is gesproken over de deur.", "Niemand belde terug.")))
    made.sections[0].footer.paragraphs[0].text = "Vertrouwelijk"
    table = made.add_table(2, 3)
    for number, cell in enumerate(table._cells):
        cell.text = f"cel {number}"
    out = io.BytesIO()
    made.save(out)
    for name, content in {
        "made": out.getvalue(),
        **{p.name: p.read_bytes() for p in FILES.glob("word-*.docx")},
    }.items():
        if name == "word-verplaatst.docx":  # LibreOffice writes what was moved away as well
            continue
        read = words(office_reads(content, "docx", "txt:Text", tmp_path))
        assert read - words("\n".join(lines_of(read_docx(content)))) == Counter(), name


def test_a_sheet_says_as_much_as_libreoffice_reads_in_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["Datum", "Uren", "Wat"],
        ["2 maart", 12.5, "gesprek"],
        ["3 maart", 123456789012, "na de middag"],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    for content in (out.getvalue(), (FILES / "excel-strikt.xlsx").read_bytes()):
        read = words(
            office_reads(content, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path).replace(
                ".", ","
            )
        )
        assert read - words("\n".join(lines_of(read_xlsx(content)))) == Counter()
